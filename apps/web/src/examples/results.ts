/** Results as examples: the members' ballot of 2016, the motion before it, and a count of several rounds. */
import type { ElectedView, MotionView, ResultView, UncontestedView } from '../views.ts';
import {
  club,
  frame,
  labour,
  labourNominations,
  recordOf,
  separatedTrust,
  simpleTrust,
} from './common.ts';
import { committee } from './result-stages.ts';

export const members2016: ElectedView = {
  kind: 'elected',
  matter: 'leader',
  title: 'Leader of the Labour Party',
  sentence: 'Jeremy Corbyn is elected Leader of the Labour Party.',
  declaredAt: '2016-09-24T10:45:00.000Z',
  clause: { cite: 'Rule Book 2016, chapter 4, clause II.2.C.x' },
  text: 'I declare that Jeremy Corbyn, with 313 votes of 506, is elected Leader of the Labour Party.',
  method: 'Alternative vote',
  seats: 1,
  candidates: [
    { id: 'corbyn', name: 'Jeremy Corbyn', elected: true },
    { id: 'smith', name: 'Owen Smith', elected: false },
  ],
  rounds: [
    {
      number: 1,
      narrative: [
        'Of 506 valid votes, Jeremy Corbyn had 313 and Owen Smith 193.',
        'Jeremy Corbyn had more than half in the first round, so nobody had to be excluded.',
      ],
      tallies: [
        { candidate: 'corbyn', votes: 313, percent: '61.9', change: 0, state: 'elected' },
        { candidate: 'smith', votes: 193, percent: '38.1', change: 0, state: 'continuing' },
      ],
      exhausted: 0,
      transfers: [],
    },
  ],
  sections: [
    {
      id: 'members',
      name: 'Full members',
      electorate: 368,
      cast: 286,
      valid: 285,
      spoilt: 1,
      turnout: '77.7',
      votes: { corbyn: 168, smith: 117 },
      percent: { corbyn: '58.9', smith: '41.1' },
    },
    {
      id: 'registered',
      name: 'Registered supporters',
      electorate: 156,
      cast: 121,
      valid: 121,
      spoilt: 0,
      turnout: '77.6',
      votes: { corbyn: 85, smith: 36 },
      percent: { corbyn: '70.2', smith: '29.8' },
    },
    {
      id: 'affiliated',
      name: 'Affiliated supporters',
      electorate: 130,
      cast: 100,
      valid: 100,
      spoilt: 0,
      turnout: '76.9',
      votes: { corbyn: 60, smith: 40 },
      percent: { corbyn: '60.0', smith: '40.0' },
    },
  ],
  nominations: labourNominations,
  turnout: {
    percent: '77.5',
    formula: '(valid + spoilt) ÷ electorate = 507 ÷ 654',
    definition: 'Spoilt papers count as having voted, as in the figure published in 2016.',
  },
  margin: {
    votes: 120,
    percent: '23.7',
    papers: 60,
    sentences: [
      'Jeremy Corbyn won by 120 votes, 23.7% of the valid vote. Had 60 of his papers gone to Owen Smith, the two would have been level.',
      'He led in each of the three sections.',
    ],
  },
  reconciliation: {
    electorate: 654,
    voted: 507,
    notVoted: 147,
    cast: 509,
    replaced: 2,
    counting: 507,
    valid: 506,
    spoilt: 1,
  },
  spoilt: [{ reason: 'Left blank', count: 1 }],
};

export const motion2016: MotionView = {
  kind: 'motion',
  matter: 'confidence',
  title: 'Motion of no confidence',
  sentence: 'The motion of no confidence in Jeremy Corbyn is carried by 172 votes to 40.',
  declaredAt: '2016-06-28T15:40:00.000Z',
  clause: { cite: 'PLP standing orders' },
  motion:
    'That this PLP has no confidence in Jeremy Corbyn as Leader of the Parliamentary Labour Party.',
  carried: true,
  for: 172,
  against: 40,
  abstained: 0,
  forPercent: '81.1',
  againstPercent: '18.9',
  percentBase: 'the 212 valid votes',
  needed: 'more votes for than against',
  effect:
    'The vote is advisory: the rule book attaches no consequence to it, and the leader stays in office.',
  turnout: {
    percent: '94.3',
    formula: '(valid + spoilt) ÷ electorate = 216 ÷ 229',
    definition: 'Spoilt papers count as having voted.',
  },
  reconciliation: {
    electorate: 229,
    voted: 216,
    notVoted: 13,
    cast: 216,
    replaced: 0,
    counting: 216,
    valid: 212,
    spoilt: 4,
  },
  spoilt: [
    { reason: 'Left blank', count: 3 },
    { reason: 'Marked for more options than one', count: 1 },
  ],
};

export const rounds: ElectedView = {
  kind: 'elected',
  matter: 'captain',
  title: 'Captain of Weir Bridge Rowing Club',
  sentence: 'Noor Haddad is elected captain.',
  declaredAt: '2026-11-20T18:05:00.000Z',
  method: 'Alternative vote',
  seats: 1,
  candidates: [
    { id: 'haddad', name: 'Noor Haddad', elected: true },
    { id: 'price', name: 'Gwen Price', elected: false },
    { id: 'obi', name: 'Chidi Obi', elected: false },
    { id: 'lund', name: 'Per Lund', elected: false },
  ],
  rounds: [
    {
      number: 1,
      narrative: [
        'Gwen Price led with 31 of 92 votes; 47 were needed.',
        'Per Lund had the fewest and was excluded.',
      ],
      tallies: [
        { candidate: 'price', votes: 31, percent: '33.7', change: 0, state: 'continuing' },
        { candidate: 'haddad', votes: 29, percent: '31.5', change: 0, state: 'continuing' },
        { candidate: 'obi', votes: 20, percent: '21.7', change: 0, state: 'continuing' },
        { candidate: 'lund', votes: 12, percent: '13.0', change: 0, state: 'excluded' },
      ],
      exhausted: 0,
      transfers: [
        { from: 'lund', to: 'haddad', votes: 5 },
        { from: 'lund', to: 'obi', votes: 4 },
        { from: 'lund', to: 'price', votes: 2 },
        { from: 'lund', to: null, votes: 1 },
      ],
    },
    {
      number: 2,
      narrative: [
        'Of Per Lund’s 12 votes, 5 went to Noor Haddad.',
        'Chidi Obi had the fewest and was excluded.',
      ],
      tallies: [
        { candidate: 'haddad', votes: 34, percent: '37.4', change: 5, state: 'continuing' },
        { candidate: 'price', votes: 33, percent: '36.3', change: 2, state: 'continuing' },
        { candidate: 'obi', votes: 24, percent: '26.4', change: 4, state: 'excluded' },
        { candidate: 'lund', votes: 0, percent: '0.0', change: -12, state: 'out' },
      ],
      exhausted: 1,
      transfers: [
        { from: 'obi', to: 'haddad', votes: 14 },
        { from: 'obi', to: 'price', votes: 6 },
        { from: 'obi', to: null, votes: 4 },
      ],
    },
    {
      number: 3,
      narrative: [
        'Noor Haddad had 48 of the 87 votes still in play, more than half, and is elected.',
      ],
      tallies: [
        { candidate: 'haddad', votes: 48, percent: '55.2', change: 14, state: 'elected' },
        { candidate: 'price', votes: 39, percent: '44.8', change: 6, state: 'continuing' },
        { candidate: 'obi', votes: 0, percent: '0.0', change: -24, state: 'out' },
        { candidate: 'lund', votes: 0, percent: '0.0', change: 0, state: 'out' },
      ],
      exhausted: 5,
      transfers: [],
    },
  ],
  sections: [
    {
      id: 'all',
      name: 'Members',
      electorate: 140,
      cast: 94,
      valid: 92,
      spoilt: 2,
      turnout: '67.1',
      votes: { haddad: 29, price: 31, obi: 20, lund: 12 },
      percent: { haddad: '31.5', price: '33.7', obi: '21.7', lund: '13.0' },
    },
  ],
  turnout: {
    percent: '67.1',
    formula: '(valid + spoilt) ÷ electorate = 94 ÷ 140',
    definition: 'Spoilt papers count as having voted.',
  },
  margin: {
    votes: 9,
    percent: '10.3',
    sentences: [
      'Noor Haddad won by 9 votes in the last round. She was second on first preferences.',
    ],
  },
  reconciliation: {
    electorate: 140,
    voted: 94,
    notVoted: 46,
    cast: 95,
    replaced: 1,
    counting: 94,
    valid: 92,
    spoilt: 2,
  },
  spoilt: [{ reason: 'Left blank', count: 2 }],
};

const uncontested: UncontestedView = {
  kind: 'uncontested',
  matter: 'treasurer',
  title: 'Treasurer of Weir Bridge Rowing Club',
  sentence: 'Ines Costa is elected treasurer without a vote.',
  declaredAt: '2026-11-01T12:00:00.000Z',
  elected: ['Ines Costa'],
};

export const labourResult: ResultView = {
  frame,
  proceeding: labour,
  results: [members2016, motion2016],
  notes: [
    'This is a replay of what happened in 2016, at one elector for every thousand, each section rounded half up.',
    'The split of the electorate by section was never published; it is reconstructed here from what was.',
  ],
  trust: separatedTrust,
  record: recordOf(labour, 725),
  verified: {
    at: '2026-11-22T09:14:00.000Z',
    findings: 0,
    checked: 'It checked 961 entries, 725 ballots, 8 shuffles and every figure on this page.',
  },
};

export const roundsResult: ResultView = {
  frame,
  proceeding: { ...club, resultHref: '/p/rowers-2026/result' },
  results: [rounds, uncontested],
  notes: [],
  trust: simpleTrust,
  record: recordOf(club, 95),
};

export const stagesResult: ResultView = {
  ...roundsResult,
  results: [committee],
};
