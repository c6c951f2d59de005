/** A proceeding that walks itself: acts in few words, the clock going where the next act is allowed. */
import type { Act, Actor } from '../acts.ts';
import { bookHash } from '../book-hash.ts';
import type { Breach } from '../breach.ts';
import { pollContext } from '../referee/ballots.ts';
import { isRollUsable } from '../referee/preparing.ts';
import { apply } from '../referee/referee.ts';
import { freezeRuling } from '../referee/rulings.ts';
import type { RuleBook } from '../rule-book.ts';
import { type MatterState, own, type State, start } from '../state.ts';
import { addSpan, dateIn } from '../times.ts';

const OFFICER: Actor = { role: 'officer', id: 'returning-officer' };
const HASH = '0'.repeat(64);
/** Electors in every section: enough that votes can be split in every way that matters. */
export const ELECTORS = 1_000;

/** A state with the breaches of whatever was refused on the way to what comes next. */
export interface Walk {
  readonly state: State;
  readonly refused: Breach | undefined;
}

export function opened(book: RuleBook): State {
  const at = `${book.inForce.from}T12:00:00.000Z`;
  return done(start(book), at, {
    kind: 'proceeding-opened',
    proceeding: 'model',
    organisation: book.organisation,
    title: book.title,
    book: { id: book.id, version: book.version, hash: bookHash(book) },
    mode: 'simple',
    logKey: 'model',
    officerKey: HASH,
    notes: [],
  });
}

function done(state: State, at: string, act: Act): State {
  const next = apply(state, { seq: state.seq + 1, at, by: OFFICER, act });
  return next.ok ? next.value : state;
}

/** Takes an act, now or at a later moment; undefined with the breach where it is refused. */
export function attempt(state: State, act: Act, at: string = state.at): State | Breach {
  const moment = at < state.at ? state.at : at;
  const next = apply(state, { seq: state.seq + 1, at: moment, by: OFFICER, act });
  return next.ok ? next.value : next.error;
}

export function isState(found: State | Breach): found is State {
  return 'book' in found;
}

/** Several acts one after the other; the first that is refused stops it. */
export function all(state: State, acts: readonly Act[]): State | Breach {
  let now = state;
  for (const act of acts) {
    const next = attempt(now, act);
    if (!isState(next)) return next;
    now = next;
  }
  return now;
}

/** Every stage a day after the one before, from tomorrow on; what may not move keeps its date. */
export function withDates(state: State, matter: MatterState): State | Breach {
  const procedure = state.book.procedures.find((p) => p.id === matter.procedure);
  const { stages = [], setBy = '', spans = [] } = procedure?.timetable ?? {};
  const gap = stages.map((stage) => {
    const least = spans.find((s) => s.to === stage.id)?.least;
    return least ?? { count: 1, unit: 'days' as const };
  });
  const fresh = (keep: (id: string) => boolean): Act => {
    let at = addSpan(state.book.zone, state.at, { count: 1, unit: 'hours' });
    const dates: Record<string, string> = {};
    stages.forEach(({ id }, i) => {
      const was = own(matter.dates, id);
      if (was !== undefined && keep(id)) dates[id] = was;
      else {
        dates[id] = at;
        at = addSpan(state.book.zone, at, shorter(gap[i + 1], spans.length > 0));
      }
    });
    return { kind: 'timetable-set', matter: matter.id, by: setBy, dates, reason: 'The model.' };
  };
  const everything = attempt(
    state,
    fresh(() => false),
  );
  if (isState(everything)) return everything;
  // Dates that have passed stay, where the book asks for it.
  const context = pollContext(state, matter);
  const from = stages.findIndex((s) => s.id === context.opens);
  const rest = attempt(
    state,
    fresh((id) => stages.findIndex((s) => s.id === id) < from),
  );
  if (isState(rest)) return rest;
  return attempt(
    state,
    fresh((id) => (own(matter.dates, id) ?? '') < state.at),
  );
}

/** Where lengths are bounded from above, hours fit and days may not. */
function shorter(
  gap: { readonly count: number; readonly unit: 'hours' | 'days' | 'months' } | undefined,
  isBounded: boolean,
): { readonly count: number; readonly unit: 'hours' | 'days' | 'months' } {
  if (gap === undefined) return { count: 1, unit: 'hours' };
  return isBounded && gap.count === 1 && gap.unit === 'days' ? { count: 1, unit: 'hours' } : gap;
}

/** A usable roll for the ballot that is next, with the rulings that it waits for. */
export function withRoll(
  state: State,
  matter: MatterState,
): { readonly state: State; readonly roll: string } | Breach {
  const { franchise } = pollContext(state, matter);
  const usable = Object.keys(state.rolls).find((id) => isRollUsable(state, matter, id));
  if (usable !== undefined) return { state, roll: usable };
  const electorate = state.book.electorates.find((e) => e.id === franchise.electorate);
  let now = state;
  for (const section of electorate?.sections ?? []) {
    const { freeze } = section;
    if (freeze.kind !== 'by-ruling' || freezeRuling(now, freeze.question, section.id) !== undefined)
      continue;
    const question = now.book.questions.find((q) => q.id === freeze.question);
    const ruled = attempt(now, {
      kind: 'ruling-made',
      ruling: `freeze-${section.id}-${now.seq}`,
      body: question?.body ?? '',
      question: freeze.question,
      decision: 'A day.',
      reason: 'The model.',
      basis: 'The model.',
      effect: { kind: 'freeze-date', section: section.id, date: dateIn(now.book.zone, now.at) },
    });
    if (!isState(ruled)) return ruled;
    now = ruled;
  }
  const roll = `roll-${now.seq}`;
  const moments = [franchise.frozenAfter, ...stagesOf(electorate?.sections ?? [])].flatMap((id) =>
    id === undefined ? [] : [own(matter.dates, id) ?? ''],
  );
  const frozen = attempt(
    now,
    {
      kind: 'roll-frozen',
      roll,
      electorate: franchise.electorate,
      sections: (electorate?.sections ?? []).map(({ id }) => ({ id, size: ELECTORS, root: HASH })),
      excluded: [],
      credentials: { sha256: HASH, size: 0 },
    },
    [...moments, own(matter.dates, pollContext(now, matter).opens) ?? ''].toSorted().at(-1),
  );
  return isState(frozen) ? { state: frozen, roll } : frozen;
}

function stagesOf(
  sections: RuleBook['electorates'][number]['sections'],
): readonly (string | undefined)[] {
  return sections.flatMap(({ freeze, registration }) => [
    freeze.kind === 'stage' ? freeze.stage : undefined,
    registration?.closes,
  ]);
}
