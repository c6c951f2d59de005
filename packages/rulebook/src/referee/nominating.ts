/** One nomination made, one withdrawn: by whom, for whom, how many. */
import { ok } from '@hustings/base';
import { ACTS, breach, cite } from '../breach.ts';
import type { ContestProcedure } from '../rule-book.ts';
import {
  type ActOf,
  bodyInText,
  type CandidateState,
  type ContestState,
  contestProcedure,
  own,
  type State,
  withMatter,
} from '../state.ts';
import { changed, supporterFault, supporterOf } from '../support.ts';
import { leavesOf } from '../thresholds.ts';
import { trieGet, trieSet } from '../trie.ts';
import { currentGate } from './candidacy.ts';
import { ensureCandidate, withCandidate } from './candidates.ts';
import { unfitness } from './fitness.ts';
import { type Lack, type MatterHandler, notNow } from './handler.ts';
import { gateOf, NO_CONTEST, notOpen } from './nominations.ts';

export const nominationMade: MatterHandler<ActOf<'nomination-made'>> = {
  roles: ['nominator', 'officer'],
  step: (state, matter, who) => {
    if (matter.kind !== 'contest') return notNow('rule/not-a-contest', ACTS, NO_CONTEST);
    const { procedure, cited, opens, closes } = gateOf(state, matter);
    const closed = notOpen(matter, cited);
    if (closed !== undefined) return closed;
    const most = procedure.nomination.perNominator?.most;
    // Only the nominator itself can have spent all it has; the officer acts for anyone.
    const used =
      who.role === 'nominator' && most !== undefined
        ? bodiesOf(procedure, matter).map((body) => liveNominations(matter, body, who.id))
        : [];
    const isSpent = used.length > 0 && used.every((u) => u.length >= (most ?? 0));
    return {
      kind: 'step',
      cited,
      sentence: () =>
        `Nominate a candidate${who.role === 'nominator' ? '' : ', for a nominator who asks for it'}.`,
      from: opens,
      until: closes,
      missing: isSpent ? [spent(state, matter, used[0] ?? [])] : [],
    };
  },
  take: (state, act, entry) => {
    const matter = own(state.matters, act.matter) as ContestState;
    const { procedure, cited } = gateOf(state, matter);
    const { nomination } = procedure;
    if (!bodiesOf(procedure, matter).includes(act.body))
      return breach(
        'rule/not-a-nominating-body',
        cited,
        `Nominations by members of ${bodyInText(state.book, act.body)} do not count here.`,
      );
    if (entry.by.role === 'nominator' && entry.by.id !== act.nominator)
      return breach('act/wrong-actor', ACTS, 'A nominator nominates for itself alone.');
    if (act.nominator === act.candidate && !nomination.selfNomination.allowed)
      return breach(
        'rule/self-nomination',
        cite(state.book, nomination.selfNomination.clause),
        'Nobody may nominate themselves.',
      );
    const known = own(matter.candidates, act.candidate);
    if (known !== undefined && known.name !== act.name)
      return breach(
        'rule/name-differs',
        cited,
        `The candidate "${act.candidate}" has been named ${known.name} so far.`,
      );
    const holder = matter.holder;
    if (holder?.id === act.candidate && holder.name !== act.name)
      return breach(
        'rule/name-differs',
        cited,
        `The holder of the office is named ${holder.name}.`,
      );
    const unfit = unfitness(state, procedure, matter, act.candidate);
    if (unfit !== undefined) return unfit;

    const stranger = supporterFault(state, act.body, act.nominator, act.areas);
    if (stranger !== undefined) return breach('rule/supporter-unknown', cited, stranger);
    const key = nominatorKey(act.body, act.nominator);
    const before = trieGet(matter.nominators, key);
    const live = liveNominations(matter, act.body, act.nominator);
    if (live.includes(act.candidate))
      return breach('rule/nominated-before', cited, 'This nominator has nominated this candidate.');
    const limit = nomination.perNominator;
    if (limit !== undefined && live.length >= limit.most) {
      const lack = spent(state, matter, live);
      return breach(
        lack.code,
        lack.cited,
        `This nominator has no nomination left. Still missing: ${lack.text}.`,
      );
    }
    const counted = own(matter.nominatorCounts, act.body) ?? 0;
    const size = latestSize(state, act.body);
    if (before === undefined && size !== undefined && counted >= size)
      return breach(
        'rule/more-nominators-than-members',
        cited,
        `All ${size} members of ${bodyInText(state.book, act.body)} have nominated; there cannot be one more.`,
      );

    const entered = ensureCandidate(matter, act.candidate, act.name);
    const candidate = own(entered.candidates, act.candidate);
    if (candidate === undefined) return ok(state);
    const nominations = (own(candidate.nominations, act.body) ?? 0) + 1;
    const named = withCandidate(entered, {
      ...candidate,
      nominations: { ...candidate.nominations, [act.body]: nominations },
      support: supportAfter(state, candidate, act.body, act.nominator, act.areas, 1),
    });
    return ok(
      withMatter(state, {
        ...named,
        nominatorAreas:
          act.areas === undefined
            ? matter.nominatorAreas
            : trieSet(matter.nominatorAreas, key, act.areas),
        nominators: trieSet(matter.nominators, key, [...live, act.candidate]),
        nominatorCounts:
          before === undefined
            ? { ...matter.nominatorCounts, [act.body]: counted + 1 }
            : matter.nominatorCounts,
      }),
    );
  },
};

/** Kinds, members represented and areas are counted only for bodies that have any. */
function supportAfter(
  state: State,
  candidate: CandidateState,
  body: string,
  nominator: string,
  areas: Readonly<Record<string, string>> | undefined,
  by: 1 | -1,
): CandidateState['support'] {
  const found = state.book.bodies.find((b) => b.id === body);
  if (found?.units === undefined && found?.areas === undefined) return candidate.support;
  const who = supporterOf(state, body, nominator, areas);
  const support = changed(own(candidate.support, body), who, by);
  return { ...candidate.support, [body]: support };
}

export const nominationWithdrawn: MatterHandler<ActOf<'nomination-withdrawn'>> = {
  roles: ['nominator', 'officer'],
  step: (state, matter, who) => {
    if (matter.kind !== 'contest') return notNow('rule/not-a-contest', ACTS, NO_CONTEST);
    const { procedure, cited, opens, closes } = gateOf(state, matter);
    const closed = notOpen(matter, cited);
    if (closed !== undefined) return closed;
    const limit = procedure.nomination.perNominator;
    if (limit !== undefined && !limit.switching)
      return notNow(
        'rule/no-switching',
        cite(state.book, limit.clause),
        'A nomination that is made stays made.',
      );
    const made = bodiesOf(procedure, matter).flatMap((b) => liveNominations(matter, b, who.id));
    const isIdle = who.role === 'nominator' && made.length === 0;
    return {
      kind: 'step',
      cited: limit === undefined ? cited : cite(state.book, limit.clause),
      sentence: () => 'Withdraw a nomination.',
      from: opens,
      until: closes,
      missing: isIdle
        ? [{ code: 'rule/not-nominated', cited, text: 'a nomination to withdraw' }]
        : [],
    };
  },
  take: (state, act, entry) => {
    const matter = own(state.matters, act.matter) as ContestState;
    const { procedure, cited } = gateOf(state, matter);
    if (entry.by.role === 'nominator' && entry.by.id !== act.nominator)
      return breach('act/wrong-actor', ACTS, 'A nominator withdraws its own nomination alone.');
    const body = bodiesOf(procedure, matter).find((b) =>
      liveNominations(matter, b, act.nominator).includes(act.candidate),
    );
    const candidate = own(matter.candidates, act.candidate);
    if (body === undefined || candidate === undefined)
      return breach(
        'rule/not-nominated',
        cited,
        'This nominator has not nominated this candidate.',
      );
    const left = liveNominations(matter, body, act.nominator).filter((c) => c !== act.candidate);
    const nominations = (own(candidate.nominations, body) ?? 1) - 1;
    const areas = trieGet(matter.nominatorAreas, nominatorKey(body, act.nominator));
    const renamed = withCandidate(matter, {
      ...candidate,
      nominations: { ...candidate.nominations, [body]: nominations },
      support: supportAfter(state, candidate, body, act.nominator, areas, -1),
    });
    return ok(
      withMatter(state, {
        ...renamed,
        nominators: trieSet(matter.nominators, nominatorKey(body, act.nominator), left),
      }),
    );
  },
};

/** The bodies whose members nominate at the current gate. */
export function bodiesOf(procedure: ContestProcedure, matter: ContestState): readonly string[] {
  const leaves = leavesOf(currentGate(procedure, matter).condition, matter.trigger);
  return [...new Set(leaves.map((leaf) => leaf.body))];
}

function nominatorKey(body: string, nominator: string): string {
  return `${body} ${nominator}`;
}

/** Whom a nominator nominates at present; who withdrew gives the nomination back. */
export function liveNominations(
  matter: ContestState,
  body: string,
  nominator: string,
): readonly string[] {
  const made = trieGet(matter.nominators, nominatorKey(body, nominator)) ?? [];
  return made.filter((candidate) => own(matter.candidates, candidate)?.withdrew !== true);
}

function spent(state: State, matter: ContestState, live: readonly string[]): Lack {
  const limit = contestProcedure(state, matter).nomination.perNominator;
  const names = live.map((id) => own(matter.candidates, id)?.name ?? id).join(' and ');
  return {
    code: 'rule/nominations-spent',
    cited: cite(state.book, limit?.clause ?? ''),
    text:
      limit?.switching === true
        ? `the withdrawal of the nomination of ${names}: ${limit.most === 1 ? 'one candidate' : `${limit.most} candidates`} may be nominated at a time`
        : `a nomination: the one of ${names} is made, and no more may be`,
  };
}

function latestSize(state: State, body: string): number | undefined {
  let latest: { readonly size: number; readonly asOf: string } | undefined;
  for (const sized of own(state.bodies, body) ?? [])
    if (latest === undefined || sized.asOf >= latest.asOf) latest = sized;
  return latest?.size;
}
