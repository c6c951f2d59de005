/** Australian Senate 2019 against the distribution of preferences as the Commission published it. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Profile, parseBlt } from '../../src/index.ts';
import { sharedElections, skipNote } from '../shared.ts';
import { countNamed } from './count-named.ts';

const unzip = (path: string | URL): string => gunzipSync(readFileSync(path)).toString();

function profileIn(text: string): Profile {
  const blt = parseBlt(text);
  if (!blt.ok) throw new Error(blt.error.message);
  return blt.value.profile;
}

interface Cell {
  readonly count: number;
  /** `SESELJA Z`, `Exhausted Votes` or `Loss By Fraction`. */
  readonly row: string;
  readonly total: string;
}

/** The progress totals of the sheets: pages of up to four columns, each a count or several. */
function totalsIn(sheets: string): readonly Cell[] {
  const cells: Cell[] = [];
  let counts: number[] = [];
  let hasFirst = false;
  for (const line of sheets.split('\n')) {
    const labels = [...line.matchAll(/\bCount (\d+)(?: - (\d+))?/g)];
    if (line.includes('Result of the Transfer')) {
      counts = [];
      hasFirst = false;
    } else if (labels.length > 0) counts = labels.map((m) => Number(m[2] ?? m[1]));
    else if (line.includes('Preference ')) hasFirst = true;
    const row =
      /^ (?:[A-Z]{1,2} )?([A-Z][A-Za-z'-]*(?: [A-Z]+)*,? [A-Z]\.|Exhausted Votes|Loss By Fraction) /.exec(
        line,
      );
    const name = row?.[1]?.replace(/[,.]/g, '');
    if (row === null || name === undefined) continue;
    const numbers = [...line.slice(row[0].length).matchAll(/-?\d[\d,]*/g)].map((m) =>
      m[0].replaceAll(',', ''),
    );
    if (hasFirst) cells.push({ count: 1, row: name, total: numbers.shift() ?? '' });
    for (const [k, count] of counts.entries()) {
      const total = numbers[2 * k + 1];
      if (total !== undefined) cells.push({ count, row: name, total });
    }
  }
  return cells;
}

function compare(profile: Profile, sheets: string): { cells: number; wrong: string[] } {
  const result = countNamed('australian-senate', profile);
  // `A:SESELJA Zed` in the ballots is `A SESELJA, Z.` in the sheets.
  const idOf = new Map(
    profile.candidates.map((c) => [
      c.name.replace(/^[A-Z]+:/, '').replace(/^(.*[A-Z]) ([A-Z])[^A-Z]*.*$/, '$1 $2'),
      c.id,
    ]),
  );
  const cells = totalsIn(sheets);
  const wrong: string[] = [];
  for (const { count, row, total } of cells) {
    const stage = result.stages[count - 1];
    const ours =
      row === 'Exhausted Votes'
        ? stage?.exhausted
        : row === 'Loss By Fraction'
          ? stage?.lost
          : stage?.votes[idOf.get(row) ?? row];
    if (ours !== total) wrong.push(`count ${count} ${row}: ${total}, not ${ours}`);
  }
  return { cells: cells.length, wrong };
}

test('Australian Capital Territory: every total of the 25 counts', () => {
  const file = (name: string): string =>
    unzip(new URL(`../fixtures/aus-senate-2019-act/${name}`, import.meta.url));
  const profile = profileIn(file('expanded.blt.gz'));
  const { cells, wrong } = compare(profile, file('official-dop.txt.gz'));
  expect(wrong).toEqual([]);
  expect(cells).toBeGreaterThan(220);
  const result = countNamed('australian-senate', profile);
  expect(result.stages).toHaveLength(25);
  expect(result.stages[0]?.quota).toBe('90078');
  expect(result.stages.flatMap((s) => s.elected.map((e) => [e.candidate, s.stage]))).toEqual([
    ['g-gallagher-katy', 1],
    ['a-seselja-zed', 25],
  ]);
});

describe.skipIf(sharedElections === undefined)(
  sharedElections === undefined ? `Northern Territory, ${skipNote}` : 'Northern Territory',
  () => {
    test('both are elected at the first count', () => {
      const folder = resolve(sharedElections ?? '', 'aus-senate-2019-nt');
      const profile = profileIn(unzip(resolve(folder, 'expanded.blt.gz')));
      const { cells, wrong } = compare(profile, unzip(resolve(folder, 'official-dop.txt.gz')));
      expect(wrong).toEqual([]);
      expect(cells).toBeGreaterThan(18);
      const result = countNamed('australian-senate', profile);
      expect(result.stages[0]?.quota).toBe('35010');
      expect(result.stages).toHaveLength(1);
      expect(result.elected).toEqual(['b-mccarthy-malarndirri', 'c-mcmahon-sam']);
    });
  },
);
