/**
 * The Fiat–Shamir transcript of PROTOCOL §1: SHA-512 over labels and lengths, so that nothing can be
 * read two ways. Every proof starts its own with its own domain and appends the context and the
 * WHOLE statement before its first challenge. Public input only.
 */
import { assert, bigEndian, concat, utf8 } from '@hustings/base';
import { Sha512, sha512 } from '@hustings/hash';
import { SIZE, scalarFromWide } from '@hustings/ristretto';

const START = utf8('hustings/1');
const APPEND = 0;
const CHALLENGE = 1;
const RATCHET = Uint8Array.of(2);
const WEIGHTS = Uint8Array.of(3);

const WEIGHT_BYTES = 16;
const WEIGHTS_PER_BLOCK = 4;

/** One `append` under way. */
export interface Appending {
  add(bytes: Uint8Array): void;
  /** Throws unless as many bytes came as were announced. */
  end(): void;
}

/** Weights `from` up to `to` as a flat array of scalars. */
export type WeightRange = (from: number, to: number) => Uint8Array;

/** Lives as long as one proof is made or checked. */
export class Transcript {
  #state: Uint8Array;
  /** What was drawn last, while the state has not yet been moved on past it. */
  #drawn: Uint8Array | undefined;

  /** s = SHA512("hustings/1" ‖ len16(domain) ‖ domain). */
  constructor(domain: string) {
    this.#state = sha512(START, prefixed(domain));
  }

  /** Another transcript that has seen the same so far: for many proofs whose statements begin alike. */
  fork(): Transcript {
    const other = new Transcript('');
    other.#state = this.#current();
    return other;
  }

  /**
   * s = SHA512(s ‖ 0x00 ‖ len16(label) ‖ label ‖ len64(bytes) ‖ bytes), `bytes` the parts end to end.
   * The parts are hashed as they stand, so a list of a million points is not copied.
   */
  append(label: string, ...parts: readonly Uint8Array[]): this {
    let length = 0;
    for (const part of parts) length += part.length;
    this.#state = sha512(this.#current(), head(APPEND, label), bigEndian(length, 8), ...parts);
    return this;
  }

  /** As `append`, for bytes that come bit by bit, `length` of them in all. Nothing else meanwhile. */
  begin(label: string, length: number): Appending {
    const hash = new Sha512();
    hash.update(this.#current()).update(head(APPEND, label)).update(bigEndian(length, 8));
    let left = length;
    return {
      add: (bytes) => {
        left -= bytes.length;
        hash.update(bytes);
      },
      end: () => {
        assert(left === 0, 'as many bytes are appended as were said');
        this.#state = hash.digest();
      },
    };
  }

  /** Appends a whole number ≥ 0 as 8 bytes, most significant first. */
  appendNumber(label: string, value: number): this {
    return this.append(label, bigEndian(value, 8));
  }

  appendText(label: string, text: string): this {
    return this.append(label, utf8(text));
  }

  /** Returns o mod ℓ, where o = SHA512(s ‖ 0x01 ‖ len16(label) ‖ label) and then s = SHA512(s ‖ 0x02 ‖ o). */
  challenge(label: string): bigint {
    return scalarFromWide(this.#draw(label));
  }

  /** The 64 bytes o of a challenge as they are: for who reduces many at once. */
  challengeWide(label: string): Uint8Array {
    return this.#draw(label);
  }

  /**
   * Returns `count` weights of 128 bits as a flat array of scalars. With o drawn as for a challenge,
   * block b is SHA512(o ‖ 0x03 ‖ len64(b)) and holds weights 4b..4b+3, each 16 bytes little-endian.
   */
  weights(label: string, count: number): Uint8Array {
    return this.weightsOf(label)(0, count);
  }

  /** The same weights, any number of them: gives those from `from` up to `to`. */
  weightsOf(label: string): WeightRange {
    const seed = this.#draw(label);
    return (from, to) => {
      const out = new Uint8Array((to - from) * SIZE);
      for (let i = from; i < to; ) {
        const b = Math.floor(i / WEIGHTS_PER_BLOCK);
        const block = sha512(seed, WEIGHTS, bigEndian(b, 8));
        for (let k = i - b * WEIGHTS_PER_BLOCK; k < WEIGHTS_PER_BLOCK && i < to; k++, i++)
          out.set(block.subarray(k * WEIGHT_BYTES, (k + 1) * WEIGHT_BYTES), (i - from) * SIZE);
      }
      return out;
    };
  }

  #draw(label: string): Uint8Array {
    const drawn = sha512(this.#current(), head(CHALLENGE, label));
    // Most proofs draw once, and then nothing asks for the state again.
    this.#drawn = drawn;
    return drawn;
  }

  #current(): Uint8Array {
    if (this.#drawn !== undefined) {
      this.#state = sha512(this.#state, RATCHET, this.#drawn);
      this.#drawn = undefined;
    }
    return this.#state;
  }
}

/** Labels are the few words of the protocol: their bytes are made once. */
const heads = new Map<string, Uint8Array>();

/** kind ‖ len16(label) ‖ label. */
function head(kind: number, label: string): Uint8Array {
  const key = `${kind}${label}`;
  const known = heads.get(key);
  if (known !== undefined) return known;
  const made = concat(Uint8Array.of(kind), prefixed(label));
  heads.set(key, made);
  return made;
}

/** len16(text) ‖ text. */
function prefixed(text: string): Uint8Array {
  const bytes = utf8(text);
  return concat(bigEndian(bytes.length, 2), bytes);
}
