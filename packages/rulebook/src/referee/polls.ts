/** A poll opens, is put off, closes; and whether a ballot may be cast. */
import { ok, type Result } from '@hustings/base';
import { ACTS, type Breach, breach, cite, protocol } from '../breach.ts';
import type { PollRules, Procedure } from '../rule-book.ts';
import {
  type ActOf,
  bodyInText,
  isOver,
  type MatterState,
  matterProcedure,
  own,
  type PollState,
  rollTotal,
  type State,
  withPoll,
} from '../state.ts';
import { formatTime } from '../times.ts';
import { pollContext } from './ballots.ts';
import { type Lack, notNow, type PollHandler } from './handler.ts';
import { isPollStale } from './preparing.ts';

/** The matter and procedure of a poll that has been prepared. */
export function contextOf(
  state: State,
  poll: PollState,
):
  | { readonly matter: MatterState; readonly procedure: Procedure; readonly rules: PollRules }
  | undefined {
  const matter = poll.matter === undefined ? undefined : own(state.matters, poll.matter);
  return matter === undefined
    ? undefined
    : { matter, procedure: matterProcedure(state, matter), rules: pollContext(state, matter).poll };
}

const NOT_PREPARED = 'This poll has not been prepared.';

/**
 * May a ballot be cast at that moment? The last moment is the closing time itself. Asked once for
 * each ballot, so it looks and copies nothing.
 */
export function castingAllowed(
  state: State,
  pollId: string,
  at: string,
): Result<PollState, Breach> {
  const poll = own(state.polls, pollId);
  if (poll?.manifest === undefined || poll.closes === undefined)
    return breach('poll/unknown', protocol(6), `There is no poll "${pollId}" that takes ballots.`);
  if (poll.status === 'prepared')
    return breach('poll/not-open', protocol(6), 'The poll has not been opened.');
  if (poll.status !== 'open') return breach('poll/closed', protocol(6), 'The poll is closed.');
  if (at < poll.manifest.opens)
    return breach(
      'poll/not-open',
      protocol(6),
      `The poll opens at ${formatTime(state.book.zone, poll.manifest.opens)}.`,
    );
  if (at > poll.closes)
    return breach(
      'poll/closed',
      protocol(6),
      `The poll closed at ${formatTime(state.book.zone, poll.closes)}.`,
    );
  if (at < state.at)
    return breach('act/time-backwards', ACTS, 'Time does not run backwards in the log.');
  return ok(poll);
}

export const pollOpened: PollHandler<ActOf<'poll-opened'>> = {
  roles: ['officer', 'system'],
  step: (state, poll) => {
    const found = contextOf(state, poll);
    if (found === undefined || poll.manifest === undefined)
      return notNow('rule/poll-not-prepared', protocol(6), NOT_PREPARED);
    const { matter, rules } = found;
    const cited = cite(state.book, rules.clause);
    if (poll.status !== 'prepared')
      return notNow('rule/opened-before', cited, 'The poll has been opened before.');
    if (isOver(matter)) return notNow('rule/matter-over', cited, 'The matter is over.');
    if (matter.poll !== poll.id)
      return notNow('rule/poll-replaced', cited, 'Another poll has taken the place of this one.');
    return {
      kind: 'step',
      cited,
      sentence: () => 'Open the poll.',
      from: poll.manifest.opens,
      until: poll.manifest.closes,
      missing: lackOfFreshness(state, matter, poll),
    };
  },
  take: (state, act) => {
    const poll = own(state.polls, act.poll) as PollState;
    return ok(withPoll(state, { ...poll, status: 'open' }));
  },
};

function lackOfFreshness(state: State, matter: MatterState, poll: PollState): readonly Lack[] {
  if (matter.kind === 'contest' && matter.phase !== 'done')
    return [
      {
        code: 'rule/nominations-not-closed',
        cited: cite(state.book, matterProcedure(state, matter).clause),
        text: 'the close of nominations, which a ruling has opened again',
      },
    ];
  if (!isPollStale(state, matter, poll)) return [];
  return [
    {
      code: 'rule/poll-stale',
      cited: cite(state.book, pollContext(state, matter).poll.clause),
      text: 'a poll prepared anew: the candidates, the roll or the times are no longer those of this one',
    },
  ];
}

export const pollExtended: PollHandler<ActOf<'poll-extended'>> = {
  roles: ['officer'],
  step: (state, poll) => {
    const found = contextOf(state, poll);
    if (found === undefined) return notNow('rule/poll-not-prepared', protocol(6), NOT_PREPARED);
    const { extension, clause } = found.rules;
    if (extension === undefined)
      return notNow(
        'rule/no-extension',
        cite(state.book, clause),
        'The rule book lets nobody put off the close of a poll.',
      );
    const cited = cite(state.book, extension.clause);
    if (poll.status !== 'open') return notNow('rule/poll-not-open', cited, 'The poll is not open.');
    return {
      kind: 'step',
      cited,
      sentence: () =>
        `Put off the close of the poll, as decided by ${bodyInText(state.book, extension.body)}.`,
      until: poll.closes,
      missing: [],
    };
  },
  take: (state, act) => {
    const poll = own(state.polls, act.poll) as PollState;
    if (poll.closes !== undefined && act.until <= poll.closes)
      return breach(
        'rule/only-later',
        cite(state.book, contextOf(state, poll)?.rules.extension?.clause ?? ''),
        `The poll closes at ${formatTime(state.book.zone, poll.closes)}; it may only be put off.`,
      );
    return ok(withPoll(state, { ...poll, closes: act.until }));
  },
};

export const pollClosed: PollHandler<ActOf<'poll-closed'>> = {
  roles: ['officer', 'system'],
  step: (state, poll) => {
    const found = contextOf(state, poll);
    if (found === undefined) return notNow('rule/poll-not-prepared', protocol(6), NOT_PREPARED);
    const { closing } = found.rules;
    const cited = cite(state.book, closing.clause);
    if (poll.status !== 'open') return notNow('rule/poll-not-open', cited, 'The poll is not open.');
    return {
      kind: 'step',
      cited,
      sentence: () =>
        closing.kind === 'all-voted'
          ? 'Close the poll: at its time, or once every elector has voted.'
          : 'Close the poll.',
      from: closing.kind === 'at-time' ? poll.closes : poll.manifest?.opens,
      missing: [],
    };
  },
  take: (state, act, entry) => {
    const poll = own(state.polls, act.poll) as PollState;
    const { manifest } = poll;
    const rules = contextOf(state, poll)?.rules;
    if (manifest === undefined || rules === undefined || poll.closes === undefined)
      return breach('rule/poll-not-prepared', protocol(6), NOT_PREPARED);
    const total = rollTotal(manifest.roll.sections);
    if (act.counting > act.cast || act.counting > total)
      return breach(
        'order/box-too-full',
        protocol(7),
        `${act.counting} ballots cannot count: ${act.cast} were cast, and ${total} may vote.`,
      );
    const { closing } = rules;
    if (closing.kind === 'all-voted' && entry.at < poll.closes && act.counting < total)
      return breach(
        'rule/too-early',
        cite(state.book, closing.clause),
        `The poll closes at ${formatTime(state.book.zone, poll.closes)}; before that only once all ${total} electors have voted, and ${act.counting} have.`,
      );
    const fault = poolsFault(manifest, act);
    if (fault !== undefined) return breach('order/pools-differ', protocol(7), fault);
    return ok(
      withPoll(state, {
        ...poll,
        status: 'closed',
        cast: act.cast,
        counting: act.counting,
        pools: act.pools.map((pool) => ({ ...pool, mixes: 0, shares: [], opened: undefined })),
      }),
    );
  },
};

/** The pools as mixed are the manifest's, small ones merged; together they hold what counts. */
function poolsFault(
  manifest: NonNullable<PollState['manifest']>,
  act: ActOf<'poll-closed'>,
): string | undefined {
  const order = manifest.pools.map((p) => p.id);
  const used: string[] = [];
  for (const pool of act.pools) {
    const parts = pool.id.split('+');
    const places = parts.map((part) => order.indexOf(part));
    if (places.some((place, i) => place < 0 || place <= (places[i - 1] ?? -1)))
      return `The pool "${pool.id}" is not made of pools of the manifest in their order.`;
    const sections = places.flatMap((place) => manifest.pools[place]?.sections ?? []);
    if (sections.join('+') !== pool.sections.join('+'))
      return `The pool "${pool.id}" does not have the sections of its parts.`;
    used.push(...parts);
  }
  if (new Set(used).size !== used.length || used.length !== order.length)
    return 'The pools do not hold each pool of the manifest once.';
  const sum = act.pools.reduce((total, pool) => total + pool.counting, 0);
  if (sum !== act.counting) return `The pools hold ${sum} ballots, and ${act.counting} count.`;
  const small = act.pools.find((pool) => pool.counting < manifest.leastPool);
  if (act.pools.length > 1 && small !== undefined)
    return `The pool "${small.id}" has fewer than ${manifest.leastPool} ballots and must be merged.`;
  return undefined;
}
