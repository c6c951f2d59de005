/**
 * Whether the second kernel computes what the first one does: every operation on the same points, with
 * digits of every size. An engine that rounds twice where it should once would differ at the first product.
 */
import { type Kernel, WorkSpace } from './instance.ts';
import { pairLists } from './pair-lists.ts';
import { sumOfProducts, writeHints } from './public-sums.ts';
import { singleLists } from './single-lists.ts';

const POINTS = 80;

/** `base` is one encoding; `start` where free memory begins. */
export function agree(plain: Kernel, fast: Kernel, base: Uint8Array, start: number): boolean {
  // Scalars below 2^252 that look like chance: bytes of a multiplicative sequence.
  const scalars = new Uint8Array(32 * POINTS);
  let state = 1;
  for (let i = 0; i < scalars.length; i++) {
    state = (Math.imul(state, 0x9e3779b1) + 0x7f4a7c15) >>> 0;
    scalars[i] = (i & 31) === 31 ? state >>> 28 : state >>> 24;
  }
  for (let i = 31; i < scalars.length; i += 32) scalars[i] = (scalars[i] as number) & 15;
  const points = new Uint8Array(32 * POINTS);
  for (let i = 0; i < POINTS; i++) points.set(base, 32 * i);
  const [a, b] = [plain, fast].map((kernel) => {
    const space = new WorkSpace(kernel, start);
    const total = space.take(160);
    kernel.run.identities(total, 1);
    const bytes = space.putFours(points);
    const hints = space.take(32 * POINTS);
    const said: number[] = [writeHints(kernel, { bytes, hints, n: POINTS })];
    for (const given of [0, hints]) {
      // A sum changes its scalars.
      const own = space.fork();
      const ks = own.put(scalars);
      const strings = { bytes, hints: given, n: POINTS };
      said.push(sumOfProducts(kernel, own, { total, scalars: ks, ...strings }));
    }
    const out = space.take(32);
    kernel.run.encode(out, total, 1);
    said.push(...kernel.read(out, 32), ...kernel.read(hints, 32 * POINTS));
    return `${said} ${listsOf(kernel, scalars, points, start)}`;
  });
  return a === b;
}

/** Every operation on lists, as one string. */
function listsOf(kernel: Kernel, scalars: Uint8Array, points: Uint8Array, start: number): string {
  const lists = kernel.fast === undefined ? singleLists(kernel) : pairLists(kernel, kernel.fast);
  const n = 7;
  const few = scalars.subarray(0, 32 * n);
  const space = new WorkSpace(kernel, start);
  const ks = space.put(few);
  const [list, columns] = [space.take(lists.room(n)), space.take(2 * lists.room(n))];
  const said: string[] = [];
  const say = (bytes: Uint8Array) => said.push(bytes.join());
  lists.identities(list, n);
  lists.addProducts(space.fork(), list, { base: points.subarray(0, 32), scalars: few }, true);
  say(lists.encode(space.fork(), list, n));
  lists.mulByHalf(space.fork(), list, n, ks + 32);
  say(lists.doubleEncode(space.fork(), list, n));
  const column = lists.room(n);
  for (const at of [columns, columns + column]) {
    lists.identities(at, n);
    said.push(String(lists.addEncoded(space.fork(), at, points.subarray(0, 32 * n))));
  }
  lists.combine(space.fork(), list, n, columns, { at: ks, n: 2 });
  say(lists.encode(space.fork(), list, n));
  lists.oneWayMap(space.fork(), list, scalars.subarray(0, 64 * n));
  say(lists.encode(space.fork(), list, n));
  // Points that are decoded by the one kernel for the other.
  const singles = singleLists(kernel);
  const single = space.take(singles.room(n));
  singles.identities(single, n);
  said.push(String(singles.addEncoded(space.fork(), single, points.subarray(0, 32 * n))));
  say(singles.encode(space.fork(), single, n));
  return said.join(' ');
}
