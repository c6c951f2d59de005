/** Counting and declaring: by the rule book, with lots by the public coin where a tie asks for one. */
import { type CoinShare, checkCoinShare, coinShare } from '@hustings/ballot';
import { err, ok, type Result, toHex } from '@hustings/base';
import type { Lot } from '@hustings/count';
import { leftLate, type Manifest, type Outcome, type Procedure } from '@hustings/rulebook';
import { weed } from '../box-pools.ts';
import { coinTask, lotsOf, readCoinShare } from '../coin.ts';
import { declarationText } from '../declaration.ts';
import type { PollFile } from '../docket.ts';
import { type Refusal, refusal } from '../errors.ts';
import { newBlob, refOf } from '../ledger.ts';
import { readOpenedPools } from '../opened-pools.ts';
import { originOf } from '../origin.ts';
import { electorateOf, type Tallied, tallyPoll } from '../tally.ts';
import { type Conduct, OFFICER, preparedPoll, SYSTEM, take } from './conduct.ts';
import type { TrusteeAtWork } from './decrypt.ts';

export async function countAndDeclare(
  conduct: Conduct,
  poll: string,
  trustees: readonly TrusteeAtWork[],
): Promise<Result<Outcome, Refusal>> {
  const prepared = preparedPoll(conduct, poll);
  if (!prepared.ok) return prepared;
  const { file, manifest } = prepared.value;
  const procedure = conduct.recorder.docket.procedureOf(manifest.matter, conduct.recorder.book);
  if (procedure === undefined)
    return err(refusal('poll/no-procedure', 'This poll belongs to no procedure of the rule book.'));
  const tallied = await tallyWithLots(conduct, file, manifest, procedure, trustees);
  if (!tallied.ok) return tallied;
  const { rule, elected, transcript, outcome, figures } = tallied.value;
  if (file.counted === undefined) {
    const blob = newBlob(transcript);
    const counted = await take(
      conduct,
      SYSTEM,
      {
        kind: 'poll-counted',
        poll,
        rule,
        elected,
        transcript: refOf(blob),
        ...(figures && { figures }),
      },
      [blob],
    );
    if (!counted.ok) return counted;
  }
  const contest = conduct.recorder.state.matters[manifest.matter];
  // Another ballot follows, or candidates are level and somebody must decide: nothing to declare yet.
  if (contest?.kind === 'contest' && contest.progress.finished === undefined) return ok(outcome);
  const text = declarationText({
    book: conduct.recorder.book,
    organisation: manifest.organisation,
    title: conduct.recorder.docket.titleOf(manifest.matter, conduct.recorder.book),
    outcome,
    manifest,
  });
  const declared = await take(conduct, OFFICER, {
    kind: 'result-declared',
    matter: manifest.matter,
    poll,
    outcome,
    text,
  });
  return declared.ok ? ok(outcome) : declared;
}

async function tallyWithLots(
  conduct: Conduct,
  file: PollFile,
  manifest: Manifest,
  procedure: Procedure,
  trustees: readonly TrusteeAtWork[],
): Promise<Result<Tallied, Refusal>> {
  if (file.box === undefined || file.closed === undefined)
    return err(refusal('poll/not-closed', 'The poll must be closed before it is counted.'));
  const { pools } = weed(manifest, file.box);
  const opened = await readOpenedPools(manifest, file, pools, (sha256) =>
    conduct.recorder.ledger.blob(sha256),
  );
  if (!opened.ok) return opened;
  const { book } = conduct.recorder;
  const electorate = electorateOf(book, procedure, manifest);
  const left = leftLate(conduct.recorder.state, manifest.matter);
  const tallied = (lot?: Lot) =>
    tallyPoll(procedure, manifest, opened.value, lot, electorate, left);
  const plain = tallied();
  if (plain.ok || plain.error.code !== 'count/tie-needs-lot') return plain;
  const lot = await toss(conduct, file, manifest, file.closed.seq, trustees);
  return lot.ok ? tallied(lot.value) : lot;
}

/** Publishes what shares of the coin are still missing, and gives the lots. */
async function toss(
  conduct: Conduct,
  file: PollFile,
  manifest: Manifest,
  closedSeq: number,
  trustees: readonly TrusteeAtWork[],
): Promise<Result<Lot, Refusal>> {
  const { group, random, recorder } = conduct;
  const root = recorder.rootAt(closedSeq + 1);
  const task = coinTask(manifest, originOf(recorder.proceeding), closedSeq, root);
  for (const trustee of trustees) {
    if (file.coinShares.some((s) => s.act.trustee === trustee.id)) continue;
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
    if (!taken.ok) return taken;
  }
  const shares: CoinShare[] = [];
  for (const placed of file.coinShares) {
    const share = await readCoinShare(group, task, manifest, placed);
    if (!share.ok) return share;
    shares.push(share.value);
  }
  return lotsOf(group, task, shares);
}
