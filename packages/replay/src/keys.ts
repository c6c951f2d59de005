/** The key pairs of many electors, 64 bytes each. */
import type { Credential } from '@hustings/ballot';

const SIZE = 32;

export class Keys {
  readonly size: number;
  readonly #secrets: Uint8Array;
  readonly #publics: Uint8Array;

  constructor(size: number) {
    this.size = size;
    this.#secrets = new Uint8Array(size * SIZE);
    this.#publics = new Uint8Array(size * SIZE);
  }

  put(first: number, credentials: readonly Credential[]): void {
    credentials.forEach((credential, i) => {
      this.#secrets.set(credential.secret, (first + i) * SIZE);
      this.#publics.set(credential.public, (first + i) * SIZE);
    });
  }

  at(i: number): Credential {
    return { secret: cut(this.#secrets, i), public: cut(this.#publics, i) };
  }

  publics(): readonly Uint8Array[] {
    return Array.from({ length: this.size }, (_, i) => cut(this.#publics, i));
  }
}

function cut(flat: Uint8Array, i: number): Uint8Array {
  return flat.subarray(i * SIZE, (i + 1) * SIZE);
}
