/** A task with its place in the order of a contest, and what the kinds of tasks share. */
import type { MatterState, State } from '@hustings/rulebook';
import { type FormView, moment, type TaskView } from '@hustings/web';
import type { Desk } from '../desk/desk.ts';
import type { RollStanding } from './rolls.ts';

export interface TaskSetup {
  readonly desk: Desk;
  readonly now: string;
  readonly rolls: readonly RollStanding[];
  /** Polls whose finishing job is queued or running. */
  readonly finishing: ReadonlySet<string>;
  /** Changes of contact that wait for an officer. */
  readonly contacts: number;
}

export interface Ranked {
  readonly task: TaskView;
  /** Lower comes first; undefined: possible, but nothing waits for it. */
  readonly rank: number | undefined;
  readonly isOpen: boolean;
}

export const RANKS: Readonly<Record<string, number>> = {
  'contest-called': 10,
  'motion-tabled': 11,
  'timetable-set': 20,
  'import-roll': 30,
  'body-sized': 40,
  'ruling-made': 41,
  'nominations-opened': 50,
  'sign-in-links': 51,
  'nominations-closed': 60,
  'freeze-roll': 70,
  'ceremony-opened': 75,
  'poll-prepared': 80,
  'poll-opened': 90,
  'vote-links': 91,
  'poll-closed': 100,
  'count-on': 101,
  'result-declared': 110,
  'office-assumed': 120,
};

export function isLive(matter: MatterState): boolean {
  return (
    matter.declared === undefined &&
    !matter.abandoned &&
    !(matter.kind === 'motion' && matter.withdrawn)
  );
}

export function hasContests(state: State): boolean {
  return state.book.procedures.some((p) => p.kind === 'contest');
}

/** The hour that must come first, as one more thing that is missing. */
export function notBefore(state: State, at: string | undefined): readonly string[] {
  return at === undefined ? [] : [`its time, ${moment(at, state.book.zone)}`];
}

export function button(
  action: string,
  hidden: Readonly<Record<string, string>>,
  submit: string,
): FormView {
  return {
    action,
    fields: Object.entries(hidden).map(([name, value]) => ({ kind: 'hidden', name, value })),
    submit,
  };
}
