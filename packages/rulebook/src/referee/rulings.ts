/**
 * Which rulings stand. A ruling stands until one that itself stands overturns it; so a court of
 * appeal that overturns a court restores what the court had set aside.
 */
import type { ContestState, MatterState, RulingState, State } from '../state.ts';

/** The rulings that stand, oldest first. */
export function standingRulings(state: State): readonly RulingState[] {
  const overturned = new Set<string>();
  const standing: RulingState[] = [];
  // Newest first: whether a ruling stands is settled before those it may overturn are looked at.
  for (const ruling of state.rulings.toReversed()) {
    if (overturned.has(ruling.ruling)) continue;
    standing.push(ruling);
    if (ruling.overturns !== undefined) overturned.add(ruling.overturns);
  }
  return standing.reverse();
}

function concerns(ruling: RulingState, matter: string): boolean {
  return ruling.matter === undefined || ruling.matter === matter;
}

/** The ruling by which someone stands without nominations. */
export function automaticRuling(
  state: State,
  matter: ContestState,
  candidate: string,
): RulingState | undefined {
  return standingRulings(state).find(
    (r) =>
      r.matter === matter.id &&
      r.effect.kind === 'candidate-automatic' &&
      r.effect.candidate === candidate,
  );
}

export function exclusionRuling(
  state: State,
  matter: ContestState,
  candidate: string,
): RulingState | undefined {
  return standingRulings(state).find(
    (r) =>
      r.matter === matter.id &&
      r.effect.kind === 'candidate-excluded' &&
      r.effect.candidate === candidate,
  );
}

/** The ruling under a question by which a candidate is approved. */
export function approvalRuling(
  state: State,
  matter: ContestState,
  candidate: string,
  question: string,
): RulingState | undefined {
  return standingRulings(state).find(
    (r) =>
      r.matter === matter.id &&
      r.question === question &&
      r.effect.kind === 'candidate-approved' &&
      r.effect.candidate === candidate,
  );
}

/** A ruling that allows dates to be set anew, made after they were set last. */
export function datesRuling(state: State, matter: MatterState): RulingState | undefined {
  return standingRulings(state).find(
    (r) => r.matter === matter.id && r.effect.kind === 'dates-open' && r.seq > matter.datesSeq,
  );
}

/** A standing answer of the body itself, or of a body that reviewed it, to a question of a matter. */
export function answerTo(state: State, question: string, matter: string): RulingState | undefined {
  return standingRulings(state).find((r) => r.question === question && concerns(r, matter));
}

/** The ruling that fixes a section's freeze date. */
export function freezeRuling(
  state: State,
  question: string,
  section: string,
): RulingState | undefined {
  return standingRulings(state).find(
    (r) =>
      r.question === question && r.effect.kind === 'freeze-date' && r.effect.section === section,
  );
}
