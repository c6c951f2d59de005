/** Rules that compare the candidates in pairs. */
import { ok, type Result } from '@hustings/base';
import { type CondorcetOptions, countCondorcet } from '../condorcet/condorcet-count.ts';
import { condorcetRules } from '../condorcet/condorcet-rules.ts';
import type { CondorcetResult } from '../condorcet/condorcet-transcript.ts';
import type { DefaultOption } from '../condorcet/default-option.ts';
import { explainCondorcet } from '../condorcet/explain-condorcet.ts';
import type { CountError } from '../errors.ts';
import { PLAIN_READING } from '../papers/mark-reading.ts';
import { type GroupCap, seatRanking } from '../seat-ranking.ts';
import type { Constraints } from '../stv/constraints.ts';
import { namer } from '../words.ts';
import { ORDER_SETTING, outcomeOf, tiersOf, tiesOf } from './common.ts';
import type { CountGiven, CountingRule } from './counting-rule.ts';
import type { Chosen, Setting } from './setting.ts';

function settingsFor(method: CondorcetResult['rule']): readonly Setting[] {
  return [
    {
      name: 'unranked',
      kind: 'choice',
      meaning: 'What a paper says of candidates whom it does not rank.',
      fallback: 'last',
      choices: [
        { value: 'last', meaning: 'they are below all that it ranks, and level with each other' },
        {
          value: 'no-opinion',
          meaning: 'nothing: it is passed over in every pair with one of them',
        },
      ],
    },
    {
      name: 'strength',
      kind: 'choice',
      meaning: 'Which of two victories in a pair is the clearer one.',
      fallback: method === 'minimax' ? 'winning-votes' : 'winning-then-fewer-against',
      choices: [
        { value: 'winning-votes', meaning: 'the one with more votes for the winner' },
        {
          value: 'winning-then-fewer-against',
          meaning: 'the same, and of equal ones the one with fewer votes against',
        },
        { value: 'margins', meaning: 'the one with the larger lead' },
      ],
    },
    ...(method === 'schulze'
      ? [
          {
            name: 'order',
            kind: 'choice',
            meaning: 'How a ranking is read from who is above whom.',
            fallback: 'unbeaten',
            choices: [
              { value: 'unbeaten', meaning: 'those whom nobody left is above come next' },
              { value: 'most-beaten', meaning: 'by the number of candidates whom one is above' },
            ],
          } as const,
        ]
      : []),
    {
      name: 'default-option',
      kind: 'candidate',
      meaning:
        'The option "none of the above": who does not beat it is dropped, and it is elected only where nobody is left.',
    },
    {
      name: 'quorum',
      kind: 'whole',
      least: 1,
      meaning: 'The fewest papers that must rank an option above the default option.',
    },
    {
      name: 'quorum-of',
      kind: 'whole',
      least: 1,
      meaning:
        'Instead of the number itself: those entitled to vote, of whom three halves of the square root are the quorum (Debian).',
    },
    {
      name: 'majority',
      kind: 'text',
      meaning:
        'Options that need at least so many papers for each against, to beat the default option: ID=2/1, apart by commas.',
    },
    ORDER_SETTING,
  ];
}

export const pairsRules: readonly CountingRule[] = condorcetRules.map((rule) => ({
  ...rule,
  family: 'pairs',
  seats: 'any',
  papers: 'weak-rankings',
  reading: PLAIN_READING,
  settings: settingsFor(rule.name),
  constraints: 'most',
  count: (election, chosen, given) => {
    const read = optionsOf(chosen);
    if (!read.ok) return read;
    const profile = tiersOf(election);
    const options = { ...read.value, ...tiesOf(chosen, given) };
    if (given.constraints === undefined) return countCondorcet(rule.name, profile, options);
    // All of the ranking, so that no tie is broken that the groups make idle.
    const seats = Math.max(1, profile.candidates.length);
    const ranked = countCondorcet(rule.name, { ...profile, seats }, options);
    if (!ranked.ok) return ranked;
    return seated({ ...ranked.value, seats: profile.seats }, given.constraints, chosen, given);
  },
  explain: (outcome) => {
    const result = outcomeOf(outcome, 'hustings/condorcet-count/1');
    const sentences = explainCondorcet(result);
    const name = namer(result.candidates);
    const skipped = (result.skipped ?? []).map(
      ({ candidate, group }) =>
        `${name(candidate)} is passed over: as many of ${group} as may be are elected.`,
    );
    return [...sentences.slice(0, -1), ...skipped, ...sentences.slice(-1)];
  },
}));

function optionsOf(chosen: Chosen): Result<CondorcetOptions, CountError> {
  const id = chosen['default-option'];
  const option = id === undefined ? ok(undefined) : defaultOptionOf(id, chosen);
  if (!option.ok) return option;
  return ok({
    unranked: chosen['unranked'] as NonNullable<CondorcetOptions['unranked']>,
    strength: chosen['strength'] as NonNullable<CondorcetOptions['strength']>,
    ...(chosen['order'] === undefined
      ? {}
      : { order: chosen['order'] as NonNullable<CondorcetOptions['order']> }),
    ...(option.value === undefined ? {} : { defaultOption: option.value }),
  });
}

function defaultOptionOf(id: string, chosen: Chosen): Result<DefaultOption, CountError> {
  const majority: Record<string, { numerator: number; denominator: number }> = {};
  for (const part of (chosen['majority'] ?? '').split(',').filter((text) => text.trim() !== '')) {
    const found = /^\s*(\S+)=([1-9]\d{0,8})\/([1-9]\d{0,8})\s*$/.exec(part);
    const [, option = '', n = '0', d = '1'] = found ?? [];
    if (found === null || Number(n) < Number(d))
      return {
        ok: false,
        error: {
          code: 'count/weight-not-a-number',
          message: `A majority is written ID=2/1, no less than 1/1, and "${part.trim()}" is not.`,
        },
      };
    majority[option] = { numerator: Number(n), denominator: Number(d) };
  }
  const entitled = chosen['quorum-of'];
  const papers = chosen['quorum'];
  return ok({
    id,
    majority,
    ...(papers !== undefined
      ? { quorum: { kind: 'papers', papers: Number(papers) } }
      : entitled !== undefined
        ? { quorum: { kind: 'half-roots', times: 3, entitled: Number(entitled) } }
        : {}),
  });
}

/** The seats from the ranking, with at most so many of a group: the lowest are skipped. */
function seated(
  result: CondorcetResult,
  constraints: Constraints,
  chosen: Chosen,
  given: CountGiven,
): Result<CondorcetResult, CountError> {
  const caps: readonly GroupCap[] = constraints.categories.flatMap((category) =>
    category.groups.map((group) => ({
      name: `${category.name}: ${group.name}`,
      members: group.members,
      most: group.most,
    })),
  );
  const { ties, lot } = tiesOf(chosen, given);
  // Who may take a seat at all: not the default option, nor whom it beats.
  const ranking = result.ranking.map((tier) => tier.filter((id) => result.elected.includes(id)));
  const placed = seatRanking(ranking, result.seats, caps, lot, ties);
  if (!placed.ok) return placed;
  return ok({
    ...result,
    settings: {
      ...result.settings,
      caps: caps.map((c) => `${c.name} at most ${c.most}`).join('; '),
    },
    elected: placed.value.elected,
    skipped: placed.value.skipped,
    ties: [...result.ties, ...placed.value.ties],
    margin: null,
  });
}
