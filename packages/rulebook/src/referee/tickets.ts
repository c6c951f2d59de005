/** What candidates bring with them: a ticket of several, descriptions, qualifications, money. */
import { ok, type Result } from '@hustings/base';
import { ACTS, type Breach, breach, cite } from '../breach.ts';
import { addDecimals, compare, decimal, fraction, multiply, whole } from '../exact.ts';
import type { ClassBound, Money } from '../rule-book.ts';
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
import type { TicketMember } from '../support-acts.ts';
import { allLeaves, moneyText } from '../thresholds.ts';
import { ensureCandidate, withCandidate } from './candidates.ts';
import { type MatterHandler, type NotNow, notNow, type Step } from './handler.ts';
import { NO_CONTEST } from './nominations.ts';

type Rule = { readonly clause: string } | undefined;

/** The step of the officer under a rule that the book must have. */
function underRule(
  state: State,
  matter: { readonly kind: string },
  rule: Rule,
  none: string,
  sentence: string,
): Step | NotNow {
  if (matter.kind !== 'contest') return notNow('rule/not-a-contest', ACTS, NO_CONTEST);
  if (rule === undefined) return notNow('rule/no-such-rule', ACTS, none);
  return {
    kind: 'step',
    cited: cite(state.book, rule.clause),
    sentence: () => sentence,
    missing: [],
  };
}

function ruleOf<T>(
  state: State,
  matter: ContestState | { readonly kind: 'motion' },
  pick: (p: ReturnType<typeof contestProcedure>) => T,
): T | undefined {
  return matter.kind === 'contest' ? pick(contestProcedure(state, matter)) : undefined;
}

export const ticketFormed: MatterHandler<ActOf<'ticket-formed'>> = {
  roles: ['officer'],
  step: (state, matter) => {
    const rule = ruleOf(state, matter, (p) => p.nomination.ticket);
    if (isOver(matter)) return notNow('rule/matter-over', ACTS, 'This matter is over.');
    if (matter.kind === 'contest' && matter.phase === 'done')
      return notNow('rule/nominations-closed', ACTS, 'Nominations have closed.');
    return underRule(
      state,
      matter,
      rule,
      'Only single persons may stand.',
      'Record who stand together as one candidate.',
    );
  },
  take: (state, act) => {
    const matter = own(state.matters, act.matter) as ContestState;
    const rule = contestProcedure(state, matter).nomination.ticket;
    const cited = cite(state.book, rule?.clause ?? '');
    const size = act.members.length;
    if (rule === undefined || size < rule.least || size > rule.most)
      return breach(
        'rule/ticket-size',
        cited,
        `A ticket has ${rule?.least ?? 1} to ${rule?.most ?? 1} persons, and this one has ${size}.`,
      );
    const known = own(matter.candidates, act.candidate);
    if (known !== undefined && (known.name !== act.name || known.members.length > 0))
      return breach(
        'rule/name-differs',
        cited,
        `The candidate “${act.candidate}” is there already.`,
      );
    if (new Set(act.members.map((m) => m.id)).size !== size)
      return breach('rule/on-two-tickets', cited, 'Someone is named twice.');
    for (const member of act.members) {
      const other = Object.values(matter.candidates).find(
        (c) =>
          c.id !== act.candidate &&
          !c.withdrew &&
          (c.id === member.id || c.members.some((m) => m.id === member.id)),
      );
      if (other !== undefined)
        return breach(
          'rule/on-two-tickets',
          cited,
          `${member.name} stands already: ${other.name}.`,
        );
    }
    const fault = size > 1 ? ticketFault(state, rule.composition, act.members) : undefined;
    if (fault !== undefined) return fault;
    const entered = ensureCandidate(matter, act.candidate, act.name);
    const candidate = own(entered.candidates, act.candidate) as CandidateState;
    const classes = [...new Set(act.members.flatMap((m) => m.classes))];
    return ok(
      withMatter(state, withCandidate(entered, { ...candidate, members: act.members, classes })),
    );
  },
};

function ticketFault(
  state: State,
  bounds: readonly ClassBound[],
  members: readonly TicketMember[],
): { readonly ok: false; readonly error: Breach } | undefined {
  for (const bound of bounds) {
    const n = members.filter((m) => m.classes.includes(bound.class)).length;
    if (n < (bound.least ?? 0) || n > (bound.most ?? n))
      return breach(
        'rule/ticket-composition',
        cite(state.book, bound.clause),
        `The ticket has ${n} of “${bound.name}”; it must have ${bound.least === undefined ? '' : `at least ${bound.least}`}${bound.least !== undefined && bound.most !== undefined ? ' and ' : ''}${bound.most === undefined ? '' : `at most ${bound.most}`}.`,
      );
  }
  return undefined;
}

/** A candidate of a contest that is not over. */
function candidateOf(
  state: State,
  act: { readonly matter: string; readonly candidate: string },
): Result<{ readonly matter: ContestState; readonly candidate: CandidateState }, Breach> {
  const matter = own(state.matters, act.matter) as ContestState;
  const candidate = own(matter.candidates, act.candidate);
  return candidate === undefined
    ? breach('rule/not-a-candidate', ACTS, `There is no candidate "${act.candidate}".`)
    : ok({ matter, candidate });
}

function put(state: State, matter: ContestState, candidate: CandidateState): Result<State, Breach> {
  return ok(withMatter(state, withCandidate(matter, candidate)));
}

export const candidateDescribed: MatterHandler<ActOf<'candidate-described'>> = {
  roles: ['officer'],
  step: (state, matter) => {
    if (isOver(matter)) return notNow('rule/matter-over', ACTS, 'This matter is over.');
    const rule = ruleOf(state, matter, (p) => {
      const { composition, paper } = p;
      return composition?.seats?.[0] ?? composition?.caps?.[0] ?? paper.composition?.[0];
    });
    return underRule(
      state,
      matter,
      rule,
      'No rule asks what candidates are.',
      'Record what a candidate is, for quotas and caps.',
    );
  },
  take: (state, act) => {
    const found = candidateOf(state, act);
    if (!found.ok) return found;
    const { matter, candidate } = found.value;
    return put(state, matter, { ...candidate, classes: act.classes, groups: act.groups });
  },
};

export const qualificationCertified: MatterHandler<ActOf<'qualification-certified'>> = {
  roles: ['officer'],
  step: (state, matter) =>
    underRule(
      state,
      matter,
      state.book.qualifications?.[0],
      'The rule book asks for no qualification.',
      'Certify that a candidate has a qualification that the rules ask for.',
    ),
  take: (state, act) => {
    const found = candidateOf(state, act);
    if (!found.ok) return found;
    const { matter, candidate } = found.value;
    const rule = state.book.qualifications?.find((q) => q.id === act.qualification);
    if (rule === undefined)
      return breach(
        'rule/unknown-qualification',
        ACTS,
        `The rules ask for no “${act.qualification}”.`,
      );
    if (candidate.qualifications.includes(act.qualification))
      return breach('rule/done-before', cite(state.book, rule.clause), 'That has been certified.');
    const qualifications = [...candidate.qualifications, act.qualification].toSorted();
    return put(state, matter, { ...candidate, qualifications });
  },
};

export const paymentMade: MatterHandler<ActOf<'payment-made'>> = {
  roles: ['officer'],
  step: (state, matter) => {
    const rule = ruleOf(state, matter, (p) =>
      p.nomination.gates
        .flatMap((gate) => p.triggers.flatMap((t) => allLeaves(gate.condition, t.id)))
        .find((leaf) => leaf.kind === 'paid'),
    );
    if (isOver(matter)) return notNow('rule/matter-over', ACTS, 'This matter is over.');
    return underRule(
      state,
      matter,
      rule,
      'Candidates pay nothing.',
      'Record a payment by or for a candidate.',
    );
  },
  take: (state, act) => {
    const found = candidateOf(state, act);
    if (!found.ok) return found;
    const { matter, candidate } = found.value;
    const { amount, currency } = act.amount;
    const paid = addDecimals(own(candidate.paid, currency) ?? '0', amount);
    return put(state, matter, { ...candidate, paid: { ...candidate.paid, [currency]: paid } });
  },
};

export const spendingReported: MatterHandler<ActOf<'spending-reported'>> = {
  roles: ['candidate', 'officer'],
  step: (state, matter, who) => {
    const rule = ruleOf(state, matter, (p) => p.nomination.spending ?? p.nomination.deposit);
    const step = underRule(
      state,
      matter,
      rule,
      'No rule asks what candidates spend.',
      'Report what a candidate has spent; each report adds to the last.',
    );
    return step.kind === 'step' && who.role === 'candidate' && matter.kind === 'contest'
      ? { ...step, actors: Object.keys(matter.candidates) }
      : step;
  },
  take: (state, act, entry) => {
    const found = candidateOf(state, act);
    if (!found.ok) return found;
    const { matter, candidate } = found.value;
    if (entry.by.role === 'candidate' && entry.by.id !== act.candidate)
      return breach('act/wrong-actor', ACTS, 'A candidate acts for itself alone.');
    const { amount, currency } = act.amount;
    const spent = addDecimals(own(candidate.spent, currency) ?? '0', amount);
    return put(state, matter, { ...candidate, spent: { ...candidate.spent, [currency]: spent } });
  },
};

export const depositReturned: MatterHandler<ActOf<'deposit-returned'>> = {
  roles: ['officer'],
  step: (state, matter) => {
    const rule = ruleOf(state, matter, (p) => p.nomination.deposit);
    const step = underRule(
      state,
      matter,
      rule,
      'There is no deposit to return.',
      'Return a deposit.',
    );
    if (step.kind !== 'step' || matter.declared !== undefined) return step;
    return {
      ...step,
      missing: [
        { code: 'rule/not-declared', cited: step.cited, text: 'the declaration of the result' },
      ],
    };
  },
  take: (state, act) => {
    const found = candidateOf(state, act);
    if (!found.ok) return found;
    const { matter, candidate } = found.value;
    const { deposit, spending } = contestProcedure(state, matter).nomination;
    if (deposit === undefined) return breach('rule/no-such-rule', ACTS, 'There is no deposit.');
    const cited = cite(state.book, deposit.clause);
    if (candidate.returned)
      return breach('rule/done-before', cited, 'The deposit has been returned.');
    const { currency } = deposit.refundable;
    const isMore = (a: Money, limit: string): boolean =>
      compare(decimal(a.amount), decimal(limit)) > 0;
    if (act.amount.currency !== currency || isMore(act.amount, deposit.refundable.amount))
      return breach(
        'rule/deposit-smaller',
        cited,
        `At most ${moneyText(deposit.refundable)} comes back.`,
      );
    if (isMore(act.amount, own(candidate.paid, currency) ?? '0'))
      return breach('rule/deposit-smaller', cited, 'Less than that was paid.');
    if (deposit.when.kind === 'complied') {
      const spent =
        spending === undefined ? undefined : own(candidate.spent, spending.most.currency);
      if (spent === undefined)
        return breach('rule/deposit-lost', cited, 'No spending has been reported.');
      if (spending !== undefined && compare(decimal(spent), decimal(spending.most.amount)) > 0)
        return breach(
          'rule/deposit-lost',
          cite(state.book, spending.clause),
          `${spending.most.currency} ${spent} was spent; at most ${moneyText(spending.most)} may be.`,
        );
    } else if (!hasShare(matter, candidate.id, deposit.when.least))
      return breach('rule/deposit-lost', cited, 'The share of the votes was too small.');
    return put(state, matter, { ...candidate, returned: true });
  },
};

function hasShare(
  matter: ContestState,
  candidate: string,
  least: { readonly numerator: number; readonly denominator: number },
): boolean {
  const outcome = matter.declared?.outcome;
  if (outcome?.kind !== 'elected') return outcome?.kind === 'uncontested';
  const votes = outcome.firstPreferences.find((l) => l.candidate === candidate)?.votes ?? 0;
  return compare(whole(votes), multiply(fraction(least), whole(outcome.valid))) >= 0;
}
