/**
 * Decryption (PROTOCOL §9). A trustee decrypts nothing that it has not checked: here it walks the
 * whole chain of mixes again from the weeded box before its first share. Trustees that run in one
 * process share that one walk (`decryptPoll`); a trustee on a machine of its own makes its own
 * (`publishShares`), and who conducts the poll opens what enough shares are there for (`openPools`).
 */
import {
  checkStoredShare,
  openPapers,
  type SealedTask,
  type StoredShare,
  sealedListOf,
  shareInMemory,
  writeDecryptionShare,
} from '@hustings/ballot';
import { concatAll, err, ok, type Result, sourceOf } from '@hustings/base';
import type { Entry, Manifest } from '@hustings/rulebook';
import { type WeededBox, weed } from '../box-pools.ts';
import { manifestHash } from '../context.ts';
import { Course } from '../course.ts';
import type { PollFile } from '../docket.ts';
import { type Refusal, refusal } from '../errors.ts';
import { newBlob, refOf } from '../ledger.ts';
import { openIn, walkMixes } from '../mix-chain.ts';
import { encodePapers, PaperTally } from '../papers.ts';
import { pollKeyOf } from '../poll-key.ts';
import { type Conduct, ownBlob, preparedPoll, type Recording, SYSTEM, take } from './conduct.ts';

/** A trustee at work: its id, its number 1..n, its secret share x_i. */
export interface TrusteeAtWork {
  readonly id: string;
  readonly secret: Uint8Array;
}

/**
 * Asked before a share is made: a trustee never decrypts one pool twice with different papers. `papers` is
 * the hash of the last mix's output.
 */
export type MayDecrypt = (pool: string, papers: string) => Promise<Result<void, Refusal>>;

/** All of it in one process. */
export async function decryptPoll(
  conduct: Conduct,
  poll: string,
  trustees: readonly TrusteeAtWork[],
): Promise<Result<void, Refusal>> {
  return eachPool(conduct, poll, trustees.length + 1, async (at) => {
    const task = await checkedTask(at);
    if (!task.ok) return task;
    const shares: StoredShare[] = [];
    for (const trustee of trustees) {
      const share = await shareOf(at, task.value, trustee);
      if (!share.ok) return share;
      shares.push(share.value);
    }
    return openPool(at, task.value, shares);
  });
}

/** One trustee's shares of every pool that all mixers have mixed. */
export async function publishShares(
  conduct: Conduct<Recording>,
  poll: string,
  trustee: TrusteeAtWork,
  may: MayDecrypt,
): Promise<Result<void, Refusal>> {
  return eachPool(conduct, poll, 1, async (at) => {
    const last = at.file.mixes.find(
      (m) => m.act.pool === at.pool.id && m.act.step === at.manifest.mixers.length,
    );
    const isShared = at.file.shares.some(
      (s) => s.act.pool === at.pool.id && s.act.trustee === trustee.id,
    );
    if (last === undefined || isShared) return ok(undefined);
    const task = await checkedTask(at);
    if (!task.ok) return task;
    const allowed = await may(at.pool.id, last.act.ballots.sha256);
    if (!allowed.ok) return allowed;
    const share = await shareOf(at, task.value, trustee);
    return share.ok ? ok(undefined) : share;
  });
}

/** Opens every pool for which enough right shares are on the record. */
export async function openPools(conduct: Conduct, poll: string): Promise<Result<void, Refusal>> {
  const most = conduct.recorder.docket.poll(poll)?.shares.length ?? 0;
  return eachPool(conduct, poll, most + 1, async (at) => {
    const { group, recorder } = at.conduct;
    const published = at.file.shares.filter((s) => s.act.pool === at.pool.id);
    if (published.length < at.manifest.threshold) return ok(undefined);
    const task = await checkedTask(at);
    if (!task.ok) return task;
    const shares: StoredShare[] = [];
    for (const { act } of published) {
      const index = at.manifest.trustees.findIndex((t) => t.id === act.trustee) + 1;
      const message = sourceOf(await ownBlob(recorder, act.shares.sha256));
      const progress = at.course.next(`checking the decryption of ${at.pool.id}`, at.papers);
      const share = await checkStoredShare(group, task.value, index, message, { progress });
      if (share.ok) shares.push(share.value);
    }
    return shares.length < at.manifest.threshold ? ok(undefined) : openPool(at, task.value, shares);
  });
}

interface AtPool {
  readonly conduct: Conduct<Recording>;
  readonly file: PollFile;
  readonly manifest: Manifest;
  readonly pool: WeededBox['pools'][number];
  /** Ballots in the pool, and the progress over all pools. */
  readonly papers: number;
  readonly course: Course;
}

/** `works`: how often each pool is gone through beside the walk over its mixes, for the progress. */
async function eachPool(
  conduct: Conduct<Recording>,
  poll: string,
  works: number,
  work: (at: AtPool) => Promise<Result<void, Refusal>>,
): Promise<Result<void, Refusal>> {
  const prepared = preparedPoll(conduct, poll);
  if (!prepared.ok) return prepared;
  const { file, manifest } = prepared.value;
  if (file.closed === undefined || file.box === undefined)
    return err(refusal('poll/not-closed', 'The poll must be closed before it is decrypted.'));
  const { pools } = weed(manifest, file.box);
  const closed = pools.filter((pool) => !file.opened.some((o) => o.act.pool === pool.id));
  const ballots = closed.reduce((sum, pool) => sum + pool.input.count, 0);
  const course = new Course(ballots * (manifest.mixers.length + works), conduct.progress);
  for (const pool of closed) {
    const papers = pool.input.count;
    const worked = await work({ conduct, file, manifest, pool, papers, course });
    if (!worked.ok) return worked;
  }
  return ok(undefined);
}

/** What is to be decrypted, after walking every mix to it. */
async function checkedTask({
  conduct,
  file,
  manifest,
  pool,
  course,
}: AtPool): Promise<Result<SealedTask, Refusal>> {
  const { group, random, recorder } = conduct;
  const chain = await walkMixes({
    group,
    random,
    manifest,
    pool: pool.id,
    input: sealedListOf(pool.input),
    mixes: file.mixes,
    open: openIn(recorder.ledger),
    course,
  });
  const fault = chain.faults[0];
  if (chain.output === undefined || fault !== undefined)
    return err(
      refusal(
        'poll/mix-not-proved',
        `The trustees decrypt nothing: ${fault?.message ?? 'a mix is missing.'}`,
      ),
    );
  return ok({
    context: manifestHash(manifest),
    pool: pool.id,
    pollKey: pollKeyOf(manifest),
    list: chain.output,
  });
}

/** A trustee's share as it stands on the record, or made, checked and published now. */
async function shareOf(
  { conduct, file, manifest, pool, papers, course }: AtPool,
  task: SealedTask,
  trustee: TrusteeAtWork,
): Promise<Result<StoredShare, Refusal>> {
  const { group, random, recorder } = conduct;
  const index = manifest.trustees.findIndex((t) => t.id === trustee.id) + 1;
  const before = file.shares.find(
    (s) => s.act.pool === pool.id && s.act.trustee === trustee.id,
  )?.act;
  const progress = course.next(`decrypting ${pool.id}`, papers);
  if (before !== undefined) {
    const message = sourceOf(await ownBlob(recorder, before.shares.sha256));
    return checkStoredShare(group, task, index, message, { progress });
  }
  // Checked before it is published: a trustee speaks once, and could not take back what a wrong secret made.
  const message = shareInMemory(task.list);
  const how = { random, progress };
  const secret = { index, secret: trustee.secret };
  const share = await writeDecryptionShare(group, task, secret, message, how);
  if (!share.ok) return share;
  const taken = await publishShare(conduct, file.id, pool.id, trustee.id, message.bytes);
  return taken.ok ? share : taken;
}

async function openPool(
  { conduct, file, manifest, pool, papers, course }: AtPool,
  task: SealedTask,
  shares: readonly StoredShare[],
): Promise<Result<void, Refusal>> {
  const progress = course.next(`opening ${pool.id}`, papers);
  const tally = new PaperTally(manifest.form);
  const parts: Uint8Array[] = [];
  const keep = (some: Parameters<PaperTally['add']>[0]): void => {
    tally.add(some);
    parts.push(encodePapers(some, task.list.pieces));
  };
  const all = await openPapers(conduct.group, task, shares, keep, { progress });
  if (!all.ok) return all;
  const blob = newBlob(concatAll(parts));
  const opened = await take(
    conduct,
    SYSTEM,
    {
      kind: 'pool-opened',
      poll: file.id,
      pool: pool.id,
      papers: refOf(blob),
      valid: tally.valid,
      spoilt: tally.spoilt,
    },
    [blob],
  );
  return opened.ok ? ok(undefined) : opened;
}

function publishShare(
  conduct: Conduct<Recording>,
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
