/** The contest of 2016 as a plan, from the motion of no confidence to the declaration. */
import type { Act, Actor, RuleBook } from '@hustings/rulebook';
import type { ActStep, Plan, PollStep, Step } from '../plan.ts';
import { ballot, CORBYN, EAGLE, motion, necVote, nominations, SMITH } from './figures.ts';
import { scaledBallot } from './papers.ts';

const OFFICER: Actor = { role: 'officer', id: 'returning-officer' };
const MOTION = 'no-confidence-2016';
const CONTEST = 'leader-2016';

const TRUSTEES = [
  { id: 'trustee-1', name: 'Trustee 1 (for the National Executive Committee)' },
  { id: 'trustee-2', name: 'Trustee 2 (for the challenger)' },
  { id: 'trustee-3', name: 'Trustee 3 (for the incumbent)' },
];
const MIXERS = [
  { id: 'mixer-1', name: 'Mixer 1 (the independent scrutineer)' },
  { id: 'mixer-2', name: 'Mixer 2 (the party)' },
];

/** `scale`: 1000 casts one paper for a thousand of history; 1 casts all 507,480. */
export function labour2016(options: { readonly scale: number; readonly book: RuleBook }): Plan {
  const { scale, book } = options;
  const scaled = scaledBallot(scale);
  return {
    proceeding: scale === 1 ? 'labour-2016' : `labour-2016-scale-${scale}`,
    organisation: 'The Labour Party',
    title: 'The Labour leadership, summer 2016: the motion, the challenge, the ballot',
    book,
    opens: '2016-06-24T09:00:00.000Z',
    notes: [
      scale === 1
        ? "A replay of history with every paper of the members' ballot: real figures, made-up ballots."
        : `A replay of history at a scale of 1 to ${scale}: ${scaled.papers} papers stand for 507,480. The whole is divided by ${scale} and dealt to the sections and candidates by largest remainders. The motion and the nominations are at full size.`,
      'History’s own declaration: Jeremy Corbyn 313,209 (61.8%), Owen Smith 193,229 (38.2%); 1,042 papers spoilt; 507,480 of 654,006 returned, a turnout of 77.6%.',
      'Who cast which paper, and which member of Parliament nominated whom, is made up; the totals are history’s. Pseudonyms such as mp-017 are nobody in particular.',
      'Papers give a first preference only, since only two candidates stood. Why papers were spoilt was not published: here they are blank.',
      'The electorate of each section and its spoilt papers were not published. Spoilt papers and electors who did not vote are dealt to the sections in proportion to their papers, so turnout by section is withheld.',
      'From memory are the hours at which nominations opened, at which acceptances and the signing up of affiliated supporters closed, and at which the motion’s ballot opened and closed.',
    ],
    steps: [
      ...motionSteps(),
      ...challengeSteps(),
      ...nominationSteps(),
      ...courtSteps(),
      ...ballotSteps(scaled),
    ],
  };
}

function act(at: string, by: Actor, what: Act): ActStep {
  return { kind: 'act', at, by, act: what };
}

function motionSteps(): readonly Step[] {
  return [
    act(
      '2016-06-24T10:00:00.000Z',
      { role: 'mover', id: motion.movers[0] },
      {
        kind: 'motion-tabled',
        matter: MOTION,
        procedure: 'plp-no-confidence',
        text: motion.text,
        movers: motion.movers,
      },
    ),
    act('2016-06-27T18:00:00.000Z', OFFICER, {
      kind: 'body-sized',
      body: 'plp',
      size: motion.electorate,
      asOf: '2016-06-27',
      source: 'New Statesman, 28 June 2016',
    }),
    act('2016-06-27T18:10:00.000Z', OFFICER, {
      kind: 'timetable-set',
      matter: MOTION,
      by: 'plp-chair',
      dates: {
        'poll-opens': '2016-06-28T08:00:00.000Z',
        'poll-closes': '2016-06-28T15:00:00.000Z',
      },
      reason: 'Decided at the meeting of the Parliamentary Labour Party on 27 June 2016.',
    }),
    {
      kind: 'roll',
      at: '2016-06-27T19:00:00.000Z',
      roll: 'mps-june-2016',
      electorate: 'labour-mps',
      sections: [{ id: 'mps', size: motion.electorate }],
      excluded: [],
    },
    {
      kind: 'poll',
      poll: 'confidence',
      matter: MOTION,
      roll: 'mps-june-2016',
      trustees: TRUSTEES,
      threshold: 2,
      decrypting: 2,
      mixers: MIXERS,
      preparedAt: '2016-06-27T20:00:00.000Z',
      opensAt: '2016-06-28T08:00:00.000Z',
      closesAt: '2016-06-28T15:00:00.000Z',
      countedAt: '2016-06-28T15:05:00.000Z',
      declaredAt: '2016-06-28T15:30:00.000Z',
      papers: [
        { section: 'mps', plaintext: Uint8Array.of(1), count: motion.for },
        { section: 'mps', plaintext: Uint8Array.of(2), count: motion.against },
        { section: 'mps', plaintext: Uint8Array.of(0), count: motion.spoilt },
      ],
    },
  ];
}

function challengeSteps(): readonly Step[] {
  return [
    act('2016-07-11T11:00:00.000Z', OFFICER, {
      kind: 'contest-called',
      matter: CONTEST,
      procedure: 'leadership',
      trigger: 'challenge',
      office: 'leader',
      holder: CORBYN,
      because: 'Angela Eagle announced on 11 July 2016 that she would challenge the Leader.',
    }),
    act('2016-07-11T12:00:00.000Z', OFFICER, {
      kind: 'body-sized',
      body: 'plp-eplp',
      size: nominations.bodySize,
      asOf: '2016-07-11',
      source: 'Encyclopaedia article on the contest; 20 per cent is 50.2',
    }),
    act('2016-07-12T19:00:00.000Z', OFFICER, {
      kind: 'ruling-made',
      ruling: 'nec-incumbent',
      matter: CONTEST,
      body: 'nec',
      question: 'incumbent-nominations',
      decision: 'The Leader in office does not need nominations and is on the ballot.',
      vote: necVote,
      reason: 'Only a challenger seeks nominations where there is no vacancy.',
      basis: 'Labour Party Rule Book 2016, chapter 4, clause II.2.B(ii)',
      effect: { kind: 'candidate-automatic', candidate: CORBYN.id, name: CORBYN.name },
    }),
    act('2016-07-12T19:20:00.000Z', OFFICER, freezeRuling('nec-freeze-members', 'members')),
    act('2016-07-12T19:21:00.000Z', OFFICER, freezeRuling('nec-freeze-affiliated', 'affiliated')),
    act('2016-07-12T19:30:00.000Z', OFFICER, {
      kind: 'timetable-set',
      matter: CONTEST,
      by: 'nec',
      dates: {
        'nominations-open': '2016-07-18T18:00:00.000Z',
        'nominations-close': '2016-07-20T16:00:00.000Z',
        'registration-opens': '2016-07-18T16:00:00.000Z',
        'registration-closes': '2016-07-20T16:00:00.000Z',
        'acceptances-close': '2016-07-21T11:00:00.000Z',
        'affiliates-close': '2016-08-08T11:00:00.000Z',
        'poll-opens': '2016-08-22T08:00:00.000Z',
        'poll-closes': '2016-09-21T11:00:00.000Z',
        declaration: '2016-09-24T10:45:00.000Z',
      },
      reason: 'Set by the National Executive Committee in July 2016.',
    }),
  ];
}

function freezeRuling(ruling: string, section: 'members' | 'affiliated'): Act {
  return {
    kind: 'ruling-made',
    ruling,
    matter: CONTEST,
    body: 'nec',
    question: 'freeze-date',
    decision:
      section === 'members'
        ? 'Members vote who have been members without a break since 12 January 2016.'
        : 'Affiliated supporters vote who belonged to their affiliate by 12 January 2016.',
    reason: 'Six months before the meeting, so that nobody joins in order to vote.',
    basis: 'Labour Party Rule Book 2016, chapter 4, clause II.1',
    effect: { kind: 'freeze-date', section, date: '2016-01-12' },
  };
}

function nominationSteps(): readonly Step[] {
  const mp = (n: number): string => `mp-${String(n).padStart(3, '0')}`;
  const nominate = (
    at: string,
    n: number,
    candidate: { readonly id: string; readonly name: string },
  ) =>
    act(
      at,
      { role: 'nominator', id: mp(n) },
      {
        kind: 'nomination-made',
        matter: CONTEST,
        candidate: candidate.id,
        name: candidate.name,
        nominator: mp(n),
        body: 'plp-eplp',
      },
    );
  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const late = nominations.eagle + 1;
  return [
    act('2016-07-18T18:00:00.000Z', OFFICER, { kind: 'nominations-opened', matter: CONTEST }),
    ...range(1, nominations.eagle).map((n) =>
      nominate(minutesAfter('2016-07-18T18:10:00.000Z', n * 3), n, EAGLE),
    ),
    ...range(late, nominations.smith).map((n) =>
      nominate(minutesAfter('2016-07-19T08:00:00.000Z', n - late), n, SMITH),
    ),
    act(
      '2016-07-19T16:00:00.000Z',
      { role: 'candidate', id: EAGLE.id },
      {
        kind: 'candidate-withdrew',
        matter: CONTEST,
        candidate: EAGLE.id,
      },
    ),
    ...range(1, nominations.eagle).map((n) =>
      nominate(minutesAfter('2016-07-19T16:30:00.000Z', n * 10), n, SMITH),
    ),
    act(
      '2016-07-20T12:00:00.000Z',
      { role: 'candidate', id: SMITH.id },
      {
        kind: 'candidate-consented',
        matter: CONTEST,
        candidate: SMITH.id,
      },
    ),
    act(
      '2016-07-20T12:30:00.000Z',
      { role: 'candidate', id: CORBYN.id },
      {
        kind: 'candidate-consented',
        matter: CONTEST,
        candidate: CORBYN.id,
      },
    ),
    { kind: 'close-nominations', at: '2016-07-20T16:00:00.000Z', matter: CONTEST },
  ];
}

function minutesAfter(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}

function courtSteps(): readonly Step[] {
  return [
    act('2016-07-28T12:00:00.000Z', OFFICER, {
      kind: 'ruling-made',
      ruling: 'foster-v-mcnicol',
      matter: CONTEST,
      body: 'high-court',
      question: 'incumbent-nominations',
      decision:
        'The ruling of the National Executive Committee is upheld: the Leader needs no nominations.',
      reason: 'The natural meaning of the rule is that only challengers seek nominations.',
      basis: 'Foster v McNicol [2016] EWHC 1966 (QB)',
      effect: { kind: 'none' },
    }),
    act('2016-08-08T15:00:00.000Z', OFFICER, {
      kind: 'ruling-made',
      ruling: 'evangelou-high-court',
      matter: CONTEST,
      body: 'high-court',
      question: 'freeze-date',
      decision: 'Members may not be shut out by the freeze date of 12 January 2016.',
      reason: 'The rule book is a contract that promised members a vote.',
      basis: 'Evangelou and others v McNicol [2016] EWHC 2058 (QB)',
      effect: { kind: 'none' },
      overturns: 'nec-freeze-members',
    }),
    act('2016-08-12T14:00:00.000Z', OFFICER, {
      kind: 'ruling-made',
      ruling: 'evangelou-court-of-appeal',
      matter: CONTEST,
      body: 'court-of-appeal',
      question: 'freeze-date',
      decision: 'The freeze date stands: the National Executive Committee had the power to set it.',
      reason:
        'The rule book lets the National Executive Committee set the conditions of the ballot.',
      basis: 'Evangelou and others v McNicol [2016] EWCA Civ 817',
      effect: { kind: 'none' },
      overturns: 'evangelou-high-court',
    }),
  ];
}

function ballotSteps(scaled: ReturnType<typeof scaledBallot>): readonly Step[] {
  const poll: PollStep = {
    kind: 'poll',
    poll: 'leader',
    matter: CONTEST,
    roll: 'selectorate-2016',
    trustees: TRUSTEES,
    threshold: 2,
    decrypting: 2,
    mixers: MIXERS,
    preparedAt: '2016-08-20T10:00:00.000Z',
    opensAt: '2016-08-22T08:00:00.000Z',
    closesAt: '2016-09-21T11:00:00.000Z',
    countedAt: '2016-09-22T09:00:00.000Z',
    declaredAt: '2016-09-24T10:45:00.000Z',
    papers: scaled.piles.filter((pile) => pile.count > 0),
  };
  return [
    {
      kind: 'roll',
      at: '2016-08-19T17:00:00.000Z',
      roll: 'selectorate-2016',
      electorate: 'electors',
      sections: scaled.sections,
      excluded: [],
    },
    poll,
  ];
}

/** For those who compare: the result that history declared. */
export const declared2016: { readonly corbyn: number; readonly smith: number } = {
  corbyn: ballot.sections.reduce((sum, s) => sum + s.corbyn, 0),
  smith: ballot.sections.reduce((sum, s) => sum + s.smith, 0),
};
