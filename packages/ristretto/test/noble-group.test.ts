import { expect, test } from 'vitest';
import { encodeScalars, G, nobleGroup, ORDER } from '../src/index.ts';
import { groupCases } from './group-cases.ts';
import { naive } from './naive.ts';

groupCases('noble', nobleGroup());

test('long work pauses between slices, and the pauses do not change the result', async () => {
  let pauses = 0;
  const group = nobleGroup({
    pause: async () => {
      pauses++;
    },
  });
  const ks = encodeScalars(Array.from({ length: 300 }, (_, i) => ORDER - BigInt(i + 1)));
  const paused = await group.mulFixed([{ base: G, scalars: ks }]);
  expect(pauses).toBeGreaterThan(0);
  expect(paused).toEqual(await nobleGroup().mulFixed([{ base: G, scalars: ks }]));
});

test('more bases than are kept still give right products, also when an old one comes back', async () => {
  const group = nobleGroup();
  const ks = encodeScalars([3n, ORDER - 3n]);
  const logs = Array.from({ length: 15 }, (_, i) => BigInt(i + 2));
  for (const log of [...logs, ...logs.slice(0, 2)]) {
    const base = naive.multiplesOfG([log]);
    expect(await group.mulFixed([{ base, scalars: ks }])).toEqual(
      naive.multiplesOfG([3n * log, -3n * log]),
    );
  }
});
