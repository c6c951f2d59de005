/**
 * Every golden case: no cell differs but those that are known to, and the table of the README says how
 * many there are. Cases whose files may not be copied here are skipped where they are not beside the
 * checkout.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { goldenCases } from './golden/cases.ts';
import { folderOf, summaryOf } from './golden/run-case.ts';
import { rowOf } from './golden/table.ts';
import { skipNote } from './shared.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe.each(goldenCases.map((golden) => ({ name: golden.name, golden })))(
  '$name',
  ({ golden }) => {
    const folder = folderOf(golden);
    test.skipIf(folder === undefined)(
      folder === undefined ? skipNote : 'every cell is the same, and as many as the README says',
      () => {
        const { wrong, known, ...counted } = summaryOf(golden, folder ?? '');
        expect(wrong).toEqual([]);
        expect(counted.cells).toBeGreaterThan(0);
        expect(known).toEqual(golden.differs ?? []);
        expect(readme).toContain(rowOf({ ...counted, wrong, known }));
      },
    );
  },
);

test('no two cases have one name, and each says where it comes from', () => {
  expect(new Set(goldenCases.map((c) => c.name)).size).toBe(goldenCases.length);
  for (const { source } of goldenCases) expect(source.length).toBeGreaterThan(10);
});
