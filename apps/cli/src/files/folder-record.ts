import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type Failure, ok, type Result } from '@hustings/base';
import { type RecordSource, zipSource } from '@hustings/record';
import { fileSource } from '@hustings/server/files';

/** A record in a folder: files are read when they are asked for, and in ranges, since a big record does not fit in memory. */
export function folderRecord(folder: string): RecordSource {
  return {
    list: async () => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => !entry.isDirectory())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
    },
    read: async (path) => {
      try {
        return await readFile(join(folder, ...path.split('/')));
      } catch (error) {
        if (isAbsence(error)) return undefined;
        throw error;
      }
    },
    open: async (path) => {
      const file = join(folder, ...path.split('/'));
      try {
        return (await stat(file)).isFile() ? await fileSource(file) : undefined;
      } catch (error) {
        if (isAbsence(error)) return undefined;
        throw error;
      }
    },
  };
}

/** A record by its folder or its zip. Throws what the file system throws. */
export async function openRecord(path: string): Promise<Result<RecordSource, Failure>> {
  if ((await stat(path)).isDirectory()) return ok(folderRecord(path));
  return zipSource(await fileSource(path));
}

function isAbsence(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EISDIR')
  );
}
