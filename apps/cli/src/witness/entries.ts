import { number } from '@hustings/server/words';

/** `1 entry`, `507,480 entries`. */
export function entries(n: number): string {
  return `${number(n)} ${n === 1 ? 'entry' : 'entries'}`;
}
