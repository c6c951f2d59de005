/**
 * Readings of marks that statutes name. Where the words of a statute turn on who is still in the count
 * ("an overvote at the highest continuing ranking"), the reading is that of the programs that certify
 * the counts: a place with several marks ends the paper once it is reached.
 */
import type { MarkReading, ReadingPreset } from './mark-reading.ts';
import { PLAIN_READING } from './mark-reading.ts';

const twoSkippedEnd: MarkReading = { ...PLAIN_READING, skipped: 'two-end' };

export const READINGS: readonly ReadingPreset[] = [
  {
    name: 'plain',
    title: 'What can be understood counts',
    follows:
      'No statute: empty places and repetitions are passed over, a place with several marks ends the paper.',
    reading: PLAIN_READING,
  },
  {
    name: 'maine',
    title: 'Maine',
    follows:
      'Maine Revised Statutes 21-A §723-A(1)(D): a paper is exhausted at an overvote, or at two or more skipped rankings in a row.',
    reading: twoSkippedEnd,
  },
  {
    name: 'alaska',
    title: 'Alaska',
    follows:
      'Alaska Statutes 15.15.350: a paper is inactive at an overvote, or at two or more skipped rankings in a row.',
    reading: twoSkippedEnd,
  },
  {
    name: 'san-francisco',
    title: 'San Francisco, and Oakland, Berkeley and San Leandro',
    follows:
      'San Francisco Charter, section 13.102; Oakland City Charter, section 1105: equal ranks exhaust a paper when they are reached; a skipped or repeated choice gives way to the next.',
    reading: PLAIN_READING,
  },
  {
    name: 'minneapolis',
    title: 'Minneapolis',
    follows:
      'Minneapolis Code of Ordinances, Title 8.5, Chapter 167, as the city counted in 2013: a skipped, repeated or over-marked rank gives way to the next.',
    reading: { skipped: 'passed-over', repeated: 'passed-over', overmarked: 'passed-over' },
  },
  {
    name: 'australian-full',
    title: 'Australian House of Representatives: full preferential',
    follows:
      'Commonwealth Electoral Act 1918, s.268: a paper is formal where it numbers every candidate in order; the last square may be left blank.',
    reading: {
      skipped: 'spoils',
      repeated: 'spoils',
      overmarked: 'spoils',
      leastRanks: 'all-but-one',
    },
  },
  {
    name: 'australian-optional',
    title: 'New South Wales: optional preferential',
    follows:
      'Electoral Act 2017 (NSW): a first preference is enough; from the first number that is missing or repeated on, a paper says nothing.',
    reading: { skipped: 'one-ends', repeated: 'ends', overmarked: 'ends' },
  },
  {
    name: 'strict',
    title: 'Only papers without a fault',
    follows: 'No statute: a skipped, repeated or over-marked place voids the paper.',
    reading: { skipped: 'spoils', repeated: 'spoils', overmarked: 'spoils' },
  },
];

export function findReading(name: string): ReadingPreset | undefined {
  return READINGS.find((preset) => preset.name === name);
}
