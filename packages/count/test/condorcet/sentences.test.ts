/** What a count in pairs says of several seats, of cycles by each measure, and of its own settings. */
import { expect, test } from 'vitest';
import {
  countCondorcet,
  explainCondorcet,
  quorumPapers,
  type Strength,
  type WeakProfile,
  weakPile,
} from '../../src/index.ts';

const candidates = ['c', 'b', 'a', 'z'].map((id) => ({ id, name: id.toUpperCase() }));
/** A beats B by 7 to 4, B beats C by 8 to 3, C beats A by 6 to 5; all beat Z. */
const cycle: WeakProfile = {
  candidates,
  seats: 2,
  piles: [
    weakPile([3, 2, 1, 4], 5),
    weakPile([2, 1, 3, 4], 3),
    weakPile([1, 3, 2, 4], 2),
    weakPile([1, 2, 3, 4], 1),
  ],
};

const told = (strength: Strength): string => {
  const result = countCondorcet('schulze', cycle, { strength, lot: (_round, tied) => tied });
  if (!result.ok) throw new Error(result.error.message);
  return explainCondorcet(result.value).join('\n');
};

test('paths are told by what their strength is measured in', () => {
  expect(told('winning-votes')).toMatch(/for 2 seats: 11 papers/);
  expect(told('winning-votes')).toMatch(/\b7 votes\b/);
  expect(told('margins')).toMatch(/a lead of 3/);
  expect(told('winning-then-fewer-against')).toMatch(/7 to 4/);
});

test('majorities are told by id; a quorum is the least whole number that is enough', () => {
  const result = countCondorcet('copeland', cycle, {
    lot: (_round, tied) => tied,
    defaultOption: {
      id: 'z',
      quorum: { kind: 'papers', papers: 2 },
      majority: {
        b: { numerator: 2, denominator: 1 },
        a: { numerator: 3, denominator: 2 },
      },
    },
  });
  if (!result.ok) throw new Error(result.error.message);
  expect(Object.keys(result.value.settings).filter((key) => key.startsWith('majority.'))).toEqual([
    'majority.a',
    'majority.b',
  ]);
  for (const entitled of [0, 1, 2, 1000, 1023, 2 ** 40 - 1, 2 ** 52 - 1, 2 ** 53 - 1])
    for (const times of [1, 2, 3, 7]) {
      const v = BigInt(quorumPapers({ kind: 'half-roots', times, entitled }));
      const square = BigInt(times) ** 2n * BigInt(entitled);
      expect(4n * v * v >= square).toBe(true);
      expect(v === 0n || 4n * (v - 1n) * (v - 1n) < square).toBe(true);
    }
});

test('one who beats all others is told with the narrowest lead', () => {
  const result = countCondorcet('schulze', {
    candidates: candidates.slice(0, 2),
    seats: 1,
    piles: [weakPile([1, 2], 3), weakPile([2, 1], 1)],
  });
  if (!result.ok) throw new Error(result.error.message);
  const text = explainCondorcet(result.value);
  expect(text).toContain('C beats every other candidate.');
  expect(text.at(-1)).toBe('Elected: C. The narrowest lead was 2 votes, over B.');
});
