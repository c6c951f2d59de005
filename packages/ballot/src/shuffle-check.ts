/**
 * The verifiable shuffle, verifier's side (PROTOCOL §8): forms, points, challenges, and the sum of all
 * equations (mix-equations.ts). Public input only.
 */
import { type ByteSource, err, type Failure, ok, type Result, sourceOf } from '@hustings/base';
import { type Group, ONE, randomWeights, SIZE } from '@hustings/ristretto';
import { assertShape, type Ciphertexts } from './ciphertexts.ts';
import { areBelowOrder, hasIdentity, isIdentity } from './flat.ts';
import { keepHints } from './hints.ts';
import { checkKey } from './keygen.ts';
import { foldedSum } from './mix-equations.ts';
import type { Random } from './random.ts';
import {
  assertSealedShape,
  checkSealedList,
  IDENTITY_IN_LIST,
  type SealedList,
  sealedListOf,
} from './sealed-list.ts';
import {
  GENERATORS_PASS,
  generatorsFor,
  MALFORMED_PROOF,
  openShuffleProof,
  type ShuffleStep,
  shuffleChallenges,
  shuffleStatement,
} from './shuffle-proof.ts';
import { Meter, readThrough, type Working } from './slices.ts';

/** Of the progress of a check, what its reading and hashing takes beside the pass of the sum. */
const READING = 0.2;

/**
 * Whether `output` is a mix of `input`. Both may be of any bytes of their shape.
 * Codes: `shuffle/malformed`, `shuffle/wrong-size`, `ciphertexts/identity`, `ciphertexts/not-canonical`, `shuffle/wrong-proof`,
 * `keygen/not-a-key`.
 */
export function checkShuffle(
  group: Group,
  step: ShuffleStep,
  input: Ciphertexts,
  output: Ciphertexts,
  proofBytes: Uint8Array,
  random: Random,
  sliceSize?: number,
): Promise<Result<void, Failure>> {
  assertShape(input);
  assertShape(output);
  const lists = [sealedListOf(input), sealedListOf(output)] as const;
  const how = { random, ...(sliceSize !== undefined && { sliceSize }) };
  return checkMix(group, step, ...lists, sourceOf(proofBytes), how);
}

export interface MixChecking extends Working {
  /**
   * The output will be looked at again, mixed once more or decrypted: hints of its points are kept with
   * the list, 64 bytes a point pair, and make the next checks faster.
   */
  readonly keepsHints?: boolean;
}

/**
 * The same for lists and a proof that stay where they are: they are read twice, slices at a time, and
 * must be the same bytes both times. Memory: two slices, and the generators with their hints, 64 bytes a
 * ballot.
 */
export async function checkMix(
  group: Group,
  step: ShuffleStep,
  input: SealedList,
  output: SealedList,
  proofSource: ByteSource,
  how: MixChecking,
): Promise<Result<void, Failure>> {
  assertSealedShape(input);
  assertSealedShape(output);
  const opened = await openShuffleProof(proofSource);
  if (!opened.ok) return opened;
  const proof = opened.value;
  for (const responses of [proof.chainResponses, proof.permutationResponses]) {
    let areScalars = true;
    await readThrough(responses, (bytes) => {
      areScalars &&= areBelowOrder(bytes);
    });
    if (!areScalars) return err(MALFORMED_PROOF);
  }
  const { count, pieces } = input;
  if ([output, proof].some((other) => other.count !== count || other.pieces !== pieces))
    return err({
      code: 'shuffle/wrong-size',
      message: 'The mix has not as many papers as went into it.',
    });
  const meter = new Meter(count, GENERATORS_PASS + READING + 1, how.progress);
  const generators = await generatorsFor(group, count, meter);
  let isHollow = false;
  const transcript = await shuffleStatement(step, input, output, (points) => {
    isHollow ||= hasIdentity(points);
  });
  if (isHollow) return err(IDENTITY_IN_LIST);
  const key = await checkKey(group, step.key);
  if (!key.ok) return key;
  const { u, c } = await shuffleChallenges(transcript, proof);
  meter.add(READING * count);
  const alpha = randomWeights(3 + 2 * pieces, how.random);
  alpha.set(ONE, 2 * SIZE);
  const size = count * pieces * SIZE;
  const hints =
    how.keepsHints === true ? { a: new Uint8Array(size), b: new Uint8Array(size) } : undefined;
  const sum = await foldedSum(
    group,
    { key: step.key, input, output, proof, generators, u, c, alpha, hints },
    how,
    meter,
  );
  if (sum !== undefined && isIdentity(sum)) {
    if (hints !== undefined) keepHints(output, hints);
    return ok(undefined);
  }
  for (const list of [input, output]) {
    const points = await checkSealedList(group, list);
    if (!points.ok) return points;
  }
  return err({
    code: 'shuffle/wrong-proof',
    message: 'The proof fails: what came out of this mix is not what went in.',
  });
}
