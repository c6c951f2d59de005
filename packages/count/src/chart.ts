/**
 * The data of a transfer chart: a column per round, a node per candidate in the count and one for
 * exhausted papers, and between two columns a link for every heap of papers that stayed or moved.
 * What flows into a node is what it has; what flows out of it is the same.
 */
import { stvChart } from './stv/chart-stv.ts';
import type { AnyCountResult } from './transcript.ts';

export interface TransferChart {
  readonly columns: readonly ChartColumn[];
  readonly links: readonly ChartLink[];
}

export interface ChartColumn {
  readonly round: number;
  readonly nodes: readonly ChartNode[];
}

export interface ChartNode {
  /** Candidate id; null for the exhausted papers. */
  readonly id: string | null;
  readonly name: string;
  readonly papers: number;
  /** What the round does to the candidate. */
  readonly fate: 'stays' | 'elected' | 'excluded' | 'exhausted';
}

export interface ChartLink {
  /** From this round to the next. */
  readonly round: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly papers: number;
  readonly kind: 'stays' | 'moves';
}

/** Draws nothing: gives what a chart of the count is drawn from. Nodes come by votes, most first. */
export function transferChart(result: AnyCountResult): TransferChart {
  if (result.format === 'hustings/stv-count/1') return stvChart(result);
  const names = new Map(result.candidates.map((c) => [c.id, c.name]));
  const columns: ChartColumn[] = [];
  const links: ChartLink[] = [];
  for (const { round, votes, exhausted, action } of result.rounds) {
    const gone = action.kind === 'excluded' ? action.excluded : [];
    const nodes: ChartNode[] = Object.keys(votes)
      .sort((a, b) => (votes[b] as number) - (votes[a] as number) || (a < b ? -1 : 1))
      .map((id) => ({
        id,
        name: names.get(id) as string,
        papers: votes[id] as number,
        fate: gone.includes(id)
          ? 'excluded'
          : action.kind === 'elected' && action.elected.includes(id)
            ? 'elected'
            : 'stays',
      }));
    if (exhausted > 0)
      nodes.push({ id: null, name: 'Exhausted', papers: exhausted, fate: 'exhausted' });
    columns.push({ round, nodes });
    if (action.kind === 'elected') continue;
    for (const { id, papers } of nodes)
      if (papers > 0 && (id === null || !gone.includes(id)))
        links.push({ round, from: id, to: id, papers, kind: 'stays' });
    for (const transfer of action.transfers) {
      for (const [to, papers] of Object.entries(transfer.to))
        links.push({ round, from: transfer.from, to, papers, kind: 'moves' });
      if (transfer.exhausted > 0)
        links.push({
          round,
          from: transfer.from,
          to: null,
          papers: transfer.exhausted,
          kind: 'moves',
        });
    }
  }
  return { columns, links };
}
