/** Polynomials over the scalars, of degrees as small as there are trustees (PROTOCOL §3). BigInt: see scalar.ts. */
import { invertScalar, toScalar } from './scalar.ts';

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
