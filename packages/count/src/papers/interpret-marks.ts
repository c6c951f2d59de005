/**
 * From the marks on papers to what a rule counts, by the switches of mark-reading.ts. Papers stay in
 * piles on flat arrays; where no paper has anything to interpret the piles are given back as they are.
 * What was void, and what was read otherwise than it stands, is told with its number of papers.
 */
import { assert } from '@hustings/base';
import type { WeakPile } from '../condorcet/weak-profile.ts';
import type { MarkReading } from './mark-reading.ts';
import { OVERMARKED, SKIPPED, TIED } from './marks.ts';
import { PileBuilder, type SequencePiles } from './sequence-piles.ts';

export type ReadingReason =
  | 'skipped' // a place without a mark before a later one
  | 'repeated' // a candidate marked again
  | 'overmarked' // several at one place
  | 'beyond-most' // places that are not looked at
  | 'too-few-ranks' // fewer ranked than the rule asks for
  | 'without-preference'; // marks, and none that can be read as a preference

export interface ReasonPapers {
  readonly reason: ReadingReason;
  readonly papers: number;
}

/** What became of the papers; all figures in the units of the piles. */
export interface PaperAccount {
  /** Papers with a mark: `counted` and `void` together. */
  readonly papers: number;
  readonly counted: number;
  /** Not in the count, each paper under one reason. */
  readonly void: readonly ReasonPapers[];
  /** In the count, but read otherwise than it stands; a paper may be under several reasons. */
  readonly changed: readonly ReasonPapers[];
}

export interface ReadRankings {
  /** Codes are candidates, best first, each at most once. */
  readonly piles: SequencePiles;
  readonly account: PaperAccount;
}

/** Reads papers as rankings without equal ranks. `candidates` is how many the file has. */
export function readRankings(
  marks: SequencePiles,
  candidates: number,
  reading: MarkReading,
): ReadRankings {
  const reader = new RankingReader(candidates, reading);
  const tally = new Tally();
  if (isPlain(marks, candidates, reading)) {
    const papers = total(marks.counts);
    return { piles: marks, account: { papers, counted: papers, void: [], changed: [] } };
  }
  const builder = new PileBuilder(candidates > 256 ? 2 : 1);
  for (let pile = 0; pile < marks.length; pile++) {
    const count = marks.counts[pile] as number;
    const spoilt = reader.read(marks.codes, at(marks, pile), at(marks, pile + 1));
    if (tally.takes(count, spoilt, reader)) builder.add(reader.ranking, reader.length, count);
  }
  return { piles: builder.finish(), account: tally.account() };
}

export interface ReadTiers {
  readonly piles: readonly WeakPile[];
  readonly account: PaperAccount;
}

/**
 * Reads papers as rankings in which candidates at one place are level. A place with several marks of
 * which the file does not say whose they are is read by `overmarked`.
 */
export function readTiers(
  marks: SequencePiles,
  candidates: number,
  reading: MarkReading,
): ReadTiers {
  const reader = new RankingReader(candidates, reading, true);
  const tally = new Tally();
  const piles: WeakPile[] = [];
  for (let pile = 0; pile < marks.length; pile++) {
    const count = marks.counts[pile] as number;
    const spoilt = reader.read(marks.codes, at(marks, pile), at(marks, pile + 1));
    if (tally.takes(count, spoilt, reader)) piles.push({ tiers: reader.tiers(), count });
  }
  return { piles, account: tally.account() };
}

/**
 * Reads papers as marks without an order: every candidate marked anywhere, once. A place with several
 * marks, of which the file does not say whose, voids the paper.
 */
export function readMarks(marks: SequencePiles, candidates: number): ReadRankings {
  const seen = new Int32Array(candidates);
  const tally = new Tally();
  const builder = new PileBuilder(candidates > 256 ? 2 : 1);
  const marked: number[] = [];
  for (let pile = 0; pile < marks.length; pile++) {
    const count = marks.counts[pile] as number;
    marked.length = 0;
    const found = new Set<ReadingReason>();
    for (let i = at(marks, pile); i < at(marks, pile + 1); i++) {
      const code = marks.codes[i] as number;
      if (code === OVERMARKED) found.add('overmarked');
      else if (code === TIED || code === SKIPPED) continue;
      else if (seen[code] === pile + 1) found.add('repeated');
      else {
        seen[code] = pile + 1;
        marked.push(code);
      }
    }
    const spoilt = found.has('overmarked') ? 'overmarked' : undefined;
    if (tally.takes(count, spoilt, { found, length: marked.length })) {
      marked.sort((a, b) => a - b);
      builder.add(marked, marked.length, count);
    }
  }
  return { piles: builder.finish(), account: tally.account() };
}

/** Whether every paper is a ranking as it stands, and nothing is asked of its length. */
function isPlain(marks: SequencePiles, candidates: number, reading: MarkReading): boolean {
  if (reading.leastRanks !== undefined) return false;
  const most = reading.mostRanks ?? candidates;
  const seen = new Int32Array(candidates);
  for (let pile = 0; pile < marks.length; pile++) {
    const end = at(marks, pile + 1);
    if (end - at(marks, pile) > most || end === at(marks, pile)) return false;
    for (let i = at(marks, pile); i < end; i++) {
      const code = marks.codes[i] as number;
      if (code >= candidates || seen[code] === pile + 1) return false;
      seen[code] = pile + 1;
    }
  }
  return true;
}

/** Reads one paper after another into the same arrays. */
class RankingReader {
  readonly ranking: Uint16Array;
  length = 0;
  readonly found: Set<ReadingReason> = new Set();
  readonly #tierOf: Uint16Array;
  readonly #seen: Int32Array;
  #stamp = 0;
  readonly #reading: MarkReading;
  readonly #isEqualAllowed: boolean;
  readonly #least: number;
  readonly #most: number;

  constructor(candidates: number, reading: MarkReading, isEqualAllowed = false) {
    this.ranking = new Uint16Array(candidates);
    this.#tierOf = new Uint16Array(candidates);
    this.#seen = new Int32Array(candidates);
    this.#reading = reading;
    this.#isEqualAllowed = isEqualAllowed;
    const { leastRanks = 0 } = reading;
    this.#least =
      leastRanks === 'all'
        ? candidates
        : leastRanks === 'all-but-one'
          ? candidates - 1
          : leastRanks;
    this.#most = reading.mostRanks ?? Number.POSITIVE_INFINITY;
  }

  /** Reads the codes from `from` to `to`; why the paper is void, or undefined. */
  read(codes: SequencePiles['codes'], from: number, to: number): ReadingReason | undefined {
    this.length = 0;
    this.found.clear();
    this.#stamp++;
    let place = 0;
    let skippedInARow = 0;
    let i = from;
    while (i < to) {
      if (place === this.#most) {
        this.found.add('beyond-most');
        break;
      }
      place++;
      const code = codes[i] as number;
      if (code === SKIPPED) {
        i++;
        skippedInARow++;
        this.found.add('skipped');
        const { skipped } = this.#reading;
        if (skipped === 'spoils') return 'skipped';
        if (skipped === 'one-ends' || (skipped === 'two-end' && skippedInARow === 2)) break;
        continue;
      }
      skippedInARow = 0;
      let end = i + 1;
      while (end + 1 < to && codes[end] === TIED) end += 2;
      const isOver = code === OVERMARKED || end > i + 1;
      if (isOver && (code === OVERMARKED || !this.#isEqualAllowed)) {
        this.found.add('overmarked');
        const { overmarked } = this.#reading;
        if (overmarked === 'spoils') return 'overmarked';
        if (overmarked === 'ends') break;
        i = end;
        continue;
      }
      const outcome = this.#rank(codes, i, end, place);
      if (outcome === 'spoils') return 'repeated';
      if (outcome === 'ends') break;
      i = end;
    }
    return this.length < this.#least ? 'too-few-ranks' : undefined;
  }

  /** The ranking in tiers. */
  tiers(): readonly (readonly number[])[] {
    const out: number[][] = [];
    let last = -1;
    for (let i = 0; i < this.length; i++) {
      const tier = this.#tierOf[i] as number;
      if (tier === last) (out.at(-1) as number[]).push(this.ranking[i] as number);
      else out.push([this.ranking[i] as number]);
      last = tier;
    }
    return out;
  }

  #rank(
    codes: SequencePiles['codes'],
    from: number,
    to: number,
    place: number,
  ): MarkReading['repeated'] | undefined {
    for (let i = from; i < to; i += 2) {
      const candidate = codes[i] as number;
      assert(candidate < this.#seen.length, 'a mark is of a candidate of the file');
      if (this.#seen[candidate] === this.#stamp) {
        this.found.add('repeated');
        if (this.#reading.repeated !== 'passed-over') return this.#reading.repeated;
        continue;
      }
      this.#seen[candidate] = this.#stamp;
      this.#tierOf[this.length] = place;
      this.ranking[this.length++] = candidate;
    }
    return undefined;
  }
}

/** Papers by what became of them. */
class Tally {
  #papers = 0;
  #counted = 0;
  readonly #void = new Map<ReadingReason, number>();
  readonly #changed = new Map<ReadingReason, number>();

  /** Whether the paper is in the count. */
  takes(
    count: number,
    spoilt: ReadingReason | undefined,
    read: { readonly found: ReadonlySet<ReadingReason>; readonly length: number },
  ): boolean {
    this.#papers += count;
    const why = spoilt ?? (read.length === 0 ? 'without-preference' : undefined);
    if (why !== undefined) {
      this.#void.set(why, (this.#void.get(why) ?? 0) + count);
      return false;
    }
    this.#counted += count;
    for (const reason of read.found)
      this.#changed.set(reason, (this.#changed.get(reason) ?? 0) + count);
    return true;
  }

  account(): PaperAccount {
    return {
      papers: this.#papers,
      counted: this.#counted,
      void: sorted(this.#void),
      changed: sorted(this.#changed),
    };
  }
}

function sorted(by: ReadonlyMap<ReadingReason, number>): readonly ReasonPapers[] {
  return [...by.keys()].toSorted().map((reason) => ({ reason, papers: by.get(reason) as number }));
}

function at(piles: SequencePiles, pile: number): number {
  return piles.starts[pile] as number;
}

function total(counts: Float64Array): number {
  let sum = 0;
  for (const n of counts) sum += n;
  return sum;
}
