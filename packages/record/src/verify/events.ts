/**
 * The entries one after the other (spec/record.md §5, steps 3 to 7): form, place, time, signature,
 * the referee, rolls, keys, and every ballot into its box.
 */
import { type BallotWork, parseBallot, type RefusedBallot } from '@hustings/ballot';
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
import { poolsOf } from '../box-pools.ts';
import { ballotPollOf } from '../context.ts';
import { blobsOf, Docket, type PollFile } from '../docket.ts';
import { type BallotLeaf, readLeaf } from '../entry.ts';
import { type Roll, readRoll } from '../roll.ts';
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

export interface EventCheckSetup extends EventCheck {
  readonly ballots: BallotWork;
}

/** Ballots whose proofs are given out together. */
const BATCH = 2048;
/** Batches under way at once: the next are read and put in the box while proofs are checked. */
const AHEAD = 6;

interface Waiting {
  readonly seq: number;
  readonly file: PollFile;
  readonly bytes: Uint8Array;
}

/** Feed it every leaf in order, then `finish`. */
export class EventChecker {
  readonly docket: Docket = new Docket();
  /** Of each poll that was counted: who had left by then, though they were on the paper. */
  readonly left: Map<string, readonly string[]> = new Map();
  readonly #check: EventCheckSetup;
  readonly #keyring = new Keyring();
  #book: RuleBook | undefined;
  #state: State | undefined;
  #seq = 0;
  #lastAt = '';
  readonly #rolls = new Map<string, Roll>();
  #waiting: Waiting[] = [];
  readonly #underWay: {
    readonly seqs: readonly number[];
    readonly refused: Promise<readonly RefusedBallot[]>;
  }[] = [];
  /** When casting was last asked about, and with what answer: many ballots are of one moment. */
  #asked:
    | {
        readonly state: State;
        readonly poll: string;
        readonly at: string;
        readonly answer: ReturnType<typeof castingAllowed>;
      }
    | undefined;

  constructor(check: EventCheckSetup) {
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
    this.#giveOut();
    while (this.#underWay.length > 0) await this.#hear();
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
      const { roll, faults } = readRoll(act.sections, blob);
      this.#rolls.set(act.roll, roll);
      for (const fault of faults) notes.find(fault.code, `entry ${seq}`, fault.message);
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
    const frozen = this.docket.rolls.get(manifest.roll.id);
    const roll = this.#rolls.get(manifest.roll.id);
    if (frozen === undefined || roll === undefined) {
      notes.find(
        'poll/no-roll',
        place,
        'The roll of this poll cannot be read, so no ballot can be checked.',
      );
      return;
    }
    for (const d of differences(frozen.act.sections, manifest.roll.sections))
      notes.find(
        'poll/roll-differs',
        `${place} /act/manifest/roll/sections${d.pointer}`,
        `The manifest says ${shown(d.actual)}, the frozen roll ${shown(d.expected)}.`,
      );
    file.box = new BallotBox(manifest, roll);
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
    const { size: cast, standing: counting } = file.box;
    const pools = poolsOf(manifest, file.box);
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
      const open = this.#castingAllowed(this.#state, file.id, leaf.at);
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
    this.#waiting.push({ seq, file, bytes: leaf.ballot });
    if (this.#waiting.length < BATCH) return;
    this.#giveOut();
    while (this.#underWay.length > AHEAD) await this.#hear();
  }

  #castingAllowed(state: State, poll: string, at: string): ReturnType<typeof castingAllowed> {
    const asked = this.#asked;
    if (asked?.state === state && asked.poll === poll && asked.at === at) return asked.answer;
    const answer = castingAllowed(state, poll, at);
    this.#asked = { state, poll, at, answer };
    return answer;
  }

  /** Has the proofs of what waits checked, while the next entries are read. */
  #giveOut(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const [file, some] of Map.groupBy(waiting, (w) => w.file)) {
      const manifest = file.prepared?.act.manifest;
      if (manifest === undefined) continue;
      const ballots = some.map((w) => w.bytes);
      const refused = this.#check.ballots.check(ballotPollOf(manifest), ballots);
      // What fails is told when its turn comes, and not before that as a promise nobody waits for.
      refused.catch(() => undefined);
      this.#underWay.push({ seqs: some.map((w) => w.seq), refused });
    }
  }

  /** Waits for the batch that was given out first. */
  async #hear(): Promise<void> {
    const first = this.#underWay.shift();
    if (first === undefined) return;
    const { notes } = this.#check;
    const refused = await first.refused;
    notes.count('proofs', first.seqs.length - refused.length);
    for (const { index, failure } of refused)
      notes.find(
        failure.code,
        `entry ${first.seqs[index] ?? '?'}`,
        `The ballot's proof fails: it must not count. ${failure.message}`,
      );
  }
}
