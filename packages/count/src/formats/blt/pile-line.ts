/**
 * One line of papers: how many (or one paper's id in parentheses), then the places: a candidate,
 * `2=3` or `(2 3)` for candidates of equal rank, `-` for a place without a mark; then `0`, unless all
 * papers of the file end with their line.
 */
import { assert, ok } from '@hustings/base';
import { SKIPPED, TIED } from '../../papers/marks.ts';
import { refuseLineEnd } from '../format-error.ts';
import { readWeight, type Weight } from '../weight.ts';
import type { CandidateNumbers } from './candidate-numbers.ts';
import { behind, type Read, type Word, wrong } from './words.ts';

/** Whether papers end with a 0 or with their line; the first paper says. */
export type Ending = 'zero' | 'line';

export interface PileLine {
  readonly weight: Weight;
  readonly marks: readonly number[];
  /** Of a paper that has one. */
  readonly id: string | undefined;
}

export class PileLines {
  ending: Ending | undefined;
  readonly #candidates: CandidateNumbers;
  readonly #isPlain: boolean;

  /**
   * `isPlain`: equal ranks, skipped places, repeated candidates and decimal weights are refused, since
   * the caller counts rankings.
   */
  constructor(candidates: CandidateNumbers, isPlain: boolean) {
    this.#candidates = candidates;
    this.#isPlain = isPlain;
  }

  read(words: readonly Word[]): Read<PileLine> {
    const [first] = words;
    assert(first !== undefined, 'a line of papers has words');
    const head = first.text.startsWith('(') ? paperId(words) : this.#weight(first);
    if (!head.ok) return head;
    const { weight, id, length } = head.value;
    const places = words.slice(length);
    this.ending ??= places.some((word) => word.text === '0') ? 'zero' : 'line';
    const marks = this.#marks(places, words[length - 1] as Word);
    return marks.ok ? ok({ weight, id, marks: marks.value }) : marks;
  }

  #weight(word: Word): Read<Head> {
    const weight = readWeight(word.text);
    if (weight === undefined || weight.units === 0)
      return wrong(word, 'a number of papers, such as 3 or 1.5');
    if (this.#isPlain && weight.decimals > 0)
      return wrong(
        word,
        'a whole number of papers; parts of a paper are not supported here',
        'format/unsupported',
      );
    return ok({ weight, id: undefined, length: 1 });
  }

  #marks(words: readonly Word[], before: Word): Read<readonly number[]> {
    const marks: number[] = [];
    for (let i = 0; i < words.length; i++) {
      const word = words[i] as Word;
      if (word.text === '0') {
        const after = words[i + 1];
        if (this.ending === 'line')
          return wrong(word, 'the end of the line, as no paper before this one ends with "0"');
        return after === undefined ? ok(marks) : wrong(after, 'the end of the line after "0"');
      }
      const end = word.text.startsWith('(') ? groupEnd(words, i) : i + 1;
      if (end === 0) return wrong(word, 'a ")" on the same line');
      const place = this.#place(words.slice(i, end), marks);
      if (!place.ok) return place;
      i = end - 1;
    }
    if (this.ending === 'line') return ok(marks);
    return refuseLineEnd(behind(words.at(-1) ?? before), '"0" at the end of the paper');
  }

  /** Adds what stands at one place: a word, or the words of a group in parentheses. */
  #place(words: readonly Word[], marks: number[]): Read<undefined> {
    const [first] = words as [Word];
    if (first.text === '-') {
      if (this.#isPlain) return unsupported(first, 'skipped ranks');
      marks.push(SKIPPED);
      return ok(undefined);
    }
    const isGroup = first.text.startsWith('(');
    if (this.#isPlain && (isGroup || /^[^=]+(=[^=]+)+$/.test(first.text)))
      return unsupported(first, 'equal ranks');
    const from = marks.length;
    for (const word of words)
      for (const text of isGroup ? [word.text.replace(/^\(|\)$/g, '')] : word.text.split('=')) {
        if (isGroup && text === '') continue;
        const candidate = this.#candidates.read(word, text);
        if (!candidate.ok) return candidate;
        // Electors do name somebody twice: how that is read is the rule's affair.
        if (this.#isPlain && marks.includes(candidate.value))
          return wrong(word, 'a candidate who is not yet on this paper');
        if (marks.length > from) marks.push(TIED);
        marks.push(candidate.value);
      }
    return marks.length > from ? ok(undefined) : wrong(first, 'candidates between the parentheses');
  }
}

function unsupported(word: Word, what: string): Read<undefined> {
  return wrong(
    word,
    `one candidate at each rank; ${what} are not supported here`,
    'format/unsupported',
  );
}

interface Head {
  readonly weight: Weight;
  readonly id: string | undefined;
  /** So many words. */
  readonly length: number;
}

function paperId(words: readonly Word[]): Read<Head> {
  const length = groupEnd(words, 0);
  const [first] = words as [Word];
  if (length === 0) return wrong(first, 'a ")" on the same line');
  const text = words.slice(0, length).map((word) => word.text);
  const id = text.join(' ').slice(1, -1).trim();
  if (id === '') return wrong(first, 'the id of a paper between the parentheses');
  return ok({ weight: { units: 1, decimals: 0 }, id, length });
}

/** Behind the word that closes the parenthesis; 0 if none does. */
function groupEnd(words: readonly Word[], from: number): number {
  for (let i = from; i < words.length; i++) if (words[i]?.text.endsWith(')')) return i + 1;
  return 0;
}
