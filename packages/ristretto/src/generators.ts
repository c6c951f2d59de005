/**
 * The constants of the group, and generators between which nobody knows a discrete logarithm (PROTOCOL §2):
 * generator i is the one-way map (RFC 9496 §4.3.4) of SHA-512("hustings/1/generator" ‖ len64(i)).
 * H is generator 0, H_1..H_N are generators 1..N.
 */
import { bigEndian, concat, fromHex, utf8 } from '@hustings/base';
import { sha512 } from '@noble/hashes/sha2.js';
import type { Group } from './group.ts';
import { SIZE } from './scalar.ts';

/** The base point G of RFC 9496 §4, encoded. */
export const G: Uint8Array = fromHex(
  'e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76',
) as Uint8Array;

/** The neutral element, encoded: 32 zero bytes. */
export const IDENTITY: Uint8Array = new Uint8Array(SIZE);

const DOMAIN = utf8('hustings/1/generator');

export interface Generators {
  /** H, one encoded point. */
  h(): Promise<Uint8Array>;
  /** H_1..H_n, a flat array (a copy of ours: the caller may keep it). */
  take(n: number): Promise<Uint8Array>;
}

/** Computes generators on demand and keeps them: a larger n only adds what is missing. */
export function independentGenerators(group: Group): Generators {
  // H, H_1, H_2, … so far. One growth at a time, or two callers would compute the same ones twice.
  let grown: Promise<Uint8Array> = Promise.resolve(new Uint8Array());

  function upTo(count: number): Promise<Uint8Array> {
    const before = grown;
    const next = before.then(async (have) => {
      const from = have.length / SIZE;
      if (from >= count) return have;
      const uniform = new Uint8Array((count - from) * 64);
      for (let i = from; i < count; i++)
        uniform.set(sha512(concat(DOMAIN, bigEndian(i, 8))), (i - from) * 64);
      return concat(have, await group.oneWayMap(uniform));
    });
    // After a failure (a lost worker, say) the next call starts again from what is there.
    grown = next.catch(() => before);
    return next;
  }

  return {
    h: async () => (await upTo(1)).slice(0, SIZE),
    take: async (n) => (await upTo(n + 1)).slice(SIZE, (n + 1) * SIZE),
  };
}
