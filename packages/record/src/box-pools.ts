/** From the closed box to the mixers' input (PROTOCOL §7): shared by the officer's side and the verifier. */
import type { Ciphertexts } from '@hustings/ballot';
import type { Manifest } from '@hustings/rulebook';
import type { BallotBox } from './ballot-box.ts';
import { type FormedPool, formPools } from './pools.ts';

export interface WeededBox {
  readonly cast: number;
  readonly counting: number;
  readonly pools: readonly (FormedPool & { readonly input: Ciphertexts })[];
}

/** The pools that the ballots that count make, without their ciphertexts. */
export function poolsOf(manifest: Manifest, box: BallotBox): readonly FormedPool[] {
  return formPools(manifest, box.countingByPool());
}

/** Weeds, forms pools and lists each pool's ciphertexts in log order. */
export function weed(manifest: Manifest, box: BallotBox): WeededBox {
  const { pieces } = box;
  const pools = poolsOf(manifest, box).map((pool) => ({
    ...pool,
    input: { count: pool.counting, pieces, ...box.ciphertextsOf(pool.parts) },
  }));
  return { cast: box.size, counting: box.standing, pools };
}
