/** The two small proofs of spec/ballot.md, over a transcript that already holds domain and statement. */
import { BASE, type Point, readElement, readPoint, readScalar, times } from './points.ts';
import type { Transcript } from './transcript.ts';

/** `R ‖ z`, 64 bytes: knowledge of x in `image` = x·G. */
export function isKnown(transcript: Transcript, image: Point, proof: Uint8Array): boolean {
  if (proof.length !== 64) return false;
  const commitment = readElement(proof.subarray(0, 32));
  const z = readScalar(proof.subarray(32));
  if (commitment === undefined || z === undefined) return false;
  const c = transcript
    .append('public', image.toBytes())
    .append('commitment', proof.subarray(0, 32))
    .challenge('c');
  return times(BASE, z).equals(commitment.add(times(image, c)));
}

export interface EqualLogarithms {
  /** x·G */
  readonly image: Point;
  readonly base: Point;
  /** x·base */
  readonly value: Point;
}

/** `R ‖ R' ‖ z`, 96 bytes (of an empty pool R' is the identity): `image` and `value` have the same logarithm to G and to `base`. */
export function haveEqualLogarithms(
  transcript: Transcript,
  { image, base, value }: EqualLogarithms,
  proof: Uint8Array,
): boolean {
  if (proof.length !== 96) return false;
  const first = readPoint(proof.subarray(0, 32));
  const second = readPoint(proof.subarray(32, 64));
  const z = readScalar(proof.subarray(64));
  if (first === undefined || second === undefined || z === undefined) return false;
  const c = transcript
    .append('public', image.toBytes())
    .append('base', base.toBytes())
    .append('value', value.toBytes())
    .append('commitment', proof.subarray(0, 64))
    .challenge('c');
  return (
    times(BASE, z).equals(first.add(times(image, c))) &&
    times(base, z).equals(second.add(times(value, c)))
  );
}
