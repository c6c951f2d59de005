/** The Conservative Party: what the results leave out. Sources are those of the contest files. */
import type { Script } from '../script.ts';

export const conservatives: readonly Script[] = [
  {
    file: 'uk-con-2001-leader',
    parts: [
      {
        trigger: 'vacancy',
        holder: 'William Hague',
        vacancy: {
          cause: 'resigned',
          on: '2001-06-08',
          because: 'William Hague resigned after the general election.',
        },
        dates: { 'nominations-open': '2001-06-21', 'nominations-close': '2001-07-05T12:00' },
      },
    ],
  },
  {
    file: 'uk-con-2016-leader',
    parts: [
      {
        trigger: 'vacancy',
        holder: 'David Cameron',
        vacancy: {
          cause: 'resigned',
          on: '2016-06-24',
          because: 'David Cameron said after the referendum that he would go.',
        },
        dates: { 'nominations-open': '2016-06-29', 'nominations-close': '2016-06-30T12:00' },
      },
    ],
  },
  {
    file: 'uk-con-2019-leader',
    parts: [
      {
        trigger: 'vacancy',
        holder: 'Theresa May',
        vacancy: {
          cause: 'resigned',
          on: '2019-06-07',
          because: 'Theresa May resigned as Leader.',
        },
        dates: { 'nominations-open': '2019-06-10T10:00', 'nominations-close': '2019-06-10T17:00' },
      },
    ],
  },
  {
    file: 'uk-con-2022-leader',
    parts: [
      {
        trigger: 'vacancy',
        holder: 'Boris Johnson',
        vacancy: {
          cause: 'resigned',
          on: '2022-07-11',
          because:
            'Boris Johnson had said on 7 July that he would go; the rules were set on 11 July.',
        },
        dates: { 'nominations-open': '2022-07-12T09:00', 'nominations-close': '2022-07-12T18:00' },
      },
    ],
  },
  {
    file: 'uk-con-2022-october-leader',
    parts: [
      {
        trigger: 'vacancy',
        holder: 'Liz Truss',
        vacancy: { cause: 'resigned', on: '2022-10-20', because: 'Liz Truss resigned.' },
        dates: {
          'nominations-open': '2022-10-20T18:30',
          'nominations-close': '2022-10-24T14:00',
        },
      },
    ],
  },
  {
    file: 'uk-con-2024-leader',
    parts: [
      {
        trigger: 'vacancy',
        holder: 'Rishi Sunak',
        vacancy: {
          cause: 'resigned',
          on: '2024-07-24',
          because: 'Rishi Sunak had said after the general election that he would go.',
        },
        dates: {
          'nominations-open': '2024-07-24T19:00',
          'nominations-close': '2024-07-29T14:30',
          conference: '2024-10-01',
        },
      },
    ],
  },
  {
    file: 'uk-con-confidence-votes',
    parts: [
      { holder: 'Iain Duncan Smith', sizes: { mps: 165 } },
      { holder: 'Theresa May', sizes: { mps: 317 } },
      { holder: 'Boris Johnson', sizes: { mps: 359 } },
      {
        book: 'cpc-points-2022',
        procedure: 'removal',
        holder: "Erin O'Toole",
        sizes: { caucus: 119 },
        papers: { 0: { electorate: 119 } },
        notes: ['The caucus is taken as 119; 118 voted.'],
      },
    ],
  },
];
