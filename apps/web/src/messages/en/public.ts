/** What anyone reads: the home page, a proceeding, its nominations, its record. */
import { count } from '../../text/figures.ts';
import { capital, list, plural } from './counted.ts';

export const home = {
  title: 'Leadership contests that everyone can check',
  sentences: [
    'Hustings runs the whole of a leadership contest by the organisation’s own rule book: motion, nominations, roll, secret ballot, count and declaration.',
    'Every step goes on a public record that nobody can alter unseen, while nobody can see how anyone voted.',
    'So everyone who loses can check that they lost: download the record, run the verifier and count again.',
  ] as readonly string[],
  doors: 'Choose one',
  replay: 'The 2016 contest, replayed',
  replayText:
    'Labour’s rule book, its vote of no confidence and its leadership ballot of 2016, at one elector for every thousand, with every paper really encrypted, mixed and counted.',
  replayBuilding: (percent: number): string => `Being put together now: ${percent}% done.`,
  practice: 'Try a ballot',
  practiceText:
    'Rank the candidates of a made-up society on your phone, cast, find your ballot in the box, close the poll and verify the count. It takes three minutes.',
  own: 'Run your own',
  ownText:
    'For returning officers: pick a rule book, import the roll, and be led from nominations to the declaration, one step at a time.',
  here: 'Contests on this server',
  rules: 'Rule books',
  rulesText: (n: number): string =>
    `${count(n)} rule books of parties, unions, foundations and co-operatives, and models to start from: each in plain sentences with its clauses, what it leaves open, and who has power under it.`,
  rulesLink: 'Read the rule books',
  none: 'No contest is open to the public here yet.',
};

export const proceeding = {
  standing: 'Where it stands',
  next: 'What comes next',
  calendar: 'These dates for your calendar',
  nothingNext: 'Nothing more is to come: this contest is over.',
  results: 'Declared',
  polls: 'Polls',
  votedUntil: (when: string): string => `Voting closes on ${when}.`,
  opensOn: (when: string): string => `Voting opens on ${when}.`,
  closedOn: (when: string): string => `Voting closed on ${when}.`,
  status: {
    preparing: 'being prepared',
    waiting: 'not open yet',
    open: 'open',
    closed: 'closed, being counted',
    declared: 'declared',
  },
  record: 'The record so far',
  timeline: 'What has happened',
  timelineLead:
    'Every entry of the public record in words, oldest first, with the rule that allows it.',
  timelineShort:
    'The turning points. Each step is an entry of the public record, with the rule that allows it.',
  timelineAll: (n: number): string => `All ${count(n)} steps, day by day`,
  entry: (n: number): string => `Entry ${count(n)}`,
  by: (who: string): string => `by ${who}`,
  times: (n: number): string => `${count(n)} entries`,
  notes: 'Before you read',
  moreNotes: 'More to know before you read',
  book: 'Rule book',
  bookVersion: (version: string): string => `as of ${version}`,
  bookHash: 'Fingerprint of the rule book',
  officer: 'Go to the returning officer’s desk',
  close: 'Close the practice poll',
  closeLead:
    'In a real contest the poll closes at its hour. Here you may close it now and watch the papers being mixed, decrypted and counted.',
};

export const nominations = {
  title: 'Nominations',
  lead: (threshold: number, basis: string): string =>
    `A place on the ballot takes ${plural(threshold, 'nomination', 'nominations')}: ${basis}.`,
  open: 'Nominations are still open: these figures may change.',
  candidate: 'Candidate',
  number: 'Nominations',
  reasons: 'Who is on the ballot, and why',
  onBallot: 'On the ballot',
  why: 'Why',
  yes: 'Yes',
  no: 'No',
  notYet: 'Not yet',
  exempt: 'none needed',
  threshold: (n: number): string => `${count(n)} needed`,
  chart: 'Nominations of each candidate against the number needed',
};

export const trust = {
  mode: 'Who is trusted with what',
  title: 'Who would have to work together to break what',
  simple: (host: string): string =>
    `This contest is run in simple mode: one server, run by ${host}, makes the voting codes, keeps the shares of the key and mixes the papers.`,
  separated: (host: string): string =>
    `This contest is run in separated mode: ${host} runs the server, and other people hold the key and mix the papers.`,
  rehearsed: (host: string): string =>
    capital(
      `${host} plays every part itself here, that of the trustees and mixers too, so it alone could read the papers: this is a replay or a practice. In a contest that matters other people hold the key and mix the papers, and it would be as follows.`,
    ),
  seen: 'Would it show?',
  secrecy: 'See how somebody voted',
  secrecySimple: (host: string): string => capital(`${host} alone, as it runs the server.`),
  secrecySeparated: (
    threshold: number,
    trustees: readonly string[],
    mixers: readonly string[],
  ): string =>
    capital(
      `${threshold === trustees.length ? `${list(trustees)} together` : `any ${threshold} of ${list(trustees)}`}, or all the mixers (${list(mixers)}) with whoever runs the server.`,
    ),
  secrecyUnnamed:
    'Enough of the trustees together, or all the mixers with whoever runs the server. They are named when the poll is prepared.',
  secrecySeen: 'No.',
  add: 'Add a vote for someone who did not vote',
  addSimple: (host: string): string => capital(`${host} alone, as it makes the voting codes.`),
  addSeparated: (host: string, registrar: string | undefined): string =>
    capital(
      `${registrar ?? 'the registrar'}, who makes the voting codes, and ${host}, who mails the poll cards, together; neither of them alone.`,
    ),
  addSeen: 'To the elector, whose own page says whether a vote has been cast with their code.',
  change: 'Change or drop a vote after its receipt, or declare another result',
  changeWho: 'Nobody can do it unseen, whoever works together.',
  changeSeen: 'Yes: to everyone who runs the verifier.',
  refuse: 'Keep a vote out before its receipt',
  refuseWho: (host: string): string => capital(`${host} alone.`),
  refuseSeen: 'To the voter, who gets no receipt.',
  keys: (threshold: number, trustees: number): string =>
    trustees === 1
      ? 'One trustee holds the key.'
      : `The key is shared among ${count(trustees)} trustees; any ${count(threshold)} of them can decrypt, fewer cannot.`,
  mixers: (n: number): string =>
    n === 1 ? 'One mixer shuffles the papers.' : `${count(n)} mixers shuffle the papers in turn.`,
  witnesses: (names: readonly string[]): string =>
    `${names.length === 1 ? 'A witness' : 'Witnesses'} outside this server sign${names.length === 1 ? 's' : ''} the log only while it has one history for everybody: ${list(names)}.`,
  pool: (n: number): string =>
    `Papers are revealed only together with others: groups of fewer than ${count(n)} are merged with the largest group first.`,
  not: 'What no system of this kind can promise: that a vote stays secret from a program that has taken over your own device, from somebody who stands behind you, or from computers that do not exist yet.',
};

export const record = {
  title: 'The record, for anyone to check',
  holds: (entries: number, ballots: number): string =>
    `${plural(entries, 'entry', 'entries')} so far, ${plural(ballots, 'ballot', 'ballots')} among them.`,
  verifyHere: 'Verify it in this browser',
  box: 'Look into the ballot box',
  check: 'Check my vote',
  downloads: 'Downloads',
  command: 'Or with one command on your own computer, which verifies everything and counts again:',
};
