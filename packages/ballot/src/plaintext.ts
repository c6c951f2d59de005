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
import { assert, err, ok, type Result } from '@hustings/base';
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
export function decodePlaintexts(
  group: Group,
  points: Uint8Array,
  pieces: number,
): Promise<readonly Result<Uint8Array, SpoiltPlaintext>[]> {
  return new PlaintextReader(group).read(points, pieces);
}

/** Strings tried for a piece at a time; an honest point needs more once in a hundred times. */
const TRIES_AT_ONCE = 16;
/** Pieces remembered: among many ballots few are distinct, and where all are, memory must not grow. */
const REMEMBERED = 2 ** 17;

/** A piece whose first valid string is not known yet, and the c that somebody claims for it. */
interface Unknown {
  readonly key: string;
  readonly piece: Uint8Array;
  readonly claim: number;
}

/** Reads plaintexts in bulk; remembers the first valid c of the pieces that it has met. Public input. */
export class PlaintextReader {
  readonly #group: Group;
  readonly #first: Map<string, number> = new Map();

  constructor(group: Group) {
    this.#group = group;
  }

  /** As `decodePlaintexts`. Some thousand points at a time are as fast as more. */
  async read(
    points: Uint8Array,
    pieces: number,
  ): Promise<readonly Result<Uint8Array, SpoiltPlaintext>[]> {
    const keys = await this.#learn(points);
    const out: Result<Uint8Array, SpoiltPlaintext>[] = [];
    for (let i = 0; i < keys.length; i += pieces) {
      const plaintext = new Uint8Array(pieces * PIECE_BYTES);
      let isReadable = true;
      let isCanonical = true;
      for (let k = 0; k < pieces; k++) {
        const point = at(points, i + k);
        const key = keys[i + k];
        plaintext.set(pieceOf(point), k * PIECE_BYTES);
        if (key === undefined) isReadable = false;
        else if (this.#first.get(key) !== claimOf(point)) isCanonical = false;
      }
      if (!isReadable) out.push(err('not-readable'));
      else out.push(isCanonical ? ok(plaintext) : err('not-canonical'));
    }
    return out;
  }

  /** Finds the first c of every piece, and returns under which names; none for what is not readable. */
  async #learn(points: Uint8Array): Promise<readonly (string | undefined)[]> {
    if (this.#first.size > REMEMBERED) this.#first.clear();
    const unknown = new Map<string, Unknown>();
    const keys: (string | undefined)[] = [];
    for (let i = 0; i < points.length / SIZE; i++) {
      const point = at(points, i);
      if ((point[SIZE - 1] as number) >= TRIES / 128) {
        keys.push(undefined);
        continue;
      }
      const piece = pieceOf(point);
      const key = String.fromCharCode(...piece);
      keys.push(key);
      if (!this.#first.has(key) && !unknown.has(key))
        unknown.set(key, { key, piece, claim: claimOf(point) });
    }
    // As far as its claim: for an honest point that is the first valid string, and none is tried in vain.
    let rest = await this.#try([...unknown.values()], 0, (claim) => Math.ceil(claim) + 1);
    for (let c = 0; rest.length > 0; c += TRIES_AT_ONCE) {
      assert(c < TRIES, 'every piece has an encoding');
      rest = await this.#try(rest, c, () => TRIES_AT_ONCE);
    }
    return keys;
  }

  /**
   * Tries strings of each piece from c on, `most` or a few, whatever it claims: a hostile claim costs
   * no more than any other. Returns those that are still unknown.
   */
  async #try(
    unknown: readonly Unknown[],
    c: number,
    most: (claim: number) => number,
  ): Promise<readonly Unknown[]> {
    const tries = unknown.map(({ claim }) => Math.min(TRIES_AT_ONCE, most(claim)));
    const strings = new Uint8Array(SIZE * tries.reduce((sum, n) => sum + n, 0));
    let place = 0;
    for (const [i, { piece }] of unknown.entries())
      for (let k = c; k < c + (tries[i] as number); k++, place += SIZE)
        writeString(strings.subarray(place, place + SIZE), piece, k);
    const isValid = await this.#group.validity(strings);
    place = 0;
    return unknown.filter(({ key }, i) => {
      const n = tries[i] as number;
      const found = isValid.subarray(place, place + n).indexOf(1);
      place += n;
      if (found >= 0) this.#first.set(key, c + found);
      return found < 0;
    });
  }
}

function pieceOf(point: Uint8Array): Uint8Array {
  return point.subarray(1, 1 + PIECE_BYTES);
}

/** The c that a point was encoded with, by its own word; not a whole number where it is none. */
function claimOf(point: Uint8Array): number {
  return (point[0] as number) / 2 + 128 * (point[SIZE - 1] as number);
}

/** s_c */
function writeString(to: Uint8Array, piece: Uint8Array, c: number): void {
  to[0] = 2 * (c % 128);
  to.set(piece, 1);
  to[SIZE - 1] = Math.floor(c / 128);
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
  for (let c = 0; c < TRIES; c++) {
    writeString(point, piece, c);
    if ((await group.firstInvalid(point)) < 0) return point;
  }
  // (3/4)^8192: will not happen.
  throw new Error('no encoding found for a piece');
}
