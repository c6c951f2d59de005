/** Objections: made with a reason, decided by a ruling under the question that the book names, reviewed like any ruling. */
import { ok } from '@hustings/base';
import { ACTS, breach, type Cited, cite } from '../breach.ts';
import type { ObjectionRule } from '../rule-book.ts';
import { type ActOf, bodyInText, own, type State } from '../state.ts';
import { addSpan, formatTime } from '../times.ts';
import { list } from '../words.ts';
import { type Lack, notNow, type ProceedingHandler } from './handler.ts';

export const objectionMade: ProceedingHandler<ActOf<'objection-made'>> = {
  roles: ['candidate', 'nominator', 'mover', 'officer'],
  step: (state) => {
    const rules = state.book.objections ?? [];
    return rules.length === 0
      ? notNow('rule/no-objections', ACTS, 'The rule book provides for no objections.')
      : {
          kind: 'step',
          cited: cite(state.book, rules[0]?.clause ?? ''),
          sentence: () =>
            `Object: ${list(
              rules.map((r) => r.name),
              'or',
            )}.`,
          missing: [],
        };
  },
  take: (state, act, entry) => {
    const rule = state.book.objections?.find((r) => r.id === act.rule);
    if (rule === undefined)
      return breach(
        'rule/unknown-objection',
        ACTS,
        `The rule book has no objection "${act.rule}".`,
      );
    const cited = cite(state.book, rule.clause);
    if (own(state.objections, act.objection) !== undefined)
      return breach('act/id-taken', ACTS, `There is already an objection "${act.objection}".`);
    if (entry.by.role !== 'officer' && entry.by.id !== act.by)
      return breach('act/wrong-actor', ACTS, 'Whoever objects objects in its own name.');
    const matter = act.matter === undefined ? undefined : own(state.matters, act.matter);
    if (act.matter !== undefined && matter === undefined)
      return breach('act/unknown-matter', ACTS, `There is no matter "${act.matter}".`);
    if (
      rule.about === 'candidate' &&
      (matter?.kind !== 'contest' || own(matter.candidates, act.about) === undefined)
    )
      return breach('rule/not-a-candidate', cited, `There is no candidate "${act.about}".`);
    if (rule.about === 'result' && matter?.declared === undefined)
      return breach('rule/not-declared', cited, 'There is no result to object to.');
    const late = lateness(state, rule, matter?.declared?.at, entry.at);
    if (late !== undefined) return breach('rule/too-late', cited, late);
    const objection = {
      id: act.objection,
      rule: act.rule,
      matter: act.matter,
      about: act.about,
      at: entry.at,
      decided: undefined,
    };
    return ok({ ...state, objections: { ...state.objections, [act.objection]: objection } });
  },
};

function lateness(
  state: State,
  rule: ObjectionRule,
  declared: string | undefined,
  at: string,
): string | undefined {
  if (declared === undefined) return undefined;
  if (rule.afterDeclaration === undefined)
    return 'The result is declared; this can be objected to only before.';
  const until = addSpan(state.book.zone, declared, rule.afterDeclaration);
  return at > until
    ? `The time to object ended: ${formatTime(state.book.zone, until)}.`
    : undefined;
}

/** Objections that must be decided before a result is declared. */
export function lackOfDecisions(state: State, matter: string, cited: Cited): readonly Lack[] {
  return Object.values(state.objections).flatMap((o) => {
    const rule = state.book.objections?.find((r) => r.id === o.rule);
    if (rule?.blocks !== true || o.matter !== matter || o.decided !== undefined) return [];
    const question = state.book.questions.find((q) => q.id === rule.question);
    return [
      {
        code: 'rule/objection-undecided',
        cited: rule === undefined ? cited : cite(state.book, rule.clause),
        text: `the decision of ${bodyInText(state.book, question?.body ?? '')} on the objection “${o.id}”`,
      },
    ];
  });
}
