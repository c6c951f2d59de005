/**
 * The proof of a mix as spec/shuffle.md writes it, one point at a time and with challenges from
 * outside: what a rewinding extractor and a simulator need, and what no production code may offer.
 * Prover, equations and layout are written from the page alone; only the transcript and the bytes of
 * a list are the package's.
 */
import { bigEndian, concat } from '@hustings/base';
import {
  addScalar,
  encodeScalars,
  G,
  IDENTITY,
  mulScalar,
  randomScalar,
  scalarAt,
} from '@hustings/ristretto';
import type { Ciphertexts, Random, ShuffleStep } from '../../src/index.ts';
import { Transcript } from '../../src/index.ts';
import { elements, onBase, type Point, sum, type Term } from './group.ts';

/** H and H_1..H_N. */
export interface Generators {
  readonly h: Point;
  readonly hs: readonly Point[];
}

/** A list as rows: pair[i][k] = (A, B) of piece k of ballot i. */
export type Rows = readonly (readonly (readonly [a: Point, b: Point])[])[];

export interface Statement {
  readonly key: Point;
  readonly input: Rows;
  readonly output: Rows;
}

/** ψ (0-based: output i is input ψ[i]) and r'[j][k], by the place j of the INPUT. */
export interface Witness {
  readonly psi: readonly number[];
  readonly rNew: readonly (readonly bigint[])[];
}

/** What the prover draws: r by the place of the output, as c_{ψ(i)} = r_i·G + H_i. */
export interface Coins {
  readonly r: readonly bigint[];
  readonly rHat: readonly bigint[];
  /** ω_1, ω_2, ω_3, ω_{4,1}.. */
  readonly omega: readonly bigint[];
  readonly omegaHat: readonly bigint[];
  readonly omegaNew: readonly bigint[];
}

export interface Announced {
  /** ĉ_1..ĉ_N */
  readonly chain: readonly Point[];
  /** t̂_1..t̂_N */
  readonly tHat: readonly Point[];
  /** t_1, t_2, t_3, t_{4,1,A}, t_{4,1,B}, … */
  readonly t: readonly Point[];
}

export interface Answers {
  /** s_1, s_2, s_3, s_{4,1}.. */
  readonly s: readonly bigint[];
  readonly sHat: readonly bigint[];
  readonly sNew: readonly bigint[];
}

export interface Challenges {
  readonly u: readonly bigint[];
  readonly c: bigint;
}

export type Proof = Announced & Answers & { readonly c: readonly Point[] };

const range = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);

export function drawCoins(n: number, pieces: number, random: Random): Coins {
  const some = (count: number) => range(count).map(() => randomScalar(random));
  return {
    r: some(n),
    rHat: some(n),
    omega: some(3 + pieces),
    omegaHat: some(n),
    omegaNew: some(n),
  };
}

export function product(values: readonly bigint[]): bigint {
  return values.reduce((all, one) => mulScalar(all, one), 1n);
}

export function inner(a: readonly bigint[], b: readonly bigint[]): bigint {
  return a.reduce((all, one, i) => addScalar(all, one * (b[i] as bigint)), 0n);
}

/** c_1..c_N by the place of the input. */
export async function commit(
  { hs }: Generators,
  psi: readonly number[],
  r: readonly bigint[],
): Promise<readonly Point[]> {
  const c: Point[] = psi.map(() => IDENTITY);
  for (const [i, j] of psi.entries()) c[j] = await sum([r[i] as bigint, G], [1n, hs[i] as Point]);
  return c;
}

/** The chain and all announcements, for u'_i of the prover's choice. */
export async function announce(
  { h, hs }: Generators,
  { key, output }: Statement,
  coins: Coins,
  uNew: readonly bigint[],
): Promise<Announced> {
  const { rHat, omega, omegaHat, omegaNew } = coins;
  const chain: Point[] = [];
  const tHat: Point[] = [];
  for (const [i, u] of uNew.entries()) {
    const before = chain[i - 1] ?? h;
    chain.push(await sum([rHat[i] as bigint, G], [u, before]));
    tHat.push(await sum([omegaHat[i] as bigint, G], [omegaNew[i] as bigint, before]));
  }
  const t = [
    await onBase(omega[0] as bigint),
    await onBase(omega[1] as bigint),
    await sum([omega[2] as bigint, G], ...omegaNew.map((w, i): Term => [w, hs[i] as Point])),
  ];
  for (const k of range(omega.length - 3))
    for (const [half, base] of [G, key].entries())
      t.push(
        await sum(
          [-(omega[3 + k] as bigint), base],
          ...omegaNew.map((w, i): Term => [w, output[i]?.[k]?.[half] as Point]),
        ),
      );
  return { chain, tHat, t };
}

/** The four sums that the s answer for: r̄, r̂, r and r' of each piece. */
export function honestSums(
  coins: Coins,
  { psi, rNew }: Witness,
  uNew: readonly bigint[],
): readonly bigint[] {
  const { r, rHat } = coins;
  const pieces = rNew[0]?.length ?? coins.omega.length - 3;
  return [
    r.reduce(addScalar, 0n),
    rHat.reduce((all, one, i) => addScalar(all, one * product(uNew.slice(i + 1))), 0n),
    inner(r, uNew),
    ...range(pieces).map((k) =>
      inner(
        psi.map((j) => rNew[j]?.[k] as bigint),
        uNew,
      ),
    ),
  ];
}

export function answer(
  coins: Coins,
  sums: readonly bigint[],
  uNew: readonly bigint[],
  c: bigint,
): Answers {
  const { rHat, omega, omegaHat, omegaNew } = coins;
  const respond = (nonces: readonly bigint[], values: readonly bigint[]) =>
    nonces.map((nonce, i) => addScalar(nonce, c * (values[i] as bigint)));
  return {
    s: respond(omega, sums),
    sHat: respond(omegaHat, rHat),
    sNew: respond(omegaNew, uNew),
  };
}

/** The equations of "Verification", each by its name with whether it holds. */
export async function equations(
  { h, hs }: Generators,
  { key, input, output }: Statement,
  proof: Proof,
  { u, c }: Challenges,
): Promise<ReadonlyMap<string, boolean>> {
  const n = u.length;
  const { s, sHat, sNew, chain, tHat, t } = proof;
  const held = new Map<string, boolean>();
  const check = async (name: string, ...terms: readonly Term[]): Promise<void> => {
    held.set(
      name,
      (await sum(...terms)).every((byte) => byte === 0),
    );
  };
  const each = (factor: (i: number) => bigint, points: readonly Point[]): readonly Term[] =>
    points.map((point, i): Term => [factor(i), point]);
  await check(
    's_1',
    [s[0] as bigint, G],
    [-1n, t[0] as Point],
    ...each(() => -c, proof.c),
    ...each(() => c, hs.slice(0, n)),
  );
  await check(
    's_2',
    [s[1] as bigint, G],
    [-1n, t[1] as Point],
    [-c, chain[n - 1] ?? h],
    [c * product(u), h],
  );
  await check(
    's_3',
    [s[2] as bigint, G],
    [-1n, t[2] as Point],
    ...each((i) => sNew[i] as bigint, hs.slice(0, n)),
    ...each((i) => -c * (u[i] as bigint), proof.c),
  );
  for (const k of range(s.length - 3))
    for (const [half, base] of [G, key].entries())
      await check(
        `s_4,${k + 1},${'AB'[half]}`,
        [-(s[3 + k] as bigint), base],
        [-1n, t[3 + 2 * k + half] as Point],
        ...output.map((row, i): Term => [sNew[i] as bigint, row[k]?.[half] as Point]),
        ...input.map((row, i): Term => [-c * (u[i] as bigint), row[k]?.[half] as Point]),
      );
  for (const i of range(n))
    await check(
      `ŝ_${i + 1}`,
      [sHat[i] as bigint, G],
      [sNew[i] as bigint, chain[i - 1] ?? h],
      [-1n, tHat[i] as Point],
      [-c, chain[i] as Point],
    );
  return held;
}

/** The statement and all of the proof, as they are appended: label by label. */
export type Labelled = readonly (readonly [label: string, bytes: Uint8Array])[];

/** What spec/shuffle.md appends before u is drawn. */
export function beforeU(
  step: ShuffleStep,
  { key, input, output }: Statement,
  c: readonly Point[],
): Labelled {
  const text = (of: string): Uint8Array => new TextEncoder().encode(of);
  const half = (rows: Rows, which: 0 | 1): Uint8Array =>
    concat(...rows.flatMap((row) => row.map((pair) => pair[which])));
  return [
    ['context', step.context],
    ['key', key],
    ['pool', text(step.pool)],
    ['step', bigEndian(step.step, 8)],
    ['mixer', text(step.mixer)],
    ['pieces', bigEndian(input[0]?.length ?? 1, 8)],
    ['count', bigEndian(input.length, 8)],
    ['A', half(input, 0)],
    ['B', half(input, 1)],
    ["A'", half(output, 0)],
    ["B'", half(output, 1)],
    ['c', concat(...c)],
  ];
}

/** The challenges of a transcript that leaves `omitted` out (weak Fiat–Shamir); none are left out by ours. */
export class Verifier {
  readonly #transcript: Transcript = new Transcript('shuffle');
  readonly #omitted: readonly string[];

  constructor(omitted: readonly string[] = []) {
    this.#omitted = omitted;
  }

  u(statement: Labelled, n: number): readonly bigint[] {
    this.#append(statement);
    const flat = this.#transcript.weights('u', n);
    return range(n).map((i) => scalarAt(flat, i));
  }

  c({ chain, t, tHat }: Announced): bigint {
    this.#append([
      ['c^', concat(...chain)],
      ['t', concat(...t)],
      ['t^', concat(...tHat)],
    ]);
    return this.#transcript.challenge('c');
  }

  #append(parts: Labelled): void {
    for (const [label, bytes] of parts)
      if (!this.#omitted.includes(label)) this.#transcript.append(label, bytes);
  }
}

export function encodeProof(proof: Proof, pieces: number): Uint8Array {
  return concat(
    Uint8Array.of(1, pieces),
    bigEndian(proof.c.length, 4),
    ...proof.c,
    ...proof.chain,
    ...proof.tHat,
    ...proof.t,
    encodeScalars(proof.s),
    encodeScalars(proof.sHat),
    encodeScalars(proof.sNew),
  );
}

export function listOf(rows: Rows, pieces: number): Ciphertexts {
  return {
    count: rows.length,
    pieces,
    a: concat(...rows.flatMap((row) => row.map(([a]) => a))),
    b: concat(...rows.flatMap((row) => row.map(([, b]) => b))),
  };
}

export function rowsOf(list: Ciphertexts): Rows {
  const [a, b] = [elements(list.a), elements(list.b)];
  return range(list.count).map((i) =>
    range(list.pieces).map((k) => {
      const at = i * list.pieces + k;
      return [a[at] as Point, b[at] as Point] as const;
    }),
  );
}

/** e'_i = e_{ψ(i)} + (r'·G, r'·Y). */
export async function mixed(key: Point, input: Rows, { psi, rNew }: Witness): Promise<Rows> {
  const out: (readonly [Point, Point])[][] = [];
  for (const j of psi) {
    const row: (readonly [Point, Point])[] = [];
    for (const [k, [a, b]] of (input[j] ?? []).entries()) {
      const r = rNew[j]?.[k] as bigint;
      row.push([await sum([1n, a], [r, G]), await sum([1n, b], [r, key])]);
    }
    out.push(row);
  }
  return out;
}

/** Piece k of ballot i. */
export function pairAt(rows: Rows, i: number, k: number): readonly [Point, Point] {
  const pair = rows[i]?.[k];
  if (pair === undefined) throw new Error('no such piece');
  return pair;
}
