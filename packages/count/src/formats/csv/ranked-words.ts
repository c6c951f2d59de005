import { OVERMARKED, SKIPPED } from '../../papers/marks.ts';

/** What a field of the ranked CSV says that names nobody; undefined for a name. */
export function wordOf(field: string): number | undefined {
  const word = field.toLowerCase();
  if (word === '' || word === 'undervote' || word === 'skipped') return SKIPPED;
  return word === 'overvote' ? OVERMARKED : undefined;
}
