/**
 * Rulings: who answers what the book leaves open, and which answers stand. A ruling stands until one
 * that itself stands overturns it; so a court of appeal that overturns a court restores what the
 * court had set aside.
 */
import { ok, type Result } from '@hustings/base';
import type { RulingEffect } from '../acts.ts';
import { ACTS, type Breach, breach, cite } from '../breach.ts';
import type { Question } from '../rule-book.ts';
import {
  type ActOf,
  bodyInText,
  type ContestState,
  contestProcedure,
  own,
  type RulingState,
  type State,
  withMatter,
} from '../state.ts';
import { capital } from '../words.ts';
import { ensureCandidate } from './candidates.ts';
import type { ProceedingHandler } from './handler.ts';

/** A question that no rule book lists: its answer has no effect on the procedure. */
const OTHER = 'other';

/** The rulings that stand, oldest first. */
export function standingRulings(state: State): readonly RulingState[] {
  const overturned = new Set<string>();
  const standing: RulingState[] = [];
  // Newest first: whether a ruling stands is settled before those it may overturn are looked at.
  for (const ruling of state.rulings.toReversed()) {
    if (overturned.has(ruling.ruling)) continue;
    standing.push(ruling);
    if (ruling.overturns !== undefined) overturned.add(ruling.overturns);
  }
  return standing.reverse();
}

function concerns(ruling: RulingState, matter: string): boolean {
  return ruling.matter === undefined || ruling.matter === matter;
}

/** The ruling by which someone stands without nominations. */
export function automaticRuling(
  state: State,
  matter: ContestState,
  candidate: string,
): RulingState | undefined {
  return standingRulings(state).find(
    (r) =>
      r.matter === matter.id &&
      r.effect.kind === 'candidate-automatic' &&
      r.effect.candidate === candidate,
  );
}

export function exclusionRuling(
  state: State,
  matter: ContestState,
  candidate: string,
): RulingState | undefined {
  return standingRulings(state).find(
    (r) =>
      r.matter === matter.id &&
      r.effect.kind === 'candidate-excluded' &&
      r.effect.candidate === candidate,
  );
}

/** A standing answer of the body itself, or of a body that reviewed it, to a question of a matter. */
export function answerTo(state: State, question: string, matter: string): RulingState | undefined {
  return standingRulings(state).find((r) => r.question === question && concerns(r, matter));
}

/** The ruling that fixes a section's freeze date. */
export function freezeRuling(
  state: State,
  question: string,
  section: string,
): RulingState | undefined {
  return standingRulings(state).find(
    (r) =>
      r.question === question && r.effect.kind === 'freeze-date' && r.effect.section === section,
  );
}

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
    const judged = judgePower(state, act);
    if (!judged.ok) return judged;
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
    return ok(afterRuling({ ...state, rulings: [...state.rulings, ruling] }, ruling));
  },
};

type RulingAct = ActOf<'ruling-made'>;

/** May this body answer this question in this way? */
function judgePower(state: State, act: RulingAct): Result<void, Breach> {
  if (act.question === OTHER) {
    if (act.effect.kind !== 'none' || act.overturns !== undefined)
      return breach(
        'rule/ruling-without-power',
        ACTS,
        'A ruling on a question that the rule book does not list has no effect on the procedure.',
      );
    return ok(undefined);
  }
  const question = state.book.questions.find((q) => q.id === act.question);
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
  return judgeOverturning(state, act, question, rank);
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
  if (matter?.kind !== 'contest')
    return breach(
      'rule/ruling-off-the-question',
      cited,
      'A ruling about a candidate must name the contest.',
    );
  const { incumbent } = contestProcedure(state, matter).nomination;
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

function judgeOverturning(
  state: State,
  act: RulingAct,
  question: Question,
  rank: number,
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
  if (a.kind === 'none' || b.kind === 'none') return false;
  if (a.kind === 'freeze-date') return b.kind === 'freeze-date' && a.section === b.section;
  if (b.kind === 'freeze-date') return false;
  return a.candidate === b.candidate;
}

/** Puts who stands by ruling among the candidates, and reopens nominations that had closed on other terms. */
function afterRuling(state: State, ruling: RulingState): State {
  const matter = ruling.matter === undefined ? undefined : own(state.matters, ruling.matter);
  if (matter?.kind !== 'contest') return state;
  const overturned = state.rulings.find((r) => r.ruling === ruling.overturns);
  const touched = [ruling.effect, overturned?.effect].some(
    (e) => e?.kind === 'candidate-automatic' || e?.kind === 'candidate-excluded',
  );
  let next = matter;
  if (ruling.effect.kind === 'candidate-automatic')
    next = ensureCandidate(next, ruling.effect.candidate, ruling.effect.name);
  const poll = matter.poll === undefined ? undefined : own(state.polls, matter.poll);
  const isPrinted = poll !== undefined && poll.status !== 'prepared' && poll.status !== 'failed';
  if (touched && matter.phase === 'done' && !isPrinted)
    next = { ...next, phase: 'open', reopened: true, tallies: undefined };
  return next === matter ? state : withMatter(state, next);
}
