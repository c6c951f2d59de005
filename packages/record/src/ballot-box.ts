/**
 * The box of one poll: which ballots are in it, and whether a further one may go in. The recorder
 * asks it before it takes a ballot, the verifier asks the same box again from the record, so that
 * both mean the same by "eligible". Proofs are checked in batches elsewhere (`checkBallots`).
 *
 * Memory: about 200 bytes a ballot of one piece, in columns and not as objects; the roll is shared
 * with other boxes.
 */
import { type Ballot, piecesFor, trackerOf } from '@hustings/ballot';
import { concat, err, fromHex, ok, type Result, toHex } from '@hustings/base';
import { paperLength } from '@hustings/count';
import type { Manifest } from '@hustings/rulebook';
import { type Refusal, refusal } from './errors.ts';
import type { Roll } from './roll.ts';
import { RowIndex, Rows } from './rows.ts';

/** A ballot that stands in the box. */
export interface BoxedBallot {
  /** Its index in the log. */
  readonly seq: number;
  readonly at: string;
  readonly tracker: string;
  readonly credential: string;
  /** The pool that it names: one of the manifest's. */
  readonly pool: string;
}

/** What must be known of a ballot before it goes in; drawn up once per ballot. */
export interface Candidacy {
  readonly ballot: Ballot;
  readonly tracker: Uint8Array;
}

export function candidacyOf(bytes: Uint8Array, ballot: Ballot): Candidacy {
  return { ballot, tracker: trackerOf(bytes) };
}

const POINT = 32;
const TRACKER = 32;

export class BallotBox {
  readonly manifest: Manifest;
  readonly pieces: number;
  readonly #roll: Roll;
  readonly #pools: readonly string[];
  /** By section of the roll: the pool of its electors. */
  readonly #poolOfSection: ReadonlyMap<string, string>;
  readonly #seqs: number[] = [];
  readonly #times: string[] = [];
  /** Of each ballot: the place of its pool in `#pools`. */
  readonly #poolOf: number[] = [];
  /** Of each ballot: the row of its elector on the roll. */
  readonly #electorOf: number[] = [];
  readonly #trackers: Rows = new Rows(TRACKER);
  readonly #ciphertexts: Rows;
  readonly #byTracker: RowIndex;
  readonly #byCiphertext: RowIndex;
  /** Of each elector: the place of its newest ballot + 1, or 0. */
  readonly #newest: Uint32Array;
  #standing = 0;
  #settled = 0;

  constructor(manifest: Manifest, roll: Roll) {
    this.manifest = manifest;
    this.pieces = piecesFor(paperLength(manifest.form));
    this.#roll = roll;
    // No two pools of a sound manifest have one id; of another's, every ballot is still counted once.
    this.#pools = [...new Set(manifest.pools.map((pool) => pool.id))];
    this.#poolOfSection = new Map(
      manifest.pools.flatMap((pool) => pool.sections.map((s): [string, string] => [s, pool.id])),
    );
    this.#ciphertexts = new Rows(2 * POINT * this.pieces);
    this.#byTracker = new RowIndex(this.#trackers);
    this.#byCiphertext = new RowIndex(this.#ciphertexts);
    this.#newest = new Uint32Array(roll.size);
  }

  /** Ballots in it, replaced ones too. */
  get size(): number {
    return this.#seqs.length;
  }

  /** Ballots that count: one for each elector who has voted. */
  get standing(): number {
    return this.#standing;
  }

  /** The ballot at a place, from 0 in log order. */
  at(place: number): BoxedBallot | undefined {
    const seq = this.#seqs[place];
    if (seq === undefined) return undefined;
    return {
      seq,
      at: this.#times[place] as string,
      tracker: toHex(this.#trackers.at(place)),
      credential: toHex(this.#roll.credential(this.#electorOf[place] as number)),
      pool: this.#pools[this.#poolOf[place] as number] as string,
    };
  }

  /** Every ballot, in log order. */
  *ballots(): Generator<BoxedBallot> {
    for (let place = 0; place < this.size; place++) yield this.at(place) as BoxedBallot;
  }

  /** How many ballots come before entry `seq` of the log. */
  before(seq: number): number {
    let from = 0;
    let to = this.#seqs.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#seqs[middle] as number) < seq) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** Section of the roll and pool of an elector; undefined for a credential (hex) that is not on the roll. */
  elector(credential: string): { readonly section: string; readonly pool: string } | undefined {
    return this.#elector(this.#rowOf(credential));
  }

  /** The newest ballot of a credential (hex): what a further ballot must name as its previous one. */
  newestOf(credential: string): BoxedBallot | undefined {
    const row = this.#rowOf(credential);
    return row < 0 ? undefined : this.at((this.#newest[row] as number) - 1);
  }

  /** The ballot with a tracker, given in hex. */
  find(tracker: string): BoxedBallot | undefined {
    const bytes = fromHex(tracker);
    return bytes?.length === TRACKER ? this.at(this.#byTracker.find(bytes)) : undefined;
  }

  /** The same ballot, where it is in the box already. */
  findSame(candidacy: Candidacy): BoxedBallot | undefined {
    return this.at(this.#byTracker.find(candidacy.tracker));
  }

  /** Whether this ballot may go in now, time and proof apart. */
  admits({ ballot, tracker }: Candidacy): Result<void, Refusal> {
    // Ballots of one box make one list of ciphertexts.
    if (ballot.pieces !== this.pieces)
      return err(
        refusal(
          'ballot/wrong-pieces',
          `The ballot has ${ballot.pieces} pieces; this poll's have ${this.pieces}.`,
        ),
      );
    const row = this.#roll.rowOf(ballot.credential);
    const elector = this.#elector(row);
    if (elector === undefined)
      return err(
        refusal('ballot/not-on-roll', 'This voting code is not on the roll of this poll.'),
      );
    if (elector.pool !== ballot.pool)
      return err(
        refusal(
          'ballot/wrong-pool',
          'The ballot names another section of the roll than its code belongs to.',
        ),
      );
    if (this.#byTracker.find(tracker) >= 0)
      return err(refusal('ballot/already-in', 'This very ballot is in the box already.'));
    const newest = (this.#newest[row] as number) - 1;
    if (newest >= 0 && this.manifest.revote === 'first-stands')
      return err(
        refusal(
          'ballot/already-voted',
          'This voting code has been used: its first ballot stands, by the rules of this poll.',
        ),
      );
    // A copy of somebody's ciphertext, under another credential, would repeat that elector's vote.
    if (this.#byCiphertext.find(concat(ballot.a, ballot.b)) >= 0)
      return err(
        refusal('ballot/copied', 'A ballot with the very same contents is in the box already.'),
      );
    const isRight =
      ballot.previous === undefined
        ? newest < 0
        : newest >= 0 && this.#trackers.is(newest, ballot.previous);
    if (!isRight)
      return err(
        refusal(
          'ballot/previous-differs',
          newest < 0
            ? 'The ballot says that it replaces another one, but none of this voting code is in the box.'
            : 'Another ballot of this voting code was cast in the meantime; open the voting page again to replace it.',
        ),
      );
    return ok(undefined);
  }

  /** Puts in a ballot that `admits` allowed and whose proof holds. */
  add({ ballot, tracker }: Candidacy, seq: number, at: string): void {
    const row = this.#roll.rowOf(ballot.credential);
    this.#seqs.push(seq);
    this.#times.push(at);
    this.#poolOf.push(this.#pools.indexOf(ballot.pool));
    this.#electorOf.push(row);
    const place = this.#trackers.push(tracker);
    this.#byTracker.add(place);
    this.#byCiphertext.add(this.#ciphertexts.push(ballot.a, ballot.b));
    this.#stand(row, place);
  }

  /** The ballots added so far will stay. */
  settle(): void {
    this.#settled = this.size;
  }

  /** Takes out again what was added since the last `settle`: its commit failed. */
  revert(): void {
    for (const column of [this.#seqs, this.#times, this.#poolOf, this.#electorOf])
      column.length = this.#settled;
    for (const rows of [this.#trackers, this.#ciphertexts]) rows.cutTo(this.#settled);
    for (const index of [this.#byTracker, this.#byCiphertext]) index.renew();
    this.#newest.fill(0);
    this.#standing = 0;
    this.#electorOf.forEach((row, place) => {
      this.#stand(row, place);
    });
  }

  /** How many ballots of each of the manifest's pools count. */
  countingByPool(): ReadonlyMap<string, number> {
    const counts = this.#pools.map(() => 0);
    this.#poolOf.forEach((pool, place) => {
      if (this.#counts(place)) counts[pool] = (counts[pool] as number) + 1;
    });
    return new Map(this.#pools.map((id, i) => [id, counts[i] as number]));
  }

  /**
   * The ciphertexts of the ballots of these pools that count, in log order: of each elector the newest
   * ballot's. Under `first-stands` there is never a second, so the newest is the first.
   */
  ciphertextsOf(pools: readonly string[]): { readonly a: Uint8Array; readonly b: Uint8Array } {
    const isIn = this.#pools.map((id) => pools.includes(id));
    const places = this.#poolOf.flatMap((pool, place) =>
      isIn[pool] === true && this.#counts(place) ? [place] : [],
    );
    const width = POINT * this.pieces;
    const a = new Uint8Array(places.length * width);
    const b = new Uint8Array(places.length * width);
    places.forEach((place, i) => {
      a.set(this.#ciphertexts.at(place, 0, width), i * width);
      b.set(this.#ciphertexts.at(place, width), i * width);
    });
    return { a, b };
  }

  #counts(place: number): boolean {
    return this.#newest[this.#electorOf[place] as number] === place + 1;
  }

  #stand(row: number, place: number): void {
    if (this.#newest[row] === 0) this.#standing++;
    this.#newest[row] = place + 1;
  }

  #rowOf(credential: string): number {
    const bytes = fromHex(credential);
    return bytes?.length === POINT ? this.#roll.rowOf(bytes) : -1;
  }

  #elector(row: number): { readonly section: string; readonly pool: string } | undefined {
    const section = row < 0 ? undefined : this.#roll.sectionOf(row);
    const pool = section === undefined ? undefined : this.#poolOfSection.get(section);
    return section === undefined || pool === undefined ? undefined : { section, pool };
  }
}
