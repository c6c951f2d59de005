/** The returning officer’s pages. */
import { count } from '../../text/figures.ts';
import { plural } from './counted.ts';

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
