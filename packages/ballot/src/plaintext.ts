/**
 * Plaintexts as points (PROTOCOL §4). A plaintext is cut in pieces m of 30 bytes, zeros after its end;
 * the point of a piece is the first valid ristretto255 string
 *
 *   s_c = (2·(c mod 128)) ‖ m ‖ (c div 128),  c = 0, 1, 2, … < 8192.
 *
 * About one string in four is valid. A point with any other c than the first is refused when read:
 * c would be a mark by which a bought ballot could be recognised.
 *
 * Encoding a secret plaintext tries a number of strings that depends on it (see README.md).
 */
import { assert, equal, err, ok, type Result } from '@hustings/base';
import { type Group, SIZE } from '@hustings/ristretto';
import { at } from './flat.ts';

export const PIECE_BYTES = 30;
/** Rankings have at most 255 places, one byte each; this leaves room and bounds a foreign ballot. */
export const MOST_PIECES = 16;
const TRIES = 8192;

/** `not-readable`: the point is no encoding of bytes at all. `not-canonical`: not the first c. */
export type SpoiltPlaintext = 'not-readable' | 'not-canonical';

/** Returns the number of pieces of a plaintext of `length` bytes; at least 1. */
export function piecesFor(length: number): number {
  const pieces = Math.max(1, Math.ceil(length / PIECE_BYTES));
  if (pieces > MOST_PIECES)
    throw new RangeError(`"length" expected at most ${MOST_PIECES * PIECE_BYTES}, got ${length}`);
  return pieces;
}

/**
 * Returns one point per piece, ballot-major. Each plaintext is filled up with zeros, so where zero
 * may end a plaintext the form must fix its length.
 */
export async function encodePlaintexts(
  group: Group,
  plaintexts: readonly Uint8Array[],
  pieces: number,
): Promise<Uint8Array> {
  const encoder = new PieceEncoder(group);
  const out = new Uint8Array(plaintexts.length * pieces * SIZE);
  for (const [i, plaintext] of plaintexts.entries()) {
    if (plaintext.length > pieces * PIECE_BYTES)
      throw new TypeError(
        `"plaintexts" expected at most ${pieces * PIECE_BYTES} bytes each, got ${plaintext.length}`,
      );
    const padded = new Uint8Array(pieces * PIECE_BYTES);
    padded.set(plaintext);
    for (let k = 0; k < pieces; k++) {
      const piece = padded.subarray(k * PIECE_BYTES, (k + 1) * PIECE_BYTES);
      out.set(await encoder.encode(piece), (i * pieces + k) * SIZE);
    }
  }
  return out;
}

/** Returns for each ballot its 30·pieces bytes, zeros at the end included, or why it cannot be read. Public input. */
export async function decodePlaintexts(
  group: Group,
  points: Uint8Array,
  pieces: number,
): Promise<readonly Result<Uint8Array, SpoiltPlaintext>[]> {
  const encoder = new PieceEncoder(group);
  const out: Result<Uint8Array, SpoiltPlaintext>[] = [];
  for (let i = 0; i < points.length / SIZE; i += pieces) {
    const plaintext = new Uint8Array(pieces * PIECE_BYTES);
    let spoilt: SpoiltPlaintext | undefined;
    for (let k = 0; k < pieces; k++) {
      const point = at(points, i + k);
      const piece = point.subarray(1, 1 + PIECE_BYTES);
      plaintext.set(piece, k * PIECE_BYTES);
      if ((point[SIZE - 1] as number) >= TRIES / 128) spoilt = 'not-readable';
      // Encoding again ends at the first valid c, so a hostile c = 8000 costs no more than c = 1.
      else if (spoilt === undefined && !equal(await encoder.encode(piece), point))
        spoilt = 'not-canonical';
    }
    out.push(spoilt === undefined ? ok(plaintext) : err(spoilt));
  }
  return out;
}

/** Remembers what it has encoded: among many ballots few are distinct. */
class PieceEncoder {
  readonly #group: Group;
  readonly #known: Map<string, Uint8Array> = new Map();

  constructor(group: Group) {
    this.#group = group;
  }

  async encode(piece: Uint8Array): Promise<Uint8Array> {
    const key = String.fromCharCode(...piece);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const point = await firstValid(this.#group, piece);
    this.#known.set(key, point);
    return point;
  }
}

async function firstValid(group: Group, piece: Uint8Array): Promise<Uint8Array> {
  assert(piece.length === PIECE_BYTES, 'a piece has 30 bytes');
  const point = new Uint8Array(SIZE);
  point.set(piece, 1);
  for (let c = 0; c < TRIES; c++) {
    point[0] = 2 * (c % 128);
    point[SIZE - 1] = Math.floor(c / 128);
    if ((await group.firstInvalid(point)) < 0) return point;
  }
  // (3/4)^8192: will not happen.
  throw new Error('no encoding found for a piece');
}
