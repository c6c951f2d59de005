/**
 * Where the bands of a transfer chart run: pure geometry, no drawing. A column per round; in it a node
 * per candidate (and one for papers with no further preference), as tall as its votes; between two
 * columns a band for votes that stay and one for each transfer.
 */
import { scaleLinear } from 'd3-scale';
import { area, curveBumpX } from 'd3-shape';
import type { RoundView } from '../views.ts';

export interface FlowNode {
  readonly key: string;
  readonly column: number;
  /** `null` stands for no further preference. */
  readonly candidate: string | null;
  readonly votes: number;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

export interface FlowBand {
  readonly key: string;
  readonly from: string;
  readonly to: string | null;
  readonly votes: number;
  readonly moved: boolean;
  readonly path: string;
}

export interface Flow {
  readonly width: number;
  readonly height: number;
  readonly nodeWidth: number;
  readonly nodes: readonly FlowNode[];
  readonly bands: readonly FlowBand[];
}

const COLUMN = 230;
const NODE_WIDTH = 14;
const LEFT = 8;
const GAP = 34;
const TOP = 26;
const TALL = 300;
/** A name and a figure beneath it. */
const LABEL = 34;

/** Lays out the rounds. `order` gives candidates from top to bottom. */
export function layFlow(rounds: readonly RoundView[], order: readonly string[]): Flow {
  const total = Math.max(
    1,
    ...rounds.map((r) => r.exhausted + r.tallies.reduce((sum, tally) => sum + tally.votes, 0)),
  );
  const y = scaleLinear().domain([0, total]).range([0, TALL]);
  const nodes: FlowNode[] = [];
  for (const [column, round] of rounds.entries()) {
    let top = TOP;
    const inRound: readonly (readonly [string | null, number])[] = [
      ...order.map((id) => [id, votesOf(round, id)] as const),
      [null, round.exhausted] as const,
    ];
    for (const [candidate, votes] of inRound) {
      if (votes === 0) continue;
      const height = Math.max(1, y(votes));
      nodes.push({
        key: nodeKey(column, candidate),
        column,
        candidate,
        votes,
        x: LEFT + column * COLUMN,
        y: top,
        height,
      });
      top += height + GAP;
    }
  }
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const bands = rounds
    .slice(0, -1)
    .flatMap((round, column) => bandsAfter(round, column, [...order, null], byKey, y));
  const height = Math.max(...nodes.map((node) => node.y + Math.max(node.height, LABEL)), TOP) + 8;
  return {
    width: LEFT + (rounds.length - 1) * COLUMN + NODE_WIDTH + 190,
    height,
    nodeWidth: NODE_WIDTH,
    nodes,
    bands,
  };
}

function nodeKey(column: number, candidate: string | null): string {
  return `${column}:${candidate ?? ''}`;
}

function votesOf(round: RoundView, id: string): number {
  return round.tallies.find((tally) => tally.candidate === id)?.votes ?? 0;
}

function bandsAfter(
  round: RoundView,
  column: number,
  order: readonly (string | null)[],
  nodes: ReadonlyMap<string, FlowNode>,
  y: (votes: number) => number,
): FlowBand[] {
  const bands: FlowBand[] = [];
  const leaves = new Map<string, number>();
  const arrives = new Map<string, number>();
  const add = (from: string | null, to: string | null, votes: number, moved: boolean): void => {
    const start = nodes.get(nodeKey(column, from));
    const end = nodes.get(nodeKey(column + 1, to));
    if (!start || !end || votes <= 0) return;
    const left = start.y + (leaves.get(start.key) ?? 0);
    const right = end.y + (arrives.get(end.key) ?? 0);
    const thick = y(votes);
    leaves.set(start.key, (leaves.get(start.key) ?? 0) + thick);
    arrives.set(end.key, (arrives.get(end.key) ?? 0) + thick);
    const band = area<{ x: number; top: number }>()
      .x((p) => p.x)
      .y0((p) => p.top)
      .y1((p) => p.top + thick)
      .curve(curveBumpX);
    const path = band([
      { x: start.x + NODE_WIDTH, top: left },
      { x: end.x, top: right },
    ]);
    bands.push({
      key: `${start.key}>${end.key}`,
      from: from ?? '',
      to,
      votes,
      moved,
      path: path ?? '',
    });
  };
  for (const candidate of order) {
    const node = nodes.get(nodeKey(column, candidate));
    if (!node) continue;
    const moving = round.transfers.filter((transfer) => transfer.from === candidate);
    const gone = moving.reduce((sum, transfer) => sum + transfer.votes, 0);
    add(candidate, candidate, node.votes - gone, false);
    for (const to of order) {
      const transfer = moving.find((one) => one.to === to);
      if (transfer) add(candidate, to, transfer.votes, true);
    }
  }
  return bands;
}
