/** The Labour Party: what the results leave out. Sources are those of the contest files. */
import type { RulingScript, Script } from '../script.ts';

const FREEZE = '2016-01-12';

function frozen(section: 'members' | 'affiliated'): RulingScript {
  return {
    id: `nec-freeze-${section}`,
    on: '2016-07-12T20:20',
    body: 'nec',
    question: 'freeze-date',
    decision: 'Whoever has belonged since 12 January 2016 without a break votes.',
    reason: 'Six months before the meeting.',
    effect: { kind: 'freeze-date', section, date: FREEZE },
  };
}

const rulings2016: readonly RulingScript[] = [
  {
    id: 'nec-incumbent',
    on: '2016-07-12T20:00',
    body: 'nec',
    question: 'incumbent-nominations',
    decision: 'The Leader in office needs no nominations and is on the ballot.',
    vote: { for: 18, against: 14, abstained: 0 },
    reason: 'Only a challenger seeks nominations where there is no vacancy.',
    effect: { kind: 'candidate-automatic', candidate: 'jeremy-corbyn', name: 'Jeremy Corbyn' },
  },
  frozen('members'),
  frozen('affiliated'),
  {
    id: 'foster-v-mcnicol',
    on: '2016-07-28T13:00',
    after: 'nominated',
    body: 'high-court',
    question: 'incumbent-nominations',
    decision: 'The ruling is upheld: the Leader needs no nominations.',
    reason: 'Foster v McNicol [2016] EWHC 1966 (QB).',
    effect: { kind: 'none' },
  },
  {
    id: 'evangelou-high-court',
    on: '2016-08-08T16:00',
    after: 'nominated',
    body: 'high-court',
    question: 'freeze-date',
    decision: 'Members may not be shut out by the freeze date of 12 January 2016.',
    reason: 'Evangelou and others v McNicol [2016] EWHC 2058 (QB).',
    effect: { kind: 'none' },
    overturns: 'nec-freeze-members',
  },
  {
    id: 'evangelou-court-of-appeal',
    on: '2016-08-12T15:00',
    after: 'nominated',
    body: 'court-of-appeal',
    question: 'freeze-date',
    decision: 'The freeze date stands.',
    reason: 'Evangelou and others v McNicol [2016] EWCA Civ 817.',
    effect: { kind: 'none' },
    overturns: 'evangelou-high-court',
  },
];

export const labour: readonly Script[] = [
  {
    file: 'uk-labour-2016-no-confidence',
    parts: [
      {
        book: 'labour-uk-2014-omov',
        procedure: 'plp-no-confidence',
        holder: 'Jeremy Corbyn',
        movers: ['Margaret Hodge', 'Ann Coffey'],
        differs: [
          {
            path: '/published/turnoutPct',
            because: '216 papers of 229 members are 94.3%, 94 and not 95.',
          },
        ],
      },
    ],
  },
  {
    file: 'uk-labour-2016-leader',
    parts: [
      {
        trigger: 'challenge',
        holder: 'Jeremy Corbyn',
        sizes: { 'plp-eplp': 251 },
        vacancy: {
          cause: 'resigned',
          on: '2016-07-11',
          because: 'Angela Eagle announced on 11 July 2016 that she would challenge the Leader.',
        },
        dates: {
          'nominations-open': '2016-07-18T19:00',
          'nominations-close': '2016-07-20T17:00',
          'acceptances-close': '2016-07-21T12:00',
          'affiliates-close': '2016-08-08T12:00',
          declaration: '2016-09-24T11:45',
        },
        rulings: rulings2016,
        withdrew: ['Angela Eagle'],
      },
    ],
  },
  {
    file: 'uk-labour-2015-leader',
    parts: [
      {
        trigger: 'vacancy',
        holder: 'Ed Miliband',
        sizes: { 'plp-eplp': 232 },
        vacancy: {
          cause: 'resigned',
          on: '2015-05-08',
          because: 'Ed Miliband resigned after the general election.',
        },
        dates: {
          'nominations-open': '2015-06-09',
          'nominations-close': '2015-06-15T12:00',
          declaration: '2015-09-12',
        },
      },
    ],
  },
  {
    file: 'uk-labour-2015-deputy',
    parts: [
      {
        trigger: 'vacancy',
        office: 'deputy-leader',
        holder: 'Harriet Harman',
        sizes: { 'plp-eplp': 232 },
        vacancy: {
          cause: 'resigned',
          on: '2015-05-08',
          because:
            'Harriet Harman announced that she would leave with the election of her successor.',
        },
        dates: {
          'nominations-open': '2015-06-09',
          'nominations-close': '2015-06-17T12:00',
          'poll-opens': '2015-08-14',
          'poll-closes': '2015-09-10T12:00',
        },
      },
    ],
  },
  {
    file: 'uk-labour-2020-leader',
    parts: [
      {
        trigger: 'vacancy',
        holder: 'Jeremy Corbyn',
        sizes: { 'plp-eplp': 212, clps: 648 },
        vacancy: {
          cause: 'resigned',
          on: '2019-12-13',
          because: 'Jeremy Corbyn said after the general election that he would go.',
        },
        notes: [
          'The body is taken as 212 (202 MPs and 10 MEPs), of which 10% are the 22 that are printed.',
        ],
        differs: [
          {
            path: '/published/sectionTurnoutPct/registered',
            because:
              '13,006 of 13,626 are 95.449%: printed 95.5, it was rounded twice (95.45 first).',
          },
        ],
      },
    ],
  },
  {
    file: 'uk-labour-2025-deputy',
    parts: [
      {
        trigger: 'vacancy',
        office: 'deputy-leader',
        holder: 'Angela Rayner',
        sizes: { clps: 650 },
        vacancy: { cause: 'resigned', on: '2025-09-05', because: 'Angela Rayner resigned.' },
        dates: {
          'nominations-open': '2025-09-09',
          'nominations-close': '2025-09-11T17:00',
          'second-opens': '2025-09-15',
          'second-closes': '2025-09-27T17:00',
          'poll-opens': '2025-10-08',
          'poll-closes': '2025-10-23T12:00',
        },
        notes: [
          'The size of the parliamentary party is not in the file: 400 is the largest of which 20% are 80.',
        ],
      },
    ],
  },
  {
    file: 'uk-labour-2010-leader',
    parts: [
      {
        trigger: 'vacancy',
        holder: 'Gordon Brown',
        sizes: { plp: 257 },
        sections: { mps: 'mps-meps', affiliates: 'affiliated' },
        vacancy: { cause: 'resigned', on: '2010-05-11', because: 'Gordon Brown resigned.' },
        papers: { 0: { spoilt: { 'no-declaration': 36_562 } } },
      },
    ],
  },
  {
    file: 'uk-labour-2007-deputy',
    parts: [
      {
        trigger: 'vacancy',
        office: 'deputy-leader',
        holder: 'John Prescott',
        vacancy: {
          cause: 'resigned',
          on: '2007-05-10',
          because: 'John Prescott announced that he would go.',
        },
      },
    ],
  },
  {
    file: 'uk-labour-2010-shadow-cabinet',
    parts: [{}],
  },
  {
    file: 'uk-labour-2021-card-vote',
    parts: [{}],
  },
];
