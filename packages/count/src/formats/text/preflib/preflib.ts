import type { BallotFormat } from '../../ballot-file.ts';
import { preflibReader } from './preflib-reader.ts';
import { writePreflib } from './preflib-write.ts';

export const preflib: BallotFormat = {
  name: 'preflib',
  title: 'PrefLib orders and categories (soc, soi, toc, toi, cat), modern and old style',
  source: 'https://preflib.github.io/PrefLib-Jekyll/format',
  endings: ['soc', 'soi', 'toc', 'toi', 'cat'],
  looksLike(beginning) {
    if (/^\uFEFF?#\s*(FILE NAME|TITLE|DATA TYPE|NUMBER ALTERNATIVES)\s*:/.test(beginning))
      return 'surely';
    return /^\uFEFF?\s*\d+\s*[\r\n]+\s*1\s*,/.test(beginning) ? 'maybe' : 'no';
  },
  reader: preflibReader,
  write: writePreflib,
};
