/**
 * Reads ABIF: lines of papers (`27:A>B=C`), of candidates (`=A:[Ann]`), of metadata (`{title: "…"}`)
 * and comments, in any order. Ranks and scores stand as they are, whatever they say of each other; a
 * line of scores between commas has no ranks.
 */
import { ok, type Result } from '@hustings/base';
import type { BallotFile, BallotReader, FormatError } from '../../ballot-file.ts';
import { type Place, type Refused, refuse } from '../../format-error.ts';
import { PaperSink, refuseTooManyPapers } from '../../sink.ts';
import { Cursor } from '../cursor.ts';
import { type LineParser, lineByLine } from '../line-parser.ts';
import { AbifCandidates } from './candidates.ts';
import { type Metadata, readMetadata } from './metadata.ts';
import { readToken } from './tokens.ts';
import { isLineEnd, readPaper } from './vote-line.ts';

export function abifReader(options: { readonly seats?: number }): BallotReader {
  return lineByLine(new AbifParser(options.seats));
}

interface SingleScore {
  readonly marks: readonly number[];
  readonly scores: readonly number[];
  papers: number;
}

class AbifParser implements LineParser {
  readonly #sink = new PaperSink();
  readonly #candidates = new AbifCandidates(this.#sink);
  readonly #notes: string[] = [];
  #title: string | undefined;
  #seats: number | undefined;
  /** How many papers there are, where the file says it. */
  #stated: { readonly papers: number; readonly line: number } | undefined;
  #hasPapers = false;
  /** A line has both an order and scores. */
  #hasBoth = false;
  /** Papers with one candidate and a score: an order of one, if others of the file have orders. */
  readonly #singles = new Map<string, SingleScore>();

  constructor(seats: number | undefined) {
    this.#seats = seats;
  }

  line(text: string, line: number): Refused | undefined {
    const cursor = new Cursor(text, line);
    cursor.skipBlanks();
    if (cursor.isAtEnd) return undefined;
    if (cursor.next === '#') return this.#comment(text);
    if (cursor.next === '{') return this.#metadata(cursor);
    if (/\d/.test(cursor.next)) return this.#papers(cursor);
    if (!this.#hasPapers && /^\s*ABIF(\s+[\d.]+)?\s*$/.test(text)) return undefined;
    return this.#candidate(cursor);
  }

  end(place: Place): Result<BallotFile, FormatError> {
    const unknown = this.#candidates.check();
    if (unknown !== undefined) return unknown;
    for (const { marks, scores, papers } of this.#singles.values()) {
      const added = this.#hasBoth
        ? this.#sink.addMarksAndScores(marks, marks.length, scores, papers)
        : this.#sink.addScores(scores, papers);
      if (!added) return refuseTooManyPapers(place, `${papers}`);
    }
    const { total } = this.#sink;
    if (this.#stated !== undefined && this.#stated.papers !== total)
      return refuse('format/counts-differ', place, {
        found: `${total} papers`,
        expected: `${this.#stated.papers} papers, as line ${this.#stated.line} says`,
      });
    return ok(
      this.#sink.finish({
        format: 'abif',
        title: this.#title ?? '',
        seats: this.#seats,
        notes: this.#notes,
      }),
    );
  }

  #comment(text: string): undefined {
    const note = text.replace(/^[\s#]+/, '').trim();
    if (!this.#hasPapers && /[\p{L}\p{N}]/u.test(note)) this.#notes.push(note);
  }

  #metadata(cursor: Cursor): Refused | undefined {
    const pairs = readMetadata(cursor);
    if (!pairs.ok) return pairs;
    if (!isLineEnd(cursor)) return cursor.wrong('the end of the line');
    for (const pair of pairs.value) {
      const refused = this.#fact(pair);
      if (refused !== undefined) return refused;
    }
    return undefined;
  }

  #fact({ key, value, place }: Metadata): Refused | undefined {
    if (key === 'title' && this.#title === undefined) {
      this.#title = value;
      return undefined;
    }
    if (key !== 'seats' && key !== 'ballotcount') {
      if (!this.#hasPapers && value !== '') this.#notes.push(`${key}: ${value}`);
      return undefined;
    }
    const number = Number(value);
    const least = key === 'seats' ? 1 : 0;
    if (!/^\d+$/.test(value) || number < least || !Number.isSafeInteger(number))
      return refuse('format/syntax', place, {
        found: value,
        expected: `a whole number, ${least} or more`,
      });
    if (key === 'seats') this.#seats = number;
    else this.#stated = { papers: number, line: place.line };
    return undefined;
  }

  #candidate(cursor: Cursor): Refused | undefined {
    const isMarked = cursor.takeSign('=');
    const { at } = cursor;
    const key = readToken(cursor, 'the key of a candidate');
    const isBracket = cursor.takeSign(':') && /^\s*["[]/.test(cursor.text.slice(cursor.at));
    if (!isMarked && !(key.ok && !key.value.isQuoted && isBracket)) {
      cursor.at = at;
      return cursor.wrong(
        'papers ("27:A>B"), a candidate ("=A:[Name]"), metadata ("{title: …}") or a comment ("# …")',
      );
    }
    if (!key.ok) return key;
    if (cursor.text.charAt(cursor.at - 1) !== ':') return cursor.wrong('":" and the name');
    cursor.skipBlanks();
    let name: string;
    if (isBracket) {
      const token = readToken(cursor, 'the name of the candidate');
      if (!token.ok) return token;
      name = token.value.text;
      if (!isLineEnd(cursor)) return cursor.wrong('the end of the line');
    } else name = cursor.take(/[^#]*/y).trim();
    if (name === '') return cursor.wrong('the name of the candidate');
    return this.#candidates.declare(key.value, name);
  }

  #papers(cursor: Cursor): Refused | undefined {
    const { place } = cursor;
    const what = 'a number of papers';
    const count = cursor.wholeNumber({ what, least: 0, most: Number.MAX_SAFE_INTEGER });
    if (!count.ok) return count;
    if (!cursor.takeSign(':') && !cursor.takeSign('*'))
      return cursor.wrong('":" after the number of papers');
    const paper = readPaper(cursor, this.#candidates);
    if (!paper.ok) return paper;
    this.#hasPapers = true;
    const { marks, scores, isOrdered } = paper.value;
    if (scores === undefined)
      return this.#sink.addMarks(marks, marks.length, count.value)
        ? undefined
        : refuseTooManyPapers(place, `${count.value}`);
    if (marks.length === 1) return this.#keepSingle(marks, scores, count.value, place);
    this.#hasBoth ||= isOrdered;
    const added = isOrdered
      ? this.#sink.addMarksAndScores(marks, marks.length, scores, count.value)
      : this.#sink.addScores(scores, count.value);
    return added ? undefined : refuseTooManyPapers(place, `${count.value}`);
  }

  #keepSingle(
    marks: readonly number[],
    scores: readonly number[],
    papers: number,
    place: Place,
  ): Refused | undefined {
    const key = `${marks[0]}/${scores.at(-1)}`;
    const single = this.#singles.get(key);
    if (single === undefined) this.#singles.set(key, { marks, scores, papers });
    else single.papers += papers;
    return Number.isSafeInteger(single?.papers ?? 0)
      ? undefined
      : refuseTooManyPapers(place, `${papers}`);
  }
}
