/** Writes a proceeding out as a record: bundles, tiles, blobs and one checkpoint (spec/record.md §1). */
import { assert, utf8 } from '@hustings/base';
import { bundlePath, encodeBundle, TILE_WIDTH, tilePath, tilesOf } from '@hustings/log';
import { blobsOf } from './docket.ts';
import { readLeaf } from './entry.ts';
import type { Recorder } from './recorder.ts';
import { blobPath, CHECKPOINT_PATH, type RecordSink } from './source.ts';
import type { Progress } from './verify/finding.ts';

/**
 * Writes the log as it stands when called; entries taken meanwhile are left for the next time.
 * Memory: one bundle and the blob being written. `cosigned` may add the signature
 * lines of witnesses to the checkpoint.
 */
export async function writeRecord(
  recorder: Recorder,
  sink: RecordSink,
  progress?: (progress: Progress) => void,
  cosigned: (checkpoint: string) => string = (checkpoint) => checkpoint,
): Promise<void> {
  const size = recorder.size;
  const checkpoint = cosigned(recorder.checkpoint());
  let done = 0;
  const written = new Set<string>();
  let bundle: Uint8Array[] = [];
  const flush = async (): Promise<void> => {
    if (bundle.length === 0) return;
    const index = Math.floor((done - 1) / TILE_WIDTH);
    await sink.write(bundlePath({ index, width: bundle.length }), encodeBundle(bundle));
    bundle = [];
  };
  for await (const leaf of recorder.ledger.leaves()) {
    if (done === size) break;
    done++;
    bundle.push(leaf);
    for (const sha256 of blobNamesIn(leaf)) {
      if (written.has(sha256)) continue;
      written.add(sha256);
      const bytes = await recorder.ledger.blob(sha256);
      assert(bytes !== undefined, `blob ${sha256} is in the ledger`);
      await sink.write(blobPath(sha256), bytes);
    }
    if (bundle.length === TILE_WIDTH) {
      await flush();
      progress?.({ step: 'writing the record', done, of: size });
    }
  }
  await flush();
  assert(done === size, 'the ledger holds what the recorder took');
  for (const id of tilesOf(size)) await sink.write(tilePath(id), recorder.tile(id));
  // Last, so that a record that was cut off in writing has none.
  await sink.write(CHECKPOINT_PATH, utf8(checkpoint));
}

function blobNamesIn(bytes: Uint8Array): readonly string[] {
  if (bytes[0] !== 0x7b) return [];
  const leaf = readLeaf(bytes);
  assert(leaf.ok, 'our own ledger can be read');
  return leaf.value.kind === 'event' ? blobsOf(leaf.value.entry.act).map((b) => b.sha256) : [];
}
