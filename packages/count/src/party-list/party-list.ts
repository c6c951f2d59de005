/**
 * Seats for lists (slates) in proportion to their votes, by divisors or by a quota.
 *
 * Divisors: the seats go one after another to the list with the largest quotient of its votes and its
 * next divisor. For a list with s seats that is s+1 (D'Hondt), 2s+1 (Sainte-Laguë), the same but 7/5
 * for the first (modified), 3s+1 (Danish), s/2+1 (Imperiali). Quotas: each list gets the whole quotas it
 * has, then the seats left go one each to the largest remainders, of equal ones to more votes. With
 * votes V and seats S the quota is V/S (Hare), V/(S+1) (Hagenbach-Bischoff), the next whole number above
 * that (Droop), V/(S+2) (Imperiali); V is the votes of the lists that take part.
 * What is then still level is decided by lot. All in exact fractions.
 */

import { err, ok, type Result } from '@hustings/base';
import { byId } from '../by-id.ts';
import type { CountError } from '../errors.ts';
import {
  compare,
  divide,
  type Ratio,
  ratio,
  subtract,
  times,
  toText,
  whole,
} from '../stv/ratio.ts';
import { breakTie, ladderOf, type OrderOptions, type Tie } from '../ties.ts';

export type Divisors = 'dhondt' | 'sainte-lague' | 'modified-sainte-lague' | 'danish' | 'imperiali';
export type ListQuota = 'hare' | 'droop' | 'hagenbach-bischoff' | 'imperiali';

export interface PartyList {
  readonly id: string;
  readonly name: string;
  readonly votes: number;
  /** How many seats it can fill at most: its candidates. */
  readonly most?: number;
}

export interface PartyListOptions extends OrderOptions {
  readonly by:
    | { readonly kind: 'divisors'; readonly divisors: Divisors }
    | { readonly kind: 'quota'; readonly quota: ListQuota };
  /** Lists with a smaller share of all votes take no part. */
  readonly threshold?: { readonly numerator: number; readonly denominator: number };
}

export interface PartyListResult {
  readonly format: 'hustings/party-list-count/1';
  readonly settings: Readonly<Record<string, string>>;
  readonly seats: number;
  /** Of all lists. */
  readonly votes: number;
  readonly lists: readonly (PartyList & {
    readonly isBelowThreshold: boolean;
    readonly seats: number;
  })[];
  readonly working: ListWorking;
  readonly ties: readonly Tie[];
  /** Seats that no list could fill. */
  readonly unfilled: number;
}

export type ListWorking =
  | {
      readonly kind: 'divisors';
      /** Seat by seat; those of equal quotients by id. Fractions as text. */
      readonly given: readonly {
        readonly seat: number;
        readonly list: string;
        readonly divisor: string;
        readonly quotient: string;
      }[];
    }
  | {
      readonly kind: 'quota';
      readonly quota: string;
      readonly whole: Readonly<Record<string, number>>;
      readonly remainders: Readonly<Record<string, string>>;
      /** Lists that get a seat by their remainder, largest first; equal ones by id. */
      readonly byRemainder: readonly string[];
    };

export function countPartyList(
  seats: number,
  lists: readonly PartyList[],
  options: PartyListOptions,
): Result<PartyListResult, CountError> {
  const refused = refusal(seats, lists);
  if (refused !== undefined) return err(refused);
  const votes = lists.reduce((sum, list) => sum + list.votes, 0);
  const { numerator = 0, denominator = 1 } = options.threshold ?? {};
  const isIn = (list: PartyList): boolean =>
    list.votes > 0 && BigInt(list.votes) * BigInt(denominator) >= BigInt(votes) * BigInt(numerator);
  const taking = lists.filter(isIn);
  if (taking.length === 0)
    return err({ code: 'count/no-votes', message: 'No list has enough votes to take part.' });
  const dealt =
    options.by.kind === 'divisors'
      ? byDivisors(seats, taking, options.by.divisors, options)
      : byQuota(seats, taking, options.by.quota, options);
  if (!dealt.ok) return dealt;
  const given = [...dealt.value.seats.values()].reduce((a, b) => a + b, 0);
  return ok({
    format: 'hustings/party-list-count/1',
    settings: {
      ...(options.by.kind === 'divisors'
        ? { divisors: options.by.divisors }
        : { quota: options.by.quota }),
      threshold: `${numerator}/${denominator}`,
      ties: ladderOf(options).ties.join(' '),
    },
    seats,
    votes,
    lists: lists.map((list) => ({
      ...list,
      isBelowThreshold: !isIn(list),
      seats: dealt.value.seats.get(list.id) ?? 0,
    })),
    working: dealt.value.working,
    ties: dealt.value.ties,
    unfilled: seats - given,
  });
}

interface Dealt {
  readonly seats: ReadonlyMap<string, number>;
  readonly working: ListWorking;
  readonly ties: readonly Tie[];
}

/** The divisor for the seat after `won`. */
function divisorOf(divisors: Divisors, won: number): Ratio {
  const s = BigInt(won);
  switch (divisors) {
    case 'dhondt':
      return ratio(s + 1n, 1n);
    case 'sainte-lague':
      return ratio(2n * s + 1n, 1n);
    case 'modified-sainte-lague':
      return won === 0 ? ratio(7n, 5n) : ratio(2n * s + 1n, 1n);
    case 'danish':
      return ratio(3n * s + 1n, 1n);
    case 'imperiali':
      return ratio(s + 2n, 2n);
  }
}

function byDivisors(
  seats: number,
  lists: readonly PartyList[],
  divisors: Divisors,
  options: OrderOptions,
): Result<Dealt, CountError> {
  const won = new Map(lists.map((list) => [list.id, 0]));
  const of = (id: string): number => won.get(id) as number;
  const given: { seat: number; list: string; divisor: string; quotient: string }[] = [];
  const ties: Tie[] = [];
  while (given.length < seats) {
    const open = lists
      .filter((list) => of(list.id) < (list.most ?? seats))
      .map(({ id, votes }) => {
        const divisor = divisorOf(divisors, of(id));
        return { id, divisor, quotient: divide(whole(votes), divisor) };
      })
      .sort((a, b) => compare(b.quotient, a.quotient) || byId(a.id, b.id));
    const [best] = open;
    if (best === undefined) break;
    const level = open.filter((one) => compare(one.quotient, best.quotient) === 0);
    const places = seats - given.length;
    let chosen = level;
    if (level.length > places) {
      const tie = draw(
        level.map((one) => one.id),
        places,
        options,
      );
      if (!tie.ok) return tie;
      ties.push(tie.value);
      chosen = level.filter((one) => tie.value.chosen.includes(one.id));
    }
    for (const { id, divisor, quotient } of chosen) {
      won.set(id, of(id) + 1);
      given.push({
        seat: given.length + 1,
        list: id,
        divisor: toText(divisor, 'exact'),
        quotient: toText(quotient, 'exact'),
      });
    }
  }
  return ok({ seats: won, working: { kind: 'divisors', given }, ties });
}

function quotaOf(quota: ListQuota, votes: number, seats: number): Ratio {
  const [v, s] = [BigInt(votes), BigInt(seats)];
  switch (quota) {
    case 'hare':
      return ratio(v, s);
    case 'droop':
      return ratio(v / (s + 1n) + 1n, 1n);
    case 'hagenbach-bischoff':
      return ratio(v, s + 1n);
    case 'imperiali':
      return ratio(v, s + 2n);
  }
}

function byQuota(
  seats: number,
  lists: readonly PartyList[],
  kind: ListQuota,
  options: OrderOptions,
): Result<Dealt, CountError> {
  const quota = quotaOf(
    kind,
    lists.reduce((sum, list) => sum + list.votes, 0),
    seats,
  );
  const parts = lists.map(({ id, votes, most = seats }) => {
    const { n, d } = divide(whole(votes), quota);
    const full = Number(n / d);
    return {
      id,
      votes,
      most,
      full,
      won: Math.min(full, most),
      remainder: subtract(whole(votes), times(quota, full)),
    };
  });
  const dealt = parts.reduce((sum, part) => sum + part.won, 0);
  if (dealt > seats)
    return err({
      code: 'count/quota-too-small',
      message: `The quota gives out ${dealt} seats and there are ${seats}; use a larger quota or divisors.`,
    });
  const order = parts
    .filter((part) => part.won < part.most)
    .sort((a, b) => compare(b.remainder, a.remainder) || b.votes - a.votes || byId(a.id, b.id));
  const isLevel = (a: (typeof order)[number], b: (typeof order)[number]): boolean =>
    compare(a.remainder, b.remainder) === 0 && a.votes === b.votes;
  const ties: Tie[] = [];
  const missing = Math.min(seats - dealt, order.length);
  let chosen = order.slice(0, missing);
  const [last, next] = [order[missing - 1], order[missing]];
  if (last !== undefined && next !== undefined && isLevel(last, next)) {
    const level = order.filter((part) => isLevel(part, last));
    const safe = chosen.filter((part) => !level.includes(part));
    const tie = draw(
      level.map((part) => part.id),
      missing - safe.length,
      options,
    );
    if (!tie.ok) return tie;
    ties.push(tie.value);
    chosen = [...safe, ...level.filter((part) => tie.value.chosen.includes(part.id))];
  }
  const extra = new Set(chosen.map((part) => part.id));
  return ok({
    seats: new Map(parts.map((part) => [part.id, part.won + (extra.has(part.id) ? 1 : 0)])),
    working: {
      kind: 'quota',
      quota: toText(quota, 'exact'),
      whole: Object.fromEntries(parts.map((part) => [part.id, part.full])),
      remainders: Object.fromEntries(
        parts.map((part) => [part.id, toText(part.remainder, 'exact')]),
      ),
      byRemainder: chosen.map((part) => part.id),
    },
    ties,
  });
}

function draw(
  tied: readonly string[],
  places: number,
  options: OrderOptions,
): ReturnType<typeof breakTie> {
  return breakTie({ purpose: 'seat', round: 1, tied, places, earlier: [] }, ladderOf(options));
}

function refusal(seats: number, lists: readonly PartyList[]): CountError | undefined {
  if (!Number.isSafeInteger(seats) || seats < 1)
    return {
      code: 'count/seats-not-a-number',
      message: 'The number of seats must be a whole number, 1 or more.',
    };
  if (lists.length === 0) return { code: 'count/no-candidates', message: 'There is no list.' };
  const isBad = lists.some((list) =>
    [list.votes, list.most ?? 0].some((n) => !Number.isSafeInteger(n) || n < 0),
  );
  return isBad
    ? {
        code: 'count/not-a-number-of-papers',
        message: 'The votes of a list must be a whole number, 0 or more.',
      }
    : undefined;
}
