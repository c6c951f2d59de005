/** What a trustee does in a proceeding, poll by poll: its part of the key, its shares, its part of the coin. */
import { fingerprint } from '@hustings/ballot';
import { equal, err, type Failure, fromHex, ok, type Result, toHex, utf8 } from '@hustings/base';
import {
  type CeremonyPart,
  ceremonyStep,
  type PollFile,
  publishCoinShare,
  publishShares,
} from '@hustings/record';
import { G, type Group } from '@hustings/ristretto';
import type { HolderFolder } from './holder-folder.ts';
import type { Asked, RemoteConduct, Stand, Work } from './rounds.ts';

export const trusteeWork: Work = async (conduct, folder, tell, asked) => {
  const { holder } = folder;
  const { docket } = conduct.recorder;
  // A poll that names this id with another key is somebody else's.
  const mine = docket.polls.filter((file) =>
    file.ceremony.act.trustees.some((t) => t.id === holder.id && t.key === holder.key),
  );
  if (mine.length === 0)
    return ok({ isDone: false, text: 'waiting to be named as a trustee by the returning officer' });
  const stands: Stand[] = [];
  for (const file of mine) {
    const stand = await onePoll(conduct, folder, file, { tell, asked });
    if (!stand.ok) return stand;
    stands.push(stand.value);
  }
  const isLast = stands.at(-1)?.isDone === true;
  const open = stands.findLast((s) => !s.isDone) ?? stands.at(-1);
  return ok({ isDone: isLast && stands.every((s) => s.isDone), text: open?.text ?? '' });
};

interface Told {
  readonly tell: (line: string) => void;
  readonly asked: Asked;
}

/** Steps that follow from what this trustee itself has just done are taken at once. */
const MOST_STEPS = 10;

async function onePoll(
  conduct: RemoteConduct,
  folder: HolderFolder,
  file: PollFile,
  { tell, asked }: Told,
): Promise<Result<Stand, Failure>> {
  const { id } = folder.holder;
  const poll = file.id;
  const place = placeOf(conduct, poll);
  const secrets = folder.secrets(place);
  if (folder.get(`${place}/seen`) === undefined) {
    tellWhoIsNamed(file, tell);
    folder.put(`${place}/seen`, utf8('named'));
  }
  for (let step = 0; step < MOST_STEPS; step++) {
    const done = await ceremonyStep(conduct, poll, id, secrets);
    if (!done.ok) return done;
    const { value } = done;
    if (value.kind === 'did') {
      tell(`${poll}: ${DID[value.act] ?? value.act}`);
      continue;
    }
    if (value.kind === 'waiting')
      return ok({
        isDone: isOvertaken(conduct, file),
        text: `${poll}: waiting for ${WAITING[value.what]} of ${value.awaited.join(' and ')}`,
      });
    if (value.kind === 'failed') {
      const name = (who: string) =>
        file.ceremony.act.trustees.find((t) => t.id === who)?.name ?? who;
      const { trustee, against } = value.complaint;
      const wrong = value.isUpheld ? against : trustee;
      return ok({
        isDone: true,
        text: `${poll}: ${name(trustee)} complained of the share that ${name(against)} sent, and ${value.isUpheld ? 'is right' : 'is wrong'}. ${value.reason} This key is not used: begin again without ${name(wrong)}.`,
      });
    }
    const index = file.ceremony.act.trustees.findIndex((t) => t.id === id);
    const share = value.key.shares.subarray(index * 32, (index + 1) * 32);
    const isKept = await holdsShare(conduct.group, value.secret, share);
    if (!isKept)
      return err({
        code: 'keys/share-wrong',
        message: 'The share of the key that is kept here is not this trustee’s.',
      });
    if (folder.get(`${placeOf(conduct, poll)}/public`) === undefined) {
      folder.put(`${placeOf(conduct, poll)}/public`, share);
      tell(`${poll}: the key is made. Compare its words with the other trustees, by telephone:`);
      tell(`${poll}: ${fingerprint(value.key.key)}`);
      tell(`${poll}: back your share up now: hustings trustee backup FILE`);
    }
    return afterKey(conduct, folder, file, value.secret, { tell, asked });
  }
  return ok({ isDone: false, text: `${poll}: more to do` });
}

/** With whom the key is made: whoever named others than agreed would hold shares of their own. */
function tellWhoIsNamed(file: PollFile, tell: (line: string) => void): void {
  const { trustees, mixers, threshold } = file.ceremony.act;
  tell(`${file.id}: ${threshold} of these ${trustees.length} trustees will decrypt together:`);
  const wordsOf = (key: string) => fingerprint(fromHex(key) ?? new Uint8Array());
  for (const { name, key } of trustees) tell(`${file.id}:   ${name}, ${wordsOf(key)}`);
  tell(`${file.id}: and these mixers mix, one after the other:`);
  for (const { name, key } of mixers) tell(`${file.id}:   ${name}, ${wordsOf(key)}`);
  tell(`${file.id}: if that is not what was agreed, stop this program and say so`);
}

async function afterKey(
  conduct: RemoteConduct,
  folder: HolderFolder,
  file: PollFile,
  secret: Uint8Array,
  { tell, asked }: Told,
): Promise<Result<Stand, Failure>> {
  const { id } = folder.holder;
  const poll = file.id;
  const { closed, prepared } = file;
  if (prepared === undefined)
    return ok({
      isDone: isOvertaken(conduct, file),
      text: `${poll}: waiting for the poll to be prepared`,
    });
  if (closed === undefined)
    return ok({ isDone: false, text: `${poll}: waiting for the poll to close` });
  if (file.counted !== undefined)
    return ok({ isDone: true, text: `${poll}: counted; nothing is left to do` });
  const place = placeOf(conduct, poll);
  const root = toHex(conduct.recorder.rootAt(closed.seq + 1));
  const sameClosing = await remember(folder, `${place}/closing`, `${closed.seq} ${root}`);
  if (!sameClosing.ok) return sameClosing;
  if (folder.get(`${place}/sizes`) === undefined) {
    tellWhatIsOpened(file, root, tell);
    folder.put(`${place}/sizes`, utf8('told'));
  }
  const small = tooFew(file);
  if (small !== undefined && !asked.openSmall)
    return ok({ isDone: false, text: `${poll}: ${small}` });
  const trustee = { id, secret };
  const before = shared(conduct, poll, id);
  const published = await publishShares(conduct, poll, trustee, (pool, papers) =>
    remember(folder, `${place}/decrypted/${pool}`, papers),
  );
  if (!published.ok) return published;
  if (shared(conduct, poll, id) > before)
    tell(`${poll}: checked every ballot and every mix, and published the share of the decryption`);
  const tossed = await publishCoinShare(conduct, poll, trustee);
  if (!tossed.ok) return tossed;
  const all = closed.act.pools.length;
  const now = conduct.recorder.docket.poll(poll);
  return ok({
    isDone: false,
    text:
      (now?.opened.length ?? 0) === all
        ? `${poll}: waiting for the count`
        : shared(conduct, poll, id) === all
          ? `${poll}: waiting for the other trustees`
          : `${poll}: waiting for the mixers`,
  });
}

/**
 * A server could show the trustees a log of their own, in which the box holds one elector's ballot, and
 * have it opened before anybody notices. So trustees compare, by a way that is not the server's, what
 * they are asked to open.
 */
function tellWhatIsOpened(file: PollFile, root: string, tell: (line: string) => void): void {
  const pools = file.closed?.act.pools ?? [];
  for (const { id, counting } of pools)
    tell(`${file.id}: ${counting} papers of ${id} are to be opened`);
  const words = fingerprint(fromHex(root) ?? new Uint8Array());
  tell(`${file.id}: compare that, and the words of the log that closed the poll, with the others:`);
  tell(`${file.id}: ${words}`);
}

/** Why this trustee waits for a yes; undefined where every pool is as large as the manifest wants. */
function tooFew(file: PollFile): string | undefined {
  const least = file.prepared?.act.manifest.leastPool ?? 0;
  const small = file.closed?.act.pools.find(({ counting }) => counting > 0 && counting < least);
  if (small === undefined) return undefined;
  return `only ${small.counting} of the ${least} papers that the poll wants revealed together are in ${small.id}. If the other trustees see the same, go on with: hustings trustee run --open-small`;
}

/** Says yes to a thing once, and from then on to nothing else. */
async function remember(
  folder: HolderFolder,
  name: string,
  what: string,
): Promise<Result<void, Failure>> {
  const before = folder.get(name);
  if (before === undefined) folder.put(name, utf8(what));
  if (before === undefined || equal(before, utf8(what))) return ok(undefined);
  return err({
    code: 'cli/shown-otherwise',
    message:
      'This trustee was asked before to decrypt other papers of the same poll, and decrypts nothing more of it.',
  });
}

function shared(conduct: RemoteConduct, poll: string, id: string): number {
  const file = conduct.recorder.docket.poll(poll);
  return file?.shares.filter((s) => s.act.trustee === id).length ?? 0;
}

/** A key that was begun and left: a later poll has taken its place. */
function isOvertaken(conduct: RemoteConduct, file: PollFile): boolean {
  return conduct.recorder.docket.polls.some(
    (p) => p.number > file.number && p.prepared !== undefined,
  );
}

function placeOf(conduct: RemoteConduct, poll: string): string {
  return `poll/${conduct.recorder.proceeding}/${poll}`;
}

/** Whether x·G is this public share. */
export async function holdsShare(
  group: Group,
  secret: Uint8Array,
  share: Uint8Array,
): Promise<boolean> {
  return equal(await group.mulFixed([{ base: G, scalars: secret }]), share);
}

const DID: Readonly<Record<string, string>> = {
  'key-pledged': 'pledged its part of the key',
  'key-dealt': 'showed its part of the key',
  'key-shares-sent': 'sent the others their sealed shares',
  'key-accepted': 'checked the shares that it was sent, and accepted',
  'key-complained': 'was sent a wrong share, and complained: this key is not used',
};

const WAITING: Readonly<Record<CeremonyPart, string>> = {
  pledge: 'the pledge',
  deal: 'the part of the key',
  shares: 'the sealed shares',
  acceptance: 'the acceptance',
};
