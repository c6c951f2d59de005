/**
 * Threshold decryption (PROTOCOL §9, spec/decryption.md). Trustee i publishes D = x_i·A for every A of
 * a pool, and one proof for the batch: with weights w from the transcript over the whole statement,
 * A* = Σ w·A and D* = Σ w·D, equal logarithms of (G, Y_i) and (A*, D*). Message:
 *
 *   0x01 ‖ i (1 byte) ‖ K ‖ N (4 bytes) ‖ all D ‖ R ‖ R' ‖ z
 *
 * Secret: x_i; how its products with the A, which any elector may have chosen, are kept: mul-secret.ts.
 *
 * A trustee calls `decryptionShare` only after it has checked ITSELF the closing checkpoint, the
 * ballots and their weeding, every mix and their number, and that it never decrypted this pool before.
 */
import {
  type ByteSource,
  type ByteStore,
  bigEndian,
  concat,
  err,
  type Failure,
  MemoryBytes,
  ok,
  partOf,
  type Result,
  readBigEndian,
  sourceOf,
} from '@hustings/base';
import { encodeScalars, type Group } from '@hustings/ristretto';
import { assertShape, type Ciphertexts } from './ciphertexts.ts';
import { at, between, isIdentity, sumVartime } from './flat.ts';
import { hintsOf } from './hints.ts';
import type { PollKey } from './keygen.ts';
import { mulSecret } from './mul-secret.ts';
import type { Random } from './random.ts';
import { assertSealedShape, type SealedList, sealedListOf } from './sealed-list.ts';
import { checkEqualLogs, EQUAL_LOGS_BYTES, proveEqualLogs } from './sigma.ts';
import { appendFrom, elements, inOrder, Meter, type Pace, SLICE, type Working } from './slices.ts';
import { Transcript, type WeightRange } from './transcript.ts';

const VERSION = 1;
const HEADER = 7;
/** Points of one sum, which cost less the more there are. */
const SUM_SLICES = 4;
/** What the two sums cost of the products, and of a check, what its hashing costs of them. */
const SUMS = 0.3;
const READING = 0.2;

/** What is decrypted, apart from the papers themselves. */
export interface Decrypting {
  /** Hash of the poll's manifest. */
  readonly context: Uint8Array;
  readonly pool: string;
  readonly pollKey: PollKey;
}

export interface DecryptionTask extends Decrypting {
  /** The output of the last mix, checked. */
  readonly ciphertexts: Ciphertexts;
}

/** The same, where the papers stay where they are. */
export interface SealedTask extends Decrypting {
  readonly list: SealedList;
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

/** A checked share that stays where it is. */
export interface StoredShare {
  readonly index: number;
  readonly points: ByteSource;
}

/** Returns the trustee's message. With a secret that is not that of Y_i nobody will accept it. */
export async function decryptionShare(
  group: Group,
  task: DecryptionTask,
  trustee: TrusteeSecret,
  random: Random,
): Promise<Uint8Array> {
  assertShape(task.ciphertexts);
  const into = shareInMemory(sealedTask(task).list);
  await writeShare(group, sealedTask(task), trustee, into, { random });
  return into.bytes;
}

/** A store for a share that has room in memory, of the size that it will have. */
export function shareInMemory({ a }: SealedList): MemoryBytes {
  return new MemoryBytes(HEADER + a.size + EQUAL_LOGS_BYTES);
}

/**
 * Writes the trustee's message into an empty store, and says whether it is right: whoever publishes it
 * speaks once, and could not take back what a wrong secret made. That costs nothing more, since both
 * sides of the proof are computed from what was written. Code: `decryption/wrong-proof`.
 */
export async function writeDecryptionShare(
  group: Group,
  task: SealedTask,
  trustee: TrusteeSecret,
  into: ByteStore,
  how: Working,
): Promise<Result<StoredShare, Failure>> {
  assertSealedShape(task.list);
  const { index } = trustee;
  const holds = await writeShare(group, task, trustee, into, how);
  if (!holds) return err(wrongProof(index));
  return ok({ index, points: partOf(into, HEADER, HEADER + task.list.a.size) });
}

async function writeShare(
  group: Group,
  task: SealedTask,
  trustee: TrusteeSecret,
  into: ByteStore,
  how: Working,
): Promise<boolean> {
  const { index, secret } = trustee;
  const { pieces, count, a } = task.list;
  const { random, sliceSize: size = SLICE } = how;
  const hints = hintsOf(task.list)?.a;
  const meter = new Meter(count, 1 + SUMS, how.progress);
  const transcript = await decryptionStatement(task, index);
  const appending = transcript.begin('D', a.size);
  await into.append(concat(Uint8Array.of(VERSION, index, pieces), bigEndian(count, 4)));
  await inOrder(
    count * pieces,
    size,
    async (from, to) =>
      mulSecret(group, secret, await elements(a, from, to), random, {
        hints: hints && between(hints, from, to),
      }),
    async (points, from, to) => {
      appending.add(points);
      await into.append(points);
      meter.add((to - from) / pieces);
    },
  );
  appending.end();
  const points = partOf(into, HEADER, HEADER + a.size);
  const on = await bothSums(group, task.list, points, transcript.weightsOf('w'), how, (ballots) =>
    meter.add(SUMS * ballots),
  );
  if (on === undefined) throw new TypeError('"list" expected canonical points');
  const publicShare = shareKey(task.pollKey, index);
  const checking = transcript.fork();
  const x = { public: publicShare, secret };
  const proof = await proveEqualLogs(group, transcript, x, on, random);
  await into.append(proof);
  return (
    !isIdentity(publicShare) && (await checkEqualLogs(group, checking, publicShare, on, proof))
  );
}

/** Whether a message is trustee `index`'s right share of the task. Codes: `decryption/malformed`, `decryption/wrong-proof`. */
export async function checkDecryptionShare(
  group: Group,
  task: DecryptionTask,
  index: number,
  message: Uint8Array,
): Promise<Result<DecryptionShare, Failure>> {
  assertShape(task.ciphertexts);
  const share = await checkStoredShare(group, sealedTask(task), index, sourceOf(message), {});
  if (!share.ok) return share;
  return ok({ index, points: await share.value.points.read(0, task.ciphertexts.a.length) });
}

/** The same for a message that stays where it is, and is read twice: it must be the same both times. */
export async function checkStoredShare(
  group: Group,
  task: SealedTask,
  index: number,
  message: ByteSource,
  how: Pace,
): Promise<Result<StoredShare, Failure>> {
  assertSealedShape(task.list);
  const { pieces, count, a } = task.list;
  const end = HEADER + a.size;
  const header = await message.read(0, Math.min(HEADER, message.size));
  const isShaped =
    message.size === end + EQUAL_LOGS_BYTES &&
    header[0] === VERSION &&
    header[1] === index &&
    header[2] === pieces &&
    readBigEndian(header, 3, 4) === count;
  if (!isShaped || index < 1 || index > task.pollKey.trustees)
    return err({
      code: 'decryption/malformed',
      message: `This is not trustee ${index}'s share for these sealed papers.`,
    });
  const publicShare = shareKey(task.pollKey, index);
  if (isIdentity(publicShare)) return err(wrongProof(index));
  const points = partOf(message, HEADER, end);
  const meter = new Meter(count, 1 + READING, how.progress);
  const transcript = await decryptionStatement(task, index);
  await appendFrom(transcript, 'D', points);
  meter.add(READING * count);
  const w = transcript.weightsOf('w');
  const on = await bothSums(group, task.list, points, w, how, (ballots) => meter.add(ballots));
  const proof = await message.read(end, message.size);
  const holds =
    on !== undefined && (await checkEqualLogs(group, transcript, publicShare, on, proof));
  return holds ? ok({ index, points }) : err(wrongProof(index));
}

function wrongProof(index: number): Failure {
  return {
    code: 'decryption/wrong-proof',
    message: `The proof fails: trustee ${index} did not decrypt these papers with its share of the key.`,
  };
}

/** A* = Σ w·A and D* = Σ w·D; `undefined` when some point is not a canonical encoding. */
async function bothSums(
  group: Group,
  list: SealedList,
  points: ByteSource,
  w: WeightRange,
  how: Pace,
  take: (ballots: number) => void,
): Promise<{ readonly base: Uint8Array; readonly value: Uint8Array } | undefined> {
  const { a, count, pieces } = list;
  const hints = hintsOf(list)?.a;
  const bases: Uint8Array[] = [];
  const values: Uint8Array[] = [];
  let isReadable = true;
  await inOrder(
    count * pieces,
    (how.sliceSize ?? SLICE) * SUM_SLICES,
    async (from, to) => {
      const weights = w(from, to);
      return Promise.all([
        elements(a, from, to).then((some) =>
          sumVartime(group, weights, some, hints && between(hints, from, to)),
        ),
        elements(points, from, to).then((some) => sumVartime(group, weights, some)),
      ]);
    },
    ([base, value], from, to) => {
      isReadable = base !== undefined && value !== undefined;
      if (base !== undefined) bases.push(base);
      if (value !== undefined) values.push(value);
      take((to - from) / pieces);
      return isReadable;
    },
  );
  if (!isReadable) return undefined;
  const [base, value] = await Promise.all([addedUp(group, bases), addedUp(group, values)]);
  return { base, value };
}

function addedUp(group: Group, points: readonly Uint8Array[]): Promise<Uint8Array> {
  return group.msmVartime(encodeScalars(points.map(() => 1n)), concat(...points));
}

export function sealedTask({ ciphertexts, ...of }: DecryptionTask): SealedTask {
  return { ...of, list: sealedListOf(ciphertexts) };
}

/** Y_i. */
export function shareKey(pollKey: PollKey, index: number): Uint8Array {
  return at(pollKey.shares, index - 1);
}

/** Starts the transcript of a share; its points D come next, as `D`, and then the weights are drawn. */
export async function decryptionStatement(task: SealedTask, index: number): Promise<Transcript> {
  const { pieces, count, a, b } = task.list;
  const transcript = new Transcript('decryption')
    .append('context', task.context)
    .append('key', task.pollKey.key)
    .appendText('pool', task.pool)
    .appendNumber('trustee', index)
    .append('share key', shareKey(task.pollKey, index))
    .appendNumber('pieces', pieces)
    .appendNumber('count', count);
  await appendFrom(transcript, 'A', a);
  await appendFrom(transcript, 'B', b);
  return transcript;
}
