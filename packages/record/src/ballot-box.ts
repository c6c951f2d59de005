/**
 * The box of one poll: which ballots are in it, and whether a further one may go in. The recorder
 * asks it before it takes a ballot, the verifier asks the same box again from the record, so that
 * both mean the same by "eligible". Proofs are checked in batches elsewhere (`checkBallots`).
 *
 * Memory: about a kilobyte a ballot, so that half a million fit where one process must hold them.
 */
import { type Ballot, ciphertextHash, piecesFor, trackerOf } from '@hustings/ballot';
import { err, ok, type Result, toHex } from '@hustings/base';
import { paperLength } from '@hustings/count';
import type { Manifest } from '@hustings/rulebook';
import { type Refusal, refusal } from './errors.ts';

/** A ballot that stands in the box. */
export interface BoxedBallot {
  /** Its index in the log. */
  readonly seq: number;
  readonly at: string;
  readonly tracker: string;
  readonly credential: string;
  /** The pool that it names: one of the manifest's. */
  readonly pool: string;
  readonly a: Uint8Array;
  readonly b: Uint8Array;
}

/** What must be known of a ballot before it goes in; drawn up once per ballot. */
export interface Candidacy {
  readonly ballot: Ballot;
  readonly tracker: string;
  readonly credential: string;
  readonly ciphertext: string;
}

export function candidacyOf(bytes: Uint8Array, ballot: Ballot): Candidacy {
  return {
    ballot,
    tracker: toHex(trackerOf(bytes)),
    credential: toHex(ballot.credential),
    ciphertext: toHex(ciphertextHash(ballot)),
  };
}

export class BallotBox {
  readonly manifest: Manifest;
  readonly #pieces: number;
  readonly #sectionOf: ReadonlyMap<string, string>;
  readonly #poolOfSection: ReadonlyMap<string, string>;
  readonly #ballots: BoxedBallot[] = [];
  /** By credential: place in `#ballots` of its newest ballot. */
  readonly #newest = new Map<string, number>();
  readonly #byTracker = new Map<string, number>();
  readonly #ciphertexts = new Set<string>();
  readonly #undo: { readonly ciphertext: string; readonly newestBefore: number | undefined }[] = [];

  /** `sectionOf`: the frozen roll, hex credential → section id. */
  constructor(manifest: Manifest, sectionOf: ReadonlyMap<string, string>) {
    this.manifest = manifest;
    this.#pieces = piecesFor(paperLength(manifest.form));
    this.#sectionOf = sectionOf;
    this.#poolOfSection = new Map(
      manifest.pools.flatMap((pool) => pool.sections.map((s): [string, string] => [s, pool.id])),
    );
  }

  get size(): number {
    return this.#ballots.length;
  }

  get ballots(): readonly BoxedBallot[] {
    return this.#ballots;
  }

  /** Section of the roll and pool of an elector; undefined for a credential that is not on the roll. */
  elector(credential: string): { readonly section: string; readonly pool: string } | undefined {
    const section = this.#sectionOf.get(credential);
    const pool = section === undefined ? undefined : this.#poolOfSection.get(section);
    return section === undefined || pool === undefined ? undefined : { section, pool };
  }

  /** The newest ballot of a credential: what a further ballot must name as its previous one. */
  newestOf(credential: string): BoxedBallot | undefined {
    const at = this.#newest.get(credential);
    return at === undefined ? undefined : this.#ballots[at];
  }

  find(tracker: string): BoxedBallot | undefined {
    const at = this.#byTracker.get(tracker);
    return at === undefined ? undefined : this.#ballots[at];
  }

  /** Whether this ballot may go in now, time and proof apart. */
  admits(candidacy: Candidacy): Result<void, Refusal> {
    const { ballot, tracker, credential, ciphertext } = candidacy;
    // Ballots of one box make one list of ciphertexts.
    if (ballot.pieces !== this.#pieces)
      return err(
        refusal(
          'ballot/wrong-pieces',
          `The ballot has ${ballot.pieces} pieces; this poll's have ${this.#pieces}.`,
        ),
      );
    const elector = this.elector(credential);
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
    if (this.#byTracker.has(tracker))
      return err(refusal('ballot/already-in', 'This very ballot is in the box already.'));
    const newest = this.newestOf(credential);
    if (newest !== undefined && this.manifest.revote === 'first-stands')
      return err(
        refusal(
          'ballot/already-voted',
          'This voting code has been used: its first ballot stands, by the rules of this poll.',
        ),
      );
    // A copy of somebody's ciphertext, under another credential, would repeat that elector's vote.
    if (this.#ciphertexts.has(ciphertext))
      return err(
        refusal('ballot/copied', 'A ballot with the very same contents is in the box already.'),
      );
    const previous = ballot.previous === undefined ? undefined : toHex(ballot.previous);
    if (previous !== newest?.tracker)
      return err(
        refusal(
          'ballot/previous-differs',
          newest === undefined
            ? 'The ballot says that it replaces another one, but none of this voting code is in the box.'
            : 'Another ballot of this voting code was cast in the meantime; open the voting page again to replace it.',
        ),
      );
    return ok(undefined);
  }

  /** Puts in a ballot that `admits` allowed and whose proof holds. */
  add(candidacy: Candidacy, seq: number, at: string): BoxedBallot {
    const { ballot, tracker, credential, ciphertext } = candidacy;
    // Copies: the parser's views would keep whole bundles alive.
    const boxed: BoxedBallot = {
      seq,
      at,
      tracker,
      credential,
      pool: ballot.pool,
      a: ballot.a.slice(),
      b: ballot.b.slice(),
    };
    const place = this.#ballots.push(boxed) - 1;
    this.#undo.push({ ciphertext, newestBefore: this.#newest.get(credential) });
    this.#newest.set(credential, place);
    this.#byTracker.set(tracker, place);
    this.#ciphertexts.add(ciphertext);
    return boxed;
  }

  /** The ballots added so far will stay: forgets how to take them out again. */
  settle(): void {
    this.#undo.length = 0;
  }

  /** Takes out again what was added since the last `settle`: its commit failed. */
  revert(): void {
    for (let step = this.#undo.pop(); step !== undefined; step = this.#undo.pop()) {
      const boxed = this.#ballots.pop();
      if (boxed === undefined) return;
      this.#byTracker.delete(boxed.tracker);
      this.#ciphertexts.delete(step.ciphertext);
      if (step.newestBefore === undefined) this.#newest.delete(boxed.credential);
      else this.#newest.set(boxed.credential, step.newestBefore);
    }
  }

  /**
   * The ballots that count, in log order: of each credential its newest. Under `first-stands` there
   * is never a second, so the newest is the first.
   */
  counting(): readonly BoxedBallot[] {
    return this.#ballots.filter((b, at) => this.#newest.get(b.credential) === at);
  }
}
