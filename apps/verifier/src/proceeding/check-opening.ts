/** Mixes, shares and opened papers of a poll's pools (spec/shuffle.md, spec/decryption.md, spec/record.md §3). */
import { concatAll, equal, fromHex } from '@hustings/base';
import type { Code } from '../codes.ts';
import type { Manifest } from '../entries/acts.ts';
import { entryPlace, type Findings } from '../findings.ts';
import { PIECE, readPiece } from '../group/plaintext.ts';
import type { Point } from '../group/points.ts';
import type { Progress } from '../progress.ts';
import {
  type Ciphertexts,
  ciphertexts,
  NO_POINTS,
  readCiphertexts,
} from '../protocol/ciphertexts.ts';
import { type DecryptionPoll, opened, readShare, type Share } from '../protocol/decryption.ts';
import { wrongMix } from '../protocol/shuffle.ts';
import type { Blobs } from './blobs.ts';
import { contextOf, type FormedPool, piecesOf } from './check-ballots.ts';
import { type Poll, trusteeIndex } from './state.ts';

/** After so many papers the progress is told. */
const PAPERS = 64;

export interface Extent {
  /** Whether the paper at this place of a pool is in the sample. */
  readonly isDrawn: (place: number) => boolean;
  /** Of pools with more ballots the proofs of mixes and shares are left out, and said to be; papers are drawn. */
  readonly largestMix: number;
  readonly progress: Progress;
}

export function decryptionPollOf(manifest: Manifest): DecryptionPoll {
  const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array();
  return {
    context: contextOf(manifest),
    key: bytes(manifest.key),
    shares: manifest.trustees.map((t) => bytes(t.share)),
  };
}

/** A pool from its weeded ballots to its papers. */
export async function checkPool(
  poll: Poll,
  manifest: Manifest,
  pool: FormedPool,
  extent: Extent,
  blobs: Blobs,
  findings: Findings,
): Promise<void> {
  const last = await checkMixes(poll, manifest, pool, extent, blobs, findings);
  const shares = await checkShares(poll, manifest, pool, last, extent, blobs, findings);
  const { progress } = extent;
  const opening = poll.openings.get(pool.id);
  if (opening === undefined) return;
  const { seq, act } = opening;
  const wrong = (code: Code, message: string): void =>
    findings.wrong(code, entryPlace(seq), message);
  const papers = await blobs.read(seq, act.papers);
  if (last === undefined) return;
  const published = poll.decryptions.filter((s) => s.act.pool === pool.id && s.seq < seq);
  if (published.length < manifest.threshold)
    wrong('act/refused', 'The pool is opened before there are enough shares.');
  const used = shares
    .toSorted((a, b) => a.share.index - b.share.index)
    .slice(0, manifest.threshold)
    .map((s) => s.share);
  if (used.length < manifest.threshold) {
    wrong('papers/not-decrypted', 'There are not enough right shares.');
    return;
  }
  if (papers === undefined) return;
  const { pieces, count } = last.list;
  const length = 1 + PIECE * pieces;
  if (papers.length !== length * count) {
    wrong('papers/differ', 'There are not as many papers as ballots.');
    return;
  }
  let drawn = 0;
  for (let i = 0; i < count; i++) {
    if (!extent.isDrawn(i)) continue;
    drawn++;
    if (i % PAPERS === 0) progress.add('Opening the papers', 'paper', Math.min(PAPERS, count - i));
    const paper = openedPaper(last.list, i, used);
    if (paper === undefined || !equal(paper, papers.subarray(length * i, length * i + length)))
      wrong('papers/differ', `Paper ${i} is not what its ballot says.`);
  }
  findings.count('papers opened', drawn);
  if (drawn < count)
    findings.notChecked(
      'papers',
      `poll ${poll.id}, pool ${pool.id}`,
      `${drawn} of ${count} papers were drawn at random and opened again; the others were not.`,
    );
}

/** Status, then the plaintext: zeros where any piece cannot be read. Undefined where a point is none. */
function openedPaper(
  list: Ciphertexts,
  place: number,
  shares: readonly Share[],
): Uint8Array | undefined {
  const { pieces } = list;
  const out = new Uint8Array(1 + PIECE * pieces);
  const points = Array.from({ length: pieces }, (_, k) => opened(list, place * pieces + k, shares));
  if (points.some((point) => point === undefined)) return undefined;
  const read = points.map((point) => readPiece(point as Point));
  if (read.some((p) => p.kind === 'not-readable')) out[0] = 1;
  else if (read.some((p) => p.kind === 'not-canonical')) out[0] = 2;
  else for (const [k, p] of read.entries()) if (p.kind === 'read') out.set(p.piece, 1 + PIECE * k);
  return out;
}

interface LastMix {
  readonly seq: number;
  readonly list: Ciphertexts;
}

/** The list that comes out of the last mix; undefined where the chain is broken. */
async function checkMixes(
  poll: Poll,
  manifest: Manifest,
  pool: FormedPool,
  { largestMix, progress }: Extent,
  blobs: Blobs,
  findings: Findings,
): Promise<LastMix | undefined> {
  const wrong = (code: Code, seq: number, message: string): void =>
    findings.wrong(code, entryPlace(seq), message);
  const pieces = piecesOf(manifest.form);
  const isWhole = pool.ballots.length <= largestMix;
  let list = ciphertexts(
    pieces,
    concatAll(pool.ballots.map((b) => b.ballot.a)),
    concatAll(pool.ballots.map((b) => b.ballot.b)),
    isWhole,
  );
  let seq = poll.closed?.seq ?? 0;
  let steps = 0;
  for (const { seq: own, act } of poll.mixes.filter((m) => m.act.pool === pool.id)) {
    const bytes = await blobs.read(own, act.ballots);
    const proof = await blobs.read(own, act.proof);
    const mixer = manifest.mixers[steps];
    if (act.step !== steps + 1 || mixer === undefined || mixer.id !== act.mixer) {
      wrong('act/refused', own, 'This mix is not the next in the order of the mixers.');
      continue;
    }
    const output = bytes === undefined ? undefined : readCiphertexts(bytes, isWhole);
    if (typeof output === 'string')
      wrong(output === NO_POINTS ? 'mix/proof-fails' : 'mix/unreadable', own, output);
    if (output === undefined || typeof output === 'string') return undefined;
    steps++;
    const step = {
      context: contextOf(manifest),
      key: fromHex(manifest.key) ?? new Uint8Array(),
      pool: pool.id,
      step: act.step,
      mixer: act.mixer,
    };
    if (list === undefined)
      wrong('mix/proof-fails', own, 'What goes into this mix is no list of ciphertexts.');
    else if (output.count !== list.count || output.pieces !== list.pieces)
      wrong('mix/proof-fails', own, 'A mix has as many ballots and pieces as went into it.');
    else if (!isWhole)
      findings.notChecked(
        'mixes',
        entryPlace(own),
        `The proof of this mix of ${output.count} ballots was left out, and its points were not read.`,
      );
    else if (proof !== undefined) {
      const message = wrongMix(step, list, output, proof);
      if (message !== undefined) wrong('mix/proof-fails', own, message);
      findings.count('mixes');
    }
    list = output;
    seq = own;
    progress.add('Checking the mixes', 'mix', output.count);
  }
  const further =
    poll.decryptions.find((s) => s.act.pool === pool.id) ?? poll.openings.get(pool.id);
  if (steps < manifest.mixers.length) {
    if (further !== undefined && poll.closed !== undefined)
      wrong('mix/missing', poll.closed.seq, 'The pool has not been mixed as often as promised.');
    return undefined;
  }
  return list && { seq, list };
}

async function checkShares(
  poll: Poll,
  manifest: Manifest,
  pool: FormedPool,
  last: LastMix | undefined,
  { largestMix, progress }: Extent,
  blobs: Blobs,
  findings: Findings,
): Promise<readonly { readonly seq: number; readonly share: Share }[]> {
  const out: { readonly seq: number; readonly share: Share }[] = [];
  const openedAt = poll.openings.get(pool.id)?.seq ?? Number.POSITIVE_INFINITY;
  let before = 0;
  const seen = new Set<string>();
  for (const { seq, act } of poll.decryptions.filter((s) => s.act.pool === pool.id)) {
    const wrong = (code: Code, message: string): void =>
      findings.wrong(code, entryPlace(seq), message);
    const bytes = await blobs.read(seq, act.shares);
    if (seen.has(act.trustee)) wrong('act/refused', 'A trustee decrypts a pool once.');
    if (seen.has(act.trustee)) continue;
    seen.add(act.trustee);
    // What a broken chain of mixes gives cannot be decrypted: that is said of the mixes already.
    if (last === undefined) continue;
    if (seq < last.seq) wrong('act/refused', 'The pool is decrypted before all mixes are done.');
    if (seq < openedAt) before++;
    else if (before >= manifest.threshold) wrong('act/refused', 'The pool has been opened before.');
    if (bytes === undefined) {
      wrong('share/proof-fails', 'The share is not on the record.');
      continue;
    }
    const index = trusteeIndex(poll, act.trustee);
    const isWhole = pool.ballots.length <= largestMix;
    const share = readShare(decryptionPollOf(manifest), pool.id, index, last.list, bytes, isWhole);
    if (typeof share === 'string') wrong('share/proof-fails', share);
    else out.push({ seq, share });
    if (isWhole) findings.count('shares');
    else
      findings.notChecked(
        'shares',
        entryPlace(seq),
        `The proof of this share of ${pool.ballots.length} ballots was left out.`,
      );
    progress.add('Checking the shares of the decryption', 'share', pool.ballots.length);
  }
  return out;
}
