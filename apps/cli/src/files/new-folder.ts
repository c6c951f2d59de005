import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { toHex } from '@hustings/base';
import type { RecordSink } from '@hustings/record';
import type { Io } from '../io.ts';

/** What is in the way of writing to a folder; `undefined` when nothing is. */
export async function inTheWay(folder: string): Promise<{ readonly isFile: boolean } | undefined> {
  try {
    const there = await readdir(folder);
    return there.length > 0 ? { isFile: false } : undefined;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ENOENT') return undefined;
    if (error.code === 'ENOTDIR') return { isFile: true };
    throw error;
  }
}

/**
 * Fills a folder all at once: `work` writes beside it, and only when it succeeds does the result take
 * the folder's name, in place of what was there. When it fails, or is stopped, nothing has changed.
 */
export async function fillFolder<T>(
  folder: string,
  io: Io,
  work: (sink: RecordSink) => Promise<T>,
): Promise<T> {
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  const draft = join(parent, `.${basename(folder)}.draft-${toHex(io.random(6))}`);
  await mkdir(draft);
  const discard = () => rm(draft, { recursive: true, force: true });
  const release = io.onStop(async () => {
    await discard();
    return 130;
  });
  try {
    const result = await work(folderSink(draft));
    const old = `${draft}-replaced`;
    const isThere = await rename(folder, old).then(
      () => true,
      () => false,
    );
    await rename(draft, folder);
    if (isThere) await rm(old, { recursive: true, force: true });
    return result;
  } catch (error) {
    await discard();
    throw error;
  } finally {
    release();
  }
}

function folderSink(folder: string): RecordSink {
  const made = new Set<string>();
  return {
    write: async (path, bytes) => {
      const file = join(folder, ...path.split('/'));
      const parent = dirname(file);
      if (!made.has(parent)) {
        await mkdir(parent, { recursive: true });
        made.add(parent);
      }
      await writeFile(file, bytes);
    },
  };
}
