import type { BallotFormat } from '../ballot-file.ts';
import { BltReader } from './blt-reader.ts';
import { withoutComment } from './words.ts';
import { writeBltFile } from './write-blt.ts';

/** BLT, as most counting programs write it; spec/papers.md §2 says which dialects are read. */
export const bltFormat: BallotFormat = {
  name: 'blt',
  title: 'BLT',
  source:
    'Hill, Wichmann and Woodall, Algorithm 123 (1987), with the extensions of OpenSTV, OpenTally and Droop',
  endings: ['blt', 'hil', 'dat'],
  looksLike,
  reader: () => new BltReader(),
  write: writeBltFile,
};

function looksLike(beginning: string): 'surely' | 'maybe' | 'no' {
  const [head, next] = beginning
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line) => withoutComment(line).trim())
    .filter((line) => line !== '');
  if (head === undefined || !/^\d+\s+\d+$/.test(head)) return 'no';
  if (next === undefined) return 'maybe';
  return /^(0|-\d+(\s+-\d+)*|\[\w+(\s.*)?\]|(\([^)]*\)|[\d.]+)(\s+[\w=()-]+)*\s+0)$/.test(next)
    ? 'surely'
    : 'maybe';
}
