/**
 * The group as the protocol sees it: ristretto255 (RFC 9496), order ℓ, base G, in bulk over flat
 * byte arrays. Points are 32-byte canonical encodings laid end to end, scalars 32-byte little-endian
 * integers below ℓ laid end to end; `n` below is the count of either.
 *
 * Everything is asynchronous and works on many elements at once, so that a backend may be a plain
 * loop, a WebAssembly kernel, or a pool of workers, and no caller can tell.
 *
 * Names that end in `Vartime` take public input only: their running time depends on it. All other
 * scalars are secret, and a backend keeps them in constant time as far as its engine allows; what
 * `@noble/curves` (BigInt) cannot promise is written in SECURITY.md.
 */
import type { ScalarField } from './scalar-field.ts';

export interface Group {
  /** Arithmetic on the scalars themselves. */
  readonly scalars: ScalarField;

  /** Says which backend this is, for reports: `noble`, `noble×2 workers`. */
  readonly name: string;

  /** How this backend keeps a secret scalar from whoever can time it. */
  keepsSecrets(): Promise<SecretKeeping>;

  /**
   * Index of the first point that is not a canonical encoding, or −1. The identity (32 zero bytes) is
   * canonical. `hints`: see `decodeHints`.
   */
  firstInvalid(points: Uint8Array, hints?: Uint8Array): Promise<number>;

  /** One byte for each point: 1 for a canonical encoding, 0 for anything else. */
  validity(points: Uint8Array): Promise<Uint8Array>;

  /**
   * Does what `firstInvalid` does, and gives what makes decoding these points again about ten times faster: to be handed
   * back as `hints`, by whoever meets the same points in several sums, and to be kept or sent as one likes.
   * Hints are not trusted: each is checked, and where it is wrong the point is decoded without. So a wrong,
   * missing (zero) or forged hint costs time and changes no result.
   */
  decodeHints(points: Uint8Array): Promise<DecodeHints>;

  /**
   * out_i = Σ_t scalars_t[i] · base_t (+ plus_i where given): ElGamal halves, re-encryptions and the
   * commitments of the shuffle are all of this shape. Bases are few and used often: a backend keeps
   * tables for them. Scalars secret; bases and `plus` public.
   * Throws when `plus` holds an invalid encoding: check foreign points with `firstInvalid` first.
   */
  mulFixed(
    terms: readonly FixedTerm[],
    plus?: Uint8Array,
    plusHints?: Uint8Array,
  ): Promise<Uint8Array>;

  /** out_i = scalar · points_i, one secret scalar for all (a trustee's share of a decryption). */
  mulEach(scalar: Uint8Array, points: Uint8Array, hints?: Uint8Array): Promise<Uint8Array>;

  /** Σ_i scalars_i · points_i as one encoding. Public input. Throws on invalid encodings. `hints`: see `decodeHints`. */
  msmVartime(scalars: Uint8Array, points: Uint8Array, hints?: Uint8Array): Promise<Uint8Array>;

  /**
   * out_i = Σ_k scalars_k · points_{k,i}: a few public scalars, `points[k]` flat arrays of equal
   * length (combining decryption shares: B_i − Σ_j λ_j·D_{j,i}). Public input.
   */
  combineVartime(
    scalars: readonly Uint8Array[],
    points: readonly Uint8Array[],
    hints?: ColumnHints,
  ): Promise<Uint8Array>;

  /** RFC 9496 §4.3.4 one-way map of each 64-byte string. Public input. */
  oneWayMap(uniform: Uint8Array): Promise<Uint8Array>;

  /** As `mulFixed`, and the hints of its results, for who decodes them again. */
  mulFixedHinted(
    terms: readonly FixedTerm[],
    plus?: Uint8Array,
    plusHints?: Uint8Array,
  ): Promise<Hinted>;

  /** As `oneWayMap`, with hints. */
  oneWayMapHinted(uniform: Uint8Array): Promise<Hinted>;
}

/**
 * `fixed-sequence`: the same machine operations on the same places whatever the scalar is.
 * `bigint`: the same operations, but on BigInt, whose time depends on the numbers: who multiplies points
 * that others choose by a secret that lives on blinds it.
 */
export type SecretKeeping = 'fixed-sequence' | 'bigint';

export interface DecodeHints {
  /** As `firstInvalid` says. */
  readonly firstInvalid: number;
  /**
   * 32 bytes for each point: the inverse square root of its decoding, |1/√(v·u2²)| with v and u2 of
   * RFC 9496 §4.3.1, as a canonical field element; zeros from the first invalid point on.
   */
  readonly hints: Uint8Array;
}

export interface Hinted {
  readonly points: Uint8Array;
  /** As `decodeHints` would give them (zeros for the identity); undefined where a backend has none at hand. */
  readonly hints: Uint8Array | undefined;
}

/** Hints of each column of `combineVartime`, where there are any. */
export type ColumnHints = readonly (Uint8Array | undefined)[];

/** One product of `mulFixed`: `scalars` holds n scalars, `base` one encoded point. */
export interface FixedTerm {
  readonly base: Uint8Array;
  readonly scalars: Uint8Array;
}

/** Throws a TypeError unless there are no hints, or one for each point. */
export function checkHints(points: Uint8Array, hints: Uint8Array | undefined): void {
  if (hints !== undefined && hints.length !== points.length)
    throw new TypeError(`"hints" expected ${points.length} bytes, got ${hints.length}`);
}

/** The same for columns of points, some of which may have hints. */
export function checkColumnHints(points: readonly Uint8Array[], hints?: ColumnHints): void {
  if (hints !== undefined && hints.length !== points.length)
    throw new TypeError(`"hints" expected ${points.length} columns, got ${hints.length}`);
  for (const [k, column] of points.entries()) checkHints(column, hints?.[k]);
}
