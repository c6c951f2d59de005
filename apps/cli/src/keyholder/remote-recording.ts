/**
 * A proceeding on somebody else's server, as a keyholder's program works with it: it reads the public log,
 * holds it against every checkpoint that it ever saw, checks every entry itself, and hands in acts that it
 * signs. Nothing that the server says is believed but that an act was taken, and that shows in the log.
 */
import { assert, equal, err, type Failure, ok, type Result, toHex } from '@hustings/base';
import {
  bundlePath,
  bundlesOf,
  parseBundle,
  type SeenCheckpoint,
  TILE_WIDTH,
  type VerifierKey,
} from '@hustings/log';
import {
  type Docket,
  Follower,
  type NewBlob,
  originOf,
  type Recording,
  type Refusal,
} from '@hustings/record';
import type { Group } from '@hustings/ristretto';
import type { Act, Actor, Entry, RuleBook, State } from '@hustings/rulebook';
import { fetchFile } from '../witness/fetch-file.ts';
import type { WatchFolder } from '../witness/watch-folder.ts';
import { type Look, WatchedLog } from '../witness/watched-log.ts';
import { blobCache, Unreachable } from './blob-cache.ts';
import { handOver } from './hand-over.ts';

export interface RemoteSetup {
  /** Of the proceeding: `https://vote.example.org/p/chair-2026`. */
  readonly url: string;
  readonly key: VerifierKey;
  readonly watched: WatchFolder;
  /** Where blobs are kept. */
  readonly blobs: string;
  /** Secret Ed25519 seed of the keyholder. */
  readonly seed: Uint8Array;
  readonly group: Group;
  readonly random: (length: number) => Uint8Array;
}

/** The record contradicts itself, or what it was before: a keyholder goes on with nothing. */
export const REFUSED = 'cli/record-refused';
/** The record is ahead of this machine's clock: looked at again, for the clocks may only differ. */
export const DATED_AHEAD = 'cli/dated-ahead';
/** By how much clocks may differ. */
const MOST_AHEAD_MS = 5 * 60_000;
const MOST_BYTES = 20_000_000;

export class RemoteRecording implements Recording {
  readonly #setup: RemoteSetup;
  readonly #log: WatchedLog;
  readonly #roots = new Map<number, Uint8Array>();
  #follower: Follower;

  constructor(setup: RemoteSetup) {
    this.#setup = setup;
    const { key, watched } = setup;
    const kept = watched.kept(key);
    for (const { size, root } of kept.checkpoints) this.#roots.set(size, root);
    const read = (path: string) => fetchFile(`${setup.url}/log/${path}`, MOST_BYTES);
    this.#log = new WatchedLog(key, read, kept, {
      keepHashes: (from, hashes) => watched.keepHashes(from, hashes),
      keepCheckpoint: (checkpoint: SeenCheckpoint) => {
        watched.keepCheckpoint(checkpoint);
        this.#roots.set(checkpoint.size, checkpoint.root);
      },
    });
    this.#follower = this.#newFollower();
  }

  get proceeding(): string {
    return this.docket.opened?.proceeding ?? '';
  }

  get docket(): Docket {
    return this.#follower.docket;
  }

  get book(): RuleBook {
    const { book } = this.#follower;
    assert(book !== undefined, 'a record without findings has its rule book');
    return book;
  }

  get state(): State {
    const { state } = this.#follower;
    assert(state !== undefined, 'a record without findings has its rule book');
    return state;
  }

  get ledger(): Recording['ledger'] {
    const source = this.#source();
    return { blob: (sha256) => source.read(`blob/${sha256}`) };
  }

  rootAt(size: number): Uint8Array {
    return this.#follower.rootAt(size);
  }

  /**
   * Reads what is new and checks it. Codes: `cli/unreachable` and `cli/dated-ahead`, to be tried again, and
   * `cli/record-refused`, after which nothing more is done.
   */
  async sync(): Promise<Result<void, Failure>> {
    const look = await this.#log.look();
    if (!look.ok) return look.error.code === 'cli/unreachable' ? look : refused(look.error.message);
    const alarm = this.#alarm(look.value);
    if (alarm !== undefined) return refused(alarm);
    const { size } = look.value as Extract<Look, { size: number }>;
    try {
      const read = await this.#readTo(size);
      if (!read.ok) return read;
      await this.#follower.settle();
    } catch (fault) {
      // Stopped in the middle of an entry: it is read again from the beginning.
      this.#follower = this.#newFollower();
      if (fault instanceof Unreachable)
        return err({ code: 'cli/unreachable', message: fault.message });
      throw fault;
    }
    const root = this.#roots.get(size);
    if (root === undefined || !equal(root, this.#follower.rootAt(size)))
      return refused('The entries that the server shows are not those that the log signed.');
    const { findings } = this.#follower;
    const [first] = findings;
    if (first !== undefined)
      return refused(
        `The record does not hold together (${findings.length === 1 ? 'one finding' : `${findings.length} findings`}): ${first.place}: ${first.message}`,
      );
    if (originOf(this.proceeding) !== this.#setup.key.name)
      return refused('The log is that of another proceeding.');
    return this.#datedNow();
  }

  /**
   * A server could show a keyholder, and nobody else, a log in which the poll is long closed, with one ballot in
   * the box, and so have it opened: the time of an entry is the server's word. Not before this machine's own.
   */
  #datedNow(): Result<void, Failure> {
    const { at } = this.state;
    const now = Date.now();
    if (Date.parse(at) <= now + MOST_AHEAD_MS) return ok(undefined);
    return err({
      code: DATED_AHEAD,
      message: `The newest entry is dated ${at}, and it is ${new Date(now).toISOString()} here: nothing is done before that time has come. Is the clock of this machine right?`,
    });
  }

  async take(
    act: Act,
    by: Actor,
    _at: string,
    blobs: readonly NewBlob[] = [],
  ): Promise<Result<Entry, Refusal>> {
    const { url, seed } = this.#setup;
    const api = url.replace(/\/p\/([^/]+)$/, '/api/p/$1');
    const taken = await handOver({ api, proceeding: this.proceeding, seed }, act, by, blobs);
    if (!taken.ok) return taken;
    const synced = await this.sync();
    if (!synced.ok) return synced;
    return taken.value.seq < this.#follower.size
      ? taken
      : err({
          code: REFUSED,
          message: 'The server says that it took this act, and does not show it.',
        });
  }

  async #readTo(size: number): Promise<Result<void, Failure>> {
    const from = Math.floor(this.#follower.size / TILE_WIDTH);
    for (const id of bundlesOf(size)) {
      if (id.index < from) continue;
      const path = bundlePath(id);
      const bytes = await fetchFile(`${this.#setup.url}/log/${path}`, MOST_BYTES);
      if (!bytes.ok) return bytes;
      const leaves = bytes.value && parseBundle(bytes.value, id.width);
      if (!leaves?.ok) return refused(`The log does not serve ${path}, which it must have.`);
      for (const leaf of leaves.value.slice(this.#follower.size - id.index * TILE_WIDTH))
        await this.#follower.next(leaf);
    }
    return ok(undefined);
  }

  #alarm(look: Look): string | undefined {
    if (look.kind !== 'fork' && look.kind !== 'shrunk') return undefined;
    const name = `${look.kind}-${toHex(this.#setup.random(4))}`;
    const path = this.#setup.watched.keepEvidence(name, look.evidence);
    return `ALARM: the log ${look.kind === 'fork' ? 'forked: it signed two histories' : 'went back'}. The evidence is in ${path}; publish it.`;
  }

  #source() {
    return blobCache(`${this.#setup.url}/log`, this.#setup.blobs);
  }

  #newFollower(): Follower {
    const { group, random } = this.#setup;
    return new Follower({ source: this.#source(), group, random });
  }
}

function refused(message: string): { readonly ok: false; readonly error: Failure } {
  return err({ code: REFUSED, message });
}
