/**
 * The course of a proceeding: acts are proposed one after the other, the referee judges each, and the
 * first that it refuses ends the course. The players are generators that propose; nothing is thrown.
 */
import {
  type Act,
  type Actor,
  apply,
  type Breach,
  type Entry,
  type RuleBook,
  type State,
  start,
} from '@hustings/rulebook';

export type Move =
  /** Not before `at`; left out, a second after the entry before. */
  | {
      readonly kind: 'act';
      readonly act: Act;
      readonly by?: Actor;
      readonly at?: string | undefined;
    }
  /** Said to the reader: what is invented, taken from elsewhere, left out. */
  | { readonly kind: 'note'; readonly text: string }
  /** Here the print ends: what comes next is not known. */
  | { readonly kind: 'missing'; readonly text: string };

/** Proposes moves and gets the state after each. */
export type Player<T = void> = Generator<Move, T, Scene>;

export interface Scene {
  readonly state: State;
  /** The moment of the next act, unless it asks for a later one. */
  readonly now: string;
}

export interface Course {
  readonly entries: readonly Entry[];
  readonly state: State;
  readonly notes: readonly string[];
  /** What the print lacks for the proceeding to end. */
  readonly missing: readonly string[];
  readonly refused: { readonly entry: Entry; readonly breach: Breach } | undefined;
}

export const OFFICER: Actor = { role: 'officer', id: 'returning-officer' };

const SECOND = 1000;

/** Carries a player out under a book, from `opens` on. */
export function carryOut(book: RuleBook, opens: string, player: Player): Course {
  let state = start(book);
  let clock = Date.parse(opens);
  const entries: Entry[] = [];
  const notes: string[] = [];
  const missing: string[] = [];
  const scene = (): Scene => ({ state, now: new Date(clock).toISOString() });
  let step = player.next();
  while (step.done !== true) {
    const move = step.value;
    if (move.kind === 'note') {
      if (!notes.includes(move.text)) notes.push(move.text);
    } else if (move.kind === 'missing') missing.push(move.text);
    else {
      clock = Math.max(clock, Date.parse(move.at ?? '1970-01-01'));
      const at = new Date(clock).toISOString();
      const entry: Entry = { seq: state.seq + 1, at, by: move.by ?? OFFICER, act: move.act };
      const next = apply(state, entry);
      if (!next.ok)
        return { entries, state, notes, missing, refused: { entry, breach: next.error } };
      state = next.value;
      entries.push(entry);
      clock += SECOND;
    }
    step = player.next(scene());
  }
  return { entries, state, notes, missing, refused: undefined };
}

/** Proposes an act and gives the scene after it. */
export function* doing(act: Act, at?: string): Player<Scene> {
  return yield { kind: 'act', act, at };
}

export function* note(text: string): Player<Scene> {
  return yield { kind: 'note', text };
}

/** The breach, were this done now. */
export function breachOf({ state, now }: Scene, act: Act): Breach | undefined {
  const tried = apply(state, { seq: state.seq + 1, at: now, by: OFFICER, act });
  return tried.ok ? undefined : tried.error;
}

/** Plays entries again, as they stand; the first that is refused, with its place. */
export function playAgain(
  book: RuleBook,
  entries: readonly Entry[],
): {
  readonly state: State;
  readonly refused: { readonly at: number; readonly breach: Breach } | undefined;
} {
  let state = start(book);
  for (const [at, entry] of entries.entries()) {
    const next = apply(state, entry);
    if (!next.ok) return { state, refused: { at, breach: next.error } };
    state = next.value;
  }
  return { state, refused: undefined };
}
