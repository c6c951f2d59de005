/** Those who run contests, and what needs two of them. */
import { plural } from './counted.ts';

export const staff = {
  title: 'Who helps to run contests',
  lead: 'Everyone here signs in under their own name. Some things take two returning officers, so that nobody can do them alone and unseen.',
  alone:
    'You are the only returning officer. To change an elector’s address after the roll is frozen, a second one must approve it: invite one.',
  name: 'Name',
  role: 'Role',
  roles: { officer: 'Returning officer', 'help-desk': 'Help desk' },
  you: '(you)',
  end: 'Sign out',
  invite: 'Invite somebody',
  link: 'Who helps',
};

export const contacts = {
  title: 'Changes of address',
  lead: 'After a roll is frozen, a new address for an elector takes two: one asks, another approves. The old address is told, and the public record counts how many were changed, never whose.',
  changed: (n: number): string =>
    n === 0
      ? 'No address has been changed since the roll was frozen.'
      : `${plural(n, 'address has', 'addresses have')} been changed since the roll was frozen; the record says so.`,
  alone: 'There is no second returning officer yet who could approve a change.',
  invite: 'Invite one',
  none: 'Nothing waits to be approved.',
  waiting: 'Waiting',
  from: 'Address now',
  nothing: 'none',
  to: 'New address',
  reason: 'Why',
  by: 'Asked for by',
  own: 'You asked for this: another returning officer must approve it.',
};
