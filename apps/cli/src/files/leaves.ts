import { err, type Failure, fromUtf8, ok, type Result } from '@hustings/base';
import { bundlePath, bundlesOf, parseBundle, parseCheckpoint } from '@hustings/log';
import { CHECKPOINT_PATH, type Leaf, type RecordSource, readLeaf } from '@hustings/record';

export interface PlacedLeaf {
  readonly seq: number;
  readonly leaf: Leaf;
}

/**
 * The entries of a record in order, taken as they are: for telling what stands there. Whether it is
 * right is the verifier's question; here the first thing that cannot be read ends the story.
 */
export async function* readLeaves(
  source: RecordSource,
): AsyncGenerator<Result<PlacedLeaf, Failure>, void> {
  const note = await source.read(CHECKPOINT_PATH);
  const text = note && fromUtf8(note);
  const body = text?.slice(0, text.lastIndexOf('\n\n') + 1);
  const checkpoint = body === undefined ? undefined : parseCheckpoint(body);
  if (checkpoint === undefined || !checkpoint.ok || checkpoint.value.size > 2 ** 32) {
    yield unreadable('The record has no checkpoint that can be read.');
    return;
  }
  let seq = 0;
  for (const id of bundlesOf(checkpoint.value.size)) {
    const bytes = await source.read(bundlePath(id));
    const bundle = bytes === undefined ? undefined : parseBundle(bytes, id.width);
    if (bundle === undefined || !bundle.ok) {
      yield unreadable(`The record is cut short: entries from ${seq} on cannot be read.`);
      return;
    }
    for (const entry of bundle.value) {
      const leaf = readLeaf(entry);
      if (!leaf.ok) {
        yield unreadable(`Entry ${seq} cannot be read: ${leaf.error.message}`);
        return;
      }
      yield ok({ seq, leaf: leaf.value });
      seq++;
    }
  }
}

function unreadable(message: string): Result<never, Failure> {
  return err({ code: 'cli/record-unreadable', message });
}
