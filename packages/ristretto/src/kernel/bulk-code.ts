/** Loops over flat arrays around the codec: one call from JavaScript per chunk, not per element. */
import type { CodecFunctions } from './codec-code.ts';
import { i32 } from './expression.ts';
import { at } from './field-code.ts';
import { ELEMENT } from './field-functions.ts';
import { callExpr, type Func } from './module.ts';
import { EXTENDED, extended, type Kit, NIELS, type PointFunctions, program } from './point-code.ts';

export function defineBulk(kit: Kit, points: PointFunctions, codec: CodecFunctions): void {
  const { module, arena, constants } = kit;
  const p3 = ['i32', 'i32', 'i32'] as const;

  /**
   * (bytes, n, to, hints) → index of the first string that is no canonical encoding, or −1; decodes up
   * to there. `hints` is 0, or one for each string.
   */
  function defineDecode(name: string, size: number, decode: Func): void {
    module.define(
      ['i32', 'i32', 'i32', 'i32'],
      'i32',
      (body, bytes, n, to, hints) => {
        const i = body.local('i32', i32.const(0));
        const hint = body.local('i32', hints);
        body.while(i32.less(i, n), () => {
          const from = i32.add(bytes, i32.shl(i, i32.const(5)));
          const target = i32.add(to, i32.mul(i, i32.const(size)));
          body.if(i32.isZero(callExpr('i32', decode, target, from, hint)), () => body.return(i));
          body.if(hint, () => body.set(hint, i32.add(hint, i32.const(32))));
          body.set(i, i32.add(i, i32.const(1)));
        });
        return i32.const(-1);
      },
      name,
    );
  }

  const point = i32.const(arena.take(EXTENDED));
  const decodeNiels = module.define(p3, 'i32', (body, to, bytes, hint) => {
    const f = program(kit, body);
    const isPoint = body.local('i32', callExpr('i32', codec.decode, point, bytes, hint));
    const { x, y, t } = extended(point);
    f.carry(f.add(y, x), at(to));
    f.carry(f.sub(y, x), at(to, ELEMENT));
    f.mul(t, constants.twoD, at(to, 2 * ELEMENT));
    return isPoint;
  });
  defineDecode('decodeExtended', EXTENDED, codec.decode);
  defineDecode('decodeNiels', NIELS, decodeNiels);

  /** (bytes, n, hints, hintsOut): the same without points; writes hints unless `hintsOut` is 0. */
  module.define(
    ['i32', 'i32', 'i32', 'i32'],
    'i32',
    (body, bytes, n, hints, hintsOut) => {
      const f = program(kit, body);
      const i = body.local('i32', i32.const(0));
      const hint = body.local('i32', hints);
      body.while(i32.less(i, n), () => {
        const along = i32.shl(i, i32.const(5));
        const isPoint = callExpr('i32', codec.decode, point, i32.add(bytes, along), hint);
        body.if(i32.isZero(isPoint), () => body.return(i));
        body.if(hintsOut, () => f.toBytes(codec.root, i32.add(hintsOut, along)));
        body.if(hint, () => body.set(hint, i32.add(hint, i32.const(32))));
        body.set(i, i32.add(i, i32.const(1)));
      });
      return i32.const(-1);
    },
    'decodeCheck',
  );

  module.define(
    p3,
    undefined,
    (body, out, from, n) => {
      body.times(n, (i) => {
        const p = i32.add(from, i32.mul(i, i32.const(EXTENDED)));
        body.call(codec.encode, i32.add(out, i32.shl(i, i32.const(5))), p);
      });
      return undefined;
    },
    'encode',
  );

  module.define(
    ['i32', 'i32'],
    undefined,
    (body, to, n) => {
      body.times(n, (i) => {
        body.call(points.identity, i32.add(to, i32.mul(i, i32.const(EXTENDED))));
      });
      return undefined;
    },
    'identities',
  );

  module.define(
    p3,
    undefined,
    (body, to, p, q) => {
      body.call(points.add, to, p, q);
      return undefined;
    },
    'addPoint',
  );

  /** (points, coordinates, n): points_i += p_i, given as the 32 bytes each of y + x, y − x and 2dxy. */
  const niels = i32.const(arena.take(NIELS));
  module.define(
    p3,
    undefined,
    (body, to, coordinates, n) => {
      const f = program(kit, body);
      body.times(n, (i) => {
        const from = body.local('i32', i32.add(coordinates, i32.mul(i, i32.const(96))));
        for (let c = 0; c < 3; c++)
          f.fromBytes(i32.add(from, i32.const(32 * c)), at(niels, c * ELEMENT));
        const p = body.local('i32', i32.add(to, i32.mul(i, i32.const(EXTENDED))));
        body.call(points.addNiels, p, p, niels);
      });
      return undefined;
    },
    'addCoordinates',
  );

  /**
   * (total, coordinates, width): total += p + 2^width·q, where `coordinates` are X, Y, Z, T of p and
   * then of q, 32 bytes each: what the second kernel leaves of a sum.
   */
  const pair = i32.const(arena.take(2 * EXTENDED));
  module.define(
    p3,
    undefined,
    (body, total, coordinates, width) => {
      const f = program(kit, body);
      for (let i = 0; i < 8; i++)
        f.fromBytes(i32.add(coordinates, i32.const(32 * i)), at(pair, ELEMENT * i));
      const second = i32.add(pair, i32.const(EXTENDED));
      body.times(width, () => body.call(points.doubleFull, second, second));
      body.call(points.add, total, total, second);
      body.call(points.add, total, total, pair);
      return undefined;
    },
    'addPairSum',
  );

  module.define(
    p3,
    undefined,
    (body, to, bytes, n) => {
      body.times(n, (i) => {
        const target = i32.add(to, i32.mul(i, i32.const(EXTENDED)));
        body.call(codec.oneWayMap, target, i32.add(bytes, i32.shl(i, i32.const(6))));
      });
      return undefined;
    },
    'oneWayMap',
  );
}
