/**
 * The two small proofs that others are built of (PROTOCOL §3, §9, §10), made non-interactive over a
 * transcript that already holds domain, context and the rest of the statement; the points proved
 * about are appended here, so that none can be forgotten (weak Fiat–Shamir).
 *
 * Knowledge: of x with X = x·G (Schnorr). Proof: R ‖ z, 64 bytes; z·G = R + c·X.
 * Equal logarithms: of x with X = x·G and V = x·P (Chaum–Pedersen). Proof: R ‖ R' ‖ z, 96 bytes;
 * z·G = R + c·X and z·P = R' + c·V.
 * The nonce and x are secret; the response is computed with the group's own scalars.
 */
import { concat } from '@hustings/base';
import { decodeScalar, encodeScalar, G, type Group, negScalar, SIZE } from '@hustings/ristretto';
import { at, vanishes } from './flat.ts';
import { drawScalars, type Random } from './random.ts';
import type { Transcript } from './transcript.ts';

export const KNOWLEDGE_BYTES: number = 2 * SIZE;
export const EQUAL_LOGS_BYTES: number = 3 * SIZE;

export async function proveKnowledge(
  group: Group,
  transcript: Transcript,
  x: { readonly public: Uint8Array; readonly secret: Uint8Array },
  random: Random,
): Promise<Uint8Array> {
  const secretNonce = await drawScalars(group.scalars, 1, random);
  const R = await group.mulFixed([{ base: G, scalars: secretNonce }]);
  const c = knowledgeChallenge(transcript, x.public, R);
  const z = await group.scalars.mulAdd(x.secret, encodeScalar(c), secretNonce);
  secretNonce.fill(0);
  return concat(R, z);
}

/** Total: a proof or a point of any bytes gives true or false. The identity as X is for the caller to refuse. */
export async function checkKnowledge(
  group: Group,
  transcript: Transcript,
  publicPoint: Uint8Array,
  proof: Uint8Array,
): Promise<boolean> {
  if (proof.length !== KNOWLEDGE_BYTES) return false;
  const R = at(proof, 0);
  const z = decodeScalar(proof, 1);
  if (z === undefined) return false;
  const c = knowledgeChallenge(transcript, publicPoint, R);
  return vanishes(group, [
    { scalar: z, point: G },
    { scalar: negScalar(1n), point: R },
    { scalar: negScalar(c), point: publicPoint },
  ]);
}

export async function proveEqualLogs(
  group: Group,
  transcript: Transcript,
  x: { readonly public: Uint8Array; readonly secret: Uint8Array },
  on: { readonly base: Uint8Array; readonly value: Uint8Array },
  random: Random,
): Promise<Uint8Array> {
  const secretNonce = await drawScalars(group.scalars, 1, random);
  const R = await group.mulFixed([{ base: G, scalars: secretNonce }]);
  // A nonce is used once, so this product needs no blinding of the scalar.
  const onBase = await group.mulEach(secretNonce, on.base);
  const c = equalLogsChallenge(transcript, x.public, on, R, onBase);
  const z = await group.scalars.mulAdd(x.secret, encodeScalar(c), secretNonce);
  secretNonce.fill(0);
  return concat(R, onBase, z);
}

/** Total, like `checkKnowledge`. */
export async function checkEqualLogs(
  group: Group,
  transcript: Transcript,
  publicPoint: Uint8Array,
  on: { readonly base: Uint8Array; readonly value: Uint8Array },
  proof: Uint8Array,
): Promise<boolean> {
  if (proof.length !== EQUAL_LOGS_BYTES) return false;
  const R = at(proof, 0);
  const onBase = at(proof, 1);
  const z = decodeScalar(proof, 2);
  if (z === undefined) return false;
  const c = equalLogsChallenge(transcript, publicPoint, on, R, onBase);
  const isKey = await vanishes(group, [
    { scalar: z, point: G },
    { scalar: negScalar(1n), point: R },
    { scalar: negScalar(c), point: publicPoint },
  ]);
  return (
    isKey &&
    (await vanishes(group, [
      { scalar: z, point: on.base },
      { scalar: negScalar(1n), point: onBase },
      { scalar: negScalar(c), point: on.value },
    ]))
  );
}

function knowledgeChallenge(transcript: Transcript, X: Uint8Array, R: Uint8Array): bigint {
  return transcript.append('public', X).append('commitment', R).challenge('c');
}

function equalLogsChallenge(
  transcript: Transcript,
  X: Uint8Array,
  on: { readonly base: Uint8Array; readonly value: Uint8Array },
  R: Uint8Array,
  onBase: Uint8Array,
): bigint {
  return transcript
    .append('public', X)
    .append('base', on.base)
    .append('value', on.value)
    .append('commitment', R, onBase)
    .challenge('c');
}
