/**
 * Where a log's hashes and entries lie: the paths and widths of C2SP tlog-tiles. Pure arithmetic.
 * Source: c2sp.org/tlog-tiles.
 */
import { err, ok, type Result } from '@hustings/base';
import type { LogFailure } from './errors.ts';

/** Levels of the Merkle tree in one tile. */
export const TILE_HEIGHT = 8;
/** Hashes, or entries, in a full tile. */
export const TILE_WIDTH = 256;
/** The levels that a tree of fewer than 2^53 leaves can have. */
const MOST_LEVELS = 7;

export interface TileId {
  readonly level: number;
  readonly index: number;
  /** 256 when full. */
  readonly width: number;
}

export interface BundleId {
  readonly index: number;
  readonly width: number;
}

export type TilePath =
  | ({ readonly kind: 'hashes' } & TileId)
  | ({ readonly kind: 'entries' } & BundleId);

/** Returns `tile/<L>/<N>[.p/<W>]`. */
export function tilePath({ level, index, width }: TileId): string {
  return `tile/${level}/${indexPath(index, width)}`;
}

/** Returns `tile/entries/<N>[.p/<W>]`. */
export function bundlePath({ index, width }: BundleId): string {
  return `tile/entries/${indexPath(index, width)}`;
}

/** Reads either kind of path, and accepts only the one spelling each tile has. */
export function parseTilePath(path: string): Result<TilePath, LogFailure> {
  const bad = err<LogFailure>({ code: 'log/bad-path', message: 'This is not the path of a tile.' });
  const match = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  const [, place, number, partial] = match ?? [];
  if (place === undefined || number === undefined) return bad;
  const index = Number(number.replaceAll(/[x/]/g, ''));
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  if (!Number.isSafeInteger(index)) return bad;
  const parsed: TilePath =
    place === 'entries'
      ? { kind: 'entries', index, width }
      : { kind: 'hashes', level: Number(place), index, width };
  if (parsed.kind === 'hashes' && parsed.level > 63) return bad;
  const again = parsed.kind === 'entries' ? bundlePath(parsed) : tilePath(parsed);
  return again === path && width >= 1 ? ok(parsed) : bad;
}

/** Returns how many hashes tile `index` of `level` has in a tree of `size` leaves: 0 to 256. */
export function tileWidth(level: number, index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level);
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH));
}

/**
 * Returns the hash tiles that a tree needs once it has grown from `before` to `size` leaves and that
 * it did not have, or had narrower, before: all its tiles when `before` is 0.
 */
export function tilesOf(size: number, before = 0): TileId[] {
  const tiles: TileId[] = [];
  for (let level = 0; level < MOST_LEVELS; level++) {
    const hashes = Math.floor(size / TILE_WIDTH ** level);
    const had = Math.floor(before / TILE_WIDTH ** level);
    if (hashes === had) continue;
    for (let index = Math.floor(had / TILE_WIDTH); index * TILE_WIDTH < hashes; index++)
      tiles.push({ level, index, width: tileWidth(level, index, size) });
  }
  return tiles;
}

/** Returns the entry bundles for growth from `before` to `size` leaves, as `tilesOf` does for tiles. */
export function bundlesOf(size: number, before = 0): BundleId[] {
  return tilesOf(size, before)
    .filter((tile) => tile.level === 0)
    .map(({ index, width }) => ({ index, width }));
}

/** Index 1234067 is `x001/x234/067`, so that no directory ever has the name of a file. */
function indexPath(index: number, width: number): string {
  let path = String(index % 1000).padStart(3, '0');
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    path = `x${String(rest % 1000).padStart(3, '0')}/${path}`;
  return width === TILE_WIDTH ? path : `${path}.p/${width}`;
}
