import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CsvRow, CsvRows, csvField } from '../../../src/formats/csv/csv-rows.ts';
import { refuse } from '../../../src/formats/format-error.ts';
import { holds } from '../../elections.ts';
import { cut } from '../pieces.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Seen {
  readonly fields: readonly string[];
  readonly places: readonly string[];
}

function rowsOf(
  text: string,
  cuts: readonly number[] = [],
  separator: ',' | '\t' = ',',
): Seen[] | string {
  const seen: Seen[] = [];
  const rows = new CsvRows((row: CsvRow) => {
    const places = [...row.fields, ''].map((_, i) => `${row.place(i).line}:${row.place(i).column}`);
    seen.push({ fields: [...row.fields], places });
    return undefined;
  }, separator);
  for (const piece of cut(bytes(text), cuts)) {
    const pushed = rows.push(piece);
    if (!pushed.ok) return pushed.error.message;
  }
  const ended = rows.end();
  return ended.ok ? seen : ended.error.message;
}

describe('rows of comma-separated values', () => {
  test('fields, and where each begins and the row ends', () => {
    expect(rowsOf('a,bc,\r\n,d\n')).toEqual([
      { fields: ['a', 'bc', ''], places: ['1:1', '1:3', '1:6', '1:6'] },
      { fields: ['', 'd'], places: ['2:1', '2:2', '2:3'] },
    ]);
  });

  test('a quoted field holds separators, quotes and line ends', () => {
    expect(rowsOf('x,"Ann, ""the\r\nRock""",y\nz')).toEqual([
      { fields: ['x', 'Ann, "the\nRock"', 'y'], places: ['1:1', '1:3', '2:9', '2:10'] },
      { fields: ['z'], places: ['3:1', '3:2'] },
    ]);
  });

  test('lines with nothing on them and a byte order mark say nothing', () => {
    expect(rowsOf('\ufeffa\n\n  \nb')).toEqual([
      { fields: ['a'], places: ['1:1', '1:2'] },
      { fields: ['b'], places: ['4:1', '4:2'] },
    ]);
  });

  test('an empty line within quotes is part of the field', () => {
    expect(rowsOf('"a\n\nb",c')).toEqual([
      { fields: ['a\n\nb', 'c'], places: ['1:1', '3:4', '3:5'] },
    ]);
  });

  test('tabs separate where they are the separator', () => {
    expect(rowsOf('a,b\tc', [], '\t')).toEqual([
      { fields: ['a,b', 'c'], places: ['1:1', '1:5', '1:6'] },
    ]);
    expect(rowsOf('"a"b\tc', [], '\t')).toBe(
      'Line 1, column 4: found "b\tc", expected a tab or the end of the line.',
    );
  });

  test.each([
    ['a,b"c"', 'Line 1, column 4: found ""c"", expected quotes around a whole field only.'],
    ['"a" ,b', 'Line 1, column 4: found " ,b", expected a comma or the end of the line.'],
    [
      'a\nb,"c\nd',
      'Line 3, column 2: found the end of the file, expected a quote that closes the one at line 2, column 3.',
    ],
  ])('%j is refused', (text, message) => {
    expect(rowsOf(text)).toBe(message);
  });

  test('a quote that never closes does not take the file into memory', () => {
    const rows = new CsvRows(() => undefined);
    expect(rows.push(bytes('a,"')).ok).toBe(true);
    const line = bytes(`${'x'.repeat(1 << 16)}\n`);
    let refused: string | undefined;
    for (let i = 0; i < 40 && refused === undefined; i++) {
      const pushed = rows.push(line);
      if (!pushed.ok) refused = pushed.error.message;
    }
    expect(refused).toContain('Line 1, column 3: found');
  });

  test('an error of the one who takes the rows ends the reading', () => {
    const rows = new CsvRows((row) =>
      refuse('format/syntax', row.place(0), { found: 'a', expected: 'b' }),
    );
    expect(rows.push(bytes('a\nb\n')).ok).toBe(false);
    expect(rows.end().ok).toBe(false);
  });

  test('what is written with csvField is read again, wherever the bytes are cut', () => {
    const field = fc.string({
      unit: fc.constantFrom('a', 'é', '😀', '"', ',', '\n', ' '),
      maxLength: 6,
    });
    holds(
      fc.property(
        // A row of one empty field is an empty line.
        fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 5 }),
        fc.array(fc.nat(), { maxLength: 5 }),
        (table, cuts) => {
          const kept = table.filter((row) => row.some((one) => one !== ''));
          const text = kept.map((row) => `${row.map(csvField).join(',')}\n`).join('');
          const rows = rowsOf(text, cuts);
          expect(rows).toEqual(rowsOf(text));
          expect(typeof rows === 'string' ? rows : rows.map((row) => row.fields)).toEqual(kept);
        },
      ),
      60,
    );
  });
});
