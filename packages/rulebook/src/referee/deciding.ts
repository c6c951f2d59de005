/**
 * What a ballot of a contest comes to, by its figures: who is chosen, who stays, what comes next.
 * The same for a poll that was counted here and for one that was reported.
 */
import { ok, type Result } from '@hustings/base';
import { countMotion } from '@hustings/count';
import { type Breach, breach, cite } from '../breach.ts';
import { compare, whole } from '../exact.ts';
import type { BallotReport } from '../report-acts.ts';
import type { ContestProcedure, Decides, Electorate, Majority } from '../rule-book.ts';
import { type ContestState, contestProcedure, own } from '../state.ts';
import { neededFor } from '../thresholds.ts';
import { ballotsOf, currentBallot, reopened, seatsOf } from './ballots.ts';
import { compositionBreach } from './composition.ts';
import { scoresOf, totalsOfReport } from './figures.ts';
import { again, type Left, leave } from './leaving.ts';
import {
  electorateOf,
  lastScores,
  type Now,
  nameOf,
  nextBallot,
  type Settling,
  standing,
  withHeld,
} from './settling.ts';
import { ranking, shortfalls } from './winning.ts';

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

type Chooses = Extract<Decides, { readonly kind: 'chooses' }>;
type Narrows = Extract<Decides, { readonly kind: 'narrows' }>;

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

/**
 * Whom the book takes for chosen, when the counting rule found these: nobody by a ballot that leaves
 * fewer candidates, and nobody who lacks what winning takes.
 */
export function chosenByBook(
  procedure: ContestProcedure,
  ballot: string,
  electorate: Electorate,
  report: BallotReport,
): readonly string[] {
  const found = ballotsOf(procedure).find((b) => b.id === ballot);
  if (found === undefined || found.decides.kind !== 'chooses')
    return found?.decides.kind === 'narrows' ? [] : report.chosen;
  const { winning } = found.decides;
  const [leader] = report.chosen;
  if (winning === undefined || leader === undefined || procedure.seats > 1) return report.chosen;
  const scores = scoresOf(electorate, report).at(-1) ?? new Map();
  const reopen = found.paper.reopen?.id;
  const race = { winning, report, totals: totalsOfReport(report), scores, reopen, gone: [] };
  return shortfalls(race, leader).length === 0 ? report.chosen : [];
}
