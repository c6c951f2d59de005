/** The dates ahead, from the timetables and the polls. */
import { type Cited, cite } from '../breach.ts';
import { byText, isOver, matterProcedure, own, type State } from '../state.ts';
import { addSpan } from '../times.ts';
import { pollContext } from './ballots.ts';

export interface Ahead extends Cited {
  readonly at: string;
  /** "Nominations close". */
  readonly what: string;
  /** Id of the stage of the timetable. */
  readonly stage: string;
  /** Empty for what belongs to no matter: the end of a term. */
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
    const context = pollContext(state, matter);
    for (const stage of procedure.timetable.stages) {
      // A poll that was put off closes when that was decided, whatever the timetable said.
      const at =
        stage.id === context.closes && poll?.closes !== undefined
          ? poll.closes
          : own(matter.dates, stage.id);
      if (at === undefined || at <= now) continue;
      const isPoll = stage.id === context.opens || stage.id === context.closes;
      const clause = isPoll ? context.poll.clause : procedure.timetable.clause;
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
  return [...found, ...termsAhead(state, now)].toSorted((a, b) => byText(a.at, b.at));
}

/** When those who hold an office must be elected anew. */
function termsAhead(state: State, now: string): readonly Ahead[] {
  return state.book.offices.flatMap((office): readonly Ahead[] => {
    const tenure = own(state.tenures, office.id);
    const { term } = office;
    if (term?.length === undefined || tenure?.since === undefined || tenure.as === 'interim')
      return [];
    const at = addSpan(state.book.zone, `${tenure.since}T00:00:00.000Z`, term.length);
    if (at <= now) return [];
    const what = `The term of ${tenure.holder.name} as ${office.inText} ends`;
    return [{ at, what, stage: 'term', matter: '', ...cite(state.book, term.clause) }];
  });
}
