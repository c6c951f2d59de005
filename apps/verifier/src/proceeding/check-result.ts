/** Opened papers and the coin of a poll (spec/papers.md §1, spec/decryption.md). */
import { canonicalJson, fromHex, utf8 } from '@hustings/base';
import { readPapers } from '../count/papers.ts';
import type { Tally } from '../count/profile.ts';
import type { Manifest } from '../entries/acts.ts';
import { entryPlace, type Findings } from '../findings.ts';
import { checkpointText } from '../log/checkpoint.ts';
import type { Log } from '../log/read-log.ts';
import { rootOf } from '../log/tree.ts';
import { type CoinShare, coinOf, readCoinShare } from '../protocol/decryption.ts';
import type { Blobs } from './blobs.ts';
import type { FormedPool } from './check-ballots.ts';
import { decryptionPollOf } from './check-opening.ts';
import { type Poll, trusteeIndex } from './state.ts';

/** The papers of a pool as sorted. */
export interface Box {
  readonly pool: FormedPool;
  readonly valid: readonly (readonly number[])[];
  readonly spoilt: number;
  /** Of the spoilt ones, sorted. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
}

/** What a poll came to, for the declaration; undefined parts could not be worked out. */
export interface PollResult {
  readonly boxes: readonly Box[];
  readonly tally: Tally | 'impossible' | undefined;
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
    const sorted = [...reasons.keys()]
      .sort()
      .map((reason) => ({ reason, count: reasons.get(reason) as number }));
    const isSame =
      opening.act.valid === valid.length &&
      canonicalJson(opening.act.spoilt) === canonicalJson(sorted);
    if (!isSame)
      findings.wrong(
        'papers/figures-differ',
        entryPlace(opening.seq),
        `The papers are ${valid.length} valid ones and, spoilt, ${canonicalJson(sorted)}.`,
      );
    findings.count('papers', papers.length);
    boxes.push({ pool, valid, spoilt: papers.length - valid.length, reasons: sorted });
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
