/** A ballot file counted by a rule of the single transferable vote, with names beside the ids. */
import { err, ok, type Result } from '@hustings/base';
import type { CountError } from '../errors.ts';
import type { FormatError } from '../formats/ballot-file.ts';
import { parseBlt } from '../formats/blt/parse-blt.ts';
import { explainStv } from './explain-stv.ts';
import { stvRules } from './presets.ts';
import { countStv, findStvRule } from './stv-count.ts';
import type { StvCountInput } from './stv-count-input.ts';
import type { StvResult } from './stv-transcript.ts';

export interface StvReport {
  readonly format: 'hustings/stv-count-report/1';
  readonly title: string;
  readonly rule: { readonly name: string; readonly follows: string; readonly reproduces: string };
  readonly elected: readonly { readonly id: string; readonly name: string }[];
  /** Papers of the file with nothing on them. */
  readonly blank: number;
  readonly transcript: StvResult;
  readonly explanation: readonly string[];
}

/** Counts a BLT file; `seats` overrides the file's. */
export function countStvFile(
  text: string,
  how: Omit<StvCountInput, 'profile'> & { readonly rule: string; readonly seats?: number },
): Result<StvReport, FormatError | CountError> {
  const rule = findStvRule(how.rule);
  if (rule === undefined)
    return err({
      code: 'count/unknown-rule',
      message: `There is no rule of the single transferable vote called "${how.rule}"; there are ${stvRules.map((r) => r.name).join(', ')}.`,
      rules: stvRules.map((r) => r.name),
    });
  const file = parseBlt(text);
  if (!file.ok) return file;
  const { blank, title, profile } = file.value;
  const { rule: _rule, seats = profile.seats, ...input } = how;
  const counted = countStv(rule, { ...input, profile: { ...profile, seats } });
  if (!counted.ok) return counted;
  const names = new Map(profile.candidates.map((c) => [c.id, c.name]));
  return ok({
    format: 'hustings/stv-count-report/1',
    title,
    rule: { name: rule.name, follows: rule.follows, reproduces: rule.reproduces },
    elected: counted.value.elected.map((id) => ({ id, name: names.get(id) as string })),
    blank,
    transcript: counted.value,
    explanation: explainStv(counted.value, rule.title),
  });
}
