/**
 * The poll's key from its trustees, t of n (PROTOCOL §3, spec/keys.md): Pedersen's distributed key
 * generation with Feldman's commitments. This file: pledges, deals, and the key that follows from
 * them. keygen-shares.ts: the sealed shares and complaints.
 *
 *   1. each trustee j: `newDeal`, publishes the pledge (hash of its deal);
 *   2. when all have pledged, publishes the deal; everyone runs `checkDeal` on each;
 *   3. `sealShares` to all, itself included;
 *   4. `openShares`: acceptance, or a complaint that `judgeComplaint` decides for anyone. An upheld
 *      complaint ends the ceremony: a new one is held without that dealer;
 *   5. `pollKey`.
 *
 * A deal: 0x01 ‖ j (1 byte) ‖ t (1 byte) ‖ F_{j,0}..F_{j,t−1} ‖ transport key E_j ‖ proof of f_{j,0} ‖ proof of ε_j.
 * Secret: the coefficients f_{j,k} and ε_j, with E_j = ε_j·G.
 */
import {
  assert,
  bigEndian,
  concat,
  equal,
  err,
  type Failure,
  ok,
  type Result,
  utf8,
} from '@hustings/base';
import { sha256 } from '@hustings/hash';
import {
  encodeScalar,
  encodeScalars,
  G,
  type Group,
  SIZE,
  scalarPowers,
} from '@hustings/ristretto';
import { at, between, hasIdentity, isIdentity } from './flat.ts';
import { drawScalars, type Random } from './random.ts';
import { checkKnowledge, KNOWLEDGE_BYTES, proveKnowledge } from './sigma.ts';
import { Transcript } from './transcript.ts';

const VERSION = 1;
const HEADER = 3;
const MOST_TRUSTEES = 100;
const PLEDGE = utf8('hustings/1/pledge');

/** Who makes the key. Trustees are numbered 1..n in the order of the ceremony. */
export interface Ceremony {
  /**
   * Hash of what opened the ceremony: organisation, poll, threshold, trustees in order. (The manifest's
   * hash cannot serve: the manifest holds the key that is made here.)
   */
  readonly context: Uint8Array;
  /** t */
  readonly threshold: number;
  /** n */
  readonly trustees: number;
}

/** What trustee j keeps. `secretCoefficients` until its shares are sent, `secretTransport` until it has opened all shares. */
export interface DealerSecrets {
  readonly index: number;
  /** f_{j,0}..f_{j,t−1} */
  readonly secretCoefficients: Uint8Array;
  /** ε_j */
  readonly secretTransport: Uint8Array;
}

/** A deal that has been checked. */
export interface Deal {
  readonly index: number;
  /** F_{j,0}..F_{j,t−1} */
  readonly commitments: Uint8Array;
  /** E_j */
  readonly transportKey: Uint8Array;
}

export interface PollKey {
  readonly threshold: number;
  readonly trustees: number;
  /** Y */
  readonly key: Uint8Array;
  /** Y_1..Y_n */
  readonly shares: Uint8Array;
}

export interface NewDeal {
  readonly secrets: DealerSecrets;
  readonly deal: Uint8Array;
  readonly pledge: Uint8Array;
}

/** Draws trustee `index`'s polynomial and transport key. Publish `pledge` first; `deal` when all have pledged. */
export async function newDeal(
  group: Group,
  ceremony: Ceremony,
  index: number,
  random: Random,
): Promise<NewDeal> {
  assertCeremony(ceremony, index);
  const secretCoefficients = await drawScalars(group.scalars, ceremony.threshold, random);
  const secretTransport = await drawScalars(group.scalars, 1, random);
  const all = concat(secretCoefficients, secretTransport);
  const publics = await group.mulFixed([{ base: G, scalars: all }]);
  all.fill(0);
  const commitments = between(publics, 0, ceremony.threshold);
  const transportKey = at(publics, ceremony.threshold);
  const deal: Deal = { index, commitments, transportKey };
  const [onKey, onTransport] = dealTranscripts(ceremony, deal);
  const bytes = concat(
    Uint8Array.of(VERSION, index, ceremony.threshold),
    commitments,
    transportKey,
    await proveKnowledge(
      group,
      onKey,
      { public: at(commitments, 0), secret: at(secretCoefficients, 0) },
      random,
    ),
    await proveKnowledge(
      group,
      onTransport,
      { public: transportKey, secret: secretTransport },
      random,
    ),
  );
  return {
    secrets: { index, secretCoefficients, secretTransport },
    deal: bytes,
    pledge: pledgeOf(ceremony, bytes),
  };
}

/** SHA-256("hustings/1/pledge" ‖ len16(context) ‖ context ‖ deal). */
export function pledgeOf(ceremony: Ceremony, deal: Uint8Array): Uint8Array {
  return sha256(concat(PLEDGE, bigEndian(ceremony.context.length, 2), ceremony.context, deal));
}

/**
 * Whether trustee `index`'s deal is the one that it pledged, and sound.
 * Codes: `keygen/wrong-pledge`, `keygen/malformed`, `keygen/identity`, `keygen/not-canonical`, `keygen/wrong-proof`.
 */
export async function checkDeal(
  group: Group,
  ceremony: Ceremony,
  index: number,
  pledge: Uint8Array,
  bytes: Uint8Array,
): Promise<Result<Deal, Failure>> {
  assertCeremony(ceremony, index);
  const fail = (reason: string, what: string): Result<never, Failure> =>
    err({ code: `keygen/${reason}`, message: `Trustee ${index}'s deal ${what}.` });
  if (!equal(pledgeOf(ceremony, bytes), pledge))
    return fail('wrong-pledge', 'is not the one that it pledged itself to');
  const t = ceremony.threshold;
  const isShaped =
    bytes.length === HEADER + (t + 1) * SIZE + 2 * KNOWLEDGE_BYTES &&
    bytes[0] === VERSION &&
    bytes[1] === index &&
    bytes[2] === t;
  if (!isShaped) return fail('malformed', 'is not laid out as it must be');
  const points = bytes.subarray(HEADER, HEADER + (t + 1) * SIZE);
  if (hasIdentity(points)) return fail('identity', 'has the neutral element for a key');
  if ((await group.firstInvalid(points)) >= 0)
    return fail('not-canonical', 'holds a point that is not a canonical encoding');
  const deal: Deal = { index, commitments: between(points, 0, t), transportKey: at(points, t) };
  const proofs = bytes.subarray(HEADER + points.length);
  const [onKey, onTransport] = dealTranscripts(ceremony, deal);
  const knowsKey = await checkKnowledge(
    group,
    onKey,
    at(deal.commitments, 0),
    proofs.subarray(0, KNOWLEDGE_BYTES),
  );
  const knowsTransport = await checkKnowledge(
    group,
    onTransport,
    deal.transportKey,
    proofs.subarray(KNOWLEDGE_BYTES),
  );
  if (!knowsKey || !knowsTransport)
    return fail('wrong-proof', 'does not prove that it knows the secrets of its own keys');
  return ok(deal);
}

/**
 * Returns Y = Σ_j F_{j,0} and Y_i = Σ_j Σ_k i^k·F_{j,k} for every trustee i, from the checked deals of
 * all n in order. Code: `keygen/identity`.
 */
export async function pollKey(
  group: Group,
  ceremony: Ceremony,
  deals: readonly Deal[],
): Promise<Result<PollKey, Failure>> {
  assertDeals(ceremony, deals);
  const { threshold, trustees } = ceremony;
  const ones = deals.map(() => 1n);
  const sums: Uint8Array[] = [];
  for (let k = 0; k < threshold; k++)
    sums.push(
      await group.msmVartime(
        encodeScalars(ones),
        concat(...deals.map((d) => at(d.commitments, k))),
      ),
    );
  const shares: Uint8Array[] = [];
  for (let i = 1; i <= trustees; i++) shares.push(await valueAt(group, concat(...sums), i));
  const key = sums[0] as Uint8Array;
  if ([key, ...shares].some(isIdentity))
    return err({
      code: 'keygen/identity',
      message: 'The trustees made the neutral element for a key: hold the ceremony again.',
    });
  return ok({ threshold, trustees, key, shares: concat(...shares) });
}

/** Whether a foreign key may be used: canonical and not the identity. Code: `keygen/not-a-key`. */
export async function checkKey(group: Group, key: Uint8Array): Promise<Result<void, Failure>> {
  const isKey = key.length === SIZE && !isIdentity(key) && (await group.firstInvalid(key)) < 0;
  if (isKey) return ok(undefined);
  return err({
    code: 'keygen/not-a-key',
    message: 'These bytes are not a key of a poll or trustee.',
  });
}

/** Σ_k i^k·C_k, public: what `f(i)·G` must be. */
export async function valueAt(
  group: Group,
  commitments: Uint8Array,
  i: number,
): Promise<Uint8Array> {
  const t = commitments.length / SIZE;
  const powers = await scalarPowers(group.scalars, encodeScalar(BigInt(i)), t);
  return group.msmVartime(powers, commitments);
}

/** Throws unless 1 ≤ t ≤ n ≤ 100 and `index` is in 1..n: those come from our own program. */
export function assertCeremony(ceremony: Ceremony, index = 1): void {
  const { threshold: t, trustees: n } = ceremony;
  const isSound =
    Number.isInteger(t) && Number.isInteger(n) && t >= 1 && t <= n && n <= MOST_TRUSTEES;
  if (!isSound)
    throw new TypeError(`"ceremony" expected 1 ≤ t ≤ n ≤ ${MOST_TRUSTEES}, got ${t} of ${n}`);
  if (!Number.isInteger(index) || index < 1 || index > n)
    throw new TypeError(`"index" expected 1 to ${n}, got ${index}`);
}

export function assertDeals(ceremony: Ceremony, deals: readonly Deal[]): void {
  assertCeremony(ceremony);
  assert(
    deals.length === ceremony.trustees && deals.every(({ index }, i) => index === i + 1),
    'the deals of all trustees, in order',
  );
}

/** Both proofs hold for this deal alone: same statement, own domains. */
export function dealTranscripts(ceremony: Ceremony, deal: Deal): readonly [Transcript, Transcript] {
  const about = (domain: string): Transcript =>
    new Transcript(domain)
      .append('context', ceremony.context)
      .appendNumber('threshold', ceremony.threshold)
      .appendNumber('trustees', ceremony.trustees)
      .appendNumber('trustee', deal.index)
      .append('F', deal.commitments)
      .append('transport', deal.transportKey);
  return [about('key-deal'), about('key-transport')];
}
