/** BLT as a profile and back, for those who have a whole text of plain rankings. */
import { assert, ok, type Result, utf8 } from '@hustings/base';
import { FlatPiles } from '../../papers/flat-piles.ts';
import { flatProfile } from '../../papers/flat-profile.ts';
import type { Profile } from '../../profile.ts';
import type { FormatError } from '../ballot-file.ts';
import { BltReader } from './blt-reader.ts';
import { writeBltFile } from './write-blt.ts';

export interface Blt {
  readonly profile: Profile;
  readonly title: string;
  /** Lines that say nothing to a count (source, remarks), as they stand. */
  readonly notes: readonly string[];
  /** Papers with no preference on them; they are not in the profile. */
  readonly blank: number;
}

const PIECE = 1 << 16;

/**
 * Reads a whole text, or says where and why it cannot. Equal ranks, skipped places and parts of a
 * paper, which `bltFormat` reads, are refused here (`format/unsupported`).
 */
export function parseBlt(text: string): Result<Blt, FormatError> {
  const reader = new BltReader(true);
  for (let at = 0; at < text.length; ) {
    let end = at + PIECE;
    // A character of two code units is not cut.
    if ((text.codePointAt(end - 1) ?? 0) > 0xffff) end--;
    const pushed = reader.push(utf8(text.slice(at, end)));
    if (!pushed.ok) return pushed;
    at = end;
  }
  const read = reader.end();
  if (!read.ok) return read;
  const { candidates, seats, marks, title, notes, blank } = read.value;
  assert(seats !== undefined, 'a BLT file says how many seats there are');
  return ok({ profile: { candidates, seats, piles: new FlatPiles(marks) }, title, notes, blank });
}

/** Writes a profile as a BLT file that `parseBlt` reads back; names are quoted, control characters become blanks. */
export function writeBlt(profile: Profile, title: string): string {
  const written = writeBltFile({
    format: 'blt',
    title,
    candidates: profile.candidates,
    seats: profile.seats,
    marks: flatProfile(profile),
    blank: 0,
    scores: undefined,
    scale: 1,
    invalid: [],
    notes: [],
  });
  assert(written.ok, 'a profile can be said in BLT');
  return [...written.value].join('');
}
