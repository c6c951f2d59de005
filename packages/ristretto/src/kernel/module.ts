/**
 * Writes a WebAssembly module (Core Specification 2.0, §5.5): functions, one exported memory, data.
 * Functions are defined before they are called, so the order of definition is the order of indices,
 * and the same program always gives the same bytes.
 */

import { type Expr, expr, type I32, type I64, type Kind, unsignedLeb } from './expression.ts';
import { storeLaneCode } from './vector.ts';

const KIND_BYTE = { i32: 0x7f, i64: 0x7e, v128: 0x7b } as const;
const VOID_BLOCK = 0x40;
const PAGE = 65536;

/** A local variable: reading it is an expression like any other. */
export interface Local<K extends Kind> extends Expr<K> {
  readonly index: number;
}

type Locals<P extends readonly Kind[]> = { readonly [I in keyof P]: Local<P[I]> };

/** A function of the module, to be called from functions defined after it. */
export interface Func {
  readonly index: number;
  readonly params: readonly Kind[];
  readonly result: Kind | undefined;
}

/** The body of one function as it grows, statement by statement. */
export class Body {
  readonly #kinds: Kind[];
  readonly #paramCount: number;
  readonly #code: number[] = [];

  constructor(params: readonly Kind[]) {
    this.#kinds = [...params];
    this.#paramCount = params.length;
  }

  param<K extends Kind>(index: number, kind: K): Local<K> {
    if (index >= this.#paramCount || this.#kinds[index] !== kind)
      throw new TypeError(`parameter ${index} is no ${kind}`);
    return { ...expr(kind, [0x20], unsignedLeb(index)), index };
  }

  /** A new local variable, zero or `start`. */
  local<K extends Kind>(kind: K, start?: Expr<K>): Local<K> {
    const index = this.#kinds.push(kind) - 1;
    const local = { ...expr(kind, [0x20], unsignedLeb(index)), index };
    if (start !== undefined) this.set(local, start);
    return local;
  }

  set<K extends Kind>(local: Local<K>, value: Expr<K>): void {
    this.#push(value.code, [0x21], unsignedLeb(local.index));
  }

  store32(address: I32, offset: number, value: I32): void {
    this.#push(address.code, value.code, [0x36, 2], unsignedLeb(offset));
  }

  store16(address: I32, offset: number, value: I32): void {
    this.#push(address.code, value.code, [0x3b, 1], unsignedLeb(offset));
  }

  store8(address: I32, offset: number, value: I32): void {
    this.#push(address.code, value.code, [0x3a, 0], unsignedLeb(offset));
  }

  store64(address: I32, offset: number, value: I64): void {
    this.#push(address.code, value.code, [0x37, 3], unsignedLeb(offset));
  }

  /** Stores one lane of a vector. */
  storeLane(address: I32, offset: number, lane: 0 | 1, value: Expr<'v128'>): void {
    this.#push(address.code, value.code, storeLaneCode(offset, lane));
  }

  /** Stores the low 32 bits of a 64-bit integer. */
  store64Low(address: I32, offset: number, value: I64): void {
    this.#push(address.code, value.code, [0x3e, 2], unsignedLeb(offset));
  }

  storeVector(address: I32, offset: number, value: Expr<'v128'>): void {
    this.#push(address.code, value.code, [0xfd, 0x0b, 4], unsignedLeb(offset));
  }

  /** Calls a function for its effect; a result is dropped. */
  call(func: Func, ...args: readonly Expr<Kind>[]): void {
    this.#push(callCode(func, args));
    if (func.result !== undefined) this.#push([0x1a]);
  }

  if(condition: I32, then: () => void, otherwise?: () => void): void {
    this.#push(condition.code, [0x04, VOID_BLOCK]);
    then();
    if (otherwise !== undefined) {
      this.#push([0x05]);
      otherwise();
    }
    this.#push([0x0b]);
  }

  while(condition: I32, work: () => void): void {
    // block { loop { if !condition leave; work; again } }
    this.#push([0x02, VOID_BLOCK, 0x03, VOID_BLOCK], condition.code, [0x45, 0x0d, 1]);
    work();
    this.#push([0x0c, 0, 0x0b, 0x0b]);
  }

  /** Runs `work(i)` for i = 0..n−1; `n` may be a number known now or an expression. */
  times(n: I32 | number, work: (i: Local<'i32'>) => void): void {
    const i = this.local('i32', expr('i32', [0x41, 0]));
    const end = typeof n === 'number' ? expr('i32', [0x41], signed(n)) : this.local('i32', n);
    this.while(expr('i32', i.code, end.code, [0x49]), () => {
      work(i);
      this.set(i, expr('i32', i.code, [0x41, 1, 0x6a]));
    });
  }

  /** Fills `bytes` bytes from `address` with zeros. */
  clear(address: I32, bytes: I32): void {
    this.#push(address.code, [0x41, 0], bytes.code, [0xfc, 0x0b, 0]);
  }

  /** Copies `bytes` bytes. */
  copy(to: I32, from: I32, bytes: I32): void {
    this.#push(to.code, from.code, bytes.code, [0xfc, 0x0a, 0, 0]);
  }

  return(value?: Expr<Kind>): void {
    this.#push(value?.code ?? [], [0x0f]);
  }

  /** The finished body in its binary form: declarations of locals, then the code. */
  encode(result: Expr<Kind> | undefined): number[] {
    const locals = this.#kinds.slice(this.#paramCount);
    const runs: [number, Kind][] = [];
    for (const kind of locals) {
      const last = runs.at(-1);
      if (last !== undefined && last[1] === kind) last[0]++;
      else runs.push([1, kind]);
    }
    const declared = runs.flatMap(([n, kind]) => [...unsignedLeb(n), KIND_BYTE[kind]]);
    const code = [...unsignedLeb(runs.length), ...declared, ...this.#code];
    for (const byte of result?.code ?? []) code.push(byte);
    code.push(0x0b);
    return code;
  }

  #push(...parts: readonly (readonly number[])[]): void {
    for (const part of parts)
      for (let i = 0; i < part.length; i++) this.#code.push(part[i] as number);
  }
}

function signed(n: number): number[] {
  // A count is small and not negative, so only bit 6 of the last byte needs care.
  const bytes = unsignedLeb(n);
  const last = bytes.at(-1) as number;
  return last < 64 ? bytes : [...bytes.slice(0, -1), last | 128, 0];
}

function callCode(func: Func, args: readonly Expr<Kind>[]): number[] {
  if (args.length !== func.params.length || args.some((a, i) => a.kind !== func.params[i]))
    throw new TypeError(`function ${func.index} expected (${func.params.join(', ')})`);
  return [...args.flatMap((a) => a.code), 0x10, ...unsignedLeb(func.index)];
}

/** The result of a call as an expression. */
export function callExpr<K extends Kind>(
  kind: K,
  func: Func,
  ...args: readonly Expr<Kind>[]
): Expr<K> {
  if (func.result !== kind) throw new TypeError(`function ${func.index} gives no ${kind}`);
  return { kind, code: callCode(func, args) };
}

export class ModuleWriter {
  readonly #types: string[] = [];
  readonly #functions: { readonly type: number; readonly body: readonly number[] }[] = [];
  readonly #exports: { readonly name: string; readonly index: number }[] = [];
  readonly #data: { readonly at: number; readonly bytes: readonly number[] }[] = [];

  /**
   * Defines a function. `build` writes its body and returns the expression of its result, if it has
   * one. It is exported when it has an `exportAs`.
   */
  define<const P extends readonly Kind[]>(
    params: P,
    result: Kind | undefined,
    build: (body: Body, ...args: Locals<P>) => Expr<Kind> | undefined,
    exportAs?: string,
  ): Func {
    const body = new Body(params);
    const value = build(body, ...(params.map((kind, i) => body.param(i, kind)) as Locals<P>));
    if (value?.kind !== result) throw new TypeError(`the body gives ${value?.kind ?? 'nothing'}`);
    const func = { index: this.#functions.length, params, result };
    this.#functions.push({ type: this.#typeOf(params, result), body: body.encode(value) });
    if (exportAs !== undefined) this.export(exportAs, func);
    return func;
  }

  export(name: string, func: Func): void {
    this.#exports.push({ name, index: func.index });
  }

  /** Bytes that lie in memory from the start. */
  data(at: number, bytes: readonly number[]): void {
    this.#data.push({ at, bytes });
  }

  /**
   * The module, with a memory of at least `bytes` bytes: its own, exported as `memory`, or the one
   * that it is given as `kernel.memory`.
   */
  encode(bytes: number, memory: 'own' | 'given' = 'own'): Uint8Array {
    const limits = [0, ...unsignedLeb(Math.ceil(bytes / PAGE))];
    const isOwn = memory === 'own';
    const given = [[...text('kernel'), ...text('memory'), 2, ...limits]];
    const types = this.#types.map((t) => t.split(',').map(Number));
    const exported = this.#exports.map(({ name, index }) => [
      ...text(name),
      0,
      ...unsignedLeb(index),
    ]);
    const bodies = this.#functions.map(({ body }) => [...unsignedLeb(body.length), ...body]);
    const data = this.#data.map(({ at, bytes: held }) => [
      ...[0, 0x41, ...signed(at), 0x0b],
      ...unsignedLeb(held.length),
      ...held,
    ]);
    return Uint8Array.from([
      ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      ...section(1, types),
      ...section(2, isOwn ? [] : given),
      ...section(
        3,
        this.#functions.map(({ type }) => unsignedLeb(type)),
      ),
      ...section(5, isOwn ? [limits] : []),
      ...section(7, isOwn ? [[...text('memory'), 2, 0], ...exported] : exported),
      ...section(10, bodies),
      ...section(11, data),
    ]);
  }

  #typeOf(params: readonly Kind[], result: Kind | undefined): number {
    const kinds = (list: readonly Kind[]) => [list.length, ...list.map((kind) => KIND_BYTE[kind])];
    const type = [0x60, ...kinds(params), ...kinds(result === undefined ? [] : [result])].join();
    const known = this.#types.indexOf(type);
    return known >= 0 ? known : this.#types.push(type) - 1;
  }
}

function section(id: number, items: readonly (readonly number[])[]): number[] {
  if (items.length === 0) return [];
  const content = [...unsignedLeb(items.length), ...items.flat()];
  return [id, ...unsignedLeb(content.length), ...content];
}

function text(value: string): number[] {
  return [...unsignedLeb(value.length), ...Array.from(value, (c) => c.charCodeAt(0))];
}
