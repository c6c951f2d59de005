/**
 * What all readers of ballot files build their result with: candidates by name, papers as they stand,
 * copies and weights brought to one unit. A reader says where something is wrong; the sink knows what
 * a ballot file can hold.
 */
import { assert } from '@hustings/base';
import { candidateIds } from '../candidate-id.ts';
import { MOST_CANDIDATES, SKIPPED, TIED } from '../papers/marks.ts';
import { PileBuilder, type SequencePiles } from '../papers/sequence-piles.ts';
import type { Candidate } from '../profile.ts';
import { type BallotFile, NO_SCORE } from './ballot-file.ts';
import { type Place, type Refused, refuse } from './format-error.ts';
import type { Weight } from './weight.ts';

/** The largest score that a paper may give. */
export const MOST_SCORE: number = NO_SCORE - 1;

export interface FileFacts {
  readonly format: string;
  readonly title?: string;
  readonly seats?: number | undefined;
  readonly notes?: readonly string[];
  readonly isUnordered?: true;
}

export class PaperSink {
  readonly #names: string[] = [];
  readonly #codes = new Map<string, number>();
  readonly #withdrawn = new Set<number>();
  readonly #marks = new PileBuilder();
  #scores: PileBuilder | undefined;
  #decimals = 0;
  #total = 0;
  #blank = 0;
  readonly #invalid = new Map<string, number>();
  readonly #scratch: number[] = [];

  // --- candidates

  /** So many so far. */
  get candidates(): number {
    return this.#names.length;
  }

  /** All papers so far, in units of the smallest weight. */
  get total(): number {
    return this.#total;
  }

  get scale(): number {
    return 10 ** this.#decimals;
  }

  nameOf(code: number): string | undefined {
    return this.#names[code];
  }

  /** The candidate of this key, if there is one. */
  codeOf(key: string): number | undefined {
    return this.#codes.get(key);
  }

  /**
   * One more candidate, even if another has the same name; the key, by which papers call the
   * candidate, is the name unless given. Returns the code; undefined if there are too many.
   */
  addCandidate(name: string, key: string = name): number | undefined {
    const code = this.#names.length;
    if (code === MOST_CANDIDATES) return undefined;
    this.#names.push(name);
    if (!this.#codes.has(key)) this.#codes.set(key, code);
    return code;
  }

  /** The candidate of this key, new if there was none; undefined if there are too many. */
  codeFor(key: string): number | undefined {
    return this.#codes.get(key) ?? this.addCandidate(key);
  }

  rename(code: number, name: string): void {
    assert(code < this.#names.length, 'only a candidate has a name');
    this.#names[code] = name;
  }

  withdraw(code: number): void {
    this.#withdrawn.add(code);
  }

  // --- papers: each method is false, and nothing is added, where all papers would be 2^53 units or more

  /**
   * Papers with the first `length` of these marks. Skips after the last mark are left out, candidates
   * of equal rank put in the order of their codes, and a paper without marks is blank.
   */
  addMarks(marks: ArrayLike<number>, length: number, copies: number | Weight): boolean {
    const units = this.#take(copies);
    if (units === undefined) return false;
    this.#keepMarks(marks, length, units);
    return true;
  }

  /** As `addMarks`, for papers with one candidate at each place, in whole numbers: many come this way. */
  addRanking(ranking: ArrayLike<number>, length: number, copies: number): boolean {
    if (this.#decimals > 0) return this.addMarks(ranking, length, copies);
    const total = this.#total + copies;
    if (!Number.isSafeInteger(total)) return false;
    this.#total = total;
    if (length === 0) this.#blank += copies;
    else this.#marks.add(ranking, length, copies);
    return true;
  }

  /** Papers with scores for the first candidates, `NO_SCORE` for none; a paper without a score is blank. */
  addScores(scores: ArrayLike<number>, copies: number | Weight): boolean {
    return this.addMarksAndScores([], 0, scores, copies);
  }

  /** Papers that have both ranks and scores. */
  addMarksAndScores(
    marks: ArrayLike<number>,
    length: number,
    scores: ArrayLike<number>,
    copies: number | Weight,
  ): boolean {
    const units = this.#take(copies);
    if (units === undefined) return false;
    let scored = scores.length;
    while (scored > 0 && scores[scored - 1] === NO_SCORE) scored--;
    this.#scores ??= new PileBuilder(2);
    if (scored > 0) this.#scores.add(scores, scored, units);
    if (scored === 0 || withoutSkips(marks, length) > 0) this.#keepMarks(marks, length, units);
    return true;
  }

  addBlank(copies: number | Weight): boolean {
    return this.addMarks([], 0, copies);
  }

  /** Papers that the file says are not valid; they count in the same units as all others. */
  addInvalid(reason: string, copies: number | Weight): boolean {
    const units = this.#take(copies);
    if (units === undefined) return false;
    this.#invalid.set(reason, (this.#invalid.get(reason) ?? 0) + units);
    return true;
  }

  /** The file is scored even if no paper has a score. */
  expectScores(): void {
    this.#scores ??= new PileBuilder(2);
  }

  /** The sink is not to be used afterwards. */
  finish(facts: FileFacts): BallotFile {
    const ids = candidateIds(this.#names);
    const candidates = this.#names.map((name, code): Candidate => {
      const id = ids[code] as string;
      return this.#withdrawn.has(code) ? { id, name, withdrawn: true } : { id, name };
    });
    const marks = this.#marks.finish();
    const scores = this.#scores?.finish();
    const scale = this.#inFewestParts([marks, ...(scores === undefined ? [] : [scores])]);
    return {
      format: facts.format,
      title: facts.title ?? '',
      candidates,
      seats: facts.seats,
      marks,
      ...(facts.isUnordered === undefined ? {} : { isUnordered: facts.isUnordered }),
      scores: scores && padded(scores, candidates.length),
      scale,
      blank: this.#blank,
      invalid: [...this.#invalid]
        .map(([reason, papers]) => ({ reason, papers }))
        .sort((a, b) => (a.reason < b.reason ? -1 : 1)),
      notes: facts.notes ?? [],
    };
  }

  /** Makes units as large as all counts allow, so that 0.25 and 0.75 of a paper are one paper; returns the scale. */
  #inFewestParts(piles: readonly SequencePiles[]): number {
    const { scale } = this;
    let by = scale;
    const isWhole = (count: number): boolean => count % by === 0;
    const fits = (): boolean =>
      isWhole(this.#blank) &&
      [...this.#invalid.values()].every(isWhole) &&
      piles.every(({ counts }) => counts.every(isWhole));
    while (by > 1 && !fits()) by /= 10;
    if (by === 1) return scale;
    for (const { counts } of piles)
      for (let i = 0; i < counts.length; i++) counts[i] = (counts[i] as number) / by;
    this.#blank /= by;
    for (const [reason, papers] of this.#invalid) this.#invalid.set(reason, papers / by);
    return scale / by;
  }

  #keepMarks(marks: ArrayLike<number>, length: number, units: number): void {
    const to = withoutSkips(marks, length);
    if (to === 0) this.#blank += units;
    else this.#marks.add(this.#inOrder(marks, to), to, units);
  }

  /** The marks with candidates of equal rank in the order of their codes. */
  #inOrder(marks: ArrayLike<number>, length: number): ArrayLike<number> {
    let tied = 1;
    while (tied < length && marks[tied] !== TIED) tied++;
    if (tied >= length) return marks;
    const out = this.#scratch;
    out.length = 0;
    for (let i = 0; i < length; ) {
      const group = [marks[i++] as number];
      for (; i + 1 < length && marks[i] === TIED; i += 2) group.push(marks[i + 1] as number);
      group.sort((a, b) => a - b);
      for (const [k, code] of group.entries()) {
        if (k > 0) out.push(TIED);
        out.push(code);
      }
    }
    return out;
  }

  /** The copies in units, all units made smaller if it takes that; undefined if it all becomes too much. */
  #take(copies: number | Weight): number | undefined {
    const { units, decimals } =
      typeof copies === 'number' ? { units: copies, decimals: 0 } : copies;
    const smaller = 10 ** Math.max(0, decimals - this.#decimals);
    const own = units * 10 ** Math.max(0, this.#decimals - decimals);
    const total = this.#total * smaller + own;
    if (!Number.isSafeInteger(total)) return undefined;
    if (smaller > 1) {
      this.#decimals = decimals;
      this.#marks.scale(smaller);
      this.#scores?.scale(smaller);
      this.#blank *= smaller;
      for (const [reason, papers] of this.#invalid) this.#invalid.set(reason, papers * smaller);
    }
    this.#total = total;
    return own;
  }
}

/** How many marks there are up to the last that is no skip. */
function withoutSkips(marks: ArrayLike<number>, length: number): number {
  let to = length;
  while (to > 0 && marks[to - 1] === SKIPPED) to--;
  return to;
}

/** Every pile with a code for each candidate. */
function padded(piles: SequencePiles, candidates: number): SequencePiles {
  const builder = new PileBuilder(2);
  const paper = new Uint16Array(candidates);
  for (let i = 0; i < piles.length; i++) {
    paper.fill(NO_SCORE);
    paper.set(piles.codes.subarray(piles.starts[i], piles.starts[i + 1]));
    builder.add(paper, candidates, piles.counts[i] as number);
  }
  return builder.finish();
}

// --- what a reader says when the sink takes no more

export function refuseTooManyPapers(place: Place, found: string): Refused {
  return refuse('format/too-many-papers', place, {
    found,
    expected: 'fewer than 2^53 papers in all, counted in units of the smallest weight',
  });
}

export function refuseTooManyCandidates(place: Place, found: string): Refused {
  return refuse('format/too-many-candidates', place, {
    found,
    expected: `at most ${MOST_CANDIDATES} candidates`,
  });
}
