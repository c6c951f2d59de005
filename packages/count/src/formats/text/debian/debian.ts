import type { BallotFormat } from '../../ballot-file.ts';
import { debianReader } from './debian-reader.ts';

/** Read only: a tally sheet has the voters' own checksums, which nobody else can make. */
export const debian: BallotFormat = {
  name: 'debian',
  title: 'Debian tally sheet',
  source: 'https://www.debian.org/vote/, tally.txt of each vote',
  endings: ['txt'],
  looksLike(beginning) {
    const hasOptions = /^[\s/|]*Option\s+1\s*-*>?\s*:/m.test(beginning);
    if (!hasOptions) return 'no';
    return /^V: /m.test(beginning) || /Tally Sheet/.test(beginning) ? 'surely' : 'maybe';
  },
  reader: debianReader,
};
