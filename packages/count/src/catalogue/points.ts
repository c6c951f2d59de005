/** Rules in which each candidate has a sum of marks or points. */
import { err } from '@hustings/base';
import { type BlockVoteOptions, countApproval, countBlockVote } from '../block-vote.ts';
import { type BordaOptions, countBorda } from '../cardinal/borda.ts';
import { explainPoints, explainStar } from '../cardinal/explain-points.ts';
import { explainPositional } from '../cardinal/explain-positional.ts';
import { countPositional, type PositionalOptions } from '../cardinal/positional.ts';
import { countScore } from '../cardinal/score.ts';
import { countStar } from '../cardinal/star.ts';
import { PLAIN_READING } from '../papers/mark-reading.ts';
import type { Constraints } from '../stv/constraints.ts';
import {
  NO_OFFICIAL_COUNT,
  ORDER_SETTING,
  outcomeOf,
  rankingsOf,
  scoresOf,
  tiersOf,
  tiesOf,
} from './common.ts';
import type { CountingRule } from './counting-rule.ts';
import { shareOf } from './setting.ts';

const shared = {
  family: 'points',
  reading: PLAIN_READING,
  constraints: 'none',
  explain: (outcome) => explainPoints(outcomeOf(outcome, 'hustings/points-count/1')),
} as const satisfies Partial<CountingRule>;

export const pointsRules: readonly CountingRule[] = [
  {
    ...shared,
    name: 'block-vote',
    aliases: ['block', 'bloc', 'multiple-vote'],
    title: 'Block vote',
    describe:
      'A paper marks as many candidates as there are seats, or fewer, and gives one vote to each; the most votes are elected. A rule may ask for exactly so many marks, and for so many of a group among them; a paper that does not comply is void.',
    follows:
      'The method in its plain form; with exactly so many marks and a composition, the standing orders of the Parliamentary Labour Party for the Shadow Cabinet, 2010.',
    reproduces:
      'Who was elected to the Labour Shadow Cabinet in 2010, from the published votes; no ballots available.',
    seats: 'any',
    papers: 'marks',
    constraints: 'composition',
    settings: [
      {
        name: 'votes',
        kind: 'whole',
        least: 1,
        meaning: 'How many a paper may mark; left out, as many as there are seats.',
      },
      {
        name: 'choose',
        kind: 'choice',
        meaning: 'Whether a paper must mark so many.',
        fallback: 'up-to',
        choices: [
          { value: 'up-to', meaning: 'so many or fewer' },
          { value: 'exactly', meaning: 'exactly so many; a paper with fewer is void' },
        ],
      },
      ORDER_SETTING,
    ],
    count: (election, chosen, given) =>
      countBlockVote(rankingsOf(election), {
        ...(chosen['votes'] === undefined ? {} : { votes: Number(chosen['votes']) }),
        choose: chosen['choose'] as NonNullable<BlockVoteOptions['choose']>,
        ...(given.constraints && { composition: compositionOf(given.constraints) }),
        ...tiesOf(chosen, given),
      }),
  },
  {
    ...shared,
    name: 'approval',
    aliases: ['approval-voting'],
    title: 'Approval',
    describe:
      'A paper marks as many candidates as it likes and gives one vote to each; the most votes are elected.',
    follows: 'The method in its plain form.',
    reproduces: 'Utah Senate district 11, 2025, a vote of party delegates: totals of the source.',
    seats: 'any',
    papers: 'marks',
    settings: [
      {
        name: 'default-option',
        kind: 'candidate',
        meaning:
          'The option "none of the above", marked like a candidate: who has no more marks than it is not elected, and where nobody has, it is.',
      },
      {
        name: 'share',
        kind: 'share',
        meaning: 'The share of the papers that a candidate must be marked on to be elected.',
      },
      {
        name: 'share-reach',
        kind: 'choice',
        fallback: 'more-than',
        meaning: 'Whether the share itself is enough.',
        choices: [
          { value: 'more-than', meaning: 'more than the share' },
          { value: 'at-least', meaning: 'the share or more' },
        ],
      },
      ORDER_SETTING,
    ],
    count: (election, chosen, given) =>
      countApproval(rankingsOf(election), {
        ...(chosen['default-option'] === undefined
          ? {}
          : { defaultOption: chosen['default-option'] }),
        ...(chosen['share'] === undefined
          ? {}
          : {
              share: {
                ...shareOf(chosen['share']),
                reach: chosen['share-reach'] as 'at-least' | 'more-than',
              },
            }),
        ...tiesOf(chosen, given),
      }),
  },
  {
    ...shared,
    name: 'borda',
    aliases: ['borda-count'],
    title: 'Borda',
    describe:
      'Places on the paper are worth points, one less from each place to the next, and the most points are elected. Equal places share theirs.',
    follows: 'J.-C. de Borda 1781, in its plain form and two variants.',
    reproduces: `${NO_OFFICIAL_COUNT} Equal to the program Condorcet PHP on 57 elections.`,
    seats: 'any',
    papers: 'weak-rankings',
    settings: [
      {
        name: 'first',
        kind: 'choice',
        meaning: 'What the first place is worth.',
        fallback: 'one-less',
        choices: [
          { value: 'one-less', meaning: 'one less than there are candidates' },
          { value: 'candidates', meaning: 'as many points as there are candidates' },
          { value: 'ranked', meaning: 'as many points as the paper ranks (the modified count)' },
        ],
      },
      {
        name: 'unranked',
        kind: 'choice',
        meaning: 'What those get whom a paper does not rank.',
        fallback: 'share',
        choices: [
          { value: 'share', meaning: 'they share the points of the places left' },
          { value: 'nothing', meaning: 'nothing' },
        ],
      },
      ORDER_SETTING,
    ],
    count: (election, chosen, given) =>
      countBorda(tiersOf(election), {
        first: chosen['first'] as NonNullable<BordaOptions['first']>,
        unranked: chosen['unranked'] as NonNullable<BordaOptions['unranked']>,
        ...tiesOf(chosen, given),
      }),
  },
  {
    ...shared,
    name: 'dowdall',
    aliases: ['nauru'],
    title: 'Dowdall',
    describe:
      'The first place on a paper is worth 1, the second a half, the third a third and so on, and the most points are elected.',
    follows: 'Electoral Act 2016 (Nauru), where every candidate must be ranked.',
    reproduces: NO_OFFICIAL_COUNT,
    seats: 'any',
    papers: 'weak-rankings',
    settings: [
      {
        name: 'worth',
        kind: 'text',
        meaning:
          'What the places are worth instead, from the first: decimals or fractions apart by commas, such as 12, 10, 8, 7.',
      },
      {
        name: 'unranked',
        kind: 'choice',
        fallback: 'nothing',
        meaning: 'What those get whom a paper does not rank.',
        choices: [
          { value: 'nothing', meaning: 'nothing' },
          { value: 'share', meaning: 'they share what the places left are worth' },
        ],
      },
      {
        name: 'incomplete',
        kind: 'choice',
        fallback: 'counts',
        meaning: 'A paper that does not rank all who stand.',
        choices: [
          { value: 'counts', meaning: 'it counts as far as it goes' },
          { value: 'void', meaning: 'it is void, as in Nauru' },
        ],
      },
      ORDER_SETTING,
    ],
    count: (election, chosen, given) => {
      const worth = chosen['worth']?.split(',').map((text) => text.trim());
      const wrong = worth?.find((text) => !/^\d{1,9}(\.\d{1,9}|\/[1-9]\d{0,8})?$/.test(text));
      if (wrong !== undefined)
        return err({
          code: 'count/weight-not-a-number',
          message: `The worth of a place is a decimal or a fraction, and "${wrong}" is not.`,
        });
      return countPositional(tiersOf(election), {
        ...(worth === undefined ? {} : { worth }),
        unranked: chosen['unranked'] as NonNullable<PositionalOptions['unranked']>,
        incomplete: chosen['incomplete'] as NonNullable<PositionalOptions['incomplete']>,
        ...tiesOf(chosen, given),
      });
    },
    explain: (outcome) => explainPositional(outcomeOf(outcome, 'hustings/positional-count/1')),
  },
  {
    ...shared,
    name: 'score',
    aliases: ['range', 'score-voting'],
    title: 'Score',
    describe:
      'A paper gives each candidate from 0 to so many points; no score is 0. The most points are elected.',
    follows: 'The method in its plain form.',
    reproduces: NO_OFFICIAL_COUNT,
    seats: 'any',
    papers: 'scores',
    settings: [ORDER_SETTING],
    count: (election, chosen, given) => countScore(scoresOf(election), tiesOf(chosen, given)),
  },
  ...(['star', 'bloc-star'] as const).map(
    (name): CountingRule => ({
      ...shared,
      name,
      aliases: name === 'star' ? ['score-then-automatic-runoff'] : ['star-bloc'],
      title: name === 'star' ? 'STAR' : 'Bloc STAR',
      describe: `A paper gives each candidate from 0 to so many points. The two with most points are the finalists, and the one whom more papers score higher is elected${name === 'star' ? '.' : '; then the same again among the others, until all seats are filled.'}`,
      follows:
        'The rules of the STAR Voting Project, with ties broken first by pairs, then by the highest scores, then by an order.',
      reproduces: NO_OFFICIAL_COUNT,
      seats: name === 'star' ? 'one' : 'any',
      papers: 'scores',
      settings: [ORDER_SETTING],
      count: (election, chosen, given) => countStar(scoresOf(election), tiesOf(chosen, given)),
      explain: (outcome) => explainStar(outcomeOf(outcome, 'hustings/star-count/1')),
    }),
  ),
];

/** Groups of all categories, as what each paper must mark. */
function compositionOf(constraints: Constraints): NonNullable<BlockVoteOptions['composition']> {
  return constraints.categories.flatMap((category) =>
    category.groups.map((group) => ({
      name: `${category.name}: ${group.name}`,
      members: group.members,
      least: group.least,
      most: group.most,
    })),
  );
}
