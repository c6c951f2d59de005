import { toHex, unwrap } from '@hustings/base';
import { decodeScalars, encodeScalar, G, ORDER, SIZE } from '@hustings/ristretto';
import { beforeAll, expect, test } from 'vitest';
import {
  type Ciphertexts,
  checkCiphertexts,
  checkShuffle,
  encodeCiphertexts,
  encodePlaintexts,
  parseCiphertexts,
  parseShuffleProof,
  type Random,
  type ShuffleStep,
  shuffle,
} from '../src/index.ts';
import { randomPermutation } from '../src/permutation.ts';
import { encodeShuffleProof } from '../src/shuffle-proof.ts';
import { group, POLL_CONTEXT, seededRandom } from './support.ts';

const random = seededRandom('shuffle');
const x = encodeScalar(123456789n);
let step: ShuffleStep;

beforeAll(async () => {
  const key = await group.mulFixed([{ base: G, scalars: x }]);
  step = { context: POLL_CONTEXT, key, pool: 'all', step: 1, mixer: 'mixer-1' };
});

async function sealedList(n: number, pieces: number, rng: Random): Promise<Ciphertexts> {
  const plaintexts = Array.from({ length: n }, (_, i) =>
    Uint8Array.from({ length: 30 * pieces }, (_, k) => (i + k) % 250),
  );
  const r = rng(n * pieces * SIZE).map((byte, i) => (i % SIZE === SIZE - 1 ? 0 : byte));
  const messages = await encodePlaintexts(group, plaintexts, pieces);
  return {
    count: n,
    pieces,
    a: await group.mulFixed([{ base: G, scalars: r }]),
    b: await group.mulFixed([{ base: step.key, scalars: r }], messages),
  };
}

/** The points under the ciphertexts, one text per ballot. */
async function opened(list: Ciphertexts): Promise<readonly string[]> {
  const xA = await group.mulEach(x, list.a);
  const points = await group.combineVartime(
    [encodeScalar(1n), encodeScalar(ORDER - 1n)],
    [list.b, xA],
  );
  const width = list.pieces * SIZE;
  return Array.from({ length: list.count }, (_, i) =>
    toHex(points.subarray(i * width, (i + 1) * width)),
  );
}

test.each([
  [0, 1],
  [1, 1],
  [2, 1],
  [5, 1],
  [33, 1],
  [0, 2],
  [1, 2],
  [5, 2],
  [0, 3],
  [1, 3],
  [5, 3],
])(
  'a mix of %i ballots of %i pieces keeps every ballot whole, and its proof holds',
  async (n, pieces) => {
    const input = await sealedList(n, pieces, random);
    const { output, proof } = await shuffle(group, step, input, random);
    expect(await checkShuffle(group, step, input, output, proof, random)).toEqual({
      ok: true,
      value: undefined,
    });
    expect((await opened(output)).toSorted()).toEqual((await opened(input)).toSorted());
    const before = new Set(
      Array.from({ length: n * pieces }, (_, i) => toHex(input.a.subarray(i * 32, i * 32 + 32))),
    );
    for (let i = 0; i < n * pieces; i++)
      expect(before.has(toHex(output.a.subarray(i * 32, i * 32 + 32)))).toBe(false);
  },
);

test('mixes follow each other, each proved on its own step', async () => {
  const input = await sealedList(4, 1, random);
  const second = { ...step, step: 2, mixer: 'mixer-2' };
  const one = await shuffle(group, step, input, random);
  const two = await shuffle(group, second, one.output, random);
  expect((await checkShuffle(group, second, one.output, two.output, two.proof, random)).ok).toBe(
    true,
  );
  expect((await checkShuffle(group, second, input, two.output, two.proof, random)).ok).toBe(false);
  expect((await opened(two.output)).toSorted()).toEqual((await opened(input)).toSorted());
});

test('the list may be verified in slices of any size, with the same answer', async () => {
  const input = await sealedList(7, 2, random);
  const { output, proof } = await shuffle(group, step, input, random);
  for (const size of [1, 2, 3, 6, 7, 8])
    expect((await checkShuffle(group, step, input, output, proof, random, size)).ok).toBe(true);
  const wrong = { ...output, b: output.b.slice() };
  wrong.b.set(G, 6 * 2 * SIZE);
  for (const size of [1, 3, 7])
    expect((await checkShuffle(group, step, input, wrong, proof, random, size)).ok).toBe(false);
});

test('the verifier sums 8 points a ballot of one piece, half of them with short scalars', async () => {
  const sums: (readonly [points: number, bits: number])[] = [];
  const counting = {
    ...group,
    msmVartime: (scalars: Uint8Array, points: Uint8Array) => {
      const bits = decodeScalars(scalars)?.map((scalar) => scalar.toString(2).length) ?? [];
      sums.push([points.length / SIZE, Math.max(...bits)]);
      return group.msmVartime(scalars, points);
    },
  };
  const input = await sealedList(5, 1, random);
  const { output, proof } = await shuffle(group, step, input, random);
  expect((await checkShuffle(counting, step, input, output, proof, random)).ok).toBe(true);
  // The long sum and four short ones, then those five with G, Y, H and the five announcements.
  expect(sums.map(([points]) => points)).toEqual([4 * 5, 5, 5, 5, 5, 5 + 3 + 5]);
  for (const [, bits] of sums.slice(1, 5)) expect(bits).toBeLessThanOrEqual(129);
});

test('lists and proofs have one spelling', async () => {
  const input = await sealedList(3, 2, random);
  const bytes = encodeCiphertexts(input);
  expect(unwrap(parseCiphertexts(bytes))).toEqual(input);
  const { proof } = await shuffle(group, step, input, random);
  expect(encodeShuffleProof(unwrap(parseShuffleProof(proof)))).toEqual(proof);
  expect(proof.length).toBe(6 + 32 * (5 * 3 + 6 + 3 * 2));
  for (const whole of [bytes, proof])
    for (const broken of [
      whole.subarray(1),
      whole.subarray(0, whole.length - 1),
      whole.with(0, 2),
      whole.with(1, 1),
      whole.with(1, 0),
      whole.with(5, 4),
    ])
      expect(parseCiphertexts(broken).ok || parseShuffleProof(broken).ok).toBe(false);
});

test('a list with the identity or with a point that is none is refused', async () => {
  const list = await sealedList(2, 1, random);
  expect((await checkCiphertexts(group, list)).ok).toBe(true);
  for (const half of ['a', 'b'] as const) {
    const hollow = { ...list, [half]: list[half].slice().fill(0, SIZE) };
    expect(await checkCiphertexts(group, hollow)).toMatchObject({
      error: { code: 'ciphertexts/identity' },
    });
    const garbled = { ...list, [half]: list[half].slice().fill(255, SIZE) };
    expect(await checkCiphertexts(group, garbled)).toMatchObject({
      error: { code: 'ciphertexts/not-canonical' },
    });
  }
});

test('permutations are uniform: each of the 24 orders of four comes up as often as chance has it', () => {
  const counts = new Map<string, number>();
  const rounds = 4800;
  for (let i = 0; i < rounds; i++) {
    const order = randomPermutation(4, random).join();
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(24);
  let chiSquared = 0;
  for (const count of counts.values()) chiSquared += (count - 200) ** 2 / 200;
  // 23 degrees of freedom: above 49.7 once in a thousand; the seed is fixed.
  expect(chiSquared).toBeLessThan(49.7);
  expect(randomPermutation(0, random)).toHaveLength(0);
  expect([...randomPermutation(1000, random)].toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 1000 }, (_, i) => i),
  );
});

test('words that would favour low places are drawn again', () => {
  // For 3 places the last word, 2^32 − 1, is thrown away: 2^32 = 3·1431655765 + 1.
  const bytes = new Uint8Array(4096);
  bytes.fill(255, 0, 4);
  bytes.set([0, 0, 0, 2], 4);
  bytes.set([0, 0, 0, 0], 8);
  expect([...randomPermutation(3, () => bytes)]).toEqual([1, 0, 2]);
});
