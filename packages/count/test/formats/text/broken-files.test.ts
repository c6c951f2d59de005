import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BallotFormat } from '../../../src/formats/ballot-file.ts';
import { abif } from '../../../src/formats/text/abif/abif.ts';
import { cef } from '../../../src/formats/text/cef/cef.ts';
import { debian } from '../../../src/formats/text/debian/debian.ts';
import { marginIrv } from '../../../src/formats/text/margin-irv/margin-irv.ts';
import { preflib } from '../../../src/formats/text/preflib/preflib.ts';
import { raire } from '../../../src/formats/text/raire/raire.ts';
import { holds } from '../../elections.ts';
import { fixture } from './fixture.ts';
import { contentOf, readAll } from './read-all.ts';

const samples: readonly (readonly [string, BallotFormat])[] = [
  ['tennessee.abif', abif],
  ['tennessee.cvotes', cef],
  ['tally.txt', debian],
  ['tennessee.soc', preflib],
  ['tennessee-old.toi', preflib],
  ['tennessee.cat', preflib],
  ['tennessee-piles.txt', marginIrv],
  ['tennessee-contest.json', raire],
];
const encoder = new TextEncoder();
const endings = fc.constantFrom('\n', '\r\n', '\r');
const junk = fc.oneof(
  fc.string({ maxLength: 4 }).map((text) => encoder.encode(text)),
  fc.uint8Array({ maxLength: 3 }),
  fc
    .constantFrom('\n', '>', '=', '{', '}', '[', '"', ',', '#/', '9999999999999999', ':', '||')
    .map((text) => encoder.encode(text)),
);

/** Reads what the pieces make together. */
function readPieces(format: BallotFormat, pieces: readonly Uint8Array[]) {
  const reader = format.reader({});
  for (const piece of pieces) {
    const pushed = reader.push(piece);
    if (!pushed.ok) return pushed;
  }
  return reader.end();
}

function outcome(result: ReturnType<typeof readPieces>): unknown {
  return result.ok ? contentOf(result.value) : result.error;
}

describe.each(samples)('%s', (name, format) => {
  const text = fixture(name);
  const bytes = encoder.encode(text);

  test('is the same however the bytes come and whatever ends the lines', () => {
    const whole = outcome(readAll(format, bytes));
    holds(
      fc.property(endings, fc.array(fc.nat(bytes.length)), fc.boolean(), (ending, cuts, mark) => {
        const other = encoder.encode((mark ? '\uFEFF' : '') + text.replaceAll('\n', ending));
        const at = [0, ...cuts.sort((a, b) => a - b), other.length];
        const pieces = at.slice(1).map((to, i) => other.subarray(at[i], to));
        expect(outcome(readPieces(format, pieces))).toEqual(whole);
      }),
      40,
    );
  });

  test('changed anywhere, is read or refused at a place in it, in pieces as in one', () => {
    holds(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length), fc.nat(6), junk), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 50 }),
        (changes, size) => {
          let changed = bytes;
          for (const [at, cut, put] of changes)
            changed = Uint8Array.from([
              ...changed.subarray(0, at),
              ...put,
              ...changed.subarray(at + cut),
            ]);
          const result = readAll(format, changed);
          expect(outcome(readAll(format, changed, { size }))).toEqual(outcome(result));
          if (result.ok) return;
          const { line, column, message, expected } = result.error;
          const lines = new TextDecoder().decode(changed).split(/\r\n|\n|\r/);
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual((lines[line - 1] as string).length + 1);
          expect(message.startsWith(`Line ${line}, column ${column}: found `)).toBe(true);
          expect(expected).not.toBe('');
        },
      ),
      150,
    );
  });
});

test('a file of complete orders that is cut short anywhere is never read', () => {
  const text = fixture('tennessee.soc').trimEnd();
  for (let length = 0; length < text.length; length++)
    expect(readAll(preflib, text.slice(0, length)).ok, `cut to ${length}`).toBe(false);
});
