/** Entry bundles of c2sp.org/tlog-tiles: each entry after its length, 16 bits, most significant first. */
import { bigEndian, concat, err, ok, type Result, readBigEndian } from '@hustings/base';
import type { LogFailure } from './errors.ts';
import { TILE_WIDTH } from './tile.ts';

/** The longest entry that a bundle can hold; anything longer goes in a blob of its own. */
export const MOST_ENTRY_BYTES = 0xffff;

/** Throws when there are more than 256 entries or one is longer than 65,535 bytes. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length > TILE_WIDTH)
    throw new RangeError(`"entries" expected at most ${TILE_WIDTH}, got ${entries.length}`);
  return concat(...entries.flatMap((entry) => [bigEndian(entry.length, 2), entry]));
}

/** Takes a bundle of exactly `width` entries apart; the entries are copies. */
export function parseBundle(bytes: Uint8Array, width: number): Result<Uint8Array[], LogFailure> {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + 2 > bytes.length) return bad('It ends within the length of an entry.');
    const length = readBigEndian(bytes, at, 2);
    at += 2;
    if (at + length > bytes.length) return bad('It ends within an entry.');
    if (entries.length === width) return bad(`It holds more than ${width} entries.`);
    entries.push(bytes.subarray(at, at + length));
    at += length;
  }
  if (entries.length !== width) return bad(`It holds ${entries.length} entries, not ${width}.`);
  return ok(entries);
}

function bad(why: string): Result<never, LogFailure> {
  return err({ code: 'log/bad-bundle', message: `The entry bundle cannot be read. ${why}` });
}
