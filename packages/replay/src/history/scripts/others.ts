/** Parties and bodies elsewhere: what the results leave out. Sources are those of the contest files. */
import type { Script } from '../script.ts';

export const others: readonly Script[] = [
  {
    file: 'ca-cpc-2017-leader',
    parts: [
      {
        trigger: 'vacancy',
        holder: 'Stephen Harper',
        vacancy: {
          cause: 'resigned',
          on: '2015-10-19',
          because: 'Stephen Harper resigned after the general election.',
        },
        dates: { 'nominations-close': '2017-02-24' },
      },
    ],
  },
  {
    file: 'ca-cpc-2022-leader',
    parts: [
      {
        trigger: 'removed',
        holder: "Erin O'Toole",
        motion: { for: 73, against: 45, on: '2022-02-02' },
        nominations: {},
        supplied: { 'Scott Aitchison': '357.66' },
        notes: [
          'The points of Scott Aitchison are not printed: 357.66 are what is left of the 33,739 points that the printed share of the winner amounts to.',
        ],
      },
    ],
  },
  {
    file: 'ca-lpc-2025-leader',
    parts: [
      {
        trigger: 'vacancy',
        holder: 'Justin Trudeau',
        vacancy: {
          cause: 'resigned',
          on: '2025-01-06',
          because: 'Justin Trudeau said that he would go.',
        },
        rolls: { registered: 400_000, verified: 163_836 },
        papers: { 0: { electorate: 400_000 } },
        notes: [
          'Of about 400,000 registered 163,836 were verified (from memory; it gives the 92.7% that the file quotes).',
        ],
      },
    ],
  },
  {
    file: 'ca-ndp-2017-leader',
    parts: [
      {
        trigger: 'review',
        holder: 'Thomas Mulcair',
        motion: { for: 52, against: 48, on: '2016-04-10' },
        notes: [
          'The convention of 2016 wanted an election by 52% to 48% (from memory), put as 100 delegates.',
        ],
      },
    ],
  },
  {
    file: 'de-spd-2019-leader',
    parts: [
      {
        trigger: 'vacancy',
        holder: 'Andrea Nahles',
        vacancy: { cause: 'resigned', on: '2019-06-03', because: 'Andrea Nahles resigned.' },
        dates: {
          'nominations-open': '2019-07-01',
          'nominations-close': '2019-09-01',
          'first-opens': '2019-10-14',
          'first-closes': '2019-10-25',
          'second-opens': '2019-11-19',
          'second-closes': '2019-11-29',
          'poll-opens': '2019-12-06',
          'poll-closes': '2019-12-06T18:00',
          declaration: '2019-12-06T19:00',
        },
        papers: { 1: { abstained: 3480 } },
        notes: [
          '3,480 abstained in the run-off: the file gives the base of its shares as about 216,721.',
        ],
      },
    ],
  },
  {
    file: 'de-cdu-2021-2022-leader',
    parts: [
      {
        trigger: 'vacancy',
        holder: 'Annegret Kramp-Karrenbauer',
        ballots: ['congress', 'congress-two', 'post'],
        papers: { 0: { electorate: 1001 }, 1: { electorate: 1001 } },
        vacancy: {
          cause: 'resigned',
          on: '2020-02-10',
          because: 'Annegret Kramp-Karrenbauer said that she would go.',
        },
      },
      {
        trigger: 'vacancy',
        holder: 'Armin Laschet',
        vacancy: {
          cause: 'resigned',
          on: '2021-10-07',
          because: 'Armin Laschet said that he would go.',
        },
      },
    ],
  },
  ...['2002', '2010', '2012'].map(
    (year): Script => ({
      file: `debian-${year}-dpl`,
      parts: [
        {
          trigger: 'yearly',
          dates: { declaration: `${year}-04-16`, 'poll-closes': `${year}-04-15` },
        },
      ],
    }),
  ),
  {
    file: 'fr-ps-2011-primary',
    parts: [{}],
  },
  {
    file: 'uk-libdem-leaders',
    parts: [
      {
        trigger: 'vacancy',
        holder: 'Charles Kennedy',
        vacancy: { cause: 'resigned', on: '2006-01-07', because: 'Charles Kennedy resigned.' },
      },
      {
        trigger: 'vacancy',
        holder: 'Menzies Campbell',
        vacancy: { cause: 'resigned', on: '2007-10-15', because: 'Menzies Campbell resigned.' },
      },
      {
        trigger: 'vacancy',
        holder: 'Nick Clegg',
        vacancy: { cause: 'resigned', on: '2015-05-08', because: 'Nick Clegg resigned.' },
      },
      {
        trigger: 'vacancy',
        holder: 'Vince Cable',
        vacancy: {
          cause: 'resigned',
          on: '2019-05-24',
          because: 'Vince Cable said that he would go.',
        },
        differs: ['Jo Swinson', 'Ed Davey'].map((name) => ({
          path: `/contests/3/publishedPct/${name}`,
          because:
            'The shares are of all papers, and the 349 to 437 papers for neither candidate are not printed.',
        })),
      },
      {
        trigger: 'vacancy',
        holder: 'Jo Swinson',
        vacancy: { cause: 'left-body', on: '2019-12-13', because: 'Jo Swinson lost her seat.' },
      },
    ],
  },
  {
    file: 'uk-greens-2025-leader',
    parts: [
      {
        tickets: {
          'Adrian Ramsay and Ellie Chowns (joint)': [
            { name: 'Adrian Ramsay', classes: ['man'] },
            { name: 'Ellie Chowns', classes: ['woman'] },
          ],
        },
      },
    ],
  },
  {
    file: 'uk-unison-2020-gs',
    parts: [{ holder: 'Dave Prentis' }],
  },
];
