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
