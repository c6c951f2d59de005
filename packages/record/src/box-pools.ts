/** From the closed box to the mixers' input (PROTOCOL §7): shared by the officer's side and the verifier. */
import type { Ciphertexts } from '@hustings/ballot';
import { piecesFor } from '@hustings/ballot';
import { concatAll } from '@hustings/base';
import { paperLength } from '@hustings/count';
import type { Manifest } from '@hustings/rulebook';
import type { BallotBox, BoxedBallot } from './ballot-box.ts';
import { type FormedPool, formPools } from './pools.ts';

export interface WeededBox {
  readonly cast: number;
  readonly counting: number;
  readonly pools: readonly (FormedPool & { readonly input: Ciphertexts })[];
}

/** Weeds, forms pools and lists each pool's ciphertexts in log order. */
export function weed(manifest: Manifest, box: BallotBox): WeededBox {
  const counting = box.counting();
  const perPool = new Map<string, number>();
  for (const b of counting) perPool.set(b.pool, (perPool.get(b.pool) ?? 0) + 1);
  const pieces = piecesFor(paperLength(manifest.form));
  // One pass over the ballots, however many pools there are.
  const formed = formPools(manifest, perPool).map((pool) => ({
    pool,
    ballots: [] as BoxedBallot[],
  }));
  const ofPart = new Map(formed.flatMap((f) => f.pool.parts.map((part) => [part, f] as const)));
  for (const b of counting) ofPart.get(b.pool)?.ballots.push(b);
  const pools = formed.map(({ pool, ballots }) => ({
    ...pool,
    input: ciphertexts(ballots, pieces),
  }));
  return { cast: box.size, counting: counting.length, pools };
}

function ciphertexts(ballots: readonly BoxedBallot[], pieces: number): Ciphertexts {
  return {
    count: ballots.length,
    pieces,
    a: concatAll(ballots.map((b) => b.a)),
    b: concatAll(ballots.map((b) => b.b)),
  };
}
