/**
 * Sealed shares of the poll's key, and complaints (PROTOCOL §3 steps 2 and 3, spec/keys.md).
 *
 * Dealer j to trustee i, with a fresh e (secret): Q = e·G, K = e·E_i,
 * key = HKDF-SHA512(ikm = K, salt = "hustings/1/share", info = I, 32 bytes),
 * I = len16(context) ‖ context ‖ j ‖ i ‖ Q ‖ E_i (j, i one byte each);
 * box = ChaCha20-Poly1305(key, nonce 0, associated data I, plaintext f_j(i)). One key seals one box.
 * Message of j: 0x01 ‖ j ‖ n ‖ (Q ‖ box) for i = 1..n, 80 bytes each.
 *
 * A complaint of i against j publishes K = ε_i·Q with a proof of equal logarithms of (G, E_i) and
 * (Q, K); then anyone opens the box and sees. Evidence: 0x01 ‖ K ‖ R ‖ R' ‖ z. It opens this share, and any
 * other box for i whose Q the dealer took, or made, from this one: nothing of a ceremony is used after a complaint.
 */
import { bigEndian, concat, equal, err, type Failure, ok, type Result, utf8 } from '@hustings/base';
import { hkdfSha512 } from '@hustings/hash';
import { encodeScalars, G, type Group, ONE, SIZE, ZERO } from '@hustings/ristretto';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { at, hasIdentity } from './flat.ts';
import {
  assertCeremony,
  assertDeals,
  type Ceremony,
  type Deal,
  type DealerSecrets,
  valueAt,
} from './keygen.ts';
import { mulSecret } from './mul-secret.ts';
import { drawScalars, type Random } from './random.ts';
import { isSecretScalar } from './secret-scalar.ts';
import { checkEqualLogs, EQUAL_LOGS_BYTES, proveEqualLogs } from './sigma.ts';
import { Transcript } from './transcript.ts';

const VERSION = 1;
const HEADER = 3;
const BOX = SIZE + 16;
const ENTRY = SIZE + BOX;
const SALT = utf8('hustings/1/share');
/** Each key seals one box only. */
const NONCE = new Uint8Array(12);

export interface Complaint {
  /** The trustee who complains. */
  readonly by: number;
  /** The dealer. */
  readonly against: number;
  readonly evidence: Uint8Array;
}

export type ShareOutcome =
  /** Every share is right; `secret` is x_i. */
  | { readonly kind: 'accepted'; readonly secret: Uint8Array }
  | { readonly kind: 'complaints'; readonly complaints: readonly Complaint[] };

export interface Judgement {
  readonly isUpheld: boolean;
  readonly reason: string;
}

/** Seals f_j(i) to every trustee i, the dealer too. `deals`: those of all trustees, checked, in order. */
export async function sealShares(
  group: Group,
  ceremony: Ceremony,
  secrets: DealerSecrets,
  deals: readonly Deal[],
  random: Random,
): Promise<Uint8Array> {
  assertDeals(ceremony, deals);
  if (secrets.secretCoefficients.length !== ceremony.threshold * SIZE)
    throw new TypeError('"secrets" expected one coefficient per trustee needed');
  const values = await valuesFor(group, secrets.secretCoefficients, deals);
  const ephemerals = await drawScalars(group.scalars, deals.length, random);
  const publics = await group.mulFixed([{ base: G, scalars: ephemerals }]);
  const parts: Uint8Array[] = [Uint8Array.of(VERSION, secrets.index, deals.length)];
  for (const [i, to] of deals.entries()) {
    const Q = at(publics, i);
    // The ephemeral is used once, so this product needs no blinding of the scalar.
    const K = await group.mulEach(at(ephemerals, i), to.transportKey);
    const box = boxFor(ceremony, secrets.index, to, Q, K);
    parts.push(Q, box.encrypt(at(values, i)));
  }
  for (const secret of [values, ephemerals]) secret.fill(0);
  return concat(...parts);
}

/** f_j(i) of every trustee i, by Horner's rule: secret, so in the backend's arithmetic. */
async function valuesFor(
  group: Group,
  coefficients: Uint8Array,
  deals: readonly Deal[],
): Promise<Uint8Array> {
  const places = encodeScalars(deals.map(({ index }) => BigInt(index)));
  let values: Uint8Array = new Uint8Array(places.length);
  for (let k = coefficients.length / SIZE - 1; k >= 0; k--)
    values = await group.scalars.mulAdd(values, places, at(coefficients, k));
  return values;
}

/** Whether a message has its layout and its points are points: to be run on each when it is recorded. Code: `keygen/malformed-shares`. */
export async function checkSealedShares(
  group: Group,
  ceremony: Ceremony,
  index: number,
  sealed: Uint8Array,
): Promise<Result<void, Failure>> {
  assertCeremony(ceremony, index);
  const n = ceremony.trustees;
  const isShaped =
    sealed.length === HEADER + n * ENTRY &&
    sealed[0] === VERSION &&
    sealed[1] === index &&
    sealed[2] === n;
  if (isShaped) {
    const points = concat(...Array.from({ length: n }, (_, i) => entry(sealed, i + 1).Q));
    if (!hasIdentity(points) && (await group.firstInvalid(points)) < 0) return ok(undefined);
  }
  return err({
    code: 'keygen/malformed-shares',
    message: `Trustee ${index} sent shares that cannot be read by anyone.`,
  });
}

/**
 * Opens and checks what all dealers sent trustee `index`: f_j(i)·G = Σ_k i^k·F_{j,k}.
 * Code: `keygen/malformed-shares`, which anyone sees without a complaint.
 */
export async function openShares(
  group: Group,
  ceremony: Ceremony,
  trustee: { readonly index: number; readonly secretTransport: Uint8Array },
  deals: readonly Deal[],
  sealed: readonly Uint8Array[],
  random: Random,
): Promise<Result<ShareOutcome, Failure>> {
  assertDeals(ceremony, deals);
  for (const [j, message] of sealed.entries()) {
    const checked = await checkSealedShares(group, ceremony, j + 1, message);
    if (!checked.ok) return checked;
  }
  const me = deals[trustee.index - 1] as Deal;
  const points = concat(...sealed.map((message) => entry(message, me.index).Q));
  const keys = await mulSecret(group, trustee.secretTransport, points, random);
  const complaints: Complaint[] = [];
  let secret = ZERO;
  for (const [j, dealer] of deals.entries()) {
    const message = sealed[j] as Uint8Array;
    const share = await openShare(group, ceremony, dealer, me, message, at(keys, j));
    if (share.ok) secret = await group.scalars.mulAdd(share.value, ONE, secret);
    else {
      const on = { base: entry(message, me.index).Q, value: at(keys, j) };
      const proof = await proveEqualLogs(
        group,
        complaintTranscript(ceremony, dealer, me, message),
        { public: me.transportKey, secret: trustee.secretTransport },
        on,
        random,
      );
      const evidence = concat(Uint8Array.of(VERSION), on.value, proof);
      complaints.push({ by: me.index, against: dealer.index, evidence });
    }
  }
  if (complaints.length > 0) return ok({ kind: 'complaints', complaints });
  return ok({ kind: 'accepted', secret });
}

/** Judges a complaint for anyone: upheld when the dealer's sealed share is wrong, not upheld when the complaint is. */
export async function judgeComplaint(
  group: Group,
  ceremony: Ceremony,
  complaint: Complaint,
  deals: readonly Deal[],
  sealed: readonly Uint8Array[],
): Promise<Judgement> {
  assertDeals(ceremony, deals);
  assertCeremony(ceremony, complaint.by);
  assertCeremony(ceremony, complaint.against);
  const dealer = deals[complaint.against - 1] as Deal;
  const trustee = deals[complaint.by - 1] as Deal;
  const message = sealed[complaint.against - 1] ?? new Uint8Array();
  const shaped = await checkSealedShares(group, ceremony, dealer.index, message);
  if (!shaped.ok) return { isUpheld: true, reason: shaped.error.message };
  const { evidence } = complaint;
  if (evidence.length !== 1 + SIZE + EQUAL_LOGS_BYTES || evidence[0] !== VERSION)
    return { isUpheld: false, reason: 'The evidence cannot be read.' };
  const K = evidence.subarray(1, 1 + SIZE);
  const isHonest = await checkEqualLogs(
    group,
    complaintTranscript(ceremony, dealer, trustee, message),
    trustee.transportKey,
    { base: entry(message, trustee.index).Q, value: K },
    evidence.subarray(1 + SIZE),
  );
  if (!isHonest)
    return { isUpheld: false, reason: 'The evidence does not open the share that it is about.' };
  const share = await openShare(group, ceremony, dealer, trustee, message, K);
  return share.ok
    ? { isUpheld: false, reason: 'The share opens and is right.' }
    : { isUpheld: true, reason: share.error };
}

/** f_j(i), or why it is wrong. The share is secret unless a complaint opens it. */
async function openShare(
  group: Group,
  ceremony: Ceremony,
  dealer: Deal,
  to: Deal,
  message: Uint8Array,
  K: Uint8Array,
): Promise<Result<Uint8Array, string>> {
  const { Q, box } = entry(message, to.index);
  let share: Uint8Array;
  try {
    share = boxFor(ceremony, dealer.index, to, Q, K).decrypt(box);
  } catch {
    // Noble throws on a wrong tag; the key is never wrong here.
    return err('The sealed share does not open.');
  }
  if (!isSecretScalar(share)) return err('The share is not a number below ℓ.');
  const claimed = await group.mulFixed([{ base: G, scalars: share }]);
  const committed = await valueAt(group, dealer.commitments, to.index);
  return equal(claimed, committed)
    ? ok(share)
    : err('The share is not on the committed polynomial.');
}

function boxFor(
  ceremony: Ceremony,
  dealer: number,
  to: Deal,
  Q: Uint8Array,
  K: Uint8Array,
): ReturnType<typeof chacha20poly1305> {
  const info = concat(
    bigEndian(ceremony.context.length, 2),
    ceremony.context,
    Uint8Array.of(dealer, to.index),
    Q,
    to.transportKey,
  );
  return chacha20poly1305(hkdfSha512(K, SALT, info, 32), NONCE, info);
}

function entry(
  message: Uint8Array,
  i: number,
): { readonly Q: Uint8Array; readonly box: Uint8Array } {
  const begin = HEADER + (i - 1) * ENTRY;
  return {
    Q: message.subarray(begin, begin + SIZE),
    box: message.subarray(begin + SIZE, begin + ENTRY),
  };
}

export function complaintTranscript(
  ceremony: Ceremony,
  dealer: Deal,
  by: Deal,
  message: Uint8Array,
): Transcript {
  return new Transcript('key-complaint')
    .append('context', ceremony.context)
    .appendNumber('threshold', ceremony.threshold)
    .appendNumber('trustees', ceremony.trustees)
    .appendNumber('by', by.index)
    .appendNumber('against', dealer.index)
    .append('message', message);
}
