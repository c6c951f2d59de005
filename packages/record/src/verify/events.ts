/**
 * The entries one after the other (spec/record.md §5, steps 3 to 7): form, place, time, signature,
 * the referee, rolls, keys, and every ballot into its box.
 */
import { type Ballot, checkBallots, parseBallot } from '@hustings/ballot';
import type { Group } from '@hustings/ristretto';
import {
  apply,
  castingAllowed,
  type Entry,
  leftLate,
  type RuleBook,
  type State,
  start,
} from '@hustings/rulebook';
import { BallotBox, candidacyOf } from '../ballot-box.ts';
import { weed } from '../box-pools.ts';
import { ballotPollOf } from '../context.ts';
import { blobsOf, Docket, type PollFile } from '../docket.ts';
import { type BallotLeaf, readLeaf } from '../entry.ts';
import { readRoll } from '../roll.ts';
import { isSignedBy, Keyring } from '../signing.ts';
import type { Blobs } from './blobs.ts';
import { differences, shown } from './differences.ts';
import type { Notebook } from './finding.ts';
import { checkKeys } from './keys.ts';
import { isWorkable } from './workable.ts';

export interface EventCheck {
  readonly group: Group;
  readonly random: (length: number) => Uint8Array;
  readonly blobs: Blobs;
  readonly notes: Notebook;
}

/** Ballots whose proofs are checked together: one multi-scalar multiplication of 6 × this many points. */
const BATCH = 1024;

/** Feed it every leaf in order, then `finish`. */
export class EventChecker {
  readonly docket: Docket = new Docket();
  /** Of each poll that was counted: who had left by then, though they were on the paper. */
  readonly left: Map<string, readonly string[]> = new Map();
  readonly #check: EventCheck;
  readonly #keyring = new Keyring();
  #book: RuleBook | undefined;
  #state: State | undefined;
  #seq = 0;
  #lastAt = '';
  #waiting: { readonly seq: number; readonly file: PollFile; readonly ballot: Ballot }[] = [];

  constructor(check: EventCheck) {
    this.#check = check;
  }

  get book(): RuleBook | undefined {
    return this.#book;
  }

  get state(): State | undefined {
    return this.#state;
  }

  /** Starts the referee with the book that the first entry names. */
  useBook(book: RuleBook): void {
    this.#book = book;
    this.#state = start(book);
  }

  async next(bytes: Uint8Array): Promise<void> {
    const seq = this.#seq++;
    const place = `entry ${seq}`;
    const { notes } = this.#check;
    const leaf = readLeaf(bytes);
    if (!leaf.ok) {
      notes.find(leaf.error.code, place, leaf.error.message);
      return;
    }
    const at = leaf.value.kind === 'event' ? leaf.value.entry.at : leaf.value.at;
    if (at < this.#lastAt)
      notes.find(
        'record/time-goes-back',
        place,
        `The entry is dated ${at}, before the one before it.`,
      );
    else this.#lastAt = at;
    if (leaf.value.kind === 'ballot') await this.#ballot(leaf.value, seq);
    else await this.#event(leaf.value.entry, leaf.value.sig, seq);
  }

  async finish(): Promise<void> {
    await this.#proveWaiting();
  }

  async #event(entry: Entry, sig: string | undefined, seq: number): Promise<void> {
    const { notes, blobs } = this.#check;
    const place = `entry ${seq}`;
    if (entry.seq !== seq)
      notes.find(
        'record/wrong-place',
        `${place} /seq`,
        `The entry says that it is entry ${entry.seq}.`,
      );
    this.#checkSignature(entry, sig, place);
    for (const named of blobsOf(entry.act)) await blobs.check(named, seq);
    if (this.#state !== undefined) {
      if (entry.act.kind === 'poll-counted') this.#noteLeft(this.#state, entry.act.poll);
      const next = apply(this.#state, entry);
      if (next.ok) this.#state = next.value;
      else notes.find(next.error.code, place, `${next.error.message} (${next.error.citation})`);
    }
    this.#keyring.learn(entry);
    this.docket.learn(entry);
    const { act } = entry;
    if (act.kind === 'roll-frozen') await this.#roll(seq);
    if (act.kind === 'poll-prepared') await this.#prepared(act.poll, seq);
    if (act.kind === 'poll-closed') this.#closed(act.poll, seq);
  }

  #noteLeft(state: State, poll: string): void {
    const matter = this.docket.poll(poll)?.prepared?.act.manifest.matter;
    if (matter !== undefined && !this.left.has(poll)) this.left.set(poll, leftLate(state, matter));
  }

  #checkSignature(entry: Entry, sig: string | undefined, place: string): void {
    const { notes } = this.#check;
    const { act } = entry;
    const key = this.#keyring.keyFor(entry);
    if (key === undefined) {
      if (sig !== undefined)
        notes.find(
          'record/signature-unasked',
          `${place} /sig`,
          'This actor holds no key, and the entry is signed.',
        );
      return;
    }
    const opening = act.kind === 'proceeding-opened' ? act : undefined;
    const { proceeding } = this.docket.opened ?? opening ?? { proceeding: '' };
    if (sig === undefined)
      notes.find(
        'record/unsigned',
        place,
        `The entry must be signed by ${entry.by.id}, and is not.`,
      );
    else if (!isSignedBy(proceeding, entry, sig, key))
      notes.find(
        'record/signature-wrong',
        place,
        `The signature is not ${entry.by.id}'s over this entry.`,
      );
    else notes.count('signatures');
  }

  async #roll(seq: number): Promise<void> {
    const { notes, blobs } = this.#check;
    for (const { seq: at, act } of this.docket.rolls.values()) {
      if (at !== seq) continue;
      const blob = await blobs.read(act.credentials.sha256);
      if (blob === undefined) return;
      for (const fault of readRoll(act.sections, blob).faults)
        notes.find(fault.code, `entry ${seq}`, fault.message);
      notes.count('figures', act.sections.length * 2);
    }
  }

  async #prepared(poll: string, seq: number): Promise<void> {
    const { group, notes, blobs } = this.#check;
    const place = `entry ${seq}`;
    const file = this.docket.poll(poll);
    const manifest = file?.prepared?.act.manifest;
    if (file === undefined || manifest === undefined) {
      notes.find('poll/no-ceremony', place, 'The poll was prepared without a key ceremony.');
      return;
    }
    // A second manifest is the referee's to refuse.
    if (file.prepared?.seq !== seq) return;
    const procedure = this.#book && this.docket.procedureOf(manifest.matter, this.#book);
    if (!isWorkable(manifest, file.ceremony.act, procedure)) {
      notes.find(
        'poll/manifest-unsound',
        `${place} /act/manifest`,
        'The manifest contradicts itself or its key ceremony: no ballot of this poll can be checked.',
      );
      return;
    }
    await checkKeys(group, this.docket.opened?.proceeding ?? '', file, manifest, blobs, notes);
    const roll = this.docket.rolls.get(manifest.roll.id);
    const blob = roll && (await blobs.read(roll.act.credentials.sha256));
    if (roll === undefined || blob === undefined) {
      notes.find(
        'poll/no-roll',
        place,
        'The roll of this poll cannot be read, so no ballot can be checked.',
      );
      return;
    }
    for (const d of differences(roll.act.sections, manifest.roll.sections))
      notes.find(
        'poll/roll-differs',
        `${place} /act/manifest/roll/sections${d.pointer}`,
        `The manifest says ${shown(d.actual)}, the frozen roll ${shown(d.expected)}.`,
      );
    file.box = new BallotBox(manifest, readRoll(roll.act.sections, blob).sectionOf);
    notes.count('polls');
  }

  #closed(poll: string, seq: number): void {
    const { notes } = this.#check;
    const place = `entry ${seq}`;
    const file = this.docket.poll(poll);
    const manifest = file?.prepared?.act.manifest;
    const closed = file?.closed?.act;
    if (file?.box === undefined || manifest === undefined || closed === undefined) return;
    if (file.closed?.seq !== seq) return;
    const { cast, counting, pools } = weed(manifest, file.box);
    const expected = {
      cast,
      counting,
      pools: pools.map(({ id, sections, counting: n }) => ({ id, sections, counting: n })),
    };
    const actual = { cast: closed.cast, counting: closed.counting, pools: closed.pools };
    notes.count('figures', 2 + pools.length);
    for (const d of differences(expected, actual))
      notes.find(
        'poll/closing-differs',
        `${place} /act${d.pointer}`,
        `The closing says ${shown(d.actual)}; the box gives ${shown(d.expected)}.`,
      );
  }

  async #ballot(leaf: BallotLeaf, seq: number): Promise<void> {
    const { notes } = this.#check;
    const place = `entry ${seq}`;
    notes.count('ballots');
    const file = this.docket.polls[leaf.poll];
    if (file?.box === undefined) {
      notes.find('ballot/no-such-poll', place, 'The ballot belongs to no poll that takes ballots.');
      return;
    }
    if (this.#state !== undefined) {
      const open = castingAllowed(this.#state, file.id, leaf.at);
      if (!open.ok)
        notes.find(open.error.code, place, `${open.error.message} (${open.error.citation})`);
    }
    const parsed = parseBallot(leaf.ballot);
    if (!parsed.ok) {
      notes.find(parsed.error.code, place, parsed.error.message);
      return;
    }
    const candidacy = candidacyOf(leaf.ballot, parsed.value);
    const admitted = file.box.admits(candidacy);
    if (!admitted.ok) {
      notes.find(
        admitted.error.code,
        place,
        `The ballot should not be in the box. ${admitted.error.message}`,
      );
      return;
    }
    file.box.add(candidacy, seq, leaf.at);
    file.box.settle();
    this.#waiting.push({ seq, file, ballot: parsed.value });
    if (this.#waiting.length >= BATCH) await this.#proveWaiting();
  }

  async #proveWaiting(): Promise<void> {
    const { group, random, notes } = this.#check;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const [file, ballots] of Map.groupBy(waiting, (w) => w.file)) {
      const manifest = file.prepared?.act.manifest;
      if (manifest === undefined) continue;
      const failed = await checkBallots(
        group,
        ballotPollOf(manifest),
        ballots.map((b) => b.ballot),
        random,
      );
      notes.count('proofs', ballots.length - failed.length);
      for (const { index, failure } of failed)
        notes.find(
          failure.code,
          `entry ${ballots[index]?.seq ?? '?'}`,
          `The ballot's proof fails: it must not count. ${failure.message}`,
        );
    }
  }
}
