/** Goes through the entries in order: form, place, time, signature; and gathers what they say. */
import { canonicalJson, fromHex, parseCanonical, toHex } from '@hustings/base';
import type { Code } from '../codes.ts';
import { shapeOfAct } from '../entries/act-shapes.ts';
import type { Act, Kind } from '../entries/acts.ts';
import { type BallotLeaf, type EventLeaf, readLeaf, signedMessage } from '../entries/leaf.ts';
import { misfit, text } from '../entries/shape.ts';
import { supportShape } from '../entries/support-shapes.ts';
import { entryPlace, type Findings } from '../findings.ts';
import { isEd25519 } from '../log/checkpoint.ts';
import { copyMarkOf, readBallot, trackerOf } from '../protocol/ballot.ts';
import type { Blobs } from './blobs.ts';
import { readRoll } from './roll.ts';
import { manifestOf, newPoll, type Placed, type Poll, type Proceeding } from './state.ts';

/** Undefined where no entry opens a proceeding. */
export async function walk(
  leaves: readonly (Uint8Array | undefined)[],
  blobs: Blobs,
  findings: Findings,
): Promise<Proceeding | undefined> {
  const walker = new Walker(blobs, findings);
  for (const [seq, leaf] of leaves.entries()) if (leaf !== undefined) await walker.take(seq, leaf);
  return walker.proceeding;
}

class Walker {
  proceeding: Proceeding | undefined;
  readonly #blobs: Blobs;
  readonly #findings: Findings;
  readonly #trackers = new Set<string>();
  readonly #copies = new Set<string>();
  #at = '';

  constructor(blobs: Blobs, findings: Findings) {
    this.#blobs = blobs;
    this.#findings = findings;
  }

  async take(seq: number, leaf: Uint8Array): Promise<void> {
    const entry = readLeaf(leaf);
    this.#findings.count('entries');
    if (typeof entry === 'string') {
      this.#wrong('record/entry-malformed', seq, entry);
      return;
    }
    if (entry.at < this.#at)
      this.#wrong('record/time-goes-back', seq, 'The entry is earlier than the one before it.');
    if (entry.at > this.#at) this.#at = entry.at;
    if (entry.kind === 'ballot') {
      this.#takeBallot(seq, entry);
      return;
    }
    if (entry.seq !== seq)
      this.#wrong('record/wrong-place', seq, `The entry says that it stands at ${entry.seq}.`);
    const kind = String(entry.act['kind']);
    const known = shapeOfAct(kind);
    if (known === undefined) {
      this.#wrong('act/malformed', seq, `There is no act of the kind ${kind}.`);
      this.#checkSignature(seq, entry);
      return;
    }
    const wrong = misfit(entry.act, { kind: text, ...known.shape });
    if (wrong !== undefined)
      this.#wrong('act/malformed', seq, `The act ${kind} is misshapen at ${wrong}.`);
    if (!known.by.includes(entry.by.role))
      this.#refused(seq, `A ${entry.by.role} may not take the act ${kind}.`);
    const own = entry.act['trustee'] ?? (kind === 'pool-mixed' ? entry.act['mixer'] : undefined);
    if (own !== undefined && own !== entry.by.id)
      this.#refused(seq, 'A trustee or mixer acts for itself only.');
    if (wrong === undefined) {
      this.#blobs.nameAll(seq, entry.act);
      await this.#takeAct(seq, entry);
    }
    this.#checkSignature(seq, entry);
  }

  #wrong(code: Code, seq: number, message: string): void {
    this.#findings.wrong(code, entryPlace(seq), message);
  }

  #refused(seq: number, message: string): void {
    this.#wrong('act/refused', seq, message);
  }

  #checkSignature(seq: number, entry: EventLeaf): void {
    const key = this.#keyOf(entry);
    if (key === 'none') {
      if (entry.sig !== undefined)
        this.#wrong(
          'record/signature-unasked',
          seq,
          'The entry is signed by somebody who has no key.',
        );
      return;
    }
    if (entry.sig === undefined) {
      this.#wrong('record/unsigned', seq, 'The entry is not signed.');
      return;
    }
    const proceeding = this.proceeding?.opening.act.proceeding ?? '';
    const message = signedMessage(proceeding, canonicalJson(entry.unsigned));
    if (key === undefined || !isEd25519(entry.sig, message, key)) {
      this.#wrong('record/signature-wrong', seq, 'The signature is not that of who acts.');
      return;
    }
    this.#findings.count('signatures');
  }

  #keyOf({ by, act }: EventLeaf): Uint8Array | 'none' | undefined {
    if (by.role === 'officer' || by.role === 'system')
      return fromHex(this.proceeding?.opening.act.officerKey ?? '');
    if (by.role !== 'trustee' && by.role !== 'mixer') return 'none';
    const poll = this.proceeding?.polls.get(String(act['poll']));
    const holders = poll?.ceremony.act[by.role === 'trustee' ? 'trustees' : 'mixers'];
    const key = holders?.find((h) => h.id === by.id)?.key;
    return key === undefined ? undefined : fromHex(key);
  }

  async #takeAct(seq: number, { at, by, act: json }: EventLeaf): Promise<void> {
    const act = json as unknown as Act;
    const placed = <K extends Kind>(): Placed<K> => ({ seq, at, by, act: act as never });
    if (act.kind === 'proceeding-opened') {
      if (this.proceeding !== undefined) {
        this.#refused(seq, 'The proceeding was opened before.');
        return;
      }
      if (seq !== 0)
        this.#wrong('record/not-opened', 0, 'The proceeding is opened by the first entry.');
      this.proceeding = {
        opening: placed<'proceeding-opened'>(),
        book: await this.#readBook(seq, act.book),
        rolls: new Map(),
        matters: new Map(),
        reported: new Set(),
        polls: new Map(),
        withdrawals: [],
        declarations: [],
      };
      return;
    }
    const { proceeding } = this;
    if (proceeding === undefined) {
      this.#refused(seq, 'No proceeding has been opened.');
      return;
    }
    switch (act.kind) {
      case 'roll-frozen':
        if (proceeding.rolls.has(act.roll)) {
          this.#refused(seq, 'The roll was frozen before.');
          return;
        }
        proceeding.rolls.set(act.roll, await readRoll(placed(), this.#blobs, this.#findings));
        return;
      case 'motion-tabled':
      case 'contest-called':
        if (proceeding.matters.has(act.matter)) {
          this.#refused(seq, 'There is such a matter.');
          return;
        }
        proceeding.matters.set(act.matter, act);
        return;
      case 'ceremony-opened':
        if (proceeding.polls.has(act.poll)) {
          this.#refused(seq, 'There is such a poll.');
          return;
        }
        proceeding.polls.set(act.poll, newPoll(placed()));
        return;
      case 'ballot-reported':
        proceeding.reported.add(act.matter);
        return;
      case 'contacts-changed': {
        const { contacts } = proceeding.rolls.get(act.roll) ?? {};
        if (contacts === undefined) {
          this.#refused(seq, `There is no roll ${act.roll}.`);
          return;
        }
        const sum = contacts.changed + act.changed;
        if (act.total === sum) contacts.changed = sum;
        else
          this.#refused(seq, `Of this roll ${sum} contacts have been changed, not ${act.total}.`);
        return;
      }
      case 'candidate-withdrew':
        proceeding.withdrawals.push(placed());
        return;
      case 'result-declared':
        proceeding.declarations.push(placed());
        return;
    }
    if (!('poll' in act) || supportShape(act.kind) !== undefined) return;
    const poll = proceeding.polls.get(act.poll);
    if (poll === undefined) {
      this.#refused(seq, `There is no poll ${act.poll}.`);
      return;
    }
    const refusal = takeOfPoll(poll, placed());
    if (refusal !== undefined) this.#refused(seq, refusal);
  }

  async #readBook(
    seq: number,
    book: { readonly id: string; readonly version: string; readonly hash: string },
  ) {
    const bytes = await this.#blobs.read(seq, { sha256: book.hash });
    const json = bytes && parseCanonical(bytes);
    if (json === undefined) return undefined;
    if (!json.ok) {
      this.#findings.wrong('book/unreadable', `blob/${book.hash}`, json.error.message);
      return undefined;
    }
    const { id, version } = json.value as { readonly id?: unknown; readonly version?: unknown };
    if (id !== book.id || version !== book.version)
      this.#wrong('book/differs', seq, 'The rule book has another id or version.');
    return json.value;
  }

  #takeBallot(seq: number, leaf: BallotLeaf): void {
    const wrong = (code: Code, message: string): void => this.#wrong(code, seq, message);
    const poll = [...(this.proceeding?.polls.values() ?? [])][leaf.poll];
    const manifest = poll && manifestOf(poll);
    this.#findings.count('ballots');
    if (poll === undefined || manifest === undefined) {
      wrong('poll/unknown', 'There is no such poll.');
      return;
    }
    if (poll.opened === undefined) wrong('poll/not-open', 'The poll is not open yet.');
    else if (poll.closed !== undefined) wrong('poll/closed', 'The poll is closed.');
    else if (leaf.at < manifest.opens) wrong('poll/not-open', 'The hours of the poll begin later.');
    else if (leaf.at > poll.until) wrong('poll/closed', 'The hours of the poll are over.');
    const ballot = readBallot(leaf.ballot);
    if (typeof ballot === 'string') {
      wrong('ballot/malformed', ballot);
      return;
    }
    const tracker = toHex(trackerOf(ballot));
    const copy = toHex(copyMarkOf(ballot));
    const credential = toHex(ballot.credential);
    const previous = poll.last.get(credential);
    if (this.#trackers.has(tracker))
      wrong('ballot/already-in', 'A ballot with this tracker is on the record already.');
    else if (this.#copies.has(copy))
      wrong('ballot/copied', 'The ballot is a copy of one on the record.');
    this.#trackers.add(tracker);
    this.#copies.add(copy);
    const named = ballot.previous && toHex(ballot.previous);
    if (named !== previous)
      wrong('ballot/previous-differs', 'The ballot does not name the credential’s last ballot.');
    if (previous !== undefined && manifest.revote === 'first-stands')
      wrong('ballot/already-voted', 'In this poll a second ballot is not taken.');
    if (previous === undefined || manifest.revote === 'last-counts')
      poll.last.set(credential, tracker);
    poll.ballots.push({ seq, ballot, tracker, credential });
  }
}

/** Puts an act of a poll where it belongs, or says why it cannot. */
function takeOfPoll(poll: Poll, placed: Placed<Kind>): string | undefined {
  const act = placed.act as Act;
  const again = 'This has been done before, and what was said first stands.';
  const early = 'The poll is not so far.';
  const once = <K extends Kind>(map: Map<string, Placed<K>>, key: string): string | undefined => {
    if (map.has(key)) return again;
    map.set(key, placed as Placed<K>);
    return undefined;
  };
  switch (act.kind) {
    case 'key-pledged':
      if (poll.deals.size > 0) return 'A pledge comes before any deal.';
      return once(poll.pledges, act.trustee);
    case 'key-dealt':
      if (poll.pledges.size < poll.ceremony.act.trustees.length) return early;
      return once(poll.deals, act.trustee);
    case 'key-shares-sent':
      if (poll.deals.size < poll.ceremony.act.trustees.length) return early;
      return once(poll.shares, act.trustee);
    case 'key-accepted':
      if (poll.shares.size < poll.ceremony.act.trustees.length) return early;
      if (poll.accepted.has(act.trustee)) return again;
      poll.accepted.add(act.trustee);
      return undefined;
    case 'key-complained':
      poll.complaints.push(placed as Placed<'key-complained'>);
      return undefined;
    case 'poll-prepared':
      if (poll.prepared !== undefined) return again;
      poll.prepared = placed as Placed<'poll-prepared'>;
      poll.until = act.manifest.closes;
      return undefined;
    case 'poll-opened': {
      const manifest = manifestOf(poll);
      if (manifest === undefined) return early;
      if (poll.opened !== undefined) return again;
      poll.opened = placed as Placed<'poll-opened'>;
      return placed.at < manifest.opens || placed.at > manifest.closes
        ? 'The poll is opened outside its hours.'
        : undefined;
    }
    case 'poll-extended': {
      if (poll.opened === undefined || poll.closed !== undefined) return 'The poll is not open.';
      const isLater = act.until > poll.until;
      poll.until = isLater ? act.until : poll.until;
      return isLater ? undefined : 'A poll is only put off.';
    }
    case 'poll-closed':
      if (poll.opened === undefined) return early;
      if (poll.closed !== undefined) return again;
      poll.closed = placed as Placed<'poll-closed'>;
      return undefined;
    case 'pool-mixed':
      poll.mixes.push(placed as Placed<'pool-mixed'>);
      return poll.closed === undefined ? early : undefined;
    case 'share-published':
      poll.decryptions.push(placed as Placed<'share-published'>);
      return poll.closed === undefined ? early : undefined;
    case 'coin-shared':
      poll.coins.push(placed as Placed<'coin-shared'>);
      return poll.closed === undefined || poll.counted !== undefined
        ? 'The coin is tossed between closing and count.'
        : undefined;
    case 'pool-opened':
      if (poll.closed === undefined) return early;
      return once(poll.openings, act.pool);
    case 'poll-counted':
      if (poll.counted !== undefined) return again;
      poll.counted = placed as Placed<'poll-counted'>;
      return undefined;
  }
  return undefined;
}
