/** Marks as places of candidates of equal rank, for the formats that write them so. */
import { err, ok, type Result } from '@hustings/base';
import { OVERMARKED, SKIPPED, TIED } from '../../papers/marks.ts';
import type { SequencePiles } from '../../papers/sequence-piles.ts';
import type { Candidate } from '../../profile.ts';
import type { BallotFile, FormatError } from '../ballot-file.ts';

/** The codes of pile `i`, place by place. The marks must be an order: see `whyNoOrder`. */
export function placesOf(piles: SequencePiles, i: number): readonly (readonly number[])[] {
  const places: number[][] = [];
  const end = piles.starts[i + 1] as number;
  for (let at = piles.starts[i] as number; at < end; at++) {
    const code = piles.codes[at] as number;
    if (code === TIED) places.at(-1)?.push(piles.codes[++at] as number);
    else places.push([code]);
  }
  return places;
}

/** The piles, those of most papers first, as files are usually written. */
export function byCount(piles: SequencePiles): readonly number[] {
  return [...piles.counts.keys()].sort(
    (a, b) => (piles.counts[b] as number) - (piles.counts[a] as number) || a - b,
  );
}

/** What a file holds that a format may be unable to say. */
export interface Sayable {
  readonly title: string;
  readonly scores: boolean;
  readonly withdrawn: boolean;
  /** A candidate at several places of one paper. */
  readonly duplicates: boolean;
  readonly decimals: boolean;
}

/** Why the file cannot be said in a format that knows orders with equal ranks; undefined if it can be. */
export function whyNotSayable(
  file: BallotFile,
  format: Sayable,
): { readonly ok: false; readonly error: FormatError } | undefined {
  const no = (found: string, what: string): { readonly ok: false; readonly error: FormatError } =>
    cannotSay(format.title, found, what);
  if (!format.scores && file.scores !== undefined)
    return no('scores', 'papers with ranks only; scores cannot be written');
  const withdrawn = file.candidates.find((candidate) => candidate.withdrawn === true);
  if (!format.withdrawn && withdrawn !== undefined)
    return no(withdrawn.name, 'candidates who all stand; it cannot say that one has withdrawn');
  if (!format.decimals && file.scale !== 1)
    return no(`weights in parts of ${file.scale}`, 'whole numbers of papers');
  const { codes } = file.marks;
  if (codes.includes(SKIPPED))
    return no('a skipped place', 'papers without gaps between the preferences');
  if (codes.includes(OVERMARKED))
    return no('a place with several marks', 'places of which it is known who is marked');
  if (!format.duplicates) {
    const twice = findTwice(file.marks);
    if (twice !== undefined)
      return no(
        (file.candidates[twice] as Candidate).name,
        'each candidate at most once on a paper; this candidate is twice on one',
      );
  }
  return undefined;
}

/** A writer's refusal: there is no place in a file that is not written yet, so it is the first. */
export function cannotSay(
  format: string,
  found: string,
  expected: string,
): { readonly ok: false; readonly error: FormatError } {
  return err({
    code: 'format/cannot-be-written',
    message: `This file cannot be written as ${format}: it has ${found === '' ? 'nothing' : `"${found}"`}, and the format knows ${expected}.`,
    line: 1,
    column: 1,
    found,
    expected,
  });
}

function findTwice(piles: SequencePiles): number | undefined {
  for (let i = 0; i < piles.length; i++) {
    const seen = new Set<number>();
    for (const code of piles.codes.subarray(piles.starts[i], piles.starts[i + 1])) {
      if (code === TIED) continue;
      if (seen.has(code)) return code;
      seen.add(code);
    }
  }
  return undefined;
}

/** One line of text: control characters and line ends become blanks. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').trim();
}

export function written(pieces: Iterable<string>): Result<Iterable<string>, FormatError> {
  return ok(pieces);
}
