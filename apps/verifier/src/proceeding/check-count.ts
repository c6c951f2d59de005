/** The count of a poll, byte for byte, and whom it elects (spec/record.md §5, point 9). */
import { canonicalJson, equal, utf8 } from '@hustings/base';
import type { Code } from '../codes.ts';
import { countPoll } from '../count/count-poll.ts';
import type { Tally, TieSources } from '../count/profile.ts';
import type { Manifest } from '../entries/acts.ts';
import { entryPlace, type Findings } from '../findings.ts';
import { lots } from '../protocol/decryption.ts';
import type { Blobs } from './blobs.ts';
import type { Box, PollResult } from './check-result.ts';
import { chosenBy, decidesByFigures, reportOf, totalsOf } from './chosen.ts';
import { type CarriedMotion, motionCarried } from './motion-carried.ts';
import { at, listAt, procedureOf, procedureOfBallot, textAt } from './rule-book.ts';
import type { Placed, Poll, Proceeding } from './state.ts';

/** The procedure that a poll is held under, with what its ballot replaces. */
export function procedureOfPoll(proceeding: Proceeding, manifest: Manifest): unknown {
  const matter = proceeding.matters.get(manifest.matter);
  return procedureOfBallot(procedureOf(proceeding.book, matter?.procedure), manifest.ballot);
}

/** `coin`: where enough shares of it were published. */
export async function checkCount(
  proceeding: Proceeding,
  poll: Poll,
  manifest: Manifest,
  boxes: readonly Box[] | undefined,
  coin: Uint8Array | undefined,
  blobs: Blobs,
  findings: Findings,
): Promise<PollResult | undefined> {
  if (poll.counted === undefined) return boxes && { boxes, tally: undefined };
  const { seq, act } = poll.counted;
  const wrong = (code: Code, message: string): void =>
    findings.wrong(code, entryPlace(seq), message);
  const blob = await blobs.read(seq, act.transcript);
  if (boxes === undefined) {
    wrong('papers/missing', 'The poll was counted, but not all of its pools were opened.');
    return undefined;
  }
  if ([...poll.openings.values()].some((o) => o.seq > seq))
    wrong('act/refused', 'The poll was counted before all of its pools were opened.');
  const procedure = procedureOfPoll(proceeding, manifest);
  const count = { seq, procedure, manifest, boxes, blob, wrong, findings };
  if (manifest.form.kind === 'motion') return checkMotion(count, act);
  if (act.rule !== textAt(procedure, 'count', 'rule'))
    wrong('count/result-differs', 'The rule is not that of the book.');
  const sources: TieSources =
    coin === undefined ? {} : { lot: (round, tied) => lots(coin, round, tied) };
  const gone = leftSince(proceeding, poll, manifest);
  const later = textAt(procedure, 'nomination', 'withdrawal', 'later', 'kind');
  const left = later === 'set-aside' ? gone : new Set<string>();
  const electorate = listAt(proceeding.book, 'electorates').find(
    (e) => textAt(e, 'id') === textAt(procedure, 'franchise', 'electorate'),
  );
  const counted = countPoll({ procedure, electorate, manifest, boxes, left }, sources);
  if (counted.kind === 'unknown') {
    findings.notChecked('count', entryPlace(seq), counted.message);
    return { boxes, tally: undefined };
  }
  if (counted.kind === 'impossible') {
    wrong('count/not-reproducible', `These papers cannot be counted: ${counted.message}`);
    return { boxes, tally: 'impossible' };
  }
  if (blob === undefined || !equal(utf8(canonicalJson(counted.transcript)), blob))
    wrong('count/transcript-differs', 'The transcript of the count is not what the papers give.');
  // A ballot that narrows the field chooses nobody.
  const decides = textAt(procedure, 'decides', 'kind');
  const chosen =
    decides === 'narrows' ? [] : chosenBy(procedure, counted, totalsOf(manifest, boxes));
  if (chosen === undefined || ![undefined, 'narrows', 'chooses'].includes(decides)) {
    findings.notChecked(
      'count',
      entryPlace(seq),
      'The papers were counted again; whom the book chooses by these figures is not worked out here.',
    );
    return { boxes, tally: undefined };
  }
  const elected = chosen.filter((id) => !gone.has(id));
  checkElected(count, act, elected, counted);
  findings.count('counts');
  return { boxes, tally: { ...counted, elected } };
}

interface Counting {
  readonly seq: number;
  readonly procedure: unknown;
  readonly manifest: Manifest;
  readonly boxes: readonly Box[];
  readonly blob: Uint8Array | undefined;
  readonly wrong: (code: Code, message: string) => void;
  readonly findings: Findings;
}

type CountedAct = Placed<'poll-counted'>['act'];

function checkElected(
  { seq, procedure, manifest, boxes, wrong, findings }: Counting,
  act: CountedAct,
  elected: readonly string[],
  tally: Tally | undefined,
): void {
  if (canonicalJson(act.elected) !== canonicalJson(elected))
    wrong('count/result-differs', `Elected by these papers: ${elected.join(', ') || 'nobody'}.`);
  const isAsked = decidesByFigures(procedure, manifest);
  if (!isAsked && act.figures === undefined) return;
  const report = reportOf(procedure, manifest, boxes, tally, elected);
  if (report === undefined) {
    findings.notChecked(
      'count',
      entryPlace(seq),
      'The figures beside the count are parts of papers.',
    );
    return;
  }
  if (act.figures === undefined || canonicalJson(act.figures) !== canonicalJson(report))
    wrong('count/result-differs', `The figures beside the count are not ${canonicalJson(report)}.`);
}

/** A motion, or a ballot that confirms. */
function checkMotion(count: Counting, act: CountedAct): PollResult {
  const { seq, procedure, manifest, boxes, blob, wrong, findings } = count;
  const carried = motionOf(procedure, manifest, boxes);
  const result = { boxes, tally: undefined };
  if (carried === undefined) {
    const message = 'The majority that the motion needs is not known to this verifier.';
    findings.notChecked('count', entryPlace(seq), message);
    return result;
  }
  const transcript = { ...carried.count, declaredCarried: carried.declaredCarried };
  if (blob === undefined || !equal(utf8(canonicalJson(transcript)), blob))
    wrong('count/transcript-differs', 'The transcript of the motion is not what the papers give.');
  if (act.rule !== 'motion') wrong('count/result-differs', 'The rule is not that of a motion.');
  checkElected(count, act, carried.declaredCarried ? ['for'] : [], undefined);
  findings.count('counts');
  return result;
}

export function motionOf(
  procedure: unknown,
  manifest: Manifest,
  boxes: readonly Box[],
): CarriedMotion | undefined {
  const votes = (option: number): number =>
    boxes.reduce((all, b) => all + b.valid.filter((p) => p[0] === option).length, 0);
  const { electorate, spoilt } = totalsOf(manifest, boxes);
  const figures = { for: votes(1), against: votes(2), abstained: votes(3), spoilt, electorate };
  // A ballot that confirms has its majority in what it decides, and no quorum.
  const decides = at(procedure, 'decides');
  return motionCarried(
    decides === undefined ? procedure : { decision: at(decides, 'majority') },
    figures,
  );
}

/** Who left the contest after the paper was made and before it was counted. */
function leftSince(
  { withdrawals }: Proceeding,
  { prepared, counted }: Poll,
  { matter }: Manifest,
): ReadonlySet<string> {
  const from = prepared?.seq ?? 0;
  const until = counted?.seq ?? 0;
  return new Set(
    withdrawals
      .filter(({ seq, act }) => act.matter === matter && seq > from && seq < until)
      .map(({ act }) => act.candidate),
  );
}
