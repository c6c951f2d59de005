/** Replays for the tests: played once, and tried again with something changed. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { unwrap } from '@hustings/base';
import {
  type Act,
  type Actor,
  apply,
  type Breach,
  type Entry,
  type State,
  start,
} from '@hustings/rulebook';
import {
  findScript,
  type Replay,
  type ReplayedPart,
  replayContest,
  ruleBooks,
} from '../../src/index.ts';

const CONTESTS = resolve(import.meta.dirname, '../../../../contests');

export const contests: readonly string[] = readdirSync(CONTESTS)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length))
  .toSorted();

export function textOf(contest: string): string {
  return readFileSync(resolve(CONTESTS, `${contest}.json`), 'utf8');
}

const played = new Map<string, Replay>();

export function replay(contest: string): Replay {
  const found =
    played.get(contest) ?? unwrap(replayContest(textOf(contest), ruleBooks, findScript(contest)));
  played.set(contest, found);
  return found;
}

export function part(contest: string, at = 0): ReplayedPart {
  const found = replay(contest).parts[at];
  if (found === undefined) throw new Error(`${contest} has no part ${at}`);
  return found;
}

export const OFFICER: Actor = { role: 'officer', id: 'returning-officer' };

const states = new Map<ReplayedPart, readonly State[]>();

/** The state before each entry, and the last. */
export function statesOf(of: ReplayedPart): readonly State[] {
  const known = states.get(of);
  if (known !== undefined) return known;
  if (of.book === undefined) throw new Error('nothing was played');
  const found = [start(of.book)];
  for (const entry of of.entries) found.push(unwrap(apply(found.at(-1) as State, entry)));
  states.set(of, found);
  return found;
}

/** The state before an entry. */
export function before(of: ReplayedPart, at: number): State {
  return statesOf(of)[at] as State;
}

type Kind = Act['kind'];

/** Place of the nth entry of a kind; from the end where n is negative. */
export function placeOf(of: ReplayedPart, kind: Kind, nth = 0): number {
  const places = of.entries.flatMap((e, i) => (e.act.kind === kind ? [i] : []));
  const place = places.at(nth);
  if (place === undefined) throw new Error(`no ${kind} number ${nth}`);
  return place;
}

export function actOf<K extends Kind>(
  of: ReplayedPart,
  kind: K,
  nth = 0,
): Extract<Act, { kind: K }> {
  return of.entries[placeOf(of, kind, nth)]?.act as Extract<Act, { kind: K }>;
}

/** Why an act is refused in a state, or undefined where it is allowed. */
export function refusal(state: State, act: unknown, at: string = state.at): Breach | undefined {
  const tried = apply(state, { seq: state.seq + 1, at, by: OFFICER, act });
  return tried.ok ? undefined : tried.error;
}

/** The breach of a recorded entry with something else in it, at its place and time. */
export function altered<K extends Kind>(
  of: ReplayedPart,
  kind: K,
  nth: number,
  change: (act: Extract<Act, { kind: K }>) => Act,
): Breach | undefined {
  const place = placeOf(of, kind, nth);
  const entry = of.entries[place] as Entry;
  const tried = apply(before(of, place), {
    ...entry,
    act: change(entry.act as Extract<Act, { kind: K }>),
  });
  return tried.ok ? undefined : tried.error;
}

/** Entries played on from a state, each in its place of the log; the first that is refused, or the end. */
export function playedOn(
  from: State,
  entries: readonly Entry[],
): { readonly refused: Breach } | { readonly state: State } {
  let state = from;
  for (const entry of entries) {
    const next = apply(state, entry);
    if (!next.ok) return { refused: next.error };
    state = next.value;
  }
  return { state };
}

/** What a proceeding has come to, for comparing: results, holders, vacancies, who is left. */
export function outcomeOf(state: State): string {
  return JSON.stringify({
    matters: Object.values(state.matters).map((m) => ({
      id: m.id,
      declared: m.declared?.outcome,
      isProvisional: m.declared?.isProvisional,
      candidates:
        m.kind === 'contest'
          ? Object.values(m.candidates).map((c) => [c.id, c.members, c.consented, c.withdrew])
          : [],
      field:
        m.kind === 'contest'
          ? [
              m.phase,
              m.progress.field,
              m.progress.finished,
              m.progress.held.map((h) => [h.ballot, h.chosen, h.out]),
            ]
          : [],
    })),
    holders: state.holders,
    tenures: state.tenures,
    reported: Object.keys(state.reported).length,
    vacancies: state.vacancies,
  });
}
