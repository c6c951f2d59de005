/**
 * The durable ledger of one proceeding: leaves and blobs, only ever added to.
 *
 * `append` resolves when its leaves are committed and on the disk, never before. Appends that arrive
 * while a commit is under way share the next one (group commit: one disk sync for many casts).
 * Leaves keep the order in which `append` was called; when a commit fails, every append in it and
 * every append that waited behind it fails, because their places in the log depended on it. The
 * caller then forgets what it held in memory and reads the ledger again.
 */
import { assert } from '@hustings/base';
import type { Ledger, NewBlob } from '@hustings/record';
import { asStoreFault } from './faults.ts';
import type { Database } from './store.ts';

interface Waiting {
  readonly leaves: readonly Uint8Array[];
  readonly blobs: readonly NewBlob[];
  readonly done: () => void;
  readonly failed: (fault: unknown) => void;
}

/** SQLite takes 32,766 parameters in one statement and PostgreSQL 65,535; three are used per row. */
const ROWS_AT_ONCE = 5000;
const READ_AT_ONCE = 4096;

export class StoredLedger implements Ledger {
  readonly #db: Database;
  readonly #proceeding: string;
  #size: number;
  #waiting: Waiting[] = [];
  #isCommitting = false;

  private constructor(db: Database, proceeding: string, size: number) {
    this.#db = db;
    this.#proceeding = proceeding;
    this.#size = size;
  }

  static async open(db: Database, proceeding: string): Promise<StoredLedger> {
    const { count } = await db
      .selectFrom('entries')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('proceeding', '=', proceeding)
      .executeTakeFirstOrThrow();
    return new StoredLedger(db, proceeding, Number(count));
  }

  /** Leaves that are durable. */
  get size(): number {
    return this.#size;
  }

  append(leaves: readonly Uint8Array[], blobs: readonly NewBlob[] = []): Promise<void> {
    if (leaves.length === 0 && blobs.length === 0) return Promise.resolve();
    return new Promise((done, failed) => {
      this.#waiting.push({ leaves, blobs, done, failed });
      if (!this.#isCommitting) void this.#commitAll();
    });
  }

  async #commitAll(): Promise<void> {
    this.#isCommitting = true;
    // Whatever else was called in this turn of the event loop joins the first commit.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      try {
        await this.#commit(group);
        for (const one of group) one.done();
      } catch (fault) {
        const behind = this.#waiting;
        this.#waiting = [];
        const reason = asStoreFault(fault);
        for (const one of [...group, ...behind]) one.failed(reason);
      }
    }
    this.#isCommitting = false;
  }

  async #commit(group: readonly Waiting[]): Promise<void> {
    const leaves = group.flatMap((one) => one.leaves);
    const blobs = group.flatMap((one) => one.blobs);
    await this.#db.transaction().execute(async (trx) => {
      for (const { sha256, bytes } of blobs)
        await trx
          .insertInto('blobs')
          .values({ proceeding: this.#proceeding, sha256, bytes })
          .onConflict((c) => c.columns(['proceeding', 'sha256']).doNothing())
          .execute();
      for (let from = 0; from < leaves.length; from += ROWS_AT_ONCE)
        await trx
          .insertInto('entries')
          .values(
            leaves.slice(from, from + ROWS_AT_ONCE).map((leaf, i) => ({
              proceeding: this.#proceeding,
              seq: this.#size + from + i,
              leaf,
            })),
          )
          .execute();
    });
    this.#size += leaves.length;
  }

  /** Every leaf from `from` on, in order, read in portions so that a long log never fills memory twice. */
  async *leaves(from = 0): AsyncGenerator<Uint8Array> {
    let next = from;
    for (;;) {
      const rows = await this.#db
        .selectFrom('entries')
        .select(['seq', 'leaf'])
        .where('proceeding', '=', this.#proceeding)
        .where('seq', '>=', next)
        .orderBy('seq')
        .limit(READ_AT_ONCE)
        .execute();
      for (const row of rows) {
        assert(row.seq === next, `the ledger has entry ${row.seq} where ${next} is due`);
        yield row.leaf;
        next++;
      }
      if (rows.length < READ_AT_ONCE) return;
    }
  }

  async blob(sha256: string): Promise<Uint8Array | undefined> {
    const row = await this.#db
      .selectFrom('blobs')
      .select('bytes')
      .where('proceeding', '=', this.#proceeding)
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    return row?.bytes;
  }

  async blobNames(): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom('blobs')
      .select('sha256')
      .where('proceeding', '=', this.#proceeding)
      .orderBy('sha256')
      .execute();
    return rows.map((row) => row.sha256);
  }
}
