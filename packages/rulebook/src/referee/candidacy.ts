/**
 * How each candidate of a contest stands: nominations had and needed, why validated or not, and who
 * comes on the paper in which order.
 */
import type { CandidateRef, Tally } from '../acts.ts';
import { type ContestProcedure, type Gate, isOrdered } from '../rule-book.ts';
import {
  bodyInText,
  byText,
  type CandidateState,
  type ContestState,
  contestProcedure,
  own,
  type State,
} from '../state.ts';
import { evaluate, leavesOf, type Need, type Standing } from '../thresholds.ts';
import { dateIn } from '../times.ts';
import { automaticRuling, exclusionRuling } from './rulings.ts';

/** The gate that is next, open, or was last. */
export function currentGate(procedure: ContestProcedure, matter: ContestState): Gate {
  return procedure.nomination.gates[
    Math.min(matter.gate, procedure.nomination.gates.length - 1)
  ] as Gate;
}

/** The size of a body on a date: the one recorded for the latest day that is not after it. */
export function sizeOn(state: State, body: string, date: string): number | undefined {
  let found: { readonly size: number; readonly asOf: string } | undefined;
  for (const sized of own(state.bodies, body) ?? [])
    if (sized.asOf <= date && (found === undefined || sized.asOf >= found.asOf)) found = sized;
  return found?.size;
}

export function sizeKey(body: string, asOf: string): string {
  return `${body}@${asOf}`;
}

/** Sizes that thresholds of the current gate take at `moment`, as far as they are recorded. */
export function sizesAt(
  state: State,
  matter: ContestState,
  moments: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, number>> {
  const procedure = contestProcedure(state, matter);
  const found: Record<string, number> = {};
  for (const { body, threshold } of leavesOf(
    currentGate(procedure, matter).condition,
    matter.trigger,
  )) {
    if (threshold.kind !== 'percent') continue;
    const moment = moments[threshold.asOf];
    if (moment === undefined) continue;
    const size = sizeOn(state, body, dateIn(state.book.zone, moment));
    if (size !== undefined) found[sizeKey(body, threshold.asOf)] = size;
  }
  return found;
}

/** How the conditions of the current gate stand for a candidate. */
function standingOf(state: State, matter: ContestState, candidate: CandidateState): Standing {
  const gate = currentGate(contestProcedure(state, matter), matter);
  // Before the sizes are taken, the latest that is recorded shows what is to be expected.
  const expected =
    matter.phase === 'done'
      ? {}
      : sizesAt(state, matter, {
          'contest-called': matter.at,
          'nominations-open': state.at,
          'nominations-close': state.at,
        });
  const sizes = { ...expected, ...matter.sizes };
  return evaluate(gate.condition, {
    trigger: matter.trigger,
    have: (body) => own(candidate.nominations, body) ?? 0,
    size: (body, asOf) => own(sizes, sizeKey(body, asOf)),
  });
}

export interface CandidateStanding {
  readonly candidate: string;
  readonly name: string;
  /** Nominations that count at the current gate. */
  readonly nominations: number;
  readonly needs: readonly Need[];
  /** The conditions of the gate are met, or the candidate needs no nominations. */
  readonly met: boolean;
  readonly automatic: boolean;
  readonly consented: boolean;
  readonly withdrew: boolean;
  readonly excluded: boolean;
  /** Would be, or has been, validated as things are. */
  readonly validated: boolean;
  /** Why, in a sentence. */
  readonly reason: string;
}

/** Every candidate who has not failed an earlier gate, in the order of their ids. */
export function standingsOf(state: State, matter: ContestState): readonly CandidateStanding[] {
  return Object.values(matter.candidates)
    .filter((candidate) => !candidate.out)
    .toSorted((a, b) => byText(a.id, b.id))
    .map((candidate) => candidateStanding(state, matter, candidate));
}

function candidateStanding(
  state: State,
  matter: ContestState,
  candidate: CandidateState,
): CandidateStanding {
  const procedure = contestProcedure(state, matter);
  const gate = currentGate(procedure, matter);
  const standing = standingOf(state, matter, candidate);
  const bodies = new Set(leavesOf(gate.condition, matter.trigger).map((leaf) => leaf.body));
  const nominations = [...bodies].reduce(
    (sum, body) => sum + (own(candidate.nominations, body) ?? 0),
    0,
  );
  const exclusion = exclusionRuling(state, matter, candidate.id);
  const ruling = automaticRuling(state, matter, candidate.id);
  const isHolder = matter.holder?.id === candidate.id;
  const { incumbent } = procedure.nomination;
  const isAutomatic = ruling !== undefined || (isHolder && incumbent.kind === 'automatic');
  const isBarred = isHolder && incumbent.kind === 'barred';
  const needsConsent = isConsentDueAt(procedure, gate) && !candidate.consented;
  const met = isAutomatic || standing.met;

  const [validated, reason] = ((): readonly [boolean, string] => {
    if (candidate.withdrew) return [false, 'Withdrew.'];
    if (exclusion !== undefined)
      return [false, `Excluded by a ruling of ${bodyInText(state.book, exclusion.body)}.`];
    if (isBarred) return [false, 'The holder of the office may not stand.'];
    if (!met) return [false, needsInWords(state, standing.needs)];
    if (needsConsent) return [false, 'Has not consented to stand.'];
    if (ruling !== undefined)
      return [
        true,
        `On the paper without nominations, by a ruling of ${bodyInText(state.book, ruling.body)}.`,
      ];
    if (isAutomatic) return [true, 'On the paper without nominations, as holder of the office.'];
    return [true, needsInWords(state, standing.needs)];
  })();
  return {
    candidate: candidate.id,
    name: candidate.name,
    nominations,
    needs: standing.needs,
    met,
    automatic: isAutomatic,
    consented: candidate.consented,
    withdrew: candidate.withdrew,
    excluded: exclusion !== undefined || isBarred,
    validated,
    reason,
  };
}

/** Consent is asked for at the close of a gate when its own date is not later. */
function isConsentDueAt(procedure: ContestProcedure, gate: Gate): boolean {
  const { consent } = procedure.nomination;
  if (consent === undefined) return false;
  return isOrdered(procedure.timetable, consent.until, gate.closes);
}

function needsInWords(state: State, needs: readonly Need[]): string {
  if (needs.length === 0) return 'Nothing is said about what is needed.';
  return needs
    .map(({ body, have, needed }) => {
      const of = `from ${bodyMembers(state, body)}`;
      const had = `${have} nomination${have === 1 ? '' : 's'} ${of}`;
      if (needed === undefined) return `${had}; how many are needed is not known yet.`;
      const short = needed - have;
      return short > 0
        ? `${had}, ${short} short of the ${needed} needed.`
        : `${had}; ${needed} ${needed === 1 ? 'was' : 'were'} needed.`;
    })
    .join(' ');
}

/** "MPs and MEPs", or the body itself where its members have no name. */
export function bodyMembers(state: State, body: string): string {
  return state.book.bodies.find((b) => b.id === body)?.member?.many ?? bodyInText(state.book, body);
}

/** What `nominations-closed` must say, to the letter. */
export function talliesOf(state: State, matter: ContestState): readonly Tally[] {
  return standingsOf(state, matter).map((s) => ({
    candidate: s.candidate,
    nominations: s.nominations,
    validated: s.validated,
    reason: s.reason,
  }));
}

/** Who stands, in the order of the paper; "re-open nominations" is not among them. */
export function candidatesOnPaper(state: State, matter: ContestState): readonly CandidateRef[] {
  const procedure = contestProcedure(state, matter);
  const passed = new Set((matter.tallies ?? []).filter((t) => t.validated).map((t) => t.candidate));
  const standing = Object.values(matter.candidates).filter(
    (c) =>
      passed.has(c.id) &&
      !c.withdrew &&
      exclusionRuling(state, matter, c.id) === undefined &&
      (procedure.nomination.consent === undefined || c.consented),
  );
  const inOrder =
    procedure.paper.order === 'as-nominated'
      ? standing.toSorted((a, b) => a.order - b.order)
      : standing.toSorted(
          (a, b) =>
            byText(fold(a.name), fold(b.name)) || byText(a.name, b.name) || byText(a.id, b.id),
        );
  return inOrder.map(({ id, name }) => ({ id, name }));
}

/** Letters without accents or case, so that the alphabet is the same on every machine. */
function fold(name: string): string {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
