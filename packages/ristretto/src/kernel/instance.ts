/**
 * A running kernel: the functions that `writeKernel` exports, and its memory. The types of
 * WebAssembly are spelt out here because a pure package is compiled without those of any platform.
 */
import { writeFmaKernel } from './fma-kernel.ts';
import { writeKernel } from './kernel.ts';
import { HEAP } from './memory-map.ts';

type Address = number;

export interface KernelFunctions {
  areScalars(scalars: Address, n: number): number;
  halveScalars(scalars: Address, n: number): void;
  mulAddScalars(
    to: Address,
    a: Address,
    b: Address,
    bStride: number,
    plus: Address,
    plusStride: number,
    n: number,
  ): void;
  innerScalars(to: Address, a: Address, b: Address, bStride: number, n: number): void;
  chainScalars(
    to: Address,
    start: Address,
    factors: Address,
    stride: number,
    plus: Address,
    plusStride: number,
    n: number,
  ): void;
  bitLength(scalars: Address, n: number): number;
  biasScalars(scalars: Address, n: number, biases: Address): void;
  sortDigits(
    order: Address,
    ends: Address,
    scalars: Address,
    n: number,
    bit: number,
    width: number,
  ): number;
  nafDigits(digits: Address, scalars: Address, n: number): void;
  /** `hints`: one for each string, or 0. */
  decodeExtended(bytes: Address, n: number, to: Address, hints?: Address): number;
  decodeNiels(bytes: Address, n: number, to: Address, hints?: Address): number;
  /** `hintsOut`: where the hints go, or 0. */
  decodeCheck(bytes: Address, n: number, hints: Address, hintsOut: Address): number;
  encode(out: Address, points: Address, n: number): void;
  doubleEncode(out: Address, points: Address, n: number, work: Address): void;
  identities(to: Address, n: number): void;
  addPoint(to: Address, p: Address, q: Address): void;
  oneWayMap(to: Address, bytes: Address, n: number): void;
  fixedTable(table: Address, bytes: Address, work: Address): number;
  secretDigits(
    digits: Address,
    scalars: Address,
    n: number,
    width: number,
    rows: number,
    most: number,
  ): void;
  addFixed(points: Address, digits: Address, n: number, table: Address): void;
  mulEach(points: Address, n: number, digits: Address): void;
  addCoordinates(points: Address, coordinates: Address, n: number): void;
  addRow(total: Address, points: Address, order: Address, ends: Address, width: number): void;
  addPairSum(total: Address, coordinates: Address, width: number): void;
  straus(
    to: Address,
    points: Address,
    stride: number,
    digits: Address,
    n: number,
    tables: Address,
  ): void;
}

/** What the second kernel exports (fma-kernel.ts). */
export interface FmaFunctions {
  decodeNiels(bytes: Address, n: number, to: Address, stride: number, hints: Address): number;
  decodeHints(bytes: Address, n: number, hints: Address): number;
  beginSum(): void;
  addRows(
    points: Address,
    orders: Address,
    n: number,
    ends: Address,
    sums: Address,
    width: number,
    most: number,
  ): void;
  endSum(out: Address): void;
  identities(points: Address, pairs: number): void;
  addLanes(points: Address, niels: Address, pairs: number): void;
  coordinates(out: Address, niels: Address, pairs: number): void;
  fixedTable(table: Address, niels: Address, work: Address): void;
  addFixed(points: Address, digits: Address, n: number, pairs: number, table: Address): void;
  mulEach(points: Address, pairs: number, digits: Address): void;
  straus(
    to: Address,
    points: Address,
    stride: number,
    digits: Address,
    n: number,
    tables: Address,
  ): void;
  /** `hints`: where the hints go, or 0. */
  encode(out: Address, points: Address, fours: number, hints: Address): void;
  doubleEncode(out: Address, points: Address, pairs: number, work: Address, hints: Address): void;
  oneWayMap(points: Address, bytes: Address, pairs: number): void;
  isFused(): number;
}

interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

type KernelExports = KernelFunctions & { readonly memory: WasmMemory };

interface WasmApi {
  instantiate<Exports>(
    bytes: Uint8Array,
    imports?: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ): Promise<{ readonly instance: { readonly exports: Exports } }>;
}

const PAGE = 65536;

/** One kernel with its memory. Not to be shared between calls that overlap in time. */
export class Kernel {
  readonly run: KernelFunctions;
  /** The second kernel, for public input, where the engine has what it needs. */
  readonly fast: FmaFunctions | undefined;
  readonly #memory: WasmMemory;

  constructor(exports: KernelExports, fast?: FmaFunctions) {
    this.run = exports;
    this.fast = fast;
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

  /** Bytes handed out since `start`. */
  taken(start: Address): number {
    return this.#next - start;
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

  /** As `put`, with identities added so that they come in fours, as the second kernel takes them. */
  putFours(points: Uint8Array): Address {
    const at = this.take(points.length + 96);
    this.#kernel.write(at, points);
    this.#kernel.wipe(at + points.length, 96);
    return at;
  }
}

/**
 * Compiles the kernel; rejects where there is no WebAssembly, or none allowed (CSP without
 * 'wasm-unsafe-eval'). The second kernel comes with it unless `wants` says no, where it compiles at
 * all and where `accept` finds that it computes what the first one does.
 */
export async function startKernel(
  wants: 'both' | 'scalar',
  accept: (plain: Kernel, fast: Kernel) => boolean,
): Promise<Kernel> {
  const { WebAssembly: api } = globalThis as { readonly WebAssembly?: WasmApi };
  if (api === undefined) throw new Error('this engine has no WebAssembly');
  const { instance } = await api.instantiate<KernelExports>(writeKernel());
  const plain = new Kernel(instance.exports);
  if (wants === 'scalar') return plain;
  try {
    const { memory } = instance.exports;
    const second = await api.instantiate<FmaFunctions>(writeFmaKernel(), { kernel: { memory } });
    const fast = new Kernel(instance.exports, second.instance.exports);
    return second.instance.exports.isFused() === 1 && accept(plain, fast) ? fast : plain;
  } catch {
    // No relaxed SIMD here.
    return plain;
  }
}
