/**
 * Products of foreign points by a secret that lives as long as the poll: a trustee's x_i and its
 * transport secret. Whoever sends the points could time us, and `@noble/curves` does not blind a
 * scalar on points other than the base (its README, "Constant-timeness"); so the secret is split
 * afresh, x = a + b with a at random, and the two products are added. Neither a nor b tells of x,
 * and no scalar is used for two slices. Twice the work, in a step done once per poll.
 */
import { encodeScalar, type Group, MINUS_ONE, ONE, randomScalar, SIZE } from '@hustings/ristretto';
import { between } from './flat.ts';
import type { Random } from './random.ts';

/** Points per split: enough to keep several workers busy. */
const SLICE = 8192;

/** Returns out_i = secret · points_i. Throws on invalid encodings. */
export async function mulSecret(
  group: Group,
  secret: Uint8Array,
  points: Uint8Array,
  random: Random,
  sliceSize: number = SLICE,
): Promise<Uint8Array> {
  const out = new Uint8Array(points.length);
  for (let from = 0; from < points.length / SIZE; from += sliceSize) {
    const some = between(points, from, from + sliceSize);
    const secretA = encodeScalar(randomScalar(random));
    const secretB = await group.scalars.mulAdd(secretA, MINUS_ONE, secret);
    const a = await group.mulEach(secretA, some);
    const b = await group.mulEach(secretB, some);
    // The addends are not public, but one alone is a uniform point: the time of adding them tells of neither scalar.
    out.set(await group.combineVartime([ONE, ONE], [a, b]), from * SIZE);
  }
  return out;
}
