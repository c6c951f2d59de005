/**
 * Decryption (PROTOCOL §9). A trustee decrypts nothing that it has not checked: here it walks the
 * whole chain of mixes again from the weeded box before its first share. Trustees that run in one
 * process share that one walk; a trustee on a machine of its own makes its own.
 */
import {
  checkDecryptionShare,
  combineShares,
  type DecryptionShare,
  type DecryptionTask,
  decodePlaintexts,
  decryptionShare,
} from '@hustings/ballot';
import { err, ok, type Result } from '@hustings/base';
import type { Entry, Manifest } from '@hustings/rulebook';
import { type WeededBox, weed } from '../box-pools.ts';
import { manifestHash } from '../context.ts';
import type { PollFile } from '../docket.ts';
import { type Refusal, refusal } from '../errors.ts';
import { newBlob, refOf } from '../ledger.ts';
import { walkMixes } from '../mix-chain.ts';
import { encodePapers, sortPapers } from '../papers.ts';
import { pollKeyOf } from '../poll-key.ts';
import { type Conduct, ownBlob, preparedPoll, SYSTEM, take } from './conduct.ts';

/** A trustee at work: its id, its number 1..n, its secret share x_i. */
export interface TrusteeAtWork {
  readonly id: string;
  readonly secret: Uint8Array;
}

export async function decryptPoll(
  conduct: Conduct,
  poll: string,
  trustees: readonly TrusteeAtWork[],
): Promise<Result<void, Refusal>> {
  const prepared = preparedPoll(conduct, poll);
  if (!prepared.ok) return prepared;
  const { file, manifest } = prepared.value;
  if (file.closed === undefined || file.box === undefined)
    return err(refusal('poll/not-closed', 'The poll must be closed before it is decrypted.'));
  const { pools } = weed(manifest, file.box);
  let done = 0;
  for (const pool of pools) {
    conduct.progress?.({ step: `decrypting ${pool.id}`, done: done++, of: pools.length });
    if (file.opened.some((o) => o.act.pool === pool.id)) continue;
    const opened = await decryptPool(conduct, file, manifest, pool, trustees);
    if (!opened.ok) return opened;
  }
  return ok(undefined);
}

async function decryptPool(
  conduct: Conduct,
  file: PollFile,
  manifest: Manifest,
  pool: WeededBox['pools'][number],
  trustees: readonly TrusteeAtWork[],
): Promise<Result<void, Refusal>> {
  const { group, random, recorder } = conduct;
  const poll = file.id;
  const chain = await walkMixes({
    group,
    random,
    manifest,
    pool: pool.id,
    input: pool.input,
    mixes: file.mixes,
    blob: (sha256) => recorder.ledger.blob(sha256),
  });
  const fault = chain.faults[0];
  if (chain.output === undefined || fault !== undefined)
    return err(
      refusal(
        'poll/mix-not-proved',
        `The trustees decrypt nothing: ${fault?.message ?? 'a mix is missing.'}`,
      ),
    );
  const task: DecryptionTask = {
    context: manifestHash(manifest),
    pool: pool.id,
    pollKey: pollKeyOf(manifest),
    ciphertexts: chain.output,
  };
  const shares: DecryptionShare[] = [];
  for (const trustee of trustees) {
    const index = manifest.trustees.findIndex((t) => t.id === trustee.id) + 1;
    const before = file.shares.find(
      (s) => s.act.pool === pool.id && s.act.trustee === trustee.id,
    )?.act;
    const message =
      before === undefined
        ? await decryptionShare(group, task, { index, secret: trustee.secret }, random)
        : await ownBlob(recorder, before.shares.sha256);
    // Before it is published: a trustee speaks once, and could not take back what a wrong secret made.
    const checked = await checkDecryptionShare(group, task, index, message);
    if (!checked.ok) return checked;
    shares.push(checked.value);
    if (before !== undefined) continue;
    const taken = await publishShare(conduct, poll, pool.id, trustee.id, message);
    if (!taken.ok) return taken;
  }
  const points = await combineShares(group, task, shares);
  if (!points.ok) return points;
  const { pieces } = chain.output;
  const papers = await decodePlaintexts(group, points.value, pieces);
  const sorted = sortPapers(manifest.form, papers);
  const blob = newBlob(encodePapers(papers, pieces));
  const opened = await take(
    conduct,
    SYSTEM,
    {
      kind: 'pool-opened',
      poll,
      pool: pool.id,
      papers: refOf(blob),
      valid: sorted.valid.length,
      spoilt: sorted.spoilt,
    },
    [blob],
  );
  return opened.ok ? ok(undefined) : opened;
}

function publishShare(
  conduct: Conduct,
  poll: string,
  pool: string,
  trustee: string,
  message: Uint8Array,
): Promise<Result<Entry, Refusal>> {
  const blob = newBlob(message);
  return take(
    conduct,
    { role: 'trustee', id: trustee },
    { kind: 'share-published', poll, pool, trustee, shares: refOf(blob) },
    [blob],
  );
}
