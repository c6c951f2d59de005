/**
 * Bytes of an uploaded file as text. Offices export rolls from spreadsheets in four encodings; three
 * of them say which they are or can be told for certain, and the fourth (Windows-1252) is what is left.
 * The reader is always told how the file was read, because a wrong guess shows only in the names.
 */
import { err, type Failure, ok, type Result } from '@hustings/base';

export interface FileText {
  readonly text: string;
  /** How the bytes were read, for the person: `UTF-8 with a byte-order mark`. */
  readonly reading: string;
  /** Set when the encoding was guessed and the names ought to be looked at. */
  readonly doubt?: string;
}

export function readText(bytes: Uint8Array): Result<FileText, Failure> {
  if (bytes.length === 0)
    return err({
      code: 'roll/file-empty',
      message: 'The file is empty: it holds no bytes at all.',
    });
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04) || starts(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return err({
      code: 'roll/file-is-spreadsheet',
      message:
        'This is a spreadsheet file, not a CSV file. Open it in the spreadsheet program, choose “Save as” and then “CSV UTF-8”, and import that file.',
    });
  if (starts(bytes, 0xef, 0xbb, 0xbf))
    return decoded(bytes, 'utf-8', 'UTF-8 with a byte-order mark');
  if (starts(bytes, 0xff, 0xfe)) return decoded(bytes, 'utf-16le', 'UTF-16 (little-endian)');
  if (starts(bytes, 0xfe, 0xff)) return decoded(bytes, 'utf-16be', 'UTF-16 (big-endian)');
  const silent = withoutMark(bytes);
  if (silent !== undefined) return decoded(bytes, silent, 'UTF-16 without a byte-order mark');
  if (bytes.includes(0))
    return err({
      code: 'roll/file-not-text',
      message:
        'This is not a text file: it holds bytes that no CSV file has. Export the roll again as CSV.',
    });
  const asUtf8 = decoded(bytes, 'utf-8', 'UTF-8');
  if (asUtf8.ok) return asUtf8;
  return ok({
    text: new TextDecoder('windows-1252').decode(bytes),
    reading: 'Windows-1252',
    doubt:
      'The file is not UTF-8, so it was read as Windows-1252, the usual encoding of older spreadsheets. Please look at names with accents below; if they are wrong, export the file again as “CSV UTF-8”.',
  });
}

function decoded(bytes: Uint8Array, encoding: string, reading: string): Result<FileText, Failure> {
  try {
    return ok({ text: new TextDecoder(encoding, { fatal: true }).decode(bytes), reading });
  } catch {
    return err({
      code: 'roll/file-damaged',
      message: `The file says that it is ${reading}, but it holds bytes that are not: it is damaged or cut short. Export it again.`,
    });
  }
}

/** Mostly Latin text in UTF-16 has a zero in nearly every second byte. */
function withoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const sample = bytes.subarray(0, 400);
  if (sample.length < 4 || bytes.length % 2 !== 0) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i + 1 < sample.length; i += 2) {
    if (sample[i] === 0) even++;
    if (sample[i + 1] === 0) odd++;
  }
  const pairs = Math.floor(sample.length / 2);
  if (odd > pairs * 0.8 && even === 0) return 'utf-16le';
  if (even > pairs * 0.8 && odd === 0) return 'utf-16be';
  return undefined;
}

function starts(bytes: Uint8Array, ...head: readonly number[]): boolean {
  return head.every((byte, i) => bytes[i] === byte);
}
