/**
 * Products of foreign points by a secret that lives as long as the poll: a trustee's x_i and its
 * transport secret. Whoever sends the points could time us. Two things stand against that.
 *
 * The kernel works in a fixed sequence: same operations, same places in memory, whatever the scalar.
 * On BigInt (`@noble/curves`, which blinds no scalar on points other than the base: its README,
 * "Constant-timeness") that is not enough, so there the secret is split afresh for every slice,
 * x = a + b with a at random, and the two products are added. Neither a nor b tells of x, and no scalar
 * is used for two slices.
 *
 * With the kernel, long lists are not split: it would double the one step that costs a trustee most,
 * against an opponent who gets, for a pool, ONE time of all its products together, over points that
 * every mixer but its accomplices has re-encrypted. Short lists (the coin, the ceremony) are split with
 * any backend: it costs nothing, and engines promise no constant time for any code.
 */
import { type Group, MINUS_ONE, ONE, SIZE } from '@hustings/ristretto';
import { between } from './flat.ts';
import { drawScalars, type Random } from './random.ts';
import { SLICE } from './slices.ts';

/** Up to here splitting costs nothing that anyone would notice. */
const FEW = 64;

/** Returns out_i = secret · points_i. Throws on invalid encodings. `hints`: see `Group.decodeHints`. */
export async function mulSecret(
  group: Group,
  secret: Uint8Array,
  points: Uint8Array,
  random: Random,
  {
    sliceSize = SLICE,
    hints,
  }: { readonly sliceSize?: number; readonly hints?: Uint8Array | undefined } = {},
): Promise<Uint8Array> {
  if (points.length > FEW * SIZE && (await group.keepsSecrets()) === 'fixed-sequence')
    return group.mulEach(secret, points, hints);
  const out = new Uint8Array(points.length);
  for (let from = 0; from < points.length / SIZE; from += sliceSize) {
    const some = between(points, from, from + sliceSize);
    const secretA = await drawScalars(group.scalars, 1, random);
    const secretB = await group.scalars.mulAdd(secretA, MINUS_ONE, secret);
    const a = await group.mulEach(secretA, some);
    const b = await group.mulEach(secretB, some);
    for (const part of [secretA, secretB]) part.fill(0);
    // The addends are not public, but one alone is a uniform point: the time of adding them tells of neither scalar.
    out.set(await group.combineVartime([ONE, ONE], [a, b]), from * SIZE);
  }
  return out;
}
