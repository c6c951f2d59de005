/**
 * Kysely on `node:sqlite`: SQLite as Node brings it, so that nothing is compiled at install.
 * Kysely's own SQLite dialect asks for the face of better-sqlite3; `facade` gives it that.
 *
 * Three differences from the stock dialect: a transaction takes the write lock at once (a deferred one
 * can fail half-way when the command line writes to the same file), a transaction that SQLite has
 * rolled back by itself is not rolled back again, and migrations run inside a transaction, which
 * SQLite can do and the stock adapter does not use.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';

/** Statements kept ready; Kysely's SQL for a query is always the same text, so few are ever needed. */
const KEPT_STATEMENTS = 200;

export class NodeSqliteDialect extends SqliteDialect {
  readonly #raw: DatabaseSync;
  readonly #face: SqliteDatabase;

  constructor(database: DatabaseSync) {
    const face = facade(database);
    super({ database: face });
    this.#raw = database;
    this.#face = face;
  }

  override createDriver(): Driver {
    return new NodeSqliteDriver(this.#raw, this.#face);
  }

  override createAdapter(): DialectAdapter {
    return new NodeSqliteAdapter();
  }
}

class NodeSqliteDriver extends SqliteDriver {
  readonly #raw: DatabaseSync;

  constructor(raw: DatabaseSync, face: SqliteDatabase) {
    super({ database: face });
    this.#raw = raw;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // SQLite has already rolled back by itself after some errors, a full disk among them; a second
    // rollback would fail and hide why (https://www.sqlite.org/lang_transaction.html §2).
    if (this.#raw.isTransaction) await super.rollbackTransaction(connection);
  }
}

class NodeSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function facade(database: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = kept.get(sql);
      if (known !== undefined) return known;
      const made = statement(database.prepare(sql));
      // A schema change may leave kept statements with stale columns; DDL is rare, so all go.
      if (/^\s*(create|alter|drop)\b/i.test(sql)) kept.clear();
      else {
        if (kept.size >= KEPT_STATEMENTS) kept.clear();
        kept.set(sql, made);
      }
      return made;
    },
  };
}

function statement(inner: StatementSync): SqliteStatement {
  return {
    reader: inner.columns().length > 0,
    all: (parameters) => inner.all(...values(parameters)),
    run: (parameters) => inner.run(...values(parameters)),
    iterate: (parameters) => inner.iterate(...values(parameters)),
  };
}

/** SQLite has no booleans and `node:sqlite` refuses `undefined`: both would be bugs in a query of ours. */
function values(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map((value) => {
    if (
      value === null ||
      typeof value === 'string' ||
      typeof value === 'number' ||
      typeof value === 'bigint' ||
      value instanceof Uint8Array
    )
      return value;
    throw new TypeError(`a query parameter is a ${typeof value}, which SQLite cannot store`);
  });
}
