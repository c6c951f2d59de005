/** Small operations stay in this thread, large ones go to many workers: a message costs more than few elements. */
import type { Group } from './group.ts';
import { SIZE } from './scalar.ts';

/**
 * Returns a group that computes with `own` what has fewer than `least` elements, and with `many`, a
 * `parallelGroup`, what has more. Both give the same bytes, so nobody can tell but by the time.
 */
export function fewHere(own: Group, many: Group, least: number): Group {
  const forCount = (n: number): Group => (n < least ? own : many);
  const forList = (flat: Uint8Array): Group => forCount(flat.length / SIZE);
  return {
    scalars: own.scalars,
    name: `${own.name}, ${many.name}`,
    async keepsSecrets() {
      const both = await Promise.all([own.keepsSecrets(), many.keepsSecrets()]);
      return both.every((kept) => kept === 'fixed-sequence') ? 'fixed-sequence' : 'bigint';
    },
    firstInvalid: (points, hints) => forList(points).firstInvalid(points, hints),
    validity: (points) => forList(points).validity(points),
    decodeHints: (points) => forList(points).decodeHints(points),
    mulFixed: (terms, plus, plusHints) =>
      forList(terms[0]?.scalars ?? plus ?? new Uint8Array()).mulFixed(terms, plus, plusHints),
    mulEach: (scalar, points, hints) => forList(points).mulEach(scalar, points, hints),
    msmVartime: (scalars, points, hints) => forList(points).msmVartime(scalars, points, hints),
    combineVartime: (scalars, points, hints) =>
      forCount((points[0]?.length ?? 0) / SIZE).combineVartime(scalars, points, hints),
    mulFixedHinted: (terms, plus, plusHints) =>
      forList(terms[0]?.scalars ?? plus ?? new Uint8Array()).mulFixedHinted(terms, plus, plusHints),
    oneWayMapHinted: (uniform) => forCount(uniform.length / 64).oneWayMapHinted(uniform),
    oneWayMap: (uniform) => forCount(uniform.length / 64).oneWayMap(uniform),
  };
}
