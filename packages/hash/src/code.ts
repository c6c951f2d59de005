/**
 * Instructions of WebAssembly (Core Specification 2.0, §5) as byte strings, as many as SHA-2 needs.
 * An expression leaves one value on the stack; it is put together from the expressions of its operands.
 */

export type Code = readonly number[];
/** The two kinds of word: SHA-256 works on i32, SHA-512 on i64. */
export type Word = 'i32' | 'i64';

const OPCODES = {
  i32: {
    load: 0x28,
    store: 0x36,
    constant: 0x41,
    add: 0x6a,
    and: 0x71,
    or: 0x72,
    xor: 0x73,
    shr: 0x76,
    rotr: 0x78,
  },
  i64: {
    load: 0x29,
    store: 0x37,
    constant: 0x42,
    add: 0x7c,
    and: 0x83,
    or: 0x84,
    xor: 0x85,
    shr: 0x88,
    rotr: 0x8a,
  },
} as const;

const BYTES = { i32: 4, i64: 8 } as const;

/** LEB128 of a whole number ≥ 0. */
export function unsigned(n: number): Code {
  const out: number[] = [];
  let rest = n;
  for (; rest > 127; rest >>>= 7) out.push((rest & 127) | 128);
  out.push(rest);
  return out;
}

/** Signed LEB128 of a small number ≥ 0. */
export function signed(n: number): Code {
  const out = [...unsigned(n)];
  const last = out.pop() as number;
  return last < 64 ? [...out, last] : [...out, last | 128, 0];
}

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
/** An address or a count. */
export const number = (n: number): Code => [0x41, ...signed(n)];
export const plus = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
export const minus = (a: Code, b: Code): Code => [...a, ...b, 0x6b];

/** The operations on one kind of word. */
export interface WordCode {
  /** Bytes of a word. */
  readonly bytes: number;
  add(...terms: readonly Code[]): Code;
  and(a: Code, b: Code): Code;
  or(a: Code, b: Code): Code;
  xor(...terms: readonly Code[]): Code;
  shiftRight(a: Code, by: number): Code;
  rotateRight(a: Code, by: number): Code;
  load(address: Code, offset: number): Code;
  store(address: Code, offset: number, value: Code): Code;
}

export function wordCode(word: Word): WordCode {
  const op = OPCODES[word];
  const bytes = BYTES[word];
  const chain = (terms: readonly Code[], opcode: number): Code =>
    terms.flatMap((term, i) => (i === 0 ? term : [...term, opcode]));
  const by = (a: Code, n: number, opcode: number): Code => [
    ...a,
    op.constant,
    ...signed(n),
    opcode,
  ];
  const align = Math.log2(bytes);
  return {
    bytes,
    add: (...terms) => chain(terms, op.add),
    and: (a, b) => [...a, ...b, op.and],
    or: (a, b) => [...a, ...b, op.or],
    xor: (...terms) => chain(terms, op.xor),
    shiftRight: (a, n) => by(a, n, op.shr),
    rotateRight: (a, n) => by(a, n, op.rotr),
    load: (address, offset) => [...address, op.load, align, ...unsigned(offset)],
    store: (address, offset, value) => [...address, ...value, op.store, align, ...unsigned(offset)],
  };
}

/** Turns the bytes of each word in a vector around: big-endian to little-endian, and back. */
export function turned(vector: Code, bytes: number): Code {
  const lanes = Array.from({ length: 16 }, (_, i) => i - (i % bytes) + (bytes - 1 - (i % bytes)));
  return [...vector, ...vector, 0xfd, 0x0d, ...lanes];
}

export const loadVector = (address: Code, offset: number): Code => [
  ...address,
  ...[0xfd, 0x00, 0],
  ...unsigned(offset),
];

export const storeVector = (address: Code, offset: number, value: Code): Code => [
  ...address,
  ...value,
  ...[0xfd, 0x0b, 0],
  ...unsigned(offset),
];

/** One word of a vector. */
export function lane(vector: Code, bytes: number, index: number): Code {
  return [...vector, 0xfd, bytes === 8 ? 0x1d : 0x1b, index];
}

/** Repeats `work` while `condition`, asked after it, is not zero. */
export const repeatWhile = (condition: Code, work: Code): Code => [
  ...[0x03, 0x40],
  ...work,
  ...condition,
  ...[0x0d, 0, 0x0b],
];
