/** Verifies a record, all of it, from its files and spec/ alone; never stops at the first finding. */
import { toHex } from '@hustings/base';
import type { Source } from './files/source.ts';
import { type Checked, entryPlace, type Finding, Findings } from './findings.ts';
import { isSignedByLog, readLogKey } from './log/checkpoint.ts';
import { type Log, readLog } from './log/read-log.ts';
import { checkWitnesses, type Witnesses } from './log/witnesses.ts';
import { Blobs } from './proceeding/blobs.ts';
import { checkBallots, checkClosing, formPools, weed } from './proceeding/check-ballots.ts';
import { checkCount } from './proceeding/check-count.ts';
import { checkDeclaration } from './proceeding/check-declaration.ts';
import { checkKeys } from './proceeding/check-keys.ts';
import { checkManifest } from './proceeding/check-manifest.ts';
import { checkPool, type Extent } from './proceeding/check-opening.ts';
import { checkCoin, checkPapers, type PollResult } from './proceeding/check-result.ts';
import { manifestOf, type Poll, type Proceeding } from './proceeding/state.ts';
import { walk } from './proceeding/walk.ts';
import { Progress, type Tell } from './progress.ts';
import { sampler } from './sample.ts';

export interface Options {
  /** Proofs of ballots, and papers, checked in each poll and pool; left out, all. */
  readonly sample?: number;
  /** Mixes of pools with more ballots are left out; left out, none is. */
  readonly largestMix?: number;
  /** Left out, nobody else's signature is looked for. */
  readonly witnesses?: Witnesses;
  readonly progress?: Tell;
}

export interface Report {
  readonly findings: readonly Finding[];
  readonly checked: Checked;
  readonly proceeding: string | undefined;
  readonly size: number | undefined;
  /** Hex. */
  readonly root: string | undefined;
}

export async function verifyAgain(source: Source, options: Options = {}): Promise<Report> {
  const findings = new Findings();
  const progress = new Progress(options.progress);
  progress.say('Reading the log');
  const log = await readLog(source, findings);
  const blobs = new Blobs(source, findings);
  if (log !== undefined && options.witnesses !== undefined)
    checkWitnesses(log.signed, options.witnesses, findings);
  progress.say('Reading the entries');
  const proceeding = log && (await walk(log.leaves, blobs, findings));
  progress.expect(proceeding?.polls.values() ?? []);
  if (log !== undefined) {
    if (proceeding === undefined)
      findings.wrong('record/not-opened', entryPlace(0), 'No entry opens a proceeding.');
    else {
      checkSignature(log, proceeding, findings);
      await checkPolls(log, proceeding, blobs, { ...options, meter: progress }, findings);
    }
    await blobs.finish();
  }
  return {
    findings: findings.list,
    checked: findings.checked,
    proceeding: proceeding?.opening.act.proceeding,
    size: log?.signed.checkpoint.size,
    root: log && toHex(log.signed.checkpoint.root),
  };
}

function checkSignature({ signed }: Log, { opening }: Proceeding, findings: Findings): void {
  const { proceeding, logKey } = opening.act;
  const unsigned = (message: string): void =>
    findings.wrong('log/checkpoint-unsigned', 'checkpoint', message);
  if (signed.checkpoint.origin !== `hustings/${proceeding}`)
    findings.wrong('log/other-origin', 'checkpoint', 'The checkpoint is of another proceeding.');
  const key = readLogKey(logKey);
  if (opening.seq !== 0) unsigned('Entry 0 does not say which key the log has.');
  else if (key === undefined)
    unsigned('The key of the log in entry 0 is no verifier key of Ed25519.');
  else if (!isSignedByLog(signed, key))
    unsigned('The checkpoint is not signed by the key of the log.');
  else findings.count('signatures');
}

async function checkPolls(
  log: Log,
  proceeding: Proceeding,
  blobs: Blobs,
  {
    sample,
    largestMix = Number.POSITIVE_INFINITY,
    meter: progress,
  }: Options & { readonly meter: Progress },
  findings: Findings,
): Promise<void> {
  const results = new Map<string, PollResult | undefined>();
  for (const poll of proceeding.polls.values()) {
    await checkKeys(proceeding, poll, blobs, findings);
    checkManifest(proceeding, poll, findings);
    const extent = (of: number): Extent => ({
      isDrawn: sampler(sample, of),
      largestMix,
      progress,
    });
    results.set(poll.id, await checkPoll(log, proceeding, poll, blobs, extent, findings));
    findings.count('polls');
  }
  for (const placed of proceeding.declarations)
    checkDeclaration(proceeding, placed, results, findings);
}

async function checkPoll(
  log: Log,
  proceeding: Proceeding,
  poll: Poll,
  blobs: Blobs,
  extent: (of: number) => Extent,
  findings: Findings,
): Promise<PollResult | undefined> {
  const manifest = manifestOf(poll);
  if (manifest === undefined) return undefined;
  const roll = proceeding.rolls.get(manifest.roll.id);
  checkBallots(poll, manifest, roll, extent(poll.ballots.length), findings);
  if (poll.closed === undefined) return undefined;
  const counting = weed(poll, manifest);
  const pools = formPools(manifest, counting);
  checkClosing(poll, pools, counting.length, findings);
  for (const pool of pools)
    await checkPool(poll, manifest, pool, extent(pool.ballots.length), blobs, findings);
  for (const { seq, act } of [...poll.mixes, ...poll.decryptions])
    if (!pools.some((p) => p.id === act.pool))
      findings.wrong('act/refused', entryPlace(seq), 'The poll has no such pool.');
  const coin = checkCoin(poll, manifest, log, findings);
  const boxes = await checkPapers(poll, manifest, pools, blobs, findings);
  return checkCount(proceeding, poll, manifest, boxes, coin, blobs, findings);
}
