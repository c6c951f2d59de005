/**
 * The recorder keeps one proceeding: it asks the referee, signs, appends, and only then lets the
 * new state be seen. One thing at a time: the log has one order, and so has the recorder's queue.
 */
import { type BallotWork, ownBallotWork, parseBallot } from '@hustings/ballot';
import { assert, err, ok, type Result, toHex } from '@hustings/base';
import {
  type InclusionProof,
  MerkleTree,
  type SignerKey,
  signCheckpoint,
  type TileId,
} from '@hustings/log';
import type { Group } from '@hustings/ristretto';
import {
  type Act,
  type Actor,
  apply,
  castingAllowed,
  type Entry,
  type RuleBook,
  type State,
  start,
} from '@hustings/rulebook';
import { BallotBox, type Candidacy, candidacyOf } from './ballot-box.ts';
import { ballotPollOf } from './context.ts';
import { Docket, type PollFile } from './docket.ts';
import { encodeBallotLeaf, encodeEvent, LARGEST_LEAF, readLeaf } from './entry.ts';
import { type Refusal, refusal } from './errors.ts';
import type { Ledger, NewBlob } from './ledger.ts';
import { originOf } from './origin.ts';
import { type Roll, readRoll } from './roll.ts';
import { isSignedBy, Keyring, publicKeyOf, type Signers, signEntry } from './signing.ts';

export interface RecorderSetup {
  readonly proceeding: string;
  readonly book: RuleBook;
  readonly ledger: Ledger;
  readonly signers: Signers;
  /** Signs the log's checkpoints: secret. */
  readonly logSigner: SignerKey;
  readonly group: Group;
  readonly random: (length: number) => Uint8Array;
  /** Checks batches of ballots, on threads where there are some; in this one where it is not given. */
  readonly ballots?: BallotWork;
}

/** Where the next entry would stand. */
export interface Place {
  readonly seq: number;
  readonly at: string;
}

/** How long a signature for a place is good, in ms. */
const SIGNED_MS = 120_000;

export interface Taken {
  readonly seq: number;
  readonly at: string;
  readonly tracker: string;
}

/** Tracker, place, and a checkpoint that covers it: what the elector keeps (PROTOCOL §11). */
export interface BallotReceipt extends Taken {
  readonly checkpoint: string;
  readonly proof: InclusionProof;
}

export class Recorder {
  readonly docket: Docket = new Docket();
  readonly #setup: RecorderSetup;
  readonly #tree = new MerkleTree();
  readonly #keyring = new Keyring();
  readonly #ballots: BallotWork;
  readonly #rolls = new Map<string, Roll>();
  #state: State;
  #lastAt = '';
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(setup: RecorderSetup) {
    this.#setup = setup;
    this.#ballots = setup.ballots ?? ownBallotWork(setup.group, setup.random);
    this.#state = start(setup.book);
  }

  /** Reads the ledger from its beginning; an empty one is a proceeding that is yet to be opened. */
  static async open(setup: RecorderSetup): Promise<Recorder> {
    const recorder = new Recorder(setup);
    for await (const leaf of setup.ledger.leaves()) await recorder.#relearn(leaf);
    return recorder;
  }

  get state(): State {
    return this.#state;
  }

  get book(): RuleBook {
    return this.#setup.book;
  }

  get proceeding(): string {
    return this.#setup.proceeding;
  }

  get ledger(): Ledger {
    return this.#setup.ledger;
  }

  get size(): number {
    return this.#tree.size;
  }

  get root(): Uint8Array {
    return this.#tree.root();
  }

  /** The root when the log had `size` entries. */
  rootAt(size: number): Uint8Array {
    return this.#tree.root(size);
  }

  /** The hashes that show that the log of now goes on from what it was at `size` (RFC 6962 §2.1.2). */
  consistencyFrom(size: number): readonly Uint8Array[] {
    return this.#tree.consistencyProof(size);
  }

  /** A signed note over the tree as it stands now. */
  checkpoint(): string {
    return signCheckpoint(
      { origin: originOf(this.#setup.proceeding), size: this.size, root: this.#tree.root() },
      [this.#setup.logSigner],
    );
  }

  /** The bytes of a tile of the log's hashes, as wide as asked or wider by now. */
  tile(id: TileId): Uint8Array {
    return this.#tree.tile(id);
  }

  inclusion(seq: number): InclusionProof {
    return { index: seq, size: this.size, hashes: this.#tree.inclusionProof(seq) };
  }

  /**
   * Takes an act: the referee allows it or it is refused with the rule; it is durable on return.
   * `at` is moved forward to the last entry's time where the clock went back. `blobs` are those
   * the act names and become durable with it.
   */
  take(
    act: Act,
    by: Actor,
    at: string,
    blobs: readonly NewBlob[] = [],
  ): Promise<Result<Entry, Refusal>> {
    return this.#inTurn(async () => {
      const entry: Entry = { seq: this.size, at: this.#notBefore(at), by, act };
      const next = apply(this.#state, entry);
      if (!next.ok) return next;
      const secret = this.#setup.signers(by);
      const due = this.#keyring.keyFor(entry);
      if (due !== undefined && (secret === undefined || publicKeyOf(secret) !== due))
        return err(
          refusal(
            'record/not-ours-to-sign',
            `The key of ${by.id} is not here: this act is signed by its holder alone.`,
          ),
        );
      const sig = secret && signEntry(this.proceeding, entry, secret);
      return this.#append(entry, sig, next.value, blobs);
    });
  }

  /** The place and the time that an entry would have now: what a keyholder elsewhere signs. */
  place(now: string): Place {
    return { seq: this.size, at: this.#notBefore(now) };
  }

  /** Whether the referee would allow an act now, wherever its entry was to stand. */
  wouldTake(act: Act, by: Actor, now: string): Result<void, Refusal> {
    const next = apply(this.#state, { ...this.place(now), by, act });
    return next.ok ? ok(undefined) : next;
  }

  /** Whether an entry is signed with the key that the record names for who acts: a trustee's or a mixer's. */
  isSignedByHolder(entry: Entry, sig: string): boolean {
    const { role } = entry.by;
    const key = this.#keyring.keyFor(entry);
    const isHolder = role === 'trustee' || role === 'mixer';
    return isHolder && key !== undefined && isSignedBy(this.proceeding, entry, sig, key);
  }

  /**
   * Takes an entry that a trustee or mixer signed on a machine of its own, for the place that the log has
   * free now. `now` is the time here: an entry dated after it, or longer before it than
   * `SIGNED_MS`, is sent back to be signed anew, as is one whose place was taken meanwhile.
   * Codes: `record/signature-wrong`, `record/place-taken`, and the referee's.
   */
  takeSigned(
    entry: Entry,
    sig: string,
    now: string,
    blobs: readonly NewBlob[] = [],
  ): Promise<Result<Entry, Refusal>> {
    return this.#inTurn(async () => {
      if (!this.isSignedByHolder(entry, sig))
        return err(
          refusal(
            'record/signature-wrong',
            `This is not signed with the key that the record names for ${entry.by.id}.`,
          ),
        );
      const age = Date.parse(now) - Date.parse(entry.at);
      const isHere = entry.seq === this.size && entry.at >= this.#lastAt;
      if (!isHere || age < 0 || age > SIGNED_MS)
        return err(
          refusal('record/place-taken', 'The log has gone on meanwhile: sign for its next place.'),
        );
      const next = apply(this.#state, entry);
      return next.ok ? this.#append(entry, sig, next.value, blobs) : next;
    });
  }

  async #append(
    entry: Entry,
    sig: string | undefined,
    next: State,
    blobs: readonly NewBlob[],
  ): Promise<Result<Entry, Refusal>> {
    const leaf = encodeEvent(entry, sig);
    if (leaf.length > LARGEST_LEAF)
      return err(refusal('record/entry-too-long', 'This is too long for one entry; shorten it.'));
    await this.#setup.ledger.append([leaf], blobs);
    this.#tree.append(leaf);
    this.#state = next;
    await this.#follow(entry);
    return ok(entry);
  }

  /**
   * Takes ballots of one poll, in order, as one durable commit. Each is answered for itself: taken,
   * or refused with the reason. The same ballot again is answered as taken, and is not put in twice.
   */
  async takeBallots(
    pollId: string,
    ballots: readonly Uint8Array[],
    at: string,
  ): Promise<readonly Result<Taken, Refusal>[]> {
    const file = this.docket.poll(pollId);
    const box = file?.box;
    if (file === undefined || box === undefined)
      return ballots.map(() =>
        err(refusal('ballot/no-such-poll', 'There is no poll here that takes ballots.')),
      );
    const proved = await this.#prove(box, ballots);
    return this.#inTurn(() => this.#box(file, box, ballots, proved, at));
  }

  /** Layout, eligibility as it stands, and the proofs of the whole batch at once; out of turn, since it is slow. */
  async #prove(
    box: BallotBox,
    ballots: readonly Uint8Array[],
  ): Promise<readonly Result<Candidacy, Refusal>[]> {
    const early = ballots.map((bytes): Result<Candidacy, Refusal> => {
      const parsed = parseBallot(bytes);
      if (!parsed.ok) return parsed;
      const candidacy = candidacyOf(bytes, parsed.value);
      if (box.findSame(candidacy) !== undefined) return ok(candidacy);
      const admitted = box.admits(candidacy);
      // `previous` may come to hold within this very batch: that is decided in turn.
      return admitted.ok || admitted.error.code === 'ballot/previous-differs'
        ? ok(candidacy)
        : admitted;
    });
    const toCheck = early.flatMap((one, i) =>
      one.ok && box.findSame(one.value) === undefined ? [i] : [],
    );
    const refused = await this.#ballots.check(
      ballotPollOf(box.manifest),
      toCheck.map((i) => ballots[i] as Uint8Array),
    );
    const faults = new Map(refused.map((r) => [toCheck[r.index], r.failure]));
    return early.map((one, i) => {
      const fault = faults.get(i);
      return fault === undefined ? one : err(fault);
    });
  }

  async #box(
    file: PollFile,
    box: BallotBox,
    ballots: readonly Uint8Array[],
    proved: readonly Result<Candidacy, Refusal>[],
    given: string,
  ): Promise<readonly Result<Taken, Refusal>[]> {
    const at = this.#notBefore(given);
    const leaves: Uint8Array[] = [];
    const answers = proved.map((one, i): Result<Taken, Refusal> => {
      if (!one.ok) return one;
      const tracker = toHex(one.value.tracker);
      const there = box.findSame(one.value);
      if (there !== undefined) return ok({ seq: there.seq, at: there.at, tracker });
      const open = castingAllowed(this.#state, file.id, at);
      if (!open.ok) return open;
      const admitted = box.admits(one.value);
      if (!admitted.ok) return admitted;
      const seq = this.size + leaves.length;
      box.add(one.value, seq, at);
      leaves.push(encodeBallotLeaf(at, file.number, ballots[i] as Uint8Array));
      return ok({ seq, at, tracker });
    });
    try {
      await this.#setup.ledger.append(leaves);
    } catch (fault) {
      // Nothing of the batch is durable: the box forgets it, and the caller says so to each elector.
      box.revert();
      throw fault;
    }
    box.settle();
    for (const leaf of leaves) this.#tree.append(leaf);
    if (leaves.length > 0) this.#lastAt = at;
    return answers;
  }

  /** Receipts for ballots that were taken, all under one checkpoint. */
  receipts(taken: readonly Taken[]): readonly BallotReceipt[] {
    const checkpoint = this.checkpoint();
    return taken.map((t) => ({ ...t, checkpoint, proof: this.inclusion(t.seq) }));
  }

  #notBefore(at: string): string {
    return at < this.#lastAt ? this.#lastAt : at;
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(task);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Our own ledger must hold what we once allowed: anything else is damage, and stops us. */
  async #relearn(bytes: Uint8Array): Promise<void> {
    const leaf = readLeaf(bytes);
    assert(leaf.ok, `entry ${this.size} of the ledger is damaged`);
    const seq = this.size;
    if (leaf.value.kind === 'event') {
      const { entry } = leaf.value;
      const next = apply(this.#state, entry);
      assert(next.ok, `entry ${seq} of the ledger breaks the rule book`);
      this.#state = next.value;
      this.#tree.append(bytes);
      await this.#follow(entry);
      return;
    }
    const file = this.docket.polls[leaf.value.poll];
    const parsed = parseBallot(leaf.value.ballot);
    assert(
      file?.box !== undefined && parsed.ok,
      `entry ${seq} of the ledger is no ballot of a poll`,
    );
    file.box.add(candidacyOf(leaf.value.ballot, parsed.value), seq, leaf.value.at);
    file.box.settle();
    this.#tree.append(bytes);
    this.#lastAt = leaf.value.at;
  }

  async #follow(entry: Entry): Promise<void> {
    this.#lastAt = entry.at;
    this.docket.learn(entry);
    this.#keyring.learn(entry);
    if (entry.act.kind !== 'poll-prepared') return;
    const { manifest } = entry.act;
    const file = this.docket.poll(manifest.poll);
    if (file !== undefined) file.box = new BallotBox(manifest, await this.#roll(manifest.roll.id));
  }

  /** Read once, however many polls are held on it: it is frozen. */
  async #roll(id: string): Promise<Roll> {
    const known = this.#rolls.get(id);
    if (known !== undefined) return known;
    const frozen = this.docket.rolls.get(id);
    assert(frozen !== undefined, 'the referee lets no poll be prepared without its roll');
    const { credentials, sections } = frozen.act;
    const blob = await this.#setup.ledger.blob(credentials.sha256);
    assert(blob !== undefined, `the roll's list ${credentials.sha256} is not in the ledger`);
    const { roll } = readRoll(sections, blob);
    this.#rolls.set(id, roll);
    return roll;
  }
}
