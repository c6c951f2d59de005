/** The one-way map of RFC 9496 §4.3.4: two elements at a time, each from two halves, four roots at once. */
import { i32 } from './expression.ts';
import { tightPair } from './fma-code.ts';
import { PAIR } from './fma-functions.ts';
import { PAIR_POINT, type PairKit, type PairPoints, pairProgram } from './fma-points.ts';
import { type PairRoots, ROOT, ROOT_STATE } from './fma-roots.ts';
import { v128 } from './vector.ts';

/** After the state of the root. */
const [AT_T, AT_R, AT_U, AT_V] = [0, 1, 2, 3].map((i) => ROOT_STATE + i * PAIR) as [
  number,
  number,
  number,
  number,
];
const STATE = ROOT_STATE + 4 * PAIR;

/** Defines `oneWayMap`(points, bytes, pairs): 2·pairs strings of 64 bytes to extended points. */
export function definePairMap(kit: PairKit, points: PairPoints, roots: PairRoots): void {
  const { module, arena, constants } = kit;
  const { zero, one, d } = constants;

  /** (state, low, high): MAP up to u and v, from 32 bytes for each lane; w = u·v. */
  const begin = module.define(['i32', 'i32', 'i32'], undefined, (body, state, low, high) => {
    const f = pairProgram(kit, body);
    const t = f.copy(f.fromBytes(low, high), tightPair(state, AT_T));
    const r = f.mul(f.sqr(t), constants.sqrtM1, tightPair(state, AT_R));
    const u = f.mul(f.add(r, one), constants.oneMinusDSquared, tightPair(state, AT_U));
    const minusOne = f.sub(zero, one);
    const v = f.mul(f.add(r, d), f.sub(minusOne, f.mul(r, d)), tightPair(state, AT_V));
    f.mul(u, v, tightPair(state, ROOT.w));
    return undefined;
  });

  /** (to, state, root): the rest of MAP; √(u/v) = u·√(1/(u·v)), the same with i. */
  const end = module.define(['i32', 'i32', 'i32'], undefined, (body, to, state, rootAt) => {
    const f = pairProgram(kit, body);
    const [t, r, u, v] = [AT_T, AT_R, AT_U, AT_V].map((offset) => tightPair(state, offset)) as [
      P,
      P,
      P,
      P,
    ];
    const isSquare = body.local('v128', v128.load(state, ROOT.isSquare));
    const root = f.abs(f.mul(u, tightPair(rootAt)));
    const other = f.sub(zero, f.abs(f.mul(root, t)));
    const s = f.select(isSquare, root, other);
    const c = f.select(isSquare, f.sub(zero, one), r);
    const n = f.sub(f.mul(f.mul(f.sub(r, one), c), constants.dMinusOneSquared), v);
    const sv = f.mul(s, v);
    const w0 = f.add(sv, sv);
    const w1 = f.mul(n, constants.sqrtADMinusOne);
    const ss = f.sqr(s);
    const w2 = f.sub(one, ss);
    const w3 = f.add(one, ss);
    f.mul(w0, w3, tightPair(to));
    f.mul(w2, w1, tightPair(to, PAIR));
    f.mul(w3, w1, tightPair(to, 2 * PAIR));
    f.mul(w0, w2, tightPair(to, 3 * PAIR));
    return undefined;
  });

  const states = i32.const(arena.take(2 * STATE));
  const second = i32.add(states, i32.const(STATE));
  const root = i32.const(arena.take(2 * PAIR));
  const point = i32.const(arena.take(PAIR_POINT));
  const projective = i32.const(arena.take(PAIR_POINT));
  module.define(
    ['i32', 'i32', 'i32'],
    undefined,
    (body, to, bytes, pairs) => {
      body.times(pairs, (i) => {
        const from = body.local('i32', i32.add(bytes, i32.shl(i, i32.const(7))));
        const half = (k: number) => i32.add(from, i32.const(32 * k));
        const target = body.local('i32', i32.add(to, i32.mul(i, i32.const(PAIR_POINT))));
        // Lane 0 is one string, lane 1 the next; the first halves are one pair, the second the other.
        body.call(begin, states, from, half(2));
        body.call(begin, second, half(1), half(3));
        body.call(roots.inverseRoots, states, second, root);
        body.call(end, target, states, root);
        body.call(end, point, second, i32.add(root, i32.const(PAIR)));
        body.call(points.toProjective, projective, point);
        body.call(points.addProjective, target, projective);
      });
      return undefined;
    },
    'oneWayMap',
  );
}

type P = ReturnType<typeof tightPair>;
