/**
 * What a keyholder keeps between its steps. A program that may be killed at any moment keeps it on the
 * disk, sealed, before anything that depends on it leaves the machine: so it never says two things.
 */
export interface Secrets {
  /** What is kept under this name; where nothing is, what `make` gives, kept for good before it is returned. */
  once(name: string, make: () => Promise<Uint8Array>): Promise<Uint8Array>;
  read(name: string): Promise<Uint8Array | undefined>;
  forget(name: string): Promise<void>;
}

/** For keyholders that run in one process from beginning to end. */
export class MemorySecrets implements Secrets {
  readonly #kept = new Map<string, Uint8Array>();

  async once(name: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const kept = this.#kept.get(name) ?? (await make());
    this.#kept.set(name, kept);
    return kept;
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    return this.#kept.get(name);
  }

  async forget(name: string): Promise<void> {
    this.#kept.delete(name);
  }
}
