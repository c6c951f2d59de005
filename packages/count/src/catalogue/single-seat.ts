/** The alternative vote as statutes have it, first past the post, and the supplementary vote. */
import { alternativeVote } from '../alternative-vote.ts';
import { transferChart } from '../chart.ts';
import { explain } from '../explain.ts';
import type { CountOptions } from '../options.ts';
import { type MarkReading, PLAIN_READING, type ReadingPreset } from '../papers/mark-reading.ts';
import { findReading } from '../papers/reading-presets.ts';
import { type Rule, rules } from '../rules.ts';
import { NO_OFFICIAL_COUNT, outcomeOf, rankingsOf, tiesOf, tiesSetting } from './common.ts';
import type { CountingRule } from './counting-rule.ts';
import type { Chosen, Setting } from './setting.ts';

/** What may be chosen within the alternative vote, and what a statute chooses. */
interface AlternativeChoices {
  readonly majorityOf: NonNullable<CountOptions['majorityOf']>;
  readonly exclusion: NonNullable<CountOptions['exclusion']>;
  readonly countTo: NonNullable<CountOptions['countTo']>;
}

const PLAIN: AlternativeChoices = {
  majorityOf: 'continuing',
  exclusion: 'one-at-a-time',
  countTo: 'majority',
};

function alternativeSettings(choices: AlternativeChoices): readonly Setting[] {
  return [
    {
      name: 'majority-of',
      kind: 'choice',
      meaning: 'What a candidate must have more than half of.',
      fallback: choices.majorityOf,
      choices: [
        { value: 'continuing', meaning: 'the votes still in the count' },
        { value: 'all-papers', meaning: 'all papers counted, exhausted ones with them' },
      ],
    },
    {
      name: 'exclusion',
      kind: 'choice',
      meaning: 'How many are excluded in one round.',
      fallback: choices.exclusion,
      choices: [
        { value: 'one-at-a-time', meaning: 'the one with fewest votes' },
        {
          value: 'all-who-cannot-win',
          meaning: 'also several whose votes together are fewer than those of the next candidate',
        },
      ],
    },
    {
      name: 'count-to',
      kind: 'choice',
      meaning: 'When the count ends.',
      fallback: choices.countTo,
      choices: [
        { value: 'majority', meaning: 'as soon as somebody has more than half' },
        { value: 'last-two', meaning: 'when two are left, to show how they stand' },
      ],
    },
    tiesSetting(),
  ];
}

function optionsOf(chosen: Chosen): AlternativeChoices {
  return {
    majorityOf: chosen['majority-of'] as AlternativeChoices['majorityOf'],
    exclusion: chosen['exclusion'] as AlternativeChoices['exclusion'],
    countTo: chosen['count-to'] as AlternativeChoices['countTo'],
  };
}

const AV = rules[0] as Rule;

/** An entry for the alternative vote with the choices and the reading of one statute. */
function alternative(
  about: Pick<CountingRule, 'name' | 'aliases' | 'title' | 'describe' | 'follows' | 'reproduces'>,
  choices: AlternativeChoices,
  reading: MarkReading,
): CountingRule {
  return {
    ...about,
    family: 'alternative-vote',
    seats: 'one',
    papers: 'rankings',
    reading,
    settings: alternativeSettings(choices),
    constraints: 'none',
    count: (election, chosen, given) =>
      alternativeVote(rankingsOf(election), { ...optionsOf(chosen), ...tiesOf(chosen, given) }),
    explain: (outcome) => explain(outcomeOf(outcome, 'hustings/count/1')),
    chart: (outcome) => transferChart(outcomeOf(outcome, 'hustings/count/1')),
  };
}

/** The reading and the statute of a preset of reading-presets.ts. */
function statute(name: string): { readonly follows: string; readonly reading: MarkReading } {
  return findReading(name) as ReadingPreset;
}

function byStatute(
  name: string,
  about: Pick<CountingRule, 'name' | 'aliases' | 'title' | 'describe' | 'reproduces'>,
  choices: AlternativeChoices,
): CountingRule {
  const { follows, reading } = statute(name);
  return alternative({ ...about, follows }, choices, reading);
}

export const alternativeVotes: readonly CountingRule[] = [
  alternative(
    {
      ...AV,
      follows: 'The method in its plain form.',
      reproduces:
        'Oakland mayor 2010 and ten other contests in the United States: who was elected. Equal to ranked-vote’s report of Burlington 2009 and, with its settings, to RCTab on 25 test contests.',
    },
    PLAIN,
    PLAIN_READING,
  ),
  byStatute(
    'australian-full',
    {
      name: 'australian-house',
      aliases: ['full-preferential'],
      title: 'Australian House of Representatives',
      describe:
        'The alternative vote on papers that number every candidate; others are void. The count goes on until two are left.',
      reproduces: NO_OFFICIAL_COUNT,
    },
    { ...PLAIN, countTo: 'last-two' },
  ),
  byStatute(
    'australian-optional',
    {
      name: 'nsw-optional-preferential',
      aliases: ['optional-preferential'],
      title: 'New South Wales optional preferential vote',
      describe:
        'The alternative vote on papers with a first preference and as many more as the elector likes.',
      reproduces:
        'New South Wales assembly 2015, 88 districts: last-round margins, as computed by the margin-irv authors.',
    },
    { ...PLAIN, countTo: 'last-two' },
  ),
  byStatute(
    'maine',
    {
      name: 'maine-rcv',
      aliases: [],
      title: 'Maine ranked-choice voting',
      describe:
        'The alternative vote until two are left; a paper is exhausted at an over-marked rank or at two skipped ones in a row.',
      reproduces: NO_OFFICIAL_COUNT,
    },
    { ...PLAIN, countTo: 'last-two' },
  ),
  byStatute(
    'alaska',
    {
      name: 'alaska-rcv',
      aliases: [],
      title: 'Alaska ranked-choice voting',
      describe:
        'The alternative vote until two are left; a paper is exhausted at an over-marked rank or at two skipped ones in a row.',
      reproduces: `${NO_OFFICIAL_COUNT} The papers of the special election of 2022 at hand are not quite those that were certified.`,
    },
    { ...PLAIN, countTo: 'last-two' },
  ),
  byStatute(
    'san-francisco',
    {
      name: 'san-francisco-rcv',
      aliases: ['oakland-rcv', 'alameda-rcv'],
      title: 'San Francisco and Oakland ranked-choice voting',
      describe:
        'The alternative vote; a paper is exhausted at an over-marked rank, and skipped or repeated ranks give way to the next.',
      reproduces: NO_OFFICIAL_COUNT,
    },
    PLAIN,
  ),
  byStatute(
    'minneapolis',
    {
      name: 'minneapolis-irv',
      aliases: ['minneapolis-rcv'],
      title: 'Minneapolis ranked-choice voting',
      describe:
        'The alternative vote, with a majority of all papers; those who cannot win together are excluded together, and skipped, repeated and over-marked ranks give way to the next.',
      reproduces:
        'Minneapolis council 2013, wards 5, 9 and 13, all rounds; with --set exclusion=one-at-a-time the 33 rounds of the mayor 2013.',
    },
    { ...PLAIN, majorityOf: 'all-papers', exclusion: 'all-who-cannot-win' },
  ),
];

/** First past the post and the supplementary vote. */
export const pluralities: readonly CountingRule[] = rules.slice(1).map((rule) => ({
  ...rule,
  family: 'plurality',
  follows:
    rule.name === 'supplementary-vote'
      ? 'Greater London Authority Act 1999, Schedule 2, as it stood until 2022.'
      : 'The method in its plain form.',
  reproduces: NO_OFFICIAL_COUNT,
  papers: rule.name === 'supplementary-vote' ? 'rankings' : 'first-marks',
  reading: PLAIN_READING,
  settings: [tiesSetting(rule.name === 'supplementary-vote' ? ['backwards', 'lot'] : ['lot'])],
  constraints: 'none',
  count: (election, chosen, given) => rule.count(rankingsOf(election), tiesOf(chosen, given)),
  explain: (outcome) => explain(outcomeOf(outcome, 'hustings/count/1')),
  ...(rule.name === 'supplementary-vote'
    ? { chart: (outcome) => transferChart(outcomeOf(outcome, 'hustings/count/1')) }
    : {}),
}));
