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

/** Generators made at a time. */
const SLICE = 16384;

export interface Generators {
  /** H, one encoded point. */
  h(): Promise<Uint8Array>;
  /** H_1..H_n, a flat array (a copy of ours: the caller may keep it). */
  take(n: number): Promise<Uint8Array>;
  /** The same without a copy, not to be changed. `progress` hears how many of the missing ones are made. */
  view(n: number, progress?: (done: number, of: number) => void): Promise<Uint8Array>;
  /** The same generators, where what is missing is computed by another backend. */
  by(group: Mapping): Generators;
}

/** What of a group makes generators. */
export type Mapping = Pick<Group, 'oneWayMap'>;

/** Computes generators on demand and keeps them, 32 bytes each: a larger n only adds what is missing. */
export function independentGenerators(first: Mapping): Generators {
  // H, H_1, H_2, … so far. One growth at a time, or two callers would compute the same ones twice.
  let grown: Promise<Uint8Array> = Promise.resolve(new Uint8Array());

  function upTo(
    group: Mapping,
    count: number,
    progress?: (done: number, of: number) => void,
  ): Promise<Uint8Array> {
    const before = grown;
    const next = before.then(async (have) => {
      const first = have.length / SIZE;
      if (first >= count) return have;
      const all = new Uint8Array(count * SIZE);
      all.set(have);
      let done = 0;
      let under: Promise<unknown> = Promise.resolve();
      for (let from = first; from < count; from += SLICE) {
        const to = Math.min(count, from + SLICE);
        // Hashed while the group, which may be other threads, works on the slice before.
        const uniform = uniformStrings(from, to);
        await under;
        under = group.oneWayMap(uniform).then((points) => {
          all.set(points, from * SIZE);
          done += to - from;
          progress?.(done, count - first);
        });
      }
      await under;
      return all;
    });
    // After a failure (a lost worker, say) the next call starts again from what is there.
    grown = next.catch(() => before);
    return next;
  }

  const by = (group: Mapping): Generators => ({
    by,
    h: async () => (await upTo(group, 1)).slice(0, SIZE),
    take: async (n) => (await upTo(group, n + 1)).slice(SIZE, (n + 1) * SIZE),
    view: async (n, progress) =>
      (await upTo(group, n + 1, progress)).subarray(SIZE, (n + 1) * SIZE),
  });
  return by(first);
}

/** What the one-way map makes generators `from` up to `to` of. */
function uniformStrings(from: number, to: number): Uint8Array {
  const out = new Uint8Array((to - from) * 64);
  for (let i = from; i < to; i++) out.set(sha512(concat(DOMAIN, bigEndian(i, 8))), (i - from) * 64);
  return out;
}
