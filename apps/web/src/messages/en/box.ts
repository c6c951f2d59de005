/** A poll, its ballot box, and finding one’s own ballot in it. */
import { count } from '../../text/figures.ts';
import { plural } from './counted.ts';

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
