/** The transcript of spec/ballot.md: a state of 64 bytes that every proof starts anew. */

import { utf8 } from '@hustings/base';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { len16, len64 } from './lengths.ts';
import { littleEndian, ORDER } from './points.ts';

const START = utf8('hustings/1');

export class Transcript {
  #state: Uint8Array;

  constructor(domain: string) {
    const name = utf8(domain);
    this.#state = sha512(concatBytes(START, len16(name.length), name));
  }

  append(label: string, ...parts: readonly Uint8Array[]): this {
    const name = utf8(label);
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    const hash = sha512
      .create()
      .update(this.#state)
      .update(Uint8Array.of(0))
      .update(len16(name.length))
      .update(name)
      .update(len64(length));
    for (const part of parts) hash.update(part);
    this.#state = hash.digest();
    return this;
  }

  number(label: string, value: number): this {
    return this.append(label, len64(value));
  }

  text(label: string, value: string): this {
    return this.append(label, utf8(value));
  }

  #draw(label: string): Uint8Array {
    const name = utf8(label);
    const out = sha512(concatBytes(this.#state, Uint8Array.of(1), len16(name.length), name));
    this.#state = sha512(concatBytes(this.#state, Uint8Array.of(2), out));
    return out;
  }

  challenge(label: string): bigint {
    return littleEndian(this.#draw(label)) % ORDER;
  }

  /** Numbers of 128 bits. */
  weights(label: string, count: number): readonly bigint[] {
    const seed = this.#draw(label);
    const out: bigint[] = [];
    let block = new Uint8Array();
    for (let j = 0; j < count; j++) {
      if (j % 4 === 0) block = sha512(concatBytes(seed, Uint8Array.of(3), len64(j / 4)));
      out.push(littleEndian(block.subarray(16 * (j % 4), 16 * (j % 4) + 16)));
    }
    return out;
  }
}
