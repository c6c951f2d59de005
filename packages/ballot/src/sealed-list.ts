/**
 * A list of ciphertexts that may be larger than memory: what is mixed and decrypted, in the layout of
 * ciphertexts.ts. Public.
 */
import {
  assert,
  type ByteSource,
  bigEndian,
  concat,
  err,
  type Failure,
  ok,
  partOf,
  type Result,
  sourceOf,
} from '@hustings/base';
import { type Group, SIZE } from '@hustings/ristretto';
import { type Ciphertexts, LIST_HEADER, LIST_VERSION, parseListHeader } from './ciphertexts.ts';
import { hasIdentity } from './flat.ts';
import { inOrder, readThrough, SLICE } from './slices.ts';

export interface SealedList {
  /** N, ballots. */
  readonly count: number;
  /** K, points per ballot. */
  readonly pieces: number;
  /** A_{i,k}, N·K points, ballot-major. */
  readonly a: ByteSource;
  /** B_{i,k} */
  readonly b: ByteSource;
}

export function sealedListOf({ count, pieces, a, b }: Ciphertexts): SealedList {
  return { count, pieces, a: sourceOf(a), b: sourceOf(b) };
}

/** Reads it into memory. */
export async function ciphertextsIn({ count, pieces, a, b }: SealedList): Promise<Ciphertexts> {
  return { count, pieces, a: await a.read(0, a.size), b: await b.read(0, b.size) };
}

/** Reads the header; the points stay where they are. Code: `ciphertexts/malformed`. */
export async function openSealedList(source: ByteSource): Promise<Result<SealedList, Failure>> {
  const header = await source.read(0, Math.min(LIST_HEADER, source.size));
  const shape = parseListHeader(header, source.size);
  if (!shape.ok) return shape;
  const { count, pieces } = shape.value;
  const middle = LIST_HEADER + count * pieces * SIZE;
  return ok({
    count,
    pieces,
    a: partOf(source, LIST_HEADER, middle),
    b: partOf(source, middle, source.size),
  });
}

/** What stands before all A and all B. */
export function sealedListHeader(count: number, pieces: number): Uint8Array {
  return concat(Uint8Array.of(LIST_VERSION, pieces), bigEndian(count, 4));
}

export const IDENTITY_IN_LIST: Failure = {
  code: 'ciphertexts/identity',
  message: 'The neutral element stands where a sealed paper belongs.',
};
const GARBLED: Failure = {
  code: 'ciphertexts/not-canonical',
  message: 'Some point is not a canonical encoding.',
};

/** As `checkSealedList`, in memory. */
export function checkCiphertexts(group: Group, list: Ciphertexts): Promise<Result<void, Failure>> {
  return checkSealedList(group, sealedListOf(list));
}

/** A program's mistake, not foreign input: lists are opened or computed before they get here. */
export function assertSealedShape({ count, pieces, a, b }: SealedList): void {
  const size = count * pieces * SIZE;
  assert(a.size === size && b.size === size, 'a list has N·K points A and B');
}

/** Whether all are canonical points other than the identity. Codes: `ciphertexts/identity`, `ciphertexts/not-canonical`. */
export async function checkSealedList(
  group: Group,
  { a, b }: SealedList,
): Promise<Result<void, Failure>> {
  let isHollow = false;
  for (const half of [a, b])
    await readThrough(half, (points) => {
      isHollow ||= hasIdentity(points);
    });
  if (isHollow) return err(IDENTITY_IN_LIST);
  let isGarbled = false;
  for (const half of [a, b])
    await inOrder(
      half.size,
      4 * SLICE * SIZE,
      async (from, to) => group.firstInvalid(await half.read(from, to)),
      (first) => {
        isGarbled ||= first >= 0;
        return !isGarbled;
      },
    );
  return isGarbled ? err(GARBLED) : ok(undefined);
}
