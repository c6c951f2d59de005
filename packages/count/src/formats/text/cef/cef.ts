import type { BallotFormat } from '../../ballot-file.ts';
import { cefReader } from './cef-reader.ts';
import { writeCef } from './cef-write.ts';

export const cef: BallotFormat = {
  name: 'cef',
  title: 'Condorcet Election Format',
  source: 'https://github.com/CondorcetVote/CondorcetElectionFormat',
  endings: ['cvotes', 'cef'],
  looksLike(beginning) {
    if (/^\uFEFF?#\/[A-Za-z]/m.test(beginning)) return 'surely';
    const said = beginning
      .replace(/^\uFEFF/, '')
      .replace(/#.*/g, '')
      .split(/\r\n|\n|\r/);
    const first = said.find((line) => line.trim() !== '') ?? '';
    return /^[^\d{[="<][^:{"<]*[>=*]/.test(first) || first.includes('||') ? 'maybe' : 'no';
  },
  reader: cefReader,
  write: writeCef,
};
