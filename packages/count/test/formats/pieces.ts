/** Bytes cut at any places, and a reader given the pieces. */
import type { Result } from '@hustings/base';
import type { BallotFile, BallotReader, FormatError } from '../../src/formats/ballot-file.ts';

export function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [0, ...places.map((p) => p % (bytes.length + 1)).toSorted((a, b) => a - b)];
  return at.map((from, i) => bytes.slice(from, at[i + 1] ?? bytes.length));
}

export function readIn(
  reader: BallotReader,
  pieces: readonly Uint8Array[],
): Result<BallotFile, FormatError> {
  for (const piece of pieces) {
    const pushed = reader.push(piece);
    if (!pushed.ok) return pushed;
  }
  return reader.end();
}
