/** Cases of primitives: `homes.test.ts` asks that each has one that is allowed and one that is refused. */
import { test } from 'vitest';

type Ids = string | readonly string[];

function titled(ids: Ids, title: string): string {
  return `${typeof ids === 'string' ? ids : ids.join(', ')}: ${title}`;
}

export function allows(ids: Ids, title: string, run: () => void): void {
  test(titled(ids, title), run);
}

export function refuses(ids: Ids, title: string, run: () => void): void {
  test(titled(ids, title), run);
}
