/** The kernel against noble, operation by operation, on inputs that lean towards the edges. */
import { concat } from '@hustings/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodeScalar,
  encodeScalars,
  G,
  IDENTITY,
  nobleGroup,
  ORDER,
  randomScalars,
  randomWeights,
  toScalar,
  wasmGroup,
} from '../src/index.ts';
import { power } from '../src/kernel/constants.ts';
import { scalar, scalars, seededRandom } from './arbitraries.ts';
import { naive } from './naive.ts';

const P = 2n ** 255n - 19n;
const SQRT_M1 = 19681161376707505956807079304988542015446066515923890162744021073123829784752n;
const wasm = await wasmGroup();
const scalarOnly = await wasmGroup({ kernels: 'scalar' });
const secretsToo = await wasmGroup({ secrets: 'fma' });
const noble = nobleGroup();
const runs = { numRuns: process.env['SLOW'] === '1' ? 150 : 12 };

function bytesOf(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
}

describe('which strings are encodings', () => {
  async function agree(strings: readonly Uint8Array[]): Promise<number> {
    let valid = 0;
    for (const string of strings) {
      const expected = await noble.firstInvalid(string);
      expect(await wasm.firstInvalid(string)).toBe(expected);
      expect(await scalarOnly.firstInvalid(string)).toBe(expected);
      if (expected < 0) valid++;
    }
    return valid;
  }

  test('small numbers, even and odd, their opposites, and the same beyond p and beyond 2^255', async () => {
    const small = Array.from({ length: 80 }, (_, i) => BigInt(i));
    const all = [
      ...small,
      ...small.map((n) => P - n),
      ...small.slice(0, 19).map((n) => P + n),
      ...small.map((n) => n + 2n ** 255n),
      ...small.map((n) => 2n ** 256n - 1n - n),
    ];
    expect(await agree(all.map(bytesOf))).toBeGreaterThan(10);
  });

  test('numbers beside the coordinates of points of small order', async () => {
    // x, y or s of a torsion point: 0, ±1, ±√−1, and what 1 ± s² and √ of them lead to.
    const special = [0n, 1n, P - 1n, SQRT_M1, P - SQRT_M1, (P + 1n) / 2n, (SQRT_M1 * 2n) % P];
    const near = special.flatMap((s) => [-2n, -1n, 0n, 1n, 2n].map((d) => (((s + d) % P) + P) % P));
    await agree(near.map(bytesOf));
  });

  test('valid encodings with one bit flipped, and with the sign changed', async () => {
    const random = seededRandom(3);
    const points = await noble.mulFixed([{ base: G, scalars: randomScalars(24, random) }]);
    const bad: Uint8Array[] = [];
    for (let i = 0; i < 24; i++) {
      const point = points.slice(32 * i, 32 * i + 32);
      const value = point.reduceRight((n, byte) => n * 256n + BigInt(byte), 0n);
      bad.push(point, bytesOf(P - value), bytesOf(value + P));
      const flipped = point.slice();
      flipped[i] = (flipped[i] as number) ^ (1 << (i % 8));
      bad.push(flipped);
    }
    expect(await agree(bad)).toBeGreaterThanOrEqual(24);
  });

  test('any strings', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), async (bytes) => {
        bytes[0] = (bytes[0] as number) & 254;
        bytes[31] = (bytes[31] as number) & 127;
        await agree([bytes]);
      }),
      runs,
    );
  });

  test('the first bad one of many is found wherever it lies', async () => {
    const points = await wasm.mulFixed([{ base: G, scalars: encodeScalars([7n]) }]);
    const many = concat(...Array.from({ length: 2060 }, () => points));
    for (const at of [0, 1, 7, 2047, 2048, 2059]) {
      const bad = many.slice();
      bad[32 * at] = (bad[32 * at] as number) ^ 1;
      expect(await wasm.firstInvalid(bad)).toBe(at);
    }
  });
});

describe('the operations', () => {
  test('all of them on the same scalars', async () => {
    await fc.assert(
      fc.asyncProperty(scalars(9), scalars(9), scalar, async (a, b, k) => {
        const [A, B, K] = [encodeScalars(a), encodeScalars(b), encodeScalar(k)];
        const base = await noble.mulFixed([{ base: G, scalars: K }]);
        const terms = [
          { base: G, scalars: A },
          { base, scalars: B },
        ];
        const points = await noble.mulFixed(terms);
        expect(await wasm.mulFixed(terms)).toEqual(points);
        expect(await secretsToo.mulFixed(terms)).toEqual(points);
        const plus = await noble.mulFixed([{ base, scalars: A }], points);
        expect(await wasm.mulFixed([{ base, scalars: A }], points)).toEqual(plus);
        expect(await secretsToo.mulFixed([{ base, scalars: A }], points)).toEqual(plus);
        const each = await noble.mulEach(K, points);
        expect(await wasm.mulEach(K, points)).toEqual(each);
        expect(await secretsToo.mulEach(K, points)).toEqual(each);
        expect(await wasm.msmVartime(A, points)).toEqual(await noble.msmVartime(A, points));
        const columns = [encodeScalar(ORDER - 1n), K, encodeScalar(a[0] as bigint)];
        const flat = [points, plus, points];
        expect(await wasm.combineVartime(columns, flat)).toEqual(
          await noble.combineVartime(columns, flat),
        );
      }),
      runs,
    );
  }, 600_000);

  test.each([25, 26, 27, 65, 200, 1000])(
    'sums of %i points with scalars of every length',
    async (n) => {
      const random = seededRandom(n);
      const logs = randomScalars(n, random);
      const points = await wasm.mulFixed([{ base: G, scalars: logs }]);
      const ks = randomScalars(n, random);
      const short = randomWeights(n, random);
      for (const [i, edge] of [0n, 1n, ORDER - 1n, 2n ** 251n, 2n ** 252n, ORDER >> 1n].entries()) {
        ks.set(encodeScalar(edge), 32 * 4 * i);
        short.set(encodeScalar(toScalar(-(2n ** 127n) - (edge % 2n ** 64n))), 32 * 4 * i);
      }
      expect(await wasm.msmVartime(ks, points)).toEqual(await noble.msmVartime(ks, points));
      expect(await wasm.msmVartime(short, points)).toEqual(await noble.msmVartime(short, points));
      expect(await scalarOnly.msmVartime(ks, points)).toEqual(await wasm.msmVartime(ks, points));
      expect(await scalarOnly.msmVartime(short, points)).toEqual(
        await wasm.msmVartime(short, points),
      );
      const zeros = new Uint8Array(32 * n);
      expect(await wasm.msmVartime(zeros, points)).toEqual(IDENTITY);
      const identities = new Uint8Array(32 * n);
      expect(await wasm.msmVartime(ks, identities)).toEqual(IDENTITY);
    },
  );

  test('more columns than are combined at a time', async () => {
    const ks = Array.from({ length: 70 }, (_, i) => BigInt(i * i + 1) * 2n ** BigInt(3 * i));
    const logs = ks.map((_, i) => BigInt(i + 2));
    const columns = logs.map((log) => naive.multiplesOfG([log, log * log]));
    const sum = (power: bigint) =>
      ks.reduce((total, k, i) => total + k * (logs[i] as bigint) ** power, 0n);
    expect(await wasm.combineVartime(ks.map(toScalar).map(encodeScalar), columns)).toEqual(
      naive.multiplesOfG([sum(1n), sum(2n)]),
    );
  });
});

/** As noble finds them, but none for the identity. */
async function hintsOf(points: Uint8Array): Promise<Uint8Array> {
  const { hints } = await noble.decodeHints(points);
  for (let at = 0; at < points.length; at += 32)
    if (points.subarray(at, at + 32).every((byte) => byte === 0)) hints.fill(0, at, at + 32);
  return hints;
}

describe('two at a time', () => {
  const random = seededRandom(29);
  const most = 49;
  const edges = [0n, 1n, 2n, ORDER - 1n, ORDER - 2n, ORDER >> 1n, (ORDER >> 1n) + 1n, 2n ** 252n];
  const ks = randomScalars(most, random);
  for (const [i, edge] of edges.entries()) ks.set(encodeScalar(edge), 32 * (3 * i + 1));
  const base = naive.multiplesOfG([31n ** 40n]);
  const points = noble.mulFixed([{ base, scalars: ks }]);

  test.each([1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 32, 33, most])(
    '%i elements are as many single ones',
    async (n) => {
      const cut = (flat: Uint8Array) => flat.subarray(0, 32 * n);
      const some = cut(await points);
      const term = { base, scalars: cut(ks) };
      expect(await secretsToo.mulFixed([term])).toEqual(some);
      const plus = await noble.mulFixed([term], some);
      expect(await secretsToo.mulFixed([term], some)).toEqual(plus);
      expect(await wasm.mulFixed([term], some)).toEqual(plus);
      const once = await secretsToo.mulFixedHinted([term]);
      expect(once.points).toEqual(some);
      expect(once.hints).toEqual(await hintsOf(some));
      const twice = await secretsToo.mulFixedHinted([term], some, once.hints);
      expect(twice.points).toEqual(plus);
      expect(twice.hints).toEqual(await hintsOf(plus));
      const k = ks.subarray(64, 96);
      expect(await secretsToo.mulEach(k, some)).toEqual(await scalarOnly.mulEach(k, some));
      const columns = [ks.subarray(96, 128), encodeScalar(ORDER - 1n), encodeScalar(0n)];
      const flat = [some, plus, some];
      expect(await wasm.combineVartime(columns, flat)).toEqual(
        await scalarOnly.combineVartime(columns, flat),
      );
    },
  );

  test.each(edges)('the scalar %i multiplies many points', async (k) => {
    const some = (await points).subarray(0, 32 * 5);
    const scalar = encodeScalar(k);
    expect(await secretsToo.mulEach(scalar, some)).toEqual(await noble.mulEach(scalar, some));
  });

  test('every digit of every row of the table of a base', async () => {
    // b·128^row is one digit in K, and so a scalar; 37 rows of 128 digits, one row in three here.
    const digits: bigint[] = [];
    for (let row = 0n; row < 37n; row += process.env['SLOW'] === '1' ? 1n : 3n)
      for (let b = 0n; b < 128n; b++)
        digits.push(toScalar(2n * (b << (7n * row)) - (2n ** 259n - 1n)));
    const scalars = encodeScalars(digits);
    const term = [{ base: G, scalars }];
    expect(await secretsToo.mulFixed(term)).toEqual(await scalarOnly.mulFixed(term));
  });

  test('the one-way map where its denominator vanishes', async () => {
    // v = (−1 − r·d)(r + d) with r = i·t² is zero for t² = −d/i and t² = −1/(d·i).
    const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;
    const rootOf = (a: bigint): bigint => {
      const root = power(a, (P + 3n) / 8n);
      return root ** 2n % P === a ? root : (root * SQRT_M1) % P;
    };
    const over = (a: bigint, b: bigint) => (((a % P) + P) * power(b, P - 2n)) % P;
    const t = [rootOf(over(-D, SQRT_M1)), rootOf(over(-1n, D * SQRT_M1))];
    expect(t.map((value) => (value ** 2n * SQRT_M1 * D + 1n) % P === 0n)).toEqual([false, true]);
    const uniform = concat(...[...t, 0n, 1n, P - 1n, t[0] as bigint].map(bytesOf));
    expect(await wasm.oneWayMap(uniform)).toEqual(await noble.oneWayMap(uniform));
    expect(await scalarOnly.oneWayMap(uniform)).toEqual(await noble.oneWayMap(uniform));
    const { points: mapped, hints } = await wasm.oneWayMapHinted(uniform);
    expect(mapped).toEqual(await noble.oneWayMap(uniform));
    expect(hints).toEqual(await hintsOf(mapped));
  });
});

describe('sums that vanish', () => {
  // Decoding picks one of the eight curve points behind an encoding; sums of such picks that vanish
  // in the group may be any of the points of small order, and all must be written as the identity.
  const random = seededRandom(17);
  const logs = Array.from({ length: 40 }, (_, i) => BigInt(i + 2) ** 9n);
  const ks = randomScalars(40, random);

  test('k·B + (−k·B) for many bases', async () => {
    for (const [i, log] of logs.entries()) {
      const base = naive.multiplesOfG([log]);
      const k = ks.slice(32 * i, 32 * i + 32);
      const product = await wasm.mulEach(k, base);
      const opposite = await wasm.mulEach(encodeScalar(ORDER - 1n), product);
      expect(await wasm.mulFixed([{ base, scalars: k }], opposite)).toEqual(IDENTITY);
      const minusK = encodeScalar(toScalar(-integer(k)));
      const terms = [
        { base, scalars: k },
        { base: await wasm.mulEach(encodeScalar(ORDER - 1n), base), scalars: k },
        { base: product, scalars: encodeScalar(1n) },
        { base, scalars: minusK },
      ];
      expect(await wasm.mulFixed(terms)).toEqual(IDENTITY);
    }
  });

  test('points and their opposites, few and many', async () => {
    for (const n of [4, 40, 400]) {
      const half = Array.from({ length: n }, (_, i) => BigInt(i * i + 3));
      const points = naive.multiplesOfG([...half, ...half.map((log) => -log)]);
      const some = randomScalars(n, random);
      expect(await wasm.msmVartime(concat(some, some), points)).toEqual(IDENTITY);
    }
  });
});

function integer(bytes: Uint8Array): bigint {
  return bytes.reduceRight((n, byte) => n * 256n + BigInt(byte), 0n);
}
