/** The public coin of a poll that is being counted: who shares it, and the lots that it gives. */
import { type CoinShare, checkCoinShare, coinShare } from '@hustings/ballot';
import { ok, type Result, toHex } from '@hustings/base';
import type { Lot } from '@hustings/count';
import type { Manifest } from '@hustings/rulebook';
import { coinTask, lotsOf, readCoinShare } from '../coin.ts';
import type { PollFile } from '../docket.ts';
import type { Refusal } from '../errors.ts';
import { originOf } from '../origin.ts';
import { type Conduct, type Recording, take } from './conduct.ts';
import type { TrusteeAtWork } from './decrypt.ts';

export interface ClosedPoll {
  readonly file: PollFile;
  readonly manifest: Manifest;
  readonly closedSeq: number;
}

function taskOf(conduct: Conduct<Recording>, { manifest, closedSeq }: ClosedPoll) {
  const { recorder } = conduct;
  const root = recorder.rootAt(closedSeq + 1);
  return coinTask(manifest, originOf(recorder.proceeding), closedSeq, root);
}

/** Publishes a trustee's share, where it is still missing. */
export async function shareCoin(
  conduct: Conduct<Recording>,
  at: ClosedPoll,
  trustee: TrusteeAtWork,
): Promise<Result<void, Refusal>> {
  const { group, random } = conduct;
  const { file, manifest } = at;
  if (file.coinShares.some((s) => s.act.trustee === trustee.id)) return ok(undefined);
  const task = taskOf(conduct, at);
  const index = manifest.trustees.findIndex((t) => t.id === trustee.id) + 1;
  const made = await coinShare(group, task, { index, secret: trustee.secret }, random);
  // As with a decryption: a trustee speaks once.
  const checked = await checkCoinShare(group, task, index, made.share, made.proof);
  if (!checked.ok) return checked;
  const taken = await take(
    conduct,
    { role: 'trustee', id: trustee.id },
    {
      kind: 'coin-shared',
      poll: file.id,
      trustee: trustee.id,
      share: toHex(made.share),
      proof: toHex(made.proof),
    },
  );
  return taken.ok ? ok(undefined) : taken;
}

/** The lots, from the shares on the record. */
export async function readLots(
  conduct: Conduct<Recording>,
  at: ClosedPoll,
): Promise<Result<Lot, Refusal>> {
  const { group } = conduct;
  const task = taskOf(conduct, at);
  const shares: CoinShare[] = [];
  for (const placed of at.file.coinShares) {
    const share = await readCoinShare(group, task, at.manifest, placed);
    if (!share.ok) return share;
    shares.push(share.value);
  }
  return lotsOf(group, task, shares);
}
