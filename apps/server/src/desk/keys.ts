/**
 * The keys of one proceeding that this server holds in simple mode. They are read from the sealed
 * shelf when the proceeding is opened and live in memory while it is.
 */
import { randomBytes } from 'node:crypto';
import { type SignerKey, signerKey } from '@hustings/log';
import { originOf, publicKeyOf } from '@hustings/record';
import type { Actor } from '@hustings/rulebook';
import type { SecretShelf } from '../store/secrets.ts';
import type { Database } from '../store/store.ts';

const SEED = 32;

export class ProceedingKeys {
  readonly #proceeding: string;
  readonly #shelf: SecretShelf;
  readonly #seeds: Map<string, Uint8Array>;

  private constructor(proceeding: string, shelf: SecretShelf, seeds: Map<string, Uint8Array>) {
    this.#proceeding = proceeding;
    this.#shelf = shelf;
    this.#seeds = seeds;
  }

  static async open(proceeding: string, shelf: SecretShelf): Promise<ProceedingKeys> {
    const seeds = new Map<string, Uint8Array>();
    for (const name of await shelf.names()) {
      const secret = await shelf.read(name);
      if (secret !== undefined) seeds.set(name, secret);
    }
    return new ProceedingKeys(proceeding, shelf, seeds);
  }

  /** Draws the log's and the officer's key; both are written by `save`. */
  static draw(proceeding: string, shelf: SecretShelf): ProceedingKeys {
    return new ProceedingKeys(
      proceeding,
      shelf,
      new Map([
        ['log', randomBytes(SEED)],
        ['officer', randomBytes(SEED)],
      ]),
    );
  }

  /** The two keys that a proceeding begins with: secret. */
  get seeds(): { readonly log: Uint8Array; readonly officer: Uint8Array } {
    return { log: this.#of('log'), officer: this.#of('officer') };
  }

  /** The log's key, public and secret halves: signs checkpoints. */
  get logSigner(): SignerKey {
    return signerKey(originOf(this.#proceeding), this.#of('log'));
  }

  /** Hex Ed25519 key of the returning officer. */
  get officerKey(): string {
    return publicKeyOf(this.#of('officer'));
  }

  /** The public signing key of a trustee or mixer that runs here; drawn when first asked for. */
  holderKey(id: string): string {
    const name = holderName(id);
    const seed = this.#seeds.get(name) ?? randomBytes(SEED);
    this.#seeds.set(name, seed);
    return publicKeyOf(seed);
  }

  /** The secret shares x_i of a poll's key that lie here, by trustee. */
  sharesOf(poll: string): readonly (readonly [string, Uint8Array])[] {
    const prefix = shareName(poll, '');
    return [...this.#seeds]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, secret]) => [name.slice(prefix.length), secret] as const);
  }

  keepShare(poll: string, trustee: string, secret: Uint8Array): void {
    this.#seeds.set(shareName(poll, trustee), secret);
  }

  /** Any other secret of the proceeding; written by `save`. */
  keep(name: string, secret: Uint8Array): void {
    this.#seeds.set(name, secret);
  }

  kept(name: string): Uint8Array | undefined {
    return this.#seeds.get(name);
  }

  /** The key that an actor signs entries with; persons other than keyholders hold none. */
  signerOf(actor: Actor): Uint8Array | undefined {
    switch (actor.role) {
      case 'officer':
      case 'system':
        return this.#of('officer');
      case 'trustee':
      case 'mixer':
        return this.#seeds.get(holderName(actor.id));
      default:
        return undefined;
    }
  }

  /** Writes every key; part of the caller's transaction. */
  async save(db: Database): Promise<void> {
    for (const [name, seed] of this.#seeds) await this.#shelf.write(name, seed, db);
  }

  /** The shares of a declared poll are of no more use to anyone honest. */
  async destroyShares(poll: string): Promise<void> {
    const prefix = shareName(poll, '');
    for (const name of this.#seeds.keys()) if (name.startsWith(prefix)) this.#seeds.delete(name);
    await this.#shelf.destroy(prefix);
  }

  #of(name: 'log' | 'officer'): Uint8Array {
    const seed = this.#seeds.get(name);
    if (seed === undefined)
      throw new Error(`broken invariant: the ${name} key of ${this.#proceeding} is not here`);
    return seed;
  }
}

function holderName(id: string): string {
  return `holder/${id}`;
}

function shareName(poll: string, trustee: string): string {
  return `share/${poll}/${trustee}`;
}
