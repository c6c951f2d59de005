/**
 * Products by secret scalars, in constant time: the same additions whatever the digits, and of
 * every row of multiples all entries are read, the wanted one kept by masks.
 *
 * Fixed bases: row w of the table holds [1..16]·32^w·B as affine Niels points, 51 rows, so a product
 * is 51 additions and no doubling. Any point: its own [1..16]·P as projective Niels points, and five
 * doublings between two digits (signed windows as in D. Bernstein et al., "High-speed high-security
 * signatures", CHES 2011, §4).
 */
import type { CodecFunctions } from './codec-code.ts';
import { type I32, type I64, i32, i64 } from './expression.ts';
import { at, type FieldCode, pointer, tight } from './field-code.ts';
import { ELEMENT } from './field-functions.ts';
import { callExpr, type Func } from './module.ts';
import {
  EXTENDED,
  extended,
  type Kit,
  NIELS,
  type PointFunctions,
  PROJECTIVE_NIELS,
  program,
} from './point-code.ts';
import type { RootFunctions } from './roots.ts';
import { MULTIPLES, WINDOW, WINDOWS } from './scalar-code.ts';

/** Bytes of the table of one base. */
export const FIXED_TABLE: number = WINDOWS * MULTIPLES * NIELS;
/** Bytes of working memory to build one. */
export const FIXED_WORK: number = WINDOWS * MULTIPLES * (EXTENDED + ELEMENT);

/** The lowest limbs of a Niels point of the identity that are not zero: y + x, y − x, 2Z. */
const NEUTRAL = [
  [0, 1],
  [ELEMENT, 1],
  [3 * ELEMENT, 2],
] as const;

export function defineFixed(
  kit: Kit,
  parts: {
    readonly points: PointFunctions;
    readonly roots: RootFunctions;
    readonly codec: CodecFunctions;
  },
): void {
  const { module, arena, constants } = kit;
  const { points, roots, codec } = parts;

  /**
   * Leaves digit·B in `to` as a Niels point of `size` bytes, from the row [1..16]·B; every byte of
   * the row is read.
   */
  function defineSelect(size: number): Func {
    return module.define(['i32', 'i32', 'i32'], undefined, (body, to, row, digit) => {
      const f = program(kit, body);
      const sign = body.local('i32', i32.shr(digit, i32.const(31)));
      const wanted = body.local('i64', i64.extend(i32.sub(i32.xor(digit, sign), sign)));
      const isNone = body.local('i64', equalMask(wanted, i64.const(0)));
      const masks = Array.from({ length: MULTIPLES }, (_, m) =>
        body.local('i64', equalMask(wanted, i64.const(m + 1))),
      );
      // Word by word with the masks at hand: many accumulators would not fit in registers.
      const from = body.local('i32', row);
      const target = body.local('i32', to);
      body.times(size / 8, () => {
        const kept = masks.map((mask, m) => i64.and(mask, i64.load(from, m * size)));
        body.store64(target, 0, kept.reduce(i64.or));
        body.set(from, i32.add(from, i32.const(8)));
        body.set(target, i32.add(target, i32.const(8)));
      });
      for (const [offset, start] of NEUTRAL)
        if (offset < size) {
          const word = i64.or(i64.load(to, offset), i64.and(isNone, i64.const(start)));
          body.store64(to, offset, word);
        }
      // −P: y + x and y − x change places, 2dT changes its sign.
      const swap = body.local('i64', i64.extend(sign));
      for (let i = 0; i < ELEMENT; i += 8) {
        const [plus, minus] = [i64.load(to, i), i64.load(to, ELEMENT + i)];
        const change = body.local('i64', i64.and(i64.xor(plus, minus), swap));
        body.store64(to, i, i64.xor(i64.load(to, i), change));
        body.store64(to, ELEMENT + i, i64.xor(i64.load(to, ELEMENT + i), change));
      }
      f.negateIf(sign, tight(to, 2 * ELEMENT), at(to, 2 * ELEMENT));
      return undefined;
    });
  }

  const selectNiels = defineSelect(NIELS);
  const selectProjective = defineSelect(PROJECTIVE_NIELS);

  /** (to, p, zInverse): affine Niels. */
  const toNiels = module.define(['i32', 'i32', 'i32'], undefined, (body, to, pAt, zInverseAt) => {
    const f = program(kit, body);
    const p = extended(pAt);
    const zInverse = tight(zInverseAt);
    const x = f.mul(p.x, zInverse);
    const y = f.mul(p.y, zInverse);
    f.carry(f.add(y, x), at(to));
    f.carry(f.sub(y, x), at(to, ELEMENT));
    f.mul(f.mul(x, y), constants.twoD, at(to, 2 * ELEMENT));
    return undefined;
  });

  const base = i32.const(arena.take(EXTENDED));
  const baseProjective = i32.const(arena.take(PROJECTIVE_NIELS));

  /** (table, bytes, work) → 1, and the table of the base with that encoding; 0 when it has none. */
  module.define(
    ['i32', 'i32', 'i32'],
    'i32',
    (body, table, bytes, work) => {
      const f = program(kit, body);
      const isPoint = body.local('i32', callExpr('i32', codec.decode, base, bytes, i32.const(0)));
      const total = WINDOWS * MULTIPLES;
      const before = body.local('i32', i32.add(work, i32.const(total * EXTENDED)));
      const running = f.copy(constants.one, f.scratch());
      const entry = body.local('i32', work);
      body.if(isPoint, () => {
        body.times(WINDOWS, () => {
          body.call(points.toProjective, baseProjective, base);
          body.times(MULTIPLES, () => {
            copyExtended(f, base, entry);
            body.call(points.addProjective, base, base, baseProjective);
            body.set(entry, i32.add(entry, i32.const(EXTENDED)));
          });
          // base is 17·B now; the next row begins with 32·B = 2·(16·B).
          body.call(points.doubleFull, base, i32.sub(entry, i32.const(EXTENDED)));
        });
        body.set(entry, work);
        body.times(total, () => {
          f.copy(running, at(before));
          f.mul(running, tight(entry, 2 * ELEMENT), running);
          body.set(entry, i32.add(entry, i32.const(EXTENDED)));
          body.set(before, i32.add(before, i32.const(ELEMENT)));
        });
        body.call(roots.invert, pointer(running), pointer(running));
        const to = body.local('i32', i32.add(table, i32.const(total * NIELS)));
        body.times(total, () => {
          body.set(entry, i32.sub(entry, i32.const(EXTENDED)));
          body.set(before, i32.sub(before, i32.const(ELEMENT)));
          body.set(to, i32.sub(to, i32.const(NIELS)));
          const zInverse = f.mul(running, tight(before));
          f.mul(running, tight(entry, 2 * ELEMENT), running);
          body.call(toNiels, to, entry, pointer(zInverse));
        });
      });
      return isPoint;
    },
    'fixedTable',
  );

  const chosen = i32.const(arena.take(PROJECTIVE_NIELS));

  /** (points, digits, n, table): points_i += scalar_i·B, of which the digits stand row by row. */
  module.define(
    ['i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, to, digits, n, table) => {
      const row = body.local('i32', table);
      const digit = body.local('i32', digits);
      const p = body.local('i32');
      body.times(WINDOWS, () => {
        body.set(p, to);
        body.times(n, () => {
          body.call(selectNiels, chosen, row, i32.load8(digit));
          body.call(points.addNiels, p, p, chosen);
          body.set(p, i32.add(p, i32.const(EXTENDED)));
          body.set(digit, i32.add(digit, i32.const(1)));
        });
        body.set(row, i32.add(row, i32.const(MULTIPLES * NIELS)));
      });
      return undefined;
    },
    'addFixed',
  );

  const row = i32.const(arena.take(MULTIPLES * PROJECTIVE_NIELS));

  /** (points, n, digits): points_i := scalar·points_i, one scalar for all. */
  module.define(
    ['i32', 'i32', 'i32'],
    undefined,
    (body, all, n, digits) => {
      const multiple = i32.const(arena.take(EXTENDED));
      body.times(n, (i) => {
        const f = program(kit, body);
        const p = body.local('i32', i32.add(all, i32.mul(i, i32.const(EXTENDED))));
        copyExtended(f, p, multiple);
        body.times(MULTIPLES, (m) => {
          const entry = i32.add(row, i32.mul(m, i32.const(PROJECTIVE_NIELS)));
          body.call(points.toProjective, entry, multiple);
          body.call(points.addProjective, multiple, multiple, row);
        });
        body.call(points.identity, p);
        body.times(WINDOWS, (w) => {
          // The first doublings are of the identity: the same work for every scalar.
          body.times(WINDOW - 1, () => body.call(points.double, p, p));
          body.call(points.doubleFull, p, p);
          const digit = i32.load8(i32.sub(i32.add(digits, i32.const(WINDOWS - 1)), w));
          body.call(selectProjective, chosen, row, digit);
          body.call(points.addProjective, p, p, chosen);
        });
      });
      return undefined;
    },
    'mulEach',
  );
}

/** −1 where two small numbers that are not negative are equal, else 0, by subtraction. */
function equalMask(a: I64, b: I64): I64 {
  return i64.shr(i64.sub(i64.xor(a, b), i64.const(1)), i64.const(63));
}

function copyExtended(f: FieldCode, from: I32, to: I32): void {
  for (let i = 0; i < EXTENDED; i += ELEMENT) f.copy(tight(from, i), at(to, i));
}
