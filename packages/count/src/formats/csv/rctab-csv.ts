/**
 * RCTab's generic CSV: a column for each candidate with the rank given, empty for none, after columns
 * that say whose paper it is. RCTab's configuration names the first candidate's column; here it is the
 * first whose heading is not one of those columns (`isAboutPaper`). A rank that nobody has is a
 * skipped place; candidates with the same rank over-mark it.
 */
import type { BallotFormat } from '../ballot-file.ts';
import { csvReader, firstRows } from './csv-rows.ts';
import { aboutPaperColumns, RankColumnsTaker } from './rank-columns.ts';

export const rctabCsv: BallotFormat = {
  name: 'rctab-csv',
  title: "RCTab's generic CSV: a rank for each candidate",
  source: 'https://github.com/BrightSpots/rcv (provider genericCsv)',
  endings: ['csv'],
  looksLike: (beginning) => {
    const [headings, ...rows] = firstRows(beginning, 40);
    if (headings === undefined || rows.length === 0) return 'no';
    const first = aboutPaperColumns(headings);
    const fields = rows.flatMap((row) => row.slice(first));
    if (fields.length === 0 || !fields.every((field) => /^([1-9]\d*)?$/.test(field))) return 'no';
    if (first > 0) return 'surely';
    return fields.includes('') ? 'maybe' : 'no';
  },
  reader: (options) =>
    csvReader(
      new RankColumnsTaker(
        {
          format: 'rctab-csv',
          notRanked: [''],
          notRankedInWords: 'nothing',
          skips: 'kept',
          firstColumn: aboutPaperColumns,
        },
        options,
      ),
    ),
};
