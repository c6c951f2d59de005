/**
 * What keyholders hand in from their own machines: whether the mathematics of an act holds, before it is
 * taken. The referee asks only for order and roles; a wrong proof that stood on the record could not be
 * taken back, and one keyholder's mistake would end the poll for all.
 */
import {
  type Ciphertexts,
  checkDeal,
  checkDecryptionShare,
  checkSealedShares,
  checkShuffle,
  parseCiphertexts,
} from '@hustings/ballot';
import { err, fromHex, ok, type Result } from '@hustings/base';
import type { Act, BlobRef, Manifest } from '@hustings/rulebook';
import { weed } from '../box-pools.ts';
import { coinTask, readCoinShare } from '../coin.ts';
import { ballotPollOf, ceremonyOf, manifestHash } from '../context.ts';
import type { ActOf, PollFile } from '../docket.ts';
import { type Refusal, refusal } from '../errors.ts';
import { originOf } from '../origin.ts';
import { pollKeyOf } from '../poll-key.ts';
import type { Conduct, Recording } from './conduct.ts';

/** The acts of trustees and mixers. */
export type HolderAct = ActOf<
  | 'key-pledged'
  | 'key-dealt'
  | 'key-shares-sent'
  | 'key-accepted'
  | 'key-complained'
  | 'pool-mixed'
  | 'share-published'
  | 'coin-shared'
>;

const HOLDER_ACTS: ReadonlySet<Act['kind']> = new Set<HolderAct['kind']>([
  'key-pledged',
  'key-dealt',
  'key-shares-sent',
  'key-accepted',
  'key-complained',
  'pool-mixed',
  'share-published',
  'coin-shared',
]);

export function isHolderAct(act: Act): act is HolderAct {
  return HOLDER_ACTS.has(act.kind);
}

/** Messages of a key ceremony: a hundred trustees' sealed shares take 8 kB. */
const SMALL_BYTES = 65_536;
/** Upper bounds of what a mix and its proof, and a share, take for a ballot and for each of its pieces. */
const BALLOT_BYTES = 512;
const PIECE_BYTES = 256;

/** How many bytes a blob of this act may have. */
export function mostBytes(file: PollFile | undefined, act: HolderAct): number {
  const manifest = file?.prepared?.act.manifest;
  if (act.kind !== 'pool-mixed' && act.kind !== 'share-published') return SMALL_BYTES;
  const ballots = file?.closed?.act.pools.find((p) => p.id === act.pool)?.counting ?? 0;
  const pieces = manifest === undefined ? 0 : ballotPollOf(manifest).pieces;
  return SMALL_BYTES + ballots * (BALLOT_BYTES + pieces * PIECE_BYTES);
}

type Holding = Pick<Conduct<Recording>, 'group' | 'random' | 'recorder'>;

/**
 * Whether what a keyholder hands in is right. `blob` finds those of the record and the act's own. What a
 * complaint is worth is judged when it stands on the record: it ends the ceremony either way.
 */
export async function checkHandedIn(
  holding: Holding,
  act: HolderAct,
  blob: (sha256: string) => Promise<Uint8Array | undefined>,
): Promise<Result<void, Refusal>> {
  const file = holding.recorder.docket.poll(act.poll);
  if (file === undefined) return wrong('There is no such poll.');
  switch (act.kind) {
    case 'key-pledged':
    case 'key-accepted':
    case 'key-complained':
      return ok(undefined);
    case 'key-dealt':
    case 'key-shares-sent':
      return checkKeyMessage(holding, file, act, blob);
    default: {
      const manifest = file.prepared?.act.manifest;
      if (manifest === undefined) return wrong('The poll has not been prepared.');
      if (act.kind === 'coin-shared') return checkCoin(holding, file, manifest, act);
      return checkOfPool(holding, file, manifest, act, blob);
    }
  }
}

async function checkKeyMessage(
  { group, recorder }: Holding,
  file: PollFile,
  act: ActOf<'key-dealt' | 'key-shares-sent'>,
  blob: (sha256: string) => Promise<Uint8Array | undefined>,
): Promise<Result<void, Refusal>> {
  const ceremony = ceremonyOf(recorder.proceeding, file.ceremony.act);
  const index = file.ceremony.act.trustees.findIndex((t) => t.id === act.trustee) + 1;
  if (index === 0) return wrong('There is no such trustee.');
  if (act.kind === 'key-shares-sent') {
    const bytes = (await blob(act.shares.sha256)) ?? new Uint8Array();
    return checkSealedShares(group, ceremony, index, bytes);
  }
  const pledged = file.pledges.find((p) => p.act.trustee === act.trustee);
  const pledge = fromHex(pledged?.act.hash ?? '') ?? new Uint8Array();
  const bytes = (await blob(act.deal.sha256)) ?? new Uint8Array();
  const checked = await checkDeal(group, ceremony, index, pledge, bytes);
  return checked.ok ? ok(undefined) : checked;
}

async function checkCoin(
  { group, recorder }: Holding,
  file: PollFile,
  manifest: Manifest,
  act: ActOf<'coin-shared'>,
): Promise<Result<void, Refusal>> {
  const seq = file.closed?.seq;
  if (seq === undefined) return wrong('The poll has not been closed.');
  const task = coinTask(manifest, originOf(recorder.proceeding), seq, recorder.rootAt(seq + 1));
  const share = await readCoinShare(group, task, manifest, { seq: 0, act });
  return share.ok ? ok(undefined) : share;
}

/** A mix against what it mixed, a share against the last mix. */
async function checkOfPool(
  { group, random }: Holding,
  file: PollFile,
  manifest: Manifest,
  act: ActOf<'pool-mixed' | 'share-published'>,
  blob: (sha256: string) => Promise<Uint8Array | undefined>,
): Promise<Result<void, Refusal>> {
  const pool = file.box && weed(manifest, file.box).pools.find((p) => p.id === act.pool);
  if (pool === undefined) return wrong('There is no such pool.');
  const last = file.mixes.findLast((m) => m.act.pool === act.pool);
  const before = last === undefined ? ok(pool.input) : await ciphertexts(blob, last.act.ballots);
  if (!before.ok) return before;
  if (act.kind === 'pool-mixed') {
    // Those before it were checked when they were handed in; this one starts from their output.
    const output = await ciphertexts(blob, act.ballots);
    if (!output.ok) return output;
    const { step, mixer } = act;
    const key = fromHex(manifest.key) ?? new Uint8Array();
    const statement = { context: manifestHash(manifest), key, pool: pool.id, step, mixer };
    const proof = (await blob(act.proof.sha256)) ?? new Uint8Array();
    return checkShuffle(group, statement, before.value, output.value, proof, random);
  }
  const index = manifest.trustees.findIndex((t) => t.id === act.trustee) + 1;
  const task = {
    context: manifestHash(manifest),
    pool: pool.id,
    pollKey: pollKeyOf(manifest),
    ciphertexts: before.value,
  };
  const message = (await blob(act.shares.sha256)) ?? new Uint8Array();
  const share = await checkDecryptionShare(group, task, index, message);
  return share.ok ? ok(undefined) : share;
}

async function ciphertexts(
  blob: (sha256: string) => Promise<Uint8Array | undefined>,
  { sha256 }: BlobRef,
): Promise<Result<Ciphertexts, Refusal>> {
  return parseCiphertexts((await blob(sha256)) ?? new Uint8Array());
}

function wrong(message: string): Result<never, Refusal> {
  return err(refusal('hand-in/no-such-thing', message));
}
