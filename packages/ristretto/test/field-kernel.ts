/** The field functions of the kernel in a module of their own, so that tests reach every limb. */
import { i32 } from '../src/kernel/expression.ts';
import { defineField, ELEMENT, type FieldFunctions } from '../src/kernel/field-functions.ts';
import { BITS, LIMBS } from '../src/kernel/limbs.ts';
import { ModuleWriter } from '../src/kernel/module.ts';

type Run = (...args: number[]) => number;

const P = 2n ** 255n - 19n;

export interface FieldKernel {
  /** a·b for elements given by their limbs; the product's limbs. */
  multiply(a: readonly bigint[], b: readonly bigint[]): bigint[];
  square(a: readonly bigint[]): bigint[];
  carry(a: readonly bigint[]): bigint[];
  isZero(a: readonly bigint[]): number;
  isNegative(a: readonly bigint[]): number;
  toBytes(a: readonly bigint[]): Uint8Array;
  /** out_i = a_i·b_i on flat arrays of 32-byte integers. */
  products(a: Uint8Array, b: Uint8Array): Uint8Array;
}

export function elementOf(limbs: readonly bigint[]): bigint {
  const sum = limbs.reduce((total, limb, i) => total + (limb << BigInt(BITS * i)), 0n);
  return ((sum % P) + P) % P;
}

export async function fieldKernel(): Promise<FieldKernel> {
  const module = new ModuleWriter();
  const field = defineField(module);
  const exported = ['multiply', 'squareTimes', 'carry', 'toBytes', 'isZero', 'isNegative'] as const;
  for (const name of exported) {
    const func = field[name as keyof FieldFunctions];
    module.export(name, func);
  }
  module.define(
    ['i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, out, a, b, n) => {
      const [x, y] = [i32.const(0), i32.const(ELEMENT)];
      body.times(n, (i) => {
        const shift = i32.shl(i, i32.const(5));
        body.call(field.fromBytes, x, i32.add(a, shift));
        body.call(field.fromBytes, y, i32.add(b, shift));
        body.call(field.multiply, x, x, y);
        body.call(field.toBytes, i32.add(out, shift), x);
      });
      return undefined;
    },
    'products',
  );
  const { instance } = await WebAssembly.instantiate(module.encode(1 << 24) as BufferSource);
  const run = instance.exports as unknown as Record<string, Run> & { memory: WebAssembly.Memory };
  const [A, B, OUT] = [1024, 1088, 1152];
  const view = () => new DataView(run.memory.buffer);
  const call = (name: string, ...args: number[]) => (run[name] as Run)(...args);

  function put(at: number, limbs: readonly bigint[]): number {
    for (const [i, limb] of limbs.entries()) view().setInt32(at + 4 * i, Number(limb), true);
    return at;
  }
  function limbs(): bigint[] {
    return Array.from({ length: LIMBS }, (_, i) => BigInt(view().getInt32(OUT + 4 * i, true)));
  }
  return {
    multiply: (a, b) => {
      call('multiply', OUT, put(A, a), put(B, b));
      return limbs();
    },
    square: (a) => {
      call('squareTimes', OUT, put(A, a), 1);
      return limbs();
    },
    carry: (a) => {
      call('carry', OUT, put(A, a));
      return limbs();
    },
    isZero: (a) => call('isZero', put(A, a)),
    isNegative: (a) => call('isNegative', put(A, a)),
    toBytes: (a) => {
      call('toBytes', OUT, put(A, a));
      return new Uint8Array(run.memory.buffer).slice(OUT, OUT + 32);
    },
    products: (a, b) => {
      const memory = new Uint8Array(run.memory.buffer);
      const at = 4096;
      memory.set(a, at);
      memory.set(b, at + a.length);
      call('products', at + 2 * a.length, at, at + a.length, a.length / 32);
      return memory.slice(at + 2 * a.length, at + 3 * a.length);
    },
  };
}
