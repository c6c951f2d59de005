import { unwrap } from '@hustings/base';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConstraints } from '../../src/formats/constraints/con-read.ts';
import { writeConstraints } from '../../src/formats/constraints/con-write.ts';
import type { Constraints } from '../../src/stv/constraints.ts';
import { holds } from '../elections.ts';
import { fixture } from './text/fixture.ts';

const candidates = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => ({
  id,
  name: id.toUpperCase(),
}));
const committee = fixture('committee.con');
const read = (text: string) => parseConstraints(text, candidates);

describe('CON files of constraints', () => {
  test('a line is a group of a category, with least, most and the members by number', () => {
    expect(unwrap(read(committee))).toEqual({
      categories: [
        {
          name: 'Gender',
          groups: [
            { name: 'Men', least: 0, most: 99, members: ['b', 'c', 'd', 'f'] },
            { name: 'Women', least: 2, most: 99, members: ['a', 'e', 'g'] },
          ],
        },
        {
          name: 'District',
          groups: [
            { name: 'District 1', least: 2, most: 2, members: ['a', 'b', 'c'] },
            { name: 'District 2', least: 2, most: 2, members: ['d', 'e', 'f', 'g'] },
          ],
        },
      ],
    });
  });

  test('blank lines, comments, names without quotes and groups without members are read', () => {
    const text =
      '\uFEFF# whom\r\n\r\n Gender Women 0 1 1 2 3 4 5 6 7 \r\n"Gender" "\\"Others\\"" 0 99';
    expect(unwrap(read(text)).categories[0]?.groups.map(({ name }) => name)).toEqual([
      'Women',
      '"Others"',
    ]);
    expect(unwrap(read(''))).toEqual({ categories: [] });
  });

  test('one who has withdrawn need not be in a group', () => {
    const gone = candidates.map((c) => (c.id === 'g' ? { ...c, withdrawn: true as const } : c));
    expect(parseConstraints('A B 0 1 1 2 3 4 5 6', gone).ok).toBe(true);
  });

  test.each([
    [
      '"Gender',
      1,
      1,
      '"Gender',
      'the name of a category, with a closing quote and a blank after it',
    ],
    ['""', 1, 1, '""', 'the name of a category, with a closing quote and a blank after it'],
    [
      '"Gender""Women" 1',
      1,
      1,
      '"Gender""Women"',
      'the name of a category, with a closing quote and a blank after it',
    ],
    ['Gender', 1, 7, '', 'the name of a group'],
    ['Gender Women', 1, 13, '', 'how many at least, 0 or more'],
    ['Gender Women x 2 1', 1, 14, 'x', 'how many at least, 0 or more'],
    ['Gender Women 3 2 1', 1, 16, '2', 'how many at most, no fewer than at least, 3 or more'],
    ['Gender Women 1 2 8', 1, 18, '8', "a candidate's number, from 1 to 7"],
    ['Gender Women 1 2 1 1', 1, 20, '1', 'each candidate in one group of "Gender"'],
    [
      'Gender Women 1 2 1\nGender Men 1 2 2 1',
      2,
      18,
      '1',
      'each candidate in one group of "Gender"',
    ],
    [
      'Gender Women 1 2 1\nGender Women 1 2 2',
      2,
      7,
      'Women',
      'each group on one line; this one is on line 1 too',
    ],
    [
      'Gender Women 1 2 1 2 3 4 5 6',
      1,
      29,
      '',
      'candidate 7 (G) in a group of "Gender", as everybody must be; a group without limits has 0 and 99',
    ],
  ])('says where it is wrong: %j', (text, line, column, found, expected) => {
    const result = read(text);
    expect(result.ok ? result : result.error).toMatchObject({ line, column, found, expected });
  });

  test('what is read is written again; those in no group are one without limits', () => {
    const constraints = unwrap(read(committee));
    expect(unwrap(read(unwrap(writeConstraints(constraints, candidates))))).toEqual(constraints);
    const one: Constraints = {
      categories: [
        { name: 'G"', groups: [{ name: 'Others', least: 1, most: 2, members: ['c', 'a'] }] },
      ],
    };
    expect(unwrap(writeConstraints(one, candidates))).toBe(
      '"G\\"" "Others" 1 2 1 3\n"G\\"" "Others 2" 0 5 2 4 5 6 7\n',
    );
  });

  test('what the format has no words for is not written', () => {
    const group = { name: 'W', least: 0, most: 1, members: ['a'] };
    const refusal = (...categories: Constraints['categories'][number][]) =>
      writeConstraints({ categories }, candidates).ok;
    expect(refusal({ name: 'G', groups: [group] })).toBe(true);
    expect(refusal({ name: ' ', groups: [group] })).toBe(false);
    expect(refusal({ name: 'G', groups: [] }, { name: 'G', groups: [] })).toBe(false);
    expect(refusal({ name: 'G', groups: [group, group] })).toBe(false);
    expect(refusal({ name: 'G', groups: [group, { ...group, name: 'X' }] })).toBe(false);
    expect(refusal({ name: 'G', groups: [{ ...group, members: ['z'] }] })).toBe(false);
    expect(refusal({ name: 'G', groups: [{ ...group, least: 2 }] })).toBe(false);
  });

  test('a changed file is read or refused with a place in it, and never more', () => {
    holds(
      fc.property(
        fc.nat(committee.length),
        fc.nat(12),
        fc.constantFrom('', '"', '\\', '\n', ' ', '9', '-1', 'ö'),
        (at, cut, put) => {
          const text = committee.slice(0, at) + put + committee.slice(at + cut);
          const result = read(text);
          if (result.ok) return;
          const lines = text.split('\n');
          expect(result.error.line).toBeLessThanOrEqual(lines.length);
          expect(result.error.column).toBeLessThanOrEqual(
            (lines[result.error.line - 1] ?? '').length + 1,
          );
        },
      ),
      300,
    );
  });
});
