/** Ballots of Elekto, the voting service of Kubernetes and other foundations: ranks by candidate, "No opinion" for none. */
import type { BallotFormat } from '../ballot-file.ts';
import { csvReader, firstRows } from './csv-rows.ts';
import { RankColumnsTaker } from './rank-columns.ts';

const NO_OPINION = 'no opinion';

export const elekto: BallotFormat = {
  name: 'elekto',
  title: 'Elekto ballots (CSV)',
  source: 'https://elekto.dev/docs/ (results: download ballots)',
  endings: ['csv'],
  looksLike: (beginning) => {
    const [heading, ...rows] = firstRows(beginning, 40);
    if (heading === undefined || rows.length === 0) return 'no';
    const fields = rows.flat().map((field) => field.toLowerCase());
    if (!fields.every((field) => /^[1-9]\d*$/.test(field) || field === NO_OPINION)) return 'no';
    return fields.includes(NO_OPINION) ? 'surely' : 'maybe';
  },
  reader: (options) =>
    csvReader(
      new RankColumnsTaker(
        {
          format: 'elekto',
          notRanked: [NO_OPINION],
          notRankedInWords: '"No opinion"',
          skips: 'closed',
          firstColumn: () => 0,
        },
        options,
      ),
    ),
};
