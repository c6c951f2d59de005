/** Rules that count several boxes of papers: polls held one after another, and colleges of sections. */
import { assert, type Result } from '@hustings/base';
import { countCollege } from '../college/college-count.ts';
import { explainCollege } from '../college/explain-college.ts';
import type { Weight } from '../college/section.ts';
import type { CountError } from '../errors.ts';
import { PLAIN_READING } from '../papers/mark-reading.ts';
import { standing, tally } from '../profile.ts';
import { explainRounds } from '../rounds/explain-rounds.ts';
import { countRounds } from '../rounds/rounds-count.ts';
import { type RoundsRule, roundsRules } from '../rounds/rounds-rules.ts';
import type { RoundsResult } from '../rounds/rounds-transcript.ts';
import { outcomeOf, tiesOf, tiesSetting } from './common.ts';
import type { CountGiven, CountingRule, Election, ElectionBox } from './counting-rule.ts';
import { type Chosen, type Setting, shareOf } from './setting.ts';

const ABOUT_POLLS: Readonly<
  Record<string, Pick<CountingRule, 'aliases' | 'follows' | 'reproduces'>>
> = {
  'exhaustive-ballot': {
    aliases: ['exhaustive'],
    follows: 'The method in its plain form.',
    reproduces: 'Who went out in each poll of Conservative leaderships, where one went at a time.',
  },
  'conservative-mps': {
    aliases: [],
    follows: 'Procedure for the election of the leader of the Conservative Party, 1998 and later.',
    reproduces:
      'The ballots of 2001, 2019, July 2022 and 2024: who went out in each of 17 polls, one of them held again.',
  },
  'two-round': {
    aliases: ['two-round-runoff', 'runoff'],
    follows: 'The method in its plain form.',
    reproduces: 'The French socialist primary of 2011 and the leadership of the SPD of 2019.',
  },
};

export const pollRules: readonly CountingRule[] = roundsRules.map((rule) => ({
  name: rule.name,
  title: rule.title,
  describe: rule.describe,
  ...(ABOUT_POLLS[rule.name] as (typeof ABOUT_POLLS)[string]),
  family: 'polls',
  seats: 'one',
  papers: 'polls',
  reading: PLAIN_READING,
  settings: [
    {
      name: 'bars',
      kind: 'text',
      meaning:
        'Votes needed to stay in, poll by poll, apart by commas; all below go out together. A poll without one has -.',
    },
    {
      name: 'entitled',
      kind: 'whole',
      least: 1,
      meaning: 'Those entitled to vote, for a rule whose majority is of them.',
    },
    tiesSetting(rule.ties),
  ],
  constraints: 'none',
  count: (election, chosen, given) => countPolls(rule, election, chosen, given),
  explain: (outcome) => explainRounds(outcomeOf(outcome, 'hustings/rounds-count/1')),
}));

function countPolls(
  rule: RoundsRule,
  election: Election,
  chosen: Chosen,
  given: CountGiven,
): Result<RoundsResult, CountError> {
  const boxes = boxesOf(election);
  const bars = (chosen['bars'] ?? '').split(',').flatMap((text) => {
    const bar = text.trim();
    return bar === '' ? [] : [/^\d{1,15}$/.test(bar) ? Number(bar) : null];
  });
  const { ties, lot } = tiesOf(chosen, given);
  const [first] = boxes as [ElectionBox];
  return countRounds(
    { ...rule, ties, ...(bars.length === 0 ? {} : { bars }) },
    {
      candidates: first.profile.candidates.map(({ id, name }) => ({ id, name })),
      polls: boxes.map(({ profile }) => {
        const { votes, exhausted } = tally(profile, standing(profile));
        return { votes, abstained: exhausted };
      }),
      ...(chosen['entitled'] === undefined ? {} : { entitled: Number(chosen['entitled']) }),
      ...(lot && { lot }),
    },
  );
}

const COLLEGE_SETTINGS: readonly Setting[] = [
  {
    name: 'weight',
    kind: 'choice',
    meaning: 'What each section carries in a round.',
    fallback: 'equal',
    choices: [
      { value: 'equal', meaning: 'the same share each' },
      { value: 'points', meaning: 'so many points each, whatever its number of votes' },
      { value: 'votes', meaning: 'as much as it has votes' },
    ],
  },
  {
    name: 'weights',
    kind: 'text',
    meaning:
      'Shares of the sections where they differ: fractions in the order of the files, apart by commas, such as 1/3,1/3,1/3 or 1/2,1/4,1/4.',
  },
  {
    name: 'points',
    kind: 'whole',
    least: 1,
    fallback: '100',
    meaning: 'Points of a section, where it carries points.',
  },
  {
    name: 'one-per-vote-below',
    kind: 'whole',
    least: 0,
    fallback: '0',
    meaning:
      'A section with fewer votes than this in the first round carries one point for each of them.',
  },
  tiesSetting(),
];

function college(
  about: Pick<CountingRule, 'name' | 'aliases' | 'title' | 'describe' | 'follows' | 'reproduces'>,
  fallbacks: Readonly<Record<string, string>>,
): CountingRule {
  return {
    ...about,
    family: 'college',
    seats: 'one',
    papers: 'sections',
    reading: PLAIN_READING,
    settings: COLLEGE_SETTINGS.map((setting) =>
      fallbacks[setting.name] === undefined
        ? setting
        : { ...setting, fallback: fallbacks[setting.name] as string },
    ),
    constraints: 'none',
    count: (election, chosen, given) => {
      const boxes = boxesOf(election);
      const weights = weightsOf(chosen, boxes);
      if (!weights.ok) return weights;
      return countCollege(
        boxes.map((box, i) => ({ ...box, weight: weights.value[i] as Weight })),
        tiesOf(chosen, given),
      );
    },
    explain: (outcome) => explainCollege(outcomeOf(outcome, 'hustings/college-count/1')),
  };
}

function weightsOf(chosen: Chosen, boxes: readonly ElectionBox[]): Result<Weight[], CountError> {
  const { weight, weights, points = '100' } = chosen;
  if (weights !== undefined) {
    const parts = weights.split(',').map((text) => text.trim());
    if (
      parts.length !== boxes.length ||
      parts.some((part) => !/^([1-9]\d{0,8}\/[1-9]\d{0,8}|\d{1,3}(\.\d{1,6})?%)$/.test(part))
    )
      return {
        ok: false,
        error: {
          code: 'count/weight-not-a-number',
          message: `There are ${boxes.length} sections, and "${weights}" is not a fraction for each of them.`,
        },
      };
    return { ok: true, value: parts.map((part) => ({ kind: 'fixed', ...shareOf(part) })) };
  }
  const one: Weight =
    weight === 'votes'
      ? { kind: 'votes' }
      : weight === 'points'
        ? {
            kind: 'points',
            points: Number(points),
            onePerVoteBelow: Number(chosen['one-per-vote-below']),
          }
        : { kind: 'fixed', numerator: 1, denominator: boxes.length };
  return { ok: true, value: boxes.map(() => one) };
}

export const collegeRules: readonly CountingRule[] = [
  college(
    {
      name: 'electoral-college',
      aliases: ['college', 'college-alternative-vote'],
      title: 'Alternative vote in an electoral college',
      describe:
        'The alternative vote in sections, one file each. In every round a section shares what it carries by the votes it still has in the count; more than half of all that is carried elects, otherwise who has least is excluded in all sections.',
      follows: 'Labour Party Rule Book 2010, chapter 4B: three sections of a third each.',
      reproduces:
        'Labour leader 2010, rounds 1 and 4, and the conference card vote of 2021: published shares.',
    },
    {},
  ),
  college(
    {
      name: 'points-per-unit',
      aliases: ['points-per-constituency'],
      title: 'Points per unit, alternative vote',
      describe:
        'The alternative vote in units, such as constituencies, one file each. In every round a unit has points, 100 if nothing else is said, shared by the votes it still has in the count; a small unit may have a point for each vote instead.',
      follows: 'Conservative Party of Canada, rules for the leadership of 2022.',
      reproduces: 'No official count available.',
    },
    { weight: 'points', 'one-per-vote-below': '100' },
  ),
];

function boxesOf(election: Election): readonly ElectionBox[] {
  assert(election.kind === 'several', 'the rule was given several boxes');
  return election.boxes;
}
