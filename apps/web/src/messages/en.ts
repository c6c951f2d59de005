/**
 * Every sentence of the pages in British English, by area. A second language is a second file of the
 * same shape. Words of a rule book are not here: they come with the views.
 * Plain words, one thing per sentence, no exclamation marks.
 */
import { count } from '../text/figures.ts';

const plural = (n: number, one: string, many: string): string =>
  `${count(n)} ${n === 1 ? one : many}`;

const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

export const frame = {
  name: 'Hustings',
  skip: 'Skip to the main text',
  home: 'Hustings, home page',
  title: (page: string): string => `${page} – Hustings`,
  signOut: 'Sign out',
  signedIn: (name: string): string => `Signed in as ${name}`,
  officerHome: 'Returning officer',
  memberHome: 'My votes',
  practice: 'Practice. Nothing here is a real election.',
  nav: 'This contest',
  contest: 'Contest',
  result: 'Result',
  box: 'Ballot box',
  check: 'Check my vote',
  verify: 'Verify',
  footer:
    'Every page here works without script, but for two: the voting page and the verifier run on your own device, so that you need not trust this server.',
  done: 'Done',
  problem: 'There is a problem',
  hint: 'Please note',
};

export const common = {
  entries: (n: number): string => plural(n, 'entry', 'entries'),
  ballots: (n: number): string => plural(n, 'ballot', 'ballots'),
  votes: (n: number): string => plural(n, 'vote', 'votes'),
  papers: (n: number): string => plural(n, 'paper', 'papers'),
  back: 'Back',
  optional: 'optional',
  percent: (p: string): string => `${p}%`,
  copy: 'Copy',
  copied: 'Copied',
  print: 'Print this page',
  noon: '12 noon',
  by: (when: string): string => `by ${when}`,
  under: 'Rule',
  total: 'Total',
  showAll: 'Show the table',
  scrolls: 'This part scrolls sideways.',
};

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

export const progress = {
  overall: 'So far',
  done: 'done',
  doing: 'under way',
  waiting: 'waiting',
  again: 'Look again',
  live: 'This page brings itself up to date.',
  failed: 'It stopped',
  percent: (p: number): string => `${p}%`,
};

export const errors = {
  'not-found': {
    title: 'There is no such page',
    text: 'The address may have been cut off when it was copied. Links in mails sometimes break over two lines: copy the whole of it.',
  },
  'link-bad': {
    title: 'This link does not work',
    text: 'We do not know it. It may have been cut off when it was copied, or a newer one may have been sent since: only the newest works.',
  },
  'link-used': {
    title: 'This link has been used',
    text: 'A sign-in link works once. If it was not you who used it, tell the returning officer; otherwise ask for a new one.',
  },
  'link-expired': {
    title: 'This link is too old',
    text: 'Sign-in links stop working after a while. Ask for a new one.',
  },
  'poll-closed': {
    title: 'This poll has closed',
    text: 'No more votes can be taken. Votes cast before it closed are in the ballot box, and you can still check yours.',
  },
  'poll-not-open': {
    title: 'This poll is not open yet',
    text: 'Your voting link will work when it opens. There is no need to ask for another.',
  },
  'signed-out': {
    title: 'Please sign in',
    text: 'This page needs a sign-in link. Use the newest one that was sent to you, or ask the returning officer for one.',
  },
  'not-yours': {
    title: 'This page is somebody else’s',
    text: 'You are signed in, but not as somebody who may do this.',
  },
  refused: {
    title: 'The rule book does not allow that now',
    text: 'Nothing has been recorded.',
  },
  'bad-form': {
    title: 'That could not be understood',
    text: 'Something in the form was missing or not as expected. Nothing has been recorded. Go back and try again.',
  },
  'too-large': {
    title: 'That file is too large',
    text: 'Nothing was taken from it. Split it, or save it as plain CSV.',
  },
  'too-many': {
    title: 'Too many tries',
    text: 'To stop codes from being guessed, we take only so many tries. Wait a minute, then try again. Nothing has been lost.',
  },
  full: {
    title: 'The server has no room left',
    text: 'What you sent was not taken. Everything recorded before is safe. Please tell the returning officer, then try again later.',
  },
  trouble: {
    title: 'Something went wrong here',
    text: 'It is our fault and not yours. Nothing that was confirmed to you is lost. Wait a minute, then try again.',
  },
  when: 'Time',
  closedAt: (when: string): string => `It closed on ${when}.`,
  opensAt: (when: string): string => `It opens on ${when}.`,
  expiredAt: (when: string): string => `It stopped working on ${when}.`,
  code: (code: string): string => `If you ask for help, give this code: ${code}`,
  home: 'Go to the home page',
  toContest: 'Go to the contest',
} as const;

export const proceeding = {
  standing: 'Where it stands',
  next: 'What comes next',
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

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

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
    capital(`${registrar ?? 'the registrar'}, who makes the voting codes, and ${host}.`),
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

export const result = {
  title: 'Result',
  declared: 'Declared on',
  others: 'Also declared',
  rounds: 'How the count went',
  round: (n: number): string => `Round ${n}`,
  roundsTable: 'Votes in each round',
  candidate: 'Candidate',
  votes: 'Votes',
  share: 'Share',
  change: 'Change',
  exhausted: 'No further preference',
  elected: 'Elected',
  excluded: 'Excluded',
  transfers: 'How votes moved from round to round',
  transfersLead:
    'Each column is a round; each band shows votes passing on when a candidate is excluded.',
  stagesLead:
    'Each column is a stage; each band shows votes passing on, from somebody who is excluded or who has more than it takes to be elected.',
  inParts: (decimals: number): string =>
    `Votes are shown here to ${decimals === 1 ? 'one decimal place' : `${decimals} decimal places`}; the record has them exactly.`,
  afterRound: 'After round',
  transferFrom: 'From',
  transferTo: 'To',
  noTransfer: 'to nobody: no further preference',
  sections: 'Section by section',
  sectionsLead:
    'First preferences in each section of the roll. Every vote weighs the same, whatever its section.',
  section: 'Section',
  electorate: 'Electorate',
  cast: 'Votes cast',
  valid: 'Valid',
  validVotes: 'Valid votes',
  spoilt: 'Spoilt',
  turnout: 'Turnout',
  turnoutIs: (formula: string): string => `Turnout is ${formula}.`,
  all: 'All sections',
  margin: 'How decisive it was',
  marginOf: (n: number): string => plural(n, 'vote', 'votes'),
  marginShort: 'Margin',
  tie: 'none: a tie',
  reconciliation: 'Every elector and every ballot accounted for',
  recElectors: 'Electors on the roll',
  recVoted: 'voted',
  recNotVoted: 'did not vote',
  recCast: 'Ballots in the box',
  recCounting: 'count',
  recReplaced: 'replaced by a later one of the same elector',
  recCountingBallots: 'Ballots that count',
  recValid: 'valid',
  recSpoilt: 'spoilt',
  equals: '=',
  plus: '+',
  spoiltTitle: 'Spoilt papers',
  spoiltNone: 'No paper was spoilt.',
  reason: 'Reason',
  number: 'Number',
  for: 'For',
  against: 'Against',
  abstained: 'Abstained',
  motion: 'The motion',
  motionNeeded: (needed: string): string => `What carries it: ${needed}.`,
  motionBase: (base: string): string => `Shares are of ${base}.`,
  motionChart: 'Votes for and against the motion',
  effect: 'What follows',
  uncontested: 'There was no vote, as there was no other candidate.',
  verified: (findings: number): string =>
    findings === 0
      ? 'The verifier found nothing wrong.'
      : `The verifier found ${plural(findings, 'thing', 'things')} wrong.`,
  verifiedOn: (when: string): string => `Last run on this server on ${when}.`,
  declaration: 'The declaration as recorded',
  figures: 'All its figures',
  notes: 'Before you read the figures',
  shareOf: (p: string): string => `${p}%`,
  chartSections: 'Share of first preferences in each section',
};

export const poll = {
  ranked: (n: number, most: number): string =>
    most < n
      ? `Rank up to ${count(most)} of the ${count(n)} in order of preference. You need not rank all.`
      : `Rank the ${count(n)} in order of preference. You need not rank all.`,
  choice: (n: number): string => `Choose one of the ${count(n)}.`,
  motion: 'Vote for or against the motion.',
  motionAbstain: 'Vote for or against the motion, or record that you abstain.',
  paper: 'On the paper',
  when: 'When',
  opens: 'Opens',
  closes: 'Closes',
  status: 'Now',
  electors: 'Who may vote',
  section: 'Section of the roll',
  size: 'Electors',
  cast: 'Ballots in the box',
  revote: 'Voting again',
  revoteLast: 'You may vote again while the poll is open. Your last vote counts.',
  revoteFirst: 'Your first vote stands. You cannot vote twice.',
  vote: 'Vote',
  voteLead: 'You need the voting link or the code that was sent to you.',
  result: 'See the result',
  box: 'Look into the ballot box',
  check: 'Check my vote',
  key: 'Fingerprint of the poll’s key',
  keyLead:
    'Compare these words with what the trustees have published. If they differ, do not vote, and tell the returning officer.',
  statement: (name: string): string => `Statement of ${name}`,
};

export const box = {
  title: 'The ballot box',
  lead: 'Every ballot as it came in, under its receipt. A receipt shows that a ballot is here. It does not show whose it is or how it was filled in.',
  total: (n: number): string => `${plural(n, 'ballot', 'ballots')} in the box.`,
  empty: 'The box is empty: no ballot has been cast yet.',
  find: 'Find a ballot',
  findHint: 'The receipt (words and digits), or the long tracker',
  findButton: 'Find it',
  position: 'No.',
  receipt: 'Receipt',
  taken: 'Taken at',
  page: (page: number, pages: number): string => `Page ${count(page)} of ${count(pages)}`,
  earlier: 'Earlier ballots',
  later: 'Later ballots',
  whichPoll: 'Poll',
  tracker: 'Tracker',
};

export const check = {
  title: 'Check my vote',
  lead: 'Type or paste your receipt. We look for your ballot in the public ballot box.',
  label: 'Your receipt',
  hint: 'Words and digits, as on the receipt; capitals and hyphens do not matter.',
  button: 'Check',
  inBox: 'Your vote is in the ballot box',
  since: (when: string): string => `It has been there since ${when}.`,
  place: (position: number, total: number): string =>
    `It is ballot ${count(position)} of the ${count(total)} in the box now.`,
  counts: {
    open: 'It will be counted when the poll closes, unless you vote again.',
    done: 'It is one of the ballots that were counted.',
  },
  replaced:
    'A later vote with the same voting code has taken its place, so this one does not count.',
  replacedNotYou: 'If you did not vote a second time, tell the returning officer at once.',
  notShown: 'This page cannot show how you voted, and neither can anybody else.',
  notThere: 'No ballot with this receipt is in the box',
  notThereText:
    'Compare each word with your receipt and try again. If every word is right, keep the receipt and tell the returning officer: a receipt for a missing ballot is proof that something is wrong.',
  notACode: 'That is not a receipt',
  experts: 'For experts: the proof',
  expertsLead:
    'The hash of the ballot’s leaf and the hashes beside its path lead to the root that the signed checkpoint commits to (RFC 6962).',
  index: 'Entry in the log',
  leaf: 'Hash of the leaf',
  path: 'Hashes beside the path, from the leaf up',
  size: 'Entries under the checkpoint',
  root: 'Root',
  checkpoint: 'Signed checkpoint',
  tracker: 'Tracker',
  json: 'The same as JSON',
  box: 'Look into the ballot box',
  another: 'Check another receipt',
};

export const practice = {
  title: 'Try a ballot',
  lead: (society: string): string =>
    `${society} is made up, and so are its candidates. Everything else is real: your paper is encrypted on your device, kept on a public record, mixed, decrypted and counted as in a contest that matters.`,
  steps: [
    'You get a voting code of your own and go to the booth.',
    'You rank the candidates, check, and cast. You get a receipt.',
    'You look for your ballot in the box.',
    'You close the poll and see it mixed, decrypted and counted.',
    'You download the record and verify it in your browser.',
  ] as readonly string[],
  crowd: (roll: number, cast: number): string =>
    `There are ${count(roll)} members on the roll. The server casts ${count(cast)} random papers for the others, so that yours is one among ${count(cast + 1)}.`,
  yours: 'You get a fresh poll to yourself. It is thrown away after some days.',
};

export const enter = {
  officerTitle: 'Sign in as returning officer',
  memberTitle: (name: string | undefined): string => (name ? `Sign in as ${name}` : 'Sign in'),
  text: 'Press the button to sign in on this device. The link then stops working, so nobody else can use it.',
  notYou: 'If this is not you, close this page and do not press the button.',
};

export const officer = {
  title: 'Returning officer’s desk',
  yours: 'Your contests',
  none: 'You have no contest yet. Begin with the first one.',
  start: 'Begin a new contest',
  outbox: 'Outbox',
  caught: (n: number): string =>
    `${plural(n, 'mail is', 'mails are')} waiting in the outbox: no mail server is set, so nothing has been sent.`,
  nextStep: 'Next step',
  standing: 'Where it stands',
  newTitle: 'Begin a new contest',
  newLead:
    'Which rule book governs it? The rule book decides every step that follows, so pick the one that your organisation is bound by.',
  newBook: 'Rule book',
  newVersion: (v: string): string => `Version ${v}`,
  newSteps: 'What it makes happen',
  newSource: 'Source',
  newWhole: 'The whole book, and who has power under it',
  newOthers:
    'These can be run here from the first step to the last. More books, of parties, unions and foundations, are for reading and starting from:',
  newAllBooks: 'all rule books',
  newAbout: 'About this contest',
  newButton: 'Begin',
  next: 'Next step',
  nothing: 'There is nothing for you to do now.',
  go: 'Do this now',
  may: 'You may also',
  seldom: 'Seldom needed',
  later: 'Not yet',
  done: 'Done so far',
  missing: 'Still missing',
  byWhen: (when: string): string => `by ${when}`,
  turnout: (cast: number, electorate: number): string =>
    `${count(cast)} of ${plural(electorate, 'elector', 'electors')} have voted so far.`,
  turnoutTitle: 'Turnout so far',
  links: 'Elsewhere',
};

export const roll = {
  title: 'Import the roll',
  lead: 'Upload the list of electors as a CSV file. You see what will be taken and what is refused, and why, before anything is stored.',
  columns: 'What the file needs',
  column: 'Column',
  meaning: 'What is in it',
  needed: 'needed',
  notNeeded: 'may be left out',
  tolerant:
    'Commas, semicolons or tabs are all understood, and so are files saved by Excel. Order and capitals of the columns do not matter.',
  sample: 'Download an example file',
  refusedFile: 'The file was refused',
  previewTitle: 'Look before you take it',
  read: (file: string, rows: number): string => `${file}: ${plural(rows, 'row', 'rows')} read.`,
  accepted: (n: number): string => `${plural(n, 'elector', 'electors')} can be taken`,
  refused: (n: number): string => `${plural(n, 'row is', 'rows are')} refused`,
  noneRefused: 'No row is refused.',
  noneAccepted: 'No row can be taken. Mend the file and upload it again.',
  reading: 'How the file was read',
  sections: 'By section',
  section: 'Section',
  electors: 'Electors',
  reasons: 'Refused, by reason',
  reason: 'Reason',
  number: 'Rows',
  counted: (n: number, what: string): string => `${count(n)} × ${what}`,
  everyRefused: 'Every refused row',
  firstRefused: (shown: number, total: number): string =>
    `The first ${count(shown)} of ${count(total)} refused rows`,
  line: 'Line',
  row: 'Row as it stands in the file',
  allRefused: 'Download all refused rows with their reasons',
  warnings: 'Accepted, but worth a look',
  sampleRows: 'How they will be stored',
  name: 'Name',
  email: 'Mail address',
  nothingStored: 'Nothing has been stored yet.',
};

export const outbox = {
  title: 'Outbox',
  caught:
    'No mail server is set, so mails are kept here instead of being sent. Open one to follow its links yourself.',
  sent: 'Mails that this server has sent or is about to send.',
  empty: 'There are no mails.',
  total: (n: number): string => plural(n, 'mail', 'mails'),
  to: 'To',
  from: 'From',
  subject: 'Subject',
  at: 'Written',
  state: 'State',
  states: { caught: 'kept here', queued: 'waiting', sent: 'sent', failed: 'failed' },
  earlier: 'Earlier mails',
  later: 'Later mails',
  back: 'Back to the outbox',
};

export const act = {
  rule: 'The rule',
  facts: 'Before you do it',
  fix: 'Mend this',
};

export const my = {
  title: (name: string): string => `Hello, ${name}`,
  none: 'There is nothing for you here at the moment.',
  roll: 'Am I on the roll?',
  onRoll: (section: string): string => `Yes: in the section ${section}.`,
  notOn: 'No.',
  notYet: 'The roll has not been closed yet.',
  vote: 'Vote',
  voteOpen: (when: string): string => `You can vote until ${when}.`,
  voteLink: 'Go to the booth',
  voteCode:
    'You need the voting code that was sent to you. It was sent on its own, so that this sign-in link alone does not let anybody vote for you.',
  voted: 'A vote has been cast with your code.',
  may: 'You may now',
  nothing: 'There is nothing for you to do now.',
};

export const verifier = {
  title: 'Verify the record',
  lead: 'Your browser downloads the whole record and checks it here: the log, every step against the rule book, every ballot, every shuffle, every decryption, the count and every figure of the declaration. The server that ran the contest has no part in it.',
  needsScript:
    'The verifier runs in your browser and needs JavaScript, which is switched off or blocked here. Without it, use the command below.',
  holds: (entries: number, ballots: number, size: string | undefined): string =>
    `${plural(entries, 'entry', 'entries')}, ${plural(ballots, 'ballot', 'ballots')}${size === undefined ? '' : `, ${size}`}.`,
  start: 'Download and verify',
  orFile: 'Or choose a record that you already have',
  file: 'A record as a .zip file',
  cancel: 'Stop',
  cancelled: 'Stopped. Nothing was found up to here, but not everything was checked.',
  again: 'Start again',
  download: 'Downloading the record',
  downloaded: (done: string, total: string | undefined): string =>
    total === undefined ? done : `${done} of ${total}`,
  offline: 'The record could not be downloaded. Check your connection and start again.',
  crashed:
    'The verifier stopped by itself. Start again; if it stops again, use the command below and tell the returning officer.',
  elapsed: (seconds: number): string =>
    seconds < 90 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`,
  clean: 'Nothing wrong was found',
  cleanText: 'Everything that was declared follows from the ballots on this record.',
  cleanOpen: 'The contest is not over yet; everything on the record so far is in order.',
  found: (n: number): string => `${plural(n, 'thing is', 'things are')} wrong with this record`,
  foundText: 'Do not rely on the result before each of these has been explained.',
  checked: 'What was checked',
  findings: 'What is wrong',
  place: 'Where',
  means: 'What it means',
  checkedOf: {
    entries: (n: number): string =>
      `${plural(n, 'entry', 'entries')} of the log, each in its place`,
    signatures: (n: number): string => plural(n, 'signature', 'signatures'),
    ballots: (n: number): string =>
      `${plural(n, 'ballot', 'ballots')}: on the roll, in time, the one that counts`,
    proofs: (n: number): string =>
      plural(n, 'proof of a ballot or a key', 'proofs of ballots and keys'),
    mixes: (n: number): string =>
      `${plural(n, 'shuffle', 'shuffles')}: nothing added, dropped or changed`,
    shares: (n: number): string => plural(n, 'share of a decryption', 'shares of decryptions'),
    papers: (n: number): string => `${plural(n, 'paper', 'papers')} read and sorted again`,
    polls: (n: number): string => `${plural(n, 'poll', 'polls')} counted again`,
    figures: (n: number): string => `${plural(n, 'figure', 'figures')} worked out again`,
    blobs: (n: number): string => `${plural(n, 'attachment', 'attachments')} against its hash`,
    tiles: (n: number): string => `${plural(n, 'tile', 'tiles')} of the hash tree`,
  },
  root: 'Fingerprint of the record checked (root of the log)',
  declared: 'What the record declares',
  moreFindings: (n: number): string => `And ${count(n)} more.`,
  unreadable: 'This file cannot be read as a record.',
  verifying: 'Checking',
  took: (time: string): string => `It took ${time} in this browser.`,
  command: 'On your own computer, the same with one command:',
  tool: 'If you trust neither this server nor this page, get the verifier from elsewhere and give it the file.',
};

const ordinal = (n: number): string => {
  const tens = n % 100;
  const ones = n % 10;
  const ending =
    tens > 10 && tens < 14
      ? 'th'
      : ones === 1
        ? 'st'
        : ones === 2
          ? 'nd'
          : ones === 3
            ? 'rd'
            : 'th';
  return `${n}${ending}`;
};

export const booth = {
  until: (when: string): string => `Voting is open until ${when}.`,
  needsScript:
    'Voting needs JavaScript, which is switched off or blocked here: your paper is sealed on your own device before it is sent, so that nobody can read it on the way or on this server. Switch JavaScript on, or open your voting link on another device.',
  getting: 'Getting the paper ready…',
  step: (n: number, what: string): string => `Step ${n} of 3: ${what}`,
  stepMark: 'mark your paper',
  stepCheck: 'check',
  stepCast: 'cast',

  codeTitle: 'Your voting code',
  codeLead: 'Type or paste the code from your letter or mail: five groups of four.',
  codeLabel: 'Voting code',
  codeHint:
    'Capitals, spaces and hyphens do not matter. The letter O is read as 0, and I and L as 1.',
  codeButton: 'Go to my paper',
  codeOpening: 'Getting your paper…',
  codeSafe: 'The code stays on this device. It is not sent to the server.',
  codeProblem: {
    empty: 'Type your voting code first.',
    short: (have: number): string =>
      `A code has 20 letters and figures in five groups of four; this one has ${have}.`,
    group: (nth: number, group: string): string =>
      `The ${ordinal(nth)} group, “${group}”, does not have four letters and figures.`,
    symbol: (symbol: string, nth: number): string =>
      `No code has “${symbol}” in it: look at the ${ordinal(nth)} group again.`,
    mistyped:
      'One letter or figure is wrong, or two have changed places. Compare the code with your letter, group by group.',
    unknown:
      'This code is not on the roll of this poll. It may be for another poll, or a newer code may have been sent to you.',
  },

  markRanked: (n: number, most: number): string =>
    most < n
      ? `Press the candidates in the order in which you want them, up to ${most}. Your first press is your first preference.`
      : 'Press the candidates in the order in which you want them. Your first press is your first preference. You need not rank them all.',
  markChoice: 'Press the one that you vote for.',
  markMotion: 'Press the one that you vote for.',
  list: 'The paper',
  again:
    'You have voted in this poll before. If you vote again, the new vote takes the place of the earlier one.',
  staleNote:
    'Somebody has voted with your code since you opened this page. If it was not you, tell the returning officer at once. If you go on, this vote takes the place of that one.',
  mark: (place: number): string => `– not ranked. Make it my ${ordinal(place)} preference`,
  markFull: '– not ranked. All your preferences are used',
  marked: (place: number): string => `– my ${ordinal(place)} preference`,
  up: 'Up',
  down: 'Down',
  remove: 'Remove',
  upLabel: (name: string, place: number): string => `Move ${name} up to ${ordinal(place)}`,
  downLabel: (name: string, place: number): string => `Move ${name} down to ${ordinal(place)}`,
  removeLabel: (name: string): string => `Remove ${name} from my ranking`,
  putInOrder: 'Put in order',
  startAgain: 'Start again',
  state: (ranked: number, total: number): string =>
    ranked === 0
      ? 'You have ranked nobody yet.'
      : ranked === total
        ? `You have ranked all ${total}.`
        : `You have ranked ${ranked} of ${total}; ${total - ranked} unranked.`,
  stateChoice: (name: string | undefined): string =>
    name === undefined ? 'You have not chosen yet.' : `You have chosen: ${name}.`,
  toCheck: 'Go on to check',
  nothingMarked:
    'Your paper is empty. Press at least one name, or leave the paper blank on purpose.',
  blank: 'Leave my paper blank on purpose',
  statements: 'What the candidates say',

  checkTitle: 'Check your vote',
  checkLead: 'Nothing has been cast yet.',
  checkOrder: 'You rank them in this order:',
  checkChoice: 'You vote:',
  checkUnranked: (n: number): string =>
    `You leave ${n === 1 ? 'one' : n} unranked, who can get nothing from your paper:`,
  checkBlank:
    'You leave your paper blank on purpose. You take part, but give no vote to anybody; it will be reported among the spoilt papers as blank.',
  place: (n: number): string => ordinal(n),
  change: 'Change it',
  cast: 'Cast my vote',

  castingTitle: 'Casting your vote',
  sealing: 'Sealing your paper on this device…',
  sending: 'Putting it into the ballot box…',
  stay: 'Please keep this page open.',

  unsentTitle: 'Not confirmed yet',
  unsentText:
    'Your sealed ballot has left this page, but no confirmation came back. It may be in the box or not. Press “Send again”: the very same ballot is sent, so it cannot count twice.',
  unsentResumed:
    'You pressed “Cast my vote” before, and no confirmation came back. Your sealed ballot is kept on this device. Press “Send again”: the very same ballot is sent, so it cannot count twice.',
  unsentOffline: 'This device seems to be offline.',
  sendAgain: 'Send again',

  receiptTitle: 'Your vote is in the ballot box',
  receiptLabel: 'Your receipt',
  receiptTaken: (when: string): string => `Taken on ${when}.`,
  receiptShows: 'It shows that your vote is in the box. Anyone may see it.',
  receiptHides: 'It does not show how you voted, to you or to anybody else.',
  receiptKeep: 'Write it down, copy it, or take a picture of it.',
  receiptCopy: 'Copy the receipt',
  receiptCheck: 'Check my vote',
  receiptNext: 'What happens next',
  receiptCloses: (when: string): string =>
    `The poll closes on ${when}. Then the papers are shuffled, opened and counted in public.`,
  receiptAgain: 'You may vote again with the same code until then; your last vote counts.',
  receiptFirst: 'You cannot vote again in this poll.',
  receiptDone: 'You may close this page now.',
  receiptFull: 'The receipt in full, for experts',
  toContest: 'Back to the contest',
  toBox: 'See it in the ballot box',
  backIgnored: 'Your vote has been cast. Going back does not change it.',

  stopped: {
    closed: {
      title: 'This poll has closed',
      text: 'No more votes can be taken. If you voted before it closed, your vote is in the box.',
    },
    'closed-meanwhile': {
      title: 'The poll closed before your vote came in',
      text: 'Your vote has not been taken. Nothing of it is kept.',
    },
    'not-open': {
      title: 'This poll is not open yet',
      text: 'Your voting link will work when it opens. You need no other.',
    },
    'already-voted': {
      title: 'You have voted already',
      text: 'A vote has been cast with this code, and in this poll the first vote stands. If it was not you, tell the returning officer at once.',
    },
    'wrong-poll': {
      title: 'This paper is for another poll',
      text: 'The poll changed while you were marking your paper. Nothing has been cast. Open your voting link again.',
    },
    refused: {
      title: 'The ballot box did not take your vote',
      text: 'Nothing has been cast. Open your voting link again. If it happens again, tell the returning officer.',
    },
    unable: {
      title: 'This browser cannot seal a vote',
      text: 'It is too old, or something in it is switched off. Nothing has been cast. Open your voting link in another browser or on another device.',
    },
    mismatch: {
      title: 'The confirmation does not match your ballot',
      text: 'Do not rely on this vote having been taken. Keep this page as it is and tell the returning officer.',
    },
  },
  stoppedCode: (code: string): string => `If you ask for help, give this code: ${code}`,
  stoppedCheck: 'Check whether a vote is in the box',
  stoppedAgain: 'Try again',

  trouble: {
    offline: 'There is no connection. Check it, then try again. Nothing is lost.',
    slow: 'The server did not answer in time. Try again. Nothing is lost.',
    busy: 'There have been too many tries. Wait a minute, then try again.',
    server: 'The server is in trouble. Wait a minute, then try again. Nothing is lost.',
  },

  said: {
    ranked: (name: string, place: number, left: number): string =>
      `${name} is your ${ordinal(place)} preference. ${left} unranked.`,
    already: (name: string, place: number): string =>
      `${name} is your ${ordinal(place)} preference already. Use Up, Down or Remove to change it.`,
    full: (most: number): string => `You have used all ${most} preferences.`,
    removed: (name: string, left: number): string =>
      `${name} is no longer ranked. ${left} unranked.`,
    moved: (name: string, place: number): string =>
      `${name} is now your ${ordinal(place)} preference.`,
    inOrder: 'The list is in the order of your preferences now.',
    paperOrder: 'Nobody is ranked. The list is in the order of the paper.',
    chosen: (name: string): string => `You have chosen ${name}.`,
    copied: 'The receipt has been copied.',
  },
};
