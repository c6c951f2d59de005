/**
 * The public coin (PROTOCOL §10): a value that nobody can steer or foresee, for drawing lots.
 *
 *   P = one-way map of SHA512("hustings/1/coin" ‖ closing checkpoint); trustee i gives x_i·P with a
 *   proof of equal logarithms; any t give V = x·P, and coin = SHA512(V).
 *
 * V is one value whoever the t are, so withholding changes nothing; before t have spoken it is unknown.
 */
import {
  bigEndian,
  compare,
  concat,
  err,
  type Failure,
  ok,
  type Result,
  utf8,
} from '@hustings/base';
import { sha512 } from '@hustings/hash';
import { encodeScalars, type Group, lagrangeAtZero, SIZE } from '@hustings/ristretto';
import { shareKey, type TrusteeSecret } from './decryption.ts';
import { isIdentity } from './flat.ts';
import type { PollKey } from './keygen.ts';
import { mulSecret } from './mul-secret.ts';
import { chooseShares } from './opening.ts';
import type { Random } from './random.ts';
import { checkEqualLogs, proveEqualLogs } from './sigma.ts';
import { Transcript } from './transcript.ts';

const DOMAIN = utf8('hustings/1/coin');

export interface CoinTask {
  /** Hash of the poll's manifest. */
  readonly context: Uint8Array;
  readonly pollKey: PollKey;
  /** The closing checkpoint, its bytes as signed. */
  readonly checkpoint: Uint8Array;
}

export interface CoinShare {
  readonly index: number;
  /** x_i·P */
  readonly share: Uint8Array;
}

/** Returns the trustee's share (32 bytes) and its proof R ‖ R' ‖ z (96 bytes). */
export async function coinShare(
  group: Group,
  task: CoinTask,
  trustee: TrusteeSecret,
  random: Random,
): Promise<{ readonly share: Uint8Array; readonly proof: Uint8Array }> {
  const base = await coinPoint(group, task);
  const value = await mulSecret(group, trustee.secret, base, random);
  const x = { public: shareKey(task.pollKey, trustee.index), secret: trustee.secret };
  const transcript = coinStatement(task, trustee.index);
  const proof = await proveEqualLogs(group, transcript, x, { base, value }, random);
  return { share: value, proof };
}

/** Whether a share is trustee `index`'s. Code: `coin/wrong-proof`. */
export async function checkCoinShare(
  group: Group,
  task: CoinTask,
  index: number,
  share: Uint8Array,
  proof: Uint8Array,
): Promise<Result<CoinShare, Failure>> {
  const isShaped = share.length === SIZE && index >= 1 && index <= task.pollKey.trustees;
  if (isShaped && !isIdentity(shareKey(task.pollKey, index))) {
    const on = { base: await coinPoint(group, task), value: share };
    const publicShare = shareKey(task.pollKey, index);
    if (await checkEqualLogs(group, coinStatement(task, index), publicShare, on, proof))
      return ok({ index, share });
  }
  return err({
    code: 'coin/wrong-proof',
    message: `The proof fails: trustee ${index} did not toss this coin with its share of the key.`,
  });
}

/** Returns the 64 bytes of the coin, from shares checked before. Code: `decryption/too-few-shares`. */
export async function tossCoin(
  group: Group,
  task: CoinTask,
  shares: readonly CoinShare[],
): Promise<Result<Uint8Array, Failure>> {
  const chosen = chooseShares(task.pollKey, shares);
  if (!chosen.ok) return chosen;
  const lambda = lagrangeAtZero(chosen.value.map(({ index }) => BigInt(index)));
  const points = concat(...chosen.value.map(({ share }) => share));
  return ok(sha512(await group.msmVartime(encodeScalars(lambda), points)));
}

/** Returns tied ids in the order of their lots: sorted on SHA512(coin ‖ round in 8 bytes ‖ id in UTF-8). */
export function drawLots(
  coin: Uint8Array,
  round: number,
  ids: readonly string[],
): readonly string[] {
  if (coin.length !== 64) throw new TypeError(`"coin" expected 64 bytes, got ${coin.length}`);
  return ids
    .map((id) => ({ id, lot: sha512(concat(coin, bigEndian(round, 8), utf8(id))) }))
    .toSorted((x, y) => compare(x.lot, y.lot))
    .map(({ id }) => id);
}

function coinPoint(group: Group, task: CoinTask): Promise<Uint8Array> {
  return group.oneWayMap(sha512(concat(DOMAIN, task.checkpoint)));
}

export function coinStatement(task: CoinTask, index: number): Transcript {
  return new Transcript('coin')
    .append('context', task.context)
    .append('key', task.pollKey.key)
    .appendNumber('trustee', index)
    .append('checkpoint', task.checkpoint);
}
