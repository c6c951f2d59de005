import { unwrap, utf8 } from '@hustings/base';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FormatError } from '../../src/formats/ballot-file.ts';
import { refuse } from '../../src/formats/format-error.ts';
import { LineReader } from '../../src/formats/lines.ts';
import { holds } from '../elections.ts';
import { cut } from './pieces.ts';

interface Given {
  lines: string[];
  error: FormatError | undefined;
  end: { line: number; column: number };
}

function linesOf(pieces: readonly Uint8Array[]): Given {
  const lines: string[] = [];
  const reader = new LineReader((text, line) => {
    lines.push(text);
    expect(line).toBe(lines.length);
    return undefined;
  });
  for (const piece of pieces) reader.push(piece);
  const ended = reader.end();
  return { lines, error: ended.ok ? undefined : ended.error, end: reader.endPlace };
}

const text = fc
  .array(fc.oneof(fc.constantFrom('\n', '\r', '\r\n', 'a', '1 2 0', '', 'é', '😀'), fc.string()))
  .map((parts) =>
    parts
      .join('')
      .toWellFormed()
      .replace(/^\uFEFF+/, ''),
  );
const places = fc.array(fc.nat(200), { maxLength: 20 });

test('lines are those between the line ends, however the bytes are cut into pieces', () => {
  holds(
    fc.property(text, places, fc.boolean(), (whole, at, marked) => {
      const given = linesOf(cut(utf8(`${marked ? '\uFEFF' : ''}${whole}`), at));
      const expected = whole.split(/\r\n|\n|\r/);
      const last = expected.at(-1) as string;
      // What follows the last line end is a line only if there is something.
      const isLine = last !== '' || (marked && expected.length === 1);
      expect(given.error).toBeUndefined();
      expect(given.lines).toEqual(isLine ? expected : expected.slice(0, -1));
      expect(given.end).toEqual({ line: expected.length, column: last.length + 1 });
    }),
    1000,
  );
});

test('bytes that are not UTF-8 are refused at their place, however they are cut', () => {
  holds(
    fc.property(
      text,
      fc.constantFrom([0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82]),
      places,
      (before, bad, at) => {
        const bytes = new Uint8Array([...utf8(before), ...bad, 0x61]);
        const rows = before.split(/\r\n|\n|\r/);
        const { error } = linesOf(cut(bytes, at));
        expect(error).toMatchObject({
          code: 'format/not-utf8',
          line: rows.length,
          column: (rows.at(-1) as string).length + 1,
        });
      },
    ),
    300,
  );
});

test('a long line of many scripts comes whole', () => {
  const line = 'Ünïcode 😀 '.repeat(5000) + 'é'.repeat(9001);
  expect(linesOf(cut(utf8(`${line}\nx`), [1, 4097, 70_000])).lines).toEqual([line, 'x']);
});

test('an LF belongs to the CR before it, though nothing came between', () => {
  const pieces = ['a\r', '', '\nb\r', '', 'c'].map((piece) => utf8(piece));
  expect(linesOf(pieces).lines).toEqual(['a', 'b', 'c']);
});

test('a line of more than 16 MiB is refused', () => {
  const piece = new Uint8Array(9 << 20).fill(0x41);
  const refused = { code: 'format/line-too-long', line: 1 };
  expect(linesOf([piece, piece]).error).toMatchObject(refused);
  expect(linesOf([piece, new Uint8Array([...piece, 0x0a])]).error).toMatchObject(refused);
});

test('after an error no line is given, and the error stays', () => {
  const lines: string[] = [];
  const reader = new LineReader((line, number) => {
    lines.push(line);
    return line === 'bad'
      ? refuse('format/syntax', { line: number, column: 1 }, { found: line, expected: 'good' })
      : undefined;
  });
  const first = reader.push(utf8('a\nbad\nc\nd'));
  expect(first).toMatchObject({ error: { line: 2, found: 'bad', expected: 'good' } });
  expect(reader.push(utf8('e\n'))).toEqual(first);
  expect(reader.end()).toEqual(first);
  expect(lines).toEqual(['a', 'bad']);
});

test('the quick reader is asked for whole lines, and what it takes is counted', () => {
  const taken: string[] = [];
  const seen: string[] = [];
  const quick = {
    taken: 0,
    take(bytes: Uint8Array, from: number): number {
      this.taken = 0;
      let at = from;
      // Takes lines "1".
      while (bytes[at] === 0x31 && bytes[at + 1] === 0x0a) {
        this.taken++;
        taken.push('1');
        at += 2;
      }
      return at;
    },
  };
  const reader = new LineReader((line, number) => {
    seen.push(`${number}:${line}`);
    return undefined;
  }, quick);
  unwrap(reader.push(utf8('1\n1\n1\nx\n1')));
  unwrap(reader.push(utf8('\n1\n1\ny')));
  unwrap(reader.end());
  expect(seen).toEqual(['1:1', '4:x', '5:1', '8:y']);
  expect(taken.length).toBe(4);
});

test('a long line of characters of three bytes is not cut inside one', () => {
  const lines: string[] = [];
  const reader = new LineReader((text) => void lines.push(text));
  const line = '€'.repeat(5000);
  expect(reader.push(new TextEncoder().encode(`${line}\n`)).ok && reader.end().ok).toBe(true);
  expect(lines).toEqual([line]);
});
