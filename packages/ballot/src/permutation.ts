/**
 * A uniform permutation (Durstenfeld 1964, Algorithm 235). Secret: the array is read and written in
 * places that depend on it, so a mixer must not share its machine with anyone who can watch its caches.
 */
import { readBigEndian } from '@hustings/base';
import type { Random } from './random.ts';

const BUFFER = 4096;

/** Returns ψ as 0-based places: output i takes input ψ[i]. */
export function randomPermutation(n: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  const draw = below(random);
  for (let i = n - 1; i > 0; i--) {
    const j = draw(i + 1);
    const held = order[i] as number;
    order[i] = order[j] as number;
    order[j] = held;
  }
  return order;
}

/** Uniform below `bound` ≤ 2^32: words at or above the last full multiple of it are thrown away. */
function below(random: Random): (bound: number) => number {
  let buffer = new Uint8Array();
  let place = 0;
  return (bound) => {
    const limit = 2 ** 32 - (2 ** 32 % bound);
    for (;;) {
      if (place === buffer.length) {
        buffer = Uint8Array.from(random(BUFFER));
        place = 0;
      }
      const word = readBigEndian(buffer, place, 4);
      place += 4;
      if (word < limit) return word % bound;
    }
  };
}
