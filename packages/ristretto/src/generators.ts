/**
 * The constants of the group, and generators between which nobody knows a discrete logarithm (PROTOCOL §2):
 * generator i is the one-way map (RFC 9496 §4.3.4) of SHA-512("hustings/1/generator" ‖ len64(i)).
 * H is generator 0, H_1..H_N are generators 1..N.
 */
import { bigEndian, concat, fromHex, utf8 } from '@hustings/base';
import { sha512 } from '@noble/hashes/sha2.js';
import type { Group, Hinted } from './group.ts';
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
  /** The same, with the hints for decoding them where every backend that made them has given any. */
  hinted(n: number, progress?: (done: number, of: number) => void): Promise<Hinted>;
  /** The same generators, where what is missing is computed by another backend. */
  by(group: Mapping): Generators;
}

/** What of a group makes generators. */
export type Mapping = Pick<Group, 'oneWayMap'> & Partial<Pick<Group, 'oneWayMapHinted'>>;

interface Grown {
  readonly points: Uint8Array;
  readonly hints: Uint8Array;
  /** How many of them, from the first, have hints. */
  readonly hinted: number;
}

/** Computes generators on demand and keeps them, 32 bytes each: a larger n only adds what is missing. */
export function independentGenerators(first: Mapping): Generators {
  // H, H_1, H_2, … so far. One growth at a time, or two callers would compute the same ones twice.
  const none = new Uint8Array();
  let grown: Promise<Grown> = Promise.resolve({ points: none, hints: none, hinted: 0 });

  function upTo(
    group: Mapping,
    count: number,
    progress?: (done: number, of: number) => void,
  ): Promise<Grown> {
    const before = grown;
    const next = before.then(async (have): Promise<Grown> => {
      const first = have.points.length / SIZE;
      if (first >= count) return have;
      const all = new Uint8Array(count * SIZE);
      const hints = new Uint8Array(count * SIZE);
      all.set(have.points);
      hints.set(have.hints);
      let hinted = have.hinted;
      let done = 0;
      let under: Promise<unknown> = Promise.resolve();
      for (let from = first; from < count; from += SLICE) {
        const to = Math.min(count, from + SLICE);
        // Hashed while the group, which may be other threads, works on the slice before.
        const uniform = uniformStrings(from, to);
        await under;
        under = mapped(group, uniform).then((made) => {
          all.set(made.points, from * SIZE);
          if (made.hints !== undefined) {
            hints.set(made.hints, from * SIZE);
            if (hinted === from) hinted = to;
          }
          done += to - from;
          progress?.(done, count - first);
        });
      }
      await under;
      return { points: all, hints, hinted };
    });
    // After a failure (a lost worker, say) the next call starts again from what is there.
    grown = next.catch(() => before);
    return next;
  }

  const by = (group: Mapping): Generators => {
    const hinted: Generators['hinted'] = async (n, progress) => {
      const have = await upTo(group, n + 1, progress);
      const cut = (flat: Uint8Array) => flat.subarray(SIZE, (n + 1) * SIZE);
      return {
        points: cut(have.points),
        hints: have.hinted > n ? cut(have.hints) : undefined,
      };
    };
    return {
      by,
      hinted,
      h: async () => (await upTo(group, 1)).points.slice(0, SIZE),
      take: async (n) => (await hinted(n)).points.slice(),
      view: async (n, progress) => (await hinted(n, progress)).points,
    };
  };
  return by(first);
}

async function mapped(group: Mapping, uniform: Uint8Array): Promise<Hinted> {
  if (group.oneWayMapHinted !== undefined) return group.oneWayMapHinted(uniform);
  return { points: await group.oneWayMap(uniform), hints: undefined };
}

/** What the one-way map makes generators `from` up to `to` of. */
function uniformStrings(from: number, to: number): Uint8Array {
  const out = new Uint8Array((to - from) * 64);
  for (let i = from; i < to; i++) out.set(sha512(concat(DOMAIN, bigEndian(i, 8))), (i - from) * 64);
  return out;
}
