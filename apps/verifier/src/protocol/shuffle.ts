/** The proof of a mix, after Terelius and Wikström (spec/shuffle.md): every equation in one sum. */
import { readBigEndian } from '@hustings/base';
import {
  BASE,
  generator,
  mod,
  ORDER,
  type Point,
  randomWeight,
  readElement,
  readPoints,
  readScalars,
  Sum,
} from '../group/points.ts';
import { Transcript } from '../group/transcript.ts';
import type { Ciphertexts } from './ciphertexts.ts';

export interface MixStep {
  readonly context: Uint8Array;
  /** Y */
  readonly key: Uint8Array;
  readonly pool: string;
  /** From 1. */
  readonly step: number;
  readonly mixer: string;
}

/** What is wrong with the proof that `output` is a mix of `input`, or undefined. */
export function wrongMix(
  step: MixStep,
  input: Ciphertexts,
  output: Ciphertexts,
  proof: Uint8Array,
): string | undefined {
  const { pieces, count } = input;
  if (output.pieces !== pieces || output.count !== count)
    return 'What came out of the mix has not as many ballots or pieces as what went in.';
  if (proof.length !== 6 + 32 * (5 * count + 6 + 3 * pieces))
    return 'The proof of the mix has the wrong length.';
  if (proof[0] !== 1 || proof[1] !== pieces || readBigEndian(proof, 2, 4) !== count)
    return 'The proof of the mix has the wrong version, pieces or number of ballots.';
  const key = readElement(step.key);
  if (key === undefined) return 'The key is no point, or the identity.';
  const parts = cut(proof, pieces, count);
  const c = readPoints(parts.c);
  const chain = readPoints(parts.chain);
  const chainT = readPoints(parts.chainT);
  const t = readPoints(parts.t);
  const responses = readScalars(parts.responses);
  if (c === undefined || chain === undefined || chainT === undefined || t === undefined)
    return 'A point of the proof of the mix is not canonical.';
  if (responses === undefined) return 'A response of the proof of the mix is not below ℓ.';
  const transcript = new Transcript('shuffle')
    .append('context', step.context)
    .append('key', step.key)
    .text('pool', step.pool)
    .number('step', step.step)
    .text('mixer', step.mixer)
    .number('pieces', pieces)
    .number('count', count)
    .append('A', input.a)
    .append('B', input.b)
    .append("A'", output.a)
    .append("B'", output.b)
    .append('c', parts.c);
  const u = transcript.weights('u', count);
  const challenge = transcript
    .append('c^', parts.chain)
    .append('t', parts.t)
    .append('t^', parts.chainT)
    .challenge('c');
  const sum = equations({ input, output, key, c, chain, chainT, t, responses, u, challenge });
  return sum.isZero() ? undefined : 'The proof of the mix is wrong.';
}

/** The proof's parts in their order, as bytes. */
function cut(proof: Uint8Array, pieces: number, count: number) {
  let at = 6;
  const take = (elements: number): Uint8Array => {
    const part = proof.subarray(at, at + 32 * elements);
    at += 32 * elements;
    return part;
  };
  return {
    c: take(count),
    chain: take(count),
    chainT: take(count),
    t: take(3 + 2 * pieces),
    responses: take(3 + pieces + 2 * count),
  };
}

interface Statement {
  readonly input: Ciphertexts;
  readonly output: Ciphertexts;
  readonly key: Point;
  readonly c: readonly Point[];
  readonly chain: readonly Point[];
  readonly chainT: readonly Point[];
  /** t_1, t_2, t_3, then t_{4,k,A} and t_{4,k,B} for every k. */
  readonly t: readonly Point[];
  /** s_1, s_2, s_3, s_{4,k}, ŝ_i, s'_i */
  readonly responses: readonly bigint[];
  readonly u: readonly bigint[];
  readonly challenge: bigint;
}

/** Left sides less right sides, each equation with a weight of its own. */
function equations(s: Statement): Sum {
  const { input, output, c, chain, chainT, t, responses, u, challenge } = s;
  const { pieces, count } = input;
  const [s1, s2, s3] = responses as [bigint, bigint, bigint];
  const s4 = responses.slice(3, 3 + pieces);
  const hats = responses.slice(3 + pieces, 3 + pieces + count);
  const primes = responses.slice(3 + pieces + count);
  const [w1, w2, w3] = [randomWeight(), randomWeight(), randomWeight()];
  const H = generator(0);
  let ofBase = w1 * s1 + w2 * s2 + w3 * s3;
  let ofKey = 0n;
  let ofH = 0n;
  const sum = new Sum();
  sum
    .add(t[0] as Point, -w1)
    .add(t[1] as Point, -w2)
    .add(t[2] as Point, -w3);
  const product = u.reduce((a, b) => (a * b) % ORDER, 1n);
  // s_2·G = t_2 + c·(ĉ_N − Πu·H), with ĉ_0 = H.
  ofH += w2 * challenge * product;
  if (count === 0) ofH -= w2 * challenge;
  const ofChain: bigint[] = new Array<bigint>(count).fill(0n);
  if (count > 0) ofChain[count - 1] = -w2 * challenge;
  for (let i = 0; i < count; i++) {
    const [ui, hat, prime] = [u[i], hats[i], primes[i]] as [bigint, bigint, bigint];
    sum.add(c[i] as Point, -challenge * (w1 + w3 * ui));
    sum.add(generator(i + 1), w1 * challenge + w3 * prime);
    const w = randomWeight();
    ofBase += w * hat;
    if (i === 0) ofH += w * prime;
    else ofChain[i - 1] = (ofChain[i - 1] as bigint) + w * prime;
    sum.add(chainT[i] as Point, -w);
    ofChain[i] = (ofChain[i] as bigint) - w * challenge;
  }
  for (let i = 0; i < count; i++) sum.add(chain[i] as Point, ofChain[i] as bigint);
  for (let k = 0; k < pieces; k++) {
    const [wa, wb] = [randomWeight(), randomWeight()];
    const response = s4[k] as bigint;
    ofBase -= wa * response;
    ofKey -= wb * response;
    sum.add(t[3 + 2 * k] as Point, -wa).add(t[4 + 2 * k] as Point, -wb);
    for (let i = 0; i < count; i++) {
      const at = i * pieces + k;
      const prime = primes[i] as bigint;
      const back = mod(-challenge * (u[i] as bigint));
      sum.add(output.pointsA[at] as Point, wa * prime).add(input.pointsA[at] as Point, wa * back);
      sum.add(output.pointsB[at] as Point, wb * prime).add(input.pointsB[at] as Point, wb * back);
    }
  }
  return sum.add(BASE, ofBase).add(s.key, ofKey).add(H, ofH);
}
