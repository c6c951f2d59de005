/** The verifier’s page. */
import { count } from '../../text/figures.ts';
import { plural } from './counted.ts';

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
