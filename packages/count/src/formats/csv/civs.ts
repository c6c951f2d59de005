/** Ballots of CIVS, the Condorcet Internet Voting Service: ranks by candidate, "-" for no opinion. */
import type { BallotFormat } from '../ballot-file.ts';
import { csvReader, firstRows } from './csv-rows.ts';
import { RankColumnsTaker } from './rank-columns.ts';

const NOT_RANKED = ['-', '', 'no opinion'];

export const civs: BallotFormat = {
  name: 'civs',
  title: 'CIVS ballots (CSV)',
  source: 'https://civs1.civs.us (results: download ballots)',
  endings: ['csv'],
  looksLike: (beginning) => {
    const [heading, ...rows] = firstRows(beginning, 40);
    if (heading === undefined || rows.length === 0) return 'no';
    const fields = rows.flat();
    if (!fields.every((field) => /^[1-9]\d*$/.test(field) || field === '-')) return 'no';
    // Without a dash it is also what Elekto writes, which is read the same.
    return fields.includes('-') ? 'surely' : 'no';
  },
  reader: (options) =>
    csvReader(
      new RankColumnsTaker(
        {
          format: 'civs',
          notRanked: NOT_RANKED,
          notRankedInWords: '"-"',
          skips: 'closed',
          firstColumn: () => 0,
        },
        options,
      ),
    ),
};
