import type { Result } from '@hustings/base';
import type {
  BallotFile,
  BallotFormat,
  FormatError,
  ReadOptions,
} from '../../../src/formats/ballot-file.ts';
import { pilesOf } from '../piles-of.ts';

/** Reads a file that is there as a whole, in pieces of `size` bytes. */
export function readAll(
  format: BallotFormat,
  text: string | Uint8Array,
  options: ReadOptions & { readonly size?: number } = {},
): Result<BallotFile, FormatError> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const { size = bytes.length || 1, ...rest } = options;
  const reader = format.reader(rest);
  for (let at = 0; at < bytes.length; at += size) {
    const pushed = reader.push(bytes.subarray(at, at + size));
    if (!pushed.ok) return pushed;
  }
  return reader.end();
}

/** What a file says, in a form that can be compared and read. */
export function contentOf(file: BallotFile): unknown {
  return {
    ...file,
    marks: pilesOf(file.marks),
    scores: file.scores && pilesOf(file.scores),
  };
}

/** The text that the format writes; the sentence why not. */
export function writeAll(
  format: BallotFormat,
  file: BallotFile,
): string | { readonly refused: string } {
  const result = format.write?.(file);
  if (result === undefined) return { refused: 'read only' };
  return result.ok ? [...result.value].join('') : { refused: result.error.message };
}

/** Why the file cannot be read. */
export function whyNot(format: BallotFormat, text: string): FormatError {
  const result = readAll(format, text);
  if (result.ok) throw new Error('this file can be read');
  return result.error;
}
