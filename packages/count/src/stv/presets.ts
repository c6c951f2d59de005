/**
 * The named rules of the single transferable vote. Each says the statute or text it follows, and the
 * official count that the tests compare it with, or that none is available.
 */
import {
  ACT_HARE_CLARK,
  AUSTRALIAN_SENATE,
  CHURCH_OF_ENGLAND,
  ERS76,
  ERS97,
  MINNEAPOLIS,
  NSW_LOCAL_2021,
  PRSA_1977,
  SCOTTISH,
  WIGM,
  WIGM_PRF,
  WRIGHT,
} from './gregory-presets.ts';
import { MEEK_1987, MEEK_NZ, MEEK_PRF, WARREN } from './meek-presets.ts';
import { CAMBRIDGE, DAIL } from './sample-presets.ts';
import type { StvSwitches } from './switches.ts';

export interface StvRule {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly title: string;
  /** What it does, in a few plain sentences. */
  readonly describe: string;
  /** The statute or text that it follows. */
  readonly follows: string;
  /** What the tests compare it with. */
  readonly reproduces: string;
  readonly switches: StvSwitches;
}

const none = 'No official count available.';

export const stvRules: readonly StvRule[] = [
  {
    name: 'scottish-stv',
    aliases: ['scotland'],
    title: 'Scottish single transferable vote',
    describe:
      'Electors rank the candidates. Whoever reaches the quota is elected; what they have over it passes on from all their papers, each at a part of its value cut to five decimal places. When nobody has anything over, the candidate with fewest votes is excluded.',
    follows:
      'The Scottish Local Government Elections Order 2011, Schedule 1, rules 46 to 53 (45 to 52 of the Order of 2007).',
    reproduces: 'The official stage tables of the wards of May 2017.',
    switches: SCOTTISH,
  },
  {
    name: 'wigm',
    aliases: ['weighted-inclusive-gregory'],
    title: 'Weighted inclusive Gregory, exact',
    describe:
      'As the Scottish rule, with nothing rounded: a quota is the votes divided by one more than the seats, and more than that elects.',
    follows: 'The method in its plain form, in exact fractions.',
    reproduces:
      'The official winners of Portland, Oregon, district 1, 2024. Equal to the program droop where it counts in fractions.',
    switches: WIGM,
  },
  {
    name: 'wigm-prf',
    aliases: [],
    title: 'Weighted inclusive Gregory, PR Foundation reference rule',
    describe: 'As the Scottish rule, with quota, values and votes to four decimal places.',
    follows: 'Proportional Representation Foundation, reference WIGM rule.',
    reproduces: `${none} Equal to the program droop.`,
    switches: WIGM_PRF,
  },
  {
    name: 'minneapolis-stv',
    aliases: ['minneapolis'],
    title: 'Minneapolis single transferable vote',
    describe:
      'Candidates who cannot win are excluded together before any surplus is transferred; surpluses pass on to four decimal places from all papers, the largest first.',
    follows: 'Minneapolis Code of Ordinances, Title 8.5, Chapter 167.',
    reproduces:
      'The official statement of the Board of Estimate and Taxation 2013, which is decided in the first round; later rounds are equal to the program droop.',
    switches: MINNEAPOLIS,
  },
  {
    name: 'australian-senate',
    aliases: ['senate'],
    title: 'Australian Senate',
    describe:
      'A surplus passes on from all papers at one value, the surplus divided by the number of papers; votes are whole numbers. The papers of an excluded candidate move by value, the highest first, each in a count of its own.',
    follows:
      'Commonwealth Electoral Act 1918, s.273, as the Electoral Commission counts: no bulk exclusion under (13A), as in 2019; ties of three or more by any difference in an earlier count, as in Western Australia 2016, where (20), (22) and (31) name one in which all of them differ (--ties backwards-all,lot). Two level for the last seat are told apart in the same way; (17) leaves them to the casting vote of the Electoral Officer (--ties lot).',
    reproduces:
      'The official distribution of preferences of the Australian Capital Territory and the Northern Territory, 2019.',
    switches: AUSTRALIAN_SENATE,
  },
  {
    name: 'act-hare-clark',
    aliases: ['hare-clark'],
    title: 'Hare-Clark as in the Australian Capital Territory',
    describe:
      'A surplus passes on from the papers that came last, shared among those with a next preference and at no more than their value before; votes are kept to six decimal places.',
    follows: 'Electoral Act 1992 (ACT), Schedule 4, as amended in 2020.',
    reproduces: none,
    switches: ACT_HARE_CLARK,
  },
  {
    name: 'nsw-local-2021',
    aliases: ['nsw-local'],
    title: 'New South Wales local government, since 2021',
    describe:
      'A surplus passes on from all papers with a next preference, each at a part of its value; votes are whole numbers, rounded down for each bundle as it was received. The papers of an excluded candidate move bundle by bundle in the order received.',
    follows:
      'Local Government (General) Regulation (NSW), Schedule 5, as the sheets of the Electoral Commission of 2021 show that it reads clauses 7 and 10.',
    reproduces: 'The councillors elected to the City of Sydney in 2021: who, not each stage.',
    switches: NSW_LOCAL_2021,
  },
  {
    name: 'ers97',
    aliases: [],
    title: 'Electoral Reform Society rules of 1997',
    describe:
      'A surplus passes on from the batch of papers that came last, to two decimal places, and waits while it can change nothing; candidates who cannot catch up are excluded together, their papers moving by value.',
    follows:
      'Newland and Britton, How to conduct an election by the single transferable vote, third edition, 1997, sections 5 and 6.',
    reproduces: none,
    switches: ERS97,
  },
  {
    name: 'ers76',
    aliases: [],
    title: 'Electoral Reform Society rules of 1976',
    describe: 'As the rules of 1997, with a quota that stays as it was found at first.',
    follows:
      'Newland and Britton, second edition, 1976, as far as is known what the third edition changed; the text of 1976 was not at hand. Not all its quotas had two decimal places; here they have.',
    reproduces: none,
    switches: ERS76,
  },
  {
    name: 'prsa-1977',
    aliases: ['prsa'],
    title: 'Proportional Representation Society of Australia, 1977',
    describe:
      'A surplus passes on from the papers that came last, to three decimal places, in the order in which candidates were elected; the papers of an excluded candidate move bundle by bundle in the order received.',
    follows:
      'Rules of the Proportional Representation Society of Australia, 1977: rules 1 and 2.1 as written, later ones as described.',
    reproduces: none,
    switches: PRSA_1977,
  },
  {
    name: 'church-of-england',
    aliases: ['general-synod'],
    title: 'Church of England',
    describe:
      'As the rules of 1976 of the Electoral Reform Society: the papers that came last, two decimal places, surpluses that may wait, exclusion of several together.',
    follows: 'General Synod Single Transferable Vote Regulations 1998 and 2020.',
    reproduces: none,
    switches: CHURCH_OF_ENGLAND,
  },
  {
    name: 'wright',
    aliases: [],
    title: 'Wright',
    describe:
      'As the weighted inclusive Gregory method, but after every exclusion the count starts again as though the excluded had never stood.',
    follows: 'A. van der Craats, the Wright system.',
    reproduces:
      'The fourteen elected to the Council of Stellar Management of EVE Online in 2013: who, not each stage.',
    switches: WRIGHT,
  },
  {
    name: 'meek-prf',
    aliases: ['meek'],
    title: 'Meek, PR Foundation reference rule',
    describe:
      'Whenever somebody is elected or excluded all papers are shared anew, so that every elected candidate keeps of each paper just what leaves them the quota; the quota falls as papers are exhausted. Nine decimal places.',
    follows: 'Proportional Representation Foundation, reference Meek rule.',
    reproduces: `${none} Equal to the program droop on Scottish and Irish papers.`,
    switches: MEEK_PRF,
  },
  {
    name: 'meek-nz',
    aliases: ['nz-stv'],
    title: 'New Zealand local elections',
    describe:
      'Meek’s method to nine decimal places, every product rounded up; the lowest is excluded as soon as the surpluses cannot save them.',
    follows:
      'Local Electoral Regulations 2001 (New Zealand), Schedule 1A, as at 1 July 2025, with its pseudo-random numbers for ties.',
    reproduces: none,
    switches: MEEK_NZ,
  },
  {
    name: 'meek-1987',
    aliases: [],
    title: 'Meek, algorithm 123 of 1987',
    describe: 'Meek’s method to eighteen decimal places, as near to real numbers as matters.',
    follows: 'Hill, Wichmann and Woodall, Algorithm 123, The Computer Journal 30 (1987).',
    reproduces: `${none} Equal to the program droop to eight places.`,
    switches: MEEK_1987,
  },
  {
    name: 'warren',
    aliases: [],
    title: 'Warren',
    describe:
      'As Meek’s method, but an elected candidate takes the same price from every paper that can pay it, and all that is left of one that cannot.',
    follows: 'C. H. E. Warren, Voting matters 1 (1994).',
    reproduces: `${none} Equal to the program droop to eight places.`,
    switches: WARREN,
  },
  {
    name: 'cambridge',
    aliases: ['cambridge-ma'],
    title: 'Cambridge, Massachusetts',
    describe:
      'Whole papers move. A surplus is every nth paper of the candidate, in an order drawn from the seed; papers move one at a time, and who reaches the quota receives no more. Those with fewer than 50 votes go together after the first surpluses.',
    follows:
      'Massachusetts General Laws, chapter 54A, section 9, with the Cincinnati method of drawing as the Election Commission describes it.',
    reproduces:
      'The official winners of 2019, 2021 and 2023, whatever the seed; the order of the papers, on which the stages rest, is not that of the official count.',
    switches: CAMBRIDGE,
  },
  {
    name: 'dail',
    aliases: ['ireland', 'pr-stv'],
    title: 'Dáil Éireann',
    describe:
      'Whole papers move. A surplus is taken from the papers that came last, in proportion to the next preferences on them; which papers of equal next preference is drawn from the seed.',
    follows: 'Electoral Act 1992 (Ireland), sections 118 to 124, without the rules about deposits.',
    reproduces: `${none} First counts are certain; later ones rest on how the papers lay.`,
    switches: DAIL,
  },
];
