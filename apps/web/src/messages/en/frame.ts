/** What every page has: masthead, common words, progress, and what can go wrong. */
import { plural } from './counted.ts';

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
    'Every page here works without script, but for voting, its checks and the verifier: they run on your own device, so that you need not trust this server.',
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
