/**
 * The proof of a mix tells nothing but that it is one. Two checks of "perfect, for a verifier whose
 * challenges are given": a simulator without a witness makes transcripts that the equations take, even
 * of a false statement; and in a group so small that all of the prover's coins can be tried, prover and
 * simulator give every transcript equally often, whatever the permutation. (That no such transcript
 * passes the package's verifier is the hash's doing, and is tested too.)
 */
import { G, randomScalar } from '@hustings/ristretto';
import { describe, expect, test } from 'vitest';
import { checkShuffle } from '../../src/index.ts';
import { generatorsOf } from '../../src/shuffle-proof.ts';
import { POLL_CONTEXT, seededRandom } from '../support.ts';
import { elements, group, onBase, type Point, strangers, sum, type Term } from './group.ts';
import {
  encodeProof,
  equations,
  listOf,
  type Proof,
  product,
  type Rows,
  type Statement,
} from './shuffle-by-hand.ts';

const random = seededRandom('zero knowledge');
const scalar = (): bigint => randomScalar(random);
const range = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);
const [key] = (await strangers('zero knowledge key', 1)) as [Point];

/** Draws commitments and answers first, and computes the announcements that fit the challenges. */
async function simulate(
  { h, hs }: { readonly h: Point; readonly hs: readonly Point[] },
  statement: Statement,
  u: readonly bigint[],
  c: bigint,
): Promise<Proof> {
  const n = u.length;
  const pieces = statement.input[0]?.length ?? 1;
  const some = (count: number) => range(count).map(scalar);
  const points = (count: number) => Promise.all(some(count).map(onBase));
  const [cs, chain] = [await points(n), await points(n)];
  const [s, sHat, sNew] = [some(3 + pieces), some(n), some(n)];
  const all = (list: readonly Point[], factor: (i: number) => bigint): readonly Term[] =>
    list.map((point, i): Term => [factor(i), point]);
  const t = [
    await sum([s[0] as bigint, G], ...all(cs, () => -c), ...all(hs, () => c)),
    await sum([s[1] as bigint, G], [-c, chain[n - 1] ?? h], [c * product(u), h]),
    await sum(
      [s[2] as bigint, G],
      ...all(hs, (i) => sNew[i] as bigint),
      ...all(cs, (i) => -c * (u[i] as bigint)),
    ),
  ];
  for (const k of range(pieces))
    for (const [half, base] of [G, key].entries()) {
      const of = (rows: Rows): readonly Point[] => rows.map((row) => row[k]?.[half] as Point);
      t.push(
        await sum(
          [-(s[3 + k] as bigint), base],
          ...all(of(statement.output), (i) => sNew[i] as bigint),
          ...all(of(statement.input), (i) => -c * (u[i] as bigint)),
        ),
      );
    }
  const tHat: Point[] = [];
  for (const i of range(n))
    tHat.push(
      await sum(
        [sHat[i] as bigint, G],
        [sNew[i] as bigint, chain[i - 1] ?? h],
        [-c, chain[i] as Point],
      ),
    );
  return { c: cs, chain, tHat, t, s, sHat, sNew };
}

test.each([
  [2, 1],
  [3, 2],
])(
  'N = %i, K = %i: a transcript for challenges known beforehand needs no witness, and passes the hash no more',
  async (n, pieces) => {
    const known = {
      h: await generatorsOf(group).h(),
      hs: elements(await generatorsOf(group).take(n)),
    };
    const points = await strangers(`simulated ${n}`, 4 * n * pieces);
    const rows = (from: number): Rows =>
      range(n).map((i) =>
        range(pieces).map((k) => {
          const at = from + 2 * (i * pieces + k);
          return [points[at] as Point, points[at + 1] as Point] as const;
        }),
      );
    // A false statement: the output has nothing to do with the input.
    const statement = { key, input: rows(0), output: rows(2 * n * pieces) };
    const u = range(n).map(() => scalar() % 2n ** 128n);
    const c = scalar();
    const proof = await simulate(known, statement, u, c);
    const held = await equations(known, statement, proof, { u, c });
    expect(held.size).toBe(3 + 2 * pieces + n);
    expect([...held.values()].every((isHeld) => isHeld)).toBe(true);
    const step = { context: POLL_CONTEXT, key, pool: 'members', step: 1, mixer: 'm' };
    const [input, output] = [listOf(statement.input, pieces), listOf(statement.output, pieces)];
    const verdict = await checkShuffle(
      group,
      step,
      input,
      output,
      encodeProof(proof, pieces),
      random,
    );
    expect(verdict.ok ? 'taken' : verdict.error.code).toBe('shuffle/wrong-proof');
    // A false statement has one challenge for its announcements at most: another breaks the equations.
    const other = await equations(known, statement, proof, { u, c: c + 1n });
    expect([...other.values()].some((isHeld) => isHeld)).toBe(false);
  },
);

/**
 * The same proof where "points" are numbers modulo 3, known by their logarithms: all 3^12 choices of
 * coins for N = 2, K = 1. The prover's arithmetic is written again from the page.
 */
describe('in a group of three elements, over every choice of coins', () => {
  const Q = 3;
  const mod = (value: number): number => ((value % Q) + Q) % Q;
  // Logarithms: H, H_1, H_2, Y, the four of the input, r' of each ballot.
  const [h, h1, h2, y] = [2, 1, 2, 2];
  const input = [
    [1, 0],
    [2, 1],
  ] as const;
  const rNew = [1, 2] as const;

  /** (c, ĉ, s, ŝ, s') as one number to base 3; the announcements follow from them by the equations. */
  function transcripts(psi: readonly [number, number], u: readonly [number, number], c: number) {
    const [u1, u2] = [u[psi[0]], u[psi[1]]] as [number, number];
    const out = psi.map((j) => {
      const [a, b] = input[j] as readonly [number, number];
      return [mod(a + (rNew[j] as number)), mod(b + (rNew[j] as number) * y)] as const;
    }) as [readonly [number, number], readonly [number, number]];
    const seen = new Uint32Array(Q ** 11);
    let wrong = 0;
    const coins = new Array<number>(12).fill(0);
    for (let at = 0; at < Q ** 12; at++) {
      for (let rest = at, i = 0; i < 12; i++, rest = Math.floor(rest / Q)) coins[i] = rest % Q;
      const [r1, r2, p1, p2, w1, w2, w3, w4, v1, v2, x1, x2] = coins as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      const com = [0, 0];
      com[psi[0]] = mod(r1 + h1);
      com[psi[1]] = mod(r2 + h2);
      const chain1 = mod(p1 + u1 * h);
      const chain2 = mod(p2 + u2 * chain1);
      const s1 = mod(w1 + c * (r1 + r2));
      const s2 = mod(w2 + c * (p1 * u2 + p2));
      const s3 = mod(w3 + c * (r1 * u1 + r2 * u2));
      const s4 = mod(w4 + c * ((rNew[psi[0]] as number) * u1 + (rNew[psi[1]] as number) * u2));
      const e1 = mod(v1 + c * p1);
      const e2 = mod(v2 + c * p2);
      const z1 = mod(x1 + c * u1);
      const z2 = mod(x2 + c * u2);
      // The announcements as the prover makes them must be those that the equations give.
      const tA = mod(-w4 + x1 * out[0][0] + x2 * out[1][0]);
      const tB = mod(-w4 * y + x1 * out[0][1] + x2 * out[1][1]);
      const eA = mod(u[0] * input[0][0] + u[1] * input[1][0]);
      const eB = mod(u[0] * input[0][1] + u[1] * input[1][1]);
      const isRight =
        w1 === mod(s1 - c * ((com[0] as number) + (com[1] as number) - h1 - h2)) &&
        w2 === mod(s2 - c * (chain2 - u[0] * u[1] * h)) &&
        mod(w3 + x1 * h1 + x2 * h2) ===
          mod(
            s3 + z1 * h1 + z2 * h2 - c * (u[0] * (com[0] as number) + u[1] * (com[1] as number)),
          ) &&
        tA === mod(-s4 + z1 * out[0][0] + z2 * out[1][0] - c * eA) &&
        tB === mod(-s4 * y + z1 * out[0][1] + z2 * out[1][1] - c * eB) &&
        mod(v1 + x1 * h) === mod(e1 + z1 * h - c * chain1) &&
        mod(v2 + x2 * chain1) === mod(e2 + z2 * chain1 - c * chain2);
      if (!isRight) wrong++;
      let name = 0;
      for (const part of [com[0], com[1], chain1, chain2, s1, s2, s3, s4, e1, e2, z1])
        name = name * Q + (part as number);
      // z2 is the twelfth; eleven are enough to count, three transcripts to a place.
      seen[name] = (seen[name] as number) + 1 + 1024 * z2;
    }
    return { seen, wrong };
  }

  test.each([
    { psi: [0, 1], u: [1, 2], c: 1 },
    { psi: [1, 0], u: [1, 2], c: 1 },
    { psi: [1, 0], u: [2, 2], c: 2 },
    { psi: [0, 1], u: [0, 1], c: 0 },
  ] as const)(
    'ψ = $psi, u = $u, c = $c: each of the 3^12 transcripts is given once, as the simulator gives them',
    ({ psi, u, c }) => {
      const { seen, wrong } = transcripts(psi, u, c);
      expect(wrong).toBe(0);
      // Each place holds three transcripts, with z2 = 0, 1 and 2.
      expect(seen.every((count) => count === 3 + 1024 * 3)).toBe(true);
    },
  );
});
