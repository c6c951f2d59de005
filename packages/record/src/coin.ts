/** The public coin of a poll (PROTOCOL §10), tossed over the checkpoint right after closing. */
import {
  type CoinShare,
  type CoinTask,
  checkCoinShare,
  drawLots,
  tossCoin,
} from '@hustings/ballot';
import { err, type Failure, fromHex, ok, type Result, utf8 } from '@hustings/base';
import type { Lot } from '@hustings/count';
import { formatCheckpoint } from '@hustings/log';
import type { Group } from '@hustings/ristretto';
import type { Manifest } from '@hustings/rulebook';
import { manifestHash } from './context.ts';
import type { Placed } from './docket.ts';
import { pollKeyOf } from './poll-key.ts';

/** `root` is the log's root at the size just after the `poll-closed` entry `closedSeq`. */
export function coinTask(
  manifest: Manifest,
  origin: string,
  closedSeq: number,
  root: Uint8Array,
): CoinTask {
  return {
    context: manifestHash(manifest),
    pollKey: pollKeyOf(manifest),
    checkpoint: utf8(formatCheckpoint({ origin, size: closedSeq + 1, root })),
  };
}

/** Checks one published share of the coin. */
export async function readCoinShare(
  group: Group,
  task: CoinTask,
  manifest: Manifest,
  placed: Placed<'coin-shared'>,
): Promise<Result<CoinShare, Failure>> {
  const { act } = placed;
  const index = manifest.trustees.findIndex((t) => t.id === act.trustee) + 1;
  const share = fromHex(act.share);
  const proof = fromHex(act.proof);
  if (index === 0 || share === undefined || proof === undefined)
    return err({ code: 'coin/malformed', message: 'A share of the coin cannot be read.' });
  return checkCoinShare(group, task, index, share, proof);
}

/** The lots of a poll, once enough shares are on the record. */
export async function lotsOf(
  group: Group,
  task: CoinTask,
  shares: readonly CoinShare[],
): Promise<Result<Lot, Failure>> {
  const coin = await tossCoin(group, task, shares);
  return coin.ok ? ok((round, tied) => drawLots(coin.value, round, tied)) : coin;
}
