/** Writes orders and categories as PrefLib has them, each as the narrowest type that fits. */
import type { Result } from '@hustings/base';
import { TIED } from '../../../papers/marks.ts';
import type { SequencePiles } from '../../../papers/sequence-piles.ts';
import { type BallotFile, type FormatError, NO_SCORE } from '../../ballot-file.ts';
import { byCount, cannotSay, oneLine, placesOf, whyNotSayable, written } from '../places.ts';
import { type DataType, isHeaderKey } from './header.ts';

const TITLE = 'PrefLib';
const MOST_CATEGORIES = 1000;

export function writePreflib(file: BallotFile): Result<Iterable<string>, FormatError> {
  const refused = whyNotSayable(file, {
    title: TITLE,
    scores: true,
    withdrawn: false,
    duplicates: false,
    decimals: false,
  });
  if (refused !== undefined) return refused;
  const unnamed = file.candidates.findIndex(({ name }) => oneLine(name) === '');
  if (unnamed >= 0) return cannotSay(TITLE, '', 'alternatives that have a name');
  const { scores } = file;
  if (scores === undefined) return written(writeOrders(file));
  if (file.marks.length > 0)
    return cannotSay(TITLE, 'ranks and scores', 'either orders or categories in one file');
  let most = 0;
  for (const score of scores.codes) if (score !== NO_SCORE && score > most) most = score;
  if (most >= MOST_CATEGORIES)
    return cannotSay(TITLE, `a score of ${most}`, `up to ${MOST_CATEGORIES} categories`);
  // One alone would be approval, a score of 1.
  return written(writeCategories(file, scores, Math.max(2, most + 1)));
}

function* writeOrders(file: BallotFile): Iterable<string> {
  const { marks, blank } = file;
  yield* header(file, typeOf(file), marks.length + (blank > 0 ? 1 : 0), []);
  for (const i of byCount(marks)) {
    const places = placesOf(marks, i).map(group);
    yield `${marks.counts[i]}: ${places.join(',')}\n`;
  }
  if (blank > 0) yield `${blank}:\n`;
}

function* writeCategories(
  file: BallotFile,
  scores: SequencePiles,
  categories: number,
): Iterable<string> {
  const lines = [`# NUMBER CATEGORIES: ${categories}`];
  for (let i = 1; i <= categories; i++) {
    const key = `CATEGORY NAME ${i}: `;
    const name = file.notes.find((note) => note.startsWith(key))?.slice(key.length);
    lines.push(`# ${key}${name ?? `Score ${categories - i}`}`);
  }
  yield* header(file, 'cat', scores.length + (file.blank > 0 ? 1 : 0), lines);
  for (const i of byCount(scores)) {
    const groups = Array.from({ length: categories }, (): number[] => []);
    for (const [code, score] of scores.codes
      .subarray(scores.starts[i], scores.starts[i + 1])
      .entries())
      groups[categories - 1 - score]?.push(code);
    yield `${scores.counts[i]}: ${groups.map(group).join(',')}\n`;
  }
  if (file.blank > 0) yield `${file.blank}: ${groupsOfNone(categories)}\n`;
}

function group(codes: readonly number[]): string {
  const numbers = codes.map((code) => code + 1).join(',');
  return codes.length === 1 ? numbers : `{${numbers}}`;
}

function groupsOfNone(categories: number): string {
  return Array.from({ length: categories }, () => '{}').join(',');
}

function typeOf({ marks, blank, candidates }: BallotFile): DataType {
  let complete = blank === 0;
  for (let i = 0; i < marks.length && complete; i++)
    complete = placesOf(marks, i).flat().length === candidates.length;
  const tied = marks.codes.includes(TIED);
  if (complete) return tied ? 'toc' : 'soc';
  return tied ? 'toi' : 'soi';
}

function* header(
  file: BallotFile,
  type: DataType,
  lines: number,
  more: readonly string[],
): Iterable<string> {
  const piles = file.scores ?? file.marks;
  const papers = piles.counts.reduce((a, b) => a + b, file.blank);
  const out = [
    '# FILE NAME: ',
    `# TITLE: ${oneLine(file.title)}`,
    `# DATA TYPE: ${type}`,
    `# NUMBER ALTERNATIVES: ${file.candidates.length}`,
    `# NUMBER VOTERS: ${papers}`,
    `# NUMBER UNIQUE ${type === 'cat' ? 'PREFERENCES' : 'ORDERS'}: ${lines}`,
    ...more,
    ...(file.seats === undefined ? [] : [`# NUMBER SEATS: ${file.seats}`]),
    ...file.notes.map(oneLine).flatMap((note) => (isSayable(note) ? [`# ${note}`] : [])),
    ...file.candidates.map(({ name }, i) => `# ALTERNATIVE NAME ${i + 1}: ${oneLine(name)}`),
  ];
  yield `${out.join('\n')}\n`;
}

/** A note must not look like a field that the header has. */
function isSayable(note: string): boolean {
  const [, key] = /^([A-Z][A-Z ]*(?: \d+)?)\s*:/.exec(note) ?? [];
  return note !== '' && (key === undefined || !isHeaderKey(key));
}
