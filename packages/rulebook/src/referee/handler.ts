/**
 * How one kind of act is refereed. `step` says whether, when and by whom it can be done now, and what
 * is still missing: `may` draws the pages from it and `apply` enforces the very same. `take` then
 * judges the act's own content and gives the next state.
 */
import type { Result } from '@hustings/base';
import type { Act, Actor, Role } from '../acts.ts';
import type { Breach, Cited } from '../breach.ts';
import type { Procedure } from '../rule-book.ts';
import type { EntryOf, MatterState, PollState, State } from '../state.ts';

/** What must come first. The text is a phrase that can follow "still missing:". */
export interface Lack {
  readonly code: string;
  readonly cited: Cited;
  readonly text: string;
}

/** Something that can be done at some time, if nothing is missing. */
export interface Step {
  readonly kind: 'step';
  readonly cited: Cited;
  /** What it is, for the person who may do it; made only when someone reads it. */
  readonly sentence: () => string;
  /** First and last instant at which it may be done, both included. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly missing: readonly Lack[];
  /** Where not everyone in the role may: the ids of those who may. */
  readonly actors?: readonly string[];
}

/** Something that cannot be done, whatever else happens first. */
export interface NotNow {
  readonly kind: 'not-now';
  readonly code: string;
  readonly cited: Cited;
  readonly message: string;
}

export function notNow(code: string, cited: Cited, message: string): NotNow {
  return { kind: 'not-now', code, cited, message };
}

interface HandlerOf<A extends Act, Target> {
  readonly roles: readonly Role[];
  readonly step: (state: State, target: Target, who: Actor) => Step | NotNow;
  readonly take: (state: State, act: A, entry: EntryOf<A>) => Result<State, Breach>;
}

export type ProceedingHandler<A extends Act> = HandlerOf<A, undefined>;
export type ProcedureHandler<A extends Act> = HandlerOf<A, Procedure>;
export type MatterHandler<A extends Act> = HandlerOf<A, MatterState>;
export type PollHandler<A extends Act> = HandlerOf<A, PollState>;
