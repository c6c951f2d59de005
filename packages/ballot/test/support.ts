/** What the tests share: one group, seeded randomness, honest ceremonies and honest boxes. */
import { concat, unwrap } from '@hustings/base';
import { G, type Group, nobleGroup, SIZE } from '@hustings/ristretto';
import { seededRandom } from '../../../vectors/generate-ballot.ts';
import {
  type BallotPoll,
  type Ceremony,
  type Ciphertexts,
  type Credential,
  checkDeal,
  type Deal,
  type NewDeal,
  newDeal,
  openShares,
  type PollKey,
  pollKey,
  type Random,
  sealShares,
  type TrusteeSecret,
} from '../src/index.ts';

export { seededRandom };

export const group: Group = nobleGroup();
export const KEY_CONTEXT: Uint8Array = new Uint8Array(32).fill(7);
export const POLL_CONTEXT: Uint8Array = new Uint8Array(32).fill(9);

export interface Held {
  readonly ceremony: Ceremony;
  readonly dealt: readonly NewDeal[];
  readonly deals: readonly Deal[];
  readonly sealed: readonly Uint8Array[];
  readonly trustees: readonly TrusteeSecret[];
  readonly pollKey: PollKey;
}

/** Holds an honest ceremony of t of n. */
export async function hold(threshold: number, trustees: number, random: Random): Promise<Held> {
  const ceremony = { context: KEY_CONTEXT, threshold, trustees };
  const dealt: NewDeal[] = [];
  for (let j = 1; j <= trustees; j++) dealt.push(await newDeal(group, ceremony, j, random));
  const deals: Deal[] = [];
  for (const { secrets, pledge, deal } of dealt)
    deals.push(unwrap(await checkDeal(group, ceremony, secrets.index, pledge, deal)));
  const sealed: Uint8Array[] = [];
  for (const { secrets } of dealt)
    sealed.push(await sealShares(group, ceremony, secrets, deals, random));
  const secrets: TrusteeSecret[] = [];
  for (const dealer of dealt) {
    const outcome = unwrap(
      await openShares(group, ceremony, dealer.secrets, deals, sealed, random),
    );
    if (outcome.kind !== 'accepted') throw new Error('an honest ceremony has no complaints');
    secrets.push({ index: dealer.secrets.index, secret: outcome.secret });
  }
  const key = unwrap(await pollKey(group, ceremony, deals));
  return { ceremony, dealt, deals, sealed, trustees: secrets, pollKey: key };
}

export function pollWith(key: Uint8Array, pieces = 1): BallotPoll {
  return { context: POLL_CONTEXT, key, pieces, pools: ['members', 'affiliates'] };
}

/** A credential from bare randomness: a code is not always wanted. */
export async function credential(random: Random): Promise<Credential> {
  const secret = random(SIZE);
  secret[SIZE - 1] = 0;
  return { secret, public: await group.mulFixed([{ base: G, scalars: secret }]) };
}

/** Some point other than `not`. */
export async function anyPoint(random: Random): Promise<Uint8Array> {
  return group.oneWayMap(random(64));
}

/** A copy with one element of a flat list replaced. */
export function replaced(flat: Uint8Array, i: number, element: Uint8Array): Uint8Array {
  const out = flat.slice();
  out.set(element, i * SIZE);
  return out;
}

/** A copy with one bit turned. */
export function flipped(bytes: Uint8Array, at: number, mask = 1): Uint8Array {
  const out = bytes.slice();
  out[at] = (out[at] as number) ^ mask;
  return out;
}

/** All ways to choose `size` of the items. */
export function subsets<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  const [first, ...rest] = items;
  if (first === undefined) return [];
  return [...subsets(rest, size - 1).map((more) => [first, ...more]), ...subsets(rest, size)];
}

/** Ballots of a list in another order or choice. */
export function pick(list: Ciphertexts, order: readonly number[]): Ciphertexts {
  const width = list.pieces * SIZE;
  const rows = (flat: Uint8Array): Uint8Array =>
    concat(...order.map((i) => flat.subarray(i * width, (i + 1) * width)));
  return { count: order.length, pieces: list.pieces, a: rows(list.a), b: rows(list.b) };
}
