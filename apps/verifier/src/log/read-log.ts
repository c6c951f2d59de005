/** Leaves of a record, held against its tiles and its checkpoint (spec/record.md §5, points 1 and 2). */
import { equal } from '@hustings/base';
import type { Source } from '../files/source.ts';
import { entryPlace, type Findings } from '../findings.ts';
import { readSignedCheckpoint, type SignedCheckpoint } from './checkpoint.ts';
import { entryBundles, hashTiles, leafHash, rootOf, type Tile } from './tree.ts';

export interface Log {
  readonly signed: SignedCheckpoint;
  /** Undefined where the bundle is missing or misshapen. */
  readonly leaves: readonly (Uint8Array | undefined)[];
  /** Hashes of the leaves, from the tile or, where there is none, from the leaf. */
  readonly hashes: readonly Uint8Array[];
}

const BLOB = /^blob\/[0-9a-f]{64}$/;

/** Undefined where there is no checkpoint to go by. */
export async function readLog(source: Source, findings: Findings): Promise<Log | undefined> {
  const note = await source.read('checkpoint');
  if (note === undefined) {
    findings.wrong('log/no-checkpoint', 'checkpoint', 'The record has no checkpoint.');
    return undefined;
  }
  const signed = readSignedCheckpoint(note);
  if (typeof signed === 'string') {
    findings.wrong('log/checkpoint-malformed', 'checkpoint', signed);
    return undefined;
  }
  const { size, root } = signed.checkpoint;
  // A size that the files cannot have would only exhaust the memory.
  if (Math.ceil(size / 256) > source.paths.length + 1) {
    findings.wrong(
      'log/size-differs',
      'checkpoint',
      `The record has not the bundles of ${size} entries.`,
    );
    return undefined;
  }
  const bundles = entryBundles(size);
  const levels = hashTiles(size);
  strangers(source, new Set([...bundles, ...levels.flat()].map((t) => t.path)), findings);
  const leaves: (Uint8Array | undefined)[] = [];
  for (const bundle of bundles) leaves.push(...(await readBundle(source, bundle, findings)));
  const own = leaves.map((leaf) => leafHash(leaf ?? new Uint8Array()));
  const stated = await readTiles(source, levels, own, findings);
  const isOfLeaves = equal(rootOf(own), root);
  const isOfTiles = equal(rootOf(stated), root);
  if (!isOfLeaves && !isOfTiles)
    findings.wrong('log/root-differs', 'checkpoint', 'The root is not that of the entries.');
  // Where tile and entry differ the root says which of them was changed; where it is of neither, both may be.
  for (const [i, hash] of own.entries()) {
    if (equal(stated[i] as Uint8Array, hash)) continue;
    if (!isOfLeaves)
      findings.wrong('log/entry-changed', entryPlace(i), 'The entry is not the one in the tree.');
    if (!isOfTiles) {
      const { path } = (levels[0] as readonly Tile[])[Math.floor(i / 256)] as Tile;
      findings.wrong('log/tile-differs', path, `The tile has another hash of entry ${i}.`);
    }
  }
  return { signed, leaves, hashes: isOfLeaves ? own : stated };
}

function strangers(source: Source, expected: ReadonlySet<string>, findings: Findings): void {
  const seen = new Set<string>();
  for (const path of source.paths) {
    if (seen.has(path))
      findings.wrong('record/stray-file', path, 'There are two files of this name.');
    seen.add(path);
    if (path !== 'checkpoint' && !BLOB.test(path) && !expected.has(path))
      findings.wrong('record/stray-file', path, 'A record of this size has no such file.');
  }
}

async function readBundle(
  source: Source,
  { path, width }: Tile,
  findings: Findings,
): Promise<readonly (Uint8Array | undefined)[]> {
  const bytes = await source.read(path);
  if (bytes === undefined)
    findings.wrong('log/bundle-missing', path, 'This bundle of entries is missing.');
  const out: (Uint8Array | undefined)[] = [];
  let at = 0;
  while (bytes !== undefined && at + 2 <= bytes.length && out.length < width) {
    const length = (bytes[at] as number) * 256 + (bytes[at + 1] as number);
    if (at + 2 + length > bytes.length) break;
    out.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  if (bytes !== undefined && (out.length !== width || at !== bytes.length))
    findings.wrong(
      'log/bundle-malformed',
      path,
      `This bundle does not hold exactly ${width} entries.`,
    );
  while (out.length < width) out.push(undefined);
  return out;
}

/** The hashes of the leaves as the tiles have them; tiles of higher levels against those below. */
async function readTiles(
  source: Source,
  levels: readonly (readonly Tile[])[],
  own: readonly Uint8Array[],
  findings: Findings,
): Promise<readonly Uint8Array[]> {
  let bottom: readonly Uint8Array[] = [];
  let below = own;
  for (const [level, tiles] of levels.entries()) {
    const nodes =
      level === 0
        ? below
        : Array.from({ length: Math.floor(below.length / 256) }, (_, i) =>
            rootOf(below.slice(256 * i, 256 * i + 256)),
          );
    const stated: Uint8Array[] = [];
    for (const tile of tiles) {
      const bytes = await source.read(tile.path);
      const expected = nodes.slice(tile.from, tile.from + tile.width);
      if (bytes?.length !== 32 * tile.width) {
        findings.wrong(
          'log/tile-malformed',
          tile.path,
          'This tile is missing, or of the wrong length.',
        );
        stated.push(...expected);
        continue;
      }
      findings.count('tiles');
      for (const [i, hash] of expected.entries()) {
        const found = bytes.subarray(32 * i, 32 * i + 32);
        stated.push(found);
        if (level > 0 && !equal(found, hash))
          findings.wrong('log/tile-differs', tile.path, `Hash ${i} is not that of the tile below.`);
      }
    }
    if (level === 0) bottom = stated;
    below = stated;
  }
  return bottom;
}
