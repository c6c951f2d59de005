/**
 * The officer's task list: what the referee allows, in the order in which a contest goes, with the few
 * steps that are this server's own (importing a roll, sending links). The first that can be done and
 * must be done is the next step; nobody has to know the rule book by heart.
 */
import { OFFICER } from '@hustings/record';
import { may, next, type State } from '@hustings/rulebook';
import { moment, type TaskView } from '@hustings/web';
import { given } from '../views/refs.ts';
import { contactTasks, countTasks, linkTasks, rollTasks } from './own-tasks.ts';
import { isShown, neededFor, ofPermission } from './permission-tasks.ts';
import type { Ranked, TaskSetup } from './ranked.ts';

export interface Tasks {
  readonly next?: TaskView;
  readonly may: readonly TaskView[];
  readonly later: readonly TaskView[];
}

export function tasksOf(setup: TaskSetup): Tasks {
  const { state } = setup.desk.recorder;
  const permissions = may(state, OFFICER, setup.now).filter((p) => isShown(setup, state, p));
  const needed = new Set(permissions.flatMap((p) => neededFor(p)));
  const ranked = [
    ...permissions.map((p) => ofPermission(setup, state, p, needed)),
    ...rollTasks(setup, state),
    ...linkTasks(setup, state),
    ...countTasks(setup, state),
    ...contactTasks(setup),
  ].toSorted((a, b) => (a.rank ?? OPTIONAL) - (b.rank ?? OPTIONAL) || aside(a) - aside(b));
  const first = ranked.find((r) => r.isOpen && r.rank !== undefined);
  return {
    ...given('next', first?.task ?? waiting(state, setup.now)),
    may: ranked.filter((r) => r.isOpen && r !== first).map((r) => r.task),
    // What cannot be done yet has no button to press in vain.
    later: ranked
      .filter((r) => !r.isOpen)
      .map(({ task: { form: _form, href: _href, ...task } }) => task),
  };
}

const OPTIONAL = 1000;

/** Nothing to do now: what is waited for, and until when. */
function waiting(state: State, now: string): TaskView | undefined {
  const [ahead] = next(state, now);
  if (ahead === undefined) return undefined;
  return {
    id: 'wait',
    text: 'There is nothing for you to do now',
    hint: `${ahead.what}: ${moment(ahead.at, state.book.zone)}. Come back then.`,
    missing: [],
  };
}

/** What is always possible and hardly ever needed comes last. */
function aside({ task }: Ranked): number {
  return /^(body-sized|ruling-made|correction-made)/.test(task.id) ? 1 : 0;
}
