/** After the last entry (spec/record.md §5, steps 8 and 9): mixes, shares, papers, count, figures. */
import {
  type CoinShare,
  checkSealedList,
  checkStoredShare,
  type OpenedPaper,
  openPapers,
  type StoredShare,
  sealedListOf,
} from '@hustings/ballot';
import { equal, ok } from '@hustings/base';
import type { Lot } from '@hustings/count';
import type { MerkleTree } from '@hustings/log';
import type { Manifest, RuleBook } from '@hustings/rulebook';
import { type WeededBox, weed } from '../box-pools.ts';
import { coinTask, lotsOf, readCoinShare } from '../coin.ts';
import { manifestHash } from '../context.ts';
import { Course } from '../course.ts';
import { declarationText } from '../declaration.ts';
import type { Docket, PollFile } from '../docket.ts';
import { walkMixes } from '../mix-chain.ts';
import { readOpenedPools } from '../opened-pools.ts';
import { originOf } from '../origin.ts';
import { encodePapers, PaperTally } from '../papers.ts';
import { pollKeyOf } from '../poll-key.ts';
import { blobPath } from '../source.ts';
import { electorateOf, type Tallied, tallyPoll } from '../tally.ts';
import { differences, shown } from './differences.ts';
import type { EventCheck } from './events.ts';
import type { Progress } from './finding.ts';

export interface ResultCheck extends EventCheck {
  readonly docket: Docket;
  readonly book: RuleBook | undefined;
  readonly tree: MerkleTree;
  /** Who had left when a poll was counted. */
  readonly left: ReadonlyMap<string, readonly string[]>;
  readonly progress?: ((progress: Progress) => void) | undefined;
}

export async function checkResults(check: ResultCheck): Promise<void> {
  const tallied = new Map<string, Tallied>();
  for (const file of check.docket.polls) {
    const manifest = file.prepared?.act.manifest;
    if (manifest === undefined || file.box === undefined || file.closed === undefined) continue;
    const { pools } = weed(manifest, file.box);
    const course = new Course(worksOf(file, manifest, pools), check.progress);
    for (const pool of pools) await checkPool(check, file, manifest, pool, course);
    const result = await checkCount(check, file, manifest, pools);
    if (result !== undefined) tallied.set(file.id, result);
  }
  checkDeclarations(check, tallied);
}

/** Ballots gone through for a poll: of every pool once for each mix, each share, and the opening. */
function worksOf(file: PollFile, manifest: Manifest, pools: WeededBox['pools']): number {
  const works = (pool: WeededBox['pools'][number]): number =>
    manifest.mixers.length +
    file.shares.filter((s) => s.act.pool === pool.id).length +
    file.opened.filter((o) => o.act.pool === pool.id).length;
  return pools.reduce((sum, pool) => sum + pool.input.count * works(pool), 0);
}

async function checkPool(
  check: ResultCheck,
  file: PollFile,
  manifest: Manifest,
  pool: WeededBox['pools'][number],
  course: Course,
): Promise<void> {
  const { group, random, notes, blobs } = check;
  const mixes = file.mixes.filter((m) => m.act.pool === pool.id);
  const shares = file.shares.filter((s) => s.act.pool === pool.id);
  const opened = file.opened.find((o) => o.act.pool === pool.id);
  // A proceeding that is still running has not come so far: nothing is wrong with that.
  if (mixes.length === 0 && shares.length === 0 && opened === undefined) return;
  const isUnderWay = shares.length === 0 && opened === undefined;
  const chain = await walkMixes({
    group,
    random,
    manifest,
    pool: pool.id,
    input: sealedListOf(pool.input),
    mixes,
    open: (sha256) => blobs.open(sha256),
    course,
  });
  notes.count('mixes', chain.checked);
  for (const fault of chain.faults)
    if (!(isUnderWay && fault.code === 'mix/missing'))
      notes.find(
        fault.code,
        fault.sha256 === undefined
          ? `entry ${fault.seq ?? file.closed?.seq}`
          : `entry ${fault.seq} ${blobPath(fault.sha256)}`,
        fault.message,
      );
  if (chain.output === undefined || isUnderWay) return;

  const task = {
    context: manifestHash(manifest),
    pool: pool.id,
    pollKey: pollKeyOf(manifest),
    list: chain.output,
  };
  const good: StoredShare[] = [];
  for (const { seq, act } of shares) {
    const index = manifest.trustees.findIndex((t) => t.id === act.trustee) + 1;
    const progress = course.next(`checking the decryption of ${pool.id}`, pool.input.count);
    const message = await blobs.open(act.shares.sha256);
    const share = message && (await checkStoredShare(group, task, index, message, { progress }));
    if (share?.ok) {
      // One that stands twice is the referee's to refuse; it counts once.
      if (!good.some((g) => g.index === index)) good.push(share.value);
      notes.count('shares');
    } else
      notes.find(
        'share/proof-fails',
        `entry ${seq} ${blobPath(act.shares.sha256)}`,
        `The decryption share of ${act.trustee} for pool ${pool.id} is not proved. ${share?.error.message ?? 'Its file is missing.'}`,
      );
  }
  if (opened === undefined) return;
  const place = `entry ${opened.seq}`;
  // Where a mix fails, or there is none, nobody has vouched for these points yet.
  const isVouched = chain.faults.length === 0 && chain.checked > 0;
  const sound = isVouched ? ok(undefined) : await checkSealedList(group, chain.output);
  const tally = new PaperTally(manifest.form);
  const stated = await blobs.open(opened.act.papers.sha256);
  let compared = 0;
  let isSame = stated !== undefined;
  const compare = async (papers: readonly OpenedPaper[]): Promise<void> => {
    tally.add(papers);
    notes.count('papers', papers.length);
    const bytes = encodePapers(papers, task.list.pieces);
    const from = compared;
    compared += bytes.length;
    isSame &&= compared <= (stated?.size ?? 0);
    if (isSame) isSame = equal((await stated?.read(from, compared)) ?? new Uint8Array(), bytes);
  };
  const progress = course.next(`opening the papers of ${pool.id}`, pool.input.count);
  const read = sound.ok ? await openPapers(group, task, good, compare, { progress }) : sound;
  if (!read.ok) {
    notes.find(
      'papers/not-decrypted',
      place,
      `The papers of pool ${pool.id} do not follow. ${read.error.message}`,
    );
    return;
  }
  if (!isSame || stated?.size !== compared)
    notes.find(
      'papers/differ',
      `${place} ${blobPath(opened.act.papers.sha256)}`,
      `The opened papers of pool ${pool.id} are not what the ballots decrypt to.`,
    );
  const expected = { valid: tally.valid, spoilt: tally.spoilt };
  const actual = { valid: opened.act.valid, spoilt: opened.act.spoilt };
  notes.count('figures', 2);
  for (const d of differences(expected, actual))
    notes.find(
      'papers/figures-differ',
      `${place} /act${d.pointer}`,
      `The record says ${shown(d.actual)}; the papers give ${shown(d.expected)}.`,
    );
}

async function checkCount(
  check: ResultCheck,
  file: PollFile,
  manifest: Manifest,
  pools: WeededBox['pools'],
): Promise<Tallied | undefined> {
  const { notes, blobs, docket, book } = check;
  const procedure = book && docket.procedureOf(manifest.matter, book);
  if (file.counted === undefined || procedure === undefined) return undefined;
  check.progress?.({ step: 'counting again', done: 0, of: 1 });
  const { seq, act } = file.counted;
  const place = `entry ${seq}`;
  const opened = await readOpenedPools(manifest, file, pools, (sha256) => blobs.read(sha256));
  if (!opened.ok) {
    notes.find(opened.error.code, place, opened.error.message);
    return undefined;
  }
  const lot = await checkCoin(check, file, manifest);
  const electorate = book && electorateOf(book, procedure, manifest);
  const tallied = tallyPoll(
    procedure,
    manifest,
    opened.value,
    lot,
    electorate,
    check.left.get(file.id),
  );
  if (!tallied.ok) {
    notes.find(
      'count/not-reproducible',
      place,
      `The count cannot be done again. ${tallied.error.message}`,
    );
    return undefined;
  }
  const { rule, elected, transcript, figures } = tallied.value;
  notes.count('figures', 2 + (figures === undefined ? 0 : leaves(figures)));
  const expected = { rule, elected, ...(figures && { figures }) };
  const actual = {
    rule: act.rule,
    elected: act.elected,
    ...(act.figures && { figures: act.figures }),
  };
  for (const d of differences(expected, actual))
    notes.find(
      'count/result-differs',
      `${place} /act${d.pointer}`,
      `The record says ${shown(d.actual)}; the papers give ${shown(d.expected)}.`,
    );
  const stated = await blobs.read(act.transcript.sha256);
  if (stated === undefined || !equal(stated, transcript))
    notes.find(
      'count/transcript-differs',
      `${place} ${blobPath(act.transcript.sha256)}`,
      'The transcript of the count is not what counting the papers again gives.',
    );
  return tallied.value;
}

async function checkCoin(
  check: ResultCheck,
  file: PollFile,
  manifest: Manifest,
): Promise<Lot | undefined> {
  const { group, notes, tree, docket } = check;
  if (file.coinShares.length === 0 || file.closed === undefined) return undefined;
  const closedSeq = file.closed.seq;
  if (closedSeq >= tree.size) return undefined;
  const origin = originOf(docket.opened?.proceeding ?? '');
  const task = coinTask(manifest, origin, closedSeq, tree.root(closedSeq + 1));
  const shares: CoinShare[] = [];
  for (const placed of file.coinShares) {
    const share = await readCoinShare(group, task, manifest, placed);
    if (!share.ok)
      notes.find(
        'coin/proof-fails',
        `entry ${placed.seq}`,
        `A share of the public coin fails. ${share.error.message}`,
      );
    else if (!shares.some((s) => s.index === share.value.index)) shares.push(share.value);
    notes.count('proofs');
  }
  const lots = await lotsOf(group, task, shares);
  return lots.ok ? lots.value : undefined;
}

function checkDeclarations(check: ResultCheck, tallied: ReadonlyMap<string, Tallied>): void {
  const { docket, book, notes } = check;
  for (const { seq, act } of docket.declared) {
    const procedure = book && docket.procedureOf(act.matter, book);
    const expected = act.poll === undefined ? undefined : tallied.get(act.poll);
    const place = `entry ${seq}`;
    if (act.poll !== undefined && expected === undefined) {
      notes.find(
        'result/not-derived',
        place,
        'The declared result could not be derived from the papers.',
      );
      continue;
    }
    const outcome = expected?.outcome ?? act.outcome;
    notes.count('figures', leaves(act.outcome));
    for (const d of differences(outcome, act.outcome))
      notes.find(
        'result/figure-differs',
        `${place} /act/outcome${d.pointer}`,
        `Declared: ${shown(d.actual)}. The papers and the rule book give ${shown(d.expected)}.`,
      );
    if (book === undefined || procedure === undefined) continue;
    const manifest = docket.poll(act.poll ?? '')?.prepared?.act.manifest;
    const text = declarationText({
      book,
      organisation: docket.opened?.organisation ?? '',
      title: docket.titleOf(act.matter, book),
      outcome,
      ...(manifest && { manifest }),
    });
    if (text !== act.text)
      notes.find(
        'result/text-differs',
        `${place} /act/text`,
        'The words of the declaration do not follow from the figures.',
      );
  }
}

/** How many single values a JSON value holds. */
function leaves(value: unknown): number {
  return typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum: number, v: unknown) => sum + leaves(v), 0)
    : 1;
}
