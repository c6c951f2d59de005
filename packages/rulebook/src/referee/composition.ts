/** Who may be elected together: places kept for a class, caps on groups, members by office. */
import { type Breach, breach, cite } from '../breach.ts';
import { type ContestState, contestProcedure, own, type State } from '../state.ts';

type Refused = { readonly ok: false; readonly error: Breach };

/** Why these may not be elected together; undefined when they may. */
export function compositionBreach(
  state: State,
  contest: ContestState,
  elected: readonly string[],
): Refused | undefined {
  const { composition } = contestProcedure(state, contest);
  if (composition === undefined) return undefined;
  const candidates = elected.flatMap((id) => own(contest.candidates, id) ?? []);
  const standing = Object.values(contest.candidates).filter((c) => !c.withdrew && !c.out);
  for (const bound of composition.seats ?? []) {
    const has = candidates.filter((c) => c.classes.includes(bound.class)).length;
    const stood = standing.filter((c) => c.classes.includes(bound.class)).length;
    // Nobody can be elected who did not stand.
    const least = Math.min(bound.least ?? 0, stood);
    if (has < least)
      return breach(
        'rule/too-few-of-class',
        cite(state.book, bound.clause),
        `${has} elected are “${bound.name}”; ${least} places are theirs.`,
      );
    if (bound.most !== undefined && has > bound.most)
      return breach(
        'rule/too-many-of-class',
        cite(state.book, bound.clause),
        `${has} elected are “${bound.name}”; at most ${bound.most} may be.`,
      );
  }
  for (const cap of composition.caps ?? []) {
    const counts = new Map<string, number>();
    for (const { groups } of candidates) {
      const group = own(groups, cap.group);
      if (group !== undefined) counts.set(group, (counts.get(group) ?? 0) + 1);
    }
    const over = [...counts].find(([, n]) => n > cap.most);
    if (over !== undefined)
      return breach(
        'rule/too-many-of-group',
        cite(state.book, cap.clause),
        `${over[1]} elected have the ${cap.name} “${over[0]}” in common; at most ${cap.most} may.`,
      );
  }
  return undefined;
}

/** Why someone who sits by office cannot stand for the same places. */
export function exOfficioBreach(
  state: State,
  contest: ContestState,
  candidate: string,
): Refused | undefined {
  for (const { office, clause } of contestProcedure(state, contest).composition?.exOfficio ?? [])
    if (own(state.holders, office)?.id === candidate)
      return breach(
        'rule/member-by-office',
        cite(state.book, clause),
        'Whoever is a member by office does not stand for a place.',
      );
  return undefined;
}
