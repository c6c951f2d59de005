/** The MPs and MEPs' section of Labour's college of 2010, paper by paper, from beside the checkout. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseBlt, tally } from '../../src/index.ts';
import { sharedElections } from '../shared.ts';

test.skipIf(sharedElections === undefined)(
  "Labour 2010, MPs and MEPs: the published votes of round 1 and round 4 are the section's tallies",
  () => {
    const blt = parseBlt(
      readFileSync(resolve(sharedElections ?? '', 'uk-labour-leader-2010', 'mps.blt'), 'utf8'),
    );
    if (!blt.ok) throw new Error(blt.error.message);
    const { profile } = blt.value;
    const id = (part: string): string =>
      profile.candidates.find((c) => c.name.includes(part))?.id ?? part;
    const [ed, david] = [id('E.Milbnd'), id('D.Milbnd')];
    const all = profile.candidates.map((c) => c.id);
    expect(Object.values(tally(profile, all).votes).toSorted((a, b) => b - a)).toEqual([
      111, 84, 40, 24, 7,
    ]);
    expect(tally(profile, [ed, david]).votes).toEqual({ [ed]: 122, [david]: 140 });
  },
);
