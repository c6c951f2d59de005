import type { BallotFormat } from '../../ballot-file.ts';
import { marginIrvReader } from './margin-irv-reader.ts';

/** Read only: names would have to be ids, and everybody would need a party. */
export const marginIrv: BallotFormat = {
  name: 'margin-irv',
  title: 'Piles of margin-irv: (1, 2, 8) : 2',
  source: 'https://github.com/michelleblom/margin-irv',
  endings: ['txt'],
  looksLike(beginning) {
    return /^\uFEFF?[^\r\n]+[\r\n]+[^\r\n]+[\r\n]+[-+]+[ \t]*[\r\n]/.test(beginning)
      ? 'surely'
      : 'no';
  },
  reader: marginIrvReader,
};
