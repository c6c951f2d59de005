import type {
  ContactsView,
  ElectorsView,
  KeyholdersView,
  NewProceedingView,
  OfficerProceedingView,
  RollImportView,
  RollPreviewView,
  StaffView,
} from '../views.ts';
import { club, labourNominations, officerFrame } from './common.ts';

export const newProceedingView: NewProceedingView = {
  frame: officerFrame,
  action: '/officer/new',
  rulesHref: '/rules',
  books: [
    {
      id: 'labour-uk-2014-omov',
      title: 'Labour Party, leader, 2014 to 2018',
      version: '2016',
      explanation:
        'For the election of a leader by members, affiliated and registered supporters, one person one vote. A challenger needs nominations from a fifth of MPs and MEPs.',
      steps: [
        'Challenge or vacancy',
        'Nominations',
        'Rulings of the NEC',
        'Ballot of three sections by alternative vote',
        'Declaration',
      ],
      source: 'Rule Book 2016, chapter 4',
      href: '/rules/labour-uk-2014-omov',
    },
    {
      id: 'plain-society',
      title: 'A plain society’s yearly election',
      version: '1',
      explanation:
        'For clubs and societies that elect their officers once a year. Two members nominate, the candidate consents, all members rank.',
      steps: ['Nominations for fourteen days', 'Poll of seven days', 'Count and declaration'],
      href: '/rules/plain-society',
    },
  ],
  fields: [
    {
      kind: 'text',
      name: 'organisation',
      label: 'Organisation',
      autocomplete: 'organization',
      error: 'Say whose contest it is.',
    },
    {
      kind: 'text',
      name: 'title',
      label: 'Title of the contest',
      hint: 'As members will read it: Yearly election of the captain',
    },
  ],
  error: 'The contest was not begun.',
};

export const keyholdersView: KeyholdersView = {
  poll: 'poll-1',
  threshold: 2,
  holders: [
    {
      name: 'Rae Park',
      role: 'registrar',
      words: 'amber-otter-lantern-quartz-fiddle-comet-meadow-basket-violin-pebble',
      did: ['codes'],
    },
    {
      name: 'Ann Lee',
      role: 'trustee',
      words: 'harbour-tulip-eagle-copper-saddle-mango-zipper-orchid-brick-kettle',
      did: ['pledge', 'deal', 'shares'],
      due: 'acceptance',
    },
    {
      name: 'Bob Ray',
      role: 'trustee',
      words: 'walnut-igloo-raven-crystal-bridge-lemon-panda-hammer-scarf-tango',
      did: ['pledge', 'deal', 'shares', 'acceptance'],
    },
    {
      name: 'Dee Fox',
      role: 'mixer',
      words: 'jigsaw-salmon-cactus-umbrella-flute-poppy-drum-marble-ocean-window',
      did: [],
    },
  ],
};

export const tasksView: OfficerProceedingView = {
  frame: { ...officerFrame, notice: { tone: 'done', text: 'The roll is frozen: 140 electors.' } },
  proceeding: club,
  standing: 'Nominations are open.',
  next: {
    id: 'close-nominations',
    text: 'Close nominations',
    hint: 'Four members stand. Each has two nominations and has accepted.',
    href: '/officer/p/rowers-2026/close-nominations',
    by: '2026-11-01T12:00:00.000Z',
    clause: { cite: 'Rule 5(3)', text: 'Nominations stay open for fourteen days.' },
    missing: [],
  },
  may: [
    {
      id: 'ruling',
      text: 'Record a ruling of the committee',
      href: '/officer/p/rowers-2026/ruling',
      missing: [],
      clause: { cite: 'Rule 11' },
      seldom: true,
    },
    {
      id: 'send',
      text: 'Send the sign-in links to members',
      missing: [],
      form: { action: '/officer/p/rowers-2026/links', fields: [], submit: 'Send 140 links' },
    },
  ],
  later: [
    {
      id: 'open',
      text: 'Open the poll',
      missing: ['Nominations must be closed', 'The paper must be prepared'],
      by: '2026-11-13T09:00:00.000Z',
      clause: { cite: 'Rule 7(2)', text: 'Voting lasts seven days.' },
    },
    { id: 'close', text: 'Close the poll and count', missing: ['The poll must be open'] },
  ],
  done: [
    { text: 'Contest begun', at: '2026-10-17T10:00:00.000Z' },
    { text: 'Roll frozen with 140 electors', at: '2026-10-18T09:20:00.000Z' },
  ],
  nominations: {
    ...labourNominations,
    open: true,
    threshold: 2,
    basis: 'two members',
    rows: labourNominations.rows.map((row, i) => ({ ...row, nominations: i })),
  },
  turnout: { cast: 61, electorate: 140 },
  keyholders: keyholdersView,
  links: [
    { text: 'Outbox', href: '/officer/outbox' },
    { text: 'The public page of this contest', href: '/p/rowers-2026' },
  ],
};

export const rollImportView: RollImportView = {
  frame: officerFrame,
  proceeding: club,
  back: { text: 'Back to the tasks', href: '/officer/p/rowers-2026' },
  form: {
    action: '/officer/p/rowers-2026/roll',
    multipart: true,
    submit: 'Upload and look',
    fields: [
      {
        kind: 'file',
        name: 'roll',
        label: 'The list of electors',
        hint: 'A CSV file of at most 50 MB',
        accept: '.csv,text/csv',
      },
    ],
  },
  columns: [
    { name: 'member', needed: true, what: 'membership number, each once' },
    { name: 'name', needed: true, what: 'full name' },
    { name: 'email', needed: true, what: 'where the voting link goes' },
    { name: 'section', needed: false, what: 'section of the roll, where there are several' },
  ],
  sections: [
    { id: 'senior', name: 'Senior members' },
    { id: 'junior', name: 'Junior members' },
  ],
  sampleHref: '/officer/p/rowers-2026/roll/sample.csv',
};

export const rollPreviewView: RollPreviewView = {
  frame: officerFrame,
  proceeding: club,
  back: { text: 'Choose another file', href: '/officer/p/rowers-2026/roll' },
  file: 'members-2026.csv',
  reading: 'UTF-8 with a byte-order mark; columns parted by semicolons',
  rows: 143,
  accepted: 140,
  sections: [
    { id: 'senior', name: 'Senior members', count: 112 },
    { id: 'junior', name: 'Junior members', count: 28 },
  ],
  reasons: [
    { reason: 'The same membership number is on an earlier line', count: 2 },
    { reason: 'No mail address', count: 1 },
  ],
  refused: [
    {
      line: 17,
      text: '1044;Bert Stone;bert@example.org;senior',
      reason: 'The same membership number is on line 9.',
    },
    { line: 58, text: '1101;Cleo Marsh;;senior', reason: 'No mail address.' },
    {
      line: 131,
      text: '1044;B. Stone;b.stone@example.org;junior',
      reason: 'The same membership number is on line 9.',
    },
  ],
  refusedTotal: 3,
  refusedHref: '/officer/p/rowers-2026/roll/refused.csv',
  warnings: [
    {
      line: 77,
      text: '1120;Dan Ford;ford@example.org;senior',
      reason: 'Shares its mail address with line 76.',
    },
  ],
  sample: [
    { line: 2, name: 'Ada Wren', email: 'ada@example.org', section: 'Senior members' },
    { line: 3, name: 'Noor Haddad', email: 'noor@example.org', section: 'Senior members' },
  ],
  accept: {
    action: '/officer/p/rowers-2026/roll/accept',
    fields: [{ kind: 'hidden', name: 'upload', value: 'u1' }],
    submit: 'Take these 140 electors',
    warning: 'This replaces the roll of 0 electors imported before.',
  },
};

export const electorsView: ElectorsView = {
  frame: officerFrame,
  proceeding: club,
  back: { text: 'Back to the list', href: '/officer/p/rowers-2026' },
  name: 'All members',
  action: '/officer/p/rowers-2026/electors/all',
  search: '',
  filter: 'all',
  filters: [
    { kind: 'all', href: '?show=all' },
    { kind: 'undelivered', href: '?show=undelivered' },
    { kind: 'not-voted', href: '?show=not-voted' },
  ],
  votes: 'live',
  total: 140,
  electors: (
    [
      ['Ada Wren', 'ada@example.org', 'sent', true],
      ['Bert Stone', undefined, 'caught', false],
      ['Cleo Marsh-Featherstonehaugh', 'cleo.marsh-featherstonehaugh@example.org', 'failed', false],
      ['Dan Ford', 'ford@example.org', 'queued', false],
    ] as const
  ).map(([name, email, state, voted], i) => ({
    id: `p${i}`,
    name,
    number: String(1040 + i),
    ...(email === undefined ? {} : { email }),
    section: 'Senior members',
    mail: { state, at: '2026-11-13T09:00:20.000Z', href: '/officer/outbox/1' },
    voted,
    contactHref: `/officer/p/rowers-2026/electors/all/contact/p${i}`,
    again: {
      action: '/officer/p/rowers-2026/electors/all/again',
      fields: [{ kind: 'hidden', name: 'person', value: `p${i}` }],
      submit: 'Send the link again',
    },
  })),
  laterHref: '?page=2',
};

export const staffView: StaffView = {
  frame: officerFrame,
  staff: [
    { name: 'R. Officer', role: 'officer', isYou: true },
    {
      name: 'Pam Lowe',
      email: 'pam@example.org',
      role: 'help-desk',
      isYou: false,
      end: { action: '/officer/staff/end', fields: [], submit: 'Sign Pam Lowe out' },
    },
  ],
  hasTwo: false,
  invite: {
    action: '/officer/staff',
    submit: 'Send the invitation',
    fields: [
      { kind: 'text', name: 'name', label: 'Name', value: '', error: 'Say who it is.' },
      { kind: 'email', name: 'email', label: 'Mail address', value: 'sue@example.org' },
      {
        kind: 'choice',
        name: 'role',
        label: 'To do what?',
        options: [
          {
            value: 'officer',
            text: 'Returning officer',
            hint: 'Runs contests, and approves what needs two.',
          },
          {
            value: 'help-desk',
            text: 'Help desk',
            hint: 'Looks electors up, sends links again, asks for changes of address. Sees no link and no code.',
          },
        ],
      },
    ],
  },
};

const decide = (what: string, submit: string) => ({
  action: `/officer/p/rowers-2026/contacts/${what}`,
  fields: [],
  submit,
});

export const contactsView: ContactsView = {
  frame: officerFrame,
  proceeding: club,
  back: { text: 'Back to the list', href: '/officer/p/rowers-2026' },
  changed: 3,
  needsColleague: false,
  staffHref: '/officer/staff',
  waiting: [
    {
      id: 'c1',
      name: 'Cleo Marsh-Featherstonehaugh',
      from: 'cleo.marsh-featherstonehaugh@example.org',
      to: 'cleo@example.com',
      reason: 'Her old address comes back; she rang from the number on her membership form.',
      by: 'Pam Lowe',
      at: '2026-11-14T10:20:00.000Z',
      isOwn: false,
      approve: decide('approve', 'Approve the change'),
      refuse: decide('refuse', 'Refuse it'),
    },
    {
      id: 'c2',
      name: 'Bert Stone',
      to: 'bert@example.com',
      reason: 'He had none.',
      by: 'R. Officer',
      at: '2026-11-14T11:02:00.000Z',
      isOwn: true,
      refuse: decide('refuse', 'Take it back'),
    },
  ],
};
