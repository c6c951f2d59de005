/** Writes ABIF: metadata, the candidates with short keys, then the papers, most alike first. */
import type { Result } from '@hustings/base';
import { TIED } from '../../../papers/marks.ts';
import { PileBuilder, type SequencePiles } from '../../../papers/sequence-piles.ts';
import { type BallotFile, type FormatError, NO_SCORE } from '../../ballot-file.ts';
import { byCount, cannotSay, oneLine, placesOf, whyNotSayable, written } from '../places.ts';

const TITLE = 'ABIF';

export function writeAbif(file: BallotFile): Result<Iterable<string>, FormatError> {
  const refused = whyNotSayable(file, {
    title: TITLE,
    scores: true,
    withdrawn: false,
    duplicates: true,
    decimals: false,
  });
  if (refused !== undefined) return refused;
  if (file.candidates.some(({ name }) => oneLine(name) === ''))
    return cannotSay(TITLE, '', 'candidates who have a name');
  const { scores, marks } = file;
  if (scores === undefined || marks.length === 0)
    return written(writeParts(file, marks, scores, false));
  const ranksOnly = without(marks, rankedByScore(scores));
  const saysOrder = ranksOnly !== undefined && rankedByScore(scores).codes.length > scores.length;
  if (!saysOrder)
    return cannotSay(
      TITLE,
      'ranks and scores',
      'both on one paper only where the ranks follow from the scores',
    );
  return written(writeParts(file, ranksOnly, scores, true));
}

function* writeParts(
  file: BallotFile,
  marks: SequencePiles,
  scores: SequencePiles | undefined,
  isOrdered: boolean,
): Iterable<string> {
  const keys = keysOf(file);
  const head: string[] = [];
  if (file.title !== '') head.push(`{"title": ${JSON.stringify(oneLine(file.title))}}`);
  if (file.seats !== undefined) head.push(`{"seats": ${file.seats}}`);
  for (const note of file.notes) head.push(`# ${oneLine(note)}`);
  for (const [code, { name }] of file.candidates.entries()) {
    const said = oneLine(name);
    head.push(`=${keys[code]}:${/[[\]]/.test(said) ? JSON.stringify(said) : `[${said}]`}`);
  }
  yield `${head.join('\n')}\n`;
  for (const i of byCount(marks)) {
    const places = placesOf(marks, i).map((codes) => codes.map((code) => keys[code]).join('='));
    yield `${marks.counts[i]}:${places.join('>')}\n`;
  }
  if (scores !== undefined)
    for (const i of byCount(scores)) {
      const row = scores.codes.subarray(scores.starts[i], scores.starts[i + 1]);
      const groups = isOrdered
        ? byScore(row)
        : [...byScore(row).flat()].sort((a, b) => a - b).map((code) => [code]);
      const said = groups.map((codes) =>
        codes.map((code) => `${keys[code]}/${row[code]}`).join('='),
      );
      yield `${scores.counts[i]}:${said.join(isOrdered ? '>' : ',')}\n`;
    }
  if (file.blank > 0) yield `${file.blank}:\n`;
}

/** Words that other programs read as they are, made from the ids. */
function keysOf(file: BallotFile): readonly string[] {
  const taken = new Set<string>();
  return file.candidates.map(({ id }) => {
    const plain = id.replace(/[^A-Za-z0-9]+/g, '_').replace(/^(?![A-Za-z])/, 'c');
    let key = plain;
    for (let n = 2; taken.has(key); n++) key = `${plain}_${n}`;
    taken.add(key);
    return key;
  });
}

/** Candidates with a score, best first, those of equal score together. */
function byScore(row: ArrayLike<number>): number[][] {
  const scored = Array.from({ length: row.length }, (_, code) => code)
    .filter((code) => row[code] !== NO_SCORE)
    .sort((a, b) => (row[b] as number) - (row[a] as number) || a - b);
  const groups: number[][] = [];
  for (const code of scored) {
    const last = groups.at(-1);
    if (last !== undefined && row[last[0] as number] === row[code]) last.push(code);
    else groups.push([code]);
  }
  return groups;
}

/** The ranks that follow from the scores. */
function rankedByScore(scores: SequencePiles): SequencePiles {
  const builder = new PileBuilder(2);
  for (let i = 0; i < scores.length; i++) {
    const row = scores.codes.subarray(scores.starts[i], scores.starts[i + 1]);
    const marks = byScore(row).flatMap((codes) =>
      codes.flatMap((code, k) => (k > 0 ? [TIED, code] : [code])),
    );
    builder.add(marks, marks.length, scores.counts[i] as number);
  }
  return builder.finish();
}

/** The papers of `all` that are not among `some`; undefined if `some` has others. */
function without(all: SequencePiles, some: SequencePiles): SequencePiles | undefined {
  const left = new Map<string, number>();
  const keyOf = (piles: SequencePiles, i: number): string =>
    piles.codes.subarray(piles.starts[i], piles.starts[i + 1]).join(' ');
  for (let i = 0; i < some.length; i++) left.set(keyOf(some, i), some.counts[i] as number);
  const builder = new PileBuilder(2);
  for (let i = 0; i < all.length; i++) {
    const gone = left.get(keyOf(all, i)) ?? 0;
    const stays = (all.counts[i] as number) - gone;
    if (stays < 0) return undefined;
    left.delete(keyOf(all, i));
    const codes = all.codes.subarray(all.starts[i], all.starts[i + 1]);
    builder.add(codes, codes.length, stays);
  }
  return left.size > 0 ? undefined : builder.finish();
}
