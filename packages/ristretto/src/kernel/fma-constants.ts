/** Constants as pairs of equal elements, in memory. */
import { D, INV_SQRT_A_MINUS_D, P, power, SQRT_AD_MINUS_ONE, SQRT_M1 } from './constants.ts';
import { i32 } from './expression.ts';
import type { Arena, Element } from './field-code.ts';
import { assertWithin } from './field-functions.ts';
import { PAIR_BITS, PAIR_LIMBS, PAIR_TIGHT } from './fma-limbs.ts';
import { constant } from './interval.ts';
import type { ModuleWriter } from './module.ts';

export interface PairConstants {
  readonly zero: Element;
  readonly one: Element;
  readonly d: Element;
  readonly twoD: Element;
  readonly sqrtM1: Element;
  readonly invSqrtAMinusD: Element;
  readonly oneMinusDSquared: Element;
  readonly dMinusOneSquared: Element;
  readonly sqrtADMinusOne: Element;
  readonly quarter: Element;
}

export function definePairConstants(module: ModuleWriter, arena: Arena): PairConstants {
  function lay(value: bigint): Element {
    const limbs = pairLimbsOf(((value % P) + P) % P);
    const address = arena.take(16 * limbs.length);
    const bytes = limbs.flatMap((limb) => {
      const lane = [...new Uint8Array(Float64Array.of(Number(limb)).buffer)];
      return [...lane, ...lane];
    });
    module.data(address, bytes);
    // The bound of a constant is its value, so that 1 ± s² is hardly longer than s².
    const bound = limbs.map((limb) => ({ lo: limb, hi: limb }));
    return { base: i32.const(0), offset: address, bound };
  }
  return {
    zero: lay(0n),
    one: lay(1n),
    d: lay(D),
    twoD: lay(2n * D),
    sqrtM1: lay(SQRT_M1),
    invSqrtAMinusD: lay(INV_SQRT_A_MINUS_D),
    oneMinusDSquared: lay(1n - D * D),
    dMinusOneSquared: lay((D - 1n) * (D - 1n)),
    sqrtADMinusOne: lay(SQRT_AD_MINUS_ONE),
    quarter: lay(power(4n, P - 2n)),
  };
}

/** The limbs of 0 ≤ value < p, within PAIR_TIGHT. */
export function pairLimbsOf(value: bigint): bigint[] {
  const half = 2n ** 50n;
  const out: bigint[] = [];
  let rest = value;
  for (let i = 0; i < PAIR_LIMBS; i++) {
    const limb = ((rest + half) & (2n * half - 1n)) - half;
    out.push(limb);
    rest = (rest - limb) >> BigInt(PAIR_BITS);
  }
  out[0] = (out[0] as bigint) + 19n * rest;
  assertWithin(out.map(constant), PAIR_TIGHT);
  return out;
}
