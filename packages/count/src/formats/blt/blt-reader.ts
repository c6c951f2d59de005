/**
 * Reads a BLT file: `candidates seats`; withdrawn candidates (`-2`, `[withdrawn 2]`) and other options;
 * one line of papers for each pile; a line `0`; the names, one per line, quoted or not; the title;
 * notes. `#` starts a comment, blank lines and blanks around words mean nothing.
 * Source: the format of Hill, Wichmann and Woodall (Algorithm 123, 1987) as OpenSTV, OpenTally and
 * Droop extend it; spec/papers.md.
 *
 * The reader is total and never guesses: a pile does not run on to the next line, and its 0 may be
 * missing everywhere or nowhere, so that a line cut short is an error and not another paper.
 */
import { assert, ok, type Result } from '@hustings/base';
import { MOST_CANDIDATES } from '../../papers/marks.ts';
import type { BallotFile, BallotReader, FormatError } from '../ballot-file.ts';
import { type Refused, refuseFileEnd, refuseLineEnd } from '../format-error.ts';
import { LineReader } from '../lines.ts';
import { PaperSink, refuseTooManyPapers } from '../sink.ts';
import { oneLine } from '../text/places.ts';
import { CandidateNumbers } from './candidate-numbers.ts';
import { PileLines } from './pile-line.ts';
import { QuickPiles } from './quick-piles.ts';
import {
  behind,
  readTexts,
  type Word,
  wholeNumber,
  withoutComment,
  wordsOf,
  wrong,
} from './words.ts';

export class BltReader implements BallotReader {
  readonly #lines: LineReader;
  readonly #quick = new QuickPiles();
  readonly #sink = new PaperSink();
  readonly #isPlain: boolean;
  /** The part of the file that the next line belongs to. */
  #part: 'head' | 'options' | 'papers' | 'names' | 'title' | 'notes' = 'head';
  #candidates = new CandidateNumbers(0);
  #piles = new PileLines(this.#candidates, false);
  #seats = 0;
  #title = '';
  readonly #ids = new Set<string>();
  readonly #notes: string[] = [];

  /** `isPlain`: refuses what is not a ranking of whole papers, at its place. */
  constructor(isPlain = false) {
    this.#isPlain = isPlain;
    this.#lines = new LineReader((text, line) => this.#line(text, line), this.#quick);
  }

  push(bytes: Uint8Array): Result<undefined, FormatError> {
    return this.#lines.push(bytes);
  }

  end(): Result<BallotFile, FormatError> {
    const ended = this.#lines.end();
    if (!ended.ok) return ended;
    if (this.#part !== 'notes') return refuseFileEnd(this.#lines.endPlace, this.#missing());
    return ok(
      this.#sink.finish({
        format: 'blt',
        title: this.#title,
        seats: this.#seats,
        notes: this.#notes,
      }),
    );
  }

  #missing(): string {
    switch (this.#part) {
      case 'head':
        return 'the number of candidates';
      case 'names':
        return `the name of candidate ${this.#sink.candidates + 1}`;
      case 'title':
        return 'the title (in quotes, and empty if there is none)';
      default:
        return 'a line "0" after the last paper';
    }
  }

  #line(whole: string, line: number): Refused | undefined {
    // Programs of the time of DOS end a file with Ctrl-Z.
    const text = whole.endsWith(CTRL_Z) ? whole.slice(0, -1) : whole;
    if (withoutComment(text).trim() === '') return undefined;
    switch (this.#part) {
      case 'names':
      case 'title':
        return this.#names(text, line);
      case 'notes':
        this.#note(text);
        return undefined;
      default: {
        const words = wordsOf(text, line);
        const [first] = words;
        assert(first !== undefined, 'the line says something');
        if (this.#part === 'head') return this.#head(words, first);
        if (first.text === '0') return this.#lastPaper(words);
        return /^[-+[]/.test(first.text) ? this.#option(words, first) : this.#pile(words, first);
      }
    }
  }

  #head(words: readonly Word[], first: Word): Refused | undefined {
    const [, second, third] = words;
    const count = wholeNumber(first, {
      what: 'the number of candidates',
      most: MOST_CANDIDATES,
    });
    if (!count.ok) return count;
    if (second === undefined) return refuseLineEnd(behind(first), 'the number of seats');
    const seats = wholeNumber(second, {
      what: 'the number of seats',
      most: Number.MAX_SAFE_INTEGER,
    });
    if (!seats.ok) return seats;
    if (third !== undefined) return wrong(third, 'the end of the line after the number of seats');
    this.#candidates = new CandidateNumbers(count.value);
    this.#piles = new PileLines(this.#candidates, this.#isPlain);
    this.#seats = seats.value;
    this.#part = 'options';
    return undefined;
  }

  #option(words: readonly Word[], first: Word): Refused | undefined {
    if (this.#part === 'papers')
      return wrong(first, 'a number of papers, or "0" after the last paper');
    if (first.text.startsWith('-'))
      return this.#withdrawn(words, /^-/, 'another withdrawn candidate, such as "-2"');
    const name = first.text.slice(1).replace(/\]$/, '');
    if (first.text.startsWith('+') || !OPTIONS.includes(name))
      return wrong(
        first,
        'papers, or one of the options "[withdrawn …]", "[nick …]", "[tie …]" and "[droop …]"; others are not supported',
        'format/unsupported',
      );
    const last = words.at(-1) as Word;
    if (!last.text.endsWith(']')) return wrong(last, 'a "]" at the end of the line');
    // The bracket stands alone or behind the last word.
    const values = words
      .slice(1)
      .map((word) => (word === last ? { ...word, text: word.text.slice(0, -1) } : word))
      .filter((word) => word.text !== '');
    if (name === 'withdrawn') return this.#withdrawn(values, /^/, '');
    if (name === 'nick') return errorOf(this.#candidates.setNicks(values, first));
    // Of the rule that another program is to count by, and not of the papers.
    this.#note(words.map((word) => word.text).join(' '));
    return undefined;
  }

  #withdrawn(words: readonly Word[], sign: RegExp, another: string): Refused | undefined {
    for (const word of words) {
      if (!sign.test(word.text)) return wrong(word, another);
      const number = this.#candidates.read(
        word,
        word.text.replace(sign, ''),
        "a withdrawn candidate's number",
      );
      if (!number.ok) return number;
      this.#sink.withdraw(number.value);
    }
    return undefined;
  }

  #pile(words: readonly Word[], first: Word): Refused | undefined {
    const pile = this.#piles.read(words);
    if (!pile.ok) return pile;
    const { weight, id, marks } = pile.value;
    if (id !== undefined && this.#ids.has(id)) return wrong(first, 'the id of another paper');
    if (id !== undefined) this.#ids.add(id);
    if (!this.#sink.addMarks(marks, marks.length, weight))
      return refuseTooManyPapers(first, first.text);
    this.#part = 'papers';
    if (this.#piles.ending === 'zero' && !this.#quick.isOn)
      this.#quick.start(this.#candidates.count, this.#sink);
    return undefined;
  }

  #lastPaper([, second]: readonly Word[]): Refused | undefined {
    if (second !== undefined) return wrong(second, 'the end of the line after "0"');
    this.#quick.isOn = false;
    this.#part = 'names';
    return undefined;
  }

  #note(text: string): void {
    const note = oneLine(text);
    if (note !== '') this.#notes.push(note);
  }

  /** Most files have one name on a line; those of Hill's programs have all, and the title, on one. */
  #names(text: string, line: number): Refused | undefined {
    const texts = readTexts(text, line);
    if (!texts.ok) return texts;
    for (const word of texts.value) {
      if (this.#part === 'notes') this.#note(word.text);
      else if (this.#part === 'title') {
        this.#title = word.text;
        this.#part = 'notes';
      } else if (word.text === '') return wrong(word, 'a name that is not empty');
      else {
        this.#sink.addCandidate(word.text);
        // The title is not optional: without it a file that lacks one name would pass off its title as a candidate.
        if (this.#sink.candidates === this.#candidates.count) this.#part = 'title';
      }
    }
    return undefined;
  }
}

const CTRL_Z = '\u001a';
const OPTIONS: readonly string[] = ['withdrawn', 'nick', 'tie', 'droop'];

function errorOf(result: Result<undefined, FormatError>): Refused | undefined {
  return result.ok ? undefined : result;
}
