/**
 * What an opponent may put in place of one element of a statement or proof, by the kind of element.
 * Sound changes are well-formed and mean something else, so nothing but the proof can refuse them;
 * the others must be refused by whoever reads.
 */
import { encodeScalar, G, IDENTITY, ORDER, scalarAt, toScalar } from '@hustings/ristretto';
import { minus, type Point, sum } from './group.ts';

/** A `size` is a number that the layout follows too, so that its change may be refused before the proof is looked at. */
export type Kind = 'point' | 'scalar' | 'hash' | 'text' | 'number' | 'size' | 'byte' | 'bytes';

/** One element: a field of 32 bytes, a byte of a header, a number or text that a proof is bound to. */
export interface Part {
  readonly name: string;
  readonly kind: Kind;
  readonly bytes: Uint8Array;
}

export interface Change {
  readonly how: string;
  readonly bytes: Uint8Array;
  readonly isSound: boolean;
}

/** 2^255 − 19 */
const FIELD = 2n ** 255n - 19n;

export function littleEndian(value: bigint): Uint8Array {
  return new Uint8Array(32).map((_, i) => Number((value >> BigInt(8 * i)) & 255n));
}

export function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduceRight((all, byte) => (all << 8n) | BigInt(byte), 0n);
}

/** Spellings that RFC 9496 §4.3.1 refuses, made of a point's own bytes and of known bad ones. */
export function badSpellings(point: Point): readonly (readonly [how: string, bytes: Uint8Array])[] {
  const s = numberOf(point);
  const list: [string, Uint8Array][] = [
    ['its negative', littleEndian(FIELD - s)],
    ['its top bit set', littleEndian(s + 2n ** 255n)],
    ['ones', new Uint8Array(32).fill(255)],
    ['the field’s order', littleEndian(FIELD)],
    ['the number one', littleEndian(1n)],
  ];
  // s + p stays below 2^255 for s < 19 only: the identity is such a point.
  if (s < 19n) list.push(['itself plus the field’s order', littleEndian(s + FIELD)]);
  return list.filter(([, bytes]) => numberOf(bytes) !== s);
}

/** `neighbours`: other values of the same kind in the same message, for what is merely misplaced. */
export async function changesOf(
  { kind, bytes }: Part,
  neighbours: readonly Uint8Array[],
  stranger: Point,
): Promise<readonly Change[]> {
  const sound = (how: string, other: Uint8Array): Change => ({ how, bytes: other, isSound: true });
  const unsound = (how: string, other: Uint8Array): Change => ({
    how,
    bytes: other,
    isSound: false,
  });
  const misplaced = neighbours.map((other, i) => sound(`neighbour ${i + 1}`, other));
  const list: Change[] = [];
  if (kind === 'point')
    list.push(
      sound('another point', stranger),
      sound('its opposite', await minus(bytes)),
      sound('itself plus G', await sum([1n, bytes], [1n, G])),
      sound('itself doubled', await sum([2n, bytes])),
      ...misplaced,
      unsound('the identity', IDENTITY),
      ...badSpellings(bytes).map(([how, bad]) => unsound(how, bad)),
    );
  if (kind === 'scalar') {
    const value = scalarAt(bytes, 0);
    list.push(
      sound('itself plus 1', encodeScalar(toScalar(value + 1n))),
      sound('its opposite', encodeScalar(toScalar(-value))),
      sound('zero', encodeScalar(0n)),
      sound('ℓ − 1', encodeScalar(ORDER - 1n)),
      ...misplaced,
      unsound('itself plus ℓ', littleEndian(value + ORDER)),
      unsound('ℓ', littleEndian(ORDER)),
      unsound('ones', new Uint8Array(32).fill(255)),
    );
  }
  if (kind === 'hash' || kind === 'bytes')
    for (const at of [0, bytes.length >> 1, bytes.length - 1])
      list.push(sound(`byte ${at}`, bytes.with(at, (bytes[at] as number) ^ 1)));
  if (kind === 'text') {
    const next = (at: number): Uint8Array => bytes.with(at, (bytes[at] as number) + 1);
    list.push(
      sound('another first letter', next(0)),
      sound('another last', next(bytes.length - 1)),
    );
  }
  if (kind === 'number' || kind === 'size')
    for (const by of [-1, 1]) {
      const other = bytes.with(0, (bytes[0] as number) + by);
      list.push({ how: `${by}`, bytes: other, isSound: kind === 'number' });
    }
  if (kind === 'byte')
    for (const value of [0, 1, 2, 3, 16, 17, 127, 128, 254, 255])
      list.push(unsound(`${value}`, Uint8Array.of(value)));
  return list.filter((change) => change.bytes.join() !== bytes.join());
}
