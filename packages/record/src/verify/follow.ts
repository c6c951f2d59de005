/**
 * The record of a proceeding as it grows, checked entry by entry: what a keyholder's program works from.
 * It makes the same checks as the verifier, up to mixes and shares, which each keyholder checks when
 * its own step depends on them.
 */
import { type BallotWork, ownBallotWork } from '@hustings/ballot';
import { MerkleTree } from '@hustings/log';
import type { Group } from '@hustings/ristretto';
import type { RuleBook, State } from '@hustings/rulebook';
import type { Docket } from '../docket.ts';
import type { RecordSource } from '../source.ts';
import { Blobs } from './blobs.ts';
import { EventChecker } from './events.ts';
import { type Finding, Notebook } from './finding.ts';
import { useBook } from './use-book.ts';

export interface FollowSetup {
  /** Blobs are read from it by name. */
  readonly source: RecordSource;
  readonly group: Group;
  readonly random: (length: number) => Uint8Array;
  /** Checks batches of ballots, on threads where there are some; in this one where it is not given. */
  readonly ballots?: BallotWork;
}

export class Follower {
  readonly #notes = new Notebook();
  readonly #tree = new MerkleTree();
  readonly #blobs: Blobs;
  readonly #events: EventChecker;

  constructor({ source, group, random, ballots = ownBallotWork(group, random) }: FollowSetup) {
    this.#blobs = new Blobs(source, this.#notes);
    const notes = this.#notes;
    this.#events = new EventChecker({ group, random, ballots, blobs: this.#blobs, notes });
  }

  /** Entries read so far. */
  get size(): number {
    return this.#tree.size;
  }

  get docket(): Docket {
    return this.#events.docket;
  }

  get book(): RuleBook | undefined {
    return this.#events.book;
  }

  /** As the referee sees it; undefined before the first entry, and where its book cannot be read. */
  get state(): State | undefined {
    return this.#events.state;
  }

  /** Whatever is wrong with what was read: whoever finds anything goes on with nothing. */
  get findings(): readonly Finding[] {
    return this.#notes.findings;
  }

  rootAt(size: number): Uint8Array {
    return this.#tree.root(size);
  }

  async next(leaf: Uint8Array): Promise<void> {
    if (this.#tree.size === 0) await useBook(leaf, this.#blobs, this.#events, this.#notes);
    this.#tree.append(leaf);
    await this.#events.next(leaf);
  }

  /** Checks the proofs of ballots that wait to be checked together. */
  settle(): Promise<void> {
    return this.#events.finish();
  }
}
