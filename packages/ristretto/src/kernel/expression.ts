/**
 * Typed WebAssembly expressions: trees of instructions, each already in its binary form
 * (WebAssembly Core Specification 2.0, §5.4). The type parameter is the value type, so that the
 * compiler of TypeScript refuses what the validator of WebAssembly would.
 */
export type Kind = 'i32' | 'i64' | 'v128';

export interface Expr<K extends Kind> {
  readonly kind: K;
  readonly code: readonly number[];
}

export type I32 = Expr<'i32'>;
export type I64 = Expr<'i64'>;
export type V128 = Expr<'v128'>;

/** LEB128 of a signed number (Core Specification §5.2.2). */
export function signedLeb(value: bigint | number): number[] {
  if (value >= -64 && value < 64) return [Number(value) & 127];
  const out: number[] = [];
  let rest = BigInt(value);
  for (;;) {
    const byte = Number(rest & 127n);
    rest >>= 7n;
    const isLast = (rest === 0n && byte < 64) || (rest === -1n && byte >= 64);
    out.push(isLast ? byte : byte | 128);
    if (isLast) return out;
  }
}

/** LEB128 of a number that is not negative. */
export function unsignedLeb(value: number): number[] {
  if (value >= 0 && value < 128 && Number.isInteger(value)) return [value];
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`no LEB128 for ${value}`);
  const out: number[] = [];
  let rest = value;
  do {
    const byte = rest % 128;
    rest = Math.floor(rest / 128);
    out.push(rest > 0 ? byte | 128 : byte);
  } while (rest > 0);
  return out;
}

export function expr<K extends Kind>(kind: K, ...parts: readonly (readonly number[])[]): Expr<K> {
  // The kernel is written at every start, so this is a plain loop and not `flat`.
  const code: number[] = [];
  for (const part of parts) for (let i = 0; i < part.length; i++) code.push(part[i] as number);
  return { kind, code };
}

type Binary<A extends Kind, R extends Kind> = (a: Expr<A>, b: Expr<A>) => Expr<R>;
type Unary<A extends Kind, R extends Kind> = (a: Expr<A>) => Expr<R>;
/** A load from `address + offset`; the offset is part of the instruction. */
type Load<R extends Kind> = (address: I32, offset?: number) => Expr<R>;

export function binary<A extends Kind, R extends Kind>(
  kind: R,
  ...opcode: readonly number[]
): Binary<A, R> {
  return (a, b) => expr(kind, a.code, b.code, opcode);
}

export function unary<A extends Kind, R extends Kind>(
  kind: R,
  ...opcode: readonly number[]
): Unary<A, R> {
  return (a) => expr(kind, a.code, opcode);
}

export function load<R extends Kind>(
  kind: R,
  align: number,
  ...opcode: readonly number[]
): Load<R> {
  return (address, offset = 0) => expr(kind, address.code, opcode, [align], unsignedLeb(offset));
}

/** The value of an `i32.const`, so that addresses known now are added now. */
function constantOf({ code }: Expr<'i32'>): number | undefined {
  if (code[0] !== 0x41 || code.length > 6) return undefined;
  let value = 0;
  for (let i = 1; i < code.length; i++) {
    const byte = code[i] as number;
    value |= (byte & 127) << (7 * (i - 1));
    if (byte >= 128) continue;
    if (i < code.length - 1) return undefined;
    return i < 5 && byte >= 64 ? value - 2 ** (7 * i) : value;
  }
  return undefined;
}

interface Int32 {
  readonly const: (value: number) => I32;
  readonly load: Load<'i32'>;
  readonly load8: Load<'i32'>;
  readonly load16: Load<'i32'>;
  readonly add: Binary<'i32', 'i32'>;
  readonly sub: Binary<'i32', 'i32'>;
  readonly mul: Binary<'i32', 'i32'>;
  readonly and: Binary<'i32', 'i32'>;
  readonly or: Binary<'i32', 'i32'>;
  readonly xor: Binary<'i32', 'i32'>;
  readonly shl: Binary<'i32', 'i32'>;
  readonly shr: Binary<'i32', 'i32'>;
  readonly shrUnsigned: Binary<'i32', 'i32'>;
  readonly isZero: Unary<'i32', 'i32'>;
  readonly equal: Binary<'i32', 'i32'>;
  readonly less: Binary<'i32', 'i32'>;
  readonly greater: Binary<'i32', 'i32'>;
  readonly wrap: Unary<'i64', 'i32'>;
}

/** Instructions on 32-bit integers; `shr` keeps the sign, comparisons are signed, loads of 8 and 16 bits too. */
export const i32: Int32 = {
  const: (value) => expr('i32', [0x41], signedLeb(value)),
  load: load('i32', 2, 0x28),
  load8: load('i32', 0, 0x2c),
  load16: load('i32', 1, 0x2e),
  add: (a, b) => {
    const [x, y] = [constantOf(a), constantOf(b)];
    if (x === undefined || y === undefined) return expr('i32', a.code, b.code, [0x6a]);
    return expr('i32', [0x41], signedLeb((x + y) | 0));
  },
  sub: binary('i32', 0x6b),
  mul: binary('i32', 0x6c),
  and: binary('i32', 0x71),
  or: binary('i32', 0x72),
  xor: binary('i32', 0x73),
  shl: binary('i32', 0x74),
  shr: binary('i32', 0x75),
  shrUnsigned: binary('i32', 0x76),
  isZero: unary('i32', 0x45),
  equal: binary('i32', 0x46),
  less: binary('i32', 0x48),
  greater: binary('i32', 0x4a),
  wrap: unary('i32', 0xa7),
};

interface Int64 {
  readonly const: (value: bigint | number) => I64;
  readonly load: Load<'i64'>;
  readonly load32: Load<'i64'>;
  readonly load32Unsigned: Load<'i64'>;
  readonly add: Binary<'i64', 'i64'>;
  readonly sub: Binary<'i64', 'i64'>;
  readonly mul: Binary<'i64', 'i64'>;
  readonly and: Binary<'i64', 'i64'>;
  readonly or: Binary<'i64', 'i64'>;
  readonly xor: Binary<'i64', 'i64'>;
  readonly shl: Binary<'i64', 'i64'>;
  readonly shr: Binary<'i64', 'i64'>;
  readonly shrUnsigned: Binary<'i64', 'i64'>;
  readonly isZero: Unary<'i64', 'i32'>;
  readonly aboveUnsigned: Binary<'i64', 'i32'>;
  readonly leadingZeros: Unary<'i64', 'i64'>;
  readonly extend: Unary<'i32', 'i64'>;
  readonly extendUnsigned: Unary<'i32', 'i64'>;
}

/** Instructions on 64-bit integers; `shr` and `load32` keep the sign. */
export const i64: Int64 = {
  const: (value) => expr('i64', [0x42], signedLeb(value)),
  load: load('i64', 3, 0x29),
  load32: load('i64', 2, 0x34),
  load32Unsigned: load('i64', 2, 0x35),
  add: binary('i64', 0x7c),
  sub: binary('i64', 0x7d),
  mul: binary('i64', 0x7e),
  and: binary('i64', 0x83),
  or: binary('i64', 0x84),
  xor: binary('i64', 0x85),
  shl: binary('i64', 0x86),
  shr: binary('i64', 0x87),
  shrUnsigned: binary('i64', 0x88),
  isZero: unary('i32', 0x50),
  aboveUnsigned: binary('i32', 0x56),
  leadingZeros: unary('i64', 0x79),
  extend: unary('i64', 0xac),
  extendUnsigned: unary('i64', 0xad),
};

/** `address + bytes`, folded when `bytes` is zero. */
export function offsetBy(address: I32, bytes: number): I32 {
  return bytes === 0 ? address : i32.add(address, i32.const(bytes));
}
