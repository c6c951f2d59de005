/** Constants of the curve and of ristretto255 (RFC 9496 §4.1), as field elements in memory. */
import { i32 } from './expression.ts';
import { type Arena, at, type Element } from './field-code.ts';
import { ELEMENT, limbsOf } from './field-functions.ts';
import { TIGHT } from './limbs.ts';
import type { ModuleWriter } from './module.ts';

export const P: bigint = 2n ** 255n - 19n;
export const D: bigint =
  37095705934669439343138083508754565189542113879843219016388785533085940283555n;
export const SQRT_M1: bigint =
  19681161376707505956807079304988542015446066515923890162744021073123829784752n;
export const INV_SQRT_A_MINUS_D: bigint =
  54469307008909316920995813868745141605393597292927456921205312896311721017578n;
export const SQRT_AD_MINUS_ONE: bigint =
  25063068953384623474111414158702152701244531502492656460079210482610430750235n;

export interface Constants {
  readonly zero: Element;
  readonly one: Element;
  readonly two: Element;
  readonly d: Element;
  readonly twoD: Element;
  /** 1/(2d) · 2: turns 2dxy, scaled as the buckets want it, back into T. */
  readonly inverseD: Element;
  readonly sqrtM1: Element;
  readonly invSqrtAMinusD: Element;
  readonly oneMinusDSquared: Element;
  readonly dMinusOneSquared: Element;
  readonly sqrtADMinusOne: Element;
}

/** Lays the constants down in the module's data. */
export function defineConstants(module: ModuleWriter, arena: Arena): Constants {
  function lay(value: bigint): Element {
    const address = arena.take(ELEMENT);
    const bytes = limbsOf(((value % P) + P) % P).flatMap((limb) => {
      const word = Number(BigInt.asUintN(32, limb));
      return [word & 255, (word >>> 8) & 255, (word >>> 16) & 255, word >>> 24];
    });
    module.data(address, bytes);
    return { ...at(i32.const(0), address), bound: TIGHT };
  }
  return {
    zero: lay(0n),
    one: lay(1n),
    two: lay(2n),
    d: lay(D),
    twoD: lay(2n * D),
    inverseD: lay(power(D, P - 2n)),
    sqrtM1: lay(SQRT_M1),
    invSqrtAMinusD: lay(INV_SQRT_A_MINUS_D),
    oneMinusDSquared: lay(1n - D * D),
    dMinusOneSquared: lay((D - 1n) * (D - 1n)),
    sqrtADMinusOne: lay(SQRT_AD_MINUS_ONE),
  };
}

/** base^exponent mod p. */
export function power(base: bigint, exponent: bigint): bigint {
  let out = 1n;
  let square = ((base % P) + P) % P;
  for (let e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) out = (out * square) % P;
    square = (square * square) % P;
  }
  return out;
}
