/** Randomness of vectors: from a seed that stands in the files, so that anyone gets the same bytes. */
import type { Random } from '@hustings/ballot';
import { bigEndian, concat, utf8 } from '@hustings/base';
import { sha512 } from '@noble/hashes/sha2.js';

/** Bytes for vectors and tests: SHA512(seed ‖ len64(0)) ‖ SHA512(seed ‖ len64(1)) ‖ …, used up in order. */
export function seededRandom(seed: string): Random {
  let block = 0;
  let rest: Uint8Array = new Uint8Array();
  return (length) => {
    const out = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      if (rest.length === 0) rest = sha512(concat(utf8(seed), bigEndian(block++, 8)));
      const some = rest.subarray(0, length - filled);
      out.set(some, filled);
      filled += some.length;
      rest = rest.subarray(some.length);
    }
    return out;
  };
}
