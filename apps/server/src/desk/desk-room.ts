/**
 * The desks that are open. A proceeding is read into memory when first asked for and stays there;
 * practice proceedings, of which there may be many, are put away when nobody has looked for a while.
 */
import type { BallotWork } from '@hustings/ballot';
import { assert } from '@hustings/base';
import type { Group } from '@hustings/ristretto';
import type { RuleBook } from '@hustings/rulebook';
import type { Books } from '../books/books.ts';
import type { ProceedingKind } from '../store/schema.ts';
import type { Sealer } from '../store/seal.ts';
import { SecretShelf } from '../store/secrets.ts';
import type { Database } from '../store/store.ts';
import { Desk } from './desk.ts';
import { ProceedingKeys } from './keys.ts';

export interface DeskRoomSetup {
  readonly db: Database;
  readonly sealer: Sealer;
  readonly books: Books;
  readonly group: Group;
  readonly ballots?: BallotWork | undefined;
  readonly random: (length: number) => Uint8Array;
  readonly now: () => Date;
}

export interface NewProceeding {
  readonly id: string;
  readonly kind: ProceedingKind;
  readonly title: string;
  readonly organisation: string;
  readonly book: RuleBook;
  readonly visitor: string | null;
  readonly keys: ProceedingKeys;
}

interface OpenDesk {
  readonly desk: Promise<Desk | undefined>;
  readonly isPractice: boolean;
  lastUsed: number;
}

/** Longer than any request or job of a practice poll takes, so that no desk is put away in use. */
const PUT_AWAY_AFTER_MS = 30 * 60_000;

export class DeskRoom {
  readonly #setup: DeskRoomSetup;
  readonly #open = new Map<string, OpenDesk>();

  constructor(setup: DeskRoomSetup) {
    this.#setup = setup;
  }

  /** The desk of a proceeding; undefined when there is no such proceeding. */
  async find(id: string): Promise<Desk | undefined> {
    const known = this.#open.get(id);
    if (known !== undefined) {
      known.lastUsed = Date.now();
      return known.desk;
    }
    const row = await this.#setup.db
      .selectFrom('proceedings')
      .select(['kind', 'book'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    // Asked for twice at once, it is read once.
    const again = this.#open.get(id);
    if (again !== undefined) return again.desk;
    const desk = this.#read(id, row.book);
    this.#open.set(id, { desk, isPractice: row.kind === 'practice', lastUsed: Date.now() });
    desk.catch(() => this.#open.delete(id));
    return desk;
  }

  drawKeys(id: string): ProceedingKeys {
    const { db, sealer } = this.#setup;
    return ProceedingKeys.draw(id, new SecretShelf(db, sealer, id));
  }

  /** Puts down a new proceeding with its keys; its first act is still to come. */
  async create(proceeding: NewProceeding): Promise<Desk> {
    const { keys, book, ...row } = proceeding;
    const { db, now } = this.#setup;
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('proceedings')
        .values({ ...row, book: book.id, created: now().toISOString() })
        .execute();
      await keys.save(trx);
    });
    const desk = await this.find(proceeding.id);
    assert(desk !== undefined, 'a proceeding that was put down is there');
    return desk;
  }

  /** Forgets a desk, so that the next who asks reads the ledger again. */
  putAway(id: string): void {
    this.#open.delete(id);
  }

  sweep(): void {
    const limit = Date.now() - PUT_AWAY_AFTER_MS;
    for (const [id, open] of this.#open)
      if (open.isPractice && open.lastUsed < limit) this.#open.delete(id);
  }

  async #read(proceeding: string, bookId: string): Promise<Desk | undefined> {
    const { db, sealer, books, group, ballots, random, now } = this.#setup;
    const shelved = books.find(bookId);
    assert(shelved !== undefined, `the rule book ${bookId} of ${proceeding} is not on the shelf`);
    const keys = await ProceedingKeys.open(proceeding, new SecretShelf(db, sealer, proceeding));
    return Desk.open({ proceeding, book: shelved.book, db, keys, group, ballots, random, now });
  }
}
