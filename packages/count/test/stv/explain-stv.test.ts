/** What the sentences say in the rarer turns of a count. */
import { describe, expect, test } from 'vitest';
import {
  aggregate,
  type Candidate,
  type Constraints,
  countStv,
  explainStv,
  type MeekSwitches,
  type Profile,
  type StvCountInput,
  stvRules,
} from '../../src/index.ts';
import { MEEK_PRF } from '../../src/stv/meek-presets.ts';

const NAMES = ['Ann', 'Bob', 'Cy', 'Di', 'Ed', 'Flo'];

function profileOf(seats: number, papers: readonly (readonly [number, string])[]): Profile {
  const candidates: Candidate[] = NAMES.map((name) => ({ id: name.toLowerCase(), name }));
  const at = (letter: string): number => NAMES.findIndex((name) => name.startsWith(letter));
  return aggregate({
    candidates,
    seats,
    papers: papers.flatMap(([n, ranking]) => Array<number[]>(n).fill([...ranking].map(at))),
  });
}

function told(name: string, profile: Profile, input: Omit<StvCountInput, 'profile'> = {}): string {
  const rule = stvRules.find((r) => r.name === name);
  if (rule === undefined) throw new Error(`no rule ${name}`);
  const result = countStv(rule, { profile, seed: 's', lot: (_stage, tied) => tied, ...input });
  if (!result.ok) throw new Error(result.error.message);
  return explainStv(result.value).join('\n');
}

describe('who is not in the count', () => {
  test('several withdrew, and one paper names nobody else', () => {
    const profile = profileOf(1, [
      [3, 'A'],
      [1, 'BC'],
    ]);
    const gone = profile.candidates.map((c) =>
      c.id === 'bob' || c.id === 'cy' ? { ...c, withdrawn: true as const } : c,
    );
    const text = told('wigm', { ...profile, candidates: gone });
    expect(text).toContain('3 valid papers. 1 paper more names nobody who stands.');
    expect(text).toContain(
      'Bob and Cy withdrew: the papers are counted as though they did not name these candidates.',
    );
  });

  test('those with fewer than fifty votes in Cambridge', () => {
    const text = told(
      'cambridge',
      profileOf(2, [
        [120, 'A'],
        [60, 'B'],
        [55, 'C'],
        [2, 'DA'],
      ]),
    );
    expect(text).toContain(
      'Di, Ed and Flo are excluded, with too few votes to stay after the first surpluses.',
    );
  });

  test('one who cannot catch up, where Meek is told not to wait', () => {
    const switches: MeekSwitches = { ...MEEK_PRF, early: 'batch' };
    const papers = profileOf(3, [
      [40, 'AB'],
      [40, 'BC'],
      [30, 'C'],
      [28, 'D'],
      [5, 'E'],
    ]);
    const input = { profile: papers, lot: (_stage: number, tied: readonly string[]) => tied };
    const result = countStv({ name: 'ours', switches }, input);
    if (!result.ok) throw new Error(result.error.message);
    const text = explainStv(result.value).join('\n');
    expect(text).toMatch(/cannot catch up with the next candidate .* (is|are) excluded/);

    // Under constraints nobody goes early: one at a time, when sharing has ended.
    const constraints: Constraints = {
      categories: [
        { name: 'place', groups: [{ name: 'north', least: 0, most: 2, members: ['ann'] }] },
      ],
    };
    const careful = countStv({ name: 'ours', switches }, { ...input, constraints });
    if (!careful.ok) throw new Error(careful.error.message);
    expect(explainStv(careful.value).join('\n')).not.toContain('cannot catch up');
  });
});

test('ties for several seats, and at an earlier part of a stage', () => {
  const level = told(
    'scottish-stv',
    profileOf(2, [
      [5, 'A'],
      [5, 'B'],
      [5, 'C'],
    ]),
    { ties: ['backwards', 'lot'] },
  );
  expect(level).toContain('no earlier stage tells them apart');
  expect(level).toContain('A lot was drawn between them');
});

test('what tells tied candidates apart may be a part of a stage', () => {
  const text = told(
    'prsa-1977',
    profileOf(1, [
      [5, 'AE'],
      [2, 'CADBE'],
      [9, 'DCE'],
      [2, 'ECAD'],
    ]),
  );
  expect(text).toContain(
    'Looking back, stage 5, part 1, tells them apart (Di 9.000; Ann 7.000), which settles it.',
  );
});

test('where no papers move, it is told whether there are any', () => {
  const papers = profileOf(1, [
    [4, 'A'],
    [3, 'B'],
    [2, 'C'],
  ]);
  expect(told('scottish-stv', papers)).toContain(
    'Flo, with the fewest votes, is excluded. There are no papers to move.',
  );
  expect(told('dail', papers)).toContain(
    'Bob, with the fewest votes, is excluded. No papers move, as those left are elected.',
  );
});

test('papers of several moves rounded together give back what they had lost apart', () => {
  const text = told(
    'australian-senate',
    profileOf(3, [
      [5, 'AEB'],
      [3, 'BCEDA'],
      [9, 'CAEBD'],
      [8, 'CDA'],
    ]),
  );
  expect(text).toMatch(/; 1 that rounding had taken before come back\./);
});

test('what rounding takes is told', () => {
  const text = told(
    'australian-senate',
    profileOf(3, [
      [39, 'AB'],
      [10, 'AC'],
      [9, 'AD'],
      [38, 'DB'],
      [11, 'E'],
      [9, 'B'],
      [8, 'C'],
    ]),
  );
  expect(text).toMatch(/ lost to rounding/);
});
