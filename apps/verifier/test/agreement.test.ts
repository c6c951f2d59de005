/**
 * Both verifiers over records changed at random: files by somebody without a key, entries and blobs by
 * somebody who has every key and seals the whole again. They must agree as spec/findings.md §1 says.
 *
 * MUTANTS=5000 for more; MUTANT_SEED for others.
 */

import { verifyRecord } from '@hustings/record';
import { bestGroup } from '@hustings/ristretto';
import { describe, expect, test } from 'vitest';
import { agreement } from '../../../vectors/proceedings/agreement.ts';
import { type Held, hold } from '../../../vectors/proceedings/hold.ts';
import { drawFrom, MUTATIONS, mutant } from '../../../vectors/proceedings/mutations.ts';
import { PLANS } from '../../../vectors/proceedings/plans.ts';
import { seededRandom } from '../../../vectors/seeded.ts';
import { memorySource, STEP_OF, verifyAgain } from '../src/index.ts';

const MUTANTS = Number(process.env['MUTANTS'] ?? 150);
const SEED = process.env['MUTANT_SEED'] ?? 'mutants';

const group = await bestGroup();

async function judged(held: Held, record: Held['record']) {
  const random = seededRandom(`verifying ${held.plan.id}`);
  const first = await verifyRecord(record, { group, random });
  const again = await verifyAgain(memorySource(record.files));
  const second = again.findings.flatMap((f) => (f.kind === 'wrong' ? [f] : []));
  return { first: first.findings, second };
}

describe('both verifiers agree', () => {
  test(`on ${MUTANTS} mutants of ${PLANS.length} kinds of record`, async () => {
    const draw = drawFrom(seededRandom(SEED));
    const held = await Promise.all(PLANS.map((plan) => hold(plan, group)));
    const tally: Record<string, number> = {};
    const disagreements: (readonly string[])[] = [];
    for (let i = 0; i < MUTANTS; i++) {
      const { what, record } = mutant(held[draw(held.length)] as Held, draw);
      const { first, second } = await judged(held[0] as Held, record);
      const found = agreement(first, second, STEP_OF);
      tally[found] = (tally[found] ?? 0) + 1;
      if (found === 'disagree')
        disagreements.push([what, ...[first, second].map((f) => JSON.stringify(f.slice(0, 5)))]);
    }
    if (process.env['MUTANTS'] !== undefined) process.stdout.write(`${JSON.stringify(tally)}\n`);
    expect(disagreements).toEqual([]);
    // Most changes are found, and not by the referee alone.
    expect(tally['same'] ?? 0).toBeGreaterThan(MUTANTS * 0.7);
  }, 3_600_000);

  test('on one mutant of every kind of change', async () => {
    const held = await hold(PLANS[0] as (typeof PLANS)[number], group);
    const draw = drawFrom(seededRandom(`${SEED} each`));
    for (const [name, mutation] of Object.entries(MUTATIONS)) {
      let made = mutation(held, draw);
      while (made === undefined) made = mutation(held, draw);
      const { first, second } = await judged(held, made.record);
      expect(agreement(first, second, STEP_OF), `${name}: ${made.what}`).not.toBe('disagree');
    }
  });
});

describe('what agreeing is', () => {
  const at = (code: string, place: string) => ({ code, place });
  test.each([
    ['clean', [], []],
    [
      'same',
      [at('blob/changed', 'blob/a')],
      [at('blob/changed', 'blob/a'), at('mix/missing', 'entry 4')],
    ],
    ['same', [at('order/x', 'entry 4 /act')], [at('act/refused', 'entry 4')]],
    ['referee', [at('rule/x', 'entry 4')], []],
    ['referee', [at('rule/x', 'entry 4')], [at('share/proof-fails', 'entry 9')]],
    ['disagree', [at('share/proof-fails', 'entry 4')], []],
    ['disagree', [], [at('share/proof-fails', 'entry 4')]],
    ['disagree', [at('share/proof-fails', 'entry 4')], [at('share/proof-fails', 'entry 5')]],
    ['disagree', [at('mix/proof-fails', 'entry 4')], [at('share/proof-fails', 'entry 5')]],
    ['disagree', [at('rule/x', 'entry 4')], [at('blob/changed', 'blob/a')]],
  ] as const)('%s: %o, %o', (expected, first, second) => {
    expect(agreement(first, second, STEP_OF)).toBe(expected);
  });
});
