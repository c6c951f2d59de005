/**
 * Products of a fixed base by secret scalars, sixteen at a time: one addition a row of the table and
 * nothing that depends on the digits but the operands of shuffles and masks, all within registers.
 *
 * Digits are odd, from −127 to 127, so a row holds the 64 multiples 1, 3, …, 127 of 128^row·B. It is laid down byte by byte: of byte t of a
 * Niels point first those of the first 16 multiples, then of the next. A shuffle of 16 bytes then looks up
 * byte t for sixteen digits at once (M. Hamburg, "Accelerating AES with vector permute instructions",
 * CHES 2009), in a time that no processor we know lets depend on the indices.
 *
 * All numbers here are integers in floating-point lanes: 0, or from 1 to 2^256 in size. So no
 * instruction meets a subnormal number, an infinity or a NaN, the operands whose time is known to differ.
 */
import { type I32, i32, type V128 } from './expression.ts';
import { pointer } from './field-code.ts';
import { tightPair } from './fma-code.ts';
import { LANE_NIELS } from './fma-codec.ts';
import { PAIR } from './fma-functions.ts';
import { gatherLanes } from './fma-lanes.ts';
import { PAIR_LIMBS } from './fma-limbs.ts';
import { PAIR_POINT, type PairKit, type PairPoints, pairProgram } from './fma-points.ts';
import type { PairRoots } from './fma-roots.ts';
import type { Body, Func, Local } from './module.ts';
import { interleave, loadHigh, lookUp, v128 } from './vector.ts';

/**
 * With K = (k + 2^(7·37) − 1)/2 mod ℓ, below 2^253, and b_i its windows of seven bits,
 * k = Σ (2·b_i − 127)·128^i modulo ℓ: no digit is zero, and no carry goes from one to the next.
 */
export const PAIR_FIXED = { width: 7, rows: 37 } as const;
/** Elements of which the digits are looked up together. */
export const BLOCK = 16;

const MULTIPLES = 2 ** (PAIR_FIXED.width - 1);
/** Sixteens of multiples. */
const GROUPS = MULTIPLES / BLOCK;
const ROW = MULTIPLES * LANE_NIELS;
const STEPS = (PAIR_FIXED.rows * MULTIPLES) / 2;
const COORDINATE = LANE_NIELS / 3;

/** Bytes of the table of one base. */
export const PAIR_TABLE: number = PAIR_FIXED.rows * ROW;
/** Bytes of working memory to build one: points, and the products of all Z before. */
export const PAIR_TABLE_WORK: number = STEPS * (PAIR_POINT + PAIR);

export function definePairFixed(kit: PairKit, points: PairPoints, roots: PairRoots): void {
  defineTable(kit, points, roots);
  defineAddFixed(kit, points);
}

/** `fixedTable`(table, niels, work): the table of a base given as a Niels point of one lane. */
function defineTable(kit: PairKit, points: PairPoints, roots: PairRoots): void {
  const { module, arena, constants } = kit;
  const place = (bytes: number) => i32.const(arena.take(bytes));
  const [own, first, step] = [place(PAIR_POINT), place(PAIR_POINT), place(PAIR_POINT)];
  const scratch = place(PAIR_POINT);
  const running = tightPair(place(2 * PAIR));

  /** Q in both lanes of `own` → Q and 3Q in `first`, 4Q in `step` as a Niels point, 128·Q in `own`. */
  const begin = module.define([], undefined, (body) => {
    body.copy(first, own, i32.const(PAIR_POINT));
    body.call(points.double, own);
    body.call(points.toProjective, step, own);
    body.copy(scratch, first, i32.const(PAIR_POINT));
    body.call(points.addProjective, scratch, step);
    for (let i = 0; i < PAIR_POINT; i += 16)
      body.storeVector(first, i, loadHigh(scratch, i, v128.load(first, i)));
    body.call(points.double, own);
    body.call(points.toProjective, step, own);
    body.times(PAIR_FIXED.width - 2, () => body.call(points.double, own));
    return undefined;
  });

  /** (to, p, zInverse): two Niels points, their bytes laid down GROUPS·16 apart, the second after the first. */
  const niels = place(2 * LANE_NIELS);
  const toNiels = module.define(['i32', 'i32', 'i32'], undefined, (body, to, p, zInverseAt) => {
    const f = pairProgram(kit, body);
    const zInverse = tightPair(zInverseAt);
    const x = f.mul(tightPair(p), zInverse);
    const y = f.mul(tightPair(p, PAIR), zInverse);
    const xy = f.mul(f.mul(x, y), constants.twoD);
    for (const [c, a] of [f.addTight(y, x), f.subTight(y, x), xy].entries())
      for (let i = 0; i < PAIR_LIMBS; i++) {
        const limb = body.local('v128', v128.load(a.base, a.offset + 16 * i));
        for (const lane of [0, 1] as const)
          body.storeLane(niels, lane * LANE_NIELS + 8 * (PAIR_LIMBS * c + i), lane, limb);
      }
    const target = body.local('i32', to);
    body.times(LANE_NIELS, (t) => {
      const from = body.local('i32', i32.add(niels, t));
      body.store8(target, 0, i32.load8(from));
      body.store8(target, 1, i32.load8(from, LANE_NIELS));
      body.set(target, i32.add(target, i32.const(MULTIPLES)));
    });
    return undefined;
  });

  module.define(
    ['i32', 'i32', 'i32'],
    undefined,
    (body, table, base, work) => {
      const f = pairProgram(kit, body);
      const entry = body.local('i32', work);
      const before = body.local('i32', i32.add(work, i32.const(STEPS * PAIR_POINT)));
      gatherLanes(body, niels, base, base, 3 * PAIR_LIMBS);
      body.call(points.identity, own);
      body.call(points.addNiels, own, niels);
      f.copy(constants.one, running);
      body.times(PAIR_FIXED.rows, () => {
        body.call(begin);
        body.times(MULTIPLES / 2, () => {
          body.copy(entry, first, i32.const(PAIR_POINT));
          f.copy(running, tightPair(before));
          f.mul(running, tightPair(entry, 2 * PAIR), running);
          body.call(points.addProjective, first, step);
          body.set(entry, i32.add(entry, i32.const(PAIR_POINT)));
          body.set(before, i32.add(before, i32.const(PAIR)));
        });
      });
      body.call(roots.invert, pointer(running));
      const row = body.local('i32', i32.add(table, i32.const(PAIR_TABLE)));
      body.times(PAIR_FIXED.rows, () => {
        body.set(row, i32.sub(row, i32.const(ROW)));
        const to = body.local('i32', i32.add(row, i32.const(MULTIPLES)));
        body.times(MULTIPLES / 2, () => {
          body.set(entry, i32.sub(entry, i32.const(PAIR_POINT)));
          body.set(before, i32.sub(before, i32.const(PAIR)));
          body.set(to, i32.sub(to, i32.const(2)));
          const zInverse = f.mul(running, tightPair(before));
          f.mul(running, tightPair(entry, 2 * PAIR), running);
          body.call(toNiels, to, entry, pointer(zInverse));
        });
      });
      return undefined;
    },
    'fixedTable',
  );
}

/** (to, row, digits): the multiples for sixteen digits, as eight Niels points of both lanes. */
function defineChoose(kit: PairKit): Func {
  const { module, arena, pool } = kit;
  const bytes = (value: number) => pool(BigInt(value) * 0x0101010101010101n);
  const sliced = i32.const(arena.take(BLOCK * LANE_NIELS));

  const slice = module.define(['i32', 'i32'], undefined, (body, row, digits) => {
    // Below half, the multiple is negative and counted from the other end.
    const digit = body.local('v128', v128.load(digits));
    const isPlus = v128.equalBytes(v128.and(digit, bytes(MULTIPLES)), bytes(MULTIPLES));
    const minus = body.local('v128', v128.xor(isPlus, bytes(255)));
    const index = body.local('v128', v128.and(v128.xor(digit, minus), bytes(MULTIPLES - 1)));
    // An index with its top bit set finds nothing: 0.
    const within = Array.from({ length: GROUPS }, (_, g) => {
      const isHere = v128.equalBytes(v128.and(index, bytes(MULTIPLES - BLOCK)), bytes(g * BLOCK));
      const elsewhere = v128.and(v128.xor(isHere, bytes(255)), bytes(128));
      return body.local('v128', v128.or(v128.and(index, bytes(BLOCK - 1)), elsewhere));
    });
    const find = (at: I32, offset: number): V128 =>
      within.map((own, g) => lookUp(v128.load(at, offset + BLOCK * g), own)).reduce(v128.or);
    const from = body.local('i32', row);
    const to = body.local('i32', sliced);
    const [plus, less, change] = [body.local('v128'), body.local('v128'), body.local('v128')];
    body.times(COORDINATE, () => {
      // y + x and y − x change places where the multiple is negative.
      body.set(plus, find(from, 0));
      body.set(less, find(from, COORDINATE * MULTIPLES));
      body.set(change, v128.and(v128.xor(plus, less), minus));
      body.storeVector(to, 0, v128.xor(plus, change));
      body.storeVector(to, BLOCK * COORDINATE, v128.xor(less, change));
      body.storeVector(to, 2 * BLOCK * COORDINATE, find(from, 2 * COORDINATE * MULTIPLES));
      body.set(from, i32.add(from, i32.const(MULTIPLES)));
      body.set(to, i32.add(to, i32.const(BLOCK)));
    });
    // The last byte of a number has its sign.
    body.set(change, v128.and(minus, bytes(128)));
    for (let i = 0; i < PAIR_LIMBS; i++) {
      const at = BLOCK * (2 * COORDINATE + 8 * i + 7);
      body.storeVector(sliced, at, v128.xor(v128.load(sliced, at), change));
    }
    return undefined;
  });

  return module.define(['i32', 'i32', 'i32'], undefined, (body, to, row, digits) => {
    body.call(slice, row, digits);
    const from = body.local('i32', sliced);
    const target = body.local('i32', to);
    body.times(3 * PAIR_LIMBS, () => {
      // Eight vectors of one byte each of sixteen numbers become eight of two whole numbers each.
      let vectors: V128[] = Array.from({ length: 8 }, (_, i) =>
        body.local('v128', v128.load(from, BLOCK * i)),
      );
      for (const width of [1, 2, 4] as const) vectors = interleaved(body, vectors, width);
      for (const [p, value] of vectors.entries()) body.storeVector(target, p * 3 * PAIR, value);
      body.set(from, i32.add(from, i32.const(8 * BLOCK)));
      body.set(target, i32.add(target, i32.const(16)));
    });
    return undefined;
  });
}

/** Joins neighbours: lower halves of all first, then the upper ones. */
function interleaved(body: Body, vectors: readonly V128[], width: 1 | 2 | 4): Local<'v128'>[] {
  // After each step the vectors for the lower elements come first, so neighbours stay those of one number.
  const runs = width;
  const size = vectors.length / runs;
  const out: Local<'v128'>[] = [];
  for (let run = 0; run < runs; run++)
    for (const half of ['low', 'high'] as const)
      for (let i = 0; i < size; i += 2) {
        const [a, b] = [vectors[run * size + i], vectors[run * size + i + 1]] as [V128, V128];
        out.push(body.local('v128', interleave(a, b, width, half)));
      }
  return out;
}

/**
 * `addFixed`(points, digits, n, pairs, table): points_i += scalar_i·B, the digits row by row, a byte
 * each, n of them in a row, a multiple of BLOCK and at least 2·pairs.
 */
function defineAddFixed(kit: PairKit, points: PairPoints): void {
  const { module, arena } = kit;
  const choose = defineChoose(kit);
  const chosen = i32.const(arena.take((BLOCK / 2) * 3 * PAIR));
  module.define(
    ['i32', 'i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, to, digits, n, pairs, table) => {
      const row = body.local('i32', table);
      const digit = body.local('i32', digits);
      const p = body.local('i32');
      const q = body.local('i32');
      const left = body.local('i32');
      body.times(PAIR_FIXED.rows, () => {
        body.set(p, to);
        body.set(left, pairs);
        body.times(i32.shrUnsigned(n, i32.const(4)), () => {
          body.call(choose, chosen, row, digit);
          body.set(q, chosen);
          body.times(BLOCK / 2, () => {
            body.if(left, () => {
              body.call(points.addNiels, p, q);
              body.set(left, i32.sub(left, i32.const(1)));
            });
            body.set(p, i32.add(p, i32.const(PAIR_POINT)));
            body.set(q, i32.add(q, i32.const(3 * PAIR)));
          });
          body.set(digit, i32.add(digit, i32.const(BLOCK)));
        });
        body.set(row, i32.add(row, i32.const(ROW)));
      });
      return undefined;
    },
    'addFixed',
  );
}
