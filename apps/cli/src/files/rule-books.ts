import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromUtf8 } from '@hustings/base';
import { readBytes } from './read-bytes.ts';

/** The rule books that come with Hustings. */
const SHELF = fileURLToPath(new URL('../../../../rulebooks/', import.meta.url));

/** A file by its path, or the book of the shelf with that id; `undefined` when it is neither. */
export function findRuleBook(named: string, cwd: string): string | undefined {
  const file = resolve(cwd, named);
  if (existsSync(file)) return file;
  const onShelf = join(SHELF, `${named}.json`);
  return /^[a-z0-9-]+$/.test(named) && existsSync(onShelf) ? onShelf : undefined;
}

export async function ruleBookIds(): Promise<readonly string[]> {
  const files = await readdir(SHELF);
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .toSorted();
}

/** The JSON in a file, or where it stops being JSON. */
export async function readJson(
  file: string,
): Promise<{ readonly json: unknown } | { readonly fault: string }> {
  const text = fromUtf8(await readBytes(file));
  if (text === undefined) return { fault: 'it is not text in UTF-8' };
  try {
    return { json: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return { fault: error.message };
    throw error;
  }
}
