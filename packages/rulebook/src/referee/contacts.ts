/**
 * Contacts of electors changed after the roll was frozen. Who could change an address could have a
 * voting code sent to it (Croydon East, 2023), so every such change is counted on the record: how many,
 * never whose. No rule book asks for it; the record does.
 */
import { ok } from '@hustings/base';
import { ACTS, breach } from '../breach.ts';
import { type ActOf, own } from '../state.ts';
import { notNow, type ProceedingHandler } from './handler.ts';

export const contactsChanged: ProceedingHandler<ActOf<'contacts-changed'>> = {
  roles: ['officer'],
  step: (state) =>
    Object.keys(state.rolls).length === 0
      ? notNow('rule/roll-missing', ACTS, 'No roll has been frozen yet.')
      : {
          kind: 'step',
          cited: ACTS,
          sentence: () => 'Count changes of contacts made since the roll was frozen.',
          missing: [],
        },
  take: (state, act) => {
    const roll = own(state.rolls, act.roll);
    if (roll === undefined)
      return breach('rule/roll-missing', ACTS, `There is no roll "${act.roll}".`);
    const total = roll.contactsChanged + act.changed;
    if (act.total !== total)
      return breach(
        'rule/contacts-do-not-add-up',
        ACTS,
        `${act.changed} more changes make ${total} since the roll was frozen, not ${act.total}.`,
      );
    const rolls = { ...state.rolls, [act.roll]: { ...roll, contactsChanged: total } };
    return ok({ ...state, rolls });
  },
};
