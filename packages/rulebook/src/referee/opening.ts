/** What opens a proceeding and what stands beside its matters: bodies' sizes, corrections. */
import { ok } from '@hustings/base';
import { ACTS, breach } from '../breach.ts';
import { type ActOf, bodyInText, own } from '../state.ts';
import { dateIn, formatDate } from '../times.ts';
import { notNow, type ProceedingHandler } from './handler.ts';

export const proceedingOpened: ProceedingHandler<ActOf<'proceeding-opened'>> = {
  roles: ['officer'],
  step: (state) =>
    state.proceeding === undefined
      ? {
          kind: 'step',
          cited: ACTS,
          sentence: () => `Open the proceeding under “${state.book.title}”.`,
          missing: [],
        }
      : notNow('act/opened-twice', ACTS, 'The proceeding is open already.'),
  take: (state, act, entry) => {
    const { id, version, hash } = act.book;
    if (id !== state.book.id || version !== state.book.version || hash !== state.bookHash)
      return breach(
        'rule/book-differs',
        ACTS,
        `The proceeding names the rule book ${id} ${version}, and this is another: ${state.book.id} ${state.book.version}, or another text of it.`,
      );
    const day = dateIn(state.book.zone, entry.at);
    const { from, until } = state.book.inForce;
    // Of several versions of the same rules only the one of the day will do; a book that is alone may be tried at any time.
    const isOut = day < from || (until !== undefined && day > until);
    if (state.book.family !== undefined && isOut)
      return breach(
        'rule/book-not-in-force',
        ACTS,
        `These rules are in force from ${formatDate(from)}${until === undefined ? '' : ` to ${formatDate(until)}`}, and the proceeding opens on ${formatDate(day)}.`,
      );
    return ok({ ...state, proceeding: act });
  },
};

export const bodySized: ProceedingHandler<ActOf<'body-sized'>> = {
  roles: ['officer'],
  step: (state) => ({
    kind: 'step',
    cited: ACTS,
    sentence: () =>
      `Record the size of a body on a date: ${state.book.bodies.map((b) => b.name).join(', ')}.`,
    missing: [],
  }),
  take: (state, act, entry) => {
    if (!state.book.bodies.some((b) => b.id === act.body))
      return breach('rule/unknown-body', ACTS, `The rule book knows no body "${act.body}".`);
    if (act.asOf > dateIn(state.book.zone, entry.at))
      return breach(
        'rule/size-not-yet-known',
        ACTS,
        `The size of ${bodyInText(state.book, act.body)} on ${formatDate(act.asOf)} cannot be recorded before that day.`,
      );
    const before = own(state.bodies, act.body) ?? [];
    const sized = { size: act.size, asOf: act.asOf, seq: entry.seq };
    return ok({ ...state, bodies: { ...state.bodies, [act.body]: [...before, sized] } });
  },
};

export const correctionMade: ProceedingHandler<ActOf<'correction-made'>> = {
  roles: ['officer'],
  step: () => ({
    kind: 'step',
    cited: ACTS,
    sentence: () => 'Correct the words of an earlier entry by a further one.',
    missing: [],
  }),
  take: (state, act, entry) => {
    if (act.of >= entry.seq)
      return breach('act/correction-of-nothing', ACTS, `There is no earlier entry ${act.of}.`);
    const correction = { seq: entry.seq, of: act.of, text: act.text };
    return ok({ ...state, corrections: [...state.corrections, correction] });
  },
};
