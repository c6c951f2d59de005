import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, wherever it was cloned to and wherever the command was called from. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

export function inRoot(...parts) {
  return join(root, ...parts);
}
