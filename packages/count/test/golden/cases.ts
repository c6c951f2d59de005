/** Every golden case. */
import { pairs } from './cases/pairs.ts';
import { singleWinner } from './cases/single-winner.ts';
import { stvOfficial } from './cases/stv-official.ts';
import { stvPeers } from './cases/stv-peers.ts';
import type { GoldenCase } from './golden-case.ts';

export const goldenCases: readonly GoldenCase[] = [
  ...stvOfficial,
  ...singleWinner,
  ...pairs,
  ...stvPeers,
];
