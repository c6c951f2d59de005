/**
 * What a witness remembers: its logs and, of each, the checkpoint that it cosigned last. One small
 * SQLite file; judging a submission and writing down its outcome are one transaction, on the disk
 * before the cosignature is made, also when two processes serve the same folder.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { assert } from '@hustings/base';
import {
  type Judgement,
  judgeSubmission,
  openCheckpoint,
  parseVerifierKey,
  type SeenCheckpoint,
  type Submission,
  type VerifierKey,
  type WitnessedLog,
} from '@hustings/log';
import { Trouble } from '../trouble.ts';

const FILE = 'witness.sqlite';

export class WitnessStore {
  readonly #db: DatabaseSync;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#db = new DatabaseSync(join(folder, FILE), { timeout: 5000 });
    // EXTRA: after a power cut even the removal of the journal has happened.
    this.#db.exec(`
      PRAGMA journal_mode = DELETE;
      PRAGMA synchronous = EXTRA;
      CREATE TABLE IF NOT EXISTS logs (
        origin TEXT PRIMARY KEY,
        key TEXT NOT NULL,
        latest TEXT
      ) STRICT;
    `);
  }

  static isIn(folder: string): boolean {
    return existsSync(join(folder, FILE));
  }

  /** Makes a log known. `text` is its verifier key; `false` when another key has this origin already. */
  addLog({ name }: VerifierKey, text: string): boolean {
    this.#db
      .prepare('INSERT INTO logs (origin, key) VALUES (?, ?) ON CONFLICT (origin) DO NOTHING')
      .run(name, text);
    return this.#row(name)?.key === text;
  }

  origins(): readonly string[] {
    const rows = this.#db.prepare('SELECT origin FROM logs ORDER BY origin').all();
    return rows.map((row) => String(row['origin']));
  }

  /** What is known of a log; undefined when it is not. */
  find(origin: string): WitnessedLog | undefined {
    const row = this.#row(origin);
    if (row === undefined) return undefined;
    const key = parseVerifierKey(row.key);
    assert(key.ok && key.value.name === origin, `the key of ${origin} is in the store`);
    if (row.latest === null) return { key: key.value };
    return { key: key.value, latest: seen(row.latest, key.value) };
  }

  /** Judges and, where it is to be cosigned, writes down; durable on return. */
  submit(submission: Submission): Judgement {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const judged = judgeSubmission(submission, (origin) => this.find(origin));
      if (judged.kind === 'cosign')
        this.#db
          .prepare('UPDATE logs SET latest = ? WHERE origin = ?')
          .run(judged.next.note, judged.next.origin);
      this.#db.exec('COMMIT');
      return judged;
    } catch (fault) {
      // SQLite has rolled back by itself after some faults (a full disk).
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw fault;
    }
  }

  close(): void {
    this.#db.close();
  }

  #row(origin: string): { readonly key: string; readonly latest: string | null } | undefined {
    const row = this.#db.prepare('SELECT key, latest FROM logs WHERE origin = ?').get(origin);
    if (row === undefined) return undefined;
    const latest = row['latest'];
    return { key: String(row['key']), latest: typeof latest === 'string' ? latest : null };
  }
}

/** A witness that has forgotten what it saw must not go on: damage stops it. */
function seen(note: string, key: VerifierKey): SeenCheckpoint {
  const opened = openCheckpoint(note, key.name, key);
  if (!opened.ok)
    throw new Trouble(`the store of this witness is damaged: what it saw of ${key.name} is lost`, [
      'restore it only from a copy that is not older than its last answer, or draw a new key',
    ]);
  return { ...opened.value, note };
}
