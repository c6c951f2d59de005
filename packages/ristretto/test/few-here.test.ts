import { expect, test } from 'vitest';
import {
  encodeScalar,
  fewHere,
  G,
  type Group,
  nobleGroup,
  parallelGroup,
  randomScalars,
  serveGroup,
  wasmGroup,
} from '../src/index.ts';
import { seededRandom } from './arbitraries.ts';
import { groupCases } from './group-cases.ts';
import { hintCases } from './hint-cases.ts';

const wasm = await wasmGroup();
const pool = parallelGroup([{ post: serveGroup(wasm) }, { post: serveGroup(wasm) }], 'wasm');
const mixed = fewHere(wasm, pool, 5);
groupCases('few here, many over two workers', mixed);
hintCases('few here, many over two workers', mixed);

test('what has fewer elements than the limit stays here, all else goes to the workers', async () => {
  const took: string[] = [];
  const named = (name: string): Group =>
    new Proxy(wasm, {
      get: (group, key: keyof Group) => {
        took.push(`${name}.${key}`);
        return group[key];
      },
    });
  const group = fewHere(named('here'), named('there'), 3);
  took.length = 0;
  for (const [n, where] of [
    [2, 'here'],
    [3, 'there'],
  ] as const) {
    const scalars = randomScalars(n, seededRandom(n));
    const k = encodeScalar(2n);
    const points = await group.mulFixed([{ base: G, scalars }]);
    await group.mulFixed([], points);
    await group.firstInvalid(points);
    await group.validity(points);
    await group.decodeHints(points);
    await group.mulEach(k, points);
    await group.msmVartime(scalars, points);
    await group.combineVartime([k, k, k, k], [points, points, points, points]);
    await group.oneWayMap(new Uint8Array(64 * n));
    const operations = 'mulFixed mulFixed firstInvalid validity decodeHints mulEach msmVartime';
    const expected = `${operations} combineVartime oneWayMap`.split(' ');
    expect(took.splice(0)).toEqual(expected.map((name) => `${where}.${name}`));
  }
});

test('it keeps secrets as the weaker of both does', async () => {
  expect(await mixed.keepsSecrets()).toBe('fixed-sequence');
  expect(await fewHere(wasm, nobleGroup(), 5).keepsSecrets()).toBe('bigint');
  expect(await fewHere(nobleGroup(), wasm, 5).keepsSecrets()).toBe('bigint');
});
