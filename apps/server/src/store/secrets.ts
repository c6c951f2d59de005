/** Keys that the server holds in simple mode: the log's, the officer's, the trustees' and the mixers'. */
import type { Sealer } from './seal.ts';
import type { Database } from './store.ts';

export class SecretShelf {
  readonly #db: Database;
  readonly #sealer: Sealer;
  readonly #scope: string;

  constructor(db: Database, sealer: Sealer, scope: string) {
    this.#db = db;
    this.#sealer = sealer;
    this.#scope = scope;
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    const row = await this.#db
      .selectFrom('secrets')
      .select('sealed')
      .where('scope', '=', this.#scope)
      .where('name', '=', name)
      .executeTakeFirst();
    return row === undefined ? undefined : this.#sealer.open(this.#place(name), row.sealed);
  }

  async names(): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom('secrets')
      .select('name')
      .where('scope', '=', this.#scope)
      .orderBy('name')
      .execute();
    return rows.map((row) => row.name);
  }

  async write(name: string, secret: Uint8Array, db: Database = this.#db): Promise<void> {
    const sealed = this.#sealer.seal(this.#place(name), secret);
    await db
      .insertInto('secrets')
      .values({ scope: this.#scope, name, sealed })
      .onConflict((c) => c.columns(['scope', 'name']).doUpdateSet({ sealed }))
      .execute();
  }

  /** Keys that have done their work are destroyed, so that a later thief finds none. */
  async destroy(prefix: string): Promise<void> {
    const names = (await this.names()).filter((name) => name.startsWith(prefix));
    if (names.length === 0) return;
    await this.#db
      .deleteFrom('secrets')
      .where('scope', '=', this.#scope)
      .where('name', 'in', names)
      .execute();
  }

  #place(name: string): string {
    return `${this.#scope}/${name}`;
  }
}
