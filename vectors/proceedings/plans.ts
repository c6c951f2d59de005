/** The proceedings of the vectors: small, and together with everything that a record can have. */
import { unwrap } from '@hustings/base';
import { type RuleBook, readRuleBook } from '@hustings/rulebook';
import motionBook from '../../rulebooks/confidence-motion.json' with { type: 'json' };
import societyBook from '../../rulebooks/society-annual-election.json' with { type: 'json' };
import type { Cast, Plan } from './hold.ts';

type Json = Readonly<Record<string, unknown>>;

/** The society's book with another count, paper and so on; its sections by name where there are several. */
function society(changes: Json, sections: readonly Json[] = [], units?: Json): RuleBook {
  const copy = structuredClone(societyBook) as unknown as {
    electorates: Record<string, unknown>[];
    procedures: Record<string, unknown>[];
  };
  for (const procedure of copy.procedures) Object.assign(procedure, changes);
  if (sections.length > 0)
    for (const electorate of copy.electorates)
      Object.assign(electorate, { sections, ...(units === undefined ? {} : { units }) });
  return unwrap(readRuleBook(copy));
}

const section = (id: string, more: Json = {}): Json => ({
  id,
  name: id,
  clause: 'franchise',
  qualifications: [],
  freeze: { kind: 'at-roll' },
  ...more,
});

const step = (name: string): Json => ({ step: name, clause: 'ties' });
const [{ results, poll }] = societyBook.procedures as unknown as readonly [
  { results: Json; poll: Json },
];

const ADA = ['ada-okafor', 'Ada Okafor'] as const;
const BRYN = ['bryn-hughes', 'Bryn Hughes'] as const;
const CY = ['cy-lund', 'Cy Lund'] as const;
const DI = ['di-moreau', 'Di Moreau'] as const;
const EL = ['el-novak', 'El Novak'] as const;

/** One paper after the other, by the electors in their order. */
function inOrder(papers: readonly (readonly number[])[]): readonly Cast[] {
  return papers.map((plaintext, elector) => ({ elector, plaintext }));
}

const ONE = { mode: 'simple', threshold: 1, trustees: 1, mixers: 1 } as const;
const SEPARATED = { mode: 'separated', threshold: 2, trustees: 3, mixers: 2 } as const;
const MEMBERS = { electorate: 'all-members', sections: [{ id: 'members', size: 8 }] } as const;

/** Where a poll-counted names a bound of share, more than half. */
const MORE_THAN_HALF = {
  of: 'votes',
  share: { numerator: 1, denominator: 2 },
  reach: 'more-than',
  clause: 'count',
};

/** One ballot of several; what it decides is added. */
const BALLOT = {
  clause: 'count',
  opens: 'poll-opens',
  closes: 'poll-closes',
  when: 'always',
  field: 'standing',
};

export const PLANS: readonly Plan[] = [
  {
    id: 'simple',
    about: 'The alternative vote with one trustee and one mixer; one elector votes again.',
    ...ONE,
    ...MEMBERS,
    book: society({}),
    candidates: [ADA, BRYN, CY],
    ballots: [
      [...inOrder([[1, 2], [2], [3, 2], [2, 1, 3], [1]]), { elector: 0, plaintext: [3, 2] }],
    ],
  },
  {
    id: 'separated',
    about:
      'Two of three trustees, two mixers, two sections of which the smaller is merged, and spoilt papers.',
    ...SEPARATED,
    electorate: 'all-members',
    sections: [
      { id: 'members', size: 6 },
      { id: 'supporters', size: 3 },
    ],
    book: society({ results: { ...results, leastPool: 2 } }, [
      section('members'),
      section('supporters'),
    ]),
    candidates: [ADA, BRYN, CY],
    ballots: [inOrder([[1, 2], [2], [3, 3], [], [2, 1], [1, 0, 2], [3, 1]])],
  },
  {
    id: 'tie',
    about: 'A tie that the earlier rounds leave, broken by the trustees’ public coin.',
    ...SEPARATED,
    ...MEMBERS,
    book: society({}),
    candidates: [ADA, BRYN],
    ballots: [inOrder([[1], [2], [1, 2], [2, 1]])],
  },
  {
    id: 'motion',
    about: 'A motion of no confidence with abstentions and a quorum.',
    ...ONE,
    ...MEMBERS,
    book: unwrap(readRuleBook(motionBook)),
    candidates: [],
    ballots: [inOrder([[1], [1], [1], [2], [3], [4]])],
  },
  {
    id: 'stv',
    about:
      'The single transferable vote as in Scotland: two seats, a surplus, exclusions, a tie by lot.',
    ...ONE,
    electorate: 'all-members',
    sections: [{ id: 'members', size: 14 }],
    book: society({
      seats: 2,
      count: { rule: 'scottish-stv', clause: 'count', ties: [step('backwards'), step('lot')] },
    }),
    candidates: [ADA, BRYN, CY, DI, EL],
    ballots: [
      inOrder([
        [1, 2, 3],
        [1, 2],
        [1, 3],
        [1, 4, 2],
        [1, 2, 5],
        [1],
        [2, 3],
        [2, 5],
        [3, 2],
        [3, 4],
        [4, 5, 2],
        [5, 4],
      ]),
    ],
  },
  {
    id: 'marks',
    about:
      'A block vote with up to two marks, for two seats, level at the last; papers with too many marks.',
    ...ONE,
    ...MEMBERS,
    book: society({
      seats: 2,
      paper: { kind: 'block', most: 2, order: 'by-name', clause: 'paper' },
      count: { rule: 'block-vote', clause: 'count', ties: [step('lot')] },
    }),
    candidates: [ADA, BRYN, CY, DI],
    ballots: [inOrder([[1, 1], [1, 0, 1], [0, 1, 1], [1, 1, 1], [0, 0, 0, 1], [1], [0, 2]])],
  },
  {
    id: 'approval',
    about: 'Approval: any number of marks, the most win.',
    ...ONE,
    ...MEMBERS,
    book: society({
      paper: { kind: 'approval', order: 'by-name', clause: 'paper' },
      count: { rule: 'approval', clause: 'count', ties: [step('lot')] },
    }),
    candidates: [ADA, BRYN, CY],
    ballots: [inOrder([[1, 1, 1], [1, 0, 1], [0, 1], [1, 1], [], [0, 1, 1]])],
  },
  {
    id: 'scores',
    about: 'Scores from 0 to 5, the most points win; a score that there is not.',
    ...ONE,
    ...MEMBERS,
    book: society({
      paper: { kind: 'score', highest: 5, order: 'by-name', clause: 'paper' },
      count: { rule: 'score', clause: 'count', ties: [step('lot')] },
    }),
    candidates: [ADA, BRYN, CY],
    ballots: [inOrder([[5, 3], [0, 4, 2], [5, 5, 5], [1, 0, 5], [6], [0, 5]])],
  },
  {
    id: 'pieces',
    about: 'A paper of 32 candidates: two pieces a ballot.',
    ...SEPARATED,
    electorate: 'all-members',
    sections: [{ id: 'members', size: 4 }],
    book: society({}),
    candidates: Array.from(
      { length: 32 },
      (_, i) =>
        [
          `c-${String(i + 1).padStart(2, '0')}`,
          `Candidate ${String(i + 1).padStart(2, '0')}`,
        ] as const,
    ),
    ballots: [
      inOrder([
        Array.from({ length: 32 }, (_, i) => 32 - i),
        [1, 2, 3],
        Array.from({ length: 31 }, (_, i) => i + 1),
      ]),
    ],
  },
  {
    id: 'rounds',
    about:
      'Two ballots, one after the other: nobody has more than half in the first, and the last goes out.',
    ...ONE,
    ...MEMBERS,
    book: society({
      paper: { kind: 'choice', order: 'by-name', clause: 'paper' },
      count: { rule: 'first-past-the-post', clause: 'count', ties: [step('lot')] },
      ballots: [
        {
          id: 'rounds',
          name: 'Rounds',
          clause: 'count',
          opens: 'poll-opens',
          closes: 'poll-closes',
          when: 'always',
          field: 'standing',
          decides: {
            kind: 'chooses',
            effect: 'elected',
            otherwise: 'again',
            stay: 'all-but-last',
            level: [step('lot')],
            clause: 'count',
            winning: { majority: MORE_THAN_HALF, clause: 'count' },
          },
        },
      ],
    }),
    candidates: [ADA, BRYN, CY],
    ballots: [inOrder([[1], [1], [2], [2], [2], [3]]), inOrder([[1], [1], [1], [1], [2], [2]])],
  },
  {
    id: 'quorum',
    about:
      'The alternative vote over two rounds, where the winner also needs more than half of all papers and a quorum.',
    ...ONE,
    ...MEMBERS,
    book: society({
      winning: {
        majority: { ...MORE_THAN_HALF, of: 'all-papers' },
        quorum: { share: { numerator: 1, denominator: 2 }, counts: 'cast', clause: 'count' },
        clause: 'count',
      },
    }),
    candidates: [ADA, BRYN, CY],
    ballots: [inOrder([[1, 2], [2], [2, 1], [3, 2], [1, 3], [1], [3, 1]])],
  },
  {
    id: 'confirm',
    about: 'Two ballots: one proposes, and the next confirms with yes, no and abstentions.',
    ...ONE,
    ...MEMBERS,
    book: society({
      ballots: [
        {
          id: 'choice',
          name: 'Choice',
          clause: 'count',
          opens: 'poll-opens',
          closes: 'poll-closes',
          when: 'always',
          field: 'standing',
          decides: {
            kind: 'chooses',
            effect: 'proposed',
            otherwise: 'nobody',
            stay: 'all',
            level: [step('lot')],
            clause: 'count',
            winning: { majority: MORE_THAN_HALF, clause: 'count' },
          },
        },
        {
          id: 'confirmation',
          name: 'Confirmation',
          clause: 'count',
          opens: 'poll-opens',
          closes: 'poll-closes',
          when: 'always',
          field: 'standing',
          paper: {
            kind: 'choice',
            order: 'by-name',
            clause: 'paper',
            abstention: { counted: true, clause: 'paper' },
          },
          decides: {
            kind: 'confirms',
            majority: {
              of: 'valid-papers',
              share: { numerator: 1, denominator: 2 },
              reach: 'more-than',
              clause: 'count',
            },
            otherwise: 'nobody',
            clause: 'count',
          },
        },
      ],
    }),
    candidates: [ADA, BRYN, CY],
    ballots: [
      inOrder([[1, 2], [1], [2, 1], [3, 2], [1, 3]]),
      inOrder([[1], [1], [2], [3], [1], [4]]),
    ],
  },
  {
    id: 'college',
    about:
      'A college of two sections with a half each: more heads for one, more weight for the other.',
    ...ONE,
    electorate: 'all-members',
    sections: [
      { id: 'mps', size: 3 },
      { id: 'members', size: 6 },
    ],
    book: society(
      {
        results: {
          ...results,
          leastPool: 1,
          percent: { ...(results['percent'] as Json), of: 'continuing' },
        },
        count: { rule: 'electoral-college', clause: 'count', ties: [step('lot')] },
        winning: { majority: { ...MORE_THAN_HALF, of: 'weighted' }, clause: 'count' },
      },
      [
        section('mps', { weight: { numerator: 1, denominator: 2, clause: 'franchise' } }),
        section('members', { weight: { numerator: 1, denominator: 2, clause: 'franchise' } }),
      ],
    ),
    candidates: [ADA, BRYN, CY],
    ballots: [inOrder([[1, 3], [1], [2], [2, 1], [2], [3, 2], [2, 3], [1, 2], [3]])],
  },
  {
    id: 'units',
    about: 'Branches with a hundred points each, and one for each vote in the smallest.',
    ...ONE,
    electorate: 'all-members',
    sections: [
      { id: 'north', size: 5 },
      { id: 'south', size: 3 },
      { id: 'isle', size: 2 },
    ],
    book: society(
      {
        results: { ...results, leastPool: 1 },
        count: { rule: 'points-per-unit', clause: 'count', ties: [step('backwards'), step('lot')] },
      },
      [section('members')],
      { unit: 'branch', points: 100, onePerVoteBelow: 3, tie: 'shared', clause: 'franchise' },
    ),
    candidates: [ADA, BRYN, CY],
    ballots: [inOrder([[1, 2], [1], [1], [3, 2], [2], [2, 1], [2], [3, 1], [1], [2, 3]])],
  },
  {
    id: 'narrows',
    about:
      'A ballot narrows the field to two, and another chooses; the first ballot of an elector stands.',
    ...ONE,
    ...MEMBERS,
    book: society({
      poll: { ...poll, revote: 'first-stands' },
      paper: { kind: 'choice', order: 'by-name', clause: 'paper' },
      count: { rule: 'first-past-the-post', clause: 'count', ties: [step('lot')] },
      ballots: [
        {
          ...BALLOT,
          id: 'narrowing',
          name: 'Narrowing',
          decides: { kind: 'narrows', to: 2, survival: [], level: [step('lot')], clause: 'count' },
        },
        {
          ...BALLOT,
          id: 'last',
          name: 'Last',
          decides: {
            kind: 'chooses',
            effect: 'elected',
            otherwise: 'nobody',
            stay: 'all',
            level: [step('lot')],
            clause: 'count',
            winning: { majority: MORE_THAN_HALF, clause: 'count' },
          },
        },
      ],
    }),
    candidates: [ADA, BRYN, CY],
    ballots: [inOrder([[1], [1], [2], [2], [2], [3]]), inOrder([[1], [1], [2], [1], [1]])],
  },
];
