import type { BallotFormat } from '../../ballot-file.ts';
import { abifReader } from './abif-reader.ts';
import { writeAbif } from './abif-write.ts';

export const abif: BallotFormat = {
  name: 'abif',
  title: 'ABIF, aggregated ballots with ranks or scores',
  source: 'https://electowiki.org/wiki/ABIF and https://github.com/electorama/abif',
  endings: ['abif'],
  looksLike(beginning) {
    const lines = beginning.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
    const said = lines
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'));
    const [first = ''] = said;
    // One pair with a plain value; anything more is JSON of another kind.
    if (/^\{\s*["']?[\w ]+["']?\s*:\s*[^\s{[].*\}(\s*#.*)?$/.test(first)) return 'surely';
    if (/^=[^:]+:/.test(first) || /^ABIF(\s|$)/.test(first)) return 'surely';
    // With a number and a colon begins a line of PrefLib too.
    if (!/^\d+\s*:/.test(first)) return 'no';
    return said.some((line) => /^\d+\s*:.*[>=/[]/.test(line)) ? 'surely' : 'maybe';
  },
  reader: abifReader,
  write: writeAbif,
};
