/**
 * Encodes 2·p for many points at the cost of one inversion for all, where encoding the points
 * themselves takes a square root for each.
 *
 * Definitions (H. de Valence, curve25519-dalek, `double_and_compress_batch`): with P = (X:Y:Z:T),
 * 2P = (E·F : G·H : F·G : E·H), E = 2XY, F = Z² + dT², G = Y² + X², H = Z² − dT²; the square root
 * that encoding needs is then known, and 1/(E·F·G·H) gives the rest. All inverses come from one
 * (P. Montgomery, "Speeding the Pollard and elliptic curve methods", 1987, §10.3.1).
 */

import { mask } from './codec-code.ts';
import { type I32, i32 } from './expression.ts';
import { at, pointer, tight } from './field-code.ts';
import { ELEMENT } from './field-functions.ts';
import { EXTENDED, extended, type Kit, program } from './point-code.ts';
import type { RootFunctions } from './roots.ts';

/** Bytes of working memory per point: E·G, F·H, their product, the product of all before. */
export const BATCH_WORK: number = 4 * ELEMENT;

/** Defines `doubleEncode`(out, points, n, work): out = n encodings of 2·points, which are overwritten. */
export function defineBatch(kit: Kit, roots: RootFunctions): void {
  const { module, constants } = kit;

  /** (p, work, running): E, F, G, H over p; fills `work`; running := running · product. */
  const gather = module.define(['i32', 'i32', 'i32'], undefined, (body, pAt, work, runningAt) => {
    const f = program(kit, body);
    const p = extended(pAt);
    const running = tight(runningAt);
    const zz = f.sqr(p.z);
    const dtt = f.mul(f.sqr(p.t), constants.d);
    const xx = f.sqr(p.x);
    const yy = f.sqr(p.y);
    const xy = f.mul(p.x, p.y);
    const e = f.carry(f.add(xy, xy), p.x);
    const ff = f.carry(f.add(zz, dtt), p.y);
    const g = f.carry(f.add(yy, xx), p.z);
    const h = f.carry(f.sub(zz, dtt), p.t);
    const eg = f.mul(e, g);
    const fh = f.mul(ff, h);
    const all = f.mul(eg, fh);
    // Where the product is zero, 2P is the identity: it must not spoil the others, and with E·G and
    // F·H zero its own encoding comes out as zero.
    const isZero = mask(f, f.isZero(all));
    f.select(isZero, constants.zero, eg, at(work));
    f.select(isZero, constants.zero, fh, at(work, ELEMENT));
    const factor = f.select(isZero, constants.one, all, at(work, 2 * ELEMENT));
    f.copy(running, at(work, 3 * ELEMENT));
    f.mul(running, factor, running);
    return undefined;
  });

  /** (out, p, work, inverse): the encoding; inverse := inverse of the products before this one. */
  const scatter = module.define(
    ['i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, out, pAt, work, runningAt) => {
      const f = program(kit, body);
      const p = extended(pAt);
      const running = tight(runningAt);
      const [eg, fh] = [tight(work), tight(work, ELEMENT)];
      const [factor, before] = [tight(work, 2 * ELEMENT), tight(work, 3 * ELEMENT)];
      const { x: e, y: ff, z: g, t: h } = p;
      const inverse = f.mul(running, before);
      f.mul(running, factor, running);
      const zInverse = f.mul(eg, inverse);
      const tInverse = f.mul(fh, inverse);
      const isRotated = mask(f, f.isNegative(f.mul(eg, zInverse)));
      const magic = f.select(isRotated, constants.sqrtM1, constants.invSqrtAMinusD);
      const newE = f.select(isRotated, g, e);
      const newH = f.select(isRotated, f.mul(ff, constants.sqrtM1), h);
      const newG = f.select(isRotated, f.sub(constants.zero, e), g);
      const isOpposite = mask(f, f.isNegative(f.mul(f.mul(newH, newE), zInverse)));
      const signedG = f.negateIf(isOpposite, newG);
      const s = f.mul(f.sub(newH, signedG), f.mul(magic, f.mul(signedG, tInverse)));
      f.toBytes(f.abs(s), out);
      return undefined;
    },
  );

  module.define(
    ['i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, out, points, n, work) => {
      const f = program(kit, body);
      const running = f.copy(constants.one, f.scratch());
      const nth = (base: I32, i: I32, size: number) => i32.add(base, i32.mul(i, i32.const(size)));
      body.times(n, (i) => {
        body.call(gather, nth(points, i, EXTENDED), nth(work, i, BATCH_WORK), pointer(running));
      });
      body.call(roots.invert, pointer(running), pointer(running));
      body.times(n, (i) => {
        const k = body.local('i32', i32.sub(i32.sub(n, i32.const(1)), i));
        body.call(
          scatter,
          nth(out, k, 32),
          nth(points, k, EXTENDED),
          nth(work, k, BATCH_WORK),
          pointer(running),
        );
      });
      return undefined;
    },
    'doubleEncode',
  );
}
