/**
 * Reads the tally sheets of vote.debian.org: above, whatever is said of the vote and a line for each
 * option (`|/  Option 3--->: Ann`); then a line for each voter, `V: 21-3  checksum`, with the rank that
 * they gave to each option. The numbers say only an order: voters may skip some (Constitution A.6,
 * "HOW TO VOTE" on every ballot), so gaps between them are not kept. `-` is not ranked.
 */
import { ok, type Result } from '@hustings/base';
import { TIED } from '../../../papers/marks.ts';
import type { BallotFile, BallotReader, FormatError } from '../../ballot-file.ts';
import { type Place, type Refused, refuseFileEnd } from '../../format-error.ts';
import { PaperSink, refuseTooManyCandidates } from '../../sink.ts';
import { Cursor } from '../cursor.ts';
import { type LineParser, lineByLine } from '../line-parser.ts';

export function debianReader(options: { readonly seats?: number }): BallotReader {
  return lineByLine(new DebianParser(options.seats));
}

/** With one sign for each option there are nine ranks. */
const MOST_RANKS = 9;
const OPTION = /^[\s/|]*Option\s+(\d+)\s*-*>?\s*:\s*/;
const CHECKSUM = /^[0-9a-f]+$/;

class DebianParser implements LineParser {
  readonly #seats: number | undefined;
  readonly #sink = new PaperSink();
  #hasVotes = false;
  /** Length of the first checksum: all of a sheet are made in one way. */
  #checksum = 0;
  readonly #marks: number[] = [];

  constructor(seats: number | undefined) {
    this.#seats = seats;
  }

  line(text: string, line: number): Refused | undefined {
    const cursor = new Cursor(text, line);
    if (text.startsWith('V:')) return this.#vote(cursor);
    if (this.#hasVotes) {
      cursor.skipBlanks();
      return cursor.isAtEnd ? undefined : cursor.wrong('a vote, such as "V: 21-3"');
    }
    const option = OPTION.exec(text);
    return option === null ? undefined : this.#option(cursor, option);
  }

  end(place: Place): Result<BallotFile, FormatError> {
    if (this.#sink.candidates === 0) return refuseFileEnd(place, '"Option 1: " and a name');
    if (!this.#hasVotes) return refuseFileEnd(place, 'a vote, such as "V: 21-3"');
    return ok(this.#sink.finish({ format: 'debian', seats: this.#seats }));
  }

  #option(cursor: Cursor, [head, digits]: RegExpExecArray): Refused | undefined {
    const number = this.#sink.candidates + 1;
    if (Number(digits) !== number) {
      cursor.at = cursor.text.indexOf('Option');
      return cursor.wrong(`option ${number}`, 'format/syntax', `Option ${digits}`);
    }
    cursor.at = head.length;
    const name = cursor.text.slice(cursor.at).trim();
    if (name === '') return cursor.wrong(`the name of option ${number}`);
    return this.#sink.addCandidate(name) === undefined
      ? refuseTooManyCandidates(cursor.place, name)
      : undefined;
  }

  #vote(cursor: Cursor): Refused | undefined {
    const options = this.#sink.candidates;
    if (options === 0) return cursor.wrong('"Option 1: " and a name above the votes');
    this.#hasVotes = true;
    cursor.at = 2;
    cursor.skipBlanks();
    const { at } = cursor;
    const ranks = cursor.take(/\S*/y);
    const bad = /[^-1-9]/.exec(ranks);
    if (bad !== null || ranks.length !== options) {
      cursor.at = at;
      return cursor.wrong(
        `a rank from 1 to ${MOST_RANKS} or "-" for each of the ${options} options`,
        'format/syntax',
        ranks,
      );
    }
    const voter = this.#voter(cursor);
    if (voter !== undefined) return voter;
    const marks = this.#marks;
    marks.length = 0;
    for (let rank = 1; rank <= MOST_RANKS; rank++) {
      let isFirst = true;
      for (let code = 0; code < options; code++) {
        if (ranks.charCodeAt(code) !== 48 + rank) continue;
        if (!isFirst) marks.push(TIED);
        marks.push(code);
        isFirst = false;
      }
    }
    // One by one they never become too many.
    this.#sink.addMarks(marks, marks.length, 1);
    return undefined;
  }

  /** Who voted so: a checksum where the vote was secret, shorter only if the file is cut short; or a name. */
  #voter(cursor: Cursor): Refused | undefined {
    cursor.skipBlanks();
    const { at } = cursor;
    const voter = cursor.text.slice(at).trim();
    const length = CHECKSUM.test(voter) ? voter.length : 0;
    if (this.#checksum === 0 && this.#sink.total === 0 && length >= 32) this.#checksum = length;
    if (this.#checksum === 0 || this.#checksum === length) return undefined;
    return cursor.wrong(`a checksum of ${this.#checksum} signs, as on the first vote`);
  }
}
