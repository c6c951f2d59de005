/**
 * Arithmetic modulo ℓ on flat arrays of scalars in memory, one call for many: what the shuffle and
 * the folded verifications need (PROTOCOL §§6–8). A stride of 0 repeats one scalar, 32 goes along.
 */
import { i32 } from './expression.ts';
import type { Arena } from './field-code.ts';
import { storeBytes } from './field-functions.ts';
import type { ModuleWriter } from './module.ts';
import { addBelow, limbsAt, montgomery, R_SQUARED } from './order-limbs.ts';

const SIZE = 32;

export function defineOrder(module: ModuleWriter, arena: Arena): void {
  // One body for every product: it is the largest of the kernel, and its loads cost little.
  /** (to, a, b): to = a·b/R. */
  const reduced = module.define(['i32', 'i32', 'i32'], undefined, (body, to, a, b) => {
    storeBytes(body, to, montgomery(body, limbsAt(body, a), limbsAt(body, b)));
    return undefined;
  });
  /** (to, a, b): to = a + b. */
  const add = module.define(['i32', 'i32', 'i32'], undefined, (body, to, a, b) => {
    storeBytes(body, to, addBelow(body, limbsAt(body, a), limbsAt(body, b)));
    return undefined;
  });

  const constantAt = arena.take(SIZE);
  const rSquared = i32.const(constantAt);
  module.data(
    constantAt,
    Array.from({ length: SIZE }, (_, i) => Number((R_SQUARED >> BigInt(8 * i)) & 255n)),
  );
  const factor = i32.const(arena.take(SIZE));
  const product = i32.const(arena.take(SIZE));
  const last = i32.const(arena.take(SIZE));
  const p7 = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;

  // (to, a, b, bStride, plus, plusStride, n): to_i = a_i·b_i + plus_i.
  module.define(
    p7,
    undefined,
    (body, to, a, b, bStride, plus, plusStride, n) => {
      body.if(i32.isZero(bStride), () => body.call(reduced, factor, b, rSquared));
      body.times(n, (i) => {
        const along = i32.mul(i, i32.const(SIZE));
        const ai = i32.add(a, along);
        // One factor for all is in Montgomery's form already, so one reduction does for both.
        body.if(
          i32.isZero(bStride),
          () => body.call(reduced, product, ai, factor),
          () => {
            body.call(reduced, product, ai, i32.add(b, along));
            body.call(reduced, product, product, rSquared);
          },
        );
        body.call(add, i32.add(to, along), product, i32.add(plus, i32.mul(i, plusStride)));
      });
      body.clear(factor, i32.const(SIZE));
      body.clear(product, i32.const(SIZE));
      return undefined;
    },
    'mulAddScalars',
  );

  // (to, a, b, bStride, n): to += R·Σ a_i·b_i/R, to be given 0 or an earlier sum.
  module.define(
    ['i32', 'i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, to, a, b, bStride, n) => {
      body.clear(last, i32.const(SIZE));
      body.times(n, (i) => {
        const ai = i32.add(a, i32.mul(i, i32.const(SIZE)));
        body.call(reduced, product, ai, i32.add(b, i32.mul(i, bStride)));
        body.call(add, last, last, product);
      });
      body.call(reduced, last, last, rSquared);
      body.call(add, to, to, last);
      body.clear(last, i32.const(SIZE));
      body.clear(product, i32.const(SIZE));
      return undefined;
    },
    'innerScalars',
  );

  // (to, start, factors, stride, plus, plusStride, n): to_i = factor_i·to_{i−1} + plus_i, to_{−1} = start.
  module.define(
    p7,
    undefined,
    (body, to, start, factors, stride, plus, plusStride, n) => {
      body.copy(last, start, i32.const(SIZE));
      body.times(n, (i) => {
        const here = i32.add(to, i32.mul(i, i32.const(SIZE)));
        body.call(reduced, last, last, i32.add(factors, i32.mul(i, stride)));
        body.call(reduced, last, last, rSquared);
        body.call(add, last, last, i32.add(plus, i32.mul(i, plusStride)));
        body.copy(here, last, i32.const(SIZE));
      });
      body.clear(last, i32.const(SIZE));
      return undefined;
    },
    'chainScalars',
  );
}
