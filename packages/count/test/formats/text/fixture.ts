import { readFileSync } from 'node:fs';

/** The text of a small ballot file made for the tests. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../../fixtures/formats/${name}`, import.meta.url), 'utf8');
}
