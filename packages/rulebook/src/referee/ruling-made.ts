/** Rulings as they are made: who answers what the book leaves open, with which effect, against whom. */
import { ok, type Result } from '@hustings/base';
import type { RulingEffect } from '../acts.ts';
import { ACTS, type Breach, breach, type Cited, cite } from '../breach.ts';
import type { Question } from '../rule-book.ts';
import {
  type ActOf,
  bodyInText,
  contestProcedure,
  type MatterState,
  own,
  type RulingState,
  type State,
  withMatter,
} from '../state.ts';
import { addSpan, formatSpan } from '../times.ts';
import { capital } from '../words.ts';
import { pollPhase } from './ballots.ts';
import { ensureCandidate, withCandidate } from './candidates.ts';
import type { ProceedingHandler } from './handler.ts';
import { afterEffect } from './ruling-effects.ts';
import { standingRulings } from './rulings.ts';

/** A question that no rule book lists: its answer has no effect on the procedure. */
const OTHER = 'other';

export const rulingMade: ProceedingHandler<ActOf<'ruling-made'>> = {
  roles: ['officer'],
  step: (state) => ({
    kind: 'step',
    cited: ACTS,
    sentence: () => {
      const asked = state.book.questions.map(
        (q) => `${bodyInText(state.book, q.body)} on “${q.asks}”`,
      );
      return `Record a ruling${asked.length === 0 ? '' : `: ${asked.join('; ')}`}.`;
    },
    missing: [],
  }),
  take: (state, act, entry) => {
    if (state.rulings.some((r) => r.ruling === act.ruling))
      return breach('act/id-taken', ACTS, `There is already a ruling "${act.ruling}".`);
    if (!state.book.bodies.some((b) => b.id === act.body))
      return breach('rule/unknown-body', ACTS, `The rule book knows no body "${act.body}".`);
    if (act.matter !== undefined && own(state.matters, act.matter) === undefined)
      return breach('act/unknown-matter', ACTS, `There is no matter "${act.matter}".`);
    if (act.vote !== undefined && act.vote.for < act.vote.against)
      return breach(
        'rule/ruling-not-carried',
        ACTS,
        `A ruling with ${act.vote.for} votes for and ${act.vote.against} against was not made.`,
      );
    const judged = judgePower(state, act, entry.at);
    if (!judged.ok) return judged;
    const objection =
      act.objection === undefined ? undefined : own(state.objections, act.objection);
    const rule = state.book.objections?.find((r) => r.id === objection?.rule);
    if (act.objection !== undefined && (objection === undefined || rule === undefined))
      return breach('rule/unknown-objection', ACTS, `There is no objection "${act.objection}".`);
    if (objection !== undefined && rule?.question !== act.question)
      return breach(
        'rule/ruling-off-the-question',
        cite(state.book, rule?.clause ?? ''),
        'That objection is decided under another question.',
      );
    const objections =
      objection === undefined || objection.decided !== undefined
        ? state.objections
        : { ...state.objections, [objection.id]: { ...objection, decided: act.ruling } };
    const ruling: RulingState = {
      ruling: act.ruling,
      matter: act.matter,
      body: act.body,
      question: act.question,
      effect: act.effect,
      overturns: act.overturns,
      seq: entry.seq,
      at: entry.at,
    };
    return ok(afterRuling({ ...state, objections, rulings: [...state.rulings, ruling] }, ruling));
  },
};

type RulingAct = ActOf<'ruling-made'>;

/** May this body answer this question in this way? */
function judgePower(state: State, act: RulingAct, at: string): Result<void, Breach> {
  if (act.question === OTHER && state.book.silence === undefined) {
    if (act.effect.kind !== 'none' || act.overturns !== undefined)
      return breach(
        'rule/ruling-without-power',
        ACTS,
        'A ruling on a question that the rule book does not list has no effect on the procedure.',
      );
    return ok(undefined);
  }
  const question = questionOf(state, act.question);
  if (question === undefined)
    return breach(
      'rule/unknown-question',
      ACTS,
      `The rule book lists no question "${act.question}".`,
    );
  const cited = cite(state.book, question.clause);
  const rank = rankOf(question, act.body);
  if (rank === undefined)
    return breach(
      'rule/ruling-without-power',
      cited,
      `The question “${question.asks}” is for ${bodyInText(state.book, question.body)} to answer, not for ${bodyInText(state.book, act.body)}.`,
    );
  if (act.effect.kind !== 'none' && !question.effects.includes(act.effect.kind))
    return breach(
      'rule/ruling-without-power',
      cited,
      `An answer to “${question.asks}” cannot have that effect.`,
    );
  const fit = judgeEffect(state, act, question);
  if (!fit.ok) return fit;
  return judgeOverturning(state, act, question, rank, at);
}

/** What the book does not say is ruled on under the question that it keeps for that. */
function questionOf(state: State, id: string): Question | undefined {
  const { questions, silence } = state.book;
  return questions.find(
    (q) => q.id === (id === OTHER && silence !== undefined ? silence.question : id),
  );
}

/** 0 for the body that answers, then the bodies of review in their order. */
function rankOf(question: Question, body: string): number | undefined {
  const rank = [question.body, ...question.review].indexOf(body);
  return rank < 0 ? undefined : rank;
}

function judgeEffect(state: State, act: RulingAct, question: Question): Result<void, Breach> {
  const { effect } = act;
  const cited = cite(state.book, question.clause);
  if (effect.kind === 'none') return ok(undefined);
  if (effect.kind === 'freeze-date') {
    const known = state.book.electorates.some((electorate) =>
      electorate.sections.some(
        (s) =>
          s.id === effect.section &&
          s.freeze.kind === 'by-ruling' &&
          s.freeze.question === question.id,
      ),
    );
    return known
      ? ok(undefined)
      : breach(
          'rule/ruling-off-the-question',
          cited,
          `No freeze date of a section "${effect.section}" hangs on this question.`,
        );
  }
  const matter = act.matter === undefined ? undefined : own(state.matters, act.matter);
  if (effect.kind === 'elector-excluded') {
    const known = state.book.electorates.some((e) =>
      e.sections.some((s) => s.id === effect.section),
    );
    return known
      ? ok(undefined)
      : breach('rule/ruling-off-the-question', cited, `There is no section "${effect.section}".`);
  }
  if (effect.kind === 'immunity-lifted') {
    const found = state.book.procedures.find((p) => p.id === effect.procedure);
    return found?.kind === 'motion' && found.immunity?.lifting === question.id
      ? ok(undefined)
      : breach('rule/ruling-off-the-question', cited, 'No immunity hangs on this question.');
  }
  if (
    effect.kind === 'dates-open' ||
    effect.kind === 'matter-abandoned' ||
    effect.kind === 'result-void'
  )
    return matter === undefined
      ? breach('rule/ruling-off-the-question', cited, 'This ruling must name the matter.')
      : effectFault(state, effect.kind, matter, cited);
  if (
    matter?.kind === 'contest' &&
    (effect.kind === 'nominations-reopened' || effect.kind === 'ballot-again')
  )
    return effectFault(state, effect.kind, matter, cited);
  if (matter?.kind !== 'contest')
    return breach(
      'rule/ruling-off-the-question',
      cited,
      'A ruling about a candidate must name the contest.',
    );
  const { incumbent } = contestProcedure(state, matter).nomination;
  if (
    effect.kind === 'candidate-approved' &&
    own(matter.candidates, effect.candidate) === undefined
  )
    return breach('rule/not-a-candidate', cited, `There is no candidate "${effect.candidate}".`);
  if (
    effect.kind === 'candidate-automatic' &&
    incumbent.kind === 'by-ruling' &&
    incumbent.question === question.id &&
    (matter.holder?.id !== effect.candidate || matter.holder.name !== effect.name)
  )
    return breach(
      'rule/ruling-off-the-question',
      cited,
      'This question is about the holder of the office, and the ruling names someone else.',
    );
  return ok(undefined);
}

/** What an effect on the course of a matter needs there to be. */
function effectFault(
  state: State,
  effect:
    | 'dates-open'
    | 'matter-abandoned'
    | 'result-void'
    | 'nominations-reopened'
    | 'ballot-again',
  matter: MatterState,
  cited: Cited,
): Result<void, Breach> {
  const nothing = (message: string): Result<void, Breach> =>
    breach('rule/ruling-off-the-question', cited, message);
  switch (effect) {
    case 'result-void':
      return matter.declared === undefined
        ? nothing('No result has been declared.')
        : ok(undefined);
    case 'ballot-again':
      return matter.kind !== 'contest' ||
        matter.phase !== 'done' ||
        matter.progress.held.length === 0
        ? nothing('No ballot of this matter has been counted or reported.')
        : ok(undefined);
    case 'nominations-reopened':
      return matter.kind !== 'contest' ||
        matter.phase !== 'done' ||
        pollPhase(state, matter) === 'over'
        ? nothing('Nominations of this contest are not closed, or its ballot is over.')
        : ok(undefined);
    case 'dates-open':
    case 'matter-abandoned':
      return matter.abandoned ? nothing('This matter has ended.') : ok(undefined);
  }
}

function judgeOverturning(
  state: State,
  act: RulingAct,
  question: Question,
  rank: number,
  at: string,
): Result<void, Breach> {
  const cited = cite(state.book, question.clause);
  const standing = standingRulings(state);
  const overturned = standing.find((r) => r.ruling === act.overturns);
  if (act.overturns !== undefined) {
    if (overturned === undefined)
      return breach(
        'rule/nothing-to-overturn',
        cited,
        `There is no ruling "${act.overturns}" that stands.`,
      );
    if (overturned.question !== act.question || overturned.matter !== act.matter)
      return breach(
        'rule/ruling-off-the-question',
        cited,
        'A ruling can overturn only one on the same question and matter.',
      );
    const { appeal } = question;
    if (
      rank > 0 &&
      appeal !== undefined &&
      at > addSpan(state.book.zone, overturned.at, appeal.within)
    )
      return breach(
        'rule/appeal-too-late',
        cite(state.book, appeal.clause),
        `An answer may be set aside only within ${formatSpan(appeal.within)}.`,
      );
    const before = rankOf(question, overturned.body) ?? 0;
    // A body may go back on its own answer; one that reviews others may not go back on itself.
    if (rank < before || (rank === before && rank > 0))
      return breach(
        'rule/ruling-without-power',
        cited,
        `${capital(bodyInText(state.book, act.body))} cannot overturn ${bodyInText(state.book, overturned.body)}.`,
      );
  }
  const clash = standing.find(
    (r) =>
      r !== overturned &&
      r.matter === act.matter &&
      (sameSlot(r.effect, act.effect) || (rank === 0 && isAnotherAnswer(r, act, question))),
  );
  if (clash !== undefined)
    return breach(
      'rule/ruling-clashes',
      cited,
      `The ruling "${clash.ruling}" already settles this and stands; a new one must overturn it.`,
    );
  return ok(undefined);
}

/** The same body has answered yes or no before: it must say that it changes its mind. */
function isAnotherAnswer(before: RulingState, act: RulingAct, question: Question): boolean {
  // What is asked of one thing after another, objections or what the book leaves out, has many answers.
  if (!question.effects.includes('candidate-automatic') || act.objection !== undefined)
    return false;
  const isYesOrNo = (effect: RulingEffect): boolean =>
    effect.kind === 'none' || effect.kind === 'candidate-automatic';
  return (
    before.question === question.id &&
    before.body === question.body &&
    isYesOrNo(before.effect) &&
    isYesOrNo(act.effect)
  );
}

/** Two effects that cannot both stand. */
function sameSlot(a: RulingEffect, b: RulingEffect): boolean {
  if (a.kind === 'freeze-date') return b.kind === 'freeze-date' && a.section === b.section;
  if (a.kind === 'candidate-approved') return b.kind === a.kind && a.candidate === b.candidate;
  if (a.kind === 'elector-excluded')
    return b.kind === a.kind && a.section === b.section && a.elector === b.elector;
  const isPlace = (e: RulingEffect) =>
    e.kind === 'candidate-automatic' || e.kind === 'candidate-excluded';
  return (
    isPlace(a) && isPlace(b) && 'candidate' in a && 'candidate' in b && a.candidate === b.candidate
  );
}

/** Puts who stands by ruling among the candidates, and reopens nominations that had closed on other terms. */
function afterRuling(state: State, ruling: RulingState): State {
  const matter = ruling.matter === undefined ? undefined : own(state.matters, ruling.matter);
  const overturned = state.rulings.find((r) => r.ruling === ruling.overturns);
  const moved = afterEffect(state, ruling, overturned);
  if (matter?.kind !== 'contest') return moved;
  const now = own(moved.matters, matter.id);
  if (now?.kind !== 'contest') return moved;
  const touched = [ruling.effect, overturned?.effect].some(
    (e) =>
      e?.kind === 'candidate-automatic' ||
      e?.kind === 'candidate-excluded' ||
      e?.kind === 'candidate-approved',
  );
  let next = now;
  const { effect } = ruling;
  if (effect.kind === 'candidate-automatic')
    next = ensureCandidate(next, effect.candidate, effect.name);
  const phase = pollPhase(state, matter);
  const isPrinted = phase === 'open' || phase === 'over' || matter.progress.held.length > 0;
  if (touched && matter.phase === 'done' && !isPrinted)
    next = { ...next, phase: 'open', reopened: true, tallies: undefined };
  if (isPrinted && effect.kind === 'candidate-excluded') {
    // On the paper already: what votes for this candidate become is the rule of late withdrawals.
    const candidate = own(next.candidates, effect.candidate);
    if (candidate !== undefined) next = withCandidate(next, { ...candidate, leftLate: true });
  }
  if (isPrinted && overturned?.effect.kind === 'candidate-excluded') {
    const candidate = own(next.candidates, overturned.effect.candidate);
    if (candidate !== undefined) next = withCandidate(next, { ...candidate, leftLate: false });
  }
  return next === now ? moved : withMatter(moved, next);
}
