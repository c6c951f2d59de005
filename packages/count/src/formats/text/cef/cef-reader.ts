/**
 * Reads the Condorcet Election Format. As it demands, candidates who are not on the list of the file
 * are passed over (a note says whom and how often), and a candidate stands at most once on a vote. The
 * implicit ranking of those not named is a note and left to the rule; a weight counts as so many papers.
 */
import { ok, type Result } from '@hustings/base';
import { TIED } from '../../../papers/marks.ts';
import type { BallotFile, BallotReader, FormatError } from '../../ballot-file.ts';
import type { Refused } from '../../format-error.ts';
import { PaperSink, refuseTooManyCandidates, refuseTooManyPapers } from '../../sink.ts';
import { Cursor } from '../cursor.ts';
import { type LineParser, lineByLine } from '../line-parser.ts';
import { CefParameters } from './parameters.ts';
import { type CefVote, readVote } from './vote-line.ts';

export function cefReader(options: { readonly seats?: number }): BallotReader {
  return lineByLine(new CefParser(options.seats));
}

/** More names than these that are not on the list are one number in the notes. */
const MOST_PASSED_OVER = 50;

class CefParser implements LineParser {
  readonly #seats: number | undefined;
  readonly #sink = new PaperSink();
  readonly #parameters = new CefParameters(this.#sink);
  #hasVotes = false;
  readonly #passedOver = new Map<string, number>();
  #othersPassedOver = 0;
  readonly #marks: number[] = [];

  constructor(seats: number | undefined) {
    this.#seats = seats;
  }

  line(text: string, line: number): Refused | undefined {
    if (/^\s*#\//.test(text)) {
      const cursor = new Cursor(text, line);
      if (this.#hasVotes) return cursor.wrong('votes; all parameters stand above the first vote');
      if (!text.startsWith('#')) return cursor.wrong('a parameter at the beginning of the line');
      return this.#parameters.add(text, line);
    }
    const hash = text.indexOf('#');
    const vote = readVote(hash < 0 ? text : text.slice(0, hash), line);
    if (!vote.ok) return vote;
    if (vote.value !== undefined) return this.#add(vote.value, new Cursor(text, line));
    const note = text.slice(hash + 1).trim();
    if (!this.#hasVotes && note !== '') this.#parameters.notes.push(note);
    return undefined;
  }

  end(): Result<BallotFile, FormatError> {
    const { title, seats, notes } = this.#parameters;
    for (const [name, papers] of this.#passedOver)
      notes.push(`Passed over, as not on the list of candidates: ${name} (${papers} papers)`);
    if (this.#othersPassedOver > 0)
      notes.push(
        `Passed over, as not on the list of candidates: others (${this.#othersPassedOver} papers)`,
      );
    return ok(this.#sink.finish({ format: 'cef', title, seats: seats ?? this.#seats, notes }));
  }

  #add({ places, weight, quantity }: CefVote, cursor: Cursor): Refused | undefined {
    this.#hasVotes = true;
    const papers = this.#parameters.weightAllowed ? weight * quantity : quantity;
    const marks = this.#marks;
    marks.length = 0;
    const seen = new Set<string>();
    for (const names of places) {
      let isFirst = true;
      for (const { name, at } of names) {
        cursor.at = at;
        if (seen.has(name))
          return cursor.wrong('each candidate at most once', 'format/duplicate-candidate', name);
        seen.add(name);
        const code = this.#parameters.hasCandidates
          ? this.#sink.codeOf(name)
          : this.#sink.codeFor(name);
        if (code === undefined) {
          if (!this.#parameters.hasCandidates) return refuseTooManyCandidates(cursor.place, name);
          this.#passOver(name, papers);
          continue;
        }
        if (!isFirst) marks.push(TIED);
        marks.push(code);
        isFirst = false;
      }
    }
    return Number.isSafeInteger(papers) && this.#sink.addMarks(marks, marks.length, papers)
      ? undefined
      : refuseTooManyPapers({ line: cursor.line, column: 1 }, `${papers}`);
  }

  #passOver(name: string, papers: number): void {
    if (this.#passedOver.has(name) || this.#passedOver.size < MOST_PASSED_OVER)
      this.#passedOver.set(name, (this.#passedOver.get(name) ?? 0) + papers);
    else this.#othersPassedOver += papers;
  }
}
