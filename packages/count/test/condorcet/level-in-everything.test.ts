/** What is listed in the order of ids is so in whatever order the candidates come. */
import { expect, test } from 'vitest';
import { countCondorcet, weakPile } from '../../src/index.ts';

const named = (ids: readonly string[]) => ids.map((id) => ({ id, name: id.toUpperCase() }));

test('options dropped against the default option, and majorities, are listed by id', () => {
  const result = countCondorcet(
    'schulze',
    {
      candidates: named(['k', 'z', 'none', 'a', 'm']),
      seats: 1,
      piles: [weakPile([5, 3, 2, 4, 1], 3), weakPile([5, 4, 1, 3, null])],
    },
    {
      defaultOption: {
        id: 'none',
        majority: {
          k: { numerator: 3, denominator: 1 },
          z: { numerator: 2, denominator: 1 },
          a: { numerator: 2, denominator: 1 },
        },
      },
    },
  );
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value.dropped.map((d) => d.candidate)).toEqual(['a', 'k', 'z']);
  expect(Object.keys(result.value.settings).filter((k) => k.startsWith('majority'))).toEqual([
    'majority.a',
    'majority.k',
    'majority.z',
  ]);
  expect(result.value.elected).toEqual(['m']);
});
