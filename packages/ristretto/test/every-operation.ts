/**
 * Every operation of a group on the same seeded input, as one hash: backends and engines must agree
 * on it to the last byte. Runs in browsers too: no platform but WebCrypto.
 */
import { concat, toHex } from '@hustings/base';
import { encodeScalars, G, type Group, ORDER } from '../src/index.ts';

const COUNT = 300;

export async function hashOfEverything(group: Group): Promise<string> {
  const next = sequence(7n);
  const edges = [0n, 1n, ORDER - 1n, ORDER >> 1n];
  const k = encodeScalars(Array.from({ length: COUNT }, (_, i) => edges[i] ?? next()));
  const j = encodeScalars(Array.from({ length: COUNT }, () => next()));
  const uniform = Uint8Array.from({ length: 64 * 50 }, (_, i) => (i * 131 + 7) & 255);
  const one = (flat: Uint8Array, i: number) => flat.slice(32 * i, 32 * i + 32);
  const points = await group.mulFixed([{ base: G, scalars: k }]);
  const { hints } = await group.decodeHints(points);
  const results = [
    points,
    hints,
    await group.msmVartime(k, points, hints),
    await group.mulFixed(
      [
        { base: G, scalars: j },
        { base: one(points, 10), scalars: k },
      ],
      points,
    ),
    await group.mulEach(one(j, 0), points),
    await group.msmVartime(j, points),
    await group.combineVartime([one(j, 0), one(j, 1)], [points, points]),
    await group.oneWayMap(uniform),
    await group.scalars.mulAdd(k, j, k),
    await group.scalars.inner(k, j),
    await group.scalars.chain(one(k, 10), j, k),
    Uint8Array.of(
      (await group.firstInvalid(points)) & 255,
      (await group.firstInvalid(uniform.slice(0, 32 * 50))) & 255,
    ),
  ];
  const digest = await crypto.subtle.digest('SHA-256', concat(...results) as BufferSource);
  return toHex(new Uint8Array(digest));
}

/** Knuth's multiplicative generator: numbers to try, not to trust. */
function sequence(seed: bigint): () => bigint {
  let state = seed;
  return () => {
    let out = 0n;
    for (let i = 0; i < 5; i++) {
      state = (state * 6364136223846793005n + 1442695040888963407n) & (2n ** 64n - 1n);
      out = (out << 56n) | (state >> 8n);
    }
    return out % ORDER;
  };
}
