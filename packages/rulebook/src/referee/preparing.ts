/** Preparing a poll: its manifest must be what book, roll, candidates, timetable and ceremony give. */
import { canonicalJson, ok } from '@hustings/base';
import { ACTS, breach, cite, protocol } from '../breach.ts';
import {
  type ActOf,
  bodyInText,
  type ContestState,
  contestProcedure,
  isOver,
  type MatterState,
  own,
  type PollState,
  type State,
  withMatter,
  withPoll,
} from '../state.ts';
import { formatTime } from '../times.ts';
import { currentBallot, pollContext, pollPhase, seatsOf } from './ballots.ts';
import { candidatesOnPaper, currentGate, standingsOf } from './candidacy.ts';
import { lackOfKey } from './ceremony.ts';
import { type Lack, type MatterHandler, notNow } from './handler.ts';
import { levelInWords } from './level.ts';
import { manifestDraft, optionsOf } from './manifest.ts';
import { isFrozenByStages, isRollStale } from './roll.ts';
import { lackOfTimetable } from './timetable.ts';

export const pollPrepared: MatterHandler<ActOf<'poll-prepared'>> = {
  roles: ['officer'],
  step: (state, matter) => {
    const context = pollContext(state, matter);
    const cited = cite(state.book, context.poll.clause);
    if (isOver(matter)) return notNow('rule/matter-over', cited, 'This matter is over.');
    const before = matter.poll === undefined ? undefined : own(state.polls, matter.poll);
    const phase = pollPhase(state, matter);
    const isFresh = before !== undefined && !isPollStale(state, matter, before);
    if (phase === 'open' || phase === 'over' || (phase === 'prepared' && isFresh))
      return notNow('rule/prepared-before', cited, 'The poll of this matter has been prepared.');
    if (matter.kind === 'contest' && isUncontested(state, matter))
      return notNow(
        'rule/uncontested',
        cite(state.book, contestProcedure(state, matter).uncontested.clause),
        'There are no more candidates than seats, so no poll is held.',
      );
    return {
      kind: 'step',
      cited,
      sentence: () => 'Prepare the poll: fix its paper, roll, key and times.',
      from: paperSettled(state, matter),
      until: lackOfDates(state, matter).length > 0 ? undefined : own(matter.dates, context.closes),
      missing: [...lacksBeforePoll(state, matter), ...lackOfAnyKey(state)],
    };
  },
  take: (state, act) => {
    const matter = own(state.matters, act.matter) as MatterState;
    const { poll: rules, franchise } = pollContext(state, matter);
    const cited = cite(state.book, rules.clause);
    const poll = own(state.polls, act.poll);
    if (poll === undefined)
      return breach('act/unknown-poll', ACTS, `There is no poll "${act.poll}".`);
    if (poll.status !== 'ceremony')
      return breach('order/poll-used', protocol(3), 'The key of this poll is used or has failed.');
    const [unkeyed] = lackOfKey(poll);
    if (unkeyed !== undefined)
      return breach(unkeyed.code, unkeyed.cited, `Still missing: ${unkeyed.text}.`);
    const { manifest } = act;
    const roll = own(state.rolls, manifest.roll.id);
    if (roll === undefined || !isRollUsable(state, matter, manifest.roll.id))
      return breach(
        'rule/roll-not-usable',
        cite(state.book, franchise.clause),
        'The manifest names a roll that is not that of this electorate as it stands.',
      );
    const drafted = manifestDraft(state, {
      matter: act.matter,
      poll: act.poll,
      roll: roll.id,
      question: matter.kind === 'motion' ? matter.text : manifest.question,
    });
    if (!drafted.ok) return drafted;
    const { key: _key, trustees, ...rest } = manifest;
    const stated = { ...rest, trustees: trustees.map(({ share: _share, ...holder }) => holder) };
    for (const [name, value] of Object.entries(drafted.value))
      if (canonicalJson(value) !== canonicalJson(stated[name as keyof typeof stated]))
        return breach(
          'rule/manifest-differs',
          cited,
          `The manifest's "${name}" is not what the rule book and the record give.`,
        );
    return ok(
      withMatter(
        withPoll(state, {
          ...poll,
          status: 'prepared',
          matter: matter.id,
          manifest,
          closes: manifest.closes,
        }),
        { ...matter, poll: poll.id },
      ),
    );
  },
};

/** True when a poll that has not opened no longer has the candidates, the roll or the times that stand. */
export function isPollStale(state: State, matter: MatterState, poll: PollState): boolean {
  if (poll.status !== 'prepared' || poll.manifest === undefined) return false;
  const { options, opens, closes, roll } = poll.manifest;
  const context = pollContext(state, matter);
  return (
    canonicalJson(optionsOf(state, matter)) !== canonicalJson(options) ||
    own(matter.dates, context.opens) !== opens ||
    own(matter.dates, context.closes) !== closes ||
    !isRollUsable(state, matter, roll.id)
  );
}

/** Nominations are over and there is nothing to vote on. */
export function isUncontested(state: State, matter: ContestState): boolean {
  if (matter.phase !== 'done' || matter.progress.finished !== undefined) return false;
  const phase = pollPhase(state, matter);
  if (phase === 'open' || phase === 'over') return false;
  const { uncontested } = contestProcedure(state, matter);
  // Whoever is proposed stands alone and must still be confirmed.
  if (currentBallot(state, matter).ballot.decides.kind === 'confirms') return false;
  const seats = seatsOf(state, matter);
  const standing = candidatesOnPaper(state, matter).length;
  return standing === 0 || (uncontested.kind === 'elected-unopposed' && standing <= seats);
}

/** From when nobody can join or leave the paper any more. */
function paperSettled(state: State, matter: MatterState): string | undefined {
  if (matter.kind === 'motion') return undefined;
  const { consent, withdrawal } = contestProcedure(state, matter).nomination;
  const times = [consent?.until, withdrawal.until].flatMap((stage) =>
    stage === undefined ? [] : [own(matter.dates, stage) ?? ''],
  );
  const last = times.toSorted().at(-1);
  return last === '' ? undefined : last;
}

/** All that must be there before any poll of the matter, wherever it is held. */
export function lacksBeforePoll(state: State, matter: MatterState): readonly Lack[] {
  return [
    ...lackOfTimetable(state, matter),
    ...lackOfDates(state, matter),
    ...lackOfCandidates(state, matter),
    ...lackOfRoll(state, matter),
    ...lackOfTie(state, matter),
  ];
}

/** A round that is held again, and a ballot that the timetable left open, need dates of their own. */
export function lackOfDates(state: State, matter: MatterState): readonly Lack[] {
  if (Object.keys(matter.dates).length === 0 || matter.kind === 'motion') return [];
  const { ballot } = currentBallot(state, matter);
  const opens = own(matter.dates, ballot.opens);
  const last = matter.progress.held.at(-1);
  const isSet = opens !== undefined && own(matter.dates, ballot.closes) !== undefined;
  if (isSet && (last === undefined || matter.datesSeq > last.seq || last.ballot !== ballot.id))
    return [];
  const { timetable } = contestProcedure(state, matter);
  return [
    {
      code: 'rule/no-dates',
      cited: cite(state.book, timetable.clause),
      text: `the dates of “${ballot.name}”, which ${bodyInText(state.book, timetable.setBy)} sets`,
    },
  ];
}

function lackOfTie(state: State, matter: MatterState): readonly Lack[] {
  if (matter.kind === 'motion' || matter.progress.level === undefined) return [];
  const { decides } = currentBallot(state, matter).ballot;
  return [
    { code: 'rule/tie-open', cited: cite(state.book, decides.clause), text: levelInWords(matter) },
  ];
}

function lackOfCandidates(state: State, matter: MatterState): readonly Lack[] {
  if (matter.kind === 'motion' || matter.phase === 'done') return [];
  const gate = currentGate(contestProcedure(state, matter), matter);
  const closes = own(matter.dates, gate.closes);
  const by = closes === undefined ? '' : ` by ${formatTime(state.book.zone, closes)}`;
  const cited = cite(state.book, gate.clause);
  return [
    {
      code: 'rule/nominations-not-closed',
      cited,
      text: `the close of nominations${closes === undefined ? '' : `, ${formatTime(state.book.zone, closes)}`}`,
    },
    ...standingsOf(state, matter).flatMap((s) =>
      s.met || s.withdrew || s.excluded
        ? []
        : s.needs.flatMap((need) => {
            const short = (need.needed ?? 0) - need.have;
            return short <= 0
              ? []
              : [
                  {
                    code: 'rule/nominations-short',
                    cited: cite(state.book, need.clause),
                    text: `${short} more ${short === 1 ? 'nomination' : 'nominations'} for ${s.name}${by}, if ${s.name} is to stand`,
                  },
                ];
          }),
    ),
  ];
}

function lackOfRoll(state: State, matter: MatterState): readonly Lack[] {
  if (Object.keys(state.rolls).some((id) => isRollUsable(state, matter, id))) return [];
  const { franchise } = pollContext(state, matter);
  const name = state.book.electorates.find((e) => e.id === franchise.electorate)?.name ?? '';
  return [
    {
      code: 'rule/roll-missing',
      cited: cite(state.book, franchise.clause),
      text: `the frozen roll of ${name}`,
    },
  ];
}

/** The roll is of the right electorate, was frozen late enough, and its dates still stand. */
export function isRollUsable(state: State, matter: MatterState, id: string): boolean {
  const roll = own(state.rolls, id);
  const { franchise } = pollContext(state, matter);
  if (roll === undefined || roll.electorate !== franchise.electorate) return false;
  const after =
    franchise.frozenAfter === undefined ? undefined : own(matter.dates, franchise.frozenAfter);
  return (
    (after === undefined || roll.at >= after) &&
    isFrozenByStages(state, matter, roll) &&
    !isRollStale(state, roll)
  );
}

/** Some poll whose key is made and not yet used. */
function lackOfAnyKey(state: State): readonly Lack[] {
  const waiting = Object.values(state.polls).filter((p) => p.status === 'ceremony');
  if (waiting.some((p) => lackOfKey(p).length === 0)) return [];
  const [first] = waiting;
  if (first !== undefined) return lackOfKey(first);
  return [
    {
      code: 'order/no-trustees',
      cited: protocol(3),
      text: 'the poll’s trustees and mixers, and the key that they make',
    },
  ];
}
