/** The dates ahead, from the timetables and the polls. */
import { type Cited, cite } from '../breach.ts';
import { POLL_CLOSES, POLL_OPENS } from '../rule-book.ts';
import { byText, isOver, matterProcedure, own, type State } from '../state.ts';

export interface Ahead extends Cited {
  readonly at: string;
  /** "Nominations close". */
  readonly what: string;
  /** Id of the stage of the timetable. */
  readonly stage: string;
  readonly matter: string;
  readonly poll?: string;
}

/** What is due after `now`, soonest first. */
export function next(state: State, now: string): readonly Ahead[] {
  const found: Ahead[] = [];
  for (const matter of Object.values(state.matters)) {
    if (isOver(matter)) continue;
    const procedure = matterProcedure(state, matter);
    const poll = matter.poll === undefined ? undefined : own(state.polls, matter.poll);
    for (const stage of procedure.timetable.stages) {
      // A poll that was put off closes when that was decided, whatever the timetable said.
      const at =
        stage.id === POLL_CLOSES && poll?.closes !== undefined
          ? poll.closes
          : own(matter.dates, stage.id);
      if (at === undefined || at <= now) continue;
      const isPoll = stage.id === POLL_OPENS || stage.id === POLL_CLOSES;
      const clause = isPoll ? procedure.poll.clause : procedure.timetable.clause;
      found.push({
        at,
        what: stage.name,
        stage: stage.id,
        matter: matter.id,
        ...cite(state.book, clause),
        ...(isPoll && poll !== undefined ? { poll: poll.id } : {}),
      });
    }
  }
  return found.toSorted((a, b) => byText(a.at, b.at));
}
