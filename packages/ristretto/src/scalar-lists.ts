/**
 * Powers and inverses modulo ℓ in bulk, from the operations of a `ScalarField`: in the kernels, and as
 * constant in time as those are. No sequence of operations here depends on a value, but for the refusal of zero.
 */
import { concat } from '@hustings/base';
import { ORDER, SIZE } from './scalar.ts';
import { countScalars, ONE, type ScalarField } from './scalar-field.ts';

/** Returns 1, x, x², …, x^(n − 1). Throws a RangeError unless x is below ℓ. */
export async function scalarPowers(
  field: ScalarField,
  x: Uint8Array,
  n: number,
): Promise<Uint8Array> {
  if (x.length !== SIZE) throw new TypeError(`"x" expected ${SIZE} bytes`);
  if (n === 0) return new Uint8Array();
  const factors = new Uint8Array((n - 1) * SIZE);
  for (let at = 0; at < factors.length; at += SIZE) factors.set(x, at);
  const powers = concat(ONE, await field.chain(ONE, factors));
  factors.fill(0);
  return powers;
}

/**
 * Returns the inverses of all scalars: one power and three products for each (P. Montgomery, "Speeding the
 * Pollard and elliptic curve methods of factorization", Math. Comp. 48, 1987, §10.3.1).
 * Throws a RangeError where one is zero, or not below ℓ.
 */
export async function invertScalars(field: ScalarField, list: Uint8Array): Promise<Uint8Array> {
  const n = countScalars(list);
  if (n === 0) return new Uint8Array();
  // p_i = a_0·…·a_i, and q_i its inverse: q_{i−1} = q_i·a_i, and 1/a_i = q_i·p_{i−1}.
  const p = await field.chain(ONE, list);
  const last = p.slice(-SIZE);
  const inverse = await inverseOf(field, last);
  const check = await field.mulAdd(last, inverse);
  if (check.some((byte, i) => byte !== ONE[i])) throw new RangeError('a scalar is zero');
  const turned = new Uint8Array((n - 1) * SIZE);
  for (let i = 1; i < n; i++)
    turned.set(list.subarray((n - i) * SIZE, (n - i + 1) * SIZE), (i - 1) * SIZE);
  const q = concat(inverse, await field.chain(inverse, turned));
  const upwards = new Uint8Array(n * SIZE);
  for (let i = 0; i < n; i++) upwards.set(q.subarray((n - 1 - i) * SIZE, (n - i) * SIZE), i * SIZE);
  const out = await field.mulAdd(upwards, concat(ONE, p.subarray(0, -SIZE)));
  for (const secret of [p, last, inverse, turned, q, upwards]) secret.fill(0);
  return out;
}

/** x^(ℓ − 2), by digits of four bits of that public number. */
async function inverseOf(field: ScalarField, x: Uint8Array): Promise<Uint8Array> {
  const table = await scalarPowers(field, x, 16);
  let out: Uint8Array = ONE;
  const hex = (ORDER - 2n).toString(16);
  for (const digit of hex) {
    for (let i = 0; i < 4; i++) out = await field.mulAdd(out, out);
    const at = Number.parseInt(digit, 16) * SIZE;
    out = await field.mulAdd(out, table.slice(at, at + SIZE));
  }
  table.fill(0);
  return out;
}
