/**
 * The durable ledger of one proceeding: leaves and blobs, only ever added to.
 *
 * `append` resolves when its leaves are committed and on the disk, never before. Appends that arrive
 * while a commit is under way share the next one (group commit: one disk sync for many casts).
 * Leaves keep the order in which `append` was called; when a commit fails, every append in it and
 * every append that waited behind it fails, because their places in the log depended on it. The
 * caller then forgets what it held in memory and reads the ledger again.
 *
 * `hold` makes several appends one: until `settle` they are gathered in memory, and then committed
 * together with whatever else belongs to them (the making of a key and the secrets that it gave).
 * Whoever holds must let nobody else append, and must acknowledge nothing before `settle` resolves.
 */
import { assert } from '@hustings/base';
import type { Ledger, NewBlob } from '@hustings/record';
import { asStoreFault } from './faults.ts';
import { type Database, transact } from './store.ts';

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
  #held: { readonly leaves: Uint8Array[]; readonly blobs: Map<string, NewBlob> } | undefined;

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
    if (this.#held !== undefined) {
      this.#held.leaves.push(...leaves);
      for (const blob of blobs) this.#held.blobs.set(blob.sha256, blob);
      return Promise.resolve();
    }
    return new Promise((done, failed) => {
      this.#waiting.push({ leaves, blobs, done, failed });
      if (!this.#isCommitting) void this.#commitAll();
    });
  }

  hold(): void {
    assert(this.#held === undefined && !this.#isCommitting, 'the ledger is in use');
    this.#held = { leaves: [], blobs: new Map() };
  }

  /** Commits all that was held, and what `alongside` writes, in one transaction; all or nothing. */
  async settle(alongside?: (trx: Database) => Promise<void>): Promise<void> {
    const held = this.#held;
    assert(held !== undefined, 'nothing is held');
    try {
      await transact(this.#db, async (trx) => {
        await alongside?.(trx);
        await this.#insert(trx, held.leaves, [...held.blobs.values()]);
      });
      this.#size += held.leaves.length;
    } finally {
      this.#held = undefined;
    }
  }

  /** Forgets what was held. */
  drop(): void {
    this.#held = undefined;
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
    await transact(this.#db, (trx) => this.#insert(trx, leaves, blobs));
    this.#size += leaves.length;
  }

  async #insert(
    trx: Database,
    leaves: readonly Uint8Array[],
    blobs: readonly NewBlob[],
  ): Promise<void> {
    const proceeding = this.#proceeding;
    for (const { sha256, bytes } of blobs)
      await trx
        .insertInto('blobs')
        .values({ proceeding, sha256, bytes })
        .onConflict((c) => c.columns(['proceeding', 'sha256']).doNothing())
        .execute();
    for (let from = 0; from < leaves.length; from += ROWS_AT_ONCE) {
      const rows = leaves.slice(from, from + ROWS_AT_ONCE);
      await trx
        .insertInto('entries')
        .values(rows.map((leaf, i) => ({ proceeding, seq: this.#size + from + i, leaf })))
        .execute();
    }
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

  /** One leaf by its place; it must be there. */
  async leaf(seq: number): Promise<Uint8Array> {
    const row = await this.#db
      .selectFrom('entries')
      .select('leaf')
      .where('proceeding', '=', this.#proceeding)
      .where('seq', '=', seq)
      .executeTakeFirst();
    assert(row !== undefined, `entry ${seq} is in the ledger`);
    return row.leaf;
  }

  async blob(sha256: string): Promise<Uint8Array | undefined> {
    const held = this.#held?.blobs.get(sha256);
    if (held !== undefined) return held.bytes;
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
