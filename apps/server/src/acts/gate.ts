/** What the open gate of a contest asks for, as the plain conditions at the leaves of its tree. */
import {
  type Condition,
  type ContestProcedure,
  type ContestState,
  leavesOf,
} from '@hustings/rulebook';

export type GateLeaf = Extract<Condition, { readonly kind: 'nominations' }>;

/** What the gate asks for that is open now, or was last. */
export function gateLeaves(
  procedure: ContestProcedure,
  contest: ContestState,
): readonly GateLeaf[] {
  const gate = procedure.nomination.gates[contest.gate];
  return gate === undefined ? [] : leavesOf(gate.condition, contest.trigger);
}
