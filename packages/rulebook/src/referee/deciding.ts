/**
 * What a ballot of a contest comes to, by its figures: who is chosen, who stays, what comes next.
 * The same for a poll that was counted here and for one that was reported.
 */
import { ok, type Result } from '@hustings/base';
import { countMotion } from '@hustings/count';
import { type Breach, breach, cite } from '../breach.ts';
import { compare, decimal, type Exact, whole } from '../exact.ts';
import type { BallotReport } from '../report-acts.ts';
import type { Decides, Electorate, LevelRule, Majority } from '../rule-book.ts';
import {
  type ContestState,
  contestProcedure,
  FRESH_PROGRESS,
  own,
  type Progress,
  type State,
} from '../state.ts';
import { neededFor } from '../thresholds.ts';
import { list } from '../words.ts';
import { type Ballot, ballotsOf, currentBallot, reopened, seatsOf } from './ballots.ts';
import { compositionBreach } from './composition.ts';
import { type Scores, scoresOf, totalsOfReport } from './figures.ts';
import { ranking, shortfalls } from './winning.ts';

export interface Settling {
  readonly state: State;
  readonly contest: ContestState;
  readonly poll: string;
  /** Ids on the paper. */
  readonly options: readonly string[];
  readonly report: BallotReport;
  readonly seq: number;
}

/** The contest after a ballot; a breach where the figures say another than is claimed. */
export function settle(of: Settling): Result<ContestState, Breach> {
  const { state, contest, report } = of;
  const { ballot, at, round } = currentBallot(state, contest);
  const { decides } = ballot;
  const placed: ContestState = { ...contest, progress: { ...contest.progress, at, round } };
  const now: Now = {
    ...of,
    contest: placed,
    ballot,
    electorate: electorateOf(state, ballot),
    rounds: scoresOf(electorateOf(state, ballot), report),
  };
  switch (decides.kind) {
    case 'chooses':
      return choose(now, decides);
    case 'narrows':
      return narrow(now, decides);
    case 'confirms':
      return confirm(now, decides);
  }
}

interface Now extends Settling {
  readonly ballot: Ballot;
  readonly electorate: Electorate;
  readonly rounds: readonly Scores[];
}

type Chooses = Extract<Decides, { readonly kind: 'chooses' }>;
type Narrows = Extract<Decides, { readonly kind: 'narrows' }>;

function electorateOf(state: State, ballot: Ballot): Electorate {
  return state.book.electorates.find((e) => e.id === ballot.franchise.electorate) as Electorate;
}

function lastScores(now: Now): Scores {
  return now.rounds.at(-1) ?? new Map();
}

function differs(now: Now, message: string): Result<ContestState, Breach> {
  return breach('rule/outcome-differs', cite(now.state.book, now.ballot.decides.clause), message);
}

// ------------------------------------------------------------------------------------------ choosing

function choose(now: Now, decides: Chooses): Result<ContestState, Breach> {
  const { state, contest, report, options } = now;
  const { chosen } = report;
  const seats = seatsOf(state, contest);
  const stray = chosen.find((id) => !options.includes(id));
  if (stray !== undefined || new Set(chosen).size !== chosen.length || chosen.length > seats)
    return breach(
      'rule/elected-not-standing',
      cite(state.book, now.ballot.count.clause),
      'Someone is said to be elected who cannot be by this paper.',
    );
  const gone = chosen.find((id) => own(contest.candidates, id)?.leftLate === true);
  if (gone !== undefined)
    return breach(
      'rule/candidate-withdrew',
      cite(state.book, contestProcedure(state, contest).nomination.withdrawal.clause),
      `${nameOf(now, gone)} has left the contest and cannot be elected.`,
    );
  const won = decides.winning === undefined ? ok(undefined) : judgeWinner(now, decides, seats);
  if (!won.ok) return won;
  const level = levelAtTheTop(now, decides, seats);
  if (chosen.length === 0 && level !== undefined) return ok(withLevel(now, level));
  if (chosen.length === 0) return undecided(now, decides);
  const composed = compositionBreach(state, contest, chosen);
  if (composed !== undefined) return composed;
  return ok(decided(now, decides, chosen));
}

/** Where the book says what winning takes, the figures say who won. */
function judgeWinner(now: Now, decides: Chooses, seats: number): Result<void, Breach> {
  const { winning } = decides;
  if (winning === undefined || seats > 1) return ok(undefined);
  const scores = lastScores(now);
  const candidates = Object.values(now.contest.candidates);
  const gone = candidates.filter((c) => c.leftLate).map((c) => c.id);
  const leaders = ranking(scores)[0] ?? [];
  const reopen = now.ballot.paper.reopen?.id;
  const race = {
    winning,
    report: now.report,
    totals: totalsOfReport(now.report),
    scores,
    reopen,
    gone,
  };
  const [claimed] = now.report.chosen;
  const [leader] = leaders;
  if (claimed !== undefined) {
    const isMeasuredElsewhere = winning.optionQuorum !== undefined;
    if (!isMeasuredElsewhere && !leaders.includes(claimed))
      return breach(
        'rule/outcome-differs',
        cite(now.state.book, winning.clause),
        `${nameOf(now, claimed)} does not lead: ${nameOf(now, leader ?? '')} does.`,
      );
    const [short] = shortfalls(race, claimed);
    if (short !== undefined)
      return breach(
        'rule/not-won',
        cite(now.state.book, short.clause),
        `${nameOf(now, claimed)} has not won: ${short.text}.`,
      );
    return ok(undefined);
  }
  const isWon =
    leaders.length === 1 && leader !== undefined && shortfalls(race, leader).length === 0;
  return isWon && !gone.includes(leader) && winning.optionQuorum === undefined
    ? breach(
        'rule/outcome-differs',
        cite(now.state.book, winning.clause),
        `By these figures ${nameOf(now, leader)} has won.`,
      )
    : ok(undefined);
}

/** The last ones left are level, so that only a tie rule can choose between them. */
function levelAtTheTop(now: Now, decides: Chooses, seats: number): readonly string[] | undefined {
  const [top = []] = ranking(lastScores(now));
  const isLastRound = top.length === lastScores(now).size;
  const wantsMost = decides.winning?.majority === undefined && decides.winning !== undefined;
  return seats === 1 && top.length > 1 && (isLastRound || wantsMost) ? top : undefined;
}

function withLevel(now: Now, among: readonly string[]): ContestState {
  const level = { among, go: among.length - 1, for: 'win' as const };
  return withHeld(now, { out: [], chosen: [] }, { ...now.contest.progress, level });
}

function decided(now: Now, decides: Chooses, chosen: readonly string[]): ContestState {
  const reopen = now.ballot.paper.reopen?.id;
  const { progress } = now.contest;
  if (decides.effect === 'elected') {
    // "Re-open nominations" is elected: declared first, then nominations open again.
    return withHeld(now, { out: [], chosen }, { ...progress, finished: { elected: chosen } });
  }
  if (reopen !== undefined && chosen.includes(reopen))
    return reopened(withHeld(now, { out: [], chosen }, progress));
  const field = decides.effect === 'proposed' ? chosen : undefined;
  return nextBallot(withHeld(now, { out: [], chosen }, progress), now, 'always', field);
}

function undecided(now: Now, decides: Chooses): Result<ContestState, Breach> {
  const { progress } = now.contest;
  if (decides.otherwise === 'nobody')
    return ok(withHeld(now, { out: [], chosen: [] }, { ...progress, finished: { elected: [] } }));
  if (decides.otherwise === 'reopen')
    return ok(reopened(withHeld(now, { out: [], chosen: [] }, progress)));
  const places = ((): number => {
    if (decides.stay === 'all') return standing(now).length;
    return decides.stay === 'all-but-last' ? standing(now).length - 1 : decides.stay;
  })();
  const left = leave(now, Math.max(1, places), decides.level);
  if (left.kind === 'level') return ok(left.contest);
  return ok(
    decides.otherwise === 'again'
      ? again(now, left)
      : nextBallot(left.contest, now, 'any', left.field),
  );
}

// ----------------------------------------------------------------------------------------- narrowing

function narrow(now: Now, decides: Narrows): Result<ContestState, Breach> {
  const { report, contest } = now;
  if (report.chosen.length > 0)
    return differs(now, 'This ballot chooses nobody: it leaves fewer candidates.');
  const field = standing(now);
  const scores = lastScores(now);
  const totals = totalsOfReport(report);
  const bar = decides.survival.find((s) => s.round === contest.progress.round);
  const needed = bar === undefined ? undefined : neededFor(bar.threshold, totals.entitled);
  const above =
    needed === undefined
      ? field
      : field.filter((id) => compare(scores.get(id) ?? whole(0), whole(needed)) >= 0);
  const isBarUsed = above.length < field.length && above.length >= decides.to;
  const left: Left = isBarUsed
    ? {
        kind: 'left',
        field: above,
        contest: withHeld(
          now,
          { out: field.filter((id) => !above.includes(id)), chosen: [] },
          { ...contest.progress, level: undefined, levels: 0 },
        ),
      }
    : leave(now, field.length - 1, decides.level);
  if (left.kind === 'level') return ok(left.contest);
  return ok(
    left.field.length <= decides.to
      ? nextBallot(left.contest, now, 'any', left.field)
      : again(now, left),
  );
}

/** Who is on the paper and has not left. */
function standing(now: Now): readonly string[] {
  return now.options.filter((id) => own(now.contest.candidates, id)?.leftLate !== true);
}

type Left =
  | {
      readonly kind: 'left';
      readonly field: readonly string[];
      readonly contest: ContestState;
      /** The same round is held once more. */
      readonly isRepeat?: boolean;
    }
  | { readonly kind: 'level'; readonly contest: ContestState };

/** The first so many stay; those level at the edge go by the book's ladder. */
function leave(now: Now, places: number, ladder: readonly LevelRule[]): Left {
  const scores = lastScores(now);
  const all = standing(now);
  const inCount = new Map(all.map((id) => [id, scores.get(id) ?? whole(0)] as const));
  const stay: string[] = [];
  let edge: readonly string[] = [];
  for (const group of ranking(inCount)) {
    if (stay.length + group.length <= places) stay.push(...group);
    else {
      edge = stay.length < places ? group : [];
      break;
    }
  }
  const { progress } = now.contest;
  if (edge.length === 0) {
    const out = all.filter((id) => !stay.includes(id));
    return {
      kind: 'left',
      field: all.filter((id) => stay.includes(id)),
      contest: withHeld(now, { out, chosen: [] }, { ...progress, level: undefined, levels: 0 }),
    };
  }
  const places2 = places - stay.length;
  const out = (gone: readonly string[]): Left => {
    const field = all.filter(
      (id) => stay.includes(id) || (edge.includes(id) && !gone.includes(id)),
    );
    return {
      kind: 'left',
      field,
      contest: withHeld(
        now,
        { out: all.filter((id) => !field.includes(id)), chosen: [] },
        { ...progress, level: undefined, levels: 0 },
      ),
    };
  };
  const rule = ladder[Math.min(progress.levels, ladder.length - 1)];
  const earlier = rule?.step === 'previous-round' ? byEarlier(now, edge, places2) : undefined;
  if (earlier !== undefined) return out(earlier);
  // One rule that finds them level too gives way to the one after it.
  const next = rule?.step === 'previous-round' ? ladder[ladder.indexOf(rule) + 1] : rule;
  if (next?.step === 'all-go' && stay.length > 0) return out(edge);
  if (next?.step === 'poll-again') {
    const held = withHeld(
      now,
      { out: [], chosen: [] },
      { ...progress, level: undefined, levels: progress.levels + 1 },
    );
    return { kind: 'left', field: all, contest: held, isRepeat: true };
  }
  const level = { among: edge, go: edge.length - places2, for: 'field' as const };
  return {
    kind: 'level',
    contest: withHeld(now, { out: [], chosen: [] }, { ...progress, level }),
  };
}

/** Who goes of those level, by the latest earlier round that tells them apart; undefined where none does. */
function byEarlier(
  now: Now,
  edge: readonly string[],
  places: number,
): readonly string[] | undefined {
  for (const held of now.contest.progress.held.toReversed()) {
    const scores = new Map(edge.map((id) => [id, exactOf(own(held.scores, id) ?? '0')] as const));
    const groups = ranking(scores);
    const stay: string[] = [];
    for (const group of groups) {
      if (stay.length + group.length > places) break;
      stay.push(...group);
    }
    if (stay.length === places) return edge.filter((id) => !stay.includes(id));
  }
  return undefined;
}

function exactOf(text: string): Exact {
  const [n = '0', d = '1'] = text.split('/');
  return d === '1' ? decimal(n) : { n: BigInt(n), d: BigInt(d) };
}

// ---------------------------------------------------------------------------------------- confirming

function confirm(
  now: Now,
  decides: Extract<Decides, { readonly kind: 'confirms' }>,
): Result<ContestState, Breach> {
  const { contest, report } = now;
  const carried = isConfirmed(decides.majority, report);
  if ((report.chosen.length === 1 && report.chosen[0] === 'for') !== carried)
    return differs(now, `By these figures the choice is ${carried ? '' : 'not '}confirmed.`);
  const field = contest.progress.field ?? [];
  if (carried)
    return ok(
      withHeld(
        now,
        { out: [], chosen: field },
        { ...contest.progress, finished: { elected: field } },
      ),
    );
  const held = withHeld(now, { out: field, chosen: [] }, contest.progress);
  return ok(
    decides.otherwise === 'reopen'
      ? reopened(held)
      : { ...held, progress: { ...held.progress, finished: { elected: [] } } },
  );
}

function isConfirmed(majority: Majority, report: BallotReport): boolean {
  const totals = totalsOfReport(report);
  const votes = (id: string): number =>
    report.lines.reduce((sum, line) => sum + (own(line.votes, id) ?? 0), 0);
  const counted = countMotion(
    {
      for: votes('for'),
      against: votes('against'),
      abstained: totals.abstained,
      spoilt: totals.spoilt,
      electorate: totals.entitled,
    },
    { of: majority.of, share: majority.share, reach: majority.reach },
  );
  return counted.ok && counted.value.carried;
}

// ------------------------------------------------------------------------------------------ going on

function withHeld(
  now: Now,
  result: { readonly out: readonly string[]; readonly chosen: readonly string[] },
  progress: Progress,
): ContestState {
  const scores = Object.fromEntries(
    [...lastScores(now)].map(([id, { n, d }]) => [id, d === 1n ? `${n}` : `${n}/${d}`]),
  );
  const entry = {
    ballot: now.ballot.id,
    round: now.contest.progress.round,
    poll: now.poll,
    ...result,
    scores,
    seq: now.seq,
  };
  // Figures that are corrected take the place of those before.
  const others = progress.held.filter((h) => h.poll !== now.poll);
  return { ...now.contest, progress: { ...progress, held: [...others, entry] } };
}

function again(now: Now, left: Left & { readonly kind: 'left' }): ContestState {
  const { contest, field } = left;
  const round = now.contest.progress.round + (left.isRepeat === true ? 0 : 1);
  return { ...contest, progress: { ...contest.progress, field, round } };
}

/** The ballot after this one; one for the undecided is passed over when something was decided. */
function nextBallot(
  contest: ContestState,
  now: Pick<Now, 'state'>,
  which: 'any' | 'always',
  field: readonly string[] | undefined,
): ContestState {
  const ballots = ballotsOf(contestProcedure(now.state, contest));
  let at = contest.progress.at + 1;
  while (which === 'always' && at < ballots.length && ballots[at]?.when === 'undecided') at++;
  const ballot = ballots[at];
  const base = { ...contest.progress, level: undefined, levels: 0, round: 1 };
  // The reader refuses a book whose last ballot hands over.
  if (ballot === undefined) return { ...contest, progress: { ...base, finished: { elected: [] } } };
  if (ballot.field === 'anew') {
    const anew = reopened(contest);
    return { ...anew, progress: { ...FRESH_PROGRESS, at, held: contest.progress.held } };
  }
  const left = ballot.field === 'all' ? undefined : field;
  return { ...contest, progress: { ...base, at, field: left } };
}

/** After a tie is broken by lot or by a body: those named go. */
export function settleLevel(
  state: State,
  contest: ContestState,
  out: readonly string[],
): ContestState {
  const { level } = contest.progress;
  if (level === undefined) return contest;
  const { ballot } = currentBallot(state, contest);
  const last = contest.progress.held.at(-1);
  const { decides } = ballot;
  const held = contest.progress.held.map((h) =>
    h === last ? { ...h, out: [...h.out, ...out] } : h,
  );
  const cleared: ContestState = {
    ...contest,
    progress: { ...contest.progress, held, level: undefined, levels: 0 },
  };
  if (level.for === 'win') {
    const elected = level.among.filter((id) => !out.includes(id));
    const isFinal = decides.kind === 'chooses' && decides.effect === 'elected';
    if (isFinal) return { ...cleared, progress: { ...cleared.progress, finished: { elected } } };
    const field = decides.kind === 'chooses' && decides.effect === 'proposed' ? elected : undefined;
    return nextBallot(cleared, { state }, 'always', field);
  }
  const before = contest.progress.field ?? Object.keys(last?.scores ?? {});
  const worse = belowLevel(last?.scores ?? {}, level.among);
  const field = before.filter((id) => !out.includes(id) && !worse.includes(id));
  const isDone =
    decides.kind === 'narrows'
      ? field.length <= decides.to
      : decides.kind === 'chooses' && decides.otherwise === 'next';
  if (isDone) return nextBallot(cleared, { state }, 'any', field);
  return {
    ...cleared,
    progress: { ...cleared.progress, field, round: contest.progress.round + 1 },
  };
}

/** Those who had fewer votes than those level. */
function belowLevel(
  scores: Readonly<Record<string, string>>,
  among: readonly string[],
): readonly string[] {
  const [first = ''] = among;
  const edge = exactOf(own(scores, first) ?? '0');
  return Object.keys(scores).filter((id) => compare(exactOf(own(scores, id) ?? '0'), edge) < 0);
}

function nameOf(now: Now, id: string): string {
  return own(now.contest.candidates, id)?.name ?? id;
}

/** What is wanting while candidates are level and nothing has broken the tie. */
export function levelInWords(contest: ContestState): string {
  const names = (contest.progress.level?.among ?? []).map(
    (id) => own(contest.candidates, id)?.name ?? id,
  );
  return `a decision between ${list(names)}, who are level`;
}
