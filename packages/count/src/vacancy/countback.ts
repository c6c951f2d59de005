/**
 * Countback: a vacant seat goes to whom the electors of the member who leaves prefer among those who
 * contest it. Only the papers with which the member was elected are counted, at the values that made
 * up the member's votes; then it is the alternative vote with those values.
 *
 * After the Electoral Act 1992 (Australian Capital Territory), Schedule 4, Part 4.3:
 * - clause 13: papers are worth what they were worth when the member received them (1 for first
 *   preferences), but for those of the count at which the member was elected, which are worth no more
 *   than what was then still needed for the quota;
 * - clause 14: every paper goes to the first of those contesting whom it names;
 * - clause 12: half the votes of those still in, plus one, without the fraction, elects; else the one
 *   with fewest is excluded and their papers move on by value, the highest first, as in the election
 *   (votes are cut to six decimal places for each value).
 *
 * Where the text leaves it open (or, 13 (2) and (3), was not at hand): of the papers that came last,
 * those that named nobody else then in the count keep their value, since none of the surplus went with
 * them, and the others keep what their share of the surplus left. Elections ACT describes the sum, the
 * votes needed at that count, and its sheets fit: in 2022 none of the 3,103 papers of lesser value was
 * without a preference. The quota is looked at when all papers of a round have moved, as in the sheet
 * of 2022. Tasmania recounts in the same way
 * (Electoral Act 2004, section 231 and Schedule 6), from all first preferences where these alone elected.
 */
import { err, ok, type Result } from '@hustings/base';
import type { CountError } from '../errors.ts';
import type { Pile, Profile } from '../profile.ts';
import { byVotes, levelWithFirst } from '../stv/choose-excluded.ts';
import {
  add,
  compare,
  divide,
  equal,
  floorTo,
  fromText,
  isMore,
  type Places,
  type Ratio,
  subtract,
  sum,
  times,
  toText,
  whole,
  ZERO,
} from '../stv/ratio.ts';
import { breakStvTie, type Snapshot } from '../stv/stv-ties.ts';
import type { StvResult } from '../stv/stv-transcript.ts';
import type { Lot, TieStep } from '../ties.ts';
import type {
  CountbackPart,
  CountbackResult,
  CountbackRound,
  HeldParcel,
} from './countback-transcript.ts';
import { type PapersHeld, papersHeldBy, papersIn } from './papers-held.ts';
import { refusalOfVacancy, type Vacancy } from './vacancy.ts';

export interface CountbackInput extends Vacancy {
  /** The stored papers, and what was counted from them. */
  readonly profile: Profile;
  readonly counted: StvResult;
  /** By default `backwards`, then a lot. */
  readonly ties?: readonly TieStep[];
  readonly lot?: Lot;
}

/** Papers with the value that they have in the countback. */
interface Valued {
  readonly value: Ratio;
  readonly piles: readonly Pile[];
}

export function countback(input: CountbackInput): Result<CountbackResult, CountError> {
  const { profile, counted, vacating } = input;
  const refused = refusalOfVacancy(input, profile.candidates, counted.elected);
  if (refused !== undefined) return err(refused);
  const held = papersHeldBy(vacating, profile, counted);
  if (held === undefined)
    return err({
      code: 'count/countback-not-for-this-rule',
      message: `The countback follows papers of rules that transfer a surplus from the papers that came last; "${counted.rule}" does not. The recount as though the member had withdrawn is for every rule.`,
    });
  const places = placesOf(counted);
  const { valued, parcels } = valueNow(held, places);
  const ties = input.ties ?? ['backwards', 'lot'];
  const contesting = input.contesting.toSorted();
  const result = {
    format: 'hustings/countback/1',
    settings: {
      of: counted.rule,
      votePlaces: String(places),
      ties: ties.join(' '),
    },
    candidates: profile.candidates.map(({ id, name }) => ({ id, name })),
    vacating,
    contesting,
    held: {
      stage: held.stage.stage,
      part: held.stage.part,
      quota: held.stage.quota,
      before: held.before,
      votes: held.stage.votes[vacating] as string,
      parcels,
    },
  } as const;
  const [only] = contesting;
  if (only !== undefined && contesting.length === 1)
    return ok({ ...result, rounds: [], elected: only, because: 'unopposed' });
  const found = new Countback(profile, contesting, places, ties, input.lot).run(valued);
  return found.ok ? ok({ ...result, ...found.value }) : found;
}

function placesOf({ settings }: StvResult): Places {
  const text = settings['votePlaces'];
  return text === 'exact' ? 'exact' : Number(text);
}

/** Clause 13: what each parcel is worth now. */
function valueNow(
  { parcels, stage, before, continuing }: PapersHeld,
  places: Places,
): { readonly valued: readonly Valued[]; readonly parcels: readonly HeldParcel[] } {
  const needed = subtract(fromText(stage.quota), fromText(before));
  const valued: Valued[] = [];
  const shown: HeldParcel[] = [];
  for (const { stage: at, part, value, piles } of parcels) {
    const isLast = at === stage.stage && part === stage.part;
    const credit = floorTo(times(value, papersIn(piles)), places);
    const common = { stage: at, part, value: toText(value, 'exact') };
    if (!isLast || !isMore(credit, needed)) {
      valued.push({ value, piles });
      shown.push({ ...common, papers: papersIn(piles), valueNow: common.value });
      continue;
    }
    const goesOn = ({ ranking }: Pile): boolean => ranking.some((i) => continuing.has(i));
    const [on, off] = [piles.filter(goesOn), piles.filter((pile) => !goesOn(pile))];
    const surplus = subtract(credit, needed);
    const [onPapers, offPapers] = [papersIn(on), papersIn(off)];
    const passed = onPapers === 0 ? undefined : divide(surplus, whole(onPapers));
    // No paper passes on more than it has; the rest of the surplus is nobody's.
    const isCapped = passed === undefined || !isMore(value, passed);
    const onValue = isCapped ? ZERO : subtract(value, passed);
    const offValue = isCapped && offPapers > 0 ? divide(needed, whole(offPapers)) : value;
    for (const [next, those, now] of [
      ['somebody', on, onValue],
      ['nobody', off, offValue],
    ] as const) {
      if (those.length === 0) continue;
      valued.push({ value: now, piles: those });
      shown.push({
        ...common,
        papers: papersIn(those),
        valueNow: toText(now, 'exact'),
        next,
      });
    }
  }
  return { valued, parcels: shown };
}

class Countback {
  readonly #ids: readonly string[];
  readonly #places: Places;
  readonly #ties: readonly TieStep[];
  readonly #lot: Lot | undefined;
  #in: readonly number[];
  readonly #votes: Ratio[];
  /** Papers with each, by value. */
  readonly #held: Valued[][];
  #exhausted: Ratio = ZERO;
  #lost: Ratio = ZERO;

  constructor(
    profile: Profile,
    contesting: readonly string[],
    places: Places,
    ties: readonly TieStep[],
    lot: Lot | undefined,
  ) {
    this.#ids = profile.candidates.map((c) => c.id);
    this.#places = places;
    this.#ties = ties;
    this.#lot = lot;
    this.#in = contesting.map((id) => this.#ids.indexOf(id));
    this.#votes = this.#ids.map(() => ZERO);
    this.#held = this.#ids.map(() => []);
  }

  run(
    papers: readonly Valued[],
  ): Result<Pick<CountbackResult, 'rounds' | 'elected' | 'because'>, CountError> {
    const rounds: CountbackRound[] = [];
    const past: Snapshot[] = [];
    let moving = papers;
    for (;;) {
      const parts = this.#deal(moving);
      const votes = sum(this.#in.map((i) => this.#votes[i] as Ratio));
      const quota = floorTo(add(divide(votes, whole(2)), whole(1)), 0);
      const round = {
        round: rounds.length + 1,
        parts,
        votes: Object.fromEntries(
          this.#in.map((i) => [this.#ids[i], toText(this.#votes[i] as Ratio, this.#places)]),
        ),
        exhausted: toText(this.#exhausted, this.#places),
        lost: toText(this.#lost, 'exact'),
        quota: toText(quota, 0),
      };
      const order = byVotes(this.#in, this.#votes);
      const best = order.at(-1) as number;
      const isLast = this.#in.length === 1;
      if (isLast || compare(this.#votes[best] as Ratio, quota) >= 0)
        return ok({
          rounds: [...rounds, { ...round, excluded: null }],
          elected: this.#ids[best] as string,
          because: isLast ? 'last-standing' : 'majority',
        });
      const lowest = levelWithFirst(order, this.#votes);
      let [out] = lowest as [number];
      let tie: CountbackRound['tie'];
      if (lowest.length > 1) {
        const broken = breakStvTie(
          {
            purpose: 'exclusion',
            stage: round.round,
            tied: lowest,
            places: 1,
            earlier: past,
          },
          {
            ids: this.#ids,
            places: this.#places,
            ties: this.#ties,
            ...(this.#lot && { lot: this.#lot }),
          },
        );
        if (!broken.ok) return broken;
        ({ tie } = broken.value);
        [out] = broken.value.chosen as readonly [number];
      }
      past.push({ stage: round.round, part: 0, votes: [...this.#votes] });
      rounds.push({
        ...round,
        excluded: this.#ids[out] as string,
        ...(tie === undefined ? {} : { tie }),
      });
      moving = this.#take(out);
    }
  }

  #take(out: number): readonly Valued[] {
    const papers = this.#held[out] as Valued[];
    // What rounding had kept back is found again where papers that came apart now go together.
    const worth = sum(papers.map(({ value, piles }) => times(value, papersIn(piles))));
    this.#lost = add(this.#lost, subtract(this.#votes[out] as Ratio, worth));
    this.#held[out] = [];
    this.#votes[out] = ZERO;
    this.#in = this.#in.filter((i) => i !== out);
    return papers;
  }

  /** Gives papers to the first who is in, value by value, the highest first. */
  #deal(papers: readonly Valued[]): readonly CountbackPart[] {
    const values: Ratio[] = [];
    for (const { value } of papers) if (!values.some((v) => equal(v, value))) values.push(value);
    values.sort((a, b) => compare(b, a));
    return values.flatMap((value): CountbackPart[] => {
      const piles = papers.flatMap((p) => (equal(p.value, value) ? p.piles : []));
      if (value.n === 0n) return [];
      const to = Map.groupBy(piles, ({ ranking }) => ranking.find((i) => this.#in.includes(i)));
      const shown: Record<string, { papers: number; votes: string }> = {};
      let spent = 0;
      for (const [i, those] of to) {
        const n = papersIn(those);
        const worth = times(value, n);
        const credit = floorTo(worth, this.#places);
        this.#lost = add(this.#lost, subtract(worth, credit));
        if (i === undefined) {
          spent = n;
          this.#exhausted = add(this.#exhausted, credit);
          continue;
        }
        this.#votes[i] = add(this.#votes[i] as Ratio, credit);
        (this.#held[i] as Valued[]).push({ value, piles: those });
        shown[this.#ids[i] as string] = { papers: n, votes: toText(credit, this.#places) };
      }
      return [
        { value: toText(value, 'exact'), papers: papersIn(piles), to: shown, exhausted: spent },
      ];
    });
  }
}
