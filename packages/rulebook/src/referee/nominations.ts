/** Nominations opened and closed, and whether they are open. */
import { canonicalJson, ok } from '@hustings/base';
import { ACTS, breach, type Cited, cite } from '../breach.ts';
import type { ContestProcedure, Gate } from '../rule-book.ts';
import {
  type ActOf,
  bodyInText,
  type ContestState,
  contestProcedure,
  isOver,
  own,
  type State,
  withMatter,
} from '../state.ts';
import { leavesOf, sizedBody } from '../thresholds.ts';
import { currentGate, sizeKey, sizesAt, talliesOf } from './candidacy.ts';
import { type Lack, type MatterHandler, type NotNow, notNow } from './handler.ts';
import { answerTo } from './rulings.ts';
import { lackOfTimetable } from './timetable.ts';

export const NO_CONTEST = 'A motion has no nominations.';

/** What all steps about nominations share: the contest, its gate, whether it is still going on. */
export function gateOf(
  state: State,
  matter: ContestState,
): {
  readonly procedure: ContestProcedure;
  readonly gate: Gate;
  readonly cited: Cited;
  readonly opens: string | undefined;
  readonly closes: string | undefined;
} {
  const procedure = contestProcedure(state, matter);
  const gate = currentGate(procedure, matter);
  return {
    procedure,
    gate,
    cited: cite(state.book, gate.clause),
    opens: own(matter.dates, gate.opens),
    closes: own(matter.dates, gate.closes),
  };
}

/** The reason why nominations are not open, if they are not. */
export function notOpen(matter: ContestState, cited: Cited): NotNow | undefined {
  if (matter.phase === 'open') return undefined;
  return matter.phase === 'waiting'
    ? notNow('rule/nominations-not-open', cited, 'Nominations have not been opened.')
    : notNow('rule/nominations-closed', cited, 'Nominations have closed.');
}

export const nominationsOpened: MatterHandler<ActOf<'nominations-opened'>> = {
  roles: ['officer', 'system'],
  step: (state, matter) => {
    if (matter.kind !== 'contest') return notNow('rule/not-a-contest', ACTS, NO_CONTEST);
    const { gate, cited, opens, closes } = gateOf(state, matter);
    if (isOver(matter) || matter.phase !== 'waiting')
      return notNow(
        'rule/nominations-opened-before',
        cited,
        'Nominations have been opened before.',
      );
    return {
      kind: 'step',
      cited,
      sentence: () => `Open nominations (${gate.name}).`,
      from: opens,
      until: closes,
      missing: [
        ...lackOfTimetable(state, matter),
        ...lackOfSizes(state, matter),
        ...lackOfIncumbentRuling(state, matter),
      ],
    };
  },
  take: (state, act, entry) => {
    const matter = own(state.matters, act.matter) as ContestState;
    const taken = sizesAt(state, matter, {
      'contest-called': matter.at,
      'nominations-open': entry.at,
    });
    return ok(
      withMatter(state, { ...matter, phase: 'open', sizes: { ...matter.sizes, ...taken } }),
    );
  },
};

function lackOfSizes(state: State, matter: ContestState): readonly Lack[] {
  const procedure = contestProcedure(state, matter);
  const known = sizesAt(state, matter, {
    'contest-called': matter.at,
    'nominations-open': state.at,
    'nominations-close': state.at,
    moving: state.at,
  });
  const seen = new Set<string>();
  return leavesOf(currentGate(procedure, matter).condition, matter.trigger).flatMap((leaf) => {
    if (leaf.threshold.kind !== 'percent') return [];
    const key = sizeKey(sizedBody(leaf), leaf.threshold.asOf);
    if (own(known, key) !== undefined || seen.has(key)) return [];
    seen.add(key);
    return [
      {
        code: 'rule/size-unknown',
        cited: cite(state.book, leaf.clause),
        text: `the size of ${bodyInText(state.book, sizedBody(leaf))} on the day that the threshold counts from`,
      },
    ];
  });
}

function lackOfIncumbentRuling(state: State, matter: ContestState): readonly Lack[] {
  const { incumbent } = contestProcedure(state, matter).nomination;
  if (incumbent.kind !== 'by-ruling' || matter.holder === undefined) return [];
  if (answerTo(state, incumbent.question, matter.id) !== undefined) return [];
  const question = state.book.questions.find((q) => q.id === incumbent.question);
  return [
    {
      code: 'rule/ruling-missing',
      cited: cite(state.book, incumbent.clause),
      text: `a ruling of ${bodyInText(state.book, question?.body ?? '')} on “${question?.asks ?? incumbent.question}”`,
    },
  ];
}

export const nominationsClosed: MatterHandler<ActOf<'nominations-closed'>> = {
  roles: ['officer', 'system'],
  step: (state, matter) => {
    if (matter.kind !== 'contest') return notNow('rule/not-a-contest', ACTS, NO_CONTEST);
    const { gate, cited, closes } = gateOf(state, matter);
    const closed = notOpen(matter, cited);
    if (closed !== undefined) return closed;
    return {
      kind: 'step',
      cited,
      sentence: () => `Close nominations (${gate.name}) and say who is validated.`,
      from: closes,
      missing: [],
    };
  },
  take: (state, act, entry) => {
    const before = own(state.matters, act.matter) as ContestState;
    const taken = sizesAt(state, before, { 'nominations-close': entry.at, moving: entry.at });
    const matter = { ...before, sizes: { ...before.sizes, ...taken } };
    const { procedure, cited } = gateOf(state, matter);
    const tallies = talliesOf(state, matter);
    const wrong = tallies.find((t, i) => !sameTally(t, act.tallies[i]));
    if (wrong !== undefined)
      return breach(
        'rule/tallies-differ',
        cited,
        `The tallies are not what the entries give: for "${wrong.candidate}" it is ${wrong.nominations}, ${wrong.validated ? 'validated' : 'not validated'}: ${wrong.reason}`,
      );
    if (act.tallies.length !== tallies.length)
      return breach(
        'rule/tallies-differ',
        cited,
        `There are ${tallies.length} candidates to be tallied, and ${act.tallies.length} are.`,
      );
    const isLast = matter.gate >= procedure.nomination.gates.length - 1;
    const passed = new Set(tallies.filter((t) => t.validated).map((t) => t.candidate));
    const candidates = Object.fromEntries(
      Object.values(matter.candidates).map((c) => [
        c.id,
        { ...c, out: c.out || (!isLast && !passed.has(c.id)) },
      ]),
    );
    return ok(
      withMatter(state, {
        ...matter,
        candidates,
        tallies,
        reopened: false,
        gate: isLast ? matter.gate : matter.gate + 1,
        phase: isLast ? 'done' : 'waiting',
      }),
    );
  },
};

function sameTally(a: unknown, b: unknown): boolean {
  return b !== undefined && canonicalJson(a) === canonicalJson(b);
}
