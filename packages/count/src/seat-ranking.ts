/**
 * Seats from a ranking with at most so many of a group (of one employer, say): from the best down,
 * whoever belongs to a group that is full is skipped. Where only some of those level with each other
 * can be seated, a lot between them says who comes first (or another order, as the ladder says).
 */

import { ok, type Result } from '@hustings/base';
import { byId } from './by-id.ts';
import type { TieError } from './errors.ts';
import { breakTie, type Lot, orderOf, type Tie, type TieStep } from './ties.ts';

export interface GroupCap {
  readonly name: string;
  readonly members: readonly string[];
  readonly most: number;
}

export interface SeatedRanking {
  /** In the order of the ranking; level ones by id, or as the lot has them. */
  readonly elected: readonly string[];
  readonly skipped: readonly { readonly candidate: string; readonly group: string }[];
  readonly ties: readonly Tie[];
}

/** `ranking` in tiers, best first, as a count in pairs gives it. */
export function seatRanking(
  ranking: readonly (readonly string[])[],
  seats: number,
  caps: readonly GroupCap[],
  lot?: Lot,
  ladder: readonly TieStep[] = ['lot'],
): Result<SeatedRanking, TieError> {
  const elected: string[] = [];
  const skipped: { candidate: string; group: string }[] = [];
  const ties: Tie[] = [];
  const full = (id: string): GroupCap | undefined =>
    caps
      .filter((cap) => cap.members.includes(id))
      .toSorted((a, b) => byId(a.name, b.name))
      .find((cap) => elected.filter((c) => cap.members.includes(c)).length >= cap.most);
  const seat = (id: string): void => {
    const cap = full(id);
    if (cap === undefined) elected.push(id);
    else skipped.push({ candidate: id, group: cap.name });
  };
  for (const tier of ranking) {
    if (elected.length >= seats) break;
    const open = tier.filter((id) => full(id) === undefined).toSorted();
    for (const id of tier.filter((one) => !open.includes(one)).toSorted()) seat(id);
    const fitsCaps = caps.every(
      (cap) => [...elected, ...open].filter((c) => cap.members.includes(c)).length <= cap.most,
    );
    if (open.length < 2 || (fitsCaps && elected.length + open.length <= seats)) {
      for (const id of open) seat(id);
      continue;
    }
    const tie = breakTie(
      { purpose: 'seat', round: 1, tied: open, places: 1, earlier: [] },
      { ties: ladder, ...(lot === undefined ? {} : { lot }) },
    );
    if (!tie.ok) return tie;
    const order = orderOf(tie.value) as readonly string[];
    const before = elected.length;
    for (const id of order) if (elected.length < seats) seat(id);
    const chosen = elected.slice(before);
    ties.push({ ...tie.value, places: chosen.length, chosen: chosen.toSorted() });
  }
  return ok({ elected, skipped, ties });
}
