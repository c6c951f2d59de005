import { unreachable } from '@hustings/base';
import type { Condition, ContestProcedure, Rounding, Threshold } from '@hustings/rulebook';
import { count, list } from '@hustings/server/words';
import type { Lines } from './lines.ts';

/** What a candidate needs, one line for each thing, with the clause it rests on where it has one of its own. */
export function conditionWords(
  lines: Lines,
  contest: ContestProcedure,
  condition: Condition,
): readonly (readonly [text: string, clause?: string])[] {
  switch (condition.kind) {
    case 'nominations':
      return [
        [
          `${thresholdWords(condition.threshold)} of ${lines.body(condition.body)}`,
          condition.clause,
        ],
      ];
    case 'all':
      return condition.of.flatMap((part) => conditionWords(lines, contest, part));
    case 'any':
      return [[`either ${joined(lines, contest, condition.of, ', or ')}`]];
    case 'at-least':
      return [[`any ${condition.least} of these: ${joined(lines, contest, condition.of, '; ')}`]];
    case 'by-trigger':
      return condition.cases.map(({ triggers, condition: then }) => [
        `when ${list(triggers.map((id) => lines.trigger(contest, id)))}: ${joined(lines, contest, [then], ' and ')}`,
      ]);
    default:
      return unreachable(condition);
  }
}

function joined(
  lines: Lines,
  contest: ContestProcedure,
  parts: readonly Condition[],
  by: string,
): string {
  return parts
    .map((part) =>
      conditionWords(lines, contest, part)
        .map(([text]) => text)
        .join(' and '),
    )
    .join(by);
}

function thresholdWords(threshold: Threshold): string {
  if (threshold.kind === 'count') return `${count(threshold.count, 'nomination')} by members`;
  const rounding =
    threshold.rounding === undefined
      ? ', where the book does not say how a share is rounded'
      : ROUNDING[threshold.rounding];
  return `nominations by ${threshold.percent}%${rounding}, by its size ${AS_OF[threshold.asOf]},`;
}

const ROUNDING: Readonly<Record<Rounding, string>> = {
  up: ' (rounded up)',
  'half-up': ' (rounded, a half upwards)',
  down: ' (rounded down)',
  'more-than': ' (strictly more than that share)',
};

const AS_OF: Readonly<Record<Extract<Threshold, { kind: 'percent' }>['asOf'], string>> = {
  'contest-called': 'when the contest is called',
  'nominations-open': 'when nominations open',
  'nominations-close': 'when nominations close',
};
