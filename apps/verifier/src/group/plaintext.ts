/** Plaintexts as points (spec/ballot.md, Plaintexts): 30 bytes a piece. */
import { equal } from '@hustings/base';
import { type Point, readPoint } from './points.ts';

export const PIECE = 30;

/** The point of a piece; undefined where none of the 8192 candidates is one, which nobody will ever see. */
export function pointOf(piece: Uint8Array): Uint8Array | undefined {
  const candidate = new Uint8Array(32);
  candidate.set(piece, 1);
  for (let c = 0; c < 8192; c++) {
    candidate[0] = 2 * (c % 128);
    candidate[31] = Math.floor(c / 128);
    if (readPoint(candidate) !== undefined) return candidate;
  }
  return undefined;
}

export type ReadPiece =
  | { readonly kind: 'read'; readonly piece: Uint8Array }
  | { readonly kind: 'not-readable' | 'not-canonical' };

export function readPiece(point: Point): ReadPiece {
  const bytes = point.toBytes();
  if ((bytes[31] as number) >= 64) return { kind: 'not-readable' };
  const piece = bytes.slice(1, 31);
  const own = pointOf(piece);
  if (own === undefined || !equal(own, bytes)) return { kind: 'not-canonical' };
  return { kind: 'read', piece };
}
