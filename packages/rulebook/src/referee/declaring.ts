/**
 * Declaring a result and taking office. The referee checks what follows from the entries: who is
 * elected or whether a motion is carried, and the totals. Every other figure is for the verifier.
 */
import { ok, type Result } from '@hustings/base';
import { countMotion } from '@hustings/count';
import type { CandidateRef, Outcome } from '../acts.ts';
import { ACTS, type Breach, breach, type Cited, cite } from '../breach.ts';
import { DECLARATION, type Electorate, type MotionProcedure } from '../rule-book.ts';
import {
  type ActOf,
  byText,
  type ContestState,
  contestProcedure,
  isOver,
  type MatterState,
  matterProcedure,
  motionProcedure,
  own,
  type ReportedPoll,
  rollTotal,
  type State,
  withMatter,
} from '../state.ts';
import { dateIn } from '../times.ts';
import { currentBallot, pollContext, reopened } from './ballots.ts';
import { candidatesOnPaper } from './candidacy.ts';
import { declarationFault } from './declaration-parts.ts';
import { totalsOfReport } from './figures.ts';
import { type Lack, type MatterHandler, notNow } from './handler.ts';
import { levelInWords } from './level.ts';
import { countReported, type MotionCount } from './motion-figures.ts';
import { lackOfDecisions } from './objections.ts';
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
    const { results } = pollContext(state, matter);
    const cited = cite(state.book, results.clause);
    if (matter.declared?.isProvisional === false)
      return notNow('rule/declared-before', cited, 'The result has been declared.');
    if (isOver(matter)) return notNow('rule/matter-over', cited, 'This matter is over.');
    return {
      kind: 'step',
      cited,
      sentence: () => 'Declare the result.',
      from: own(matter.dates, DECLARATION),
      missing: [...lackOfCount(state, matter, cited), ...lackOfDecisions(state, matter.id, cited)],
    };
  },
  take: (state, act, entry) => {
    const matter = own(state.matters, act.matter) as MatterState;
    const procedure = matterProcedure(state, matter);
    const context = pollContext(state, matter);
    const cited = cite(state.book, context.results.clause);
    const held = deciderOf(state, matter);
    if (act.poll !== held?.id)
      return breach(
        'rule/declared-of-another-poll',
        cited,
        'The result is not of the poll of this matter.',
      );
    const judged = judgeOutcome(state, matter, held, act.outcome, cited);
    if (!judged.ok) return judged;
    const isProvisional = act.standing === 'provisional';
    if (isProvisional && context.results.provisional === undefined)
      return breach(
        'rule/no-provisional-result',
        cited,
        'The rule book knows no provisional result: what is declared is final.',
      );
    const unsaid = declarationFault(context.results, act.outcome, act.text);
    if (unsaid !== undefined)
      return breach(
        'rule/declaration-incomplete',
        cite(state.book, context.results.declaration?.clause ?? context.results.clause),
        unsaid,
      );
    const declared = { seq: entry.seq, at: entry.at, outcome: act.outcome, isProvisional };
    const isRefused =
      !isProvisional && matter.kind === 'contest' && choosesReopening(state, matter);
    const settled: MatterState = isRefused
      ? reopened(matter as ContestState)
      : { ...matter, declared };
    const next = withMatter(state, settled);
    if (isProvisional) return ok(next);
    const isVacated =
      procedure.kind === 'motion' &&
      procedure.effect.kind === 'vacates' &&
      act.outcome.kind === 'motion' &&
      act.outcome.carried;
    return ok(
      isVacated && procedure.effect.kind === 'vacates'
        ? vacated(next, procedure.effect.office, dateIn(state.book.zone, entry.at))
        : next,
    );
  },
};

/** Whoever holds the office loses it. */
function vacated(state: State, office: string, on: string): State {
  const last = own(state.holders, office) ?? undefined;
  const { [office]: _left, ...tenures } = state.tenures;
  return {
    ...state,
    tenures,
    holders: { ...state.holders, [office]: null },
    vacancies: { ...state.vacancies, [office]: { cause: 'removed', on, last } },
  };
}

/** The last ballot chose to have nominations opened again. */
function choosesReopening(state: State, contest: ContestState): boolean {
  const { paper } = currentBallot(state, contest).ballot;
  return (
    paper.reopen !== undefined &&
    contest.progress.finished?.elected.includes(paper.reopen.id) === true
  );
}

/** What decided a matter: a poll held here, or figures reported. */
interface Decider {
  readonly id: string;
  readonly isDecided: boolean;
  readonly options: readonly CandidateRef[];
  readonly chosen: readonly string[];
  readonly valid: number;
  readonly spoilt: number;
  readonly electorate: number;
  /** Of a motion that was reported: counted by the book. */
  readonly motion: MotionCount | undefined;
}

/** The poll that decides a matter, if one was opened: one that was prepared and overtaken decided nothing. */
function deciderOf(state: State, matter: MatterState): Decider | undefined {
  if (matter.poll === undefined) return undefined;
  if (matter.kind === 'contest' && isUncontested(state, matter)) return undefined;
  const progress = matter.kind === 'contest' ? matter.progress : undefined;
  const isFinished = progress === undefined || progress.finished !== undefined;
  const chosen = progress?.finished?.elected;
  const reported = own(state.reported, matter.poll);
  if (reported !== undefined) return reportedDecider(state, matter, reported, isFinished, chosen);
  const poll = own(state.polls, matter.poll);
  if (poll === undefined || poll.status === 'prepared') return undefined;
  return {
    id: poll.id,
    isDecided: poll.status === 'counted' && isFinished,
    options: poll.manifest?.proposed ?? poll.manifest?.options ?? [],
    chosen: chosen ?? poll.counted?.elected ?? [],
    valid: poll.pools.reduce((sum, p) => sum + (p.opened?.valid ?? 0), 0),
    spoilt: poll.pools.reduce((sum, p) => sum + (p.opened?.spoilt ?? 0), 0),
    electorate: rollTotal(poll.manifest?.roll.sections ?? []),
    motion: undefined,
  };
}

function reportedDecider(
  state: State,
  matter: MatterState,
  reported: ReportedPoll,
  isFinished: boolean,
  elected: readonly string[] | undefined,
): Decider {
  const { id, options, report } = reported;
  const nothing = { valid: 0, spoilt: 0, electorate: 0, motion: undefined };
  if (report === undefined) return { id, options, isDecided: false, chosen: [], ...nothing };
  const { franchise, results } = pollContext(state, matter);
  const electorate = state.book.electorates.find(
    (e) => e.id === franchise.electorate,
  ) as Electorate;
  const totals = totalsOfReport(report);
  const { roll } = results.turnout;
  const ballot = matter.kind === 'contest' ? currentBallot(state, matter).ballot : undefined;
  const isAbstentionCounted = ballot?.paper.abstention?.counted === true;
  return {
    id,
    options: ballot?.decides.kind === 'confirms' ? standingBefore(state, matter) : options,
    isDecided: isFinished,
    chosen: elected ?? report.chosen,
    valid: totals.valid + (isAbstentionCounted ? totals.abstained : 0),
    spoilt: totals.spoilt,
    electorate:
      roll === undefined
        ? totals.entitled
        : report.lines.reduce((sum, line) => sum + (own(line.rolls ?? {}, roll) ?? 0), 0),
    motion:
      matter.kind === 'motion'
        ? countReported(motionProcedure(state, matter), electorate, report)
        : undefined,
  };
}

/** Whoever is confirmed or not is not an option of the paper that asks. */
function standingBefore(state: State, matter: MatterState): readonly CandidateRef[] {
  return matter.kind === 'contest' ? candidatesOnPaper(state, matter) : [];
}

function lackOfCount(state: State, matter: MatterState, cited: Cited): readonly Lack[] {
  if (matter.kind === 'contest' && isUncontested(state, matter)) return [];
  if (matter.kind === 'contest' && matter.progress.level !== undefined)
    return [{ code: 'rule/tie-open', cited, text: levelInWords(matter) }];
  if (deciderOf(state, matter)?.isDecided === true) return [];
  return [{ code: 'order/not-counted', cited, text: 'the count of the poll' }];
}

function judgeOutcome(
  state: State,
  matter: MatterState,
  poll: Decider | undefined,
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
  return judgeElected(state, matter, poll, outcome, cited);
}

function judgeMotion(
  procedure: MotionProcedure,
  poll: Decider,
  outcome: MotionOutcome,
  cited: Cited,
): Result<void, Breach> {
  const { valid, spoilt, electorate, motion } = poll;
  const differs = (message: string) => breach('rule/outcome-differs', cited, message);
  if (motion !== undefined) {
    const { carried: isCarried, ...figures } = motion;
    for (const [name, value] of Object.entries(figures))
      if (outcome[name as keyof typeof figures] !== value)
        return differs(`The figure “${name}” is ${value} by the report.`);
    return outcome.carried === isCarried
      ? ok(undefined)
      : differs(`By these figures the motion is ${isCarried ? '' : 'not '}carried.`);
  }
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
  if ((poll.chosen.length === 1) !== carried)
    return differs('The declaration is not what the count found.');
  return ok(undefined);
}

function judgeElected(
  state: State,
  matter: MatterState,
  poll: Decider,
  outcome: ElectedOutcome,
  cited: Cited,
): Result<void, Breach> {
  const { valid, spoilt, electorate } = poll;
  const differs = (message: string) => breach('rule/outcome-differs', cited, message);
  if (outcome.valid !== valid || outcome.spoilt !== spoilt || outcome.electorate !== electorate)
    return differs(
      `The totals are not the ${valid} valid and ${spoilt} spoilt papers of ${electorate} electors.`,
    );
  const { results } = pollContext(state, matter);
  if (results.sections === 'withheld' && outcome.bySection.length > 0)
    return breach(
      'rule/sections-withheld',
      cite(state.book, results.clause),
      'Votes by section are not published.',
    );
  if (results.sectionTurnout === 'withheld' && outcome.sections.length > 0)
    return breach(
      'rule/sections-withheld',
      cite(state.book, results.clause),
      'Turnout by section is not published.',
    );
  const isReported = own(state.reported, poll.id) !== undefined;
  const small = outcome.bySection.find(
    (s) => Object.values(s.votes).reduce((a, b) => a + b, 0) < results.leastPool,
  );
  if (isReported && small !== undefined && outcome.bySection.length > 1)
    return breach(
      'rule/section-too-small',
      cite(state.book, results.clause),
      `The section “${small.section}” has fewer than ${results.leastPool} papers and is not published alone.`,
    );
  const elected = poll.chosen.flatMap((id) => poll.options.filter((o) => o.id === id));
  return sameCandidates(outcome.elected, elected)
    ? ok(undefined)
    : differs('The declaration is not what the count found.');
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
        matter.declared === undefined || matter.declared.isProvisional
          ? [{ code: 'rule/not-declared', cited, text: 'the declaration of the result' }]
          : [],
    };
  },
  take: (state, act, entry) => {
    const matter = own(state.matters, act.matter) as ContestState;
    const cited = cite(state.book, contestProcedure(state, matter).clause);
    const outcome = matter.declared?.outcome;
    const elected = outcome === undefined || outcome.kind === 'motion' ? [] : outcome.elected;
    if (act.office !== matter.office)
      return breach('rule/not-for-this-office', cited, 'The contest was for another office.');
    // Of a ticket, each member holds the office, and the ticket itself may be named.
    const persons = elected.flatMap((c) => [c, ...(own(matter.candidates, c.id)?.members ?? [])]);
    if (!persons.some((c) => c.id === act.holder.id && c.name === act.holder.name))
      return breach('rule/not-elected', cited, `${act.holder.name} was not elected.`);
    const before = own(state.tenures, act.office);
    const terms =
      before?.holder.id === act.holder.id && before.terms !== undefined ? before.terms + 1 : 1;
    const tenure = {
      holder: act.holder,
      as: 'holder' as const,
      status: undefined,
      since: dateIn(state.book.zone, entry.at),
      terms,
    };
    return ok({
      ...state,
      holders: { ...state.holders, [act.office]: act.holder },
      tenures: { ...state.tenures, [act.office]: tenure },
    });
  },
};
