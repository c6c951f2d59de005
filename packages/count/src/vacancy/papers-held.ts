/**
 * Which papers an elected candidate of the single transferable vote was elected with, and what each was
 * worth to them: found again by following the stages of the transcript with the stored papers. Every
 * transfer is checked against the numbers of papers in the transcript. For rules that transfer a surplus
 * from the papers that came last, all at one value.
 */
import { assert } from '@hustings/base';
import type { Pile, Profile } from '../profile.ts';
import { equal, fromText, ONE, type Ratio } from '../stv/ratio.ts';
import type { StvResult, StvStage, StvTransfer } from '../stv/stv-transcript.ts';

/** Papers that a candidate received at one stage with one value. */
export interface Parcel {
  readonly stage: number;
  readonly part: number;
  readonly value: Ratio;
  readonly piles: readonly Pile[];
}

export interface PapersHeld {
  /** Of the stage at which they were elected, before any of their papers went on. */
  readonly parcels: readonly Parcel[];
  readonly stage: StvStage;
  /** Their votes before that stage, as text. */
  readonly before: string;
  /** Who was still in the count after that stage, by place in the profile. */
  readonly continuing: ReadonlySet<number>;
}

/** Undefined where the rule of the transcript does not say which papers it moved. */
export function papersHeldBy(
  elected: string,
  profile: Profile,
  result: StvResult,
): PapersHeld | undefined {
  const { settings } = result;
  const isFollowed =
    settings['method'] === 'gregory' &&
    settings['surplus.papers'] === 'last-bundle' &&
    settings['exclusion.papers'] !== 'at-once' &&
    settings['restart'] === 'never';
  if (!isFollowed) return undefined;
  const trail = new Trail(profile, settings['exclusion.papers'] === 'by-bundle');
  const at = result.stages.findIndex((s) => s.elected.some((e) => e.candidate === elected));
  const stage = result.stages[at];
  assert(stage !== undefined, 'whoever is elected is so at a stage');
  for (const one of result.stages.slice(0, at + 1)) trail.follow(one);
  return {
    parcels: trail.parcels(elected),
    stage,
    before: result.stages[at - 1]?.votes[elected] ?? '0',
    continuing: trail.continuing(),
  };
}

class Trail {
  readonly #profile: Profile;
  readonly #byBundle: boolean;
  readonly #indexOf: ReadonlyMap<string, number>;
  readonly #isIn: boolean[];
  readonly #held: Parcel[][];

  constructor(profile: Profile, byBundle: boolean) {
    this.#profile = profile;
    this.#byBundle = byBundle;
    this.#indexOf = new Map(profile.candidates.map((c, i) => [c.id, i]));
    this.#isIn = profile.candidates.map((c) => c.withdrawn !== true);
    this.#held = profile.candidates.map(() => []);
  }

  parcels(id: string): readonly Parcel[] {
    return this.#held[this.#at(id)] as Parcel[];
  }

  continuing(): ReadonlySet<number> {
    return new Set(this.#isIn.flatMap((is, i) => (is ? [i] : [])));
  }

  follow(stage: StvStage): void {
    const { action } = stage;
    if (action.kind === 'first-preferences') this.#receive(stage, ONE, [...this.#profile.piles]);
    if (action.kind === 'exclusion') for (const id of action.excluded) this.#leave(id);
    if (action.kind === 'surplus')
      // Who is elected only as their surplus goes receives none of it.
      for (const { from } of action.transfers) this.#leave(from);
    if (action.kind === 'exclusion' || action.kind === 'surplus') {
      const moved = action.transfers.filter((t) => t.papers > 0);
      const taken = moved.map((t) => this.#take(t, action.kind));
      for (const [k, transfer] of moved.entries())
        this.#move(stage, transfer, taken[k] as readonly Pile[]);
    }
    for (const { candidate } of stage.elected) this.#leave(candidate);
  }

  #at(id: string): number {
    return this.#indexOf.get(id) as number;
  }

  #leave(id: string): void {
    this.#isIn[this.#at(id)] = false;
  }

  /** The papers that a transfer looks at, taken from who held them. */
  #take(transfer: StvTransfer, kind: 'exclusion' | 'surplus'): readonly Pile[] {
    const held = this.#held[this.#at(transfer.from)] as Parcel[];
    let wanted: readonly Parcel[];
    if (kind === 'surplus') wanted = held.slice(-1);
    else {
      const value = fromText(transfer.value as string);
      const same = held.filter((parcel) => equal(parcel.value, value));
      wanted = this.#byBundle ? same.slice(0, 1) : same;
    }
    this.#held[this.#at(transfer.from)] = held.filter((parcel) => !wanted.includes(parcel));
    const piles = wanted.flatMap((parcel) => parcel.piles);
    assert(papersIn(piles) === transfer.papers, 'a transfer has the papers of its transcript');
    return piles;
  }

  #move(stage: StvStage, transfer: StvTransfer, piles: readonly Pile[]): void {
    const got = this.#receive(stage, fromText(transfer.value as string), piles);
    const to = new Map(Object.entries(transfer.to).map(([id, t]) => [this.#at(id), t.papers]));
    for (const [i, papers] of got)
      assert(to.get(i) === papers, 'papers go where the transcript says');
  }

  /** Gives each paper to its first candidate who is in; how many papers each received. */
  #receive(stage: StvStage, value: Ratio, piles: readonly Pile[]): ReadonlyMap<number, number> {
    const to = Map.groupBy(
      piles,
      ({ ranking }) => ranking.find((i) => this.#isIn[i] === true) ?? -1,
    );
    to.delete(-1);
    for (const [i, received] of to) {
      const held = this.#held[i] as Parcel[];
      const last = held.at(-1);
      const { stage: number, part } = stage;
      // Papers of one value that came in one stage, from several who went together, are one parcel.
      if (
        last !== undefined &&
        last.stage === number &&
        last.part === part &&
        equal(last.value, value)
      )
        held[held.length - 1] = { ...last, piles: [...last.piles, ...received] };
      else held.push({ stage: number, part, value, piles: received });
    }
    return new Map([...to].map(([i, received]) => [i, papersIn(received)]));
  }
}

export function papersIn(piles: readonly Pile[]): number {
  return piles.reduce((sum, pile) => sum + pile.count, 0);
}
