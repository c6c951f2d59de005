/**
 * SplitMix64 (Steele, Lea and Flood 2014) from a text: the text's UTF-8 bytes hashed by FNV-1a (64 bits)
 * are the first state. Numbers of 64 bits are kept as two of 32, so that drawing millions costs little.
 * Not for secrets: only for a draw that anybody can repeat.
 */
import { assert, utf8 } from '@hustings/base';

const TWO_32 = 2 ** 32;
/** Numbers drawn must be below this for their arithmetic to stay exact in JavaScript numbers. */
export const MOST_DRAWN: number = 2 ** 26;

export class SplitMix {
  #high: number;
  #low: number;
  /** The halves of the last product or output. */
  #h = 0;
  #l = 0;

  constructor(seed: string) {
    this.#h = 0xcbf29ce4;
    this.#l = 0x84222325;
    for (const byte of utf8(seed)) {
      this.#l ^= byte;
      this.#times(0x00000100, 0x000001b3);
    }
    this.#high = this.#h;
    this.#low = this.#l;
  }

  /** A whole number below n: the next output below the largest multiple of n, modulo n. */
  below(n: number): number {
    assert(n > 0 && n <= MOST_DRAWN, 'a draw is among at most 2^26');
    let drawn: number | undefined;
    while (drawn === undefined) {
      this.#next();
      drawn = remainder(this.#h >>> 0, this.#l >>> 0, n);
    }
    return drawn;
  }

  #next(): void {
    const low = (this.#low >>> 0) + 0x7f4a7c15;
    this.#low = low | 0;
    this.#high = (this.#high + 0x9e3779b9 + (low >= TWO_32 ? 1 : 0)) | 0;
    this.#h = this.#high;
    this.#l = this.#low;
    this.#mix(30);
    this.#times(0xbf58476d, 0x1ce4e5b9);
    this.#mix(27);
    this.#times(0x94d049bb, 0x133111eb);
    this.#mix(31);
  }

  /** z ^= z >> by, for by below 32. */
  #mix(by: number): void {
    this.#l ^= (this.#l >>> by) | (this.#h << (32 - by));
    this.#h ^= this.#h >>> by;
  }

  /** z *= the number of these halves, modulo 2⁶⁴. */
  #times(high: number, low: number): void {
    const l = this.#l;
    const across = Math.imul(l, high) + Math.imul(this.#h, low);
    // The full product of the low halves, by 16 bits.
    const [a, b] = [l >>> 16, l & 0xffff];
    const [c, d] = [low >>> 16, low & 0xffff];
    const lowest = b * d;
    const middle = a * d + Math.floor(lowest / 65_536);
    const next = b * c + (middle % 65_536);
    this.#l = Math.imul(l, low);
    this.#h = (a * c + Math.floor(middle / 65_536) + Math.floor(next / 65_536) + across) | 0;
  }
}

/**
 * (high · 2³² + low) mod n, or undefined where the number is not below the largest multiple of n that is
 * at most 2⁶⁴. Every product stays below 2⁵³, as n is at most 2²⁶.
 */
export function remainder(high: number, low: number, n: number): number | undefined {
  const power = TWO_32 % n;
  const over = (power * power) % n;
  return high === TWO_32 - 1 && low >= TWO_32 - over
    ? undefined
    : ((high % n) * power + (low % n)) % n;
}
