/**
 * Whether the second kernel computes what the first one does: sums over the same points, with digits
 * of every size. An engine that rounds twice where it should once would differ at the first product.
 */
import { type Kernel, WorkSpace } from './instance.ts';
import { sumOfProducts } from './public-sums.ts';

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
    const ks = space.put(scalars);
    const bytes = space.putFours(points);
    const invalid = sumOfProducts(kernel, space, {
      total,
      scalars: ks,
      bytes,
      hints: 0,
      n: POINTS,
    });
    const out = space.take(32);
    kernel.run.encode(out, total, 1);
    return `${invalid} ${kernel.read(out, 32).join()}`;
  });
  return a === b;
}
