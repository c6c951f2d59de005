/** Seats for lists in proportion to their votes: the first mark on each paper is for a list. */
import { PLAIN_READING } from '../papers/mark-reading.ts';
import { explainPartyList } from '../party-list/explain-party-list.ts';
import {
  countPartyList,
  type Divisors,
  type ListQuota,
  type PartyListOptions,
} from '../party-list/party-list.ts';
import { standing, tally } from '../profile.ts';
import { NO_OFFICIAL_COUNT, ORDER_SETTING, outcomeOf, rankingsOf, tiesOf } from './common.ts';
import type { CountingRule } from './counting-rule.ts';
import { shareOf } from './setting.ts';

const DIVISORS: Readonly<Record<Divisors, readonly [string, string, readonly string[]]>> = {
  dhondt: ['D’Hondt', '1, 2, 3 and so on', ['d-hondt', 'jefferson']],
  'sainte-lague': ['Sainte-Laguë', '1, 3, 5 and so on', ['webster']],
  'modified-sainte-lague': ['Modified Sainte-Laguë', '7/5, 3, 5 and so on', []],
  danish: ['Danish divisors', '1, 4, 7 and so on', []],
  imperiali: ['Imperiali divisors', '1, 3/2, 2 and so on', ['imperiali']],
};

const QUOTAS: Readonly<Record<ListQuota, readonly [string, string, readonly string[]]>> = {
  hare: ['Largest remainders, Hare', 'the votes divided by the seats', ['hamilton']],
  droop: ['Largest remainders, Droop', 'the next whole number above V/(S+1)', []],
  'hagenbach-bischoff': [
    'Largest remainders, Hagenbach-Bischoff',
    'the votes divided by one more than the seats',
    [],
  ],
  imperiali: ['Largest remainders, Imperiali', 'the votes divided by two more than the seats', []],
};

export const listRules: readonly CountingRule[] = [
  ...(Object.keys(DIVISORS) as Divisors[]).map((divisors) => {
    const [title, what, aliases] = DIVISORS[divisors];
    return list(
      `list-${divisors}`,
      title,
      [divisors === 'imperiali' ? 'list-imperiali-divisors' : divisors, ...aliases],
      `Each paper is one vote for a list. The seats go one after another to the list with the largest quotient of its votes and its next divisor: ${what}.`,
      { kind: 'divisors', divisors },
    );
  }),
  ...(Object.keys(QUOTAS) as ListQuota[]).map((quota) => {
    const [title, what, aliases] = QUOTAS[quota];
    return list(
      `list-quota-${quota}`,
      title,
      [`largest-remainder-${quota}`, ...aliases],
      `Each paper is one vote for a list. A list gets the whole quotas it has, then the largest remainders get a seat each; the quota is ${what}.`,
      { kind: 'quota', quota },
    );
  }),
];

function list(
  name: string,
  title: string,
  aliases: readonly string[],
  describe: string,
  by: PartyListOptions['by'],
): CountingRule {
  return {
    name,
    aliases,
    title: `Lists: ${title}`,
    describe,
    family: 'lists',
    follows: 'The method in its plain form.',
    reproduces: NO_OFFICIAL_COUNT,
    seats: 'any',
    papers: 'first-marks',
    reading: PLAIN_READING,
    settings: [
      {
        name: 'threshold',
        kind: 'share',
        fallback: '0%',
        meaning: 'Lists with a smaller share of all votes take no part.',
      },
      ORDER_SETTING,
    ],
    constraints: 'none',
    count: (election, chosen, given) => {
      const profile = rankingsOf(election);
      const { votes } = tally(profile, standing(profile));
      return countPartyList(
        profile.seats,
        profile.candidates.flatMap(({ id, name: called }) =>
          votes[id] === undefined ? [] : [{ id, name: called, votes: votes[id] }],
        ),
        { by, threshold: shareOf(chosen['threshold'] as string), ...tiesOf(chosen, given) },
      );
    },
    explain: (outcome) => explainPartyList(outcomeOf(outcome, 'hustings/party-list-count/1')),
  };
}
