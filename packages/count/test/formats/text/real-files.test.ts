import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { unwrap } from '@hustings/base';
import { describe, expect, test } from 'vitest';
import type { BallotFile } from '../../../src/formats/ballot-file.ts';
import { bltFormat } from '../../../src/formats/blt/blt-format.ts';
import { guessFormat } from '../../../src/formats/formats.ts';
import { cef } from '../../../src/formats/text/cef/cef.ts';
import { debian } from '../../../src/formats/text/debian/debian.ts';
import { preflib } from '../../../src/formats/text/preflib/preflib.ts';
import { sharedElections, skipNote } from '../../shared.ts';
import { pilesOf } from '../piles-of.ts';
import { readAll, writeAll } from './read-all.ts';

const at = (...path: string[]) => readFileSync(resolve(sharedElections ?? '', ...path));

function guessed(...path: string[]): BallotFile {
  const bytes = at(...path);
  const beginning = new TextDecoder().decode(bytes.subarray(0, 4000));
  return unwrap(readAll(unwrap(guessFormat(path.at(-1) ?? '', beginning)), bytes));
}

describe.skipIf(sharedElections === undefined)(`real files (${skipNote})`, () => {
  test.each([
    ['ireland-2002', 'dublin-north.soi', 'dublin-north.blt'],
    ['ireland-2002', 'dublin-west.soi', 'dublin-west.blt'],
    ['ireland-2002', 'meath.soi', 'meath.blt'],
    ['uk-labour-leader-2010', '00030-00000001.soi', 'mps.blt'],
  ])('PrefLib %s %s has the papers of the BLT file beside it', (folder, soi, blt) => {
    const file = unwrap(readAll(preflib, at(folder, soi)));
    const other = unwrap(readAll(bltFormat, at(folder, blt)));
    expect(pilesOf(file.marks)).toEqual(pilesOf(other.marks));
    expect(file.candidates.length).toBe(other.candidates.length);
    expect(guessed(folder, soi).format).toBe('preflib');
  });

  test('every Debian tally sheet has as many votes of each kind as the list made of it', () => {
    const sheets =
      sharedElections === undefined ? [] : readdirSync(resolve(sharedElections, 'debian-dpl'));
    const years = sheets.filter((name) => name.endsWith('_tally.txt'));
    expect(years.length).toBeGreaterThan(10);
    for (const name of years) {
      const file = guessed('debian-dpl', name);
      const list = JSON.parse(String(at('debian-dpl', name.replace('_tally.txt', '.json')))) as {
        options: string[];
        ballots: number;
        ranks: [number, string][];
      };
      expect(file.format).toBe('debian');
      expect(file.candidates.map((c) => c.name)).toEqual(list.options);
      const total = file.marks.counts.reduce((a, b) => a + b, file.blank);
      expect(total).toBe(list.ballots);
      const sheet = [
        'Tally Sheet',
        ...list.options.map((option, i) => `Option ${i + 1}: ${option}`),
      ];
      for (const [count, ranks] of list.ranks)
        for (let i = 0; i < count; i++) sheet.push(`V: ${ranks}`);
      const again = unwrap(readAll(debian, sheet.join('\n')));
      expect(pilesOf(file.marks)).toEqual(pilesOf(again.marks));
    }
  });

  test("the Tideman collection in Hill's format has the papers of the BLT files, through CEF too", () => {
    const names =
      sharedElections === undefined
        ? []
        : readdirSync(resolve(sharedElections, 'tideman-ers', 'input'));
    expect(names.length).toBe(57);
    for (const name of names) {
      const file = guessed('tideman-ers', 'input', name);
      const other = guessed('tideman-ers', 'blt', name.replace('.HIL', '.blt'));
      expect(pilesOf(file.marks)).toEqual(pilesOf(other.marks));
      const again = unwrap(readAll(cef, String(writeAll(cef, file))));
      expect(pilesOf(again.marks)).toEqual(pilesOf(file.marks));
      expect(again.candidates).toEqual(file.candidates);
    }
  });

  // One in ten of the 125; all of them with SLOW=1.
  test('contests with a known margin are read', () => {
    const step = process.env['SLOW'] === '1' ? 1 : 10;
    let contests = 0;
    for (const folder of ['nsw-la-2015-margins', 'us-irv-margins', 'nsw-mayoral-2021'])
      for (const name of readdirSync(resolve(sharedElections ?? '', folder))) {
        if (
          !/\.(txt|json)$/.test(name) ||
          /^Parties|^margins|_out/.test(name) ||
          contests++ % step > 0
        )
          continue;
        const { format, candidates, marks } = guessed(folder, name);
        expect(format).toBe(folder.startsWith('nsw-mayoral') ? 'raire' : 'margin-irv');
        expect(candidates.length).toBeGreaterThan(1);
        expect(marks.length).toBeGreaterThan(1);
      }
    expect(contests).toBe(125);
  });

  test('Burlington 2009 as ABIF has the first preferences of the report', () => {
    const file = guessed('burlington-mayor-2009', 'burl2009.abif');
    expect(file).toMatchObject({
      format: 'abif',
      title: '2009 Burlington mayoral election',
      blank: 0,
    });
    const first = new Map<string, number>();
    for (const [codes, count] of pilesOf(file.marks)) {
      const name =
        codes[1] === 0xffff ? 'two or more' : (file.candidates[codes[0] as number]?.id ?? '');
      first.set(name, (first.get(name) ?? 0) + count);
    }
    // Official: Wright 2,951, Kiss 2,585, Montroll 2,063, Smith 1,306, Simpson 35, write-in 36; four papers name two.
    expect(Object.fromEntries(first)).toEqual({
      'kurt-wright-republican': 2951,
      'bob-kiss-progressive': 2585,
      'andy-montroll-democrat': 2063,
      'dan-smith-independent': 1306,
      'james-simpson-green': 35,
      'write-in': 36,
      'two or more': 4,
    });
  });
});
