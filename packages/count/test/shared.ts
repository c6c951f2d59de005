/**
 * Elections whose licence does not allow a copy here are read from a folder beside the checkout
 * (`../shared`, or HUSTINGS_SHARED); where it is not present, their tests are skipped and say so.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const { HUSTINGS_SHARED } = process.env;
const root = HUSTINGS_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url));

/** The folder of elections, or undefined. */
export const sharedElections: string | undefined = existsSync(resolve(root, 'elections'))
  ? resolve(root, 'elections')
  : undefined;

export const skipNote = 'skipped: no folder ../shared (or HUSTINGS_SHARED) with the elections';
