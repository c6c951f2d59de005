/** Who holds what, outside a contest: holders recorded, offices vacated, events, units of a body. */
import { ok } from '@hustings/base';
import { ACTS, breach, cite } from '../breach.ts';
import { type ActOf, bodyInText, own } from '../state.ts';
import { dateIn, formatDate } from '../times.ts';
import { emptyTrie, trieGet, trieSet } from '../trie.ts';
import { notNow, type ProceedingHandler } from './handler.ts';

export const unitsListed: ProceedingHandler<ActOf<'units-listed'>> = {
  roles: ['officer'],
  step: (state) =>
    state.book.bodies.some((b) => b.units !== undefined)
      ? {
          kind: 'step',
          cited: ACTS,
          sentence: () =>
            `List units of a body: ${state.book.bodies
              .filter((b) => b.units !== undefined)
              .map((b) => b.name)
              .join(', ')}.`,
          missing: [],
        }
      : notNow('rule/no-units', ACTS, 'No body of the rule book has units.'),
  take: (state, act) => {
    const body = state.book.bodies.find((b) => b.id === act.body);
    if (body?.units === undefined)
      return breach('rule/no-units', ACTS, `${bodyInText(state.book, act.body)} has no units.`);
    const kinds = body.units.kinds.map((k) => k.id);
    const levels = (body.areas ?? []).map((a) => a.id);
    let units = own(state.units, act.body) ?? emptyTrie();
    for (const unit of act.units) {
      if (kinds.length > 0 && (unit.kind === undefined || !kinds.includes(unit.kind)))
        return breach(
          'rule/unknown-kind',
          ACTS,
          `“${unit.id}” must be of one of the kinds of ${body.inText}.`,
        );
      const stray = Object.keys(unit.areas ?? {}).find((level) => !levels.includes(level));
      if (stray !== undefined)
        return breach(
          'rule/unknown-area',
          ACTS,
          `${body.name}: there are no areas called “${stray}”.`,
        );
      // What a unit counts for must not change between giving its support and taking it back.
      if (trieGet(units, unit.id) !== undefined)
        return breach('rule/listed-before', ACTS, `“${unit.id}” has been listed.`);
      units = trieSet(units, unit.id, unit);
    }
    return ok({ ...state, units: { ...state.units, [act.body]: units } });
  },
};

export const holderRecorded: ProceedingHandler<ActOf<'holder-recorded'>> = {
  roles: ['officer'],
  step: (state) =>
    state.book.offices.length === 0
      ? notNow('rule/no-offices', ACTS, 'The rule book has no offices.')
      : {
          kind: 'step',
          cited: ACTS,
          sentence: () => 'Record who holds an office, who was named to it, or who acts in it.',
          missing: [],
        },
  take: (state, act) => {
    const office = state.book.offices.find((o) => o.id === act.office);
    if (office === undefined)
      return breach('rule/unknown-office', ACTS, `The rule book knows no office "${act.office}".`);
    const cited = cite(state.book, office.clause);
    const before = own(state.holders, act.office);
    const status = office.statuses?.some((s) => s.id === act.status);
    if (act.status !== undefined && status !== true)
      return breach('rule/unknown-status', cited, `The office has no status “${act.status}”.`);
    if (act.as === 'interim') {
      const { interim } = office;
      if (interim === undefined || interim.by === undefined || interim.by !== act.by)
        return breach(
          'rule/interim-by-another',
          cite(state.book, interim?.clause ?? office.clause),
          interim?.by === undefined
            ? 'The rule book does not say who names an interim holder.'
            : `An interim holder is named by ${bodyInText(state.book, interim.by)}.`,
        );
      // The office stays vacant: who acts in it does not hold it.
      if (before !== null)
        return breach(
          'rule/office-held',
          cited,
          'An interim holder is named while the office is vacant.',
        );
    } else if (act.as === 'appointed') {
      if (office.appointment === undefined || office.appointment.by !== act.by)
        return breach(
          'rule/appointed-by-another',
          cite(state.book, office.appointment?.clause ?? office.clause),
          office.appointment === undefined
            ? 'This office is not filled by appointment.'
            : 'Someone else appoints to this office.',
        );
    } else if (before !== undefined && before?.id !== act.holder.id)
      return breach(
        'rule/holder-differs',
        cited,
        before === null
          ? `On this record there is no one who is ${office.inText}.`
          : `On this record ${before.name} is ${office.inText}.`,
      );
    const tenure = {
      holder: act.holder,
      as: act.as,
      status: act.status,
      since: act.since,
      terms: act.terms,
    };
    const tenures = { ...state.tenures, [act.office]: tenure };
    const holders =
      act.as === 'interim' ? state.holders : { ...state.holders, [act.office]: act.holder };
    return ok({ ...state, tenures, holders });
  },
};

export const officeVacated: ProceedingHandler<ActOf<'office-vacated'>> = {
  roles: ['officer'],
  step: (state) =>
    state.book.offices.length === 0
      ? notNow('rule/no-offices', ACTS, 'The rule book has no offices.')
      : {
          kind: 'step',
          cited: ACTS,
          sentence: () => 'Record that an office has fallen vacant, and how.',
          missing: [],
        },
  take: (state, act, entry) => {
    const office = state.book.offices.find((o) => o.id === act.office);
    if (office === undefined)
      return breach('rule/unknown-office', ACTS, `The rule book knows no office "${act.office}".`);
    const cited = cite(state.book, office.clause);
    if (act.on > dateIn(state.book.zone, entry.at))
      return breach('rule/not-yet', cited, `${formatDate(act.on)} has not come.`);
    const before = own(state.holders, act.office);
    const after = own(state.vacancies, act.office);
    if (before === null && after !== undefined)
      return breach('rule/office-vacant', cited, 'The office is vacant already.');
    const last = before ?? undefined;
    const { [act.office]: _left, ...tenures } = state.tenures;
    return ok({
      ...state,
      tenures,
      holders: { ...state.holders, [act.office]: null },
      vacancies: { ...state.vacancies, [act.office]: { cause: act.cause, on: act.on, last } },
    });
  },
};

export const eventNoted: ProceedingHandler<ActOf<'event-noted'>> = {
  roles: ['officer'],
  step: (state) =>
    state.book.events === undefined
      ? notNow('rule/no-events', ACTS, 'No rule of the book waits for an event.')
      : {
          kind: 'step',
          cited: ACTS,
          sentence: () => `Note an event: ${state.book.events?.map((e) => e.name).join(', ')}.`,
          missing: [],
        },
  take: (state, act, entry) => {
    if (state.book.events?.some((e) => e.id === act.event) !== true)
      return breach('rule/unknown-event', ACTS, `The rule book knows no event "${act.event}".`);
    if (act.on > dateIn(state.book.zone, entry.at))
      return breach('rule/not-yet', ACTS, `${formatDate(act.on)} has not come.`);
    return ok({ ...state, events: { ...state.events, [act.event]: act.on } });
  },
};
