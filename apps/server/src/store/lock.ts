/**
 * One server per data folder. The lock is an exclusive transaction held open on a small SQLite file:
 * the operating system gives it back when the process ends, however it ends, so a kill −9 leaves
 * nothing to clean up and a second process can never be let in by mistake.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { err, type Failure, ok, type Result } from '@hustings/base';
import { sqliteCode } from './faults.ts';

export interface Lock {
  release(): void;
}

const SQLITE_BUSY = 5;

export function lockFolder(dataDir: string): Result<Lock, Failure> {
  const file = new DatabaseSync(join(dataDir, 'hustings.lock'));
  try {
    file.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE;');
  } catch (fault) {
    file.close();
    if (sqliteCode(fault) !== SQLITE_BUSY) throw fault;
    return err({
      code: 'store/in-use',
      message: `Another Hustings process is using the folder ${dataDir}. Stop it first, or start this one with another folder.`,
    });
  }
  return ok({ release: () => file.close() });
}
