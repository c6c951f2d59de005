/**
 * Multiplication of a few bases by very many secret scalars: a table of multiples per base, signed
 * windows of 8 bits, one addition per window whatever the scalar.
 *
 * Table: row w holds [1..128]·2^(8w)·B, 32 rows. A scalar below ℓ < 2^253 has 32 signed digits in
 * [−127, 128]; the topmost is at most 17, so no carry is left over.
 * The select reads the whole row before the digit is used, as far as a JavaScript engine keeps to it.
 */
import { normalizeZ } from '@noble/curves/abstract/curve.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { type EdwardsPoint, pointAt, ZERO } from './edwards-codec.ts';

const ROWS = 32;
const ROW = 128;
/** Below this many products, multiplying the base itself is cheaper than a table (4,096 additions). */
const WORTH_A_TABLE = 12;
/** About a megabyte each. A poll uses three bases (G, Y, H) at a time. */
const TABLES_KEPT = 12;

interface Base {
  readonly point: EdwardsPoint;
  uses: number;
  table?: readonly EdwardsPoint[];
}

/** Keeps the bases used last, with their tables; the longest unused is dropped first. */
export class FixedBases {
  readonly #bases: Map<string, Base> = new Map();

  /** Prepares for `n` products of `base`; the function returned adds scalar·base to `sum`, 0 ≤ scalar < ℓ. */
  prepare(base: Uint8Array, n: number): (sum: EdwardsPoint, scalar: bigint) => EdwardsPoint {
    const key = base.join();
    const known = this.#bases.get(key) ?? { point: pointAt(base, 0), uses: 0 };
    this.#bases.delete(key);
    this.#bases.set(key, known);
    if (this.#bases.size > TABLES_KEPT) {
      for (const oldest of this.#bases.keys()) {
        this.#bases.delete(oldest);
        break;
      }
    }
    known.uses += n;
    if (known.table === undefined && known.uses < WORTH_A_TABLE)
      // Noble refuses the scalar zero here; in the protocol only a tester draws it.
      return (sum, scalar) => (scalar === 0n ? sum : sum.add(known.point.multiply(scalar)));
    known.table ??= buildTable(known.point);
    const table = known.table;
    return (sum, scalar) => addProduct(table, sum, scalar);
  }
}

function buildTable(point: EdwardsPoint): readonly EdwardsPoint[] {
  const table: EdwardsPoint[] = [];
  let base = point;
  for (let row = 0; row < ROWS; row++) {
    let multiple = base;
    for (let i = 1; i <= ROW; i++) {
      table.push(multiple);
      if (i < ROW) multiple = multiple.add(base);
    }
    base = multiple.double();
  }
  // With Z = 1 throughout, one of the nine multiplications in each addition is by one.
  return normalizeZ(ed25519.Point, table);
}

function addProduct(
  table: readonly EdwardsPoint[],
  start: EdwardsPoint,
  scalar: bigint,
): EdwardsPoint {
  let sum = start;
  let rest = scalar;
  for (let row = 0; row < ROWS; row++) {
    let digit = Number(rest & 0xffn);
    rest >>= 8n;
    if (digit > ROW) {
      digit -= 256;
      rest += 1n;
    }
    const wanted = Math.abs(digit) - 1;
    let selected = ZERO;
    for (let i = 0; i < ROW; i++)
      selected = i === wanted ? (table[row * ROW + i] as EdwardsPoint) : selected;
    const negated = selected.negate();
    sum = sum.add(digit < 0 ? negated : selected);
  }
  return sum;
}
