/** Counting by a rule of the single transferable vote, by name or by switches of one's own. */
import { err, ok, type Result } from '@hustings/base';
import type { CountError } from '../errors.ts';
import { standing } from '../profile.ts';
import { countGregory } from './gregory-count.ts';
import { countMeek } from './meek-count.ts';
import { type StvRule, stvRules } from './presets.ts';
import { countSample } from './sample-count.ts';
import type { StvCountInput } from './stv-count-input.ts';
import { marginOfStages } from './stv-margin.ts';
import type { StvCounted, StvResult } from './stv-transcript.ts';
import type { StvSwitches } from './switches.ts';

/** Finds a rule of the single transferable vote by its name or one of its other names. */
export function findStvRule(name: string): StvRule | undefined {
  return stvRules.find((rule) => rule.name === name || rule.aliases.includes(name));
}

export function countStv(
  rule: { readonly name: string; readonly switches: StvSwitches },
  input: StvCountInput,
): Result<StvResult, CountError> {
  const { seats } = input.profile;
  if (!Number.isSafeInteger(seats) || seats < 1)
    return err({
      code: 'count/seats-not-a-number',
      message: `The number of seats must be a whole number from 1 on, not ${seats}.`,
    });
  if (standing(input.profile).length === 0)
    return err({ code: 'count/no-candidates', message: 'No candidate is standing.' });
  const counted = countBy(rule.switches, input);
  if (!counted.ok) return counted;
  const { format, ...rest } = counted.value;
  return ok({
    format,
    rule: rule.name,
    settings: settingsOf(rule.switches, input),
    ...rest,
    margin: marginOfStages(rest),
  });
}

function countBy(switches: StvSwitches, input: StvCountInput): Result<StvCounted, CountError> {
  switch (switches.method) {
    case 'gregory':
      return countGregory(input, switches);
    case 'meek':
      return countMeek(input, switches);
    case 'sample':
      return countSample(input, switches);
  }
}

/** Every switch by its path: `surplus.papers` = `all`. */
function settingsOf(switches: StvSwitches, input: StvCountInput): Readonly<Record<string, string>> {
  const out: Record<string, string> = {};
  for (const [name, value] of Object.entries(switches)) {
    if (Array.isArray(value)) out[name] = value.join(' ');
    else if (typeof value === 'object')
      for (const [inner, text] of Object.entries(value)) out[`${name}.${inner}`] = String(text);
    else out[name] = String(value);
  }
  return {
    ...out,
    ...(input.ties === undefined ? {} : { ties: input.ties.join(' ') }),
    ...(input.constraints === undefined ? {} : { constraints: 'guard and doom' }),
    ...(switches.method === 'sample' && input.seed !== undefined ? { seed: input.seed } : {}),
  };
}
