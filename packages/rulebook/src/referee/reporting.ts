/** Ballots held elsewhere: opened under the same rules as any poll, their figures reported and judged. */
import { ok, type Result } from '@hustings/base';
import { ACTS, type Breach, breach, cite } from '../breach.ts';
import type { BallotReport } from '../report-acts.ts';
import type { ReportedPoll } from '../state.ts';
import {
  type ActOf,
  bodyInText,
  type ContestState,
  isOver,
  type MatterState,
  own,
  rollTotal,
  type State,
  withMatter,
} from '../state.ts';
import { formatTime } from '../times.ts';
import { currentBallot, ONLY_BALLOT, pollContext, pollPhase } from './ballots.ts';
import { settle } from './deciding.ts';
import { figuresFault } from './figures.ts';
import { type MatterHandler, type NotNow, notNow } from './handler.ts';
import { settleLevel } from './level.ts';
import { optionsOf } from './manifest.ts';
import { motionFault } from './motion-figures.ts';
import { isRollUsable, isUncontested, lackOfDates, lacksBeforePoll } from './preparing.ts';

export const ballotOpened: MatterHandler<ActOf<'ballot-opened'>> = {
  roles: ['officer'],
  step: (state, matter) => {
    const { poll, opens, closes } = pollContext(state, matter);
    const cited = cite(state.book, poll.reported?.clause ?? poll.clause);
    if (poll.reported === undefined)
      return notNow(
        'rule/not-held-elsewhere',
        cited,
        'The rule book does not let this ballot be held elsewhere and reported.',
      );
    if (isOver(matter)) return notNow('rule/matter-over', cited, 'This matter is over.');
    const phase = pollPhase(state, matter);
    if (phase === 'open' || phase === 'over')
      return notNow('rule/opened-before', cited, 'The ballot of this matter has been opened.');
    if (matter.kind === 'contest') {
      if (matter.progress.finished !== undefined)
        return notNow('rule/decided-before', cited, 'The last ballot has decided.');
      if (isUncontested(state, matter))
        return notNow(
          'rule/uncontested',
          cited,
          'There are no more candidates than seats, so no poll is held.',
        );
    }
    return {
      kind: 'step',
      cited,
      sentence: () =>
        `Open the ballot, which ${bodyInText(state.book, poll.reported?.by ?? '')} holds and reports.`,
      ...(lackOfDates(state, matter).length > 0
        ? {}
        : { from: own(matter.dates, opens), until: own(matter.dates, closes) }),
      missing: lacksBeforePoll(state, matter),
    };
  },
  take: (state, act, entry) => {
    const matter = own(state.matters, act.matter) as MatterState;
    const context = pollContext(state, matter);
    const cited = cite(state.book, context.clause);
    if (own(state.reported, act.poll) !== undefined || own(state.polls, act.poll) !== undefined)
      return breach('act/id-taken', ACTS, `There is already a poll "${act.poll}".`);
    if (!isRollUsable(state, matter, act.roll))
      return breach(
        'rule/roll-not-usable',
        cite(state.book, context.franchise.clause),
        'The roll named is not that of this electorate as it stands.',
      );
    const closes = own(matter.dates, context.closes);
    if (closes === undefined)
      return breach('rule/no-timetable', cited, 'It is not said when the ballot closes.');
    const now = matter.kind === 'contest' ? currentBallot(state, matter) : undefined;
    const poll: ReportedPoll = {
      id: act.poll,
      matter: matter.id,
      ballot: now?.ballot.id ?? ONLY_BALLOT,
      round: now?.round ?? 1,
      roll: act.roll,
      options: optionsOf(state, matter),
      opens: entry.at,
      closes,
      report: undefined,
      corrections: [],
    };
    return ok(withMatter(withReported(state, poll), { ...matter, poll: poll.id }));
  },
};

function withReported(state: State, poll: ReportedPoll): State {
  return { ...state, reported: { ...state.reported, [poll.id]: poll } };
}

/** The ballot of a matter that has been opened and not reported. */
function openBallot(state: State, matter: MatterState): ReportedPoll | NotNow {
  const found = matter.poll === undefined ? undefined : own(state.reported, matter.poll);
  if (found === undefined)
    return notNow('rule/ballot-not-open', ACTS, 'No ballot of this matter has been opened.');
  return found;
}

export const ballotReported: MatterHandler<ActOf<'ballot-reported'>> = {
  roles: ['officer'],
  step: (state, matter) => {
    const found = openBallot(state, matter);
    if ('kind' in found) return found;
    const { poll } = pollContext(state, matter);
    const cited = cite(state.book, poll.reported?.clause ?? poll.clause);
    if (isOver(matter)) return notNow('rule/matter-over', cited, 'This matter is over.');
    if (found.report !== undefined)
      return notNow('rule/reported-before', cited, 'The ballot has been reported.');
    return {
      kind: 'step',
      cited,
      sentence: () => 'Report the figures of the ballot.',
      // Who closes at will, or once all have voted, may report sooner.
      from: poll.closing.kind === 'at-time' ? found.closes : found.opens,
      missing: [],
    };
  },
  take: (state, act, entry) => {
    const matter = own(state.matters, act.matter) as MatterState;
    const found = own(state.reported, act.poll);
    if (found === undefined || found.id !== matter.poll)
      return breach('act/unknown-poll', ACTS, `There is no open ballot "${act.poll}".`);
    const { poll } = pollContext(state, matter);
    const cited = cite(state.book, poll.reported?.clause ?? poll.clause);
    if (act.by !== poll.reported?.by)
      return breach(
        'rule/reported-by-another',
        cited,
        `The ballot is reported by ${bodyInText(state.book, poll.reported?.by ?? '')}, not by ${bodyInText(state.book, act.by)}.`,
      );
    const isEarly = entry.at < found.closes && poll.closing.kind === 'all-voted';
    const cast = act.report.lines.reduce(
      (sum, l) => sum + l.valid + l.abstained + l.spoilt.reduce((n, s) => n + s.count, 0),
      0,
    );
    const total = rollTotal(own(state.rolls, found.roll)?.sections ?? []);
    if (isEarly && cast < total)
      return breach(
        'rule/too-early',
        cite(state.book, poll.closing.clause),
        `The ballot closes at ${formatTime(state.book.zone, found.closes)}; before that only once all ${total} electors have voted, and ${cast} have.`,
      );
    return takeReport(state, matter, found, act.report, entry.seq);
  },
};

/** Judges figures and goes on from them. */
function takeReport(
  state: State,
  matter: MatterState,
  poll: ReportedPoll,
  report: BallotReport,
  seq: number,
): Result<State, Breach> {
  const context = pollContext(state, matter);
  const electorate = state.book.electorates.find((e) => e.id === context.franchise.electorate);
  const roll = own(state.rolls, poll.roll);
  if (electorate === undefined || roll === undefined)
    return breach('act/unknown-roll', ACTS, `There is no roll "${poll.roll}".`);
  const ballot = matter.kind === 'contest' ? currentBallot(state, matter).ballot : undefined;
  const fault = figuresFault({
    report,
    electorate,
    paper: ballot?.decides.kind === 'confirms' ? undefined : ballot?.paper,
    options: poll.options.map((o) => o.id),
    poll: context.poll,
    results: context.results,
    sections: roll.sections,
    ofClass: (name) =>
      matter.kind === 'contest'
        ? Object.values(matter.candidates)
            .filter((c) => c.classes.includes(name))
            .map((c) => c.id)
        : [],
  });
  if (fault !== undefined)
    return breach('rule/figures-impossible', cite(state.book, context.results.clause), fault);
  const reported = withReported(state, { ...poll, report });
  if (matter.kind === 'motion') {
    const wrong = motionFault(state, matter, report);
    return wrong ?? ok(reported);
  }
  const settled = settle({
    state: reported,
    contest: matter,
    poll: poll.id,
    options: poll.options.map((o) => o.id),
    report,
    seq,
  });
  return settled.ok ? ok(withMatter(reported, settled.value)) : settled;
}

export const tieBroken: MatterHandler<ActOf<'tie-broken'>> = {
  roles: ['officer'],
  step: (state, matter) => {
    if (matter.kind !== 'contest')
      return notNow('rule/not-a-contest', ACTS, 'A motion that is level is not carried.');
    const { ballot } = currentBallot(state, matter);
    const cited = cite(state.book, ballot.decides.clause);
    if (matter.progress.level === undefined)
      return notNow('rule/no-tie', cited, 'Nobody is level where it matters.');
    const ways = waysOut(state, matter);
    if (ways.length === 0)
      return notNow(
        'rule/no-tie-rule',
        cited,
        'The rule book does not say how a tie is broken: it takes a ruling on what the book leaves open.',
      );
    return {
      kind: 'step',
      cited: cite(state.book, ways[0]?.clause ?? ballot.decides.clause),
      sentence: () => 'Break the tie, and say who goes out.',
      missing: [],
    };
  },
  take: (state, act) => {
    const matter = own(state.matters, act.matter) as ContestState;
    const { level } = matter.progress;
    const { ballot } = currentBallot(state, matter);
    const cited = cite(state.book, ballot.decides.clause);
    if (level === undefined || act.poll !== matter.poll)
      return breach('rule/no-tie', cited, 'Nobody is level in that ballot.');
    const way = waysOut(state, matter).find((w) => w.how === act.how && w.body === act.by);
    if (way === undefined)
      return breach(
        'rule/tie-broken-otherwise',
        cited,
        `The rule book does not let ${act.by === undefined ? 'a lot' : bodyInText(state.book, act.by)} break this tie.`,
      );
    const isFit =
      new Set(act.out).size === level.go &&
      act.out.length === level.go &&
      act.out.every((id) => level.among.includes(id));
    if (!isFit)
      return breach(
        'rule/tie-not-settled',
        cite(state.book, way.clause),
        `Of ${level.among.length} who are level, ${level.go} must go.`,
      );
    return ok(withMatter(state, settleLevel(state, matter, act.out)));
  },
};

interface WayOut {
  readonly how: 'lot' | 'body';
  readonly body: string | undefined;
  readonly clause: string;
}

/** How this tie may be broken: by the ladder of the field, or by the count's own rules for the winner. */
export function waysOut(state: State, contest: ContestState): readonly WayOut[] {
  const { level } = contest.progress;
  const { ballot } = currentBallot(state, contest);
  if (level?.for === 'win')
    return [
      ...ballot.count.ties.flatMap(({ step, clause }) =>
        step === 'lot' ? [{ how: 'lot' as const, body: undefined, clause }] : [],
      ),
      ...(ballot.count.casting === undefined
        ? []
        : [{ how: 'body' as const, ...ballot.count.casting }]),
    ];
  const ladder = ballot.decides.kind === 'confirms' ? [] : ballot.decides.level;
  return ladder.flatMap(({ step, body, clause }) =>
    step === 'lot' || step === 'body' ? [{ how: step, body, clause }] : [],
  );
}

export const figuresCorrected: MatterHandler<ActOf<'figures-corrected'>> = {
  roles: ['officer'],
  step: (state, matter) => {
    const found = openBallot(state, matter);
    if ('kind' in found) return found;
    const { results } = pollContext(state, matter);
    const cited = cite(state.book, results.clause);
    if (matter.abandoned) return notNow('rule/matter-over', cited, 'This matter is over.');
    if (found.report === undefined)
      return notNow('rule/not-reported', cited, 'There are no figures to correct.');
    const { declared } = matter;
    const rule = declared?.isProvisional === false ? results.tolerance : results.provisional;
    if (rule === undefined || declared === undefined)
      return notNow(
        'rule/figures-final',
        cited,
        'The rule book does not let these figures be corrected.',
      );
    return {
      kind: 'step',
      cited: cite(state.book, rule.clause),
      sentence: () =>
        declared.isProvisional
          ? 'Revise the provisional figures.'
          : 'Record a mistake in the figures that cannot change the result.',
      missing: [],
    };
  },
  take: (state, act, entry) => {
    const matter = own(state.matters, act.matter) as MatterState;
    const found = own(state.reported, act.poll);
    if (found === undefined || found.id !== matter.poll)
      return breach('act/unknown-poll', ACTS, `There is no reported ballot "${act.poll}".`);
    const { results } = pollContext(state, matter);
    const before = found.report?.chosen ?? [];
    const isSame =
      before.length === act.report.chosen.length &&
      before.every((id) => act.report.chosen.includes(id));
    const isFinal = matter.declared?.isProvisional === false;
    if (isFinal && !isSame)
      return breach(
        'rule/result-would-change',
        cite(state.book, results.tolerance?.clause ?? results.clause),
        'Only a mistake that could not change the result is disregarded; this one changes it.',
      );
    const note = { seq: entry.seq, reason: act.reason };
    const noted: ReportedPoll = { ...found, corrections: [...found.corrections, note] };
    // The ballot is judged as it stood: nothing of what followed is undone.
    const judged = takeReport(state, rewound(state, matter), noted, act.report, entry.seq);
    if (!judged.ok) return judged;
    const after = own(judged.value.matters, matter.id) ?? matter;
    const kept = isFinal ? matter : { ...after, declared: matter.declared };
    return ok(withMatter(judged.value, { ...kept, poll: matter.poll }));
  },
};

/** The contest as it was when its last ballot was reported. */
function rewound(state: State, matter: MatterState): MatterState {
  if (matter.kind === 'motion') return matter;
  const { progress } = matter;
  const { ballot } = currentBallot(state, matter);
  const held = progress.held.filter((h) => h.poll !== matter.poll);
  const isLast = progress.held.at(-1)?.ballot === ballot.id;
  return isLast
    ? { ...matter, progress: { ...progress, held, finished: undefined, level: undefined } }
    : matter;
}
