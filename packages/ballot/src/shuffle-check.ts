/**
 * The verifiable shuffle, verifier's side (PROTOCOL §8). All equations,
 *
 *   s_1·G − t_1 − c·C̄ = 0                     C̄ = Σ c_i − Σ H_i               weight α_1
 *   s_2·G − t_2 − c·Ĉ = 0                      Ĉ = ĉ_N − (Π u_i)·H             weight α_2
 *   s_3·G + Σ s'_i·H_i − t_3 − c·Σ u_i·c_i = 0                                  weight α_3
 *   −s_{4,k}·G + Σ s'_i·A'_{i,k} − t_{4,k,A} − c·Σ u_i·A_{i,k} = 0              weight α_{4,k,A}
 *   −s_{4,k}·Y + Σ s'_i·B'_{i,k} − t_{4,k,B} − c·Σ u_i·B_{i,k} = 0              weight α_{4,k,B}
 *   ŝ_i·G + s'_i·ĉ_{i−1} − t̂_i − c·ĉ_i = 0    ĉ_0 = H                         weight β_i
 *
 * are folded with random weights of 128 bits into ONE sum of (4 + 4K)·N points and a few, computed in
 * slices of the list so that memory stays bounded. Public input only.
 */
import { concat, err, type Failure, ok, type Result } from '@hustings/base';
import {
  addScalar,
  encodeScalar,
  encodeScalars,
  G,
  type Group,
  MINUS_ONE,
  mulScalar,
  negScalar,
  ONE,
  randomWeights,
  type ScalarField,
  SIZE,
  scalarAt,
  subScalar,
} from '@hustings/ristretto';
import { assertShape, type Ciphertexts, checkCiphertexts } from './ciphertexts.ts';
import { at, between, hasIdentity, isIdentity, sumVartime } from './flat.ts';
import { checkKey } from './keygen.ts';
import type { Random } from './random.ts';
import {
  generatorsOf,
  parseShuffleProof,
  type ShuffleProof,
  type ShuffleStep,
  shuffleChallenge,
  shuffleTranscript,
} from './shuffle-proof.ts';

/** Ballots per slice: some 65,000 points, 4 MB. A larger one would not be faster. */
const SLICE = 8192;

/**
 * Whether `output` is a mix of `input`. Both may be of any bytes of their shape.
 * Codes: `shuffle/malformed`, `shuffle/wrong-size`, `ciphertexts/identity`, `ciphertexts/not-canonical`, `shuffle/wrong-proof`,
 * `keygen/not-a-key`.
 */
export async function checkShuffle(
  group: Group,
  step: ShuffleStep,
  input: Ciphertexts,
  output: Ciphertexts,
  proofBytes: Uint8Array,
  random: Random,
  sliceSize: number = SLICE,
): Promise<Result<void, Failure>> {
  assertShape(input);
  assertShape(output);
  const parsed = parseShuffleProof(proofBytes);
  if (!parsed.ok) return parsed;
  const proof = parsed.value;
  const { count, pieces } = input;
  if ([output, proof].some((other) => other.count !== count || other.pieces !== pieces))
    return err({
      code: 'shuffle/wrong-size',
      message: 'The mix has not as many papers as went into it.',
    });
  const lists = [input, output];
  const hollow = lists.find(({ a, b }) => hasIdentity(a) || hasIdentity(b));
  if (hollow !== undefined) return checkCiphertexts(group, hollow);
  const key = await checkKey(group, step.key);
  if (!key.ok) return key;
  const sum = await foldedSum(group, step, input, output, proof, random, sliceSize);
  if (sum !== undefined && isIdentity(sum)) return ok(undefined);
  for (const list of lists) {
    const points = await checkCiphertexts(group, list);
    if (!points.ok) return points;
  }
  return err({
    code: 'shuffle/wrong-proof',
    message: 'The proof fails: what came out of this mix is not what went in.',
  });
}

/** The sum above; `undefined` when any point is not a canonical encoding. */
async function foldedSum(
  group: Group,
  step: ShuffleStep,
  input: Ciphertexts,
  output: Ciphertexts,
  proof: ShuffleProof,
  random: Random,
  sliceSize: number,
): Promise<Uint8Array | undefined> {
  const { count: n, pieces } = input;
  const transcript = shuffleTranscript(step, input, output, proof.commitments);
  const u = transcript.weights('u', n);
  const c = shuffleChallenge(
    transcript,
    proof.chain,
    proof.announcements,
    proof.chainAnnouncements,
  );
  const alpha = randomWeights(3 + 2 * pieces, random);
  const beta = randomWeights(n, random);
  const fold: Fold = {
    input,
    output,
    proof,
    u,
    c,
    alpha,
    beta,
    hs: await generatorsOf(group).take(n),
  };

  const sums: Uint8Array[] = [];
  for (let from = 0; from < n; from += sliceSize) {
    const { scalars, points } = await slice(
      group.scalars,
      fold,
      from,
      Math.min(n, from + sliceSize),
    );
    const sum = await sumVartime(group, scalars, points);
    if (sum === undefined) return undefined;
    sums.push(sum);
  }
  const rest = await remainder(group.scalars, fold, step.key, await generatorsOf(group).h());
  const sum = await sumVartime(group, rest.scalars, rest.points);
  if (sum === undefined) return undefined;
  sums.push(sum);
  return group.msmVartime(encodeScalars(sums.map(() => 1n)), concat(...sums));
}

interface Fold {
  readonly input: Ciphertexts;
  readonly output: Ciphertexts;
  readonly proof: ShuffleProof;
  readonly u: Uint8Array;
  readonly c: bigint;
  /** α_1, α_2, α_3, α_{4,1,A}, α_{4,1,B}, … */
  readonly alpha: Uint8Array;
  readonly beta: Uint8Array;
  readonly hs: Uint8Array;
}

interface Sum {
  readonly scalars: Uint8Array;
  readonly points: Uint8Array;
}

/** The terms of ballots `from` up to `to`: c, H, ĉ, t̂, then A, B, A', B'. */
async function slice(field: ScalarField, fold: Fold, from: number, to: number): Promise<Sum> {
  const { input, output, proof, u, c, alpha, beta, hs } = fold;
  const { count: n, pieces } = input;
  const s = proof.permutationResponses;
  const alpha1c = mulScalar(scalarAt(alpha, 0), c);
  const alpha2c = mulScalar(scalarAt(alpha, 1), c);
  const alpha3 = scalarAt(alpha, 2);
  const us = between(u, from, to);
  const ss = between(s, from, to);
  const betas = between(beta, from, to);
  /** Scalars weight_k·values_i, ballot-major: equation k of A or B has the weight α_{4,k}. */
  const perPiece = async (values: Uint8Array, first: number, factor: bigint) =>
    interleave(
      await Promise.all(
        Array.from({ length: pieces }, (_, k) =>
          field.mulAdd(values, encodeScalar(mulScalar(factor, scalarAt(alpha, first + 2 * k)))),
        ),
      ),
    );
  // ĉ_j stands in its own equation, and in the next one; the last in the one for Ĉ.
  const inNext = await field.mulAdd(between(beta, from + 1, to + 1), between(s, from + 1, to + 1));
  const next = to < n ? inNext : concat(inNext, encodeScalar(negScalar(alpha2c)));
  const minusC = negScalar(c);
  const scalars = concat(
    await field.mulAdd(
      us,
      encodeScalar(negScalar(mulScalar(alpha3, c))),
      encodeScalar(negScalar(alpha1c)),
    ),
    await field.mulAdd(ss, encodeScalar(alpha3), encodeScalar(alpha1c)),
    await field.mulAdd(betas, encodeScalar(minusC), next),
    await field.mulAdd(betas, MINUS_ONE),
    await perPiece(us, 3, minusC),
    await perPiece(us, 4, minusC),
    await perPiece(ss, 3, 1n),
    await perPiece(ss, 4, 1n),
  );
  const points = concat(
    between(proof.commitments, from, to),
    between(hs, from, to),
    between(proof.chain, from, to),
    between(proof.chainAnnouncements, from, to),
    between(input.a, from * pieces, to * pieces),
    between(input.b, from * pieces, to * pieces),
    between(output.a, from * pieces, to * pieces),
    between(output.b, from * pieces, to * pieces),
  );
  return { scalars, points };
}

/** The terms that do not grow with the list: G, Y, H and the announcements. */
async function remainder(
  field: ScalarField,
  fold: Fold,
  key: Uint8Array,
  h: Uint8Array,
): Promise<Sum> {
  const { input, proof, u, c, alpha, beta } = fold;
  const { count: n, pieces } = input;
  const response = (i: number): bigint => scalarAt(proof.responses, i);
  const products = await field.chain(ONE, u);
  const product = n === 0 ? 1n : scalarAt(products, n - 1);
  let onG = scalarAt(await field.inner(beta, proof.chainResponses), 0);
  for (let i = 0; i < 3; i++) onG = addScalar(onG, scalarAt(alpha, i) * response(i));
  let onKey = 0n;
  for (let k = 0; k < pieces; k++) {
    onG = subScalar(onG, scalarAt(alpha, 3 + 2 * k) * response(3 + k));
    onKey = subScalar(onKey, scalarAt(alpha, 4 + 2 * k) * response(3 + k));
  }
  // H is ĉ_0: it carries Π u_i, the first link of the chain, and with N = 0 stands for ĉ_N itself.
  const alpha2c = mulScalar(scalarAt(alpha, 1), c);
  const firstLink = n > 0 ? scalarAt(beta, 0) * scalarAt(proof.permutationResponses, 0) : -alpha2c;
  const onH = addScalar(mulScalar(alpha2c, product), firstLink);
  return {
    scalars: concat(encodeScalars([onG, onKey, onH]), await field.mulAdd(alpha, MINUS_ONE)),
    points: concat(G, key, h, proof.announcements),
  };
}

/** Row by row from columns of equal length; the one column itself where there is no other. */
function interleave(columns: readonly Uint8Array[]): Uint8Array {
  const [only] = columns;
  if (columns.length === 1 && only !== undefined) return only;
  const rows = (only ?? new Uint8Array()).length / SIZE;
  const out = new Uint8Array(rows * columns.length * SIZE);
  for (const [k, column] of columns.entries())
    for (let i = 0; i < rows; i++) out.set(at(column, i), (i * columns.length + k) * SIZE);
  return out;
}
