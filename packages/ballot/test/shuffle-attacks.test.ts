/** Mixers that cheat (PROTOCOL §8, §13), with the honest prover's program and with false witnesses. */
import { assert, concat, equal } from '@hustings/base';
import {
  addScalar,
  encodeScalar,
  G,
  IDENTITY,
  ORDER,
  randomScalars,
  SIZE,
  scalarAt,
  toScalar,
} from '@hustings/ristretto';
import { beforeAll, expect, test } from 'vitest';
import { type Ciphertexts, checkShuffle, type ShuffleStep, shuffle } from '../src/index.ts';
import { proveShuffle, reencrypt } from '../src/shuffle.ts';
import { anyPoint, flipped, group, POLL_CONTEXT, pick, replaced, seededRandom } from './support.ts';

const random = seededRandom('shuffle attacks');
const N = 3;
const K = 2;
let step: ShuffleStep;
let input: Ciphertexts;
let output: Ciphertexts;
let proof: Uint8Array;

beforeAll(async () => {
  const key = await anyPoint(random);
  step = { context: POLL_CONTEXT, key, pool: 'members', step: 1, mixer: 'mixer-1' };
  const [a, b] = [random(64 * N * K), random(64 * N * K)];
  input = { count: N, pieces: K, a: await group.oneWayMap(a), b: await group.oneWayMap(b) };
  ({ output, proof } = await shuffle(group, step, input, random));
});

async function codeOf(of: {
  readonly step?: ShuffleStep;
  readonly input?: Ciphertexts;
  readonly output?: Ciphertexts;
  readonly proof?: Uint8Array;
}): Promise<string> {
  const all = { step, input, output, proof, ...of };
  const checked = await checkShuffle(group, all.step, all.input, all.output, all.proof, random);
  return checked.ok ? 'ok' : checked.error.code;
}

/** What the verifier says to a mixer that proves `wrong` with the witness that it has. */
async function cheat(
  psi: readonly number[],
  wrong: (honest: Ciphertexts, rNew: Uint8Array) => Ciphertexts | Promise<Ciphertexts>,
): Promise<string> {
  const order = Uint32Array.from(psi);
  const rNew = randomScalars(psi.length * K, random);
  const honest = await reencrypt(group, step.key, input, order, rNew);
  const out = await wrong(honest, rNew.slice());
  const forged = await proveShuffle(group, step, input, out, { psi: order, rNew }, random);
  return codeOf({ output: out, proof: forged });
}

/** A copy with k·G added to element i. */
async function shifted(flat: Uint8Array, i: number, k: bigint): Promise<Uint8Array> {
  const element = flat.subarray(i * SIZE, (i + 1) * SIZE);
  const scalars = [encodeScalar(1n), encodeScalar(toScalar(k))];
  return replaced(flat, i, await group.combineVartime(scalars, [element, G]));
}

test('the program that the cheats use convinces when nothing is wrong', async () => {
  expect(await codeOf({})).toBe('ok');
  expect(await cheat([2, 0, 1], (honest) => honest)).toBe('ok');
  expect(await cheat([0, 1, 2], (honest) => honest)).toBe('ok');
});

test('the whole statement is in the challenge: changed afterwards, no part of it passes', async () => {
  expect(await codeOf({ step: { ...step, context: new Uint8Array(32) } })).toBe(
    'shuffle/wrong-proof',
  );
  expect(await codeOf({ step: { ...step, key: await anyPoint(random) } })).toBe(
    'shuffle/wrong-proof',
  );
  expect(await codeOf({ step: { ...step, pool: 'affiliates' } })).toBe('shuffle/wrong-proof');
  expect(await codeOf({ step: { ...step, step: 2 } })).toBe('shuffle/wrong-proof');
  expect(await codeOf({ step: { ...step, mixer: 'mixer-2' } })).toBe('shuffle/wrong-proof');
  const point = await anyPoint(random);
  let changed = 0;
  for (const half of ['a', 'b'] as const)
    for (let i = 0; i < N * K; i++) {
      expect(await codeOf({ input: { ...input, [half]: replaced(input[half], i, point) } })).toBe(
        'shuffle/wrong-proof',
      );
      expect(
        await codeOf({ output: { ...output, [half]: replaced(output[half], i, point) } }),
      ).toBe('shuffle/wrong-proof');
      changed += 2;
    }
  expect(changed).toBe(4 * N * K);
});

test('the order of the input and of the output is proved too', async () => {
  expect(await codeOf({ input: pick(input, [1, 0, 2]) })).toBe('shuffle/wrong-proof');
  expect(await codeOf({ output: pick(output, [0, 2, 1]) })).toBe('shuffle/wrong-proof');
  expect(await codeOf({ input: output, output: input })).toBe('shuffle/wrong-proof');
});

test('every field of the proof matters: none can be exchanged for another point or number', async () => {
  const header = proof.subarray(0, 6);
  const body = proof.subarray(6);
  const points = 3 * N + 3 + 2 * K;
  const fields = body.length / SIZE;
  expect(fields).toBe(5 * N + 6 + 3 * K);
  const point = await anyPoint(random);
  // c, ĉ, t̂, t come first; then the responses s, ŝ, s'.
  for (let i = 0; i < fields; i++) {
    const other =
      i < points
        ? point
        : encodeScalar(addScalar(scalarAt(body.slice(i * SIZE, (i + 1) * SIZE), 0), 1n));
    expect([i, await codeOf({ proof: concat(header, replaced(body, i, other)) })]).toEqual([
      i,
      'shuffle/wrong-proof',
    ]);
    const zeros = concat(header, replaced(body, i, IDENTITY));
    expect([i, await codeOf({ proof: zeros })]).toEqual([i, 'shuffle/wrong-proof']);
  }
});

test('whatever bit of the proof is turned, it is refused', async () => {
  for (let at = 0; at < proof.length; at += at < 6 ? 1 : 17)
    expect(await codeOf({ proof: flipped(proof, at, 1 << (at % 8)) })).not.toBe('ok');
});

test('responses that are not below ℓ are refused: a proof has one spelling', async () => {
  const body = proof.subarray(6);
  for (let i = 3 * N + 3 + 2 * K; i < body.length / SIZE; i++) {
    const s = scalarAt(body, i) + ORDER;
    const bytes = new Uint8Array(SIZE).map((_, k) => Number((s >> BigInt(8 * k)) & 255n));
    expect(await codeOf({ proof: concat(proof.subarray(0, 6), replaced(body, i, bytes)) })).toBe(
      'shuffle/malformed',
    );
  }
});

test('a proof for another number of ballots or pieces is refused', async () => {
  expect(await codeOf({ input: pick(input, [0, 1]) })).toBe('shuffle/wrong-size');
  expect(await codeOf({ output: pick(output, [0, 1]) })).toBe('shuffle/wrong-size');
  expect(await codeOf({ output: pick(output, [0, 1, 2, 2]) })).toBe('shuffle/wrong-size');
  const asSingles = (list: Ciphertexts): Ciphertexts => ({ ...list, count: N * K, pieces: 1 });
  expect(await codeOf({ input: asSingles(input), output: asSingles(output) })).toBe(
    'shuffle/wrong-size',
  );
  for (const of of [new Uint8Array(), proof.subarray(32), concat(proof, IDENTITY)])
    expect(await codeOf({ proof: of })).toBe('shuffle/malformed');
});

test('a mixer that drops a ballot and doubles another cannot prove it', async () => {
  expect(await cheat([0, 0, 2], (honest) => honest)).toBe('shuffle/wrong-proof');
  expect(await cheat([1, 1, 1], (honest) => honest)).toBe('shuffle/wrong-proof');
  // With a true permutation for a witness, and the output as it pleases.
  expect(await cheat([2, 0, 1], (honest) => pick(honest, [0, 1, 1]))).toBe('shuffle/wrong-proof');
});

test('a mixer that puts a ballot of its own in place of another cannot prove it', async () => {
  const mine = await group.oneWayMap(random(2 * 64));
  const at = SIZE * K;
  expect(
    await cheat([2, 0, 1], (honest) => ({
      ...honest,
      a: concat(honest.a.subarray(0, at), mine, honest.a.subarray(2 * at)),
    })),
  ).toBe('shuffle/wrong-proof');
});

test('a mixer that changes one plaintext cannot prove it, in whatever piece and half', async () => {
  for (const half of ['a', 'b'] as const)
    for (let i = 0; i < N * K; i++)
      expect(
        await cheat([1, 2, 0], async (honest) => ({
          ...honest,
          [half]: await shifted(honest[half], i, 1n),
        })),
      ).toBe('shuffle/wrong-proof');
});

test('changes that cancel out between the pieces or halves of one ballot are found', async () => {
  expect(
    await cheat([1, 2, 0], async (honest) => ({
      ...honest,
      b: await shifted(await shifted(honest.b, 2, 1n), 3, -1n),
    })),
  ).toBe('shuffle/wrong-proof');
  expect(
    await cheat([1, 2, 0], async (honest) => ({
      ...honest,
      a: await shifted(honest.a, 2, 1n),
      b: await shifted(honest.b, 2, -1n),
    })),
  ).toBe('shuffle/wrong-proof');
});

test("a mixer that swaps two plaintexts between credentials' ciphertexts cannot prove it", async () => {
  expect(await cheat([0, 1, 2], (honest) => ({ ...honest, b: pick(honest, [1, 0, 2]).b }))).toBe(
    'shuffle/wrong-proof',
  );
});

test('the pieces of one ballot stay together: a mixer cannot exchange single pieces', async () => {
  // Piece 2 of ballots 1 and 2 change places; as single points the list is still a permutation.
  const exchange = (flat: Uint8Array): Uint8Array => {
    const element = (i: number): Uint8Array => flat.slice(i * SIZE, (i + 1) * SIZE);
    return replaced(replaced(flat, 1, element(3)), 3, element(1));
  };
  expect(
    await cheat([0, 1, 2], (honest) => ({
      ...honest,
      a: exchange(honest.a),
      b: exchange(honest.b),
    })),
  ).toBe('shuffle/wrong-proof');
  // And with the randomness to match, the witness is still none.
  const order = Uint32Array.of(0, 1, 2);
  const rNew = randomScalars(N * K, random);
  const honest = await reencrypt(group, step.key, input, order, rNew);
  const out = { ...honest, a: exchange(honest.a), b: exchange(honest.b) };
  const witness = { psi: order, rNew: exchange(rNew) };
  const forged = await proveShuffle(group, step, input, out, witness, random);
  expect(await codeOf({ output: out, proof: forged })).toBe('shuffle/wrong-proof');
});

test('a ballot taken out against one put in that balances the sum cannot be proved', async () => {
  // Σ e' = Σ e still holds: a check of sums alone would pass.
  expect(
    await cheat([0, 1, 2], async (honest) => {
      const one = encodeScalar(1n);
      const minus = encodeScalar(ORDER - 1n);
      const element = (i: number): Uint8Array => honest.b.slice(i * SIZE, (i + 1) * SIZE);
      const more = await group.combineVartime([one, one], [element(0), G]);
      const less = await group.combineVartime([one, minus], [element(2), G]);
      return { ...honest, b: replaced(replaced(honest.b, 0, more), 2, less) };
    }),
  ).toBe('shuffle/wrong-proof');
});

test('the identity and points that are none are refused in either list', async () => {
  for (const half of ['a', 'b'] as const)
    for (const which of ['input', 'output'] as const) {
      const list = which === 'input' ? input : output;
      const hollow = { ...list, [half]: replaced(list[half], 1, IDENTITY) };
      expect(await codeOf({ [which]: hollow })).toBe('ciphertexts/identity');
      const garbled = { ...list, [half]: replaced(list[half], 1, new Uint8Array(32).fill(255)) };
      expect(await codeOf({ [which]: garbled })).toBe('ciphertexts/not-canonical');
    }
  expect(await codeOf({ step: { ...step, key: IDENTITY } })).toBe('keygen/not-a-key');
});

test('the identity in either list is refused even when the proof holds', async () => {
  const prove = async (list: Ciphertexts, rNew: Uint8Array): Promise<string> => {
    const psi = Uint32Array.from([0, 1, 2]);
    const out = await reencrypt(group, step.key, list, psi, rNew);
    const forged = await proveShuffle(group, step, list, out, { psi, rNew }, random);
    return codeOf({ input: list, output: out, proof: forged });
  };
  const rNew = randomScalars(N * K, random);
  expect(await prove(input, rNew)).toBe('ok');
  expect(await prove({ ...input, a: replaced(input.a, 2, IDENTITY) }, rNew)).toBe(
    'ciphertexts/identity',
  );
  expect(await prove({ ...input, b: replaced(input.b, 2, IDENTITY) }, rNew)).toBe(
    'ciphertexts/identity',
  );
  // A voter and a mixer who agree: r' = −r lays the plaintext open.
  const r = 5n;
  const open = { ...input, a: replaced(input.a, 2, await group.mulEach(encodeScalar(r), G)) };
  expect(await prove(open, rNew)).toBe('ok');
  expect(await prove(open, replaced(rNew, 2, encodeScalar(ORDER - r)))).toBe(
    'ciphertexts/identity',
  );
});

test('two proofs of one mix share no number: the prover draws everything afresh', async () => {
  const again = await shuffle(group, step, input, random);
  const fields = new Set<string>();
  for (const bytes of [proof.subarray(6), again.proof.subarray(6)])
    for (let i = 0; i < bytes.length / SIZE; i++)
      fields.add(bytes.slice(i * SIZE, (i + 1) * SIZE).join());
  expect(fields.size).toBe((2 * (proof.length - 6)) / SIZE);
  assert(!equal(again.output.a, output.a), 'a second mix gives other ciphertexts');
});
