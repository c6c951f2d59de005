/**
 * Arithmetic on flat arrays of scalars, as the shuffle (PROTOCOL §8) and the folded verifications need it.
 * Every function throws on a length that is not a multiple of 32 and on a scalar that is not below ℓ:
 * foreign bytes go through `decodeScalars` first. Not constant time; see scalar.ts.
 */
import { decodeScalar, invertScalar, ORDER, SIZE, toScalar, writeScalar } from './scalar.ts';

/** Returns scalar i of a flat array; throws when it is missing or not below ℓ. */
export function scalarAt(flat: Uint8Array, i: number): bigint {
  const value = decodeScalar(flat, i);
  if (value === undefined) throw new RangeError(`scalar ${i} is missing or not below ℓ`);
  return value;
}

/** Returns Σ a_i. */
export function sumScalars(a: Uint8Array): bigint {
  let sum = 0n;
  for (let i = 0; i < count(a); i++) sum += scalarAt(a, i);
  return sum % ORDER;
}

/** Returns Σ a_i·b_i. */
export function innerProduct(a: Uint8Array, b: Uint8Array): bigint {
  sameLength(a, b);
  let sum = 0n;
  for (let i = 0; i < count(a); i++) sum = (sum + scalarAt(a, i) * scalarAt(b, i)) % ORDER;
  return sum;
}

/** Returns out_i = a_i·b_i. */
export function mulScalars(a: Uint8Array, b: Uint8Array): Uint8Array {
  sameLength(a, b);
  return build(count(a), (i) => (scalarAt(a, i) * scalarAt(b, i)) % ORDER);
}

/** Returns out_i = factor·a_i. */
export function scaleScalars(factor: bigint, a: Uint8Array): Uint8Array {
  const f = toScalar(factor);
  return build(count(a), (i) => (f * scalarAt(a, i)) % ORDER);
}

/** Returns out_i = plus_i + factor·a_i: the responses of a proof, z = ρ + c·r. */
export function mulAddScalars(factor: bigint, a: Uint8Array, plus: Uint8Array): Uint8Array {
  sameLength(a, plus);
  const f = toScalar(factor);
  return build(count(a), (i) => (f * scalarAt(a, i) + scalarAt(plus, i)) % ORDER);
}

/** Returns out_i = −a_i. */
export function negScalars(a: Uint8Array): Uint8Array {
  return build(count(a), (i) => toScalar(-scalarAt(a, i)));
}

/** Returns the running products out_i = a_0·…·a_i: the U_i of PROTOCOL §8. */
export function runningProducts(a: Uint8Array): Uint8Array {
  let product = 1n;
  return build(count(a), (i) => {
    product = (product * scalarAt(a, i)) % ORDER;
    return product;
  });
}

/** Returns the products of all that follow, out_i = a_{i+1}·…·a_{n−1}, the last one 1: the v_i of PROTOCOL §8. */
export function followingProducts(a: Uint8Array): Uint8Array {
  const n = count(a);
  const out = new Uint8Array(n * SIZE);
  const view = new DataView(out.buffer);
  let product = 1n;
  for (let i = n - 1; i >= 0; i--) {
    writeScalar(view, i * SIZE, product);
    product = (product * scalarAt(a, i)) % ORDER;
  }
  return out;
}

/** Returns out_i = plus_i + factor_i·out_{i−1}, with out_{−1} = 0: the R_i of PROTOCOL §8. */
export function scalarChain(factor: Uint8Array, plus: Uint8Array): Uint8Array {
  sameLength(factor, plus);
  let last = 0n;
  return build(count(factor), (i) => {
    last = (scalarAt(plus, i) + scalarAt(factor, i) * last) % ORDER;
    return last;
  });
}

/** Returns Σ_k coefficient_k·x^k. */
export function evaluatePolynomial(coefficients: readonly bigint[], x: bigint): bigint {
  let value = 0n;
  for (const coefficient of coefficients.toReversed()) value = toScalar(value * x + coefficient);
  return value;
}

/**
 * Returns the Lagrange coefficients at zero, λ_i = Π_{j≠i} x_j / (x_j − x_i), in the order given.
 * Throws when two of the places are equal or one is zero.
 */
export function lagrangeAtZero(places: readonly bigint[]): bigint[] {
  return places.map((x, i) => {
    if (toScalar(x) === 0n) throw new RangeError('"places" expected no zero');
    let top = 1n;
    let bottom = 1n;
    for (const [j, other] of places.entries()) {
      if (j === i) continue;
      top = toScalar(top * other);
      bottom = toScalar(bottom * (other - x));
    }
    return toScalar(top * invertScalar(bottom));
  });
}

function build(n: number, value: (i: number) => bigint): Uint8Array {
  const out = new Uint8Array(n * SIZE);
  const view = new DataView(out.buffer);
  for (let i = 0; i < n; i++) writeScalar(view, i * SIZE, value(i));
  return out;
}

function count(flat: Uint8Array): number {
  if (flat.length % SIZE !== 0)
    throw new TypeError(`expected whole scalars of ${SIZE} bytes, got ${flat.length} bytes`);
  return flat.length / SIZE;
}

function sameLength(a: Uint8Array, b: Uint8Array): void {
  if (a.length !== b.length)
    throw new TypeError(`expected arrays of equal length, got ${a.length} and ${b.length} bytes`);
}
