/**
 * What both sides of the shuffle share (PROTOCOL §8, spec/shuffle.md): the proof as bytes, the
 * transcript, and the generators. Everything here is public.
 *
 *   0x01 ‖ K ‖ N (4 bytes) ‖ c_1..c_N ‖ ĉ_1..ĉ_N ‖ t̂_1..t̂_N ‖ t_1 ‖ t_2 ‖ t_3
 *     ‖ t_{4,1,A} ‖ t_{4,1,B} ‖ … ‖ t_{4,K,B} ‖ s_1 ‖ s_2 ‖ s_3 ‖ s_{4,1}..s_{4,K} ‖ ŝ_1..ŝ_N ‖ s'_1..s'_N
 */
import {
  bigEndian,
  concat,
  err,
  type Failure,
  ok,
  type Result,
  readBigEndian,
} from '@hustings/base';
import {
  decodeScalar,
  type Generators,
  type Group,
  independentGenerators,
  SIZE,
} from '@hustings/ristretto';
import type { Ciphertexts } from './ciphertexts.ts';
import { MOST_PIECES } from './plaintext.ts';
import { Transcript } from './transcript.ts';

const VERSION = 1;
const HEADER = 6;

/** Which mix a proof is for: it holds for no other. */
export interface ShuffleStep {
  /** Hash of the poll's manifest. */
  readonly context: Uint8Array;
  /** Y */
  readonly key: Uint8Array;
  readonly pool: string;
  /** 1 for the first mix of the pool. */
  readonly step: number;
  /** Id of who mixes. */
  readonly mixer: string;
}

/** Views of the proof's bytes, in the notation of PROTOCOL §8. */
export interface ShuffleProof {
  readonly count: number;
  readonly pieces: number;
  /** c_j, by the place j of the input. */
  readonly commitments: Uint8Array;
  /** ĉ_i, by the place i of the output. */
  readonly chain: Uint8Array;
  /** t̂_i */
  readonly chainAnnouncements: Uint8Array;
  /** t_1 ‖ t_2 ‖ t_3 ‖ t_{4,1,A} ‖ t_{4,1,B} ‖ … */
  readonly announcements: Uint8Array;
  /** s_1 ‖ s_2 ‖ s_3 ‖ s_{4,1} ‖ … */
  readonly responses: Uint8Array;
  /** ŝ_i */
  readonly chainResponses: Uint8Array;
  /** s'_i */
  readonly permutationResponses: Uint8Array;
}

export function encodeShuffleProof(proof: ShuffleProof): Uint8Array {
  return concat(
    Uint8Array.of(VERSION, proof.pieces),
    bigEndian(proof.count, 4),
    proof.commitments,
    proof.chain,
    proof.chainAnnouncements,
    proof.announcements,
    proof.responses,
    proof.chainResponses,
    proof.permutationResponses,
  );
}

/** Reads the layout and that every response is below ℓ. Code: `shuffle/malformed`. */
export function parseShuffleProof(bytes: Uint8Array): Result<ShuffleProof, Failure> {
  const malformed = err({
    code: 'shuffle/malformed',
    message: 'These bytes are not a proof of a mix.',
  });
  if (bytes.length < HEADER || bytes[0] !== VERSION) return malformed;
  const pieces = bytes[1] as number;
  const count = readBigEndian(bytes, 2, 4);
  const elements = 5 * count + (3 + 2 * pieces) + (3 + pieces);
  if (pieces < 1 || pieces > MOST_PIECES || bytes.length !== HEADER + elements * SIZE)
    return malformed;
  let place = HEADER;
  const take = (n: number): Uint8Array => {
    place += n * SIZE;
    return bytes.subarray(place - n * SIZE, place);
  };
  const proof: ShuffleProof = {
    count,
    pieces,
    commitments: take(count),
    chain: take(count),
    chainAnnouncements: take(count),
    announcements: take(3 + 2 * pieces),
    responses: take(3 + pieces),
    chainResponses: take(count),
    permutationResponses: take(count),
  };
  for (const scalars of [proof.responses, proof.chainResponses, proof.permutationResponses])
    for (let i = 0; i < scalars.length / SIZE; i++)
      if (decodeScalar(scalars, i) === undefined) return malformed;
  return ok(proof);
}

/** Starts the transcript with the whole statement and the commitments c; u_1..u_N are drawn from it next. */
export function shuffleTranscript(
  step: ShuffleStep,
  input: Ciphertexts,
  output: Ciphertexts,
  commitments: Uint8Array,
): Transcript {
  return new Transcript('shuffle')
    .append('context', step.context)
    .append('key', step.key)
    .appendText('pool', step.pool)
    .appendNumber('step', step.step)
    .appendText('mixer', step.mixer)
    .appendNumber('pieces', input.pieces)
    .appendNumber('count', input.count)
    .append('A', input.a)
    .append('B', input.b)
    .append("A'", output.a)
    .append("B'", output.b)
    .append('c', commitments);
}

/** Appends the chain and all announcements, and draws c. */
export function shuffleChallenge(
  transcript: Transcript,
  chain: Uint8Array,
  announcements: Uint8Array,
  chainAnnouncements: Uint8Array,
): bigint {
  return transcript
    .append('c^', chain)
    .append('t', announcements)
    .append('t^', chainAnnouncements)
    .challenge('c');
}

/** The generators H, H_1.. of PROTOCOL §2 never change, so each backend computes them once. */
const known: WeakMap<Group, Generators> = new WeakMap();

export function generatorsOf(group: Group): Generators {
  const generators = known.get(group) ?? independentGenerators(group);
  known.set(group, generators);
  return generators;
}
