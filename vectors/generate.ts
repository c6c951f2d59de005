/** Writes every test vector again from its seed or its papers; `git diff` then shows whether anything changed. */
import { writeBallotVectors } from './generate-ballot.ts';
import { writeCountVectors } from './generate-count.ts';
import { writeProceedingVectors } from './generate-proceedings.ts';

await writeBallotVectors();
writeCountVectors();
await writeProceedingVectors();
