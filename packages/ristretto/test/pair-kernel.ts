/** The field functions of the second kernel in a module of their own, so that tests reach every limb. */
import { i32 } from '../src/kernel/expression.ts';
import { Arena } from '../src/kernel/field-code.ts';
import { constantPool, definePairField, PAIR } from '../src/kernel/fma-functions.ts';
import { PAIR_BITS, PAIR_LIMBS } from '../src/kernel/fma-limbs.ts';
import { ModuleWriter } from '../src/kernel/module.ts';

type Run = (...args: number[]) => number;
type Limbs = readonly bigint[];

const P = 2n ** 255n - 19n;

export interface PairKernel {
  /** The limbs of both products, lane by lane. */
  multiply(a: readonly [Limbs, Limbs], b: readonly [Limbs, Limbs]): bigint[][];
  square(a: readonly [Limbs, Limbs]): bigint[][];
  add(a: readonly [Limbs, Limbs], b: readonly [Limbs, Limbs]): bigint[][];
  subtract(a: readonly [Limbs, Limbs], b: readonly [Limbs, Limbs]): bigint[][];
  toBytes(a: Limbs): Uint8Array;
  /** out_i = a_i·b_i on flat arrays of 32-byte integers, an even number of them. */
  products(a: Uint8Array, b: Uint8Array): Uint8Array;
}

export function pairElementOf(limbs: Limbs): bigint {
  const sum = limbs.reduce((total, limb, i) => total + (limb << BigInt(PAIR_BITS * i)), 0n);
  return ((sum % P) + P) % P;
}

export async function pairKernel(): Promise<PairKernel> {
  const module = new ModuleWriter();
  const field = definePairField(module, constantPool(module, new Arena(0)));
  for (const name of ['multiply', 'square', 'toBytes', 'add', 'subtract'] as const)
    module.export(name, field[name]);
  const [A, B, OUT] = [2048, 2048 + PAIR, 2048 + 2 * PAIR] as const;
  module.define(
    ['i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, out, a, b, n) => {
      body.times(n, (i) => {
        const shift = i32.shl(i, i32.const(6));
        const next = i32.add(shift, i32.const(32));
        const [x, y, z] = [i32.const(A), i32.const(B), i32.const(OUT)];
        for (const [lane, by] of [shift, next].entries()) {
          body.call(field.fromBytes, x, i32.const(lane), i32.add(a, by));
          body.call(field.fromBytes, y, i32.const(lane), i32.add(b, by));
        }
        body.call(field.multiply, z, x, y);
        body.call(field.toBytes, i32.add(out, shift), z);
        body.call(field.toBytes, i32.add(out, next), i32.const(OUT + 8));
      });
      return undefined;
    },
    'products',
  );
  const { instance } = await WebAssembly.instantiate(module.encode(1 << 24) as BufferSource);
  const run = instance.exports as unknown as Record<string, Run> & { memory: WebAssembly.Memory };
  const view = () => new DataView(run.memory.buffer);
  const call = (name: string, ...args: number[]) => (run[name] as Run)(...args);

  function put(at: number, lanes: readonly Limbs[]): number {
    for (const [lane, limbs] of lanes.entries())
      for (const [i, limb] of limbs.entries())
        view().setFloat64(at + 16 * i + 8 * lane, Number(limb), true);
    return at;
  }
  function result(): bigint[][] {
    return [0, 1].map((lane) =>
      Array.from({ length: PAIR_LIMBS }, (_, i) =>
        BigInt(view().getFloat64(OUT + 16 * i + 8 * lane, true)),
      ),
    );
  }
  return {
    multiply: (a, b) => {
      call('multiply', OUT, put(A, a), put(B, b));
      return result();
    },
    square: (a) => {
      call('square', OUT, put(A, a));
      return result();
    },
    add: (a, b) => {
      call('add', OUT, put(A, a), put(B, b));
      return result();
    },
    subtract: (a, b) => {
      call('subtract', OUT, put(A, a), put(B, b));
      return result();
    },
    toBytes: (a) => {
      call('toBytes', OUT, put(A, [a, a]) + 8);
      return new Uint8Array(run.memory.buffer).slice(OUT, OUT + 32);
    },
    products: (a, b) => {
      const memory = new Uint8Array(run.memory.buffer);
      const at = 8192;
      memory.set(a, at);
      memory.set(b, at + a.length);
      call('products', at + 2 * a.length, at, at + a.length, a.length / 64);
      return memory.slice(at + 2 * a.length, at + 3 * a.length);
    },
  };
}
