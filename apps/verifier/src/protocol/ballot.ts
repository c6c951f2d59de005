/** A ballot's layout and its proof (spec/ballot.md). */
import { fromUtf8 } from '@hustings/base';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { BASE, type Point, randomWeight, readPoints, readScalars, Sum } from '../group/points.ts';
import { Transcript } from '../group/transcript.ts';
import { ByteReader } from './byte-reader.ts';

export interface Ballot {
  readonly bytes: Uint8Array;
  readonly pool: string;
  readonly credential: Uint8Array;
  readonly previous: Uint8Array | undefined;
  readonly pieces: number;
  /** A_1..A_K and B_1..B_K, end to end, and so on. */
  readonly a: Uint8Array;
  readonly b: Uint8Array;
  readonly r: Uint8Array;
  readonly t: Uint8Array;
  readonly responses: Uint8Array;
}

/** The ballot, or what is wrong with its layout. */
export function readBallot(bytes: Uint8Array): Ballot | string {
  const reader = new ByteReader(bytes);
  const short = 'The ballot is cut short.';
  if (reader.byte() !== 1) return 'The ballot has an unknown version.';
  const length = reader.byte();
  if (length === undefined || length < 1 || length > 64) return 'The pool has a wrong length.';
  const pool = fromUtf8(reader.take(length) ?? new Uint8Array());
  if (pool === undefined || !/^[a-z0-9-]{1,64}$/.test(pool)) return 'The pool is no id.';
  const credential = reader.take(32);
  const mark = reader.byte();
  if (mark !== 0 && mark !== 1) return 'The mark of a previous ballot is neither 0 nor 1.';
  const previous = mark === 1 ? reader.take(32) : undefined;
  if (mark === 1 && previous === undefined) return short;
  const pieces = reader.byte();
  if (pieces === undefined || pieces < 1 || pieces > 16) return 'A ballot has 1 to 16 pieces.';
  const a = reader.take(32 * pieces);
  const b = reader.take(32 * pieces);
  const r = reader.take(32 * pieces);
  const t = reader.take(32);
  const responses = reader.take(32 * pieces + 32);
  if (credential === undefined || a === undefined || b === undefined) return short;
  if (r === undefined || t === undefined || responses === undefined) return short;
  if (!reader.isAtEnd) return 'There are bytes after the ballot.';
  return { bytes, pool, credential, previous, pieces, a, b, r, t, responses };
}

export function trackerOf(ballot: Ballot): Uint8Array {
  return sha256(ballot.bytes);
}

/** The same for two ballots only if one is a copy. */
export function copyMarkOf({ a, b }: Ballot): Uint8Array {
  return sha256(concatBytes(a, b));
}

export interface BallotPoll {
  readonly context: Uint8Array;
  /** Y */
  readonly key: Uint8Array;
}

interface ReadProof {
  readonly credential: Point;
  readonly a: readonly Point[];
  readonly r: readonly Point[];
  readonly t: Point;
  readonly z: readonly bigint[];
  readonly challenge: bigint;
}

/** `identity` and `not-canonical` are of a point or response of the ballot; `wrong-proof` of an equation. */
export interface WrongProof {
  /** Of the ballot in the list. */
  readonly place: number;
  readonly reason: Unreadable | 'wrong-proof';
}

type Unreadable = 'not-canonical' | 'identity';

/** Which of the ballots have a wrong proof. One sum for all; halved where it is not zero. */
export function wrongProofs(poll: BallotPoll, ballots: readonly Ballot[]): readonly WrongProof[] {
  const proofs = ballots.map((ballot) => readProof(poll, ballot));
  const wrong = proofs.flatMap((proof, place) =>
    typeof proof === 'string' ? [{ place, reason: proof }] : [],
  );
  const search = (places: readonly number[]): readonly number[] => {
    const sum = new Sum();
    for (const i of places) addEquations(sum, proofs[i] as ReadProof);
    if (sum.isZero()) return [];
    if (places.length === 1) return places;
    const half = places.length >> 1;
    return [...search(places.slice(0, half)), ...search(places.slice(half))];
  };
  const readable = proofs.flatMap((proof, i) => (typeof proof === 'string' ? [] : [i]));
  const failed = search(readable).map((place) => ({ place, reason: 'wrong-proof' as const }));
  return [...wrong, ...failed];
}

function readProof({ context, key }: BallotPoll, ballot: Ballot): ReadProof | Unreadable {
  const lists = [ballot.credential, ballot.t, ballot.a, ballot.b, ballot.r].map(readPoints);
  const z = readScalars(ballot.responses);
  if (z === undefined || lists.includes(undefined)) return 'not-canonical';
  const [[credential], [t], a, , r] = lists as [[Point], [Point], Point[], Point[], Point[]];
  if (lists.some((list) => list?.some((point) => point.is0()))) return 'identity';
  const challenge = new Transcript('ballot')
    .append('context', context)
    .append('key', key)
    .text('pool', ballot.pool)
    .append('credential', ballot.credential)
    .append('previous', ballot.previous ?? new Uint8Array())
    .number('pieces', ballot.pieces)
    .append('A', ballot.a)
    .append('B', ballot.b)
    .append('R', ballot.r)
    .append('T', ballot.t)
    .challenge('c');
  return { credential, a, r, t, z, challenge };
}

/** z·G − R − c·A = 0 for every piece, and the same for the credential, each with its own weight. */
function addEquations(sum: Sum, { credential, a, r, t, z, challenge }: ReadProof): void {
  const images = [...a, credential];
  const commitments = [...r, t];
  let ofBase = 0n;
  for (const [k, image] of images.entries()) {
    const weight = randomWeight();
    ofBase += weight * (z[k] as bigint);
    sum.add(commitments[k] as Point, -weight).add(image, -weight * challenge);
  }
  sum.add(BASE, ofBase);
}
