/** Freezing a roll: the sections of the book, the dates that rulings set, the size of the body. */
import { ok } from '@hustings/base';
import { ACTS, type Breach, breach, cite } from '../breach.ts';
import { before } from '../qualifying.ts';
import type { Electorate, Freeze } from '../rule-book.ts';
import {
  type ActOf,
  bodyInText,
  type MatterState,
  own,
  type RollState,
  rollTotal,
  type State,
} from '../state.ts';
import { dateIn, formatDate } from '../times.ts';
import { sizeOn } from './candidacy.ts';
import type { ProceedingHandler } from './handler.ts';
import { freezeRuling, standingRulings } from './rulings.ts';

export const rollFrozen: ProceedingHandler<ActOf<'roll-frozen'>> = {
  roles: ['officer'],
  step: (state) => ({
    kind: 'step',
    cited: ACTS,
    sentence: () =>
      `Freeze the roll of an electorate: ${state.book.electorates.map((e) => e.name).join(', ')}.`,
    missing: [],
  }),
  take: (state, act, entry) => {
    if (own(state.rolls, act.roll) !== undefined)
      return breach('act/id-taken', ACTS, `There is already a roll "${act.roll}".`);
    const electorate = state.book.electorates.find((e) => e.id === act.electorate);
    if (electorate === undefined)
      return breach(
        'rule/unknown-electorate',
        ACTS,
        `The rule book knows no electorate "${act.electorate}".`,
      );
    const cited = cite(state.book, electorate.clause);
    const { units } = electorate;
    const given = act.sections.map((s) => s.id);
    // Units have names of their own, which no rule book lists.
    const wanted = units === undefined ? electorate.sections.map((s) => s.id) : given;
    if (
      units !== undefined &&
      (new Set(given).size !== given.length || given.length !== (units.count ?? given.length))
    )
      return breach(
        'rule/units-differ',
        cite(state.book, units.clause),
        `The roll must have ${units.count ?? 'its'} units (${units.unit}), each once; it has ${given.length}.`,
      );
    if (wanted.length !== given.length || wanted.some((id, i) => id !== given[i]))
      return breach(
        'rule/sections-differ',
        cited,
        `The roll must have these sections in this order: ${electorate.sections.map((s) => s.name).join(', ')}.`,
      );
    const total = rollTotal(act.sections);
    if (!Number.isSafeInteger(total) || total < 1)
      return breach('rule/roll-empty', cited, 'There is nobody on the roll.');
    const stray = act.excluded.find((e) => !wanted.includes(e.section));
    if (stray !== undefined)
      return breach('rule/sections-differ', cited, `There is no section "${stray.section}".`);
    if (electorate.body !== undefined) {
      const size = sizeOn(state, electorate.body, dateIn(state.book.zone, entry.at));
      if (size !== undefined && size !== total)
        return breach(
          'rule/roll-differs-from-body',
          cited,
          `The roll has ${total} electors, and ${bodyInText(state.book, electorate.body)} has ${size} members.`,
        );
    }
    if (electorate.person === 'once' && act.persons !== undefined && act.persons !== total)
      return breach(
        'rule/person-twice',
        cited,
        `The roll has ${total} entries of ${act.persons} persons; each may be on it once.`,
      );
    const unknown = Object.keys(act.qualifiedBy ?? {}).find((id) => !wanted.includes(id));
    if (unknown !== undefined)
      return breach('rule/sections-differ', cited, `There is no section "${unknown}".`);
    const late = wrongDay(state, electorate, act.qualifiedBy ?? {});
    if (late !== undefined) return late;
    const rulings: string[] = [];
    for (const section of electorate.sections) {
      if (section.freeze.kind !== 'by-ruling') continue;
      const ruling = freezeRuling(state, section.freeze.question, section.id);
      if (ruling === undefined) {
        const id = section.freeze.question;
        const question = state.book.questions.find((q) => q.id === id);
        return breach(
          'rule/freeze-date-missing',
          cite(state.book, section.freeze.clause),
          `No ruling of ${bodyInText(state.book, question?.body ?? '')} that stands says by which day an elector must have qualified in the section “${section.name}”.`,
        );
      }
      rulings.push(ruling.ruling);
    }
    const roll: RollState = {
      id: act.roll,
      electorate: act.electorate,
      sections: act.sections,
      rulings,
      qualifiedBy: act.qualifiedBy ?? {},
      contactsChanged: 0,
      seq: entry.seq,
      at: entry.at,
    };
    return ok({ ...state, rolls: { ...state.rolls, [act.roll]: roll } });
  },
};

/** A day that the book or a ruling fixes, and the roll says another. */
function wrongDay(
  state: State,
  electorate: Electorate,
  said: Readonly<Record<string, string>>,
): { readonly ok: false; readonly error: Breach } | undefined {
  for (const { id, name, freeze } of electorate.sections) {
    const day = own(said, id);
    if (day === undefined) continue;
    const fixed = fixedDay(state, id, freeze);
    if (fixed !== undefined && fixed !== day)
      return breach(
        'rule/freeze-date-differs',
        cite(state.book, 'clause' in freeze ? freeze.clause : electorate.clause),
        `Electors of the section “${name}” must have qualified by ${formatDate(fixed)}, not ${formatDate(day)}.`,
      );
  }
  return undefined;
}

function fixedDay(state: State, section: string, freeze: Freeze): string | undefined {
  if (freeze.kind === 'date') return freeze.date;
  if (freeze.kind !== 'by-ruling') return undefined;
  const effect = freezeRuling(state, freeze.question, section)?.effect;
  return effect?.kind === 'freeze-date' ? effect.date : undefined;
}

/** Sections whose electors must have qualified by the day of a stage: the roll must have been made by that day. */
export function isFrozenByStages(state: State, matter: MatterState, roll: RollState): boolean {
  const electorate = state.book.electorates.find((e) => e.id === roll.electorate);
  return (electorate?.sections ?? []).every(({ id, freeze, registration }) => {
    const closes = registration === undefined ? undefined : own(matter.dates, registration.closes);
    // Who signs up in a window is on no roll that was made before it closed.
    if (closes !== undefined && roll.at < closes) return false;
    if (freeze.kind !== 'stage') return true;
    const at = own(matter.dates, freeze.stage);
    if (at === undefined) return false;
    const day = dateIn(state.book.zone, at);
    const wanted = freeze.before === undefined ? day : before(day, freeze.before);
    const said = own(roll.qualifiedBy, id);
    return said === undefined ? dateIn(state.book.zone, roll.at) >= wanted : said === wanted;
  });
}

/** True when the dates that the roll was made by no longer stand. */
export function isRollStale(state: State, roll: RollState): boolean {
  const rulings = standingRulings(state);
  const standing = new Set(rulings.map((r) => r.ruling));
  // Someone was struck off since: the roll must be frozen again, while there is time.
  if (
    rulings.some(
      (r) =>
        r.effect.kind === 'elector-excluded' &&
        r.seq > roll.seq &&
        hasSection(roll, r.effect.section),
    )
  )
    return true;
  const electorate = state.book.electorates.find((e) => e.id === roll.electorate) as Electorate;
  const wanted = electorate.sections.flatMap((s) =>
    s.freeze.kind === 'by-ruling' ? [freezeRuling(state, s.freeze.question, s.id)?.ruling] : [],
  );
  return (
    roll.rulings.some((ruling) => !standing.has(ruling)) ||
    wanted.some((ruling, i) => ruling !== roll.rulings[i])
  );
}

function hasSection(roll: RollState, section: string): boolean {
  return roll.sections.some((s) => s.id === section);
}
