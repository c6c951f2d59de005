/** Parts shared by the examples: one contest like Labour's of 2016, one small society. */
import type {
  Frame,
  NominationsView,
  PollRef,
  ProceedingRef,
  RecordView,
  TimelineEntry,
  TrustView,
} from '../views.ts';

export const frame: Frame = { zone: 'Europe/London' };

export const officerFrame: Frame = {
  zone: 'Europe/London',
  csrf: 'example-token',
  who: { name: 'R. Officer', role: 'officer', out: '/leave' },
};

export const memberFrame: Frame = {
  zone: 'Europe/London',
  csrf: 'example-token',
  who: { name: 'Ada Wren', role: 'member', out: '/leave' },
};

export const labour: ProceedingRef = {
  id: 'labour-2016',
  title: 'Leadership of the Labour Party, 2016',
  organisation: 'The Labour Party',
  href: '/p/labour-2016',
  practice: false,
  resultHref: '/p/labour-2016/result',
};

export const society: ProceedingRef = {
  id: 'practice-7f3k',
  title: 'Election of a warden',
  organisation: 'The Society of Lamplighters',
  href: '/p/practice-7f3k',
  practice: true,
};

export const club: ProceedingRef = {
  id: 'rowers-2026',
  title: 'Yearly election of the captain',
  organisation: 'Weir Bridge Rowing Club',
  href: '/p/rowers-2026',
  practice: false,
};

export const leaderPoll: PollRef = {
  id: 'leader',
  question: 'Who shall be Leader of the Labour Party?',
  status: 'declared',
  opens: '2016-08-22T08:00:00.000Z',
  closes: '2016-09-21T11:00:00.000Z',
  href: '/p/labour-2016/polls/leader',
};

export const confidencePoll: PollRef = {
  id: 'confidence',
  question:
    'That this PLP has no confidence in Jeremy Corbyn as Leader of the Parliamentary Labour Party.',
  status: 'declared',
  opens: '2016-06-28T09:00:00.000Z',
  closes: '2016-06-28T15:00:00.000Z',
  href: '/p/labour-2016/polls/confidence',
};

export const wardenPoll: PollRef = {
  id: 'warden',
  question: 'Who shall be warden?',
  status: 'open',
  opens: '2026-11-22T09:00:00.000Z',
  closes: '2026-11-29T17:00:00.000Z',
  href: '/p/practice-7f3k/polls/warden',
};

export const simpleTrust: TrustView = {
  mode: 'simple',
  host: 'Weir Bridge Rowing Club',
  trustees: ['the server'],
  threshold: 1,
  mixers: ['the server'],
  leastPool: 10,
};

export const separatedTrust: TrustView = {
  mode: 'separated',
  host: 'the Labour Party',
  trustees: ['Trustee A', 'Trustee B', 'Trustee C'],
  threshold: 2,
  mixers: ['Mixer 1', 'Mixer 2'],
  registrar: 'the registrar',
  leastPool: 10,
};

export const recordOf = (proceeding: ProceedingRef, ballots: number): RecordView => ({
  entries: ballots + 236,
  ballots,
  boxHref: `${proceeding.href}/box`,
  checkHref: `${proceeding.href}/check`,
  verifyHref: `${proceeding.href}/verify`,
  downloads: [
    {
      text: 'The whole record',
      href: `${proceeding.href}/record.zip`,
      size: 1_482_113,
      what: 'everything the verifier needs, as one zip file',
    },
    { text: 'The papers as BLT', href: `${proceeding.href}/leader.blt`, size: 4211 },
  ],
  command: 'npx hustings verify record.zip',
});

export const labourNominations: NominationsView = {
  basis: '20% of the 251 members of the PLP and EPLP, rounded up',
  threshold: 51,
  clause: {
    cite: 'Rule Book 2016, chapter 4, clause II.2.B.ii',
    text: 'any nomination must be supported by 20 per cent of the combined Commons members of the PLP and members of the EPLP',
  },
  open: false,
  rows: [
    {
      candidate: 'smith',
      name: 'Owen Smith',
      nominations: 172,
      validated: true,
      exempt: false,
      reason: '172 nominations, 121 more than needed.',
    },
    {
      candidate: 'corbyn',
      name: 'Jeremy Corbyn',
      nominations: 0,
      validated: true,
      exempt: true,
      reason:
        'On the ballot as the incumbent, by ruling of the NEC on 12 July 2016, 18 votes to 14.',
    },
    {
      candidate: 'eagle',
      name: 'Angela Eagle',
      nominations: 0,
      validated: false,
      exempt: false,
      reason: 'Withdrew on 19 July 2016.',
    },
  ],
};

export const timeline: readonly TimelineEntry[] = [
  {
    seq: 0,
    at: '2016-06-27T08:00:00.000Z',
    text: 'The record of this contest was opened under the Labour Party Rule Book 2016.',
    by: 'the returning officer',
    weight: 'plain',
  },
  {
    seq: 1,
    at: '2016-06-27T09:12:00.000Z',
    text: 'A motion of no confidence in Jeremy Corbyn was tabled by Margaret Hodge and Ann Coffey.',
    by: 'the movers',
    weight: 'plain',
    clause: { cite: 'PLP standing orders' },
  },
  {
    seq: 232,
    at: '2016-06-28T15:40:00.000Z',
    text: 'The motion of no confidence was carried by 172 votes to 40.',
    by: 'the returning officer',
    weight: 'turning',
    clause: { cite: 'PLP standing orders', text: 'Advisory: no office falls vacant.' },
  },
  {
    seq: 236,
    at: '2016-07-12T16:30:00.000Z',
    text: 'The National Executive Committee ruled that the incumbent needs no nominations.',
    by: 'the returning officer, for the NEC',
    weight: 'turning',
    clause: { cite: 'Rule Book 2016, chapter 4, clause II.2.B.ii' },
  },
  {
    seq: 240,
    at: '2016-07-18T18:00:00.000Z',
    text: '172 members nominated Owen Smith.',
    by: 'the nominators',
    weight: 'plain',
    count: 172,
    clause: { cite: 'Rule Book 2016, chapter 4, clause II.2.B.ii' },
  },
  {
    seq: 1023,
    at: '2016-09-24T10:45:00.000Z',
    text: 'Jeremy Corbyn was declared elected Leader.',
    by: 'the returning officer',
    weight: 'turning',
    clause: { cite: 'Rule Book 2016, chapter 4, clause II.2.C.x' },
  },
];
