/**
 * A record as files (spec/record.md §1): `checkpoint`, `tile/<L>/<N>`, `tile/entries/<N>` and
 * `blob/<sha256>`. The same names in a folder, in a zip and over HTTP.
 */

import { type ByteSource, err, type Failure, ok, type Result } from '@hustings/base';
import { type Unzipped, unzipSync, type Zippable, zipSync } from 'fflate';

export interface RecordSource {
  /** Every path in it, in any order. */
  list(): Promise<readonly string[]>;
  read(path: string): Promise<Uint8Array | undefined>;
  /**
   * A file to be read in ranges, for what may be larger than memory. A source may leave this out; then
   * files are read whole.
   */
  open?(path: string): Promise<ByteSource | undefined>;
}

export interface RecordSink {
  write(path: string, bytes: Uint8Array): Promise<void>;
}

export const CHECKPOINT_PATH = 'checkpoint';

const SMALL = 2 ** 26;
const MOST_GROWTH = 64;

export function blobPath(sha256: string): string {
  return `blob/${sha256}`;
}

export class MemoryRecord implements RecordSource, RecordSink {
  readonly files: Map<string, Uint8Array>;

  constructor(files: Iterable<readonly [string, Uint8Array]> = []) {
    this.files = new Map(files);
  }

  async list(): Promise<readonly string[]> {
    return [...this.files.keys()];
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    return this.files.get(path);
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    this.files.set(path, bytes);
  }
}

/** Ciphertexts do not compress: files are stored as they are, with a fixed date, so that equal records give equal zips. */
export function zipRecord(record: MemoryRecord): Uint8Array {
  const files: Zippable = {};
  for (const path of [...record.files.keys()].toSorted())
    files[path] = [
      record.files.get(path) as Uint8Array,
      { level: 0, mtime: '1980-01-01T00:00:00' },
    ];
  return zipSync(files);
}

/**
 * Total. A record that was zipped together with its folder is found one level down. A zip in which
 * two files come to one name is refused: two programs could read two records out of it.
 */
export function unzipRecord(bytes: Uint8Array): Result<MemoryRecord, Failure> {
  // Sealed papers do not shrink, so no record grows much: what does is made to fill the memory.
  const largest = Math.min(4e9, SMALL + MOST_GROWTH * bytes.length);
  let total = 0;
  let count = 0;
  let files: Unzipped;
  try {
    files = unzipSync(bytes, {
      // Sizes are the zip's own claim, but fflate allocates by them: refuse before it does.
      filter: (file) => {
        total += file.originalSize;
        if (total > largest) throw new RangeError('too large');
        const isFolder = file.name.endsWith('/');
        if (!isFolder) count++;
        return !isFolder;
      },
    });
  } catch {
    return err({
      code: 'record/zip-unreadable',
      message: 'The file is not a readable zip: it may be cut short or damaged. Download it again.',
    });
  }
  const paths = Object.keys(files);
  const marker = paths.find((p) => p === CHECKPOINT_PATH || p.endsWith(`/${CHECKPOINT_PATH}`));
  const prefix = marker?.slice(0, -CHECKPOINT_PATH.length) ?? '';
  const record = new MemoryRecord(
    paths.map((p): [string, Uint8Array] => [
      p.startsWith(prefix) ? p.slice(prefix.length) : p,
      files[p] as Uint8Array,
    ]),
  );
  if (record.files.size === count) return ok(record);
  return err({
    code: 'record/zip-ambiguous',
    message: 'The zip holds two files of one name: it is not clear which belongs to the record.',
  });
}
