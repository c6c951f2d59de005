/** Temporary electors sign up: within the window, for the fee, with the declaration. */
import { ok } from '@hustings/base';
import { ACTS, breach, cite } from '../breach.ts';
import { compare, decimal } from '../exact.ts';
import type { Section } from '../rule-book.ts';
import { type ActOf, type ContestState, isOver, own, type State, withMatter } from '../state.ts';
import { moneyText } from '../thresholds.ts';
import { formatTime } from '../times.ts';
import { emptyTrie, trieGet, trieSet } from '../trie.ts';
import { pollContext } from './ballots.ts';
import { type MatterHandler, notNow } from './handler.ts';
import { NO_CONTEST } from './nominations.ts';
import { lackOfTimetable } from './timetable.ts';

function registering(state: State, matter: ContestState): readonly Section[] {
  const { electorate } = pollContext(state, matter).franchise;
  const found = state.book.electorates.find((e) => e.id === electorate);
  return (found?.sections ?? []).filter((s) => s.registration !== undefined);
}

export const electorRegistered: MatterHandler<ActOf<'elector-registered'>> = {
  roles: ['officer', 'system'],
  step: (state, matter) => {
    if (matter.kind !== 'contest') return notNow('rule/not-a-contest', ACTS, NO_CONTEST);
    const [section] = registering(state, matter);
    if (section?.registration === undefined)
      return notNow('rule/no-registration', ACTS, 'No section of this electorate signs up.');
    const cited = cite(state.book, section.registration.clause);
    if (isOver(matter)) return notNow('rule/matter-over', cited, 'This matter is over.');
    const { opens, closes } = section.registration;
    return {
      kind: 'step',
      cited,
      sentence: () => `Register an elector: ${section.name}.`,
      from: own(matter.dates, opens),
      until: own(matter.dates, closes),
      missing: lackOfTimetable(state, matter),
    };
  },
  take: (state, act, entry) => {
    const matter = own(state.matters, act.matter) as ContestState;
    const section = registering(state, matter).find((s) => s.id === act.section);
    const rule = section?.registration;
    if (section === undefined || rule === undefined)
      return breach('rule/no-registration', ACTS, `Nobody signs up for "${act.section}".`);
    const cited = cite(state.book, rule.clause);
    const { zone } = state.book;
    const opens = own(matter.dates, rule.opens);
    const closes = own(matter.dates, rule.closes);
    if (opens !== undefined && entry.at < opens)
      return breach('rule/too-early', cited, `Not before ${formatTime(zone, opens)}.`);
    if (closes !== undefined && entry.at > closes)
      return breach(
        'rule/too-late',
        cited,
        `The time for this ended: ${formatTime(zone, closes)}.`,
      );
    if (rule.fee !== undefined) {
      const { paid } = act;
      const isEnough =
        paid?.currency === rule.fee.currency &&
        compare(decimal(paid.amount), decimal(rule.fee.amount)) >= 0;
      if (!isEnough)
        return breach(
          'rule/fee-unpaid',
          cited,
          `The fee of ${moneyText(rule.fee)} has not been paid.`,
        );
    }
    if (rule.declaration !== undefined && act.declared !== true)
      return breach('rule/not-declared-support', cited, 'The declaration has not been signed.');
    const before = own(matter.registered, act.section) ?? emptyTrie<true>();
    if (trieGet(before, act.elector) !== undefined)
      return breach('rule/registered-before', cited, 'This elector has signed up.');
    const registered = { ...matter.registered, [act.section]: trieSet(before, act.elector, true) };
    return ok(withMatter(state, { ...matter, registered }));
  },
};
