/** How matters begin and motions end early: tabling, withdrawing, calling a contest. */
import { ok } from '@hustings/base';
import { ACTS, breach, cite } from '../breach.ts';
import type { MotionProcedure } from '../rule-book.ts';
import {
  type ActOf,
  bodyInText,
  type ContestState,
  contestProcedure,
  freshContest,
  isOver,
  type MotionState,
  motionProcedure,
  own,
  procedureOf,
  type State,
  withMatter,
} from '../state.ts';
import { addSpan } from '../times.ts';
import { pollPhase } from './ballots.ts';
import { ensureCandidate } from './candidates.ts';
import { lackOfDemand, spent } from './demands.ts';
import { type Lack, type MatterHandler, notNow, type ProcedureHandler } from './handler.ts';
import { standingRulings } from './rulings.ts';
import { barredBy, triggerLack } from './triggering.ts';

export const motionTabled: ProcedureHandler<ActOf<'motion-tabled'>> = {
  roles: ['mover', 'officer'],
  step: (state, procedure) => {
    if (procedure.kind !== 'motion')
      return notNow('rule/not-a-motion', ACTS, `“${procedure.name}” is no motion.`);
    const { tabling } = procedure;
    const cited = cite(state.book, tabling.clause);
    const immune = immuneUntil(state, procedure);
    const missing: readonly Lack[] =
      tabling.demand === undefined ? [] : lackOfDemand(state, tabling.demand, state.at, cited);
    return {
      kind: 'step',
      cited:
        immune === undefined
          ? cited
          : cite(state.book, procedure.immunity?.clause ?? tabling.clause),
      sentence: () =>
        `Table: ${procedure.name}. It needs ${tabling.movers} ${tabling.movers === 1 ? 'mover' : 'movers'} from ${bodyInText(state.book, tabling.body)}.`,
      from: immune,
      missing,
    };
  },
  take: (state, act, entry) => {
    const procedure = procedureOf(state.book, act.procedure) as MotionProcedure;
    const cited = cite(state.book, procedure.tabling.clause);
    if (own(state.matters, act.matter) !== undefined)
      return breach('act/id-taken', ACTS, `There is already a matter "${act.matter}".`);
    if (new Set(act.movers).size !== act.movers.length)
      return breach('rule/mover-twice', cited, 'A mover is named twice.');
    if (act.movers.length < procedure.tabling.movers)
      return breach(
        'rule/too-few-movers',
        cited,
        `The motion has ${act.movers.length} of the ${procedure.tabling.movers} movers that it needs.`,
      );
    if (entry.by.role === 'mover' && !act.movers.includes(entry.by.id))
      return breach('act/wrong-actor', ACTS, 'Whoever tables a motion is one of its movers.');
    const motion: MotionState = {
      kind: 'motion',
      id: act.matter,
      procedure: act.procedure,
      at: entry.at,
      dates: {},
      datesSeq: -1,
      poll: undefined,
      declared: undefined,
      abandoned: false,
      voided: undefined,
      text: act.text,
      movers: act.movers,
      withdrawn: false,
    };
    const { demand } = procedure.tabling;
    return ok(withMatter(demand === undefined ? state : spent(state, demand), motion));
  },
};

/** The first moment after the immunity that a motion put and not carried gives. */
function immuneUntil(state: State, procedure: MotionProcedure): string | undefined {
  if (procedure.immunity === undefined) return undefined;
  const { span, afterElection } = procedure.immunity;
  const ends = Object.values(state.matters).flatMap((m) => {
    const { declared } = m;
    if (declared === undefined) return [];
    const isLost =
      m.procedure === procedure.id &&
      declared.outcome.kind === 'motion' &&
      !declared.outcome.carried;
    const isElected =
      afterElection === true && m.kind === 'contest' && m.office === procedure.office;
    return isLost || isElected
      ? [{ from: declared.at, to: addSpan(state.book.zone, declared.at, span) }]
      : [];
  });
  const last = ends.toSorted((a, b) => (a.to < b.to ? -1 : 1)).at(-1);
  // Lifted for what had happened when the ruling was made.
  const isLifted = standingRulings(state).some(
    (r) =>
      r.effect.kind === 'immunity-lifted' &&
      r.effect.procedure === procedure.id &&
      last !== undefined &&
      r.at >= last.from,
  );
  return isLifted ? undefined : last?.to;
}

export const motionWithdrawn: MatterHandler<ActOf<'motion-withdrawn'>> = {
  roles: ['mover', 'officer'],
  step: (state, matter) => {
    if (matter.kind !== 'motion')
      return notNow('rule/not-a-motion', ACTS, 'A contest is not withdrawn.');
    const cited = cite(state.book, motionProcedure(state, matter).tabling.clause);
    if (isOver(matter)) return notNow('rule/matter-over', cited, 'This motion is over.');
    const phase = pollPhase(state, matter);
    if (phase === 'open' || phase === 'over')
      return notNow(
        'rule/poll-open',
        cited,
        'A motion that is being voted on cannot be withdrawn.',
      );
    return {
      kind: 'step',
      cited,
      sentence: () => 'Withdraw the motion.',
      missing: [],
      actors: matter.movers,
    };
  },
  take: (state, act) => {
    const matter = own(state.matters, act.matter) as MotionState;
    return ok(withMatter(state, { ...matter, withdrawn: true }));
  },
};

export const contestCalled: ProcedureHandler<ActOf<'contest-called'>> = {
  roles: ['officer'],
  step: (state, procedure) =>
    procedure.kind === 'contest'
      ? {
          kind: 'step',
          cited: cite(state.book, procedure.clause),
          sentence: () =>
            `Call: ${procedure.name}. What can set it going: ${procedure.triggers.map((t) => t.name).join('; ')}.`,
          missing: [],
        }
      : notNow('rule/not-a-contest', ACTS, `“${procedure.name}” is a motion.`),
  take: (state, act, entry) => {
    const procedure = procedureOf(state.book, act.procedure);
    if (procedure?.kind !== 'contest')
      return breach('rule/not-a-contest', ACTS, `There is no contest "${act.procedure}".`);
    if (own(state.matters, act.matter) !== undefined)
      return breach('act/id-taken', ACTS, `There is already a matter "${act.matter}".`);
    if (!procedure.offices.includes(act.office))
      return breach(
        'rule/not-for-this-office',
        cite(state.book, procedure.clause),
        `“${procedure.name}” does not fill the office "${act.office}".`,
      );
    const trigger = procedure.triggers.find((t) => t.id === act.trigger);
    if (trigger === undefined)
      return breach(
        'rule/unknown-trigger',
        cite(state.book, procedure.clause),
        `Nothing called "${act.trigger}" sets this contest going.`,
      );
    const cited = cite(state.book, trigger.clause);
    const office = state.book.offices.find((o) => o.id === act.office);
    const inText = office?.inText ?? act.office;
    if (trigger.office === 'held' && act.holder === undefined)
      return breach('rule/holder-missing', cited, `The entry must say who is ${inText}.`);
    if (trigger.office === 'vacant' && act.holder !== undefined)
      return breach('rule/office-held', cited, `${trigger.name}: the office must be vacant.`);
    const known = own(state.holders, act.office);
    if (known !== undefined && known?.id !== act.holder?.id)
      return breach(
        'rule/holder-differs',
        cited,
        known === null
          ? `On this record there is no one who is ${inText}.`
          : `On this record ${known.name} is ${inText}.`,
      );
    if (trigger.motion !== undefined && !isCarried(state, trigger.motion))
      return breach(
        'rule/motion-not-carried',
        cited,
        `${trigger.name}: such a motion must have been carried first.`,
      );
    const [lack] = triggerLack(state, trigger, act.office, entry.at);
    if (lack !== undefined)
      return breach(lack.code, lack.cited, `${trigger.name}: still missing: ${lack.text}.`);
    const running = Object.values(state.matters).find(
      (m) => m.kind === 'contest' && m.office === act.office && !isOver(m),
    );
    if (running !== undefined)
      return breach('rule/contest-running', cited, `A contest for ${inText} is going on already.`);
    const contest = freshContest({
      id: act.matter,
      procedure: act.procedure,
      at: entry.at,
      trigger: act.trigger,
      office: act.office,
      holder: act.holder,
      barred: barredBy(state, trigger, act.office),
    });
    const { incumbent } = procedure.nomination;
    const begun =
      act.holder !== undefined && incumbent.kind === 'automatic'
        ? ensureCandidate(contest, act.holder.id, act.holder.name)
        : contest;
    const holders = { ...state.holders, [act.office]: act.holder ?? null };
    const demands = (trigger.needs ?? []).flatMap((n) => (n.kind === 'demand' ? [n.demand] : []));
    const used = demands.reduce(spent, { ...state, holders });
    return ok(withMatter(used, begun));
  },
};

/** A contest called by mistake ends before anything has come of it; later only a ruling can end it. */
export const contestAbandoned: MatterHandler<ActOf<'contest-abandoned'>> = {
  roles: ['officer'],
  step: (state, matter) => {
    if (matter.kind !== 'contest')
      return notNow('rule/not-a-contest', ACTS, 'A motion is withdrawn by its movers.');
    const { clause } = contestProcedure(state, matter);
    const cited = cite(state.book, clause);
    if (isOver(matter)) return notNow('rule/matter-over', cited, 'This contest is over.');
    if (matter.phase !== 'waiting' || matter.gate > 0 || matter.progress.held.length > 0)
      return notNow(
        'rule/contest-under-way',
        cited,
        'Nominations have been opened; from then on only a ruling can end the contest.',
      );
    return {
      kind: 'step',
      cited,
      sentence: () => 'Abandon a contest that was called by mistake, before nominations open.',
      missing: [],
    };
  },
  take: (state, act) => {
    const matter = own(state.matters, act.matter) as ContestState;
    return ok(withMatter(state, { ...matter, abandoned: true }));
  },
};

function isCarried(state: State, procedure: string): boolean {
  return Object.values(state.matters).some(
    (m) =>
      m.procedure === procedure &&
      m.declared?.outcome.kind === 'motion' &&
      m.declared.outcome.carried,
  );
}
