/** Coin, opened papers, count and declaration of a poll (spec/record.md §5, point 9; spec/declaration.md). */
import { canonicalJson, equal, fromHex, utf8 } from '@hustings/base';
import type { Code } from '../codes.ts';
import { countPoll } from '../count/count-poll.ts';
import { readPapers } from '../count/papers.ts';
import type { Tally, TieSources } from '../count/profile.ts';
import type { Manifest } from '../entries/acts.ts';
import { entryPlace, type Findings } from '../findings.ts';
import { checkpointText } from '../log/checkpoint.ts';
import type { Log } from '../log/read-log.ts';
import { rootOf } from '../log/tree.ts';
import { type CoinShare, coinOf, lots, readCoinShare } from '../protocol/decryption.ts';
import type { Blobs } from './blobs.ts';
import type { FormedPool } from './check-ballots.ts';
import { decryptionPollOf } from './check-opening.ts';
import { type CarriedMotion, motionCarried } from './motion-carried.ts';
import { procedureOf, textAt } from './rule-book.ts';
import { type Poll, type Proceeding, trusteeIndex } from './state.ts';

/** The papers of a pool as sorted. */
export interface Box {
  readonly pool: FormedPool;
  readonly valid: readonly (readonly number[])[];
  readonly spoilt: number;
}

/** What a poll came to, for the declaration; undefined parts could not be worked out. */
export interface PollResult {
  readonly boxes: readonly Box[];
  readonly tally: Tally | undefined;
}

/** The figures of every `pool-opened`, from its own papers. */
export async function checkPapers(
  poll: Poll,
  manifest: Manifest,
  pools: readonly FormedPool[],
  blobs: Blobs,
  findings: Findings,
): Promise<readonly Box[] | undefined> {
  const boxes: Box[] = [];
  for (const pool of pools) {
    const opening = poll.openings.get(pool.id);
    const blob = opening && (await blobs.read(opening.seq, opening.act.papers));
    if (opening === undefined || blob === undefined) return undefined;
    const papers = readPapers(manifest.form, blob);
    const valid = papers.flatMap((p) => ('says' in p ? [p.says] : []));
    const reasons = new Map<string, number>();
    for (const p of papers)
      if ('spoilt' in p) reasons.set(p.spoilt, (reasons.get(p.spoilt) ?? 0) + 1);
    const spoilt = [...reasons.keys()]
      .sort()
      .map((reason) => ({ reason, count: reasons.get(reason) }));
    const isSame =
      opening.act.valid === valid.length &&
      canonicalJson(opening.act.spoilt) === canonicalJson(spoilt);
    if (!isSame)
      findings.wrong(
        'papers/figures-differ',
        entryPlace(opening.seq),
        `The papers are ${valid.length} valid ones and, spoilt, ${canonicalJson(spoilt)}.`,
      );
    findings.count('papers', papers.length);
    boxes.push({ pool, valid, spoilt: papers.length - valid.length });
  }
  for (const [id, { seq }] of poll.openings)
    if (!pools.some((p) => p.id === id))
      findings.wrong('act/refused', entryPlace(seq), 'The poll has no such pool.');
  return boxes;
}

/** The coin, where enough right shares of it were published before the count. */
export function checkCoin(
  poll: Poll,
  manifest: Manifest,
  log: Log,
  findings: Findings,
): Uint8Array | undefined {
  if (poll.closed === undefined) return undefined;
  const size = poll.closed.seq + 1;
  const { origin } = log.signed.checkpoint;
  const text = utf8(checkpointText({ origin, size, root: rootOf(log.hashes.slice(0, size)) }));
  const shares = new Map<number, CoinShare>();
  for (const { seq, act } of poll.coins) {
    const wrong = (message: string): void =>
      findings.wrong('coin/proof-fails', entryPlace(seq), message);
    const index = trusteeIndex(poll, act.trustee);
    const [value, proof] = [fromHex(act.share), fromHex(act.proof)];
    if (value === undefined || proof === undefined) continue;
    const share = readCoinShare(decryptionPollOf(manifest), index, text, value, proof);
    if (shares.has(index)) wrong('A trustee tosses the coin once.');
    else if (typeof share === 'string') wrong(share);
    else if (poll.counted === undefined || seq < poll.counted.seq) shares.set(index, share);
    findings.count('shares of the coin');
  }
  const used = [...shares.values()].slice(0, manifest.threshold);
  return used.length < manifest.threshold ? undefined : coinOf(used);
}

/** The count of a poll, byte for byte. */
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
  if (boxes === undefined || blob === undefined) {
    wrong('papers/missing', 'The poll was counted, but not all of its pools were opened.');
    return undefined;
  }
  if ([...poll.openings.values()].some((o) => o.seq > seq))
    wrong('act/refused', 'The poll was counted before all of its pools were opened.');
  const procedure = procedureOf(
    proceeding.book,
    proceeding.matters.get(manifest.matter)?.procedure,
  );
  const result = { boxes, tally: undefined };
  if (manifest.ballot !== undefined || act.figures !== undefined) {
    findings.notChecked(
      'count',
      entryPlace(seq),
      'The count of one ballot of several, or one that the book decides by figures, is not recounted by this verifier.',
    );
    return result;
  }
  const papers = boxes.flatMap((b) => b.valid);
  if (manifest.form.kind === 'motion') {
    const carried = motionOf(procedure, manifest, boxes);
    if (carried === undefined) {
      findings.notChecked(
        'count',
        entryPlace(seq),
        'The majority that the motion needs is not known to this verifier.',
      );
      return result;
    }
    const { count, declaredCarried } = carried;
    if (!equal(utf8(canonicalJson({ ...count, declaredCarried })), blob))
      wrong(
        'count/transcript-differs',
        'The transcript of the motion is not what the papers give.',
      );
    const elected = declaredCarried ? ['for'] : [];
    if (act.rule !== 'motion' || canonicalJson(act.elected) !== canonicalJson(elected))
      wrong('count/result-differs', `The motion was ${declaredCarried ? '' : 'not '}carried.`);
    findings.count('counts');
    return result;
  }
  if (act.rule !== textAt(procedure, 'count', 'rule'))
    wrong('count/result-differs', 'The rule is not that of the book.');
  const sources: TieSources =
    coin === undefined ? {} : { lot: (round, tied) => lots(coin, round, tied) };
  const counted = countPoll(procedure, manifest.options, papers, sources);
  if (counted.kind === 'unknown') {
    findings.notChecked('count', entryPlace(seq), counted.message);
    return result;
  }
  if (counted.kind === 'impossible') {
    wrong('count/not-reproducible', `These papers cannot be counted: ${counted.message}`);
    return result;
  }
  if (!equal(utf8(canonicalJson(counted.transcript)), blob))
    wrong('count/transcript-differs', 'The transcript of the count is not what the papers give.');
  if (canonicalJson(act.elected) !== canonicalJson(counted.elected))
    wrong('count/result-differs', `Elected by these papers: ${counted.elected.join(', ')}.`);
  findings.count('counts');
  return { boxes, tally: counted };
}

export function motionOf(
  procedure: unknown,
  manifest: Manifest,
  boxes: readonly Box[],
): CarriedMotion | undefined {
  const votes = (option: number): number =>
    boxes.reduce((sum, b) => sum + b.valid.filter((p) => p[0] === option).length, 0);
  const figures = {
    for: votes(1),
    against: votes(2),
    abstained: votes(3),
    spoilt: boxes.reduce((sum, b) => sum + b.spoilt, 0),
    electorate: manifest.roll.sections.reduce((sum, s) => sum + s.size, 0),
  };
  return motionCarried(procedure, figures);
}
