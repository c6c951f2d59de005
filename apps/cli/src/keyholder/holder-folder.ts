/**
 * The folder of a keyholder (trustee, mixer, registrar): its key and every secret, sealed, in one small
 * SQLite file. What is kept is on the disk when `once` or `put` returns, also after a power cut; while one program
 * has the folder open no other gets in, so that two can never deal differently with one key.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { assert, fromUtf8, utf8 } from '@hustings/base';
import {
  formatHolderLine,
  type HolderRole,
  type NamedHolder,
  publicKeyOf,
  type Secrets,
} from '@hustings/record';
import { Trouble } from '../trouble.ts';
import { keyFromPassphrase, SALT_BYTES, seal, unseal } from './seal.ts';

const FILE = 'keyholder.sqlite';
const KEY_FILE = 'seal.key';
const SEED = 'seed';
const BUSY = 5;

export interface NewHolder {
  readonly role: HolderRole;
  readonly id: string;
  readonly name: string;
}

type Random = (length: number) => Uint8Array;

export class HolderFolder {
  readonly path: string;
  readonly #db: DatabaseSync;
  readonly #key: Uint8Array;
  readonly #random: Random;

  private constructor(path: string, db: DatabaseSync, key: Uint8Array, random: Random) {
    this.path = path;
    this.#db = db;
    this.#key = key;
    this.#random = random;
  }

  static isIn(path: string): boolean {
    return existsSync(join(path, FILE));
  }

  /** Whether what is kept here is sealed under a passphrase. */
  static isUnderPassphrase(path: string): boolean {
    if (!HolderFolder.isIn(path)) return false;
    const db = openDatabase(path);
    try {
      return metaOf(db, 'salt') !== undefined;
    } finally {
      db.close();
    }
  }

  /** Draws a key into a new folder. Without a passphrase the sealing key lies beside, readable by its owner alone. */
  static create(
    path: string,
    holder: NewHolder,
    passphrase: string | undefined,
    random: Random,
    seed: Uint8Array = random(32),
  ): HolderFolder {
    assert(!HolderFolder.isIn(path), 'the folder is new');
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const salt = passphrase === undefined ? undefined : random(SALT_BYTES);
    const key =
      passphrase === undefined || salt === undefined
        ? drawSealKey(path, random)
        : keyFromPassphrase(passphrase, salt);
    const db = openDatabase(path);
    const folder = new HolderFolder(path, db, key, random);
    db.exec('BEGIN');
    folder.#setMeta('role', utf8(holder.role));
    folder.#setMeta('id', utf8(holder.id));
    folder.#setMeta('name', utf8(holder.name));
    if (salt !== undefined) folder.#setMeta('salt', salt);
    folder.put(SEED, seed);
    db.exec('COMMIT');
    return folder;
  }

  /** Opens the folder of a keyholder of this role; throws `Trouble` where that cannot be. */
  static open(
    path: string,
    role: HolderRole,
    passphrase: string | undefined,
    random: Random,
  ): HolderFolder {
    const named = JSON.stringify(path);
    if (!HolderFolder.isIn(path))
      throw new Trouble(`there is no ${role} in ${named}`, [
        `hustings ${role} key --name "Ann Lee" makes one`,
      ]);
    const db = openDatabase(path);
    try {
      const salt = metaOf(db, 'salt');
      if (salt !== undefined && passphrase === undefined)
        throw new Trouble(`the key in ${named} is kept under a passphrase`, [
          'give it with --passphrase-file FILE, or in HUSTINGS_PASSPHRASE',
        ]);
      const key =
        salt === undefined
          ? readFileSync(join(path, KEY_FILE))
          : keyFromPassphrase(passphrase ?? '', salt);
      const folder = new HolderFolder(path, db, new Uint8Array(key), random);
      const is = fromUtf8(metaOf(db, 'role') ?? new Uint8Array());
      if (is !== role) throw new Trouble(`the key in ${named} is that of a ${is}`);
      if (folder.get(SEED) === undefined)
        throw new Trouble(
          salt === undefined
            ? `the key in ${named} is damaged`
            : `this is not the passphrase of the key in ${named}`,
        );
      return folder;
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** Secret Ed25519 seed, 32 bytes. */
  get seed(): Uint8Array {
    const seed = this.get(SEED);
    assert(seed !== undefined, 'a keyholder has a key');
    return seed;
  }

  get holder(): NamedHolder {
    const text = (name: string) => fromUtf8(metaOf(this.#db, name) ?? new Uint8Array()) ?? '';
    return {
      role: text('role') as HolderRole,
      id: text('id'),
      name: text('name'),
      key: publicKeyOf(this.seed),
    };
  }

  /** What an officer pastes. */
  get line(): string {
    return formatHolderLine(this.holder);
  }

  /** Every name under which something is kept, in order. */
  names(prefix = ''): readonly string[] {
    const rows = this.#db.prepare('SELECT name FROM items ORDER BY name').all();
    return rows.map((row) => String(row['name'])).filter((name) => name.startsWith(prefix));
  }

  get(name: string): Uint8Array | undefined {
    const row = this.#db.prepare('SELECT sealed FROM items WHERE name = ?').get(name);
    const sealed = row?.['sealed'];
    if (!(sealed instanceof Uint8Array)) return undefined;
    const bytes = unseal(this.#key, name, sealed);
    if (bytes === undefined && name !== SEED)
      throw new Trouble(`what is kept in ${JSON.stringify(this.path)} is damaged`);
    return bytes;
  }

  put(name: string, bytes: Uint8Array): void {
    this.#db
      .prepare(
        'INSERT INTO items (name, sealed) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed',
      )
      .run(name, seal(this.#key, name, bytes, this.#random));
  }

  forget(name: string): void {
    this.#db.prepare('DELETE FROM items WHERE name = ?').run(name);
  }

  /** Gives back the pages of what was forgotten: overwritten, as far as the disk does that. */
  shred(): void {
    this.#db.exec('PRAGMA secure_delete = ON; VACUUM');
  }

  /** What is kept for one poll. */
  secrets(place: string): Secrets {
    return {
      once: async (name, make) => {
        const kept = this.get(`${place}/${name}`);
        if (kept !== undefined) return kept;
        const made = await make();
        this.put(`${place}/${name}`, made);
        return made;
      },
      read: async (name) => this.get(`${place}/${name}`),
      forget: async (name) => this.forget(`${place}/${name}`),
    };
  }

  close(): void {
    this.#db.close();
  }

  #setMeta(name: string, value: Uint8Array): void {
    this.#db.prepare('INSERT INTO meta (name, value) VALUES (?, ?)').run(name, value);
  }
}

function metaOf(db: DatabaseSync, name: string): Uint8Array | undefined {
  const value = db.prepare('SELECT value FROM meta WHERE name = ?').get(name)?.['value'];
  return value instanceof Uint8Array ? value : undefined;
}

function openDatabase(path: string): DatabaseSync {
  const db = new DatabaseSync(join(path, FILE), { timeout: 0 });
  try {
    // EXCLUSIVE: held until closed, and given back by the system when the process is killed.
    // EXTRA: after a power cut even the removal of the journal has happened.
    db.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = DELETE;
      PRAGMA synchronous = EXTRA;
      PRAGMA secure_delete = ON;
      BEGIN EXCLUSIVE;
      CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS items (name TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
      COMMIT;
    `);
  } catch (fault) {
    db.close();
    if (fault instanceof Error && 'errcode' in fault && fault.errcode === BUSY)
      throw new Trouble(`another program is using ${JSON.stringify(path)}`, [
        'one key is used by one program at a time',
      ]);
    throw fault;
  }
  return db;
}

function drawSealKey(path: string, random: Random): Uint8Array {
  const key = random(32);
  const file = openSync(join(path, KEY_FILE), 'wx', 0o600);
  try {
    writeSync(file, key);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return key;
}
