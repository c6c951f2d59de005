/**
 * Reserved seats: so many of the seats are kept for members of a group (of six seats at least two for
 * women, say), and are filled from the ranking that a count gave, in an order published beforehand.
 *
 * This comes after the count, and changes nothing in it: whoever is passed over keeps their votes, and
 * no paper goes to anybody else for it. Constraints on the single transferable vote (stv/constraints.ts)
 * act within the count: who cannot be spared is guarded, who has no place left is excluded and their
 * papers move on, and a group may also have a most. With a rule that gives everybody a figure only the
 * first is possible; with the single transferable vote only the second keeps it proportional.
 *
 * Places are filled one kind after another, each by whoever is best placed and not yet elected:
 * - `reserved-first`: the places of the groups, in the order in which these are named, then the open
 *   ones. So a member's place is one that they might have had anyway.
 * - `open-first`: the open places, then those of the groups: for members who have not won an open one.
 * A place is released, and filled as an open one after all others, where its group has as many elected
 * as it has places (`counts` = `every-member`: members in whatever place count for their group), or has
 * nobody left (`unfilled` = `released`; by `vacant` it stays empty).
 */
import { assert, err, ok, type Result } from '@hustings/base';
import type { CountError } from '../errors.ts';
import type { Tiers } from '../ranking-of.ts';
import { breakTie, ladderOf, type OrderOptions, type Tie } from '../ties.ts';

export interface ReservedGroup {
  readonly name: string;
  /** Ids of its candidates. */
  readonly members: readonly string[];
  readonly places: number;
}

export interface ReservedSeatsInput extends OrderOptions {
  /** Tiers, best first, of all who stand. */
  readonly ranking: Tiers;
  readonly candidates: readonly { readonly id: string; readonly name: string }[];
  readonly seats: number;
  /** In the order in which their places are filled. */
  readonly groups: readonly ReservedGroup[];
  readonly order: 'reserved-first' | 'open-first';
  /** By default `every-member`. */
  readonly counts?: 'own-places' | 'every-member';
  /** By default `released`. */
  readonly unfilled?: 'released' | 'vacant';
}

export interface ReservedSeatsResult {
  readonly format: 'hustings/reserved-seats/1';
  readonly settings: Readonly<Record<string, string>>;
  readonly seats: number;
  readonly candidates: readonly { readonly id: string; readonly name: string }[];
  readonly ranking: Tiers;
  /** In the order in which they were filled. */
  readonly places: readonly FilledPlace[];
  readonly ties: readonly Tie[];
  readonly elected: readonly string[];
  /** Not elected, though they were ahead of those named, who have a reserved place. Sorted. */
  readonly passedOver: readonly { readonly candidate: string; readonly by: readonly string[] }[];
}

export interface FilledPlace {
  /** The group whose place it is; null is an open one. */
  readonly group: string | null;
  readonly candidate: string | null;
  /** Why a place of a group is not filled by it: the place comes again as an open one, or stays empty. */
  readonly because?: 'enough-elected' | 'nobody-left';
}

export function fillReservedSeats(
  input: ReservedSeatsInput,
): Result<ReservedSeatsResult, CountError> {
  const refused = refusal(input);
  if (refused !== undefined) return err(refused);
  const { ranking, seats, groups, order, counts = 'every-member', unfilled = 'released' } = input;
  const reserved = groups.reduce((sum, group) => sum + group.places, 0);
  const open: (ReservedGroup | null)[] = Array(seats - reserved).fill(null);
  const kept = groups.flatMap((group) => Array<ReservedGroup>(group.places).fill(group));
  const queue = order === 'reserved-first' ? [...kept, ...open] : [...open, ...kept];
  const places: FilledPlace[] = [];
  const ties: Tie[] = [];
  const elected: string[] = [];
  const inGroup = (group: ReservedGroup): number =>
    elected.filter((id) => group.members.includes(id)).length;
  while (queue.length > 0) {
    const group = queue.shift() ?? null;
    // Places of one kind that come one after another are filled together, so that no lot is drawn
    // between candidates who all find room in them.
    let room = 1;
    while (queue.length > 0 && (queue[0] ?? null) === group) {
      queue.shift();
      room++;
    }
    const name = group?.name ?? null;
    const wanted =
      group === null || counts === 'own-places'
        ? room
        : Math.max(0, Math.min(room, group.places - inGroup(group)));
    const release = (n: number, because: 'enough-elected' | 'nobody-left'): void => {
      for (let k = 0; k < n; k++) places.push({ group: name, candidate: null, because });
      if (group !== null && (because === 'enough-elected' || unfilled === 'released'))
        for (let k = 0; k < n; k++) queue.push(null);
    };
    release(room - wanted, 'enough-elected');
    const best = bestOf(ranking, wanted, (id) => {
      return !elected.includes(id) && (group === null || group.members.includes(id));
    });
    const chosen = choose(best, wanted, input);
    if (!chosen.ok) return chosen;
    if (chosen.value.tie !== undefined) ties.push(chosen.value.tie);
    for (const candidate of chosen.value.those) {
      elected.push(candidate);
      places.push({ group: name, candidate });
    }
    release(wanted - chosen.value.those.length, 'nobody-left');
  }
  return ok({
    format: 'hustings/reserved-seats/1',
    settings: {
      order,
      counts,
      unfilled,
      ...Object.fromEntries(groups.map((g, k) => [`group.${k + 1}.${g.name}`, `${g.places}`])),
      ties: ladderOf(input).ties.join(' '),
    },
    seats,
    candidates: input.candidates,
    ranking,
    places,
    ties,
    elected,
    passedOver: passedOver(ranking, places, elected),
  });
}

/** Tiers of those eligible, down to the one in which the places end. */
function bestOf(ranking: Tiers, places: number, may: (id: string) => boolean): Tiers {
  const out: (readonly string[])[] = [];
  let found = 0;
  for (const tier of ranking) {
    if (found >= places) break;
    const here = tier.filter(may).toSorted();
    if (here.length > 0) out.push(here);
    found += here.length;
  }
  return out;
}

/** As many as there are places: all but the last tier are in, of the last one as many as find room. */
function choose(
  tiers: Tiers,
  places: number,
  options: OrderOptions,
): Result<{ readonly those: readonly string[]; readonly tie?: Tie }, CountError> {
  const all = tiers.flat();
  if (all.length <= places) return ok({ those: all });
  const last = tiers.at(-1) as readonly string[];
  const safe = all.slice(0, all.length - last.length);
  const tie = breakTie(
    { purpose: 'seat', round: 1, tied: last, places: places - safe.length, earlier: [] },
    ladderOf(options),
  );
  return tie.ok ? ok({ those: [...safe, ...tie.value.chosen], tie: tie.value }) : tie;
}

function passedOver(
  ranking: Tiers,
  places: readonly FilledPlace[],
  elected: readonly string[],
): ReservedSeatsResult['passedOver'] {
  const tierOf = (id: string): number => ranking.findIndex((tier) => tier.includes(id));
  const inReserved = places.flatMap(({ group, candidate }) =>
    group === null || candidate === null ? [] : [candidate],
  );
  return ranking
    .flat()
    .filter((id) => !elected.includes(id))
    .toSorted()
    .flatMap((candidate) => {
      const by = inReserved.filter((id) => tierOf(id) > tierOf(candidate)).toSorted();
      return by.length === 0 ? [] : [{ candidate, by }];
    });
}

function refusal({ seats, groups, ranking }: ReservedSeatsInput): CountError | undefined {
  const counts = [seats, ...groups.map((g) => g.places)];
  if (counts.some((n) => !Number.isSafeInteger(n) || n < 1))
    return {
      code: 'count/seats-not-a-number',
      message: 'The number of seats must be a whole number, 1 or more.',
    };
  const named = ranking.flat();
  assert(new Set(named).size === named.length, 'a ranking has a candidate once');
  if (named.length === 0)
    return { code: 'count/no-candidates', message: 'No candidate is standing.' };
  const reserved = groups.reduce((sum, group) => sum + group.places, 0);
  return reserved > seats
    ? {
        code: 'count/constraints-impossible',
        message: `${reserved} places are reserved, and there are only ${seats} seats.`,
      }
    : undefined;
}
