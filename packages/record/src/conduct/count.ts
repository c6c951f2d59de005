/** Counting and declaring: by the rule book, with lots by the public coin where a tie asks for one. */
import { err, ok, type Result } from '@hustings/base';
import type { Lot } from '@hustings/count';
import { leftLate, type Manifest, type Outcome, type Procedure } from '@hustings/rulebook';
import { weed } from '../box-pools.ts';
import { declarationText } from '../declaration.ts';
import type { PollFile } from '../docket.ts';
import { type Refusal, refusal } from '../errors.ts';
import { newBlob, refOf } from '../ledger.ts';
import { readOpenedPools } from '../opened-pools.ts';
import { electorateOf, type Tallied, tallyPoll } from '../tally.ts';
import { type Conduct, OFFICER, preparedPoll, type Recording, SYSTEM, take } from './conduct.ts';
import type { TrusteeAtWork } from './decrypt.ts';
import { readLots, shareCoin } from './lots.ts';

/** Said where fewer than the threshold have shared the coin. */
export const TOO_FEW = 'decryption/too-few-shares';

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

/** Publishes a trustee's share of the coin where the papers that were opened ask for a lot. */
export async function publishCoinShare(
  conduct: Conduct<Recording>,
  poll: string,
  trustee: TrusteeAtWork,
): Promise<Result<void, Refusal>> {
  const prepared = preparedPoll(conduct, poll);
  if (!prepared.ok) return prepared;
  const { file, manifest } = prepared.value;
  const { book, docket } = conduct.recorder;
  const procedure = docket.procedureOf(manifest.matter, book);
  const isDue = file.counted === undefined && file.opened.length === file.closed?.act.pools.length;
  if (procedure === undefined || !isDue) return ok(undefined);
  const tallied = await tallyWithLots(conduct, file, manifest, procedure, [trustee]);
  if (tallied.ok) return ok(undefined);
  // The others' shares are still to come; or nothing can be counted, which is not for a trustee to mend.
  const { code } = tallied.error;
  return code === TOO_FEW || code.startsWith('count/') ? ok(undefined) : tallied;
}

async function tallyWithLots(
  conduct: Conduct<Recording>,
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
  const at = { file, manifest, closedSeq: file.closed.seq };
  for (const trustee of trustees) {
    const shared = await shareCoin(conduct, at, trustee);
    if (!shared.ok) return shared;
  }
  const lot = await readLots(conduct, at);
  return lot.ok ? tallied(lot.value) : lot;
}
