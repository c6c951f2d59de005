/**
 * Commitment generators with a trapdoor (Swiss Post and Scytl, 2019): whoever knows the logarithms of
 * H, H_1..H_N to the base G opens its commitments to whatever it likes, and steals votes with a proof in
 * which every equation holds. Sources: see unbound-permutation.ts. Ours are RFC 9496's map of a hash
 * (PROTOCOL §2): no party chooses them, no message carries them, no function takes them.
 */
import { bigEndian, concat, utf8 } from '@hustings/base';
import { sha512 } from '@hustings/hash';
import { G, IDENTITY, independentGenerators, nobleGroup, randomScalar } from '@hustings/ristretto';
import { expect, test } from 'vitest';
import { checkShuffle } from '../../src/index.ts';
import { generatorsOf } from '../../src/shuffle-proof.ts';
import { POLL_CONTEXT, seededRandom } from '../support.ts';
import { elements, group, onBase, type Point, strangers, sum } from './group.ts';
import {
  announce,
  answer,
  beforeU,
  encodeProof,
  equations,
  type Generators,
  inner,
  listOf,
  product,
  Verifier,
} from './shuffle-by-hand.ts';
import { anyU, stolenMix } from './unbound-permutation.ts';

const random = seededRandom('known generators');
const N = 3;

test('with generators whose logarithms the mixer knows a vote is stolen, and every equation holds; with ours it is refused', async () => {
  const x = randomScalar(random);
  const key = await onBase(x);
  const votes = (await strangers('two candidates', 2)) as [Point, Point];
  const step = { context: POLL_CONTEXT, key, pool: 'members', step: 1, mixer: 'm' };
  const { statement, coins, rNew } = await stolenMix(key, votes, random);

  // The trapdoor: H = η·G, H_i = η_i·G.
  const eta = randomScalar(random);
  const etas = Array.from({ length: N }, () => randomScalar(random));
  const trapped: Generators = { h: await onBase(eta), hs: await Promise.all(etas.map(onBase)) };
  const ours: Generators = {
    h: await generatorsOf(group).h(),
    hs: elements(await generatorsOf(group).take(N)),
  };

  const forge = async (generators: Generators) => {
    const c = await Promise.all(
      generators.hs.map((h, i) => sum([coins.r[i] as bigint, G], [1n, h])),
    );
    const verifier = new Verifier();
    const u = verifier.u(beforeU(step, statement, c), N);
    const uNew = anyU(u, random);
    const announced = await announce(generators, statement, coins, uNew);
    const rBar = coins.r.reduce((all, one) => all + one, 0n);
    // Σ u·c = r·G + Σ u'·H for any u', by the trapdoor; and the product's difference likewise.
    const r = inner(coins.r, u) + inner(etas, u) - inner(etas, uNew);
    const chained = coins.rHat.reduce((all, one, i) => all + one * product(uNew.slice(i + 1)), 0n);
    const rHat = chained + (product(uNew) - product(u)) * eta;
    const challenge = verifier.c(announced);
    const sums = [rBar, rHat, r, rNew(u, uNew)];
    const proof = { c, ...announced, ...answer(coins, sums, uNew, challenge) };
    const held = await equations(generators, statement, proof, { u, c: challenge });
    const failing = [...held].filter(([, isHeld]) => !isHeld).map(([name]) => name);
    const lists = [listOf(statement.input, 1), listOf(statement.output, 1)] as const;
    const checked = await checkShuffle(group, step, ...lists, encodeProof(proof, 1), random);
    return { failing, code: checked.ok ? 'ok' : checked.error.code };
  };

  expect(await forge(trapped)).toEqual({ failing: [], code: 'shuffle/wrong-proof' });
  // The same mixer on our generators: what it committed to and the product give it away.
  expect(await forge(ours)).toEqual({ failing: ['s_2', 's_3'], code: 'shuffle/wrong-proof' });

  // What it would have won: one vote each way goes in as 1 : 2 and comes out as 2 : 1.
  const opened = async (rows: typeof statement.input) =>
    Promise.all(
      rows.map(async ([pair]) => {
        const [a, b] = pair as readonly [Point, Point];
        const point = await sum([1n, b], [-x, a]);
        return votes.findIndex((vote) => vote.join() === point.join());
      }),
    );
  expect(await opened(statement.input)).toEqual([0, 1, 1]);
  expect(await opened(statement.output)).toEqual([0, 0, 1]);
});

test('ours follow from their number alone, on either backend, and no two are alike', async () => {
  const n = 64;
  const hashed = concat(
    ...Array.from({ length: n + 1 }, (_, i) =>
      sha512(utf8('hustings/1/generator'), bigEndian(i, 8)),
    ),
  );
  for (const backend of [group, nobleGroup()]) {
    const expected = await backend.oneWayMap(hashed);
    const made = independentGenerators(backend);
    expect(concat(await made.h(), await made.take(n))).toEqual(expected);
    const all = new Set(elements(expected).map(String));
    expect(all.size).toBe(n + 1);
    for (const plain of [G, IDENTITY, await sum([2n, G])])
      expect(all.has(String(plain))).toBe(false);
  }
});
