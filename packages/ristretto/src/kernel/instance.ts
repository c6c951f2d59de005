/**
 * A running kernel: the functions that `writeKernel` exports, and its memory. The types of
 * WebAssembly are spelt out here because a pure package is compiled without those of any platform.
 */
import { HEAP, writeKernel } from './kernel.ts';

type Address = number;

export interface KernelFunctions {
  areScalars(scalars: Address, n: number): number;
  halveScalars(scalars: Address, n: number): void;
  bitLength(scalars: Address, n: number): number;
  windowDigits(digits: Address, scalars: Address, n: number, width: number, rows: number): void;
  nafDigits(digits: Address, scalars: Address, n: number): void;
  decodeExtended(bytes: Address, n: number, to: Address): number;
  decodeNiels(bytes: Address, n: number, to: Address): number;
  decodeCheck(bytes: Address, n: number, to: Address): number;
  encode(out: Address, points: Address, n: number): void;
  doubleEncode(out: Address, points: Address, n: number, work: Address): void;
  identities(to: Address, n: number): void;
  addPoint(to: Address, p: Address, q: Address): void;
  oneWayMap(to: Address, bytes: Address, n: number): void;
  fixedTable(table: Address, bytes: Address, work: Address): number;
  addFixed(points: Address, scalars: Address, n: number, table: Address): void;
  mulEach(points: Address, n: number, scalar: Address): void;
  pippenger(
    to: Address,
    points: Address,
    digits: Address,
    n: number,
    width: number,
    rows: number,
    buckets: Address,
    used: Address,
  ): void;
  straus(
    to: Address,
    points: Address,
    stride: number,
    digits: Address,
    n: number,
    tables: Address,
  ): void;
}

interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

interface WasmApi {
  instantiate(bytes: Uint8Array): Promise<{
    readonly instance: { readonly exports: KernelFunctions & { readonly memory: WasmMemory } };
  }>;
}

const PAGE = 65536;

/** One kernel with its memory. Not to be shared between calls that overlap in time. */
export class Kernel {
  readonly run: KernelFunctions;
  readonly #memory: WasmMemory;

  constructor(exports: KernelFunctions & { readonly memory: WasmMemory }) {
    this.run = exports;
    this.#memory = exports.memory;
  }

  /** Makes the memory reach at least to `end`. */
  reserve(end: Address): void {
    const missing = end - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
  }

  write(at: Address, bytes: Uint8Array): void {
    new Uint8Array(this.#memory.buffer).set(bytes, at);
  }

  /** A copy of what lies there. */
  read(at: Address, length: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer).slice(at, at + length);
  }

  wipe(at: Address, length: number): void {
    new Uint8Array(this.#memory.buffer).fill(0, at, at + length);
  }
}

/** Hands out working memory for one call; the next call begins at the start again. */
export class WorkSpace {
  readonly #kernel: Kernel;
  #next: Address;

  constructor(kernel: Kernel, start: Address = HEAP) {
    this.#kernel = kernel;
    this.#next = start;
  }

  take(bytes: number): Address {
    const at = this.#next;
    // Eight bytes more than asked for, and a multiple of 16.
    this.#next += (bytes + 23) & ~15;
    this.#kernel.reserve(this.#next);
    return at;
  }

  /** A space that begins where this one ends now: what is taken there is given back with it. */
  fork(): WorkSpace {
    return new WorkSpace(this.#kernel, this.#next);
  }

  /** Takes room for the bytes and writes them there. */
  put(bytes: Uint8Array): Address {
    const at = this.take(bytes.length);
    this.#kernel.write(at, bytes);
    return at;
  }
}

/** Compiles the kernel; rejects where there is no WebAssembly, or none allowed (CSP without 'wasm-unsafe-eval'). */
export async function startKernel(): Promise<Kernel> {
  const { WebAssembly: api } = globalThis as { readonly WebAssembly?: WasmApi };
  if (api === undefined) throw new Error('this engine has no WebAssembly');
  const { instance } = await api.instantiate(writeKernel());
  return new Kernel(instance.exports);
}
