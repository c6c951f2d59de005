/** Minneapolis, Board of Estimate and Taxation 2013, two seats, against the official statement. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readRanksCsv } from '../ranks-csv.ts';
import { countNamed } from './count-named.ts';

test('the threshold, every first-round total, the undervotes and both winners', () => {
  const { profile, undervotes } = readRanksCsv(
    readFileSync(new URL('../fixtures/minneapolis-2013/boe.ranks.csv', import.meta.url), 'utf8'),
  );
  const result = countNamed('minneapolis-stv', { ...profile, seats: 2 });
  const names = new Map(profile.candidates.map((c) => [c.id, c.name]));
  const first = result.stages[0];
  expect(undervotes).toBe(31246);
  expect(result.valid).toBe(48855);
  expect(first?.quota).toBe('16286');
  expect(
    Object.fromEntries(Object.entries(first?.votes ?? {}).map(([id, v]) => [names.get(id), v])),
  ).toEqual({
    'DOUGLAS SEMBLA': '2308.0000',
    'DAVID PASCOE': '5813.0000',
    'DAVID B WHEELER': '16370.0000',
    'CAROL J. BECKER': '23949.0000',
    UWI: '415.0000',
  });
  expect(result.stages).toHaveLength(1);
  expect(result.elected.map((id) => names.get(id))).toEqual(['CAROL J. BECKER', 'DAVID B WHEELER']);
});
