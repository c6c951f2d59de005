/** The blobs of a record over HTTP, each fetched once: kept beside the key under the name of its hash. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordSource } from '@hustings/record';
import { fetchFile } from '../witness/fetch-file.ts';

const MOST_BYTES = 1_000_000_000;
const TIMEOUT_MS = 600_000;

/** Thrown where the server cannot be reached: nothing can be said of the record then. */
export class Unreachable extends Error {}

/** `base`: where the log's files are. Reads of anything but blobs find nothing. */
export function blobCache(base: string, folder: string): RecordSource {
  mkdirSync(folder, { recursive: true });
  return {
    list: async () => [],
    read: async (path) => {
      const name = /^blob\/([0-9a-f]{64})$/.exec(path)?.[1];
      if (name === undefined) return undefined;
      const file = join(folder, name);
      if (existsSync(file)) return new Uint8Array(readFileSync(file));
      const fetched = await fetchFile(`${base}/${path}`, MOST_BYTES, TIMEOUT_MS);
      if (!fetched.ok) throw new Unreachable(fetched.error.message);
      const bytes = fetched.value;
      // Another file than the name says is not kept; whoever reads it finds that.
      if (bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === name) {
        writeFileSync(`${file}.new`, bytes);
        renameSync(`${file}.new`, file);
      }
      return bytes;
    },
  };
}
