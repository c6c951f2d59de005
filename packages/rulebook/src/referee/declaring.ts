/**
 * Declaring a result and taking office. The referee checks what follows from the entries: who is
 * elected or whether a motion is carried, and the totals. Every other figure is for the verifier.
 */
import { ok, type Result } from '@hustings/base';
import { countMotion } from '@hustings/count';
import type { CandidateRef, Outcome } from '../acts.ts';
import { ACTS, type Breach, breach, type Cited, cite } from '../breach.ts';
import { DECLARATION, type MotionProcedure } from '../rule-book.ts';
import {
  type ActOf,
  byText,
  type ContestState,
  contestProcedure,
  isOver,
  type MatterState,
  matterProcedure,
  own,
  type PollState,
  rollTotal,
  type State,
  withMatter,
} from '../state.ts';
import { candidatesOnPaper } from './candidacy.ts';
import { type Lack, type MatterHandler, notNow } from './handler.ts';
import { isUncontested } from './preparing.ts';

type MotionOutcome = Outcome & { readonly kind: 'motion' };
type ElectedOutcome = Outcome & { readonly kind: 'elected' };

/** Whether a motion with these figures is carried: the majority and, where there is one, the quorum. */
export function isMotionCarried(
  procedure: MotionProcedure,
  figures: {
    readonly for: number;
    readonly against: number;
    readonly abstained: number;
    readonly spoilt: number;
    readonly electorate: number;
  },
): boolean {
  const { of, share, reach } = procedure.decision;
  const { for: f, against, abstained, spoilt, electorate } = figures;
  const counted = countMotion(
    { for: f, against, abstained, spoilt, electorate },
    { of, share, reach },
  );
  if (!counted.ok || !counted.value.carried) return false;
  const { quorum } = procedure;
  if (quorum === undefined) return true;
  const present = f + against + abstained + (quorum.counts === 'cast' ? spoilt : 0);
  return (
    BigInt(present) * BigInt(quorum.share.denominator) >=
    BigInt(electorate) * BigInt(quorum.share.numerator)
  );
}

export const resultDeclared: MatterHandler<ActOf<'result-declared'>> = {
  roles: ['officer'],
  step: (state, matter) => {
    const procedure = matterProcedure(state, matter);
    const cited = cite(state.book, procedure.results.clause);
    if (matter.declared !== undefined)
      return notNow('rule/declared-before', cited, 'The result has been declared.');
    if (isOver(matter)) return notNow('rule/matter-over', cited, 'This matter is over.');
    return {
      kind: 'step',
      cited,
      sentence: () => 'Declare the result.',
      from: own(matter.dates, DECLARATION),
      missing: lackOfCount(state, matter, cited),
    };
  },
  take: (state, act, entry) => {
    const matter = own(state.matters, act.matter) as MatterState;
    const procedure = matterProcedure(state, matter);
    const cited = cite(state.book, procedure.results.clause);
    const poll = heldPoll(state, matter);
    if (act.poll !== poll?.id)
      return breach(
        'rule/declared-of-another-poll',
        cited,
        'The result is not of the poll of this matter.',
      );
    const judged = judgeOutcome(state, matter, poll, act.outcome, cited);
    if (!judged.ok) return judged;
    const declared = { seq: entry.seq, at: entry.at, outcome: act.outcome };
    const next = withMatter(state, { ...matter, declared });
    const isVacated =
      procedure.kind === 'motion' &&
      procedure.effect.kind === 'vacates' &&
      act.outcome.kind === 'motion' &&
      act.outcome.carried;
    return ok(
      isVacated && procedure.effect.kind === 'vacates'
        ? { ...next, holders: { ...next.holders, [procedure.effect.office]: null } }
        : next,
    );
  },
};

/** The poll of a matter, if it was opened: one that was prepared and overtaken decided nothing. */
function heldPoll(state: State, matter: MatterState): PollState | undefined {
  const poll = matter.poll === undefined ? undefined : own(state.polls, matter.poll);
  return poll === undefined || poll.status === 'prepared' ? undefined : poll;
}

function lackOfCount(state: State, matter: MatterState, cited: Cited): readonly Lack[] {
  if (matter.kind === 'contest' && isUncontested(state, matter)) return [];
  if (heldPoll(state, matter)?.status === 'counted') return [];
  return [{ code: 'order/not-counted', cited, text: 'the count of the poll' }];
}

function judgeOutcome(
  state: State,
  matter: MatterState,
  poll: PollState | undefined,
  outcome: Outcome,
  cited: Cited,
): Result<void, Breach> {
  const differs = (message: string) => breach('rule/outcome-differs', cited, message);
  if (poll === undefined) {
    if (matter.kind !== 'contest' || outcome.kind !== 'uncontested')
      return differs('Without a poll only an election without contest can be declared.');
    return sameCandidates(outcome.elected, candidatesOnPaper(state, matter))
      ? ok(undefined)
      : differs('Elected without contest are exactly those who stand.');
  }
  const procedure = matterProcedure(state, matter);
  if (procedure.kind === 'motion') {
    if (outcome.kind !== 'motion') return differs('The outcome of a motion must be declared.');
    return judgeMotion(procedure, poll, outcome, cited);
  }
  if (outcome.kind !== 'elected') return differs('The outcome of an election must be declared.');
  return judgeElected(poll, outcome, cited);
}

function judgeMotion(
  procedure: MotionProcedure,
  poll: PollState,
  outcome: MotionOutcome,
  cited: Cited,
): Result<void, Breach> {
  const { valid, spoilt, electorate } = totalsOf(poll);
  const differs = (message: string) => breach('rule/outcome-differs', cited, message);
  if (
    outcome.for + outcome.against + outcome.abstained !== valid ||
    outcome.spoilt !== spoilt ||
    outcome.electorate !== electorate
  )
    return differs(
      `The figures do not add up to the ${valid} valid and ${spoilt} spoilt papers of ${electorate} electors.`,
    );
  if (procedure.options.abstain === undefined && outcome.abstained > 0)
    return differs('The paper has no abstention.');
  const carried = isMotionCarried(procedure, outcome);
  if (outcome.carried !== carried)
    return differs(`By these figures the motion is ${carried ? '' : 'not '}carried.`);
  if ((poll.counted?.elected.length === 1) !== carried)
    return differs('The declaration is not what the count found.');
  return ok(undefined);
}

function judgeElected(
  poll: PollState,
  outcome: ElectedOutcome,
  cited: Cited,
): Result<void, Breach> {
  const { valid, spoilt, electorate } = totalsOf(poll);
  const differs = (message: string) => breach('rule/outcome-differs', cited, message);
  if (outcome.valid !== valid || outcome.spoilt !== spoilt || outcome.electorate !== electorate)
    return differs(
      `The totals are not the ${valid} valid and ${spoilt} spoilt papers of ${electorate} electors.`,
    );
  const options = poll.manifest?.options ?? [];
  const elected = (poll.counted?.elected ?? []).flatMap((id) => options.filter((o) => o.id === id));
  return sameCandidates(outcome.elected, elected)
    ? ok(undefined)
    : differs('The declaration is not what the count found.');
}

function totalsOf(poll: PollState) {
  return {
    valid: poll.pools.reduce((sum, p) => sum + (p.opened?.valid ?? 0), 0),
    spoilt: poll.pools.reduce((sum, p) => sum + (p.opened?.spoilt ?? 0), 0),
    electorate: rollTotal(poll.manifest?.roll.sections ?? []),
  };
}

function sameCandidates(a: readonly CandidateRef[], b: readonly CandidateRef[]): boolean {
  const text = (list: readonly CandidateRef[]): string =>
    JSON.stringify(
      list.map((c) => [c.id, c.name]).toSorted((x, y) => byText(x[0] ?? '', y[0] ?? '')),
    );
  return text(a) === text(b);
}

export const officeAssumed: MatterHandler<ActOf<'office-assumed'>> = {
  roles: ['officer'],
  step: (state, matter) => {
    if (matter.kind !== 'contest')
      return notNow('rule/not-a-contest', ACTS, 'Nobody assumes an office by a motion.');
    const cited = cite(state.book, contestProcedure(state, matter).clause);
    return {
      kind: 'step',
      cited,
      sentence: () => 'Record that the office is assumed by whoever was elected.',
      missing:
        matter.declared === undefined
          ? [{ code: 'rule/not-declared', cited, text: 'the declaration of the result' }]
          : [],
    };
  },
  take: (state, act) => {
    const matter = own(state.matters, act.matter) as ContestState;
    const cited = cite(state.book, contestProcedure(state, matter).clause);
    const outcome = matter.declared?.outcome;
    const elected = outcome === undefined || outcome.kind === 'motion' ? [] : outcome.elected;
    if (act.office !== matter.office)
      return breach('rule/not-for-this-office', cited, 'The contest was for another office.');
    if (!elected.some((c) => c.id === act.holder.id && c.name === act.holder.name))
      return breach('rule/not-elected', cited, `${act.holder.name} was not elected.`);
    return ok({ ...state, holders: { ...state.holders, [act.office]: act.holder } });
  },
};
