/**
 * Making a poll's key (PROTOCOL §3), as far as the procedure goes: who acts, once each, and no step
 * before everyone has done the one before. Whether the mathematics holds is for the verifier.
 */
import { ok, type Result } from '@hustings/base';
import { ACTS, type Breach, breach, protocol } from '../breach.ts';
import { type ActOf, own, type PollState, type State, withPoll } from '../state.ts';
import { type Lack, notNow, type PollHandler, type ProceedingHandler } from './handler.ts';

export const ceremonyOpened: ProceedingHandler<ActOf<'ceremony-opened'>> = {
  roles: ['officer'],
  step: () => ({
    kind: 'step',
    cited: protocol(3),
    sentence: () => 'Name the trustees and mixers of a poll, who then make its key.',
    missing: [],
  }),
  take: (state, act) => {
    if (own(state.polls, act.poll) !== undefined)
      return breach('act/id-taken', ACTS, `There is already a poll "${act.poll}".`);
    const number = Object.keys(state.polls).length;
    // Ballots name the poll by two bytes.
    if (number > 0xffff)
      return breach('order/too-many-polls', protocol(11), 'A proceeding has at most 65,536 polls.');
    if (act.threshold > act.trustees.length)
      return breach(
        'order/threshold-too-high',
        protocol(3),
        `${act.threshold} of ${act.trustees.length} trustees can never come together.`,
      );
    const holders = [...act.trustees, ...act.mixers];
    if (new Set(holders.map((h) => h.id)).size !== holders.length)
      return breach('order/keyholder-twice', protocol(3), 'A trustee or mixer is named twice.');
    for (const [who, list] of Object.entries({ trustees: act.trustees, mixers: act.mixers }))
      if (new Set(list.map((h) => h.key)).size !== list.length)
        return breach('order/keyholder-twice', protocol(3), `Two ${who} have the same key.`);
    if (act.mixers.length < 1)
      return breach('order/too-few-mixers', protocol(8), 'A poll needs a mixer.');
    if (
      state.proceeding?.mode === 'separated' &&
      (act.mixers.length < 2 || act.trustees.length < 2 || act.threshold < 2)
    )
      return breach(
        'order/not-separated',
        protocol(8),
        'In separated mode a poll needs two mixers, and two trustees to decrypt.',
      );
    if (
      state.proceeding?.mode === 'separated' &&
      holders.some((h) => h.key === state.proceeding?.officerKey)
    )
      return breach(
        'order/not-separated',
        protocol(8),
        'In separated mode no trustee or mixer has the key of the returning officer.',
      );
    const poll: PollState = {
      id: act.poll,
      number,
      status: 'ceremony',
      matter: undefined,
      ceremony: {
        threshold: act.threshold,
        trustees: act.trustees,
        mixers: act.mixers,
        pledged: [],
        dealt: [],
        sent: [],
        accepted: [],
      },
      manifest: undefined,
      closes: undefined,
      cast: 0,
      counting: 0,
      pools: [],
      coins: [],
      counted: undefined,
    };
    return ok(withPoll(state, poll));
  },
};

type Stage = 'pledged' | 'dealt' | 'sent' | 'accepted';
type KeyAct = ActOf<'key-pledged' | 'key-dealt' | 'key-shares-sent' | 'key-accepted'>;

const STAGES: readonly Stage[] = ['pledged', 'dealt', 'sent', 'accepted'];

/** One step that each trustee takes once, after all have taken the step before. */
function keyStep<A extends KeyAct>(stage: Stage, sentence: string): PollHandler<A> {
  return {
    roles: ['trustee'],
    step: (_state, poll, who) => {
      const over = ceremonyOver(poll);
      if (over !== undefined) return notNow('order/ceremony-over', protocol(3), over);
      if (poll.ceremony[stage].includes(who.id))
        return notNow('order/done-before', protocol(3), 'This trustee has done this.');
      return {
        kind: 'step',
        cited: protocol(3),
        sentence: () => sentence,
        missing: lackOfStage(poll, stage),
        actors: poll.ceremony.trustees.map((t) => t.id),
      };
    },
    take: (state, act, entry) => {
      const poll = own(state.polls, act.poll) as PollState;
      const fault = notThemselves(act.trustee, entry.by.id);
      if (fault !== undefined) return fault;
      const done = [...poll.ceremony[stage], act.trustee];
      return ok(withPoll(state, { ...poll, ceremony: { ...poll.ceremony, [stage]: done } }));
    },
  };
}

function ceremonyOver(poll: PollState): string | undefined {
  if (poll.status === 'failed') return 'The making of this poll’s key has failed.';
  return poll.status === 'ceremony' ? undefined : 'The key of this poll is made.';
}

/** Trustees who have not done the step before. */
function lackOfStage(poll: PollState, stage: Stage): readonly Lack[] {
  const before = STAGES[STAGES.indexOf(stage) - 1];
  if (before === undefined) return [];
  const idle = poll.ceremony.trustees.filter((t) => !poll.ceremony[before].includes(t.id));
  if (idle.length === 0) return [];
  const what = {
    pledged: 'the pledge',
    dealt: 'the commitments',
    sent: 'the sealed shares',
    accepted: 'the acceptance',
  }[before];
  return [
    {
      code: 'order/trustees-missing',
      cited: protocol(3),
      text: `${what} of ${idle.map((t) => t.name).join(' and ')}`,
    },
  ];
}

/** What is missing until every trustee has accepted. */
export function lackOfKey(poll: PollState): readonly Lack[] {
  const idle = poll.ceremony.trustees.filter((t) => !poll.ceremony.accepted.includes(t.id));
  if (idle.length === 0) return [];
  return [
    {
      code: 'order/key-unfinished',
      cited: protocol(3),
      text: `the poll’s key: ${idle.map((t) => t.name).join(' and ')} ${idle.length === 1 ? 'has' : 'have'} not accepted it`,
    },
  ];
}

/** A trustee's or mixer's entry names its actor twice: they must agree. */
export function notThemselves(named: string, id: string): Result<State, Breach> | undefined {
  return named === id
    ? undefined
    : breach('act/wrong-actor', ACTS, 'A trustee or mixer acts in its own name alone.');
}

export const keyPledged: PollHandler<ActOf<'key-pledged'>> = keyStep(
  'pledged',
  'Pledge your part of the poll’s key, before anyone shows theirs.',
);
export const keyDealt: PollHandler<ActOf<'key-dealt'>> = keyStep(
  'dealt',
  'Publish your commitments and the proof that goes with them.',
);
export const keySharesSent: PollHandler<ActOf<'key-shares-sent'>> = keyStep(
  'sent',
  'Send the other trustees their sealed shares.',
);
export const keyAccepted: PollHandler<ActOf<'key-accepted'>> = keyStep(
  'accepted',
  'Accept the shares that you were sent, after checking them.',
);

export const keyComplained: PollHandler<ActOf<'key-complained'>> = {
  roles: ['trustee'],
  step: (_state, poll, who) => {
    const over = ceremonyOver(poll);
    if (over !== undefined) return notNow('order/ceremony-over', protocol(3), over);
    if (poll.ceremony.accepted.includes(who.id))
      return notNow('order/done-before', protocol(3), 'This trustee has accepted the shares.');
    return {
      kind: 'step',
      cited: protocol(3),
      sentence: () => 'Complain of a share that does not fit, and open it for all to judge.',
      missing: lackOfStage(poll, 'accepted'),
      actors: poll.ceremony.trustees.map((t) => t.id),
    };
  },
  take: (state, act, entry) => {
    const poll = own(state.polls, act.poll) as PollState;
    const fault = notThemselves(act.trustee, entry.by.id);
    if (fault !== undefined) return fault;
    if (!poll.ceremony.trustees.some((t) => t.id === act.against))
      return breach(
        'order/unknown-trustee',
        protocol(3),
        `There is no trustee "${act.against}" of this poll.`,
      );
    // Whoever is to blame, a key that one trustee disputes is not used: the ceremony starts again.
    return ok(withPoll(state, { ...poll, status: 'failed' }));
  },
};
