/**
 * Reads the contests of RAIRE: `{"metadata":{"candidates":[…],"contest":"…"},"num_candidates":3,
 * "votes":[{"n":16,"prefs":[1,0,2]},…]}`; preferences are numbers from 0. Other members (winner, audit)
 * say nothing of the papers.
 */
import { ok, type Result } from '@hustings/base';
import { MOST_CANDIDATES } from '../../../papers/marks.ts';
import type { BallotFile, BallotReader, FormatError } from '../../ballot-file.ts';
import { type Place, type Refused, refuse, refuseFileEnd } from '../../format-error.ts';
import { PaperSink, refuseTooManyPapers } from '../../sink.ts';
import { type LineParser, lineByLine } from '../line-parser.ts';
import { type JsonMember, JsonMembers, type JsonValue } from './json-members.ts';

export function raireReader(options: { readonly seats?: number }): BallotReader {
  return lineByLine(new RaireParser(options.seats));
}

class RaireParser implements LineParser {
  readonly #seats: number | undefined;
  readonly #sink = new PaperSink();
  readonly #json = new JsonMembers('votes', (member) => this.#member(member));
  #title = '';
  #names: readonly string[] | undefined;
  #count: { readonly value: number; readonly place: Place } | undefined;
  /** The highest number on a paper, and the first paper that has it. */
  #highest = { code: -1, place: { line: 1, column: 1 } };

  constructor(seats: number | undefined) {
    this.#seats = seats;
  }

  line(text: string, line: number): Refused | undefined {
    return this.#json.line(text, line);
  }

  end(place: Place): Result<BallotFile, FormatError> {
    const cut = this.#json.end(place);
    if (cut !== undefined) return cut;
    const candidates = this.#count?.value ?? this.#names?.length;
    if (candidates === undefined)
      return refuseFileEnd(place, '"num_candidates" or the names of the candidates');
    if (this.#count !== undefined && this.#names !== undefined)
      if (this.#names.length !== candidates)
        return refuse('format/counts-differ', this.#count.place, {
          found: `${candidates}`,
          expected: `${this.#names.length}, as there are names of candidates`,
        });
    if (this.#highest.code >= candidates)
      return refuse('format/unknown-candidate', this.#highest.place, {
        found: `${this.#highest.code}`,
        expected: `preferences from 0 to ${candidates - 1}`,
      });
    // The outcome of an audit has the same metadata, and no papers.
    if (!this.#json.hasList) return refuseFileEnd(place, '"votes", the papers');
    for (let i = 0; i < candidates; i++) this.#sink.addCandidate(this.#names?.[i] ?? `${i}`);
    return ok(this.#sink.finish({ format: 'raire', title: this.#title, seats: this.#seats }));
  }

  #member({ name, value, place }: JsonMember): Refused | undefined {
    if (name === 'votes') return this.#vote(value, place);
    if (name === 'metadata') return this.#metadata(value, place);
    if (name !== 'num_candidates') return undefined;
    if (!isNumber(value, 1, MOST_CANDIDATES))
      return wrong(place, value, `a number of candidates, from 1 to ${MOST_CANDIDATES}`);
    this.#count = { value, place };
    return undefined;
  }

  #metadata(value: JsonValue, place: Place): Refused | undefined {
    const { contest, candidates } = membersOf(value);
    if (contest !== undefined) {
      if (typeof contest !== 'string') return wrong(place, contest, 'the name of the contest');
      this.#title = contest;
    }
    if (candidates === undefined) return undefined;
    const names = Array.isArray(candidates)
      ? candidates.filter((name): name is string => typeof name === 'string')
      : [];
    const isList = Array.isArray(candidates) && names.length === candidates.length;
    if (!isList || names.length > MOST_CANDIDATES || names.length === 0)
      return wrong(place, candidates, `the names of candidates, up to ${MOST_CANDIDATES}`);
    this.#names = names;
    return undefined;
  }

  #vote(value: JsonValue, place: Place): Refused | undefined {
    const { n, prefs } = membersOf(value);
    if (!isNumber(n, 0, Number.MAX_SAFE_INTEGER))
      return wrong(place, n ?? value, 'papers with "n", how many they are, a whole number');
    const marks = Array.isArray(prefs) ? (prefs as readonly JsonValue[]) : undefined;
    const codes: number[] = [];
    for (const code of marks ?? []) if (isNumber(code, 0, MOST_CANDIDATES - 1)) codes.push(code);
    if (marks === undefined || codes.length < marks.length)
      return wrong(place, prefs ?? value, 'papers with "prefs", a list of candidates from 0');
    const highest = Math.max(-1, ...codes);
    if (highest > this.#highest.code) this.#highest = { code: highest, place };
    return this.#sink.addMarks(codes, codes.length, n)
      ? undefined
      : refuseTooManyPapers(place, `${n}`);
  }
}

function membersOf(value: JsonValue): { readonly [name: string]: JsonValue | undefined } {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as { readonly [name: string]: JsonValue }) : {};
}

function isNumber(value: JsonValue | undefined, least: number, most: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
}

function wrong(place: Place, found: JsonValue, expected: string): Refused {
  return refuse('format/syntax', place, { found: JSON.stringify(found), expected });
}
