/** The folder of an observer: the log's key, the checkpoints seen, the hashes of its leaves. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  type ForkEvidence,
  formatEvidence,
  formatVerifierKey,
  HASH_SIZE,
  openCheckpoint,
  parseVerifierKey,
  type SeenCheckpoint,
  type VerifierKey,
} from '@hustings/log';
import { Trouble } from '../trouble.ts';
import type { Keeper, Kept } from './watched-log.ts';

const KEY = 'log.key';
const HASHES = 'hashes';
const CHECKPOINTS = 'checkpoints';

export class WatchFolder implements Keeper {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(join(folder, CHECKPOINTS), { recursive: true });
  }

  /** The key of the log that was watched here before; undefined in a new folder. */
  get key(): VerifierKey | undefined {
    const path = join(this.#folder, KEY);
    if (!existsSync(path)) return undefined;
    const key = parseVerifierKey(readFileSync(path, 'utf8').trim());
    if (!key.ok) throw new Trouble(`${JSON.stringify(path)} does not hold the key of a log`);
    return key.value;
  }

  keepKey(key: VerifierKey): void {
    writeWhole(join(this.#folder, KEY), `${formatVerifierKey(key)}\n`);
  }

  /** Files that are no checkpoints of this log are passed over. */
  kept(key: VerifierKey): Kept {
    const folder = join(this.#folder, CHECKPOINTS);
    const checkpoints = readdirSync(folder).flatMap((name): SeenCheckpoint[] => {
      const note = readFileSync(join(folder, name), 'utf8');
      const opened = openCheckpoint(note, key.name, key);
      return opened.ok ? [{ ...opened.value, note }] : [];
    });
    const path = join(this.#folder, HASHES);
    return {
      checkpoints: checkpoints.toSorted((a, b) => a.size - b.size),
      hashes: existsSync(path) ? readFileSync(path) : new Uint8Array(),
    };
  }

  keepHashes(from: number, hashes: Uint8Array): void {
    const path = join(this.#folder, HASHES);
    if (from === 0) {
      writeWhole(path, hashes);
      return;
    }
    // Where the hashes before are not there, these are of no use: all are read again at the next start.
    if (!existsSync(path) || statSync(path).size < from * HASH_SIZE) return;
    truncateSync(path, from * HASH_SIZE);
    appendFileSync(path, hashes);
  }

  keepCheckpoint({ size, note }: SeenCheckpoint): void {
    writeWhole(join(this.#folder, CHECKPOINTS, `${size}.txt`), note);
  }

  /** Writes evidence to a file of its own and gives its path; the same evidence again is the same file. */
  keepEvidence(name: string, evidence: ForkEvidence): string {
    const path = join(this.#folder, `${name}.json`);
    writeWhole(path, formatEvidence(evidence));
    return path;
  }
}

/** Under another name first: what is there is whole or is the old one. */
function writeWhole(path: string, content: string | Uint8Array): void {
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}
