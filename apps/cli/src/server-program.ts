import type { Failure } from '@hustings/base';
import { Trouble } from './trouble.ts';

/** Loaded when it is needed: nothing else should wait for a web server and its pages. */
export async function loadServer(): Promise<typeof import('@hustings/server')> {
  try {
    return await import('@hustings/server');
  } catch (error) {
    if (isUnbuilt(error))
      throw new Trouble('the pages have not been built', [
        'start it with npm start or npx hustings serve, which build them',
      ]);
    throw error;
  }
}

function isUnbuilt(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'ERR_MODULE_NOT_FOUND' &&
    /[\\/]dist[\\/]/.test(error.message)
  );
}

/** The failure that an error of the server carries: `server/port-in-use`, `store/in-use`. */
export function serverFault(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
    return undefined;
  return /^[a-z]+\/[a-z-]+$/.test(error.code)
    ? { code: error.code, message: error.message }
    : undefined;
}
