/**
 * What both sides of the shuffle share (PROTOCOL §8, spec/shuffle.md): the proof as bytes, the
 * transcript, and the generators. Everything here is public.
 *
 *   0x01 ‖ K ‖ N (4 bytes) ‖ c_1..c_N ‖ ĉ_1..ĉ_N ‖ t̂_1..t̂_N ‖ t_1 ‖ t_2 ‖ t_3
 *     ‖ t_{4,1,A} ‖ t_{4,1,B} ‖ … ‖ t_{4,K,B} ‖ s_1 ‖ s_2 ‖ s_3 ‖ s_{4,1}..s_{4,K} ‖ ŝ_1..ŝ_N ‖ s'_1..s'_N
 */
import {
  type ByteSource,
  bigEndian,
  concat,
  err,
  type Failure,
  ok,
  partOf,
  type Result,
  readBigEndian,
} from '@hustings/base';
import { type Generators, type Group, independentGenerators, SIZE } from '@hustings/ristretto';
import { areBelowOrder } from './flat.ts';
import { generatorHints } from './hints.ts';
import { MOST_PIECES } from './plaintext.ts';
import type { SealedList } from './sealed-list.ts';
import { appendFrom, type Meter } from './slices.ts';
import { Transcript, type WeightRange } from './transcript.ts';

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

/** A proof that stays where it is but for its short parts. */
export interface StoredProof {
  readonly count: number;
  readonly pieces: number;
  readonly commitments: ByteSource;
  readonly chain: ByteSource;
  readonly chainAnnouncements: ByteSource;
  readonly announcements: Uint8Array;
  readonly responses: Uint8Array;
  /** Scalars, not yet known to be below ℓ. */
  readonly chainResponses: ByteSource;
  /** The same. */
  readonly permutationResponses: ByteSource;
}

export const MALFORMED_PROOF: Failure = {
  code: 'shuffle/malformed',
  message: 'These bytes are not a proof of a mix.',
};

export function shuffleProofHeader(count: number, pieces: number): Uint8Array {
  return concat(Uint8Array.of(VERSION, pieces), bigEndian(count, 4));
}

/** Bytes of a whole proof. */
export function shuffleProofSize(count: number, pieces: number): number {
  return HEADER + sizesOf(count, pieces).reduce((sum, size) => sum + size, 0);
}

/** Bytes of c, ĉ, t̂, the announcements, the responses, ŝ and s', which follow each other. */
function sizesOf(n: number, pieces: number): readonly number[] {
  return [n, n, n, 3 + 2 * pieces, 3 + pieces, n, n].map((count) => count * SIZE);
}

export function encodeShuffleProof(proof: ShuffleProof): Uint8Array {
  return concat(
    shuffleProofHeader(proof.count, proof.pieces),
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
  const shape = parseHeader(bytes, bytes.length);
  if (!shape.ok) return shape;
  const { count, pieces } = shape.value;
  let place = HEADER;
  const [commitments, chain, chainAnnouncements, announcements, ...scalars] = sizesOf(
    count,
    pieces,
  ).map((size) => {
    place += size;
    return bytes.subarray(place - size, place);
  }) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  if (!scalars.every(areBelowOrder)) return err(MALFORMED_PROOF);
  const [responses, chainResponses, permutationResponses] = scalars;
  return ok({
    count,
    pieces,
    commitments,
    chain,
    chainAnnouncements,
    announcements,
    responses,
    chainResponses,
    permutationResponses,
  });
}

/**
 * Reads the layout and the short parts. That the responses of the long lists are below ℓ is for
 * whoever reads them. Code: `shuffle/malformed`.
 */
export async function openShuffleProof(source: ByteSource): Promise<Result<StoredProof, Failure>> {
  const header = await source.read(0, Math.min(HEADER, source.size));
  const shape = parseHeader(header, source.size);
  if (!shape.ok) return shape;
  const { count, pieces } = shape.value;
  let place = HEADER;
  const [commitments, chain, chainAnnouncements, t, s, chainResponses, permutationResponses] =
    sizesOf(count, pieces).map((size) => {
      place += size;
      return partOf(source, place - size, place);
    }) as [ByteSource, ByteSource, ByteSource, ByteSource, ByteSource, ByteSource, ByteSource];
  const announcements = await t.read(0, t.size);
  const responses = await s.read(0, s.size);
  if (!areBelowOrder(responses)) return err(MALFORMED_PROOF);
  return ok({
    count,
    pieces,
    commitments,
    chain,
    chainAnnouncements,
    announcements,
    responses,
    chainResponses,
    permutationResponses,
  });
}

function parseHeader(
  bytes: Uint8Array,
  size: number,
): Result<{ readonly count: number; readonly pieces: number }, Failure> {
  if (bytes.length < HEADER || bytes[0] !== VERSION) return err(MALFORMED_PROOF);
  const pieces = bytes[1] as number;
  const count = readBigEndian(bytes, 2, 4);
  const isShaped = pieces >= 1 && pieces <= MOST_PIECES && size === shuffleProofSize(count, pieces);
  return isShaped ? ok({ count, pieces }) : err(MALFORMED_PROOF);
}

/**
 * Starts the transcript with the statement; the commitments c come next, as `c`, and then u_1..u_N are
 * drawn. `look` sees the points of both lists on the way.
 */
export async function shuffleStatement(
  step: ShuffleStep,
  input: SealedList,
  output: SealedList,
  look?: (points: Uint8Array) => void,
): Promise<Transcript> {
  const transcript = new Transcript('shuffle')
    .append('context', step.context)
    .append('key', step.key)
    .appendText('pool', step.pool)
    .appendNumber('step', step.step)
    .appendText('mixer', step.mixer)
    .appendNumber('pieces', input.pieces)
    .appendNumber('count', input.count);
  await appendFrom(transcript, 'A', input.a, look);
  await appendFrom(transcript, 'B', input.b, look);
  await appendFrom(transcript, "A'", output.a, look);
  await appendFrom(transcript, "B'", output.b, look);
  return transcript;
}

/** Appends what the prover commits to and announces, and draws u_1..u_N and c from it, as a verifier does. */
export async function shuffleChallenges(
  statement: Transcript,
  proof: Pick<StoredProof, 'commitments' | 'chain' | 'announcements' | 'chainAnnouncements'>,
): Promise<{ readonly u: WeightRange; readonly c: bigint }> {
  await appendFrom(statement, 'c', proof.commitments);
  const u = statement.weightsOf('u');
  await appendFrom(statement, 'c^', proof.chain);
  statement.append('t', proof.announcements);
  await appendFrom(statement, 't^', proof.chainAnnouncements);
  return { u, c: statement.challenge('c') };
}

/** The generators H, H_1.. of PROTOCOL §2 never change: a process computes them once, with whichever backend. */
let known: Generators | undefined;

export function generatorsOf(group: Group): Generators {
  known ??= independentGenerators(group);
  return known.by(group);
}

/** What making the generators takes of one pass over the list, where none is there yet. */
export const GENERATORS_PASS = 0.6;

/** H_1..H_n and their hints, with their making, where it is the first time, told to a meter that begins with them. */
export async function generatorsFor(
  group: Group,
  n: number,
  meter: Meter,
): Promise<{ readonly points: Uint8Array; readonly hints: Uint8Array }> {
  const { points, hints: known } = await generatorsOf(group).hinted(n, (done, of) =>
    meter.to((GENERATORS_PASS * n * done) / of),
  );
  const hints = known ?? (await generatorHints(group, points));
  meter.to(GENERATORS_PASS * n);
  return { points, hints };
}
