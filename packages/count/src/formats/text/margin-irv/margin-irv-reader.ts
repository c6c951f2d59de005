/**
 * Reads the files of margin-irv, in which contests are published whose margins are known: the ids of
 * the candidates, their parties, a line `-+-+-`, then a pile on each line, `(393, 402, 87) : 92`. The
 * ids are the names; the parties are a note.
 */
import { ok, type Result } from '@hustings/base';
import type { BallotFile, BallotReader, FormatError } from '../../ballot-file.ts';
import { type Place, type Refused, refuse, refuseFileEnd } from '../../format-error.ts';
import { PaperSink, refuseTooManyCandidates, refuseTooManyPapers } from '../../sink.ts';
import { Cursor } from '../cursor.ts';
import { type LineParser, lineByLine } from '../line-parser.ts';

export function marginIrvReader(options: { readonly seats?: number }): BallotReader {
  return lineByLine(new MarginIrvParser(options.seats));
}

const ID = /[^\s,()]+/y;
const HEAD = ['the ids of the candidates', 'their parties', 'a line "-+-+-"'] as const;

class MarginIrvParser implements LineParser {
  readonly #seats: number | undefined;
  readonly #sink = new PaperSink();
  readonly #marks: number[] = [];
  #parties = '';
  /** Lines of the head so far. */
  #head = 0;

  constructor(seats: number | undefined) {
    this.#seats = seats;
  }

  line(text: string, line: number): Refused | undefined {
    if (text.trim() === '') return undefined;
    const cursor = new Cursor(text, line);
    cursor.skipBlanks();
    if (this.#head === HEAD.length) return this.#pile(cursor);
    this.#head++;
    if (this.#head === 1) return this.#ids(cursor);
    if (this.#head === 3) return /^[-+]+$/.test(text.trim()) ? undefined : cursor.wrong(HEAD[2]);
    const parties = text.split(',').length;
    this.#parties = text.trim();
    return parties === this.#sink.candidates
      ? undefined
      : cursor.wrong(`a party for each of the ${this.#sink.candidates} candidates`);
  }

  end(place: Place): Result<BallotFile, FormatError> {
    const missing = HEAD[this.#head];
    if (missing !== undefined) return refuseFileEnd(place, missing);
    const notes = [`Parties: ${this.#parties}`];
    return ok(this.#sink.finish({ format: 'margin-irv', seats: this.#seats, notes }));
  }

  #ids(cursor: Cursor): Refused | undefined {
    for (;;) {
      cursor.skipBlanks();
      const { place } = cursor;
      const id = cursor.take(ID);
      if (id === '') return cursor.wrong('the id of a candidate');
      if (this.#sink.codeOf(id) !== undefined)
        return refuse('format/duplicate-candidate', place, {
          found: id,
          expected: 'each candidate once',
        });
      if (this.#sink.addCandidate(id) === undefined) return refuseTooManyCandidates(place, id);
      cursor.skipBlanks();
      if (cursor.isAtEnd) return undefined;
      if (!cursor.takeSign(',')) return cursor.wrong('"," or the end of the line');
    }
  }

  /** `(393, 402) : 92`; one alone may have a comma after it, and nobody is `()`. */
  #pile(cursor: Cursor): Refused | undefined {
    const marks = this.#marks;
    marks.length = 0;
    if (!cursor.takeSign('(')) return cursor.wrong('"(" and the candidates of a pile');
    for (let isMore = true; !cursor.takeSign(')'); ) {
      if (!isMore) return cursor.wrong('"," or ")"');
      const { place } = cursor;
      const id = cursor.take(ID);
      if (id === '') return cursor.wrong('the id of a candidate or ")"');
      const code = this.#sink.codeOf(id);
      if (code === undefined)
        return refuse('format/unknown-candidate', place, {
          found: id,
          expected: 'a candidate of the first line',
        });
      marks.push(code);
      isMore = cursor.takeSign(',');
    }
    if (!cursor.takeSign(':')) return cursor.wrong('":" and the number of papers');
    const what = 'a number of papers';
    const papers = cursor.wholeNumber({ what, least: 0, most: Number.MAX_SAFE_INTEGER });
    if (!papers.ok) return papers;
    cursor.skipBlanks();
    if (!cursor.isAtEnd) return cursor.wrong('the end of the line');
    return this.#sink.addMarks(marks, marks.length, papers.value)
      ? undefined
      : refuseTooManyPapers({ line: cursor.line, column: 1 }, `${papers.value}`);
  }
}
