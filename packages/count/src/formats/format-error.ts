/** The sentence for what is wrong in a ballot file: one wording for all formats. */
import { err } from '@hustings/base';
import type { FormatError } from './ballot-file.ts';

export type Refused = { readonly ok: false; readonly error: FormatError };

/** From 1, in UTF-16 code units of the line. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** `found` stands at `place` (empty: nothing does), and `expected` should. */
export function refuse(
  code: FormatError['code'],
  place: Place,
  what: { readonly found: string; readonly expected: string },
): Refused {
  const found = shorten(what.found);
  return told(code, place, {
    found,
    sentence: found === '' ? 'nothing' : `"${found}"`,
    expected: what.expected,
  });
}

/** The line ends at `place`, where `expected` should come. */
export function refuseLineEnd(place: Place, expected: string): Refused {
  return told('format/syntax', place, { found: '', sentence: 'the end of the line', expected });
}

/** The file ends at `place`, where `expected` should come. */
export function refuseFileEnd(place: Place, expected: string): Refused {
  return told('format/cut-short', place, { found: '', sentence: 'the end of the file', expected });
}

function told(
  code: FormatError['code'],
  { line, column }: Place,
  what: { readonly found: string; readonly sentence: string; readonly expected: string },
): Refused {
  const { found, sentence, expected } = what;
  const message = `Line ${line}, column ${column}: found ${sentence}, expected ${expected}.`;
  return err({ code, message, line, column, found, expected });
}

function shorten(text: string): string {
  // By code points, so that no character is cut in half.
  return text.length <= 40 ? text : `${[...text.slice(0, 80)].slice(0, 39).join('')}…`;
}
