/**
 * Opening the box (PROTOCOL §7–10) as far as the procedure goes: every mixer once and in order, no
 * share before the promised number of mixes, no opening before enough shares. Proofs are for the verifier.
 */
import { ok } from '@hustings/base';
import { breach, cite, protocol } from '../breach.ts';
import {
  type ActOf,
  type MatterState,
  motionProcedure,
  own,
  type PollState,
  type PoolState,
  type State,
  withMatter,
  withPoll,
} from '../state.ts';
import { currentBallot, needsFigures, seatsOf } from './ballots.ts';
import { notThemselves } from './ceremony.ts';
import { settle } from './deciding.ts';
import { type Lack, notNow, type PollHandler } from './handler.ts';
import { contextOf } from './polls.ts';

const NOT_CLOSED = 'The poll must be closed first.';

function closedPoll(poll: PollState): ReturnType<typeof notNow> | undefined {
  if (poll.status === 'closed' || poll.status === 'counted') return undefined;
  return notNow('order/poll-not-closed', protocol(7), NOT_CLOSED);
}

function mixersOf(poll: PollState) {
  return poll.manifest?.mixers ?? [];
}

function trusteesOf(poll: PollState): readonly string[] {
  return (poll.manifest?.trustees ?? []).map((t) => t.id);
}

function withPool(state: State, poll: PollState, pool: PoolState): State {
  const pools = poll.pools.map((p) => (p.id === pool.id ? pool : p));
  return withPoll(state, { ...poll, pools });
}

function noPool(id: string) {
  return breach('order/unknown-pool', protocol(7), `The poll has no pool "${id}".`);
}

export const poolMixed: PollHandler<ActOf<'pool-mixed'>> = {
  roles: ['mixer'],
  step: (_state, poll) => {
    const early = closedPoll(poll);
    if (early !== undefined) return early;
    const mixers = mixersOf(poll);
    const turns = poll.pools.flatMap((pool) => mixers[pool.mixes]?.id ?? []);
    if (turns.length === 0)
      return notNow('order/all-mixed', protocol(8), 'Every pool has been mixed by all its mixers.');
    return {
      kind: 'step',
      cited: protocol(8),
      sentence: () => 'Mix a pool whose turn with you it is.',
      missing: [],
      actors: turns,
    };
  },
  take: (state, act, entry) => {
    const poll = own(state.polls, act.poll) as PollState;
    const fault = notThemselves(act.mixer, entry.by.id);
    if (fault !== undefined) return fault;
    const pool = poll.pools.find((p) => p.id === act.pool);
    if (pool === undefined) return noPool(act.pool);
    const next = mixersOf(poll)[pool.mixes];
    if (act.step !== pool.mixes + 1 || next?.id !== act.mixer)
      return breach(
        'order/mix-out-of-turn',
        protocol(8),
        next === undefined
          ? `The pool "${pool.id}" has been mixed by everyone.`
          : `Step ${pool.mixes + 1} of the pool "${pool.id}" is for ${next.name}.`,
      );
    return ok(withPool(state, poll, { ...pool, mixes: pool.mixes + 1 }));
  },
};

export const sharePublished: PollHandler<ActOf<'share-published'>> = {
  roles: ['trustee'],
  step: (_state, poll, who) => {
    const early = closedPoll(poll);
    if (early !== undefined) return early;
    const open = poll.pools.filter((p) => !p.shares.includes(who.id) && p.opened === undefined);
    if (open.length === 0)
      return notNow('order/all-shared', protocol(9), 'There is nothing left to decrypt here.');
    const needed = mixersOf(poll).length;
    const mixed = open.filter((p) => p.mixes === needed);
    return {
      kind: 'step',
      cited: protocol(9),
      sentence: () => 'Publish your share of the decryption of a pool, after checking its mixes.',
      missing: mixed.length > 0 ? [] : lackOfMixes(poll, open),
      actors: trusteesOf(poll),
    };
  },
  take: (state, act, entry) => {
    const poll = own(state.polls, act.poll) as PollState;
    const fault = notThemselves(act.trustee, entry.by.id);
    if (fault !== undefined) return fault;
    const pool = poll.pools.find((p) => p.id === act.pool);
    if (pool === undefined) return noPool(act.pool);
    if (pool.shares.includes(act.trustee))
      return breach('order/done-before', protocol(9), 'This trustee has decrypted this pool.');
    if (pool.opened !== undefined)
      return breach('order/opened-before', protocol(9), 'This pool has been opened.');
    const [lack] = lackOfMixes(poll, [pool]);
    if (lack !== undefined) return breach(lack.code, lack.cited, `Still missing: ${lack.text}.`);
    return ok(withPool(state, poll, { ...pool, shares: [...pool.shares, act.trustee] }));
  },
};

function lackOfMixes(poll: PollState, pools: readonly PoolState[]): readonly Lack[] {
  const mixers = mixersOf(poll);
  return pools.flatMap((pool) => {
    const left = mixers.slice(pool.mixes);
    if (left.length === 0) return [];
    return [
      {
        code: 'order/mixes-missing',
        cited: protocol(9),
        text: `the mixing of the pool “${pool.id}” by ${left.map((m) => m.name).join(' and ')}`,
      },
    ];
  });
}

export const coinShared: PollHandler<ActOf<'coin-shared'>> = {
  roles: ['trustee'],
  step: (_state, poll, who) => {
    const early = closedPoll(poll);
    if (early !== undefined) return early;
    if (poll.status === 'counted')
      return notNow('order/counted-before', protocol(10), 'The poll has been counted.');
    if (poll.coins.includes(who.id))
      return notNow('order/done-before', protocol(10), 'This trustee has published its share.');
    return {
      kind: 'step',
      cited: protocol(10),
      sentence: () => 'Publish your share of the public coin, from which a lot is drawn.',
      missing: [],
      actors: trusteesOf(poll),
    };
  },
  take: (state, act, entry) => {
    const poll = own(state.polls, act.poll) as PollState;
    const fault = notThemselves(act.trustee, entry.by.id);
    if (fault !== undefined) return fault;
    return ok(withPoll(state, { ...poll, coins: [...poll.coins, act.trustee] }));
  },
};

export const poolOpened: PollHandler<ActOf<'pool-opened'>> = {
  roles: ['officer', 'system'],
  step: (_state, poll) => {
    const early = closedPoll(poll);
    if (early !== undefined) return early;
    const left = poll.pools.filter((p) => p.opened === undefined);
    if (left.length === 0)
      return notNow('order/opened-before', protocol(9), 'Every pool has been opened.');
    const ready = left.filter((p) => lackOfShares(poll, p).length === 0);
    return {
      kind: 'step',
      cited: protocol(9),
      sentence: () => 'Open a pool: publish its papers.',
      missing: ready.length > 0 ? [] : left.flatMap((p) => lackOfShares(poll, p)),
    };
  },
  take: (state, act) => {
    const poll = own(state.polls, act.poll) as PollState;
    const pool = poll.pools.find((p) => p.id === act.pool);
    if (pool === undefined) return noPool(act.pool);
    if (pool.opened !== undefined)
      return breach('order/opened-before', protocol(9), 'This pool has been opened.');
    const [lack] = lackOfShares(poll, pool);
    if (lack !== undefined) return breach(lack.code, lack.cited, `Still missing: ${lack.text}.`);
    const reasons = act.spoilt.map((s) => s.reason);
    const spoilt = act.spoilt.reduce((sum, s) => sum + s.count, 0);
    if (new Set(reasons).size !== reasons.length || act.valid + spoilt !== pool.counting)
      return breach(
        'order/papers-do-not-add-up',
        protocol(9),
        `${act.valid} valid and ${spoilt} spoilt papers are not the ${pool.counting} ballots of the pool.`,
      );
    return ok(withPool(state, poll, { ...pool, opened: { valid: act.valid, spoilt } }));
  },
};

function lackOfShares(poll: PollState, pool: PoolState): readonly Lack[] {
  const needed = poll.manifest?.threshold ?? 0;
  const short = needed - pool.shares.length;
  if (short <= 0) return [];
  return [
    {
      code: 'order/shares-missing',
      cited: protocol(9),
      text: `the decryption of the pool “${pool.id}” by ${short} more ${short === 1 ? 'trustee' : 'trustees'}`,
    },
  ];
}

/** What `poll-counted` calls the count of a motion; contests name a rule of @hustings/count. */
export const MOTION_RULE = 'motion';

export const pollCounted: PollHandler<ActOf<'poll-counted'>> = {
  roles: ['officer', 'system'],
  step: (state, poll) => {
    const found = contextOf(state, poll);
    const early = closedPoll(poll);
    if (early !== undefined || found === undefined)
      return early ?? notNow('order/poll-not-closed', protocol(7), NOT_CLOSED);
    const { procedure, matter } = found;
    const cited = cite(
      state.book,
      matter.kind === 'contest' || procedure.kind === 'contest'
        ? countOf(state, matter).clause
        : procedure.decision.clause,
    );
    if (poll.status === 'counted')
      return notNow('order/counted-before', cited, 'The poll has been counted.');
    const left = poll.pools.filter((p) => p.opened === undefined);
    return {
      kind: 'step',
      cited,
      sentence: () => 'Count the papers.',
      missing: left.map((pool) => ({
        code: 'order/pools-unopened',
        cited: protocol(9),
        text: `the papers of the pool “${pool.id}”`,
      })),
    };
  },
  take: (state, act, entry) => {
    const poll = own(state.polls, act.poll) as PollState;
    const matter = contextOf(state, poll)?.matter;
    if (matter === undefined) return breach('order/poll-not-closed', protocol(7), NOT_CLOSED);
    const { clause, rule } = countOf(state, matter);
    const cited = cite(state.book, clause);
    if (act.rule !== rule)
      return breach(
        'rule/counted-by-another-rule',
        cited,
        `The papers are to be counted by "${rule}", not by "${act.rule}".`,
      );
    const options = (poll.manifest?.options ?? []).map((o) => o.id);
    const electable =
      matter.kind === 'contest' && rule !== MOTION_RULE ? options : options.slice(0, 1);
    const most = matter.kind === 'contest' ? seatsOf(state, matter) : 1;
    if (
      new Set(act.elected).size !== act.elected.length ||
      act.elected.length > most ||
      act.elected.some((id) => !electable.includes(id))
    )
      return breach(
        'rule/elected-not-standing',
        cited,
        'Someone is said to be elected who cannot be by this paper.',
      );
    const counted = { rule: act.rule, elected: act.elected };
    const next = withPoll(state, { ...poll, status: 'counted', counted });
    if (matter.kind === 'motion') return ok(next);
    const { ballot } = currentBallot(state, matter);
    if (needsFigures(ballot) && act.figures === undefined)
      return breach(
        'rule/figures-missing',
        cited,
        'What this ballot decides hangs on its figures, and the count does not say them.',
      );
    const settled = settle({
      state,
      contest: matter,
      poll: poll.id,
      options,
      report: { ...(act.figures ?? NO_FIGURES), chosen: act.elected },
      seq: entry.seq,
    });
    return settled.ok ? ok(withMatter(next, settled.value)) : settled;
  },
};

const NO_FIGURES = { lines: [], rounds: [], source: 'The transcript of the count.' };

/** The rule by which a poll of the matter is counted, and its clause. */
function countOf(
  state: State,
  matter: MatterState,
): { readonly rule: string; readonly clause: string } {
  if (matter.kind === 'motion')
    return { rule: MOTION_RULE, clause: motionProcedure(state, matter).decision.clause };
  const { count, decides } = currentBallot(state, matter).ballot;
  return decides.kind === 'confirms'
    ? { rule: MOTION_RULE, clause: decides.majority.clause }
    : count;
}
