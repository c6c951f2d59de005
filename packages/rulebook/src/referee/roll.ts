/** Freezing a roll: the sections of the book, the dates that rulings set, the size of the body. */
import { ok } from '@hustings/base';
import { ACTS, breach, cite } from '../breach.ts';
import type { Electorate } from '../rule-book.ts';
import { type ActOf, bodyInText, own, type RollState, rollTotal, type State } from '../state.ts';
import { dateIn } from '../times.ts';
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
    const wanted = electorate.sections.map((s) => s.id);
    const given = act.sections.map((s) => s.id);
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
      seq: entry.seq,
      at: entry.at,
    };
    return ok({ ...state, rolls: { ...state.rolls, [act.roll]: roll } });
  },
};

/** True when the dates that the roll was made by no longer stand. */
export function isRollStale(state: State, roll: RollState): boolean {
  const standing = new Set(standingRulings(state).map((r) => r.ruling));
  const electorate = state.book.electorates.find((e) => e.id === roll.electorate) as Electorate;
  const wanted = electorate.sections.flatMap((s) =>
    s.freeze.kind === 'by-ruling' ? [freezeRuling(state, s.freeze.question, s.id)?.ruling] : [],
  );
  return (
    roll.rulings.some((ruling) => !standing.has(ruling)) ||
    wanted.some((ruling, i) => ruling !== roll.rulings[i])
  );
}
