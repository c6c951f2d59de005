import { exact } from '@hustings/count';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Block, votingPower } from '../../src/powers/voting-power.ts';

const blocks = (...weights: readonly number[]): readonly Block[] =>
  weights.map((weight, i) => ({ id: `${i}`, weight: exact.whole(weight) }));

const text = (value: { readonly n: bigint; readonly d: bigint }) => exact.toText(value, 'exact');

/** By trying every coalition and every order. */
function byHand(weights: readonly number[], quota: number) {
  const n = weights.length;
  const wins = (members: readonly number[]) =>
    members.reduce((sum, i) => sum + (weights[i] as number), 0) > quota;
  const swings = weights.map((_, i) => {
    let count = 0;
    for (let set = 0; set < 2 ** n; set++) {
      if ((set >> i) & 1) continue;
      const members = weights.flatMap((_w, k) => ((set >> k) & 1 ? [k] : []));
      if (!wins(members) && wins([...members, i])) count++;
    }
    return count;
  });
  const decides = weights.map(() => 0);
  const orders = (joined: readonly number[], left: readonly number[]): void => {
    for (const next of left) {
      if (!wins(joined) && wins([...joined, next])) {
        // Everyone who has not joined yet may come in any order.
        let rest = 1;
        for (let i = 2; i < left.length; i++) rest *= i;
        decides[next] = (decides[next] as number) + rest;
      } else if (!wins(joined))
        orders(
          [...joined, next],
          left.filter((i) => i !== next),
        );
    }
  };
  orders(
    [],
    weights.map((_, i) => i),
  );
  return { swings, decides };
}

test('three sections of a third each have the same power, and none is needed', () => {
  const third = { n: 1n, d: 3n };
  const power = votingPower(
    ['mps', 'members', 'affiliates'].map((id) => ({ id, weight: third })),
    { n: 1n, d: 2n },
  );
  for (const block of power) {
    expect(text(block.banzhaf)).toBe('1/3');
    expect(text(block.shapleyShubik)).toBe('1/3');
    expect(text(block.absoluteBanzhaf)).toBe('1/2');
    expect(block).toMatchObject({ isDictator: false, hasVeto: false });
  }
});

test('65, 25 and 10 per cent: the parliamentary party decides alone', () => {
  const power = votingPower(blocks(65, 25, 10), exact.whole(50));
  expect(power.map((p) => text(p.banzhaf))).toEqual(['1', '0', '0']);
  expect(power.map((p) => p.isDictator)).toEqual([true, false, false]);
});

test('two halves each have a veto', () => {
  const power = votingPower(blocks(1, 1), exact.whole(1));
  expect(power.map((p) => p.hasVeto)).toEqual([true, true]);
});

test('the textbook case of the Council of the Six: Luxembourg never decides', () => {
  // 4, 4, 4, 2, 2, 1 with 12 needed (Treaty of Rome, 1958); "more than 11".
  const power = votingPower(blocks(4, 4, 4, 2, 2, 1), exact.whole(11));
  expect(power.map((p) => text(p.banzhaf))).toEqual(['5/21', '5/21', '5/21', '1/7', '1/7', '0']);
  expect(power.map((p) => text(p.shapleyShubik))).toEqual([
    '7/30',
    '7/30',
    '7/30',
    '3/20',
    '3/20',
    '0',
  ]);
});

test('both indices are what trying every coalition and every order gives', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 0, max: 30 }),
      (weights, quota) => {
        const power = votingPower(blocks(...weights), exact.whole(quota));
        const hand = byHand(weights, quota);
        const all = hand.swings.reduce((a, b) => a + b, 0);
        let orders = 1;
        for (let i = 2; i <= weights.length; i++) orders *= i;
        for (const [i, block] of power.entries()) {
          const swings = hand.swings[i] as number;
          expect(exact.equal(block.banzhaf, exact.ratio(BigInt(swings), BigInt(all || 1)))).toBe(
            true,
          );
          expect(
            exact.equal(
              block.shapleyShubik,
              exact.ratio(BigInt(hand.decides[i] as number), BigInt(orders)),
            ),
          ).toBe(true);
        }
      },
    ),
    { numRuns: 300 },
  );
});
