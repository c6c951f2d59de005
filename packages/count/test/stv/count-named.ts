import type { Profile } from '../../src/index.ts';
import { countStv, findStvRule } from '../../src/stv/stv-count.ts';
import type { StvCountInput } from '../../src/stv/stv-count-input.ts';
import type { StvResult } from '../../src/stv/stv-transcript.ts';

/** Counts by a named rule; an error is a failed test. */
export function countNamed(
  name: string,
  profile: Profile,
  input: Omit<StvCountInput, 'profile'> = {},
): StvResult {
  const rule = findStvRule(name);
  if (rule === undefined) throw new Error(`no rule ${name}`);
  const result = countStv(rule, { ...input, profile });
  if (!result.ok) throw new Error(`${name}: ${result.error.message}`);
  return result.value;
}
