import type { RuleBookView, RulesView } from '../rule-views.ts';
import { frame } from './common.ts';

const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

export const rulesView: RulesView = {
  frame,
  shelves: [
    {
      kind: 'own',
      name: 'Books of this server',
      books: [
        {
          id: 'our-rules',
          href: '/rules/our-rules',
          title: 'Our rules, after: A society’s yearly election of its chair',
          summary: 'Three members nominate, the candidate consents, all members rank.',
        },
      ],
    },
    {
      kind: 'models',
      name: 'Models to start from',
      books: [
        {
          id: 'society-annual-election',
          href: '/rules/society-annual-election',
          title: 'A society’s yearly election of its chair',
          summary: 'Two members nominate, the candidate consents, all members rank.',
        },
      ],
    },
    {
      kind: 'organisation',
      name: 'The Labour Party',
      books: [
        {
          id: 'labour-uk-1993-college',
          href: '/rules/labour-uk-1993-college',
          title:
            'Labour Party: election of the leader by an electoral college of thirds (1993–2014)',
          summary:
            'MPs and MEPs, members, and levy-paying members of affiliated organisations have a third of the votes each.',
          inForce: 'In force from 29 September 1993 to 28 February 2014',
        },
        {
          id: 'labour-uk-2014-omov',
          href: '/rules/labour-uk-2014-omov',
          title: 'Labour Party: election of the leader, one person one vote (2014–2018)',
          summary: 'Members and supporters of two kinds vote, and every vote is worth the same.',
          inForce: 'In force from 1 March 2014 to 25 September 2018',
        },
      ],
    },
    {
      kind: 'organisation',
      name: 'UNISON',
      books: [
        {
          id: 'unison-2020',
          href: '/rules/unison-2020',
          title: 'UNISON: election of the General Secretary (2020)',
          summary: 'Branches, regions and service groups nominate; members choose one.',
          inForce: 'In force from 1 June 2020',
        },
      ],
    },
  ],
  schemaHref: '/rules/schema.json',
};

const nominations = {
  id: 'nominations',
  cite: 'Labour Party Rule Book 1993, chapter 4, clause II.2.B',
};
const guidelines = { id: 'guidelines', cite: 'Labour Party Rule Book, chapter 4, guidelines' };
const franchise = {
  id: 'franchise',
  cite: 'Labour Party Rule Book 1993, chapter 4, clause II.2.C',
};

export const ruleBookView: RuleBookView = {
  frame,
  id: 'labour-uk-1993-college',
  version: '1993',
  title: 'Labour Party: election of the leader by an electoral college of thirds (1993–2014)',
  organisation: 'The Labour Party',
  standing: 'real',
  summary:
    'MPs and MEPs, members, and levy-paying members of affiliated organisations have a third of the votes each, whatever number of them votes.',
  inForce: 'In force from 29 September 1993 to 28 February 2014',
  rulesHref: '/rules',
  versions: [
    {
      title: 'Election of the leader by a college of 40, 30 and 30',
      href: '/rules/labour-uk-1988-college',
      inForce: 'In force from 3 October 1988 to 28 September 1993',
      isThis: false,
    },
    {
      title: 'Election of the leader by an electoral college of thirds',
      href: '/rules/labour-uk-1993-college',
      inForce: 'In force from 29 September 1993 to 28 February 2014',
      isThis: true,
    },
  ],
  chapters: [
    {
      heading: 'Election of the leader or deputy leader',
      parts: [
        {
          heading: 'When it is held',
          passages: [
            {
              sentences: [
                'Election of the leader or deputy leader: elects the leader of the Labour Party, 1 place.',
                'It is held when the office is vacant.',
              ],
              clause: nominations,
            },
          ],
        },
        {
          heading: 'Who may stand',
          passages: [
            {
              sentences: [
                'Nominations by Labour MPs: a candidate needs nominations from 12.5% of Labour MPs, rounded up, when the office is vacant; nominations from 20% of Labour MPs, rounded up, when nominations are sought before the annual conference.',
              ],
              clause: nominations,
            },
            { sentences: ['How a tie is broken is not said.'] },
          ],
        },
      ],
    },
    {
      heading: 'Who is an elector',
      parts: [
        {
          passages: [
            { sentences: ['MPs and MEPs: 1/3 of the whole.'], clause: franchise },
            {
              sentences: ['A person votes once for every membership that counts.'],
              clause: guidelines,
            },
          ],
        },
      ],
    },
  ],
  open: [
    '“Election of the leader”: nothing says how long anything must last at least, so the National Executive Committee can make it very short.',
    '3 of the 12 clauses were written from memory and have not been checked against their text; the list of clauses says which.',
  ],
  gaps: ['How a tie is broken is not said; earlier rounds decide here.'],
  powers: {
    goals: [
      {
        id: 'contest-held:leader',
        name: 'A contest for leader of the Labour Party is held while the office is held',
        ways: [
          [
            {
              who: 'The Commons members of the Parliamentary Labour Party',
              does: 'nominations from 20% of Labour MPs, rounded up',
              clause: nominations,
            },
            { who: 'A candidate', does: 'consent to stand', clause: guidelines },
            { who: 'The National Executive Committee', does: 'the dates', clause: guidelines },
          ],
        ],
      },
      {
        id: 'holder-gone:leader',
        name: 'The leader of the Labour Party is gone, without resigning',
        ways: [
          [
            {
              who: 'The electors (Electoral college)',
              does: 'another elected, by more than half of the whole',
              clause: franchise,
            },
          ],
          [{ who: 'Circumstance', does: 'death, illness or a seat lost', clause: guidelines }],
        ],
      },
    ],
    parties: [
      {
        id: 'plp',
        name: 'The Commons members of the Parliamentary Labour Party',
        can: [
          {
            kind: 'alone',
            text: 'A contest for leader of the Labour Party is held while the office is held',
            clause: nominations,
          },
          {
            kind: 'together',
            text: 'The leader of the Labour Party is gone, without resigning',
            needs: 'the electors (Electoral college)',
            clause: franchise,
          },
          {
            kind: 'cannot',
            text: 'choose who is elected, which is for “Electoral college”',
            clause: franchise,
          },
        ],
      },
      {
        id: 'nec',
        name: 'The National Executive Committee',
        can: [
          {
            kind: 'decides',
            text: 'the dates of “Election of the leader or deputy leader”',
            clause: guidelines,
          },
        ],
      },
    ],
    weighted: [
      {
        id: 'electors',
        name: 'Electoral college',
        blocks: [
          {
            id: 'mps',
            name: 'MPs and MEPs',
            weight: '33.3',
            banzhaf: '33.3',
            shapleyShubik: '33.3',
          },
          {
            id: 'members',
            name: 'Individual members',
            weight: '33.3',
            banzhaf: '33.3',
            shapleyShubik: '33.3',
          },
          {
            id: 'affiliated',
            name: 'Members of affiliated unions and societies',
            weight: '33.3',
            banzhaf: '33.3',
            shapleyShubik: '33.3',
            note: 'veto',
          },
        ],
      },
    ],
  },
  clauses: [
    {
      ...nominations,
      text: 'Each nomination must be supported by 12.5% of the Commons members of the parliamentary party in a vacancy, 20% where there is none.',
      sources: ['House of Commons Library note SN/PC/3938'],
    },
    {
      ...guidelines,
      text: 'The National Executive Committee issues guidelines on nominations, timetable and conduct.',
      sources: ['Labour Party Rule Book, from memory'],
    },
    {
      ...franchise,
      text: 'One third each for MPs and MEPs, for members, and for members of affiliated organisations.',
      sources: ['House of Commons Library note SN/PC/3938'],
    },
  ],
  sources: [
    { title: 'House of Commons Library note SN/PC/3938', basis: 'read' },
    { title: 'Labour Party Rule Book, from memory', basis: 'memory' },
    {
      title: 'What these rules leave open',
      url: 'https://example.org/rules',
      basis: 'model',
    },
  ],
  bookHref: '/rules/labour-uk-1993-college/book.json',
  copyHref: '/rules/labour-uk-1993-college/copy.json',
  copyName: 'our-labour-uk-1993-college.json',
  schemaHref: '/rules/schema.json',
  newHref: '/officer/new',
  hash: HASH,
};
