import { type Failure, ok, type Result } from '@hustings/base';
import { openSealer } from './store/seal.ts';
import { openStore } from './store/store.ts';

/** Makes a data folder ready without serving it: the store with its tables, and the key that seals secrets. */
export async function prepareData(dataDir: string): Promise<Result<undefined, Failure>> {
  const opened = await openStore({ dataDir, lock: true });
  if (!opened.ok) return opened;
  openSealer(dataDir);
  await opened.value.close();
  return ok(undefined);
}
