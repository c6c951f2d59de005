/**
 * Points by place in exact fractions: Dowdall's rule (1, 1/2, 1/3, …; Nauru, Electoral Act 2016) or any
 * list of worths, such as 12, 10, 8, 7. Candidates ranked equal share the worth of the places they take;
 * those not ranked get nothing, or share that of the places left. Where every paper must rank everybody
 * (as in Nauru) one that does not is void. Borda's whole and half points have a rule of their own.
 */
import { assert, err, ok, type Result } from '@hustings/base';
import { decimalOf } from '../college/section.ts';
import { assertWeak, type WeakProfile } from '../condorcet/weak-profile.ts';
import type { CountError } from '../errors.ts';
import {
  add,
  compare,
  divide,
  fromText,
  type Ratio,
  ratio,
  subtract,
  sum,
  times,
  toText,
  whole,
  ZERO,
} from '../stv/ratio.ts';
import { ladderOf, type OrderOptions, type Tie } from '../ties.ts';
import { mostPoints, refusalOf, Voids } from './most-points.ts';
import type { VoidPapers } from './points-transcript.ts';

export interface PositionalOptions extends OrderOptions {
  /** By default `dowdall`. A list: decimals or fractions as text, first place first; nothing after it. */
  readonly worth?: 'dowdall' | readonly string[];
  /** By default `nothing`. */
  readonly unranked?: 'nothing' | 'share';
  /** A paper that does not rank all who stand; by default it `counts`. */
  readonly incomplete?: 'counts' | 'void';
  /** Of the figures shown beside the exact ones; 3 by default. */
  readonly decimals?: number;
}

/** Points are exact fractions as text (`37/3`), as in every transcript. */
export interface PositionalResult {
  readonly format: 'hustings/positional-count/1';
  readonly rule: 'dowdall' | 'positional';
  readonly settings: Readonly<Record<string, string>>;
  readonly seats: number;
  readonly candidates: WeakProfile['candidates'];
  /** Valid papers. */
  readonly papers: number;
  readonly voided: readonly VoidPapers[];
  readonly points: Readonly<Record<string, string>>;
  /** The same, rounded, a half upwards. They decide nothing. */
  readonly shown: Readonly<Record<string, string>>;
  /** Most first, level ones by id. */
  readonly elected: readonly string[];
  readonly tie?: Tie;
  readonly margin: {
    readonly points: string;
    readonly shown: string;
    readonly over: readonly string[];
  };
}

export function countPositional(
  profile: WeakProfile,
  options: PositionalOptions = {},
): Result<PositionalResult, CountError> {
  assertWeak(profile);
  const refused = refusalOf(profile);
  if (refused !== undefined) return err(refused);
  const { worth = 'dowdall', unranked = 'nothing', incomplete = 'counts', decimals = 3 } = options;
  const ids = profile.candidates.map((c) => c.id);
  const standing = ids.flatMap((_, i) => (profile.candidates[i]?.withdrawn === true ? [] : [i]));
  const share = sharesOf(worth, standing.length);
  const voids = new Voids();
  const taken = new PlacesTaken(ids.length);
  let papers = 0;
  for (const { tiers, count } of profile.piles) {
    const left = new Set(standing);
    const placed = tiers.map((tier) => tier.filter((i) => left.delete(i)));
    if (left.size === standing.length) voids.add('blank', count);
    else if (incomplete === 'void' && left.size > 0) voids.add('too-few', count);
    else {
      papers += count;
      if (unranked === 'share') placed.push([...left]);
      let place = 0;
      for (const tier of placed) {
        for (const i of tier) taken.add(i, place, tier.length, count);
        place += tier.length;
      }
    }
  }
  const figures = new Map(
    standing.map((i) => [ids[i] as string, taken.total(i, (place, size) => share(place, size))]),
  );
  if ([...figures.values()].every((figure) => figure.n === 0n))
    return err({
      code: 'count/no-votes',
      message: 'No valid paper has a point for a candidate who is standing, so nobody is elected.',
    });
  const found = mostPoints(ranksOf(figures), profile.seats, options);
  if (!found.ok) return found;
  const { elected, tie, margin } = found.value;
  const of = (id: string): Ratio => figures.get(id) as Ratio;
  const [over] = margin.over;
  const last = of(elected.at(-1) as string);
  const lead = tie !== undefined ? ZERO : over === undefined ? last : subtract(last, of(over));
  const byId = (text: (figure: Ratio) => string): Readonly<Record<string, string>> =>
    Object.fromEntries([...figures].map(([id, figure]) => [id, text(figure)]));
  return ok({
    format: 'hustings/positional-count/1',
    rule: worth === 'dowdall' ? 'dowdall' : 'positional',
    settings: {
      worth: worth === 'dowdall' ? '1/place' : worth.join(' '),
      unranked,
      incomplete,
      ties: ladderOf(options).ties.join(' '),
    },
    seats: profile.seats,
    candidates: profile.candidates,
    papers,
    voided: voids.all(),
    points: byId((figure) => toText(figure, 'exact')),
    shown: byId((figure) => decimalOf(figure, decimals)),
    elected,
    ...(tie === undefined ? {} : { tie }),
    margin: { points: toText(lead, 'exact'), shown: decimalOf(lead, decimals), over: margin.over },
  });
}

/** What each of `size` candidates gets who share the places from `place` (0 is the first) on. */
function sharesOf(
  worth: 'dowdall' | readonly string[],
  n: number,
): (place: number, size: number) => Ratio {
  const list =
    worth === 'dowdall'
      ? Array.from({ length: n }, (_, k) => ratio(1n, BigInt(k + 1)))
      : worth.map(fromText);
  assert(
    list.every((value) => value.n >= 0n),
    'a place is worth nothing or more',
  );
  return (place, size) => divide(sum(list.slice(place, place + size)), whole(size));
}

/** Papers on which a candidate takes, or shares, places. */
type Taken = Map<string, { place: number; size: number; papers: number }>;

/** How often each candidate took which places, so that fractions are added up once and not per paper. */
class PlacesTaken {
  readonly #times: readonly Taken[];

  constructor(candidates: number) {
    this.#times = Array.from({ length: candidates }, () => new Map());
  }

  add(candidate: number, place: number, size: number, papers: number): void {
    const known = this.#times[candidate] as Taken;
    const key = `${place}/${size}`;
    const entry = known.get(key);
    if (entry === undefined) known.set(key, { place, size, papers });
    else entry.papers += papers;
  }

  total(candidate: number, share: (place: number, size: number) => Ratio): Ratio {
    let total = ZERO;
    for (const { place, size, papers } of (this.#times[candidate] as Taken).values()) {
      assert(Number.isSafeInteger(papers), 'papers are a safe integer');
      total = add(total, times(share(place, size), papers));
    }
    return total;
  }
}

/** Whole numbers in the same order. */
function ranksOf(figures: ReadonlyMap<string, Ratio>): Readonly<Record<string, number>> {
  const all = [...figures];
  return Object.fromEntries(
    all.map(([id, figure]) => [id, all.filter(([, other]) => compare(other, figure) < 0).length]),
  );
}
