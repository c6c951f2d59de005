/**
 * The BLT ballot file: first `candidates seats`; then withdrawn candidates, `-n` or `[withdrawn n …]`;
 * one line per pile, `papers first second … 0` (or, in the whole file, without that 0); a line `0`; the names, one per line, quoted or not;
 * the title. `#` starts a comment, blank lines and trailing blanks mean nothing.
 * Source: the format of ERS/Hill's programs as read by OpenSTV and OpenTally; spec/papers.md.
 *
 * The parser is total and never guesses: a pile does not run on to the next line, and its 0 may be
 * missing everywhere or nowhere, so that a line cut short is an error and not another paper.
 */
import { ok, type Result } from '@hustings/base';
import {
  afterLast,
  type BltError,
  fail,
  missing,
  nextTokens,
  type Read,
  type Rows,
  readText,
  skipBlank,
  type Token,
  wholeNumber,
  wrong,
} from './blt-lines.ts';
import { quickPile } from './blt-quick-pile.ts';
import { candidateIds } from './candidate-id.ts';
import type { Pile, Profile } from './profile.ts';
import { Tree } from './ranking-tree.ts';

export interface Blt {
  readonly profile: Profile;
  readonly title: string;
  /** Lines after the title (source, remarks), as they stand; they say nothing to a count. */
  readonly notes: readonly string[];
  /** Papers with no preference on them; they are not in the profile. */
  readonly blank: number;
}

/** No election has more; a larger number in the first line is a mistake, not a reason to run out of memory. */
const MOST_CANDIDATES = 10_000;
const MOST_PAPERS: number = Number.MAX_SAFE_INTEGER;

/** Whether papers end with a 0 or with their line; the first paper says. */
type Ending = 'zero' | 'line';

/** Reads a whole file, or says where and why it cannot. */
export function parseBlt(text: string): Result<Blt, BltError> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const rows: Rows = { lines, next: 0 };

  const head = nextTokens(rows);
  const [n, seats, extra] = head;
  if (n === undefined) return missing(rows, 'the number of candidates');
  const candidates = wholeNumber(n, {
    what: 'the number of candidates',
    least: 1,
    most: MOST_CANDIDATES,
  });
  if (!candidates.ok) return candidates;
  if (seats === undefined) return afterLast(n, 'the number of seats');
  const seatCount = wholeNumber(seats, {
    what: 'the number of seats',
    least: 1,
    most: Number.MAX_SAFE_INTEGER,
  });
  if (!seatCount.ok) return seatCount;
  if (extra !== undefined) return wrong(extra, 'the end of the line after the number of seats');

  const piles = readPiles(rows, candidates.value);
  if (!piles.ok) return piles;

  const names: string[] = [];
  while (names.length < candidates.value) {
    const name = readText(rows, `the name of candidate ${names.length + 1}`);
    if (!name.ok) return name;
    if (name.value.text === '') return wrong(name.value, 'a name that is not empty');
    names.push(name.value.text);
  }
  // Not optional: without it a file that lacks one name would pass off its title as a candidate.
  const title = readText(rows, 'the title (in quotes, and empty if there is none)');
  if (!title.ok) return title;
  const notes: string[] = [];
  while (skipBlank(rows)) notes.push((rows.lines[rows.next++] as string).trim());

  const ids = candidateIds(names);
  return ok({
    profile: {
      candidates: names.map((name, i) => ({
        id: ids[i] as string,
        name,
        ...(piles.value.withdrawn.has(i) ? { withdrawn: true as const } : {}),
      })),
      seats: seatCount.value,
      piles: piles.value.piles,
    },
    title: title.value.text,
    notes,
    blank: piles.value.blank,
  });
}

interface Piles {
  readonly piles: readonly Pile[];
  readonly withdrawn: ReadonlySet<number>;
  readonly blank: number;
}

/** Reads withdrawals and piles up to the line `0`. */
function readPiles(rows: Rows, candidates: number): Read<Piles> {
  const withdrawn = new Set<number>();
  const tree = new Tree(candidates);
  const scratch: number[] = [];
  let blank = 0;
  let total = 0;
  let ends: Ending | undefined;
  for (;;) {
    const quick = ends === 'zero' ? quickPile(rows.lines[rows.next] ?? '', candidates, scratch) : 0;
    if (quick > 0 && scratch.length > 0 && quick <= MOST_PAPERS - total) {
      total += quick;
      tree.add(scratch, quick);
      rows.next++;
      continue;
    }
    const tokens = nextTokens(rows);
    const [first, second] = tokens;
    if (first === undefined) return missing(rows, 'a line "0" after the last paper');
    if (first.text === '0') {
      if (second !== undefined) return wrong(second, 'the end of the line after "0"');
      return ok({ piles: tree.piles(), withdrawn, blank });
    }
    if (first.text.startsWith('-') || first.text.startsWith('[')) {
      if (ends !== undefined)
        return wrong(first, 'a number of papers, or "0" after the last paper');
      const gone = readWithdrawn(tokens, candidates);
      if (!gone.ok) return gone;
      for (const candidate of gone.value) withdrawn.add(candidate);
      continue;
    }
    const count = readCount(first, MOST_PAPERS - total);
    if (!count.ok) return count;
    ends ??= tokens.some((token) => token.text === '0') ? 'zero' : 'line';
    const ranking = readRanking(tokens, candidates, ends);
    if (!ranking.ok) return ranking;
    total += count.value;
    if (ranking.value.length === 0) blank += count.value;
    else tree.add(ranking.value, count.value);
  }
}

function readWithdrawn(tokens: readonly Token[], candidates: number): Read<readonly number[]> {
  const out: number[] = [];
  const first = tokens[0] as Token;
  const isOption = first.text.startsWith('[');
  if (isOption && first.text !== '[withdrawn')
    return fail(
      'count/blt-option',
      first,
      'papers, or "[withdrawn …]"; other options are not supported',
    );
  const last = tokens.at(-1) as Token;
  if (isOption && !last.text.endsWith(']')) return wrong(last, 'a "]" at the end of the line');
  for (const token of isOption ? tokens.slice(1) : tokens) {
    const digits = isOption ? token.text.replace(/\]$/, '') : token.text.replace(/^-/, '');
    if (isOption && digits === '') continue;
    if (!isOption && digits === token.text)
      return wrong(token, 'another withdrawn candidate, such as "-2"');
    const number = wholeNumber(token, {
      what: "a withdrawn candidate's number",
      least: 1,
      most: candidates,
      digits,
    });
    if (!number.ok) return number;
    out.push(number.value - 1);
  }
  return ok(out);
}

function readCount(token: Token, most: number): Read<number> {
  if (/^\d*[./]\d+$/.test(token.text) && !/^\d+\.0+$/.test(token.text))
    return fail(
      'count/blt-weight',
      token,
      'a whole number of papers; fractions of a paper are not supported by these rules',
    );
  const digits = token.text.replace(/\.0+$/, '');
  return wholeNumber(token, { what: 'a number of papers', least: 1, most, digits });
}

function readRanking(
  tokens: readonly Token[],
  candidates: number,
  ends: Ending,
): Read<readonly number[]> {
  const ranking: number[] = [];
  for (let i = 1; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    if (token.text === '0') {
      if (ends === 'line')
        return wrong(token, 'the end of the line, as no paper before this one ends with "0"');
      const after = tokens[i + 1];
      return after === undefined ? ok(ranking) : wrong(after, 'the end of the line after "0"');
    }
    if (/^\d+(=\d+)+$/.test(token.text))
      return fail(
        'count/blt-equal-ranks',
        token,
        'one candidate at each rank; equal ranks are not supported by these rules',
      );
    if (token.text === '-')
      return fail(
        'count/blt-skipped-rank',
        token,
        'a candidate at each rank; skipped ranks are not supported by these rules',
      );
    const number = wholeNumber(token, { what: "a candidate's number", least: 1, most: candidates });
    if (!number.ok) return number;
    if (ranking.includes(number.value - 1))
      return wrong(token, 'a candidate who is not yet on this paper');
    ranking.push(number.value - 1);
  }
  return ends === 'line'
    ? ok(ranking)
    : afterLast(tokens.at(-1) as Token, '"0" at the end of the paper');
}
