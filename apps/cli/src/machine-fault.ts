import type { Failure } from '@hustings/base';

/** What the machine refused, in a sentence: a file that is not there, a full disk, a folder in the way. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EISDIR: 'it is a folder',
  ENOTDIR: 'it is not a folder',
  EEXIST: 'it is there already',
  ENOTEMPTY: 'it is not empty',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  EMFILE: 'too many files are open',
  EIO: 'the disk failed',
  ERR_FS_FILE_TOO_LARGE: 'it is larger than 2 GB; unpack it and name the folder instead',
};

const READING = new Set(['open', 'read', 'stat', 'lstat', 'scandir', 'opendir', 'access']);

/** The sentence for an error that the file system threw; `undefined` for every other error. */
export function machineFault(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
    return undefined;
  const reason = REASONS[error.code];
  if (reason === undefined) return undefined;
  const syscall = 'syscall' in error ? String(error.syscall) : 'read';
  const path = 'path' in error ? ` ${JSON.stringify(error.path)}` : '';
  return `cannot ${READING.has(syscall) ? 'read' : 'write'}${path}: ${reason}`;
}

/** The failure that an error of the server carries: `server/port-in-use`, `store/disk-full`. */
export function carriedFailure(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
    return undefined;
  return /^[a-z]+\/[a-z-]+$/.test(error.code)
    ? { code: error.code, message: error.message }
    : undefined;
}
