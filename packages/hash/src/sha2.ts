/**
 * SHA-256 and SHA-512 (FIPS 180-4), synchronous, on the module of this package; by `@noble/hashes`
 * where that cannot run or does not agree with it. The time depends on lengths only.
 */
import { sha256 as nobleSha256, sha512 as nobleSha512 } from '@noble/hashes/sha2.js';
import { START } from './constants.ts';
import { type Engine, startEngine } from './engine.ts';
import { MEMORY, ROOM } from './module.ts';

interface Algorithm {
  readonly block: number;
  readonly size: number;
  /** Bytes of the message's length at its end. */
  readonly lengthBytes: number;
  /** H(0), as it lies in the module's memory. */
  readonly start: Uint8Array;
  readonly take: (engine: Engine, blocks: number) => void;
  readonly digest: (engine: Engine) => void;
  readonly noble: { readonly create: () => NobleStream };
}

interface NobleStream {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

const SHA256: Algorithm = {
  block: 64,
  size: 32,
  lengthBytes: 8,
  start: littleEndian(
    START.map((h) => h >> 32n),
    4,
  ),
  take: (engine, blocks) => engine.take256(MEMORY.state, MEMORY.input, blocks),
  digest: (engine) => engine.digest256(MEMORY.state, MEMORY.digest),
  noble: nobleSha256,
};

const SHA512: Algorithm = {
  block: 128,
  size: 64,
  lengthBytes: 16,
  start: littleEndian(START, 8),
  take: (engine, blocks) => engine.take512(MEMORY.state, MEMORY.input, blocks),
  digest: (engine) => engine.digest512(MEMORY.state, MEMORY.digest),
  noble: nobleSha512,
};

/** Returns the 32 bytes of SHA-256 over the parts end to end. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  return digestOf(SHA256, parts);
}

/** Returns the 64 bytes of SHA-512 over the parts end to end. */
export function sha512(...parts: readonly Uint8Array[]): Uint8Array {
  return digestOf(SHA512, parts);
}

/** Started once, and kept for the program's life: the same for everyone, and no message stays in it. */
let started: { readonly engine: Engine | undefined } | undefined;

function engineOf(): Engine | undefined {
  started ??= { engine: agreeing(startEngine()) };
  return started.engine;
}

/** An engine that hashes some message in another way than the library is not used. */
function agreeing(engine: Engine | undefined): Engine | undefined {
  if (engine === undefined) return undefined;
  const message = Uint8Array.from({ length: 300 }, (_, i) => (7 * i) & 255);
  const isRight = [SHA256, SHA512].every((algorithm) => {
    const digest = run(engine, algorithm, [message]);
    const expected = nobleDigest(algorithm, [message]);
    return digest.every((byte, i) => byte === expected[i]);
  });
  return isRight ? engine : undefined;
}

function digestOf(algorithm: Algorithm, parts: readonly Uint8Array[]): Uint8Array {
  const engine = engineOf();
  return engine === undefined ? nobleDigest(algorithm, parts) : run(engine, algorithm, parts);
}

function nobleDigest({ noble }: Algorithm, parts: readonly Uint8Array[]): Uint8Array {
  const stream = noble.create();
  for (const part of parts) stream.update(part);
  return stream.digest();
}

function run(engine: Engine, algorithm: Algorithm, parts: readonly Uint8Array[]): Uint8Array {
  engine.memory.set(algorithm.start, MEMORY.state);
  let total = 0;
  let filled = 0;
  for (const part of parts) {
    total += part.length;
    filled = feed(engine, algorithm, part, filled);
  }
  return finish(engine, algorithm, filled, total);
}

/** Takes whole blocks as the room fills up; returns how many bytes are waiting in it. */
function feed(engine: Engine, algorithm: Algorithm, part: Uint8Array, before: number): number {
  const { memory } = engine;
  if (before + part.length < ROOM) {
    memory.set(part, MEMORY.input + before);
    return before + part.length;
  }
  let filled = before;
  for (let at = 0; at < part.length; ) {
    const next = part.subarray(at, at + ROOM - filled);
    memory.set(next, MEMORY.input + filled);
    at += next.length;
    filled += next.length;
    if (filled < ROOM) continue;
    algorithm.take(engine, ROOM / algorithm.block);
    filled = 0;
  }
  return filled;
}

/** Pads (FIPS 180-4 §5.1), takes the last blocks, and wipes what was a message. */
function finish(engine: Engine, algorithm: Algorithm, filled: number, total: number): Uint8Array {
  const { memory } = engine;
  const { block, size, lengthBytes } = algorithm;
  const blocks = Math.floor((filled + lengthBytes) / block) + 1;
  const end = MEMORY.input + blocks * block;
  memory.fill(0, MEMORY.input + filled, end);
  memory[MEMORY.input + filled] = 0x80;
  // The length in bits; a message of 2^50 bytes does not come.
  for (let i = 1, rest = total * 8; rest > 0; i++, rest = Math.floor(rest / 256))
    memory[end - i] = rest % 256;
  algorithm.take(engine, blocks);
  algorithm.digest(engine);
  const digest = memory.slice(MEMORY.digest, MEMORY.digest + size);
  memory.fill(0, MEMORY.input, end);
  memory.fill(0, MEMORY.state, MEMORY.digest + size);
  return digest;
}

/** A message that comes in pieces: `update` as often as need be, then `digest` once. */
class Stream {
  readonly #algorithm: Algorithm;
  readonly #noble: NobleStream | undefined;
  readonly #state: Uint8Array;
  readonly #waiting: Uint8Array;
  #filled = 0;
  #total = 0;

  constructor(algorithm: Algorithm) {
    this.#algorithm = algorithm;
    this.#noble = engineOf() === undefined ? algorithm.noble.create() : undefined;
    this.#state = algorithm.start.slice();
    this.#waiting = new Uint8Array(algorithm.block);
  }

  update(bytes: Uint8Array): this {
    const engine = engineOf();
    if (engine === undefined || this.#noble !== undefined) {
      this.#noble?.update(bytes);
      return this;
    }
    const { block } = this.#algorithm;
    this.#total += bytes.length;
    if (this.#filled + bytes.length < block) {
      this.#waiting.set(bytes, this.#filled);
      this.#filled += bytes.length;
      return this;
    }
    this.#restore(engine);
    const filled = feed(engine, this.#algorithm, bytes, this.#filled);
    const whole = filled - (filled % block);
    if (whole > 0) this.#algorithm.take(engine, whole / block);
    const { memory } = engine;
    this.#filled = filled - whole;
    this.#waiting.set(memory.subarray(MEMORY.input + whole, MEMORY.input + filled));
    this.#state.set(memory.subarray(MEMORY.state, MEMORY.state + this.#state.length));
    return this;
  }

  digest(): Uint8Array {
    const engine = engineOf();
    if (engine === undefined || this.#noble !== undefined)
      return this.#noble?.digest() ?? new Uint8Array();
    this.#restore(engine);
    return finish(engine, this.#algorithm, this.#filled, this.#total);
  }

  #restore({ memory }: Engine): void {
    memory.set(this.#state, MEMORY.state);
    memory.set(this.#waiting, MEMORY.input);
  }
}

export class Sha256 extends Stream {
  constructor() {
    super(SHA256);
  }
}

export class Sha512 extends Stream {
  constructor() {
    super(SHA512);
  }
}

function littleEndian(words: readonly bigint[], bytes: number): Uint8Array {
  return Uint8Array.from(
    words.flatMap((word) =>
      Array.from({ length: bytes }, (_, i) => Number((word >> BigInt(8 * i)) & 255n)),
    ),
  );
}
