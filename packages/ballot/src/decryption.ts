/**
 * Threshold decryption (PROTOCOL §9, spec/decryption.md). Trustee i publishes D = x_i·A for every A of
 * a pool, and one proof for the batch: with weights w from the transcript over the whole statement,
 * A* = Σ w·A and D* = Σ w·D, equal logarithms of (G, Y_i) and (A*, D*). Message:
 *
 *   0x01 ‖ i (1 byte) ‖ K ‖ N (4 bytes) ‖ all D ‖ R ‖ R' ‖ z
 *
 * Secret: x_i; its products with the A, which any elector may have chosen, are blinded (mul-secret.ts).
 *
 * A trustee calls `decryptionShare` only after it has checked ITSELF the closing checkpoint, the
 * ballots and their weeding, every mix and their number, and that it never decrypted this pool before.
 */
import {
  bigEndian,
  concat,
  err,
  type Failure,
  ok,
  type Result,
  readBigEndian,
} from '@hustings/base';
import { encodeScalar, type Group, lagrangeAtZero, negScalar, SIZE } from '@hustings/ristretto';
import { assertShape, type Ciphertexts } from './ciphertexts.ts';
import { at, isIdentity, sumVartime } from './flat.ts';
import type { PollKey } from './keygen.ts';
import { mulSecret } from './mul-secret.ts';
import type { Random } from './random.ts';
import { checkEqualLogs, EQUAL_LOGS_BYTES, proveEqualLogs } from './sigma.ts';
import { Transcript } from './transcript.ts';

const VERSION = 1;
const HEADER = 7;

export interface DecryptionTask {
  /** Hash of the poll's manifest. */
  readonly context: Uint8Array;
  readonly pool: string;
  readonly pollKey: PollKey;
  /** The output of the last mix, checked. */
  readonly ciphertexts: Ciphertexts;
}

/** A trustee and its x_i, as `openShares` gave it. */
export interface TrusteeSecret {
  readonly index: number;
  readonly secret: Uint8Array;
}

export interface DecryptionShare {
  readonly index: number;
  /** D_{i,k}, flat. */
  readonly points: Uint8Array;
}

/** Returns the trustee's message. With a secret that is not that of Y_i nobody will accept it. */
export async function decryptionShare(
  group: Group,
  task: DecryptionTask,
  trustee: TrusteeSecret,
  random: Random,
): Promise<Uint8Array> {
  assertShape(task.ciphertexts);
  const { pieces, count, a } = task.ciphertexts;
  const points = await mulSecret(group, trustee.secret, a, random);
  const { transcript, weights } = decryptionStatement(task, trustee.index, points);
  const base = await group.msmVartime(weights, a);
  const value = await group.msmVartime(weights, points);
  const x = { public: shareKey(task.pollKey, trustee.index), secret: trustee.secret };
  const proof = await proveEqualLogs(group, transcript, x, { base, value }, random);
  const header = Uint8Array.of(VERSION, trustee.index, pieces);
  return concat(header, bigEndian(count, 4), points, proof);
}

/** Whether a message is trustee `index`'s right share of the task. Codes: `decryption/malformed`, `decryption/wrong-proof`. */
export async function checkDecryptionShare(
  group: Group,
  task: DecryptionTask,
  index: number,
  message: Uint8Array,
): Promise<Result<DecryptionShare, Failure>> {
  assertShape(task.ciphertexts);
  const { pieces, count, a } = task.ciphertexts;
  const end = HEADER + a.length;
  const isShaped =
    message.length === end + EQUAL_LOGS_BYTES &&
    message[0] === VERSION &&
    message[1] === index &&
    message[2] === pieces &&
    readBigEndian(message, 3, 4) === count;
  if (!isShaped || index < 1 || index > task.pollKey.trustees)
    return err({
      code: 'decryption/malformed',
      message: `This is not trustee ${index}'s share for these sealed papers.`,
    });
  const points = message.subarray(HEADER, end);
  const { transcript, weights } = decryptionStatement(task, index, points);
  const base = await sumVartime(group, weights, a);
  const value = await sumVartime(group, weights, points);
  const publicShare = shareKey(task.pollKey, index);
  const holds =
    base !== undefined &&
    value !== undefined &&
    !isIdentity(publicShare) &&
    (await checkEqualLogs(group, transcript, publicShare, { base, value }, message.subarray(end)));
  if (holds) return ok({ index, points });
  return err({
    code: 'decryption/wrong-proof',
    message: `The proof fails: trustee ${index} did not decrypt these papers with its share of the key.`,
  });
}

/**
 * Returns M = B − Σ λ_i·D_i for every ciphertext, from the first t of the shares, each checked before:
 * the input of `decodePlaintexts`. Code: `decryption/too-few-shares`.
 */
export async function combineShares(
  group: Group,
  task: DecryptionTask,
  shares: readonly DecryptionShare[],
): Promise<Result<Uint8Array, Failure>> {
  const chosen = chooseShares(task.pollKey, shares);
  if (!chosen.ok) return chosen;
  const lambda = lagrangeAtZero(chosen.value.map(({ index }) => BigInt(index)));
  return ok(
    await group.combineVartime(
      [encodeScalar(1n), ...lambda.map((factor) => encodeScalar(negScalar(factor)))],
      [task.ciphertexts.b, ...chosen.value.map(({ points }) => points)],
    ),
  );
}

/** The t shares of lowest index; throws when an index is there twice or is no trustee's. Code: `decryption/too-few-shares`. */
export function chooseShares<T extends { readonly index: number }>(
  pollKey: PollKey,
  shares: readonly T[],
): Result<readonly T[], Failure> {
  const sorted = shares.toSorted((x, y) => x.index - y.index);
  for (const [i, { index }] of sorted.entries())
    if (index < 1 || index > pollKey.trustees || index === sorted[i - 1]?.index)
      throw new TypeError(`"shares" expected one share per trustee, got ${index}`);
  if (sorted.length >= pollKey.threshold) return ok(sorted.slice(0, pollKey.threshold));
  return err({
    code: 'decryption/too-few-shares',
    message: `It takes ${pollKey.threshold} trustees; ${sorted.length} have given their share.`,
  });
}

/** Y_i. */
export function shareKey(pollKey: PollKey, index: number): Uint8Array {
  return at(pollKey.shares, index - 1);
}

export function decryptionStatement(
  task: DecryptionTask,
  index: number,
  points: Uint8Array,
): { readonly transcript: Transcript; readonly weights: Uint8Array } {
  const { pieces, count, a, b } = task.ciphertexts;
  const transcript = new Transcript('decryption')
    .append('context', task.context)
    .append('key', task.pollKey.key)
    .appendText('pool', task.pool)
    .appendNumber('trustee', index)
    .append('share key', shareKey(task.pollKey, index))
    .appendNumber('pieces', pieces)
    .appendNumber('count', count)
    .append('A', a)
    .append('B', b)
    .append('D', points);
  return { transcript, weights: transcript.weights('w', points.length / SIZE) };
}
