/** Nominations against what is needed, from the referee's own standings. */
import { type ContestState, type State, standings } from '@hustings/rulebook';
import type { NominationsView } from '@hustings/web';
import { type GateLeaf, gateLeaves } from '../acts/gate.ts';
import { number } from '../words/index.ts';
import { clauseView, given } from './refs.ts';

/** Undefined for a motion, and before anyone could be nominated. */
export function nominationsView(state: State, matter: string): NominationsView | undefined {
  const contest = state.matters[matter];
  if (contest?.kind !== 'contest') return undefined;
  const procedure = state.book.procedures.find((p) => p.id === contest.procedure);
  if (procedure?.kind !== 'contest') return undefined;
  const rows = standings(state, matter);
  if (contest.phase === 'waiting' && rows.length === 0) return undefined;
  const [leaf] = gateLeaves(procedure, contest);
  const needed = rows.flatMap((row) => row.needs)[0]?.needed;
  const count = leaf?.threshold.kind === 'count' ? leaf.threshold.count : undefined;
  return {
    basis: leaf === undefined ? 'as the rules say' : basisInWords(state, contest, leaf),
    threshold: needed ?? count ?? 0,
    ...given('clause', clauseView(state.book, leaf?.clause)),
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

/** `20% of the 251 MPs and MEPs`, `2 members`. */
function basisInWords(state: State, contest: ContestState, { body, threshold }: GateLeaf): string {
  const found = state.book.bodies.find((b) => b.id === body);
  const { one, many } = found?.member ?? { one: 'member', many: 'members' };
  if (threshold.kind === 'count')
    return `by ${number(threshold.count)} ${threshold.count === 1 ? one : many}`;
  const key = `${body}@${threshold.asOf}`;
  const size = Object.hasOwn(contest.sizes, key)
    ? contest.sizes[key]
    : state.bodies[body]?.at(-1)?.size;
  return `${threshold.percent}% of the ${size === undefined ? '' : `${number(size)} `}${many}`;
}
