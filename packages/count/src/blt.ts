/**
 * The BLT ballot file: first `candidates seats`; then withdrawn candidates, `-n` or `[withdrawn n …]`;
 * one line per pile, `papers first second … 0`; a line `0`; the names, one per line, quoted or not;
 * the title. `#` starts a comment, blank lines and trailing blanks mean nothing.
 * Source: the format of ERS/Hill's programs as read by OpenSTV and OpenTally; spec/papers.md.
 *
 * The parser is total and never guesses: a pile does not run on to the next line, so that a
 * forgotten 0 is an error there and not another paper.
 */
import { err, ok, type Result } from '@hustings/base';
import { candidateIds } from './candidate-id.ts';
import { aggregatePiles, type Pile, type Profile } from './profile.ts';

export interface Blt {
  readonly profile: Profile;
  readonly title: string;
  /** Papers with no preference on them; they are not in the profile. */
  readonly blank: number;
}

export interface BltError {
  readonly code:
    | 'count/blt-syntax'
    | 'count/blt-equal-ranks'
    | 'count/blt-skipped-rank'
    | 'count/blt-weight'
    | 'count/blt-option';
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  readonly found: string;
  readonly expected: string;
}

/** No election has more; a larger number in the first line is a mistake, not a reason to run out of memory. */
const MOST_CANDIDATES = 10_000;

interface Token {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

type Read<T> = Result<T, BltError>;

/** Reads a whole file, or says where and why it cannot. */
export function parseBlt(text: string): Result<Blt, BltError> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const rows: Rows = { lines, next: 0 };

  const head = nextTokens(rows);
  const [n, seats, extra] = head;
  if (n === undefined) return missing(rows, 'the number of candidates');
  const candidates = wholeNumber(n, 'the number of candidates', 1, MOST_CANDIDATES);
  if (!candidates.ok) return candidates;
  if (seats === undefined) return afterLast(n, 'the number of seats');
  const seatCount = wholeNumber(seats, 'the number of seats', 1, Number.MAX_SAFE_INTEGER);
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
  const hasTitle = skipBlank(rows);
  const title = hasTitle ? readText(rows, 'the title') : undefined;
  if (title !== undefined && !title.ok) return title;
  if (skipBlank(rows)) return wrong(firstToken(rows), 'the end of the file');

  const ids = candidateIds(names);
  return ok({
    profile: aggregatePiles({
      candidates: names.map((name, i) => ({
        id: ids[i] as string,
        name,
        ...(piles.value.withdrawn.has(i) ? { withdrawn: true as const } : {}),
      })),
      seats: seatCount.value,
      piles: piles.value.piles,
    }),
    title: title?.value.text ?? '',
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
  const piles: Pile[] = [];
  let blank = 0;
  let total = 0;
  for (;;) {
    const tokens = nextTokens(rows);
    const [first, second] = tokens;
    if (first === undefined) return missing(rows, 'a line "0" after the last paper');
    if (first.text === '0') {
      if (second !== undefined) return wrong(second, 'the end of the line after "0"');
      return ok({ piles, withdrawn, blank });
    }
    if (first.text.startsWith('-') || first.text.startsWith('[')) {
      if (piles.length > 0 || blank > 0)
        return wrong(first, 'a number of papers, or "0" after the last paper');
      const gone = readWithdrawn(tokens, candidates);
      if (!gone.ok) return gone;
      for (const candidate of gone.value) withdrawn.add(candidate);
      continue;
    }
    const count = readCount(first, Number.MAX_SAFE_INTEGER - total);
    if (!count.ok) return count;
    const ranking = readRanking(tokens, candidates);
    if (!ranking.ok) return ranking;
    total += count.value;
    if (ranking.value.length === 0) blank += count.value;
    else piles.push({ ranking: ranking.value, count: count.value });
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
    const text = isOption ? token.text.replace(/\]$/, '') : token.text.replace(/^-/, '');
    if (isOption && text === '') continue;
    if (!isOption && text === token.text)
      return wrong(token, 'another withdrawn candidate, such as "-2"');
    const number = wholeNumber({ ...token, text }, "a withdrawn candidate's number", 1, candidates);
    if (!number.ok) return number;
    out.push(number.value - 1);
  }
  return ok(out);
}

function readCount(token: Token, most: number): Read<number> {
  if (/^\d*[./]\d+$/.test(token.text))
    return fail(
      'count/blt-weight',
      token,
      'a whole number of papers; fractions of a paper are not supported by these rules',
    );
  return wholeNumber(token, 'a number of papers', 1, most);
}

function readRanking(tokens: readonly Token[], candidates: number): Read<readonly number[]> {
  const ranking: number[] = [];
  const expected = `a candidate's number from 1 to ${candidates}, or 0 at the end of the paper`;
  for (let i = 1; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    if (token.text === '0') {
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
    const number = wholeNumber(token, expected, 1, candidates, true);
    if (!number.ok) return number;
    if (ranking.includes(number.value - 1))
      return wrong(token, 'a candidate who is not yet on this paper');
    ranking.push(number.value - 1);
  }
  return afterLast(tokens.at(-1) as Token, '"0" at the end of the paper');
}

function wholeNumber(
  token: Token,
  what: string,
  least: number,
  most: number,
  isWholeSentence = false,
): Read<number> {
  const expected = isWholeSentence
    ? what
    : most === Number.MAX_SAFE_INTEGER
      ? `${what}, ${least} or more`
      : `${what}, from ${least} to ${most}`;
  if (!/^\d+$/.test(token.text)) return wrong(token, expected);
  const value = Number(token.text);
  return value < least || value > most ? wrong(token, expected) : ok(value);
}

// --- lines, tokens and names

/** A reading place in the file; `next` is the index of the line to read next. */
interface Rows {
  readonly lines: readonly string[];
  next: number;
}

function withoutComment(line: string): string {
  const at = line.indexOf('#');
  return at < 0 ? line : line.slice(0, at);
}

/** Moves to the next line that says something; false at the end of the file. */
function skipBlank(rows: Rows): boolean {
  while (rows.next < rows.lines.length) {
    if (withoutComment(rows.lines[rows.next] as string).trim() !== '') return true;
    rows.next++;
  }
  return false;
}

/** The words of the next line that says something; none at the end of the file. */
function nextTokens(rows: Rows): readonly Token[] {
  if (!skipBlank(rows)) return [];
  const text = withoutComment(rows.lines[rows.next] as string);
  const tokens: Token[] = [];
  for (const match of text.matchAll(/\S+/g))
    tokens.push({ text: match[0], line: rows.next + 1, column: match.index + 1 });
  rows.next++;
  return tokens;
}

function firstToken(rows: Rows): Token {
  return nextTokens(rows)[0] as Token;
}

/** Reads a line that is a name or title: in quotes (`\"` and `""` are a quote within), or as it stands. */
function readText(rows: Rows, what: string): Read<Token> {
  if (!skipBlank(rows)) return missing(rows, what);
  const line = rows.lines[rows.next] as string;
  const start = line.search(/\S/);
  const place = { line: rows.next + 1, column: start + 1 };
  rows.next++;
  if (line[start] !== '"') return ok({ text: withoutComment(line).trim(), ...place });
  let text = '';
  for (let i = start + 1; i < line.length; i++) {
    const c = line[i] as string;
    const next = line[i + 1];
    if (c === '\\' && (next === '"' || next === '\\')) {
      text += next;
      i++;
    } else if (c === '"' && next === '"') {
      text += c;
      i++;
    } else if (c === '"') {
      const rest = withoutComment(line.slice(i + 1));
      const at = rest.search(/\S/);
      if (at < 0) return ok({ text: text.trim(), ...place });
      return wrong(
        { text: rest.trim(), line: place.line, column: i + 2 + at },
        'the end of the line after the closing quote',
      );
    } else text += c;
  }
  return wrong({ text: line.slice(start).trim(), ...place }, 'a closing quote on the same line');
}

// --- errors

function wrong(token: Token, expected: string): { readonly ok: false; readonly error: BltError } {
  return fail('count/blt-syntax', token, expected);
}

function fail(
  code: BltError['code'],
  token: Token,
  expected: string,
): { readonly ok: false; readonly error: BltError } {
  const found = shorten(token.text);
  return err({
    code,
    message: `Line ${token.line}, column ${token.column}: found ${found === '' ? 'nothing' : `"${found}"`}, expected ${expected}.`,
    line: token.line,
    column: token.column,
    found,
    expected,
  });
}

function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}

/** The file ends where `expected` should come. */
function missing(rows: Rows, expected: string): { readonly ok: false; readonly error: BltError } {
  const line = rows.lines.length;
  const column = (rows.lines[line - 1] as string).length + 1;
  return err({
    code: 'count/blt-syntax',
    message: `Line ${line}, column ${column}: found the end of the file, expected ${expected}.`,
    line,
    column,
    found: '',
    expected,
  });
}

/** The line ends after `last`, where `expected` should come. */
function afterLast(
  last: Token,
  expected: string,
): { readonly ok: false; readonly error: BltError } {
  const column = last.column + last.text.length;
  return err({
    code: 'count/blt-syntax',
    message: `Line ${last.line}, column ${column}: found the end of the line, expected ${expected}.`,
    line: last.line,
    column,
    found: '',
    expected,
  });
}
