/** Timetables: who sets them, in what order and how far apart the stages fall, what may still move. */
import { ok, type Result } from '@hustings/base';
import { type Breach, breach, cite } from '../breach.ts';
import { DECLARATION, isOrdered, type Timetable } from '../rule-book.ts';
import {
  type ActOf,
  bodyInText,
  contestProcedure,
  isOver,
  type MatterState,
  matterProcedure,
  own,
  type State,
  withMatter,
} from '../state.ts';
import { addSpan, formatSpan, formatTime } from '../times.ts';
import { ballotsOf, currentBallot, pollContext, pollPhase } from './ballots.ts';
import { type Lack, type MatterHandler, notNow } from './handler.ts';
import { datesRuling } from './rulings.ts';

/** Dates are written in whole minutes: one in the running minute is not past. */
const MINUTE = 60_000;

/** What is missing while a matter has no timetable; empty when it has one. */
export function lackOfTimetable(state: State, matter: MatterState): readonly Lack[] {
  if (Object.keys(matter.dates).length > 0) return [];
  const { timetable } = matterProcedure(state, matter);
  return [
    {
      code: 'rule/no-timetable',
      cited: cite(state.book, timetable.clause),
      text: `a timetable, which ${bodyInText(state.book, timetable.setBy)} sets`,
    },
  ];
}

export const timetableSet: MatterHandler<ActOf<'timetable-set'>> = {
  roles: ['officer'],
  step: (state, matter) => {
    const { timetable } = matterProcedure(state, matter);
    const cited = cite(state.book, timetable.clause);
    if (isOver(matter)) return notNow('rule/matter-over', cited, 'This matter is over.');
    const isSet = Object.keys(matter.dates).length > 0;
    if (isSet && timetable.changes === 'none' && !mayBeAnew(state, matter))
      return notNow(
        'rule/timetable-fixed',
        cited,
        'The timetable cannot be changed once it is set.',
      );
    return {
      kind: 'step',
      cited,
      sentence: () =>
        `${isSet ? 'Change' : 'Set'} the timetable, as decided by ${bodyInText(state.book, timetable.setBy)}.`,
      missing: [],
    };
  },
  take: (state, act, entry) => {
    const matter = own(state.matters, act.matter) as MatterState;
    const { timetable } = matterProcedure(state, matter);
    const cited = cite(state.book, timetable.clause);
    if (act.by !== timetable.setBy)
      return breach(
        'rule/timetable-by-another',
        cited,
        `The timetable is set by ${bodyInText(state.book, timetable.setBy)}, not by ${bodyInText(state.book, act.by)}.`,
      );
    const shaped = judgeDates(state, timetable, act.dates);
    if (!shaped.ok) return shaped;
    const moved = judgeChanges(state, matter, timetable, act.dates, entry.at);
    if (!moved.ok) return moved;
    return ok(withMatter(state, { ...matter, dates: act.dates, datesSeq: entry.seq }));
  },
};

function isReopened(matter: MatterState): boolean {
  return matter.kind === 'contest' && matter.reopened;
}

/** Some dates may be set again, whatever the book says of changes. */
function mayBeAnew(state: State, matter: MatterState): boolean {
  return (
    isReopened(matter) ||
    datesRuling(state, matter) !== undefined ||
    (matter.kind === 'contest' && matter.progress.held.length > 0 && !isVotedOn(state, matter))
  );
}

/** A stage of a ballot that is next, after others have been held: its dates are only now to be set. */
function isOfNextBallot(state: State, matter: MatterState, stage: string): boolean {
  if (matter.kind === 'motion' || matter.progress.held.length === 0) return false;
  const { at } = currentBallot(state, matter);
  return ballotsOf(contestProcedure(state, matter))
    .slice(at)
    .some((b) => b.opens === stage || b.closes === stage);
}

/** Known stages, all that must be there, in their order and at their distances. */
function judgeDates(
  state: State,
  timetable: Timetable,
  dates: Readonly<Record<string, string>>,
): Result<void, Breach> {
  const cited = cite(state.book, timetable.clause);
  for (const id of Object.keys(dates))
    if (!timetable.stages.some((s) => s.id === id))
      return breach('rule/unknown-stage', cited, `The timetable has no stage "${id}".`);
  for (const stage of timetable.stages) {
    const at = own(dates, stage.id);
    if (at === undefined) {
      if (stage.optional) continue;
      return breach('rule/stage-missing', cited, `The timetable must say when: ${stage.name}.`);
    }
    const early = timetable.stages.find(
      (s) => at < (own(dates, s.id) ?? '') && isOrdered(timetable, s.id, stage.id),
    );
    if (early !== undefined)
      return breach(
        'rule/stages-out-of-order',
        cited,
        `“${stage.name}” cannot fall before “${early.name}”.`,
      );
  }
  return judgeSpans(state, timetable, dates);
}

function judgeSpans(
  state: State,
  timetable: Timetable,
  dates: Readonly<Record<string, string>>,
): Result<void, Breach> {
  const { zone } = state.book;
  const nameOf = (id: string): string => timetable.stages.find((s) => s.id === id)?.name ?? id;
  for (const span of timetable.spans) {
    const from = own(dates, span.from);
    const to = own(dates, span.to);
    if (from === undefined || to === undefined) continue;
    const between = `between “${nameOf(span.from)}” and “${nameOf(span.to)}”`;
    const cited = cite(state.book, span.clause);
    if (span.least !== undefined && to < addSpan(zone, from, span.least))
      return breach(
        'rule/too-short',
        cited,
        `There must be at least ${formatSpan(span.least)} ${between}.`,
      );
    if (span.most !== undefined && to > addSpan(zone, from, span.most))
      return breach(
        'rule/too-long',
        cited,
        `There may be at most ${formatSpan(span.most)} ${between}.`,
      );
  }
  return ok(undefined);
}

/** What has begun stays; what is ahead moves only as the book allows. */
function judgeChanges(
  state: State,
  matter: MatterState,
  timetable: Timetable,
  dates: Readonly<Record<string, string>>,
  now: string,
): Result<void, Breach> {
  const cited = cite(state.book, timetable.clause);
  const { zone } = state.book;
  for (const { id, name } of timetable.stages) {
    const was = own(matter.dates, id);
    const is = own(dates, id);
    if (was === is) continue;
    const { opens, closes } = pollContext(state, matter);
    if (isVotedOn(state, matter) && (id === opens || id === closes))
      return breach(
        'rule/poll-fixed',
        cited,
        `The poll is open, so “${name}” is fixed; a poll may only be put off by its own rule.`,
      );
    const isAnew =
      (isReopened(matter) && !isOpening(state, matter, id)) ||
      isOfNextBallot(state, matter, id) ||
      (datesRuling(state, matter) !== undefined && !isVotedOn(state, matter));
    if (was !== undefined && was < now && !isAnew && hasBegun(state, matter, id))
      return breach(
        'rule/date-passed',
        cited,
        `“${name}” was ${formatTime(zone, was)}; a date that has passed cannot be changed.`,
      );
    if (was !== undefined && timetable.changes === 'later' && !isAnew && (is ?? '') < was)
      return breach('rule/only-later', cited, `“${name}” may only be put off.`);
    if (is !== undefined && Date.parse(is) < Date.parse(now) - MINUTE)
      return breach(
        'rule/date-passed',
        cited,
        `“${name}” cannot be set to ${formatTime(zone, is)}, which has passed.`,
      );
  }
  return ok(undefined);
}

/** The poll of the matter is open or over. */
function isVotedOn(state: State, matter: MatterState): boolean {
  const phase = pollPhase(state, matter);
  return phase === 'open' || phase === 'over';
}

/** A date that was missed, so that nothing came of it, may be set again. */
function hasBegun(state: State, matter: MatterState, stage: string): boolean {
  if (isVotedOn(state, matter)) return true;
  if (matter.kind === 'motion' || stage === DECLARATION) return false;
  const isOfBallot = ballotsOf(contestProcedure(state, matter)).some(
    (b) => b.opens === stage || b.closes === stage,
  );
  if (isOfBallot) return false;
  return matter.gate > 0 || matter.phase !== 'waiting';
}

/** Nominations that a ruling reopened have been opened before: that date stays. */
function isOpening(state: State, matter: MatterState, stage: string): boolean {
  // From the beginning: not even the opening has happened yet.
  if (matter.kind === 'contest' && matter.phase === 'waiting' && matter.gate === 0) return false;
  const procedure = matterProcedure(state, matter);
  return procedure.kind === 'contest' && procedure.nomination.gates.some((g) => g.opens === stage);
}
