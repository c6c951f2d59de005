/**
 * Files and log (spec/record.md §5, steps 1 and 2): what is there, what should be, and whether the
 * tree over the entries is the one the checkpoint signs. Gives the leaves, right or not, so that
 * everything after it can be checked too.
 */
import { equal, fromUtf8, toHex } from '@hustings/base';
import {
  type BundleId,
  bundlePath,
  bundlesOf,
  type Checkpoint,
  HASH_SIZE,
  leafHash,
  MerkleTree,
  openCheckpoint,
  parseBundle,
  parseCheckpoint,
  parseVerifierKey,
  TILE_WIDTH,
  tilePath,
  tilesOf,
} from '@hustings/log';
import type { ActOf } from '../docket.ts';
import { readLeaf } from '../entry.ts';
import { originOf } from '../origin.ts';
import { CHECKPOINT_PATH, type RecordSource } from '../source.ts';
import type { Notebook } from './finding.ts';
import { checkWitnesses, type Witnessed, type WitnessPolicy } from './witnesses.ts';

/** Bundles asked for before they are needed: the next are on their way while one is worked on. */
const AHEAD = 4;

export interface LogFiles {
  readonly size: number;
  readonly root: Uint8Array;
  readonly tree: MerkleTree;
  /** Reads the leaves again, bundle by bundle. */
  readonly leaves: () => AsyncIterable<readonly Uint8Array[]>;
  /** Which of the named witnesses cosigned; empty where none were named. */
  readonly witnessed: readonly Witnessed[];
}

/** What the caller knows from elsewhere: the verifier key that the log must have, witnesses to trust. */
export interface Expected {
  readonly logKey?: string;
  readonly witnesses?: WitnessPolicy;
}

export async function checkFiles(
  source: RecordSource,
  notes: Notebook,
  { logKey, witnesses }: Expected,
): Promise<LogFiles> {
  const note = await source.read(CHECKPOINT_PATH);
  const stated = note && readCheckpointBody(note);
  const paths = await source.list();
  // Bundles are files: a claim beyond them all would make us look for millions that cannot be there.
  const isPossible = stated !== undefined && stated.size <= TILE_WIDTH * paths.length;
  const claimed = isPossible ? stated : undefined;
  if (note === undefined)
    notes.find(
      'log/no-checkpoint',
      CHECKPOINT_PATH,
      'The record has no checkpoint: it is not whole.',
    );
  else if (stated === undefined)
    notes.find('log/checkpoint-malformed', CHECKPOINT_PATH, 'The checkpoint cannot be read.');
  else if (claimed === undefined)
    notes.find(
      'log/size-differs',
      CHECKPOINT_PATH,
      `The checkpoint covers ${stated.size} entries, more than ${paths.length} files can hold.`,
    );
  // Without a checkpoint, what bundles there are is still looked at.
  const size =
    claimed?.size ?? TILE_WIDTH * paths.filter((p) => p.startsWith('tile/entries/')).length;
  const expected = new Set<string>([
    CHECKPOINT_PATH,
    ...bundlesOf(size).map(bundlePath),
    ...tilesOf(size).map(tilePath),
  ]);
  if (claimed !== undefined)
    for (const path of paths)
      if (!expected.has(path) && !/^blob\/[0-9a-f]{64}$/.test(path))
        notes.find('record/stray-file', path, 'This file is not part of a record.');

  const tree = new MerkleTree();
  const leaves = () => readAgain(source, size, tree, notes);
  for await (const bundle of readBundles(source, size, notes)) {
    for (const leaf of bundle) tree.append(leaf);
    notes.count('entries', bundle.length);
  }
  const witnessed =
    witnesses === undefined ? [] : checkWitnesses(note ?? new Uint8Array(), witnesses, notes);
  if (claimed === undefined || note === undefined)
    return { size: tree.size, root: tree.root(), tree, leaves, witnessed };
  if (tree.size !== size)
    notes.find(
      'log/size-differs',
      CHECKPOINT_PATH,
      `The checkpoint covers ${size} entries; ${tree.size} could be read.`,
    );
  await compareTiles(source, notes, tree, claimed);
  await checkSignature(note, claimed, leaves, notes, logKey);
  return { size, root: claimed.root, tree, leaves, witnessed };
}

function readCheckpointBody(note: Uint8Array): Checkpoint | undefined {
  const text = fromUtf8(note);
  const end = text?.lastIndexOf('\n\n');
  if (text === undefined || end === undefined || end < 0) return undefined;
  const body = parseCheckpoint(text.slice(0, end + 1));
  return body.ok ? body.value : undefined;
}

async function* readBundles(
  source: RecordSource,
  size: number,
  notes: Notebook | undefined,
): AsyncGenerator<readonly Uint8Array[]> {
  const bundles = bundlesOf(size);
  const asked: Promise<Uint8Array | undefined>[] = [];
  for (const [i, id] of bundles.entries()) {
    while (asked.length < Math.min(bundles.length, i + AHEAD)) {
      const bytes = source.read(bundlePath(bundles[asked.length] as BundleId));
      // What fails is told when its turn comes.
      bytes.catch(() => undefined);
      asked.push(bytes);
    }
    const path = bundlePath(id);
    const bytes = await asked[i];
    delete asked[i];
    if (bytes === undefined) {
      notes?.find(
        'log/bundle-missing',
        path,
        'A bundle of entries is missing: the record is cut short.',
      );
      return;
    }
    const parsed = parseBundle(bytes, id.width);
    if (!parsed.ok) {
      notes?.find('log/bundle-malformed', path, parsed.error.message);
      return;
    }
    yield parsed.value;
  }
}

/** Reads the leaves once more, and that they are the same: whoever serves them could show each check others. */
async function* readAgain(
  source: RecordSource,
  size: number,
  tree: MerkleTree,
  notes: Notebook,
): AsyncGenerator<readonly Uint8Array[]> {
  const changed = (seq: number): void =>
    notes.find(
      'log/changed-meanwhile',
      `entry ${seq}`,
      `Entry ${seq} was read twice and was not the same: the record was changed while it was read.`,
    );
  let seq = 0;
  for await (const bundle of readBundles(source, size, undefined)) {
    for (const leaf of bundle) {
      if (seq >= tree.size || !equal(leafHash(leaf), tree.leaf(seq))) changed(seq);
      seq++;
    }
    yield bundle;
  }
  if (seq < tree.size) changed(seq);
}

/**
 * Says which of entries, tiles and checkpoint is the odd one out: what agrees with the signed root
 * is right, and what differs from it is named.
 */
async function compareTiles(
  source: RecordSource,
  notes: Notebook,
  tree: MerkleTree,
  claimed: Checkpoint,
): Promise<void> {
  const stored = new MerkleTree();
  let isWhole = true;
  const wrongTiles: string[] = [];
  const wrongEntries: number[] = [];
  for (const id of tilesOf(claimed.size)) {
    const path = tilePath(id);
    const bytes = await source.read(path);
    if (bytes === undefined || bytes.length !== id.width * HASH_SIZE) {
      notes.find(
        'log/tile-malformed',
        path,
        'A tile of the log is missing or has the wrong length.',
      );
      if (id.level === 0) isWhole = false;
      continue;
    }
    notes.count('tiles');
    if (id.level === 0) {
      for (let i = 0; i < id.width; i++) {
        const hash = bytes.slice(i * HASH_SIZE, (i + 1) * HASH_SIZE);
        if (isWhole) stored.appendHash(hash);
        const seq = id.index * TILE_WIDTH + i;
        if (seq < tree.size && !equal(tree.leaf(seq), hash)) wrongEntries.push(seq);
      }
    } else if (isWhole && !equal(stored.tile(id), bytes)) wrongTiles.push(path);
  }
  const entriesAgree = tree.size === claimed.size && equal(tree.root(), claimed.root);
  const tilesAgree = isWhole && equal(stored.root(), claimed.root);
  if (entriesAgree) {
    for (const seq of wrongEntries)
      notes.find(
        'log/tile-differs',
        tilePath(tileOf(seq, claimed.size)),
        `The tile has another hash for entry ${seq} than the entry that the checkpoint covers.`,
      );
    // Above a level-0 tile that was changed, only tiles that differ from the true tree are wrong.
    for (const id of tilesOf(claimed.size)) {
      if (id.level === 0) continue;
      const bytes = await source.read(tilePath(id));
      if (bytes?.length === id.width * HASH_SIZE && !equal(tree.tile(id), bytes))
        notes.find('log/tile-differs', tilePath(id), 'The tile does not follow from the entries.');
    }
    return;
  }
  for (const seq of wrongEntries)
    notes.find(
      'log/entry-changed',
      `entry ${seq}`,
      `Entry ${seq} is not the one that was logged: its hash differs from the log's.`,
    );
  for (const path of wrongTiles)
    notes.find('log/tile-differs', path, 'The tile does not follow from the tiles below it.');
  if (!tilesAgree)
    notes.find(
      'log/root-differs',
      CHECKPOINT_PATH,
      `The checkpoint's root ${toHex(claimed.root).slice(0, 16)}… is not that of the entries: entries were changed, added or left out, or it belongs to another log.`,
    );
}

function tileOf(seq: number, size: number) {
  const index = Math.floor(seq / TILE_WIDTH);
  return { level: 0, index, width: Math.min(TILE_WIDTH, size - index * TILE_WIDTH) };
}

async function checkSignature(
  note: Uint8Array,
  claimed: Checkpoint,
  leaves: () => AsyncIterable<readonly Uint8Array[]>,
  notes: Notebook,
  expected: string | undefined,
): Promise<void> {
  const opening = await openingOf(leaves);
  const announced = opening?.logKey;
  if (opening !== undefined && claimed.origin !== originOf(opening.proceeding))
    notes.find(
      'log/other-origin',
      CHECKPOINT_PATH,
      `The checkpoint is of "${claimed.origin}", the entries are of "${originOf(opening.proceeding)}".`,
    );
  if (expected !== undefined && announced !== expected)
    notes.find(
      'log/other-key',
      CHECKPOINT_PATH,
      'The record is signed with another key than the one you gave: it is not that log.',
    );
  const key = parseVerifierKey(expected ?? announced ?? '');
  const opened = key.ok ? openCheckpoint(note, claimed.origin, key.value) : key;
  if (opened.ok) notes.count('signatures');
  else
    notes.find(
      'log/checkpoint-unsigned',
      CHECKPOINT_PATH,
      `The checkpoint is not signed by the log's key. ${opened.error.message}`,
    );
}

async function openingOf(
  leaves: () => AsyncIterable<readonly Uint8Array[]>,
): Promise<ActOf<'proceeding-opened'> | undefined> {
  for await (const [first] of leaves()) {
    const leaf = first && readLeaf(first);
    if (!leaf?.ok || leaf.value.kind !== 'event') return undefined;
    const { act } = leaf.value.entry;
    return act.kind === 'proceeding-opened' ? act : undefined;
  }
  return undefined;
}
