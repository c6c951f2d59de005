import { bigEndian, concat, utf8 } from '@hustings/base';
import { sha512 } from '@noble/hashes/sha2.js';
import { expect, test } from 'vitest';
import {
  G,
  type Group,
  IDENTITY,
  independentGenerators,
  nobleGroup,
  wasmGroup,
} from '../src/index.ts';
import { naive } from './naive.ts';

const group = nobleGroup();

/** PROTOCOL §2, spelt out. */
function generator(i: number): Uint8Array {
  return naive.oneWayMap(sha512(concat(utf8('hustings/1/generator'), bigEndian(i, 8))));
}

test('H is generator 0 and H_i is generator i', async () => {
  const generators = independentGenerators(group);
  expect(await generators.h()).toEqual(generator(0));
  expect(await generators.take(3)).toEqual(concat(generator(1), generator(2), generator(3)));
});

test('a longer list begins with the shorter one, and only what is missing is computed', async () => {
  let computed = 0;
  const counting: Group = {
    ...group,
    oneWayMapHinted: (uniform) => {
      computed += uniform.length / 64;
      return group.oneWayMapHinted(uniform);
    },
  };
  const generators = independentGenerators(counting);
  const [five, two, h, seven] = await Promise.all([
    generators.take(5),
    generators.take(2),
    generators.h(),
    generators.take(7),
  ]);
  expect(two).toEqual(five.slice(0, 64));
  expect(seven.slice(0, 160)).toEqual(five);
  expect(h).toEqual(generator(0));
  expect(computed).toBe(8);
});

test('what a caller does to its copy does not reach the next caller', async () => {
  const generators = independentGenerators(group);
  (await generators.take(2)).fill(0);
  expect(await generators.take(2)).toEqual(concat(generator(1), generator(2)));
});

test('a view is the same generators, and says how far those that were missing have come', async () => {
  const generators = independentGenerators(group);
  await generators.take(2);
  const heard: (readonly number[])[] = [];
  const view = await generators.view(5, (done, of) => heard.push([done, of]));
  expect(view).toEqual(await generators.take(5));
  expect(heard).toEqual([[3, 3]]);
  await generators.view(5, () => expect.unreachable('nothing is missing'));
});

test('several backends share what any of them has computed', async () => {
  const generators = independentGenerators(group);
  await generators.take(3);
  const asked: number[] = [];
  const other = generators.by({
    oneWayMap: (uniform) => {
      asked.push(uniform.length / 64);
      return group.oneWayMap(uniform);
    },
  });
  expect(await other.take(2)).toEqual(await generators.take(2));
  expect(await other.take(5)).toEqual(await generators.take(5));
  expect(asked).toEqual([2]);
});

test('a failure is told, and the next call starts again', async () => {
  let isBroken = true;
  const generators = independentGenerators({
    ...group,
    oneWayMapHinted: async (uniform) => {
      if (isBroken) throw new Error('no worker');
      return group.oneWayMapHinted(uniform);
    },
  });
  await expect(generators.take(1)).rejects.toThrow('no worker');
  isBroken = false;
  expect(await generators.take(1)).toEqual(generator(1));
});

test('the generators, G and the identity all differ', async () => {
  const some = await independentGenerators(group).take(20);
  const all = new Set([G.join(), IDENTITY.join(), generator(0).join()]);
  for (let i = 0; i < 20; i++) all.add(some.slice(i * 32, i * 32 + 32).join());
  expect(all.size).toBe(23);
});

test('hints come with the generators as long as every backend that made them gives some', async () => {
  const wasm = await wasmGroup();
  const generators = independentGenerators(wasm);
  await generators.h();
  const { points, hints } = await generators.hinted(5);
  expect(points).toEqual(await generators.take(5));
  expect(hints).toEqual((await group.decodeHints(points)).hints);
  expect((await generators.by(group).hinted(6)).hints).toBeUndefined();
  expect((await generators.hinted(5)).hints).toEqual(hints);
});
