/** Signs and comparisons of pairs, which read limbs as they are and freeze nothing: against BigInt. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { V128 } from '../src/kernel/expression.ts';
import { i32 } from '../src/kernel/expression.ts';
import { Arena, type Element } from '../src/kernel/field-code.ts';
import { PairCode, tightPair } from '../src/kernel/fma-code.ts';
import { definePairConstants, pairLimbsOf } from '../src/kernel/fma-constants.ts';
import { constantPool, definePairField, PAIR } from '../src/kernel/fma-functions.ts';
import { PAIR_LIMBS, PAIR_TIGHT } from '../src/kernel/fma-limbs.ts';
import { ModuleWriter } from '../src/kernel/module.ts';
import { pairElementOf } from './pair-kernel.ts';

type Limbs = readonly bigint[];

const P = 2n ** 255n - 19n;
const SQRT_M1 = 19681161376707505956807079304988542015446066515923890162744021073123829784752n;
const [A, OUT] = [8192, 8192 + PAIR] as const;

const module = new ModuleWriter();
const arena = new Arena(0);
const pool = constantPool(module, arena);
const constants = definePairConstants(module, arena);
const field = definePairField(module, pool);

function defineJudge(name: string, judge: (f: PairCode, a: Element) => V128): void {
  module.define(
    [],
    undefined,
    (body) => {
      const f = new PairCode(body, field, arena, pool);
      body.storeVector(i32.const(0), OUT, judge(f, tightPair(i32.const(A))));
      return undefined;
    },
    name,
  );
}

const JUDGES: Readonly<Record<string, (value: bigint) => boolean>> = {
  negative: (value) => (value & 1n) === 1n,
  zero: (value) => value === 0n,
  one: (value) => value === 1n,
  minusOne: (value) => value === P - 1n,
  root: (value) => value === SQRT_M1,
  minusRoot: (value) => value === P - SQRT_M1,
};
defineJudge('negative', (f, a) => f.isNegative(a));
defineJudge('zero', (f, a) => f.isConstant(a, constants.zero));
defineJudge('one', (f, a) => f.isConstant(a, constants.one));
defineJudge('minusOne', (f, a) => f.isConstant(a, constants.one, true));
defineJudge('root', (f, a) => f.isConstant(a, constants.sqrtM1));
defineJudge('minusRoot', (f, a) => f.isConstant(a, constants.sqrtM1, true));

const { instance } = await WebAssembly.instantiate(module.encode(65_536) as BufferSource);
const run = instance.exports as unknown as Record<string, () => void> & {
  memory: WebAssembly.Memory;
};

function agrees(lanes: readonly [Limbs, Limbs]): void {
  const view = new DataView(run.memory.buffer);
  for (const [lane, limbs] of lanes.entries())
    for (const [i, limb] of limbs.entries())
      view.setFloat64(A + 16 * i + 8 * lane, Number(limb), true);
  for (const [name, judge] of Object.entries(JUDGES)) {
    run[name]?.();
    for (const [lane, limbs] of lanes.entries()) {
      const expected = judge(pairElementOf(limbs)) ? -1n : 0n;
      expect(view.getBigInt64(OUT + 8 * lane, true), `${name} of ${limbs.join()}`).toBe(expected);
    }
  }
}

describe('signs and comparisons of both lanes', () => {
  const anyLimbs = fc.tuple(
    ...PAIR_TIGHT.map(({ lo, hi }) =>
      fc.oneof(
        fc.constantFrom(lo, hi, 0n, 1n, -1n, lo + 1n, hi - 1n),
        fc.bigInt({ min: lo, max: hi }),
      ),
    ),
  );

  test('of any limbs that products may have', () => {
    fc.assert(
      fc.property(anyLimbs, anyLimbs, (a, b) => agrees([a, b])),
      { numRuns: 2000 },
    );
  });

  test('of limbs that are zero but for one', () => {
    for (let i = 0; i < PAIR_LIMBS; i++)
      for (const { lo, hi } of [PAIR_TIGHT[i] as (typeof PAIR_TIGHT)[number]])
        for (const limb of [lo, lo + 1n, -2n, -1n, 1n, 2n, hi - 1n, hi]) {
          const a = Array.from({ length: PAIR_LIMBS }, (_, k) => (k === i ? limb : 0n));
          agrees([a, a.map((x) => -x)]);
        }
  });

  test('of the numbers around those that are compared with, and around p/2', () => {
    for (const centre of [0n, 1n, P - 1n, SQRT_M1, P - SQRT_M1, P >> 1n, 2n ** 254n])
      for (let near = -40n; near <= 40n; near++) {
        const limbs = pairLimbsOf((((centre + near) % P) + P) % P);
        agrees([limbs, limbs.map((x) => -x)]);
      }
  });
});
