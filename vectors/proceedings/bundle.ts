/**
 * The vectors of whole proceedings: `<id>.zip` is a record, `<id>.tampered.json` changes to it, each with
 * the finding that it must give. Changes are of bytes, so that any program can make them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fromBase64, toBase64, unwrap } from '@hustings/base';
import { MemoryRecord, unzipRecord } from '@hustings/record';
import { zipSync } from 'fflate';

const FOLDER = new URL('.', import.meta.url);

/** In a file: at byte `at` so many are removed, and these inserted. Without `at` the whole file is new, or removed. */
export interface Edit {
  readonly path: string;
  readonly at?: number;
  readonly remove?: number;
  /** Base64; left out of a whole file, it is removed. */
  readonly insert?: string;
}

export interface TamperedCase {
  readonly what: string;
  readonly code: string;
  readonly place: string;
  readonly edits: readonly Edit[];
}

export interface TamperedFile {
  readonly format: 'hustings/tampered-record/1';
  readonly about: string;
  readonly of: string;
  readonly cases: readonly TamperedCase[];
}

/** A zip, the same bytes for the same record. */
export function zipOf(record: MemoryRecord): Uint8Array {
  const files = [...record.files].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(files), { level: 9, mtime: '2026-01-01T00:00:00Z' });
}

/** How one record becomes another. */
export function editsBetween(from: MemoryRecord, to: MemoryRecord): readonly Edit[] {
  const edits: Edit[] = [];
  for (const path of [...from.files.keys()].toSorted())
    if (!to.files.has(path)) edits.push({ path });
  for (const [path, bytes] of [...to.files].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const before = from.files.get(path);
    if (before === undefined) {
      edits.push({ path, insert: toBase64(bytes) });
      continue;
    }
    let start = 0;
    const shorter = Math.min(before.length, bytes.length);
    while (start < shorter && before[start] === bytes[start]) start++;
    if (start === before.length && start === bytes.length) continue;
    let end = 0;
    while (end < shorter - start && before.at(-1 - end) === bytes.at(-1 - end)) end++;
    const insert = toBase64(bytes.subarray(start, bytes.length - end));
    edits.push({ path, at: start, remove: before.length - end - start, insert });
  }
  return edits;
}

export function edited(record: MemoryRecord, edits: readonly Edit[]): MemoryRecord {
  const out = new MemoryRecord(record.files);
  for (const { path, at, remove = 0, insert } of edits) {
    const bytes = insert === undefined ? undefined : fromBase64(insert);
    const before = out.files.get(path) ?? new Uint8Array();
    if (bytes === undefined) out.files.delete(path);
    else if (at === undefined) out.files.set(path, bytes);
    else
      out.files.set(
        path,
        Uint8Array.of(...before.subarray(0, at), ...bytes, ...before.subarray(at + remove)),
      );
  }
  return out;
}

/** The names of all proceedings in the folder. */
export function proceedingIds(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.zip'))
    .map((name) => name.slice(0, -4))
    .toSorted();
}

export function recordOf(id: string): MemoryRecord {
  return unwrap(unzipRecord(new Uint8Array(readFileSync(new URL(`${id}.zip`, FOLDER)))));
}

export function tamperedOf(id: string): TamperedFile {
  return JSON.parse(readFileSync(new URL(`${id}.tampered.json`, FOLDER), 'utf8')) as TamperedFile;
}
