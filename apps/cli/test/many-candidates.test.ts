/** Tables of hundreds of candidates: no longer in the making than the count. */
import { countFile } from '@hustings/count';
import { expect, test } from 'vitest';
import { tellReport } from '../src/count/tell-report.ts';

const CANDIDATES = 400;

/** Each candidate has one more paper than the one before, and names the next as second. */
const blt = [
  `${CANDIDATES} 2`,
  ...Array.from(
    { length: CANDIDATES },
    (_, i) => `${i + 1} ${i + 1} ${((i + 1) % CANDIDATES) + 1} 0`,
  ),
  '0',
  ...Array.from({ length: CANDIDATES }, (_, i) => `"Candidate ${i + 1}"`),
  '"Many"',
].join('\n');

test.each(['scottish-stv', 'schulze'])('%s', (rule) => {
  const counted = countFile(blt, { rule, lot: order() });
  if (!counted.ok) throw new Error(counted.error.message);
  // Some 100 ms; with every column put in order for every band of the table it took a minute.
  const text = tellReport(counted.value, { explain: false });
  expect(text.slice(-300)).toContain('Elected: Candidate ');
});

function order(): readonly string[] {
  return Array.from({ length: CANDIDATES }, (_, i) => `candidate-${i + 1}`);
}
