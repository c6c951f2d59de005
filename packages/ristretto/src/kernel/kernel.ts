/**
 * The whole kernel: every function in order, one memory. The bytes depend on nothing but this
 * program; a test holds them to a hash that is in the repository.
 *
 * Memory: constants and scratch first (fixed when the kernel is written), then the heap, which
 * belongs to JavaScript (wasm-group.ts) and grows on demand.
 */
import { defineBatch } from './batch-code.ts';
import { defineBulk } from './bulk-code.ts';
import { defineCodec } from './codec-code.ts';
import { defineConstants } from './constants.ts';
import { defineDigits } from './digit-code.ts';
import { Arena } from './field-code.ts';
import { defineField } from './field-functions.ts';
import { defineFixed } from './fixed-code.ts';
import { FMA_START, HEAP } from './memory-map.ts';
import { ModuleWriter } from './module.ts';
import { defineMsm } from './msm-code.ts';
import { defineOrder } from './order-code.ts';
import { definePoints, type Kit } from './point-code.ts';
import { defineRoots } from './roots.ts';
import { defineScalars } from './scalar-code.ts';

export function writeKernel(): Uint8Array {
  const module = new ModuleWriter();
  const arena = new Arena(0);
  const constants = defineConstants(module, arena);
  const kit: Kit = { module, arena, constants, field: defineField(module) };
  const points = definePoints(kit);
  const roots = defineRoots(kit);
  const codec = defineCodec(kit, points, roots);
  defineScalars(module);
  defineOrder(module, arena);
  defineBatch(kit, roots);
  defineFixed(kit, { points, roots, codec });
  defineDigits(module, arena);
  defineMsm(kit, points);
  defineBulk(kit, points, codec);
  if (arena.end > FMA_START - 16) throw new RangeError(`scratch needs ${arena.end} bytes`);
  return module.encode(HEAP);
}
