/** What candidates do themselves: consent, withdraw, file a statement. */
import { ok } from '@hustings/base';
import type { Actor } from '../acts.ts';
import { ACTS, breach, cite } from '../breach.ts';
import type { LateWithdrawal } from '../rule-book.ts';
import {
  type ActOf,
  type CandidateState,
  type ContestState,
  contestProcedure,
  isOver,
  own,
  type State,
  withMatter,
} from '../state.ts';
import { pollPhase } from './ballots.ts';
import { withCandidate } from './candidates.ts';
import { type Lack, type MatterHandler, type NotNow, notNow, type Step } from './handler.ts';
import { NO_CONTEST } from './nominations.ts';

type Own = 'candidate-consented' | 'candidate-withdrew' | 'statement-filed';

/** The step of a candidate, under the rule that sets its last moment. */
function ownStep(
  state: State,
  matter: ContestState,
  who: Actor,
  rule: { readonly until: string; readonly clause: string },
  words: {
    readonly sentence: string;
    /** Why this candidate has nothing to do here, if so. */
    readonly done: (candidate: CandidateState) => string | undefined;
  },
): Step | NotNow {
  const cited = cite(state.book, rule.clause);
  if (isOver(matter)) return notNow('rule/matter-over', cited, 'This contest is over.');
  const candidate = own(matter.candidates, who.id);
  const missing: Lack[] = [];
  if (who.role === 'candidate') {
    if (candidate === undefined)
      missing.push({ code: 'rule/not-a-candidate', cited, text: 'a nomination' });
    const done = candidate === undefined ? undefined : words.done(candidate);
    if (done !== undefined) return notNow('rule/done-before', cited, done);
  }
  return {
    kind: 'step',
    cited,
    sentence: () => words.sentence,
    until: own(matter.dates, rule.until),
    missing,
  };
}

/** The candidate that an act is about, when the actor may act for it. */
function actingCandidate(
  state: State,
  act: ActOf<Own>,
  by: Actor,
): { readonly matter: ContestState; readonly candidate: CandidateState } | string {
  const matter = own(state.matters, act.matter) as ContestState;
  if (by.role === 'candidate' && by.id !== act.candidate)
    return 'A candidate acts for itself alone.';
  const candidate = own(matter.candidates, act.candidate);
  return candidate === undefined
    ? `There is no candidate "${act.candidate}".`
    : { matter, candidate };
}

export const candidateConsented: MatterHandler<ActOf<'candidate-consented'>> = {
  roles: ['candidate', 'officer'],
  step: (state, matter, who) => {
    if (matter.kind !== 'contest') return notNow('rule/not-a-contest', ACTS, NO_CONTEST);
    const { nomination } = contestProcedure(state, matter);
    if (nomination.consent === undefined)
      return notNow('rule/no-consent-needed', ACTS, 'The rule book asks for no consent.');
    return ownStep(state, matter, who, nomination.consent, {
      sentence: 'Consent to stand.',
      done: (c) =>
        c.withdrew
          ? 'This candidate has withdrawn.'
          : c.consented
            ? 'This candidate has consented.'
            : undefined,
    });
  },
  take: (state, act, entry) => {
    const found = actingCandidate(state, act, entry.by);
    if (typeof found === 'string') return breach('rule/not-a-candidate', ACTS, found);
    const { matter, candidate } = found;
    const { nomination } = contestProcedure(state, matter);
    const cited = cite(state.book, nomination.consent?.clause ?? '');
    if (candidate.withdrew)
      return breach('rule/candidate-withdrew', cited, `${candidate.name} has withdrawn.`);
    if (candidate.consented)
      return breach('rule/done-before', cited, `${candidate.name} has consented.`);
    return ok(withMatter(state, withCandidate(matter, { ...candidate, consented: true })));
  },
};

/** After the date for it, where the book says what becomes of one who leaves. */
function lateRule(state: State, matter: ContestState): LateWithdrawal | undefined {
  const { withdrawal } = contestProcedure(state, matter).nomination;
  return withdrawal.later;
}

/** Off the next paper, or on one that is made: who leaves an open ballot stays on it. */
function leavesPaper(state: State, matter: ContestState): boolean {
  const phase = pollPhase(state, matter);
  return phase === 'none' || phase === 'prepared';
}

export const candidateWithdrew: MatterHandler<ActOf<'candidate-withdrew'>> = {
  roles: ['candidate', 'officer'],
  step: (state, matter, who) => {
    if (matter.kind !== 'contest') return notNow('rule/not-a-contest', ACTS, NO_CONTEST);
    const { nomination } = contestProcedure(state, matter);
    const later = lateRule(state, matter);
    const step = ownStep(state, matter, who, nomination.withdrawal, {
      sentence: 'Withdraw from the contest.',
      done: (c) => (c.withdrew || c.leftLate ? 'This candidate has withdrawn.' : undefined),
    });
    if (step.kind === 'not-now' || later === undefined) return step;
    if (later.kind === 'between-ballots' && !leavesPaper(state, matter))
      return notNow(
        'rule/ballot-open',
        cite(state.book, later.clause),
        'A candidate may leave between ballots, and not during one.',
      );
    return { ...step, until: undefined };
  },
  take: (state, act, entry) => {
    const found = actingCandidate(state, act, entry.by);
    if (typeof found === 'string') return breach('rule/not-a-candidate', ACTS, found);
    const { matter, candidate } = found;
    if (candidate.withdrew || candidate.leftLate)
      return breach(
        'rule/done-before',
        cite(state.book, contestProcedure(state, matter).nomination.withdrawal.clause),
        `${candidate.name} has withdrawn.`,
      );
    const left = leavesPaper(state, matter) ? { withdrew: true } : { leftLate: true };
    return ok(withMatter(state, withCandidate(matter, { ...candidate, ...left })));
  },
};

export const statementFiled: MatterHandler<ActOf<'statement-filed'>> = {
  roles: ['candidate', 'officer'],
  step: (state, matter, who) => {
    if (matter.kind !== 'contest') return notNow('rule/not-a-contest', ACTS, NO_CONTEST);
    const { statement } = contestProcedure(state, matter).nomination;
    if (statement === undefined)
      return notNow('rule/no-statements', ACTS, 'The rule book provides for no statements.');
    return ownStep(state, matter, who, statement, {
      sentence: `File a statement of at most ${statement.words} words; a new one takes the place of the last.`,
      done: (c) => (c.withdrew ? 'This candidate has withdrawn.' : undefined),
    });
  },
  take: (state, act, entry) => {
    const found = actingCandidate(state, act, entry.by);
    if (typeof found === 'string') return breach('rule/not-a-candidate', ACTS, found);
    const { matter, candidate } = found;
    const { statement } = contestProcedure(state, matter).nomination;
    const cited = cite(state.book, statement?.clause ?? '');
    if (candidate.withdrew)
      return breach('rule/candidate-withdrew', cited, `${candidate.name} has withdrawn.`);
    const words = act.text.split(/\s+/u).filter((word) => word !== '').length;
    if (statement !== undefined && words > statement.words)
      return breach(
        'rule/statement-too-long',
        cited,
        `The statement has ${words} words; ${statement.words} are allowed.`,
      );
    return ok(withMatter(state, withCandidate(matter, { ...candidate, statement: act.text })));
  },
};
