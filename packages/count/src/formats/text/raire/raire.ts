import type { BallotFormat } from '../../ballot-file.ts';
import { raireReader } from './raire-reader.ts';

/** Read only: a contest of RAIRE also has a winner and an audit, which no ballot file says. */
export const raire: BallotFormat = {
  name: 'raire',
  title: 'RAIRE contest (JSON)',
  source: 'https://github.com/DemocracyDevelopers/raire-rs',
  endings: ['json'],
  looksLike(beginning) {
    if (!/^\uFEFF?\s*\{/.test(beginning)) return 'no';
    if (/"votes"\s*:\s*\[\s*\{\s*"(n|prefs)"\s*:/.test(beginning)) return 'surely';
    return /"(num_candidates|votes|prefs)"\s*:/.test(beginning) ? 'maybe' : 'no';
  },
  reader: raireReader,
};
