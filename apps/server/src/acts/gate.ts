/** What the open gate of a contest asks for, as the plain conditions at the leaves of its tree. */
import type { Condition, ContestProcedure, ContestState } from '@hustings/rulebook';

export type GateLeaf = Extract<Condition, { readonly kind: 'nominations' }>;

/** What the gate asks for that is open now, or was last. */
export function gateLeaves(
  procedure: ContestProcedure,
  contest: ContestState,
): readonly GateLeaf[] {
  const gate = procedure.nomination.gates[contest.gate];
  return gate === undefined ? [] : leavesIn(gate.condition, contest.trigger);
}

function leavesIn(condition: Condition, trigger: string): readonly GateLeaf[] {
  switch (condition.kind) {
    case 'nominations':
      return [condition];
    case 'by-trigger':
      return condition.cases
        .filter((c) => c.triggers.includes(trigger))
        .flatMap((c) => leavesIn(c.condition, trigger));
    default:
      return condition.of.flatMap((inner) => leavesIn(inner, trigger));
  }
}
