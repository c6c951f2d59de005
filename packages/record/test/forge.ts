/** The workshop of a dishonest server: takes a record apart, and seals whatever it likes with the keys of log and officer. */
import { unwrap, utf8 } from '@hustings/base';
import {
  bundlePath,
  bundlesOf,
  encodeBundle,
  MerkleTree,
  parseBundle,
  parseCheckpoint,
  type SignerKey,
  signCheckpoint,
  tilePath,
  tilesOf,
} from '@hustings/log';
import type { Act, Entry } from '@hustings/rulebook';
import { encodeEvent, MemoryRecord, originOf, readLeaf, signEntry } from '../src/index.ts';

export const PROCEEDING = 'society-2026';

/** Every leaf of a record, in order. */
export function leavesOf(record: MemoryRecord): readonly Uint8Array[] {
  const note = new TextDecoder().decode(record.files.get('checkpoint'));
  const { size } = unwrap(parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1)));
  return bundlesOf(size).flatMap((id) =>
    unwrap(parseBundle(record.files.get(bundlePath(id)) as Uint8Array, id.width)),
  );
}

export interface Sealing {
  readonly logSigner: SignerKey;
  readonly origin?: string;
}

/** Tiles, bundles and checkpoint anew over these leaves; `blobs` are all the record's other files. */
export function sealed(
  leaves: readonly Uint8Array[],
  blobs: Iterable<readonly [string, Uint8Array]>,
  { logSigner, origin = originOf(PROCEEDING) }: Sealing,
): MemoryRecord {
  const tree = new MerkleTree();
  for (const leaf of leaves) tree.append(leaf);
  const record = new MemoryRecord([...blobs].filter(([path]) => path.startsWith('blob/')));
  for (const { index, width } of bundlesOf(tree.size))
    record.files.set(
      bundlePath({ index, width }),
      encodeBundle(leaves.slice(index * 256, index * 256 + width)),
    );
  for (const id of tilesOf(tree.size)) record.files.set(tilePath(id), tree.tile(id));
  const note = signCheckpoint({ origin, size: tree.size, root: tree.root() }, [logSigner]);
  record.files.set('checkpoint', utf8(note));
  return record;
}

/** The entry in a leaf that is an event. */
export function entryOf(leaf: Uint8Array): Entry {
  const read = unwrap(readLeaf(leaf));
  if (read.kind !== 'event') throw new Error('this leaf is a ballot');
  return read.entry;
}

/** Where the first act of a kind stands. */
export function placeOf(leaves: readonly Uint8Array[], kind: Act['kind']): number {
  return leaves.findIndex((leaf) => leaf[0] === 0x7b && entryOf(leaf).act.kind === kind);
}

export function signedLeaf(entry: Entry, secret: Uint8Array): Uint8Array {
  return encodeEvent(entry, signEntry(PROCEEDING, entry, secret));
}
