/** The polls that a keyholder has joined, and where what it saw of them is kept. */
import { join } from 'node:path';
import { err, type Failure, fromUtf8, ok, type Result, utf8 } from '@hustings/base';
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from '@hustings/log';
import { announcedKey, findLog } from '../witness/find-log.ts';
import { WatchFolder } from '../witness/watch-folder.ts';
import type { HolderFolder } from './holder-folder.ts';

/** A proceeding that a keyholder has to do with, at an address, under a key of its log. */
export interface Joined {
  /** The proceeding's id. */
  readonly id: string;
  readonly url: string;
  readonly key: VerifierKey;
}

const PREFIX = 'joined/';

export function joinedIn(folder: HolderFolder): readonly Joined[] {
  return folder.names(PREFIX).flatMap((name): Joined[] => {
    const text = fromUtf8(folder.get(name) ?? new Uint8Array()) ?? '';
    const [url = '', log = ''] = text.split('\n');
    const key = parseVerifierKey(log);
    return key.ok ? [{ id: name.slice(PREFIX.length), url, key: key.value }] : [];
  });
}

/**
 * Joins a proceeding: from now on its log is held to the key that it has today. `logKey` is the key that the
 * keyholder knows it to have, where it was told by another way.
 */
export async function joinProceeding(
  folder: HolderFolder,
  address: string,
  logKey: VerifierKey | undefined,
): Promise<Result<Joined, Failure>> {
  const url = address.replace(/\/+$/, '');
  const [, id] = /^https?:\/\/[^/]+.*\/p\/([a-z0-9-]+)$/.exec(url) ?? [];
  if (id === undefined)
    return err({
      code: 'cli/no-address',
      message: `"${address}" is not the address of a proceeding: https://vote.example.org/p/chair-2026.`,
    });
  const before = joinedIn(folder).find((j) => j.id === id);
  const read = await findLog(url);
  if (!read.ok) return read;
  const announced = await announcedKey(read.value);
  if (!announced.ok) return announced;
  const known = before?.key ?? logKey ?? announced.value;
  const text = formatVerifierKey(known);
  if (text !== formatVerifierKey(announced.value) || (logKey && text !== formatVerifierKey(logKey)))
    return err({
      code: 'cli/log-key-unknown',
      message: 'The log there has another key than the one it had, or than you gave.',
    });
  folder.put(`${PREFIX}${id}`, utf8(`${url}\n${text}`));
  return ok({ id, url, key: known });
}

/** The checkpoints seen of a proceeding's log. */
export function watchFolderOf(folder: HolderFolder, { id }: Joined): WatchFolder {
  return new WatchFolder(join(folder.path, 'logs', id));
}

export function blobFolderOf(folder: HolderFolder, { id }: Joined): string {
  return join(folder.path, 'blobs', id);
}
