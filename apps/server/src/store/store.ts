/** The embedded store: one SQLite file in the data folder, one writer, every commit on the disk. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Failure, ok, type Result } from '@hustings/base';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { asStoreFault } from './faults.ts';
import { type Lock, lockFolder } from './lock.ts';
import { migrations } from './migrations.ts';
import type { Schema } from './schema.ts';
import { NodeSqliteDialect } from './sqlite-dialect.ts';

export type Database = Kysely<Schema>;

export interface Store {
  readonly db: Database;
  readonly dataDir: string;
  close(): Promise<void>;
}

export interface StoreOptions {
  readonly dataDir: string;
  /** The command line may open the store beside a running server, to issue a link; a server locks. */
  readonly lock: boolean;
  /** Most pages of 4 KiB that the store may take: beyond it every write is refused as on a full disk. */
  readonly mostPages?: number;
}

export async function openStore(options: StoreOptions): Promise<Result<Store, Failure>> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  let lock: Lock | undefined;
  if (options.lock) {
    const taken = lockFolder(options.dataDir);
    if (!taken.ok) return taken;
    lock = taken.value;
  }
  try {
    const raw = new DatabaseSync(join(options.dataDir, 'hustings.sqlite'), { timeout: 5000 });
    // FULL, not NORMAL: in WAL mode NORMAL may lose the last commits when the power fails.
    raw.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 2000; PRAGMA cache_size = -32768;',
    );
    if (options.mostPages !== undefined)
      raw.exec(`PRAGMA max_page_count = ${Math.trunc(options.mostPages)}`);
    const db = new Kysely<Schema>({ dialect: new NodeSqliteDialect(raw) });
    await migrate(db);
    return ok({
      db,
      dataDir: options.dataDir,
      close: async () => {
        await db.destroy();
        lock?.release();
      },
    });
  } catch (fault) {
    lock?.release();
    throw asStoreFault(fault);
  }
}

async function migrate(db: Database): Promise<void> {
  const { error } = await new Migrator({ db, provider: migrations('blob') }).migrateToLatest();
  if (error !== undefined) throw error;
}

/** Runs `work` in one transaction; what the machine cannot write comes out as a `StoreFault`. */
export async function transact<T>(db: Database, work: (trx: Database) => Promise<T>): Promise<T> {
  try {
    return await db.transaction().execute(work);
  } catch (fault) {
    throw asStoreFault(fault);
  }
}
