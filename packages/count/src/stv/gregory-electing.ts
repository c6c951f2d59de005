/** Who is elected in a count by a Gregory method, and the writing down of what was done before. */
import { ok, type Result } from '@hustings/base';
import type { CountError } from '../errors.ts';
import { byVotes, levelWithFirst } from './choose-excluded.ts';
import type { GregoryRun, Step } from './gregory-run.ts';
import {
  add,
  compare,
  divide,
  isLess,
  isMore,
  least,
  type Ratio,
  subtract,
  sum,
  toText,
  whole,
} from './ratio.ts';
import type { StvAction, StvElected, StvTie } from './stv-transcript.ts';

/**
 * Writes down what was done, and first elects those who have reached what is needed, unless `elects` is
 * false; `before` were elected by what was done.
 */
export function enterStage(
  run: GregoryRun,
  done: {
    readonly action: StvAction;
    readonly part?: number;
    readonly elects?: boolean;
    readonly before?: readonly StvElected[];
  },
): Step {
  const { book, state, stage } = run;
  const { action, part = 0, elects = true, before = [] } = done;
  const { when, places, rounding } = run.how.quota;
  if (when === 'moving' || (when === 'until-elected' && book.elected.length === 0))
    if (action.kind !== 'restart' && action.kind !== 'first-preferences') run.findQuota();
  const elected: StvElected[] = [...before];
  if (elects) {
    const reached = electReached(run, elected);
    if (!reached.ok) return reached;
  }
  book.past.push({ stage, part, votes: [...state.votes] });
  book.write({
    stage,
    part,
    action,
    quota: toText(run.quota, rounding === 'none' ? 'exact' : places),
    votes: book.figures((i) => run.text(state.votes[i] as Ratio)),
    exhausted: run.text(state.exhausted),
    lost: run.text(state.lost),
    elected,
  });
  return ok('goes-on');
}

function electReached(run: GregoryRun, elected: StvElected[]): Step {
  const { book, state, how } = run;
  const order = byVotes(book.electable(book.hopeful()), state.votes).reverse();
  let reached = order.filter((i) => hasReached(run, i));
  if (how.electedWhen === 'transferred' && reached.length < book.left) reached = [];
  if (reached.length > book.left) {
    const cut = state.votes[reached[book.left] as number] as Ratio;
    const safe = reached.filter((i) => isMore(state.votes[i] as Ratio, cut));
    const level = reached.filter((i) => compare(state.votes[i] as Ratio, cut) === 0);
    const chosen = chooseLevel(run, level, book.left - safe.length);
    if (!chosen.ok) return chosen;
    reached = [...safe, ...chosen.value];
  }
  const inOrder = book.watch.isOn ? oneByOne(run, reached) : ok(book.inOrder(reached, state.votes));
  if (!inOrder.ok) return inOrder;
  for (const candidate of inOrder.value) elect(run, candidate, 'quota', elected);
  return how.alsoElects === 'active-vote' ? electByActiveVote(run, elected) : ok('goes-on');
}

function hasReached(run: GregoryRun, candidate: number): boolean {
  const is = compare(run.state.votes[candidate] as Ratio, run.quota);
  return run.how.quota.reach === 'at-least' ? is >= 0 : is > 0;
}

/** Under constraints the election of one may close the way to another, so level ones need an order. */
function oneByOne(
  run: GregoryRun,
  reached: readonly number[],
): Result<readonly number[], CountError> {
  const { votes } = run.state;
  const out: number[] = [];
  let rest = byVotes(reached, votes).reverse();
  while (rest.length > 0) {
    const next = choose(run, 'seat', levelWithFirst(rest, votes), 1);
    if (!next.ok) return next;
    out.push(...next.value);
    rest = rest.filter((c) => !next.value.includes(c));
  }
  return ok(out);
}

/** ERS97 5.1.7 (b), 5.3.13 (b), 5.4.9 (b): one at a time, as each one lowers what the next one needs. */
function electByActiveVote(run: GregoryRun, elected: StvElected[]): Step {
  const { book, state } = run;
  for (;;) {
    const { left } = book;
    const order = byVotes(book.electable(book.hopeful()), state.votes).reverse();
    const [first] = order;
    if (left <= 0 || first === undefined) return ok('goes-on');
    const kept = sum(book.those('elected').map((i) => least(state.votes[i] as Ratio, run.quota)));
    const active = subtract(
      subtract(subtract(state.votesOf(state.valid), kept), state.exhausted),
      state.lost,
    );
    const needed = divide(active, whole(left + 1));
    if (isLess(state.votes[first] as Ratio, needed)) return ok('goes-on');
    const level = levelWithFirst(order, state.votes);
    const chosen = level.length > left ? chooseLevel(run, level, left) : ok(level);
    if (!chosen.ok) return chosen;
    if (chosen.value.length === 0) return ok('goes-on');
    for (const candidate of book.inOrder(chosen.value, state.votes))
      elect(run, candidate, 'active-vote', elected);
  }
}

export function elect(
  run: GregoryRun,
  candidate: number,
  because: StvElected['because'],
  elected: StvElected[],
): void {
  if (!run.book.elect(candidate)) return;
  run.waiting.push({ candidate, since: run.book.stages.length });
  elected.push({ candidate: run.book.id(candidate), because });
}

/** Those whom nobody below can overtake are elected to all the seats left; false where not so many are. */
export function electCertain(run: GregoryRun, hopeful: readonly number[]): boolean {
  const { book, state } = run;
  const { surpluses, order } = run.lowest(hopeful);
  const highest = order.toReversed();
  const below = sum(highest.slice(book.left).map((i) => state.votes[i] as Ratio));
  const last = state.votes[highest[book.left - 1] as number] as Ratio;
  if (book.watch.isOn || !isMore(last, add(below, surpluses))) return false;
  book.electLast(highest.slice(0, book.left), 'exceeds-rest', state.votes);
  return true;
}

/** Two are left for the last seat: the one with more votes has it. */
export function electOfTwo(run: GregoryRun): Step {
  const { book, state } = run;
  const order = byVotes(book.electable(book.hopeful()), state.votes).reverse();
  const chosen = choose(run, 'seat', levelWithFirst(order, state.votes), 1);
  if (!chosen.ok) return chosen;
  book.electLast(chosen.value, 'more-of-last-two', state.votes);
  return ok('ended');
}

/** Which of those level at what elects are elected; nobody where the rule leaves it open. */
function chooseLevel(
  run: GregoryRun,
  level: readonly number[],
  places: number,
): Result<readonly number[], CountError> {
  if (run.how.levelAtQuota === 'ladder') return choose(run, 'seat', level, places);
  const chosen = run.book.choose({
    ...choiceOf(run, 'seat', level, places),
    ties: run.book.tiesWithoutLot,
  });
  return !chosen.ok && chosen.error.code === 'count/tie-unbroken' ? ok([]) : chosen;
}

/** Some of those level, by the ladder. */
export function choose(
  run: GregoryRun,
  purpose: StvTie['purpose'],
  level: readonly number[],
  places: number,
): Result<readonly number[], CountError> {
  return run.book.choose(choiceOf(run, purpose, level, places));
}

function choiceOf(
  run: GregoryRun,
  purpose: StvTie['purpose'],
  level: readonly number[],
  places: number,
) {
  const { past } = run.book;
  // Where candidates are elected only when all parts have moved, only that is a point of the count.
  const earlier =
    run.how.exclusion.elects === 'after-all-parts'
      ? past.filter((p, i) => past[i + 1]?.stage !== p.stage)
      : past;
  return { purpose, stage: run.stage + 1, level, places, earlier };
}
