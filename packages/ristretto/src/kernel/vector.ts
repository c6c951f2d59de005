/**
 * 128-bit vectors of two 64-bit lanes: two integers or two floating-point numbers side by side
 * (Core Specification §4.4.3; `relaxed_madd` from the relaxed-SIMD instructions of release 3.0).
 */
import { binary, expr, type I32, type I64, load, unsignedLeb, type V128 } from './expression.ts';

function opcode(n: number): number[] {
  return [0xfd, ...unsignedLeb(n)];
}

type Binary = (a: V128, b: V128) => V128;
type Load = (address: I32, offset?: number) => V128;

interface Vectors {
  readonly load: Load;
  readonly loadSplat: Load;
  readonly loadLow: Load;
  readonly and: Binary;
  readonly or: Binary;
  readonly xor: Binary;
  readonly addInt: Binary;
  readonly subInt: Binary;
  readonly add: Binary;
  readonly sub: Binary;
  /** All ones in the lanes where the integers are equal. */
  readonly equalInt: Binary;
  /** All ones in the bytes that are equal. */
  readonly equalBytes: Binary;
  /** All ones in the lanes where the numbers are equal; −0 = 0. */
  readonly equal: Binary;
}

export const v128: Vectors = {
  load: load('v128', 4, ...opcode(0x00)),
  loadSplat: load('v128', 3, ...opcode(0x0a)),
  loadLow: load('v128', 3, ...opcode(0x5d)),
  and: binary('v128', ...opcode(0x4e)),
  or: binary('v128', ...opcode(0x50)),
  xor: binary('v128', ...opcode(0x51)),
  addInt: binary('v128', ...opcode(0xce)),
  subInt: binary('v128', ...opcode(0xd1)),
  add: binary('v128', ...opcode(0xf0)),
  sub: binary('v128', ...opcode(0xf1)),
  equalBytes: binary('v128', ...opcode(0x23)),
  equalInt: binary('v128', ...opcode(0xd6)),
  equal: binary('v128', ...opcode(0x47)),
};

/** All ones in the lanes that are negative as integers. */
export function signMask(a: V128): V128 {
  const zero = expr('v128', [0x42, 0], opcode(0x12));
  return expr('v128', a.code, zero.code, opcode(0xd8));
}

/** 1 where any bit of either lane is set. */
export function anyTrue(a: V128): I32 {
  return expr('i32', a.code, opcode(0x53));
}

/** a·b + c in both lanes; rounded once where the engine fuses, twice where it does not. */
export function multiplyAdd(a: V128, b: V128, c: V128): V128 {
  return expr('v128', a.code, b.code, c.code, opcode(0x107));
}

export function shiftLeftInt(a: V128, bits: number): V128 {
  return expr('v128', a.code, [0x41, bits], opcode(0xcb));
}

export function shiftRightUnsigned(a: V128, bits: number): V128 {
  return expr('v128', a.code, [0x41, bits], opcode(0xcd));
}

/** Bits of a where the mask has ones, of b where it has zeros. */
export function bitSelect(mask: V128, a: V128, b: V128): V128 {
  return expr('v128', a.code, b.code, mask.code, opcode(0x52));
}

/** The same integer in both lanes. */
export function splatOf(a: I64): V128 {
  return expr('v128', a.code, opcode(0x12));
}

/** Both lanes from two integers. */
export function pairOf(low: I64, high: I64): V128 {
  return expr('v128', low.code, opcode(0x12), high.code, opcode(0x1e), [1]);
}

/** One 64-bit lane of a vector in memory replaced: the high one from `address`. */
export function loadHigh(address: I32, offset: number, low: V128): V128 {
  return expr('v128', address.code, low.code, opcode(0x57), [3], unsignedLeb(offset), [1]);
}

/** The address, then the vector, then this: stores one lane. */
export function storeLaneCode(offset: number, lane: 0 | 1): number[] {
  return [...opcode(0x5b), 3, ...unsignedLeb(offset), lane];
}

/** An integer from the number in memory, which must be one: ⌊x⌋ without a trap. */
export function loadFloatAsInt(address: I32, offset: number): I64 {
  return expr('i64', address.code, [0x2b, 3], unsignedLeb(offset), [0xfc, 0x06]);
}

/** The bits of the integer as a floating-point number of the same value. */
export function intAsFloatBits(a: I64): I64 {
  return expr('i64', a.code, [0xb9], [0xbd]);
}

/**
 * Bytes of the table at the indices, 0 where the top bit of an index is set. Indices from 16 to 127 are
 * not allowed: engines differ on them.
 */
export function lookUp(table: V128, indices: V128): V128 {
  return expr('v128', table.code, indices.code, opcode(0x100));
}

/** Pieces of `width` bytes of the lower or the upper halves of a and b, by turns. */
export function interleave(a: V128, b: V128, width: 1 | 2 | 4, half: 'low' | 'high'): V128 {
  const start = half === 'low' ? 0 : 8;
  const lanes = Array.from({ length: 16 }, (_, i) => {
    const piece = Math.floor(i / width);
    const source = piece % 2 === 0 ? 0 : 16;
    return source + start + Math.floor(piece / 2) * width + (i % width);
  });
  return expr('v128', a.code, b.code, opcode(0x0d), lanes);
}
