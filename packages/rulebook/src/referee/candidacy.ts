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
import {
  evaluate,
  leavesOf,
  type Need,
  NO_SUPPORT,
  type Requirement,
  type Standing,
  sizedBody,
} from '../thresholds.ts';
import { dateIn } from '../times.ts';
import { named } from '../words.ts';
import { approvalRuling, automaticRuling, exclusionRuling } from './rulings.ts';

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
  for (const leaf of leavesOf(currentGate(procedure, matter).condition, matter.trigger)) {
    const { threshold } = leaf;
    if (threshold.kind !== 'percent') continue;
    const body = sizedBody(leaf);
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
          moving: state.at,
        });
  const sizes = { ...expected, ...matter.sizes };
  return evaluate(gate.condition, {
    trigger: matter.trigger,
    status: own(state.tenures, matter.office)?.status,
    support: (body) =>
      own(candidate.support, body) ?? {
        ...NO_SUPPORT,
        count: own(candidate.nominations, body) ?? 0,
      },
    size: (body, asOf) => own(sizes, sizeKey(body, asOf)),
    paid: (currency) => own(candidate.paid, currency) ?? '0',
    isQualified: (id) => candidate.qualifications.includes(id),
    isApproved: (question) => approvalRuling(state, matter, candidate.id, question) !== undefined,
  });
}

export interface CandidateStanding {
  readonly candidate: string;
  readonly name: string;
  /** Nominations that count at the current gate. */
  readonly nominations: number;
  readonly needs: readonly Need[];
  /** What else the gate asks for: payments, qualifications, approvals. */
  readonly requirements: readonly Requirement[];
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
  const isBarred =
    (isHolder && incumbent.kind === 'barred') ||
    (matter.barred !== undefined && matter.barred === candidate.id);
  const needsConsent = isConsentDueAt(procedure, gate) && !candidate.consented;
  const met = isAutomatic || standing.met;

  const [validated, reason] = ((): readonly [boolean, string] => {
    if (candidate.withdrew) return [false, 'Withdrew.'];
    if (exclusion !== undefined)
      return [false, `Excluded by a ruling of ${bodyInText(state.book, exclusion.body)}.`];
    if (isBarred)
      return [
        false,
        isHolder ? 'The holder of the office may not stand.' : 'May not stand this time.',
      ];
    if (!met) return [false, standingInWords(state, standing)];
    if (needsConsent) return [false, 'Has not consented to stand.'];
    if (ruling !== undefined)
      return [
        true,
        `On the paper without nominations, by a ruling of ${bodyInText(state.book, ruling.body)}.`,
      ];
    if (isAutomatic) return [true, 'On the paper without nominations, as holder of the office.'];
    return [true, standingInWords(state, standing)];
  })();
  return {
    candidate: candidate.id,
    name: candidate.name,
    nominations,
    needs: standing.needs,
    requirements: standing.requirements,
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

function standingInWords(state: State, { needs, requirements }: Standing): string {
  if (needs.length === 0 && requirements.length === 0)
    return 'Nothing is said about what is needed.';
  const rest = requirements.map((r) => requirementInWords(state, r));
  return [...(needs.length === 0 ? [] : [needsInWords(state, needs)]), ...rest].join(' ');
}

function requirementInWords(state: State, { kind, id, met }: Requirement): string {
  switch (kind) {
    case 'paid':
      return met ? `Has paid ${id}.` : `Has not paid ${id}.`;
    case 'qualified': {
      const name = named(state.book.qualifications ?? [], id);
      return met ? `Certified: ${name}.` : `Not certified: ${name}.`;
    }
    case 'approved': {
      const body = state.book.questions.find((q) => q.id === id)?.body ?? id;
      return `${met ? 'Approved' : 'Not approved'} by ${bodyInText(state.book, body)}.`;
    }
  }
}

/** What a need counts: "nominations from Labour MPs", "local parties", "members represented". */
function needOf(state: State, { body, counts, have }: Need): string {
  const found = state.book.bodies.find((b) => b.id === body);
  switch (counts?.kind) {
    case 'units':
      return `${have === 1 ? 'nomination' : 'nominations'} of the kind “${named(found?.units?.kinds ?? [], counts.id)}” from ${bodyMembers(state, body)}`;
    case 'members':
      return `members represented by ${bodyMembers(state, body)}`;
    case 'areas':
      return `areas (${named(found?.areas ?? [], counts.id)}) of ${bodyMembers(state, body)}`;
    case undefined:
      return `nomination${have === 1 ? '' : 's'} from ${bodyMembers(state, body)}`;
  }
}

function needsInWords(state: State, needs: readonly Need[]): string {
  return needs
    .map((need) => {
      const { have, needed } = need;
      const had = `${have} ${needOf(state, need)}`;
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

/** No more are named in one entry, which holds 64 KiB; a paper has 255 places. */
const MOST_TALLIES = 120;

/**
 * What `nominations-closed` must say, to the letter: everyone who was nominated, or where they are too
 * many for one entry, those who pass and then the others by their nominations. Who is not named has
 * not passed.
 */
export function talliesOf(state: State, matter: ContestState): readonly Tally[] {
  const all = standingsOf(state, matter).map((s) => ({
    candidate: s.candidate,
    nominations: s.nominations,
    validated: s.validated,
    reason: s.reason,
  }));
  if (all.length <= MOST_TALLIES) return all;
  const passed = all.filter((t) => t.validated);
  const others = all
    .filter((t) => !t.validated)
    .toSorted((a, b) => b.nominations - a.nominations || byText(a.candidate, b.candidate))
    .slice(0, Math.max(0, MOST_TALLIES - passed.length));
  const shown = new Set([...passed, ...others].map((t) => t.candidate));
  // Short reasons: even 255 who pass then fit into one entry.
  return all.flatMap((t) =>
    shown.has(t.candidate)
      ? [{ ...t, reason: t.validated ? 'Validly nominated.' : 'Not validly nominated.' }]
      : [],
  );
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
      (procedure.nomination.consent === undefined || c.consented) &&
      (matter.progress.field === undefined || matter.progress.field.includes(c.id)),
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

/** Who is on the paper of a contest and has left since it was made: nobody elects them. */
export function leftLate(state: State, matter: string): readonly string[] {
  const contest = own(state.matters, matter);
  if (contest?.kind !== 'contest') return [];
  return Object.values(contest.candidates)
    .filter((c) => c.leftLate)
    .map((c) => c.id)
    .toSorted();
}

/** Letters without accents or case, so that the alphabet is the same on every machine. */
function fold(name: string): string {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
