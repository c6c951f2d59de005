/** The roll person by person. */
import { count } from '../../text/figures.ts';

export const electors = {
  title: (name: string): string => `Electors: ${name}`,
  lead: 'Was the link delivered, and has this person voted? How anyone voted is not known here, nor anywhere.',
  delay:
    'A vote shows here once the ten minutes in which it was cast are over, so that nobody can tell from the public ballot box whose it is.',
  search: 'Name, address or membership number',
  find: 'Find',
  show: 'Show',
  filters: { all: 'Everyone', undelivered: 'Not delivered', 'not-voted': 'Has not voted' },
  found: (n: number, search: string): string =>
    search === ''
      ? `${count(n)} ${n === 1 ? 'elector' : 'electors'}`
      : `${count(n)} found for “${search}”`,
  none: 'Nobody.',
  name: 'Elector',
  section: 'Section',
  mail: 'Voting link',
  vote: 'Vote',
  states: { caught: 'in the outbox', queued: 'being sent', sent: 'sent', failed: 'came back' },
  noMail: 'not written yet',
  noAddress: 'No address: to be printed and handed over',
  voted: 'voted',
  notVoted: 'not yet',
  didNot: 'did not vote',
  again: 'Send again',
  contact: 'Change the address',
  earlier: 'Earlier names',
  later: 'Further names',
};
