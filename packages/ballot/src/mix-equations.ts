/**
 * The sum that a verifier of a mix makes (PROTOCOL §8). All equations,
 *
 *   s_1·G − t_1 − c·C̄ = 0                     C̄ = Σ c_i − Σ H_i               weight α_1
 *   s_2·G − t_2 − c·Ĉ = 0                      Ĉ = ĉ_N − (Π u_i)·H             weight α_2
 *   s_3·G + Σ s'_i·H_i − t_3 − c·Σ u_i·c_i = 0                                  weight α_3 = 1
 *   −s_{4,k}·G + Σ s'_i·A'_{i,k} − t_{4,k,A} − c·Σ u_i·A_{i,k} = 0              weight α_{4,k,A}
 *   −s_{4,k}·Y + Σ s'_i·B'_{i,k} − t_{4,k,B} − c·Σ u_i·B_{i,k} = 0              weight α_{4,k,B}
 *   ŝ_i·G + s'_i·ĉ_{i−1} − t̂_i − c·ĉ_i = 0    ĉ_0 = H                         weight β_i
 *
 * are added up with random weights of 128 bits (one of them may be 1: that equation is wrong by itself or
 * it is not), over (4 + 4K)·N points and a few. Sums of half of them need only short scalars, which cost
 * less: Σ (u_i + α_1)·c_i, Σ u_i·A_{i,k}, Σ u_i·B_{i,k} and Σ β_i·t̂_i, whose common factors come at the
 * end. In slices of the list, so that memory stays bounded. Public input only.
 */
import { concat } from '@hustings/base';
import {
  addScalar,
  encodeScalar,
  encodeScalars,
  G,
  type Group,
  mulScalar,
  negScalar,
  ONE,
  randomWeights,
  SIZE,
  scalarAt,
  subScalar,
  ZERO,
} from '@hustings/ristretto';
import { at, between, column, sumVartime, type Term } from './flat.ts';
import { hintsOf, type ListHints } from './hints.ts';
import type { SealedList } from './sealed-list.ts';
import { generatorsOf, type StoredProof } from './shuffle-proof.ts';
import { ballotsPerSlice, elements, inOrder, type Meter, SLICE, type Working } from './slices.ts';
import type { WeightRange } from './transcript.ts';

/** Twice as many ballots at a time as elsewhere: the sums over half of them are each over fewer points. */
const CHECKED_SLICE = 2 * SLICE;

/** What the sum is over. */
export interface Fold {
  readonly key: Uint8Array;
  readonly input: SealedList;
  readonly output: SealedList;
  readonly proof: StoredProof;
  readonly generators: { readonly points: Uint8Array; readonly hints: Uint8Array };
  /** Where hints of the output go, if somebody wants them. */
  readonly hints: ListHints | undefined;
  readonly u: WeightRange;
  readonly c: bigint;
  /** α_1, α_2, 1, α_{4,1,A}, α_{4,1,B}, … */
  readonly alpha: Uint8Array;
}

/** What a slice gives to the last sum. */
interface SliceSum {
  /** `undefined` when any point is not a canonical encoding. */
  readonly terms: readonly Term[] | undefined;
  readonly u: Uint8Array;
  /** Σ β_i·ŝ_i */
  readonly onG: Uint8Array;
  /** β_i·s'_i of the slice's first i. */
  readonly firstLink: bigint;
}

/** The sum above, which is the identity for a right proof; `undefined` when any point is not a canonical encoding. */
export async function foldedSum(
  group: Group,
  fold: Fold,
  how: Working,
  meter: Meter,
): Promise<Uint8Array | undefined> {
  const { scalars } = group;
  const { count, pieces } = fold.input;
  const terms: Term[] = [];
  let product = ONE;
  let onG = ZERO;
  let firstLink: bigint | undefined;
  // β of each slice reaches one further than the slice, to the first of the next.
  let first = randomWeights(1, how.random);
  let isReadable = true;
  await inOrder(
    count,
    ballotsPerSlice({ sliceSize: how.sliceSize ?? CHECKED_SLICE }, pieces),
    async (from, to) => {
      const beta = concat(first, randomWeights(to - from, how.random));
      first = beta.slice(-SIZE);
      return sliceSum(group, fold, beta, from, to);
    },
    async (slice, from, to) => {
      if (slice.terms === undefined) {
        isReadable = false;
        return false;
      }
      terms.push(...slice.terms);
      product = (await scalars.chain(product, slice.u)).slice(-SIZE);
      onG = await scalars.mulAdd(onG, ONE, slice.onG);
      firstLink ??= slice.firstLink;
      meter.add(to - from);
      return true;
    },
  );
  if (!isReadable) return undefined;
  terms.push(
    ...remainder(fold, await generatorsOf(group).h(), {
      product: scalarAt(product, 0),
      onG: scalarAt(onG, 0),
      firstLink,
    }),
  );
  return sumVartime(
    group,
    encodeScalars(terms.map(({ scalar }) => scalar)),
    concat(...terms.map(({ point }) => point)),
  );
}

/** The terms of ballots `from` up to `to`; `beta` holds one more. */
async function sliceSum(
  group: Group,
  fold: Fold,
  beta: Uint8Array,
  from: number,
  to: number,
): Promise<SliceSum> {
  const field = group.scalars;
  const { input, output, proof, generators, c, alpha } = fold;
  const { count: n, pieces } = input;
  const alpha1 = scalarAt(alpha, 0);
  const alpha2c = mulScalar(scalarAt(alpha, 1), c);
  const u = fold.u(from, to);
  const s = await elements(proof.permutationResponses, from, Math.min(n, to + 1));
  const ss = between(s, 0, to - from);
  const betas = between(beta, 0, to - from);
  /** Scalars weight_k·s'_i, ballot-major: equation k of A or B has the weight α_{4,k}. */
  const perPiece = async (weight: number) =>
    interleave(
      await Promise.all(
        Array.from({ length: pieces }, (_, k) => field.mulAdd(ss, at(alpha, weight + 2 * k))),
      ),
    );
  // ĉ_j stands in its own equation, and in the next one; the last in the one for Ĉ.
  const later = s.length / SIZE;
  const inNext = await field.mulAdd(between(beta, 1, later), between(s, 1, later));
  const next = to < n ? inNext : concat(inNext, encodeScalar(negScalar(alpha2c)));
  const minusC = negScalar(c);
  const long = concat(
    await field.mulAdd(ss, ONE, encodeScalar(mulScalar(alpha1, c))),
    await field.mulAdd(betas, encodeScalar(minusC), next),
    await perPiece(3),
    await perPiece(4),
  );
  const [first, last] = [from * pieces, to * pieces];
  const longLists: readonly Hinted[] = [
    {
      points: between(generators.points, from, to),
      hints: between(generators.hints, from, to),
    },
    { points: await elements(proof.chain, from, to) },
    await hinted(group, await elements(output.a, first, last), fold.hints?.a, first),
    await hinted(group, await elements(output.b, first, last), fold.hints?.b, first),
  ];
  const sums: { readonly factor: bigint; readonly sum: Promise<Uint8Array | undefined> }[] = [];
  const add = (factor: bigint, scalars: Uint8Array, ...lists: readonly Hinted[]): void => {
    const points = concat(...lists.map((list) => list.points));
    const hints = concat(...lists.map((list) => list.hints ?? new Uint8Array(list.points.length)));
    sums.push({ factor, sum: sumVartime(group, scalars, points, hints) });
  };
  const known = hintsOf(input);
  const a = await elements(input.a, first, last);
  const b = await elements(input.b, first, last);
  const shifted = await field.mulAdd(u, ONE, at(alpha, 0));
  const commitments = await elements(proof.commitments, from, to);
  const announcements = await elements(proof.chainAnnouncements, from, to);
  /** Piece k of every ballot. */
  const piece = (k: number, points: Uint8Array, hints: Uint8Array | undefined): Hinted => ({
    points: column(points, k, pieces),
    hints: hints && column(between(hints, first, last), k, pieces),
  });
  add(1n, long, ...longLists);
  add(minusC, shifted, { points: commitments });
  add(negScalar(1n), betas, { points: announcements });
  for (let k = 0; k < pieces; k++) {
    add(mulScalar(minusC, scalarAt(alpha, 3 + 2 * k)), u, piece(k, a, known?.a));
    add(mulScalar(minusC, scalarAt(alpha, 4 + 2 * k)), u, piece(k, b, known?.b));
  }
  const points = await Promise.all(sums.map(({ sum }) => sum));
  const terms = sums.flatMap(({ factor }, i) => {
    const point = points[i];
    return point === undefined ? [] : [{ scalar: factor, point }];
  });
  return {
    terms: terms.length === sums.length ? terms : undefined,
    u,
    onG: await field.inner(betas, await elements(proof.chainResponses, from, to)),
    firstLink: mulScalar(scalarAt(beta, 0), scalarAt(s, 0)),
  };
}

/** Points, and what makes decoding them faster where it is known. */
interface Hinted {
  readonly points: Uint8Array;
  readonly hints?: Uint8Array | undefined;
}

/** The points with fresh hints, which are also laid down from place `first` on, where there is room for them. */
async function hinted(
  group: Group,
  points: Uint8Array,
  room: Uint8Array | undefined,
  first: number,
): Promise<Hinted> {
  if (room === undefined) return { points };
  const { hints } = await group.decodeHints(points);
  room.set(hints, first * SIZE);
  return { points, hints };
}

/** The terms that do not grow with the list: G, Y, H and the announcements. */
function remainder(
  { key, input, proof, c, alpha }: Fold,
  h: Uint8Array,
  of: {
    readonly product: bigint;
    readonly onG: bigint;
    readonly firstLink: bigint | undefined;
  },
): readonly Term[] {
  const response = (i: number): bigint => scalarAt(proof.responses, i);
  let onG = of.onG;
  for (let i = 0; i < 3; i++) onG = addScalar(onG, scalarAt(alpha, i) * response(i));
  let onKey = 0n;
  for (let k = 0; k < input.pieces; k++) {
    onG = subScalar(onG, scalarAt(alpha, 3 + 2 * k) * response(3 + k));
    onKey = subScalar(onKey, scalarAt(alpha, 4 + 2 * k) * response(3 + k));
  }
  // H is ĉ_0: it carries Π u_i, the first link of the chain, and with N = 0 stands for ĉ_N itself.
  const alpha2c = mulScalar(scalarAt(alpha, 1), c);
  const onH = addScalar(mulScalar(alpha2c, of.product), of.firstLink ?? -alpha2c);
  const announced = Array.from({ length: alpha.length / SIZE }, (_, i) => ({
    scalar: negScalar(scalarAt(alpha, i)),
    point: at(proof.announcements, i),
  }));
  return [
    { scalar: onG, point: G },
    { scalar: onKey, point: key },
    { scalar: onH, point: h },
    ...announced,
  ];
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
