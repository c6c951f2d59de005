/**
 * The referee: a pure function from entries to state. `apply` allows an entry or names the rule that
 * it breaks; `may` lists what an actor may do, from the very steps that `apply` enforces.
 */
import { ok, type Result } from '@hustings/base';
import type { Act, Actor, Entry, Role, Tally } from '../acts.ts';
import { ACTS, type Breach, breach, type Cited } from '../breach.ts';
import { readEntry } from '../read-act.ts';
import type { Procedure } from '../rule-book.ts';
import { type MatterState, own, type PollState, procedureOf, type State } from '../state.ts';
import { formatTime } from '../times.ts';
import { type CandidateStanding, standingsOf, talliesOf } from './candidacy.ts';
import type { NotNow, Step } from './handler.ts';
import {
  isPollKind,
  isProcedureKind,
  isProceedingKind,
  matterHandlers,
  pollHandlers,
  procedureHandlers,
  proceedingHandlers,
} from './handlers.ts';

/** The next state, or the breach. Total: `entry` may be any JSON. */
export function apply(state: State, entry: unknown): Result<State, Breach> {
  const read = readEntry(entry);
  if (!read.ok) return read;
  const { seq, at, by, act } = read.value;
  if (seq <= state.seq)
    return breach('act/out-of-order', ACTS, `Entry ${seq} cannot follow entry ${state.seq}.`);
  if (at < state.at)
    return breach('act/time-backwards', ACTS, 'Time does not run backwards in the log.');
  if (state.proceeding === undefined && act.kind !== 'proceeding-opened')
    return breach('act/not-opened', ACTS, 'The proceeding has not been opened.');
  const bound = bind(state, act);
  if (!bound.ok) return bound;
  const judged = judgeStep(state, bound.value.step(by), bound.value.roles, by, at);
  if (!judged.ok) return judged;
  const next = bound.value.take(read.value);
  return next.ok ? ok({ ...next.value, seq, at }) : next;
}

/** A handler with its target found. */
interface Bound {
  readonly roles: readonly Role[];
  readonly step: (who: Actor) => Step | NotNow;
  readonly take: (entry: Entry) => Result<State, Breach>;
}

/** Finds the matter, procedure or poll that an act is about. */
function bind(state: State, act: Act): Result<Bound, Breach> {
  const { kind } = act;
  if (isProceedingKind(kind)) {
    const handler = proceedingHandlers[kind];
    return ok(bound(state, handler, undefined, act));
  }
  if (isProcedureKind(kind)) {
    const id = (act as Act & { readonly procedure: string }).procedure;
    const procedure = procedureOf(state.book, id);
    if (procedure === undefined)
      return breach('rule/unknown-procedure', ACTS, `The rule book has no procedure "${id}".`);
    return ok(bound(state, procedureHandlers[kind], procedure, act));
  }
  if (isPollKind(kind)) {
    const id = (act as Act & { readonly poll: string }).poll;
    const poll = own(state.polls, id);
    if (poll === undefined) return breach('act/unknown-poll', ACTS, `There is no poll "${id}".`);
    return ok(bound(state, pollHandlers[kind], poll, act));
  }
  const id = (act as Act & { readonly matter: string }).matter;
  const matter = own(state.matters, id);
  if (matter === undefined)
    return breach('act/unknown-matter', ACTS, `There is no matter "${id}".`);
  return ok(bound(state, matterHandlers[kind], matter, act));
}

interface AnyHandler<Target> {
  readonly roles: readonly Role[];
  readonly step: (state: State, target: Target, who: Actor) => Step | NotNow;
  // The act's kind chose the handler, so the act is of the handler's kind.
  readonly take: (state: State, act: never, entry: never) => Result<State, Breach>;
}

function bound<Target>(state: State, handler: AnyHandler<Target>, target: Target, act: Act): Bound {
  return {
    roles: handler.roles,
    step: (who) => handler.step(state, target, who),
    take: (entry) => handler.take(state, act as never, entry as never),
  };
}

/** Officer and system act for the proceeding; a step that names actors names those of other roles. */
function isNamed(step: Step, who: Actor): boolean {
  if (step.actors === undefined || who.role === 'officer' || who.role === 'system') return true;
  return step.actors.includes(who.id);
}

function judgeStep(
  state: State,
  step: Step | NotNow,
  roles: readonly Role[],
  by: Actor,
  at: string,
): Result<void, Breach> {
  if (!roles.includes(by.role))
    return breach(
      'act/wrong-role',
      ACTS,
      `This is not for ${by.role}: it is for ${roles.join(' or ')}.`,
    );
  if (step.kind === 'not-now') return breach(step.code, step.cited, step.message);
  if (!isNamed(step, by))
    return breach('act/wrong-actor', step.cited, `This is not for ${by.id} to do.`);
  const { zone } = state.book;
  if (step.from !== undefined && at < step.from)
    return breach('rule/too-early', step.cited, `Not before ${formatTime(zone, step.from)}.`);
  if (step.until !== undefined && at > step.until)
    return breach(
      'rule/too-late',
      step.cited,
      `The time for this ended: ${formatTime(zone, step.until)}.`,
    );
  const [lack] = step.missing;
  if (lack !== undefined)
    return breach(lack.code, lack.cited, `This cannot be done yet. Still missing: ${lack.text}.`);
  return ok(undefined);
}

/** The clause that an act rests on in this state, where its matter or poll is known. */
export function citedFor(state: State, act: Act, by: Actor): Cited | undefined {
  const bound = bind(state, act);
  return bound.ok ? bound.value.step(by).cited : undefined;
}

// ---------------------------------------------------------------------------------------------- may

/** Something that an actor may do, now or when what is missing is there. */
export interface Permission extends Cited {
  readonly act: Act['kind'];
  readonly procedure?: string;
  readonly matter?: string;
  readonly poll?: string;
  readonly sentence: string;
  /** What must come first, as phrases: "11 more nominations by 15 July 2026, 17:00 (Europe/London)". */
  readonly missing: readonly string[];
  /** Within its time, and nothing missing. */
  readonly open: boolean;
  readonly from?: string;
  readonly until?: string;
}

/** What `actor` may do at `now`, or may come to do, in the order of the proceeding. */
export function may(state: State, actor: Actor, now: string): readonly Permission[] {
  const found: Permission[] = [];
  type Place = Pick<Permission, 'procedure' | 'matter' | 'poll'>;
  const add = <Target>(
    kind: Act['kind'],
    handler: AnyHandler<Target>,
    target: Target,
    place: Place,
  ): void => {
    if (!handler.roles.includes(actor.role)) return;
    const step = handler.step(state, target, actor);
    if (step.kind === 'not-now' || !isNamed(step, actor)) return;
    // What ended cannot come to be done any more.
    if (step.until !== undefined && now > step.until) return;
    const early = step.from !== undefined && now < step.from;
    found.push({
      act: kind,
      ...place,
      clause: step.cited.clause,
      citation: step.cited.citation,
      sentence: step.sentence(),
      missing: step.missing.map((lack) => lack.text),
      open: step.missing.length === 0 && !early,
      ...(step.from === undefined ? {} : { from: step.from }),
      ...(step.until === undefined ? {} : { until: step.until }),
    });
  };
  if (state.proceeding === undefined) {
    add('proceeding-opened', proceedingHandlers['proceeding-opened'], undefined, {});
    return found;
  }
  for (const procedure of state.book.procedures)
    for (const [kind, handler] of entriesOf<AnyHandler<Procedure>>(procedureHandlers))
      add(kind, handler, procedure, { procedure: procedure.id });
  for (const [kind, handler] of entriesOf<AnyHandler<undefined>>(proceedingHandlers))
    add(kind, handler, undefined, {});
  for (const matter of Object.values(state.matters))
    for (const [kind, handler] of entriesOf<AnyHandler<MatterState>>(matterHandlers))
      add(kind, handler, matter, { matter: matter.id });
  for (const poll of Object.values(state.polls))
    for (const [kind, handler] of entriesOf<AnyHandler<PollState>>(pollHandlers))
      add(kind, handler, poll, {
        poll: poll.id,
        ...(poll.matter === undefined ? {} : { matter: poll.matter }),
      });
  return found;
}

function entriesOf<H>(handlers: object): readonly (readonly [Act['kind'], H])[] {
  return Object.entries(handlers) as [Act['kind'], H][];
}

// --------------------------------------------------------------------------------------- standings

/** How each candidate of a contest stands; empty for a motion or an unknown matter. */
export function standings(state: State, matter: string): readonly CandidateStanding[] {
  const found = own(state.matters, matter);
  return found?.kind === 'contest' ? standingsOf(state, found) : [];
}

/** What `nominations-closed` must say, were nominations to close now. */
export function tallies(state: State, matter: string): readonly Tally[] {
  const found = own(state.matters, matter);
  return found?.kind === 'contest' ? talliesOf(state, found) : [];
}
