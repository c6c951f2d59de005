/** Nominations against what is needed, from the referee's own standings. */
import { type ContestProcedure, type State, standings } from '@hustings/rulebook';
import type { NominationsView } from '@hustings/web';
import { clauseView, given } from './refs.ts';

/** Undefined for a motion, and before anyone could be nominated. */
export function nominationsView(state: State, matter: string): NominationsView | undefined {
  const contest = state.matters[matter];
  if (contest?.kind !== 'contest') return undefined;
  const procedure = state.book.procedures.find((p) => p.id === contest.procedure);
  if (procedure?.kind !== 'contest') return undefined;
  const rows = standings(state, matter);
  if (contest.phase === 'waiting' && rows.length === 0) return undefined;
  const gate = procedure.nomination.gates[contest.gate];
  const [need] = rows.flatMap((row) => row.needs);
  const threshold = need?.needed ?? countNeeded(procedure, contest.gate);
  return {
    basis: basisInWords(state, need?.body, threshold),
    threshold: threshold ?? 0,
    ...given('clause', clauseView(state.book, need?.clause ?? gate?.clause)),
    open: contest.phase === 'open',
    rows: rows.map((row) => ({
      candidate: row.candidate,
      name: row.name,
      nominations: row.nominations,
      validated: row.validated,
      exempt: row.automatic,
      reason: row.reason,
    })),
  };
}

function basisInWords(state: State, body: string | undefined, needed: number | undefined): string {
  const found = state.book.bodies.find((b) => b.id === body);
  const who = found?.member?.many ?? found?.inText ?? 'those who may nominate';
  if (needed === undefined) return `Nominations by ${who}`;
  return `${needed} ${needed === 1 ? 'nomination' : 'nominations'} needed, by ${who}`;
}

/** What a plain gate asks for while nobody is nominated yet. */
function countNeeded(procedure: ContestProcedure, gate: number): number | undefined {
  const condition = procedure.nomination.gates[gate]?.condition;
  return condition?.kind === 'nominations' && condition.threshold.kind === 'count'
    ? condition.threshold.count
    : undefined;
}
