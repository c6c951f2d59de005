/**
 * The forgery that follows wherever a mixer's commitment binds it to no permutation: it learns u first
 * and then takes whatever u' suits its output. Three ballots go in: one elector's, and two that were
 * sealed by devices in the mixer's hand (so it knows their r). Out come the elector's twice and one of
 * the others: a vote has moved. Σ u'·e' = Σ u·e + r'·(G, Y) then holds for u'_1 + u'_2 = u_1 and
 * u'_3 = u_2 + u_3, whatever was committed.
 *
 * Source: S. J. Lewis, O. Pereira and V. Teague, "Ceci n'est pas une preuve: The use of trapdoor
 * commitments in Bayer-Groth proofs and the implications for the verifiability of the Scytl-SwissPost
 * Internet voting system" (2019), and R. Haenni, "Swiss Post Public Intrusion Test: Undetectable Attack
 * Against Vote Integrity and Secrecy" (2019); carried over to the proof of Terelius and Wikström.
 */
import {
  addScalar,
  G,
  invertScalar,
  mulScalar,
  ORDER,
  randomScalar,
  subScalar,
  toScalar,
} from '@hustings/ristretto';
import type { Random } from '../../src/index.ts';
import { type Point, sum } from './group.ts';
import {
  type Coins,
  drawCoins,
  pairAt,
  product,
  type Rows,
  type Statement,
} from './shuffle-by-hand.ts';

export interface StolenMix {
  readonly statement: Statement;
  readonly coins: Coins;
  /** r' for a u and the u' made of it. */
  readonly rNew: (u: readonly bigint[], uNew: readonly bigint[]) => bigint;
}

/** `votes`: the plaintexts that go in are votes[0], votes[1], votes[1]; those that come out votes[0], votes[0], votes[1]. */
export async function stolenMix(
  key: Point,
  votes: readonly [Point, Point],
  random: Random,
): Promise<StolenMix> {
  const seal = async (r: bigint, vote: Point) =>
    [await sum([r, G]), await sum([r, key], [1n, vote])] as const;
  // The first r is the elector's: nothing below makes use of it.
  const r = [1, 2, 3].map(() => randomScalar(random)) as [bigint, bigint, bigint];
  const input: Rows = [
    [await seal(r[0], votes[0])],
    [await seal(r[1], votes[1])],
    [await seal(r[2], votes[1])],
  ];
  const again = async (i: number, by: bigint) => {
    const [a, b] = pairAt(input, i, 0);
    return [[await sum([1n, a], [by, G]), await sum([1n, b], [by, key])] as const];
  };
  const a = [1, 2, 3].map(() => randomScalar(random)) as [bigint, bigint, bigint];
  const output: Rows = [await again(0, a[0]), await again(0, a[1]), await again(1, a[2])];
  return {
    statement: { key, input, output },
    coins: drawCoins(3, 1, random),
    rNew(u, uNew) {
      const [, u2, u3] = u as [bigint, bigint, bigint];
      const [x, y, z] = uNew as [bigint, bigint, bigint];
      const gained = x * a[0] + y * a[1] + z * (r[1] + a[2]);
      return subScalar(gained, u2 * r[1] + u3 * r[2]);
    },
  };
}

/** u' with u'_1 + u'_2 = u_1 and u'_3 = u_2 + u_3. */
export function anyU(u: readonly bigint[], random: Random): readonly bigint[] {
  const [u1, u2, u3] = u as [bigint, bigint, bigint];
  const first = randomScalar(random);
  return [first, subScalar(u1, first), addScalar(u2, u3)];
}

/** The same with Π u' = Π u too: a root of a quadratic equation, so for about one u in two. */
export function uOfThisProduct(u: readonly bigint[]): readonly bigint[] | undefined {
  const [u1, u2, u3] = u as [bigint, bigint, bigint];
  const third = addScalar(u2, u3);
  const half = invertScalar(2n);
  const d = squareRoot(toScalar(u1 * u1 - 4n * product(u) * invertScalar(third)));
  if (d === undefined) return undefined;
  const first = mulScalar(addScalar(u1, d), half);
  return [first, subScalar(u1, first), third];
}

/** Modulo ℓ, which is 5 modulo 8 (A. O. L. Atkin, 1992). */
function squareRoot(a: bigint): bigint | undefined {
  let v = 1n;
  let base = toScalar(2n * a);
  for (let e = (ORDER - 5n) / 8n; e > 0n; e >>= 1n) {
    if (e & 1n) v = mulScalar(v, base);
    base = mulScalar(base, base);
  }
  const root = mulScalar(a * v, 2n * a * v * v - 1n);
  return mulScalar(root, root) === a ? root : undefined;
}
