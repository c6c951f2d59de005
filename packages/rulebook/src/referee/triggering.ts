/** Whether what must set a contest going has happened. */
import { unreachable } from '@hustings/base';
import { cite } from '../breach.ts';
import type { Trigger, TriggerNeed } from '../rule-book.ts';
import { own, type State } from '../state.ts';
import { addSpan, dateIn, formatDate, formatTime } from '../times.ts';
import { list, named } from '../words.ts';
import { lackOfDemand } from './demands.ts';
import type { Lack } from './handler.ts';

export function triggerLack(
  state: State,
  trigger: Trigger,
  office: string,
  at: string,
): readonly Lack[] {
  return (trigger.needs ?? []).flatMap((need) => needLack(state, need, office, at));
}

function needLack(state: State, need: TriggerNeed, office: string, at: string): readonly Lack[] {
  const cited = cite(state.book, need.clause);
  const { zone } = state.book;
  switch (need.kind) {
    case 'vacancy': {
      const vacancy = own(state.vacancies, office);
      return vacancy !== undefined && need.causes.includes(vacancy.cause)
        ? []
        : [
            {
              code: 'rule/no-such-vacancy',
              cited,
              text: `a vacancy on the record (${list(
                need.causes.map((c) => c.replaceAll('-', ' ')),
                'or',
              )})`,
            },
          ];
    }
    case 'demand':
      return lackOfDemand(state, need.demand, at, cited);
    case 'term': {
      const since = own(state.tenures, office)?.since;
      if (since === undefined)
        return [
          { code: 'rule/term-unknown', cited, text: 'the day from which the holder’s term runs' },
        ];
      const ends = addSpan(zone, `${since}T00:00:00.000Z`, need.every);
      // So long before its end a term can be as good as over.
      const isUp = need.early === undefined ? at >= ends : addSpan(zone, at, need.early) >= ends;
      return isUp
        ? []
        : [
            {
              code: 'rule/term-not-up',
              cited,
              text: `the end of the term, ${formatDate(dateIn(zone, ends))}`,
            },
          ];
    }
    case 'event': {
      const on = own(state.events, need.event);
      const name = named(state.book.events ?? [], need.event);
      if (on === undefined) return [{ code: 'rule/no-such-event', cited, text: name }];
      if (need.within === undefined) return [];
      const until = addSpan(zone, `${on}T23:59:59.999Z`, need.within);
      return at <= until
        ? []
        : [
            {
              code: 'rule/event-too-long-ago',
              cited,
              text: `${name} less long ago: its time ended ${formatTime(zone, until)}`,
            },
          ];
    }
    case 'pause': {
      const ends = Object.values(state.matters).flatMap((m) =>
        m.kind === 'contest' && m.office === office && m.declared !== undefined
          ? [addSpan(zone, m.declared.at, need.span)]
          : [],
      );
      const last = ends.toSorted().at(-1);
      return last === undefined || at >= last
        ? []
        : [
            {
              code: 'rule/too-soon-again',
              cited,
              text: `the end of the pause, ${formatTime(zone, last)}`,
            },
          ];
    }
    default:
      return unreachable(need);
  }
}

/** Whom the trigger bars: who held the office until it fell vacant. */
export function barredBy(state: State, trigger: Trigger, office: string): string | undefined {
  return trigger.bars === undefined ? undefined : own(state.vacancies, office)?.last?.id;
}
