/**
 * Acts that trustees and mixers sign on machines of their own and hand in. No cookie: the entry's own
 * signature, under the key that the record names, is all that counts. The bytes that an act names are sent
 * apart, and only after the act has been shown signed, so that nobody else can fill the disk.
 */
import { canonicalJson, err, ok, type Result, utf8 } from '@hustings/base';
import {
  blobsOf,
  checkHandedIn,
  type HolderAct,
  isHolderAct,
  mostBytes,
  newBlob,
  type Refusal,
} from '@hustings/record';
import type { Group } from '@hustings/ristretto';
import type { Entry } from '@hustings/rulebook';
import type { Desk } from '../desk/desk.ts';

export interface HandInsSetup {
  readonly group: Group;
  readonly random: (length: number) => Uint8Array;
  readonly now: () => Date;
  /** Told of every act that was taken. */
  readonly onTaken: (desk: Desk, act: HolderAct) => Promise<void>;
}

export interface HandedIn {
  readonly entry: Entry;
  /** It stood on the record already. */
  readonly isKnown: boolean;
}

/** How long a keyholder has to send what its act names. */
const ANNOUNCED_MS = 3_600_000;
const MOST_ANNOUNCED = 256;
const MOST_CHECKED = 64;

export class HandIns {
  readonly #setup: HandInsSetup;
  /** Bytes that signed acts have named: by proceeding and hash. */
  readonly #announced = new Map<string, { readonly size: number; readonly until: number }>();
  /** Acts whose mathematics was found right: not done again when the log has gone on meanwhile. */
  readonly #checked = new Set<string>();

  constructor(setup: HandInsSetup) {
    this.#setup = setup;
  }

  /** `entry` and `sig` as they would stand on the record. Repeated, it is answered as it was. */
  async handIn(desk: Desk, entry: Entry, sig: string): Promise<Result<HandedIn, Refusal>> {
    const { recorder } = desk;
    const { act, by } = entry;
    if (!isHolderAct(act))
      return refuse('hand-in/not-a-holder', 'Only trustees and mixers hand acts in here.');
    if (!recorder.isSignedByHolder(entry, sig))
      return refuse(
        'record/signature-wrong',
        `This is not signed with the key that the record names for ${by.id}.`,
      );
    const known = await standing(desk, entry);
    if (known !== undefined) return ok({ entry: known, isKnown: true });
    const allowed = recorder.wouldTake(act, by, desk.now());
    if (!allowed.ok) return allowed;
    const named = blobsOf(act);
    const file = recorder.docket.poll(act.poll);
    const most = mostBytes(file, act);
    let missing = 0;
    for (const { sha256, size = 0 } of named) {
      if (size > most)
        return refuse('hand-in/too-large', `This act names ${size} bytes; ${most} are the most.`);
      if ((await recorder.ledger.blob(sha256)) !== undefined) continue;
      this.#announce(desk.proceeding, sha256, size);
      missing++;
    }
    if (missing > 0)
      return refuse('hand-in/blobs-missing', 'Send the bytes that this act names, and then it.');
    const right = await this.#check(desk, act);
    if (!right.ok) return right;
    const taken = await desk.takeSigned(entry, sig);
    if (!taken.ok) return taken;
    await this.#setup.onTaken(desk, act);
    return ok({ entry, isKnown: false });
  }

  /** How many bytes are awaited under this name; undefined when none are. */
  awaited(proceeding: string, sha256: string): number | undefined {
    const found = this.#announced.get(`${proceeding}/${sha256}`);
    return found === undefined || found.until < this.#now() ? undefined : found.size;
  }

  async putBlob(desk: Desk, sha256: string, bytes: Uint8Array): Promise<Result<void, Refusal>> {
    const size = this.awaited(desk.proceeding, sha256);
    const blob = newBlob(bytes);
    if (size === undefined)
      return refuse('hand-in/not-announced', 'No act that was shown here names these bytes.');
    if (bytes.length !== size || blob.sha256 !== sha256)
      return refuse('hand-in/other-bytes', 'These are not the bytes that the act names.');
    await desk.keepBlob(blob);
    this.#announced.delete(`${desk.proceeding}/${sha256}`);
    return ok(undefined);
  }

  #announce(proceeding: string, sha256: string, size: number): void {
    const until = this.#now() + ANNOUNCED_MS;
    this.#announced.delete(`${proceeding}/${sha256}`);
    this.#announced.set(`${proceeding}/${sha256}`, { size, until });
    for (const key of this.#announced.keys()) {
      if (this.#announced.size <= MOST_ANNOUNCED) break;
      this.#announced.delete(key);
    }
  }

  async #check(desk: Desk, act: HolderAct): Promise<Result<void, Refusal>> {
    const key = newBlob(utf8(canonicalJson({ act, proceeding: desk.proceeding }))).sha256;
    if (this.#checked.has(key)) return ok(undefined);
    const { recorder } = desk;
    const { group, random } = this.#setup;
    const right = await checkHandedIn({ group, random, recorder }, act, (sha256) =>
      recorder.ledger.blob(sha256),
    );
    if (!right.ok) return right;
    this.#checked.add(key);
    for (const old of this.#checked) {
      if (this.#checked.size <= MOST_CHECKED) break;
      this.#checked.delete(old);
    }
    return ok(undefined);
  }

  #now(): number {
    return this.#setup.now().getTime();
  }
}

/** The same act by the same keyholder, where it stands already. */
async function standing(desk: Desk, { act, by }: Entry): Promise<Entry | undefined> {
  const text = canonicalJson({ act, by });
  return (await desk.story.entries()).find(
    (e) => e.by.id === by.id && canonicalJson({ act: e.act, by: e.by }) === text,
  );
}

function refuse(code: string, message: string): Result<never, Refusal> {
  return err({ code, message });
}
