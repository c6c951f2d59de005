/**
 * The data of a transfer chart for the single transferable vote, in the shape of `TransferChart`: a
 * column for each stage or part of one, and links for what stayed and what moved. Figures are rounded
 * to what a drawing needs; the exact ones are in the transcript. Exhausted votes and those lost to
 * rounding share one node.
 */
import type { ChartColumn, ChartLink, ChartNode, TransferChart } from '../chart.ts';
import { add, compare, fromText, type Ratio, subtract, ZERO } from './ratio.ts';
import type { StvResult, StvStage } from './stv-transcript.ts';

export function stvChart(result: StvResult): TransferChart {
  const names = new Map(result.candidates.map((c) => [c.id, c.name]));
  const columns: ChartColumn[] = [];
  const links: ChartLink[] = [];
  const gone = new Set<string>();
  const elected = new Set<string>();
  for (const [k, stage] of result.stages.entries()) {
    const next = result.stages[k + 1];
    for (const e of stage.elected) elected.add(e.candidate);
    const leaving = next?.action.kind === 'exclusion' ? next.action.excluded : [];
    const nodes: ChartNode[] = Object.keys(stage.votes)
      .filter((id) => !gone.has(id) || figure(stage, id).n !== 0n)
      .toSorted()
      .sort((a, b) => compare(figure(stage, b), figure(stage, a)))
      .map((id) => ({
        id,
        name: names.get(id) as string,
        papers: drawn(figure(stage, id)),
        fate: leaving.includes(id) ? 'excluded' : elected.has(id) ? 'elected' : 'stays',
      }));
    const spent = spentOf(stage);
    if (spent.n !== 0n)
      nodes.push({ id: null, name: 'Exhausted', papers: drawn(spent), fate: 'exhausted' });
    columns.push({ round: k + 1, nodes });
    for (const id of leaving) gone.add(id);
    if (next !== undefined) links.push(...linksBetween(stage, next, k + 1));
  }
  return { columns, links };
}

function linksBetween(stage: StvStage, next: StvStage, round: number): readonly ChartLink[] {
  const { action } = next;
  const out: ChartLink[] = [];
  const link = (from: string | null, to: string | null, votes: Ratio, kind: ChartLink['kind']) => {
    if (votes.n > 0n) out.push({ round, from, to, papers: drawn(votes), kind });
  };
  if (action.kind !== 'surplus' && (action.kind !== 'exclusion' || next.keeps !== undefined)) {
    // Papers are shared anew (Meek, a restart): what is certain is how much a candidate still has.
    for (const id of Object.keys(stage.votes)) {
      const [was, is] = [figure(stage, id), figure(next, id)];
      link(id, id, compare(was, is) < 0 ? was : is, 'stays');
    }
    link(null, null, spentOf(stage), 'stays');
    return out;
  }
  const left = new Map(action.transfers.map((t) => [t.from, fromText(t.votes)]));
  for (const id of Object.keys(stage.votes))
    link(id, id, subtract(figure(stage, id), left.get(id) ?? ZERO), 'stays');
  link(null, null, spentOf(stage), 'stays');
  for (const transfer of action.transfers) {
    for (const [to, { votes }] of Object.entries(transfer.to))
      link(transfer.from, to, fromText(votes), 'moves');
    link(
      transfer.from,
      null,
      add(fromText(transfer.exhausted.votes), fromText(transfer.lost)),
      'moves',
    );
  }
  return out;
}

function figure(stage: StvStage, id: string): Ratio {
  return fromText(stage.votes[id] as string);
}

function spentOf(stage: StvStage): Ratio {
  return add(fromText(stage.exhausted), fromText(stage.lost));
}

/** To five places: only for drawing. */
function drawn({ n, d }: Ratio): number {
  return Number((n * 100_000n) / d) / 100_000;
}
