import { err, type Failure, ok, type Result } from '@hustings/base';
import {
  bundlePath,
  bundlesOf,
  parseBundle,
  parseCheckpoint,
  parseVerifierKey,
  splitNote,
  type VerifierKey,
} from '@hustings/log';
import { readLeaf } from '@hustings/record';
import { fetchFile } from './fetch-file.ts';
import type { ReadFile } from './watched-log.ts';

const MOST_BYTES = 20_000_000;

/** Where the log's files are: at the address itself, or below it where it is that of a proceeding. */
export async function findLog(url: string): Promise<Result<ReadFile, Failure>> {
  for (const base of [url, `${url}/log`]) {
    const found = await fetchFile(`${base}/checkpoint`, MOST_BYTES);
    if (!found.ok) return found;
    if (found.value !== undefined) return ok((path) => fetchFile(`${base}/${path}`, MOST_BYTES));
  }
  return err({ code: 'cli/unreachable', message: `There is no log at ${url}.` });
}

/** The key that the first entry of a log names: the log's own word. */
export async function announcedKey(read: ReadFile): Promise<Result<VerifierKey, Failure>> {
  const note = await read('checkpoint');
  if (!note.ok) return note;
  const split = note.value && splitNote(note.value);
  const checkpoint = split?.ok ? parseCheckpoint(split.value.text) : undefined;
  const size = checkpoint?.ok ? checkpoint.value.size : 0;
  const [first] = bundlesOf(Math.min(size, 256));
  if (first === undefined) return unknown('The log is empty: give its key with --log-key.');
  const bytes = await read(bundlePath(first));
  if (!bytes.ok) return bytes;
  const bundle = bytes.value && parseBundle(bytes.value, first.width);
  const [entry] = bundle?.ok ? bundle.value : [];
  const leaf = entry && readLeaf(entry);
  const act = leaf?.ok && leaf.value.kind === 'event' ? leaf.value.entry.act : undefined;
  if (act?.kind !== 'proceeding-opened')
    return unknown('The first entry of the log names no key: give it with --log-key.');
  return parseVerifierKey(act.logKey);
}

function unknown(message: string): Result<never, Failure> {
  return err({ code: 'cli/log-key-unknown', message });
}
