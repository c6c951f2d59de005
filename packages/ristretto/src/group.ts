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

  /** Index of the first point that is not a canonical encoding, or −1. The identity (32 zero bytes) is canonical. */
  firstInvalid(points: Uint8Array): Promise<number>;

  /**
   * out_i = Σ_t scalars_t[i] · base_t (+ plus_i where given): ElGamal halves, re-encryptions and the
   * commitments of the shuffle are all of this shape. Bases are few and used often: a backend keeps
   * tables for them. Scalars secret; bases and `plus` public.
   * Throws when `plus` holds an invalid encoding: check foreign points with `firstInvalid` first.
   */
  mulFixed(terms: readonly FixedTerm[], plus?: Uint8Array): Promise<Uint8Array>;

  /** out_i = scalar · points_i, one secret scalar for all (a trustee's share of a decryption). */
  mulEach(scalar: Uint8Array, points: Uint8Array): Promise<Uint8Array>;

  /** Σ_i scalars_i · points_i as one encoding. Public input. Throws on invalid encodings. */
  msmVartime(scalars: Uint8Array, points: Uint8Array): Promise<Uint8Array>;

  /**
   * out_i = Σ_k scalars_k · points_{k,i}: a few public scalars, `points[k]` flat arrays of equal
   * length (combining decryption shares: B_i − Σ_j λ_j·D_{j,i}). Public input.
   */
  combineVartime(
    scalars: readonly Uint8Array[],
    points: readonly Uint8Array[],
  ): Promise<Uint8Array>;

  /** RFC 9496 §4.3.4 one-way map of each 64-byte string. Public input. */
  oneWayMap(uniform: Uint8Array): Promise<Uint8Array>;
}

/** One product of `mulFixed`: `scalars` holds n scalars, `base` one encoded point. */
export interface FixedTerm {
  readonly base: Uint8Array;
  readonly scalars: Uint8Array;
}
