/**
 * The second kernel, for public bulk work on engines with relaxed SIMD: two elements at a time, fused
 * multiply-adds. It lives in the memory of the first kernel and uses its digits. Whether the engine
 * really fuses is found out before anything relies on it (`self-test.ts`).
 */
import { type I32, type I64, i32, i64 } from './expression.ts';
import { Arena } from './field-code.ts';
import { defineQuadDecode, LANE_NIELS, type QuadDecoders } from './fma-codec.ts';
import { definePairConstants } from './fma-constants.ts';
import { definePairEach } from './fma-each.ts';
import { definePairBatch, definePairEncode } from './fma-encode.ts';
import { definePairFixed } from './fma-fixed.ts';
import { constantPool, definePairField } from './fma-functions.ts';
import { definePairLanes } from './fma-lanes.ts';
import type { Constant64 } from './fma-limbs.ts';
import { definePairMap } from './fma-map.ts';
import { definePairMsm } from './fma-msm.ts';
import { definePairPoints } from './fma-points.ts';
import { definePairRoots, definePower } from './fma-roots.ts';
import { definePairStraus } from './fma-straus.ts';
import { FMA_START, HEAP } from './memory-map.ts';
import { callExpr, ModuleWriter } from './module.ts';
import { multiplyAdd, v128 } from './vector.ts';

export function writeFmaKernel(): Uint8Array {
  const module = new ModuleWriter();
  const arena = new Arena(FMA_START);
  const pool = constantPool(module, arena);
  const constants = definePairConstants(module, arena);
  const kit = { module, arena, pool, constants, field: definePairField(module, pool) };
  const points = definePairPoints(kit);
  const roots = definePairRoots(kit, definePower(kit));
  defineBulkDecode(
    module,
    defineQuadDecode(kit, roots.power),
    i32.const(arena.take(2 * LANE_NIELS)),
  );
  definePairMsm(kit, points);
  definePairEncode(kit, roots);
  definePairBatch(kit, roots);
  definePairMap(kit, points, roots);
  definePairLanes(kit, points);
  definePairFixed(kit, points, roots);
  definePairEach(kit, points);
  definePairStraus(kit, points);
  defineFusedTest(module, pool);
  if (arena.end > HEAP) throw new RangeError(`scratch ends at ${arena.end}`);
  return module.encode(HEAP, 'given');
}

/**
 * `isFused`() → 1 where a·b + c is rounded once: with a = b = 1 + 2^−30 and c = −(1 + 2^−29) that
 * leaves 2^−60, and nothing where the product is rounded first.
 */
function defineFusedTest(module: ModuleWriter, pool: Constant64): void {
  const bits = (x: number) => new BigUint64Array(Float64Array.of(x).buffer)[0] as bigint;
  module.define(
    [],
    'i32',
    (body) => {
      const a = pool(bits(1 + 2 ** -30));
      const rest = multiplyAdd(a, a, pool(bits(-(1 + 2 ** -29))));
      body.storeVector(i32.const(0), FMA_START - 16, v128.xor(rest, pool(bits(2 ** -60))));
      const [low, high] = [-16, -8].map((offset) =>
        i64.load(i32.const(0), FMA_START + offset),
      ) as readonly I64[] as readonly [I64, I64];
      return i64.isZero(i64.or(low, high));
    },
    'isFused',
  );
}

/**
 * `decodeNiels`(bytes, n, to, stride, hints) → where the first four begin of which not all are encodings,
 * or −1. n is a multiple of four; `stride` is 2·LANE_NIELS, or 0 to check only. `hints` are one for each
 * string, or 0 where there are none: four with a wrong one are decoded without.
 * `decodeHints`(bytes, n, hints): the same that only checks, and writes the hints.
 */
function defineBulkDecode(
  module: ModuleWriter,
  { decode, decodeHinted }: QuadDecoders,
  to: I32,
): void {
  const none = i32.const(0);
  module.define(
    ['i32', 'i32', 'i32', 'i32', 'i32'],
    'i32',
    (body, bytes, n, place, stride, hints) => {
      const i = body.local('i32', none);
      const target = body.local('i32', place);
      const isDone = body.local('i32');
      body.while(i32.less(i, n), () => {
        const at = i32.shl(i, i32.const(5));
        const from = i32.add(bytes, at);
        body.set(isDone, none);
        body.if(hints, () =>
          body.set(isDone, callExpr('i32', decodeHinted, from, target, stride, i32.add(hints, at))),
        );
        body.if(i32.isZero(isDone), () =>
          body.if(i32.isZero(callExpr('i32', decode, from, target, stride, none)), () =>
            body.return(i),
          ),
        );
        body.set(target, i32.add(target, i32.shl(stride, i32.const(1))));
        body.set(i, i32.add(i, i32.const(4)));
      });
      return i32.const(-1);
    },
    'decodeNiels',
  );
  module.define(
    ['i32', 'i32', 'i32'],
    'i32',
    (body, bytes, n, hints) => {
      const i = body.local('i32', none);
      body.while(i32.less(i, n), () => {
        const at = i32.shl(i, i32.const(5));
        const areValid = callExpr('i32', decode, i32.add(bytes, at), to, none, i32.add(hints, at));
        body.if(i32.isZero(areValid), () => body.return(i));
        body.set(i, i32.add(i, i32.const(4)));
      });
      return i32.const(-1);
    },
    'decodeHints',
  );
}
