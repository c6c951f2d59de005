/** What can happen next in a contest, each move one of the few that make a difference. */
import type { Act } from '../acts.ts';
import type { Breach } from '../breach.ts';
import { currentBallot, pollContext, pollPhase, seatsOf } from '../referee/ballots.ts';
import { candidatesOnPaper, currentGate } from '../referee/candidacy.ts';
import { isUncontested } from '../referee/preparing.ts';
import { tallies } from '../referee/referee.ts';
import { waysOut } from '../referee/reporting.ts';
import { answerTo } from '../referee/rulings.ts';
import { type ContestState, contestProcedure, isOver, own, type State } from '../state.ts';
import { leavesOf } from '../thresholds.ts';
import { all, attempt, ELECTORS, isState, withDates, withRoll } from './walker.ts';

export interface Move {
  readonly name: string;
  readonly result: State | Breach;
}

const FIELDS = [0, 1, 2, 5] as const;

/** Every move from here, with the state that it leads to or the breach that stops it. */
export function movesOf(state: State, matter: string): readonly Move[] {
  const contest = own(state.matters, matter);
  if (contest?.kind !== 'contest' || isOver(contest)) return [];
  const moves: Move[] = [];
  const add = (name: string, result: State | Breach): void => {
    moves.push({ name, result });
  };
  if (contest.progress.finished !== undefined || isUncontested(state, contest)) {
    add('the result is declared', declared(state, contest));
    return moves;
  }
  add('the timetable is set', withDates(state, contest));
  if (contest.phase !== 'done') {
    for (const move of nominating(state, contest)) add(move.name, move.result);
    return moves;
  }
  if (contest.progress.level !== undefined) {
    for (const move of levelMoves(state, contest)) add(move.name, move.result);
    return moves;
  }
  const phase = pollPhase(state, contest);
  if (phase === 'open') for (const move of reports(state, contest)) add(move.name, move.result);
  else add('the ballot opens', opening(state, contest));
  return moves;
}

function nominating(state: State, contest: ContestState): readonly Move[] {
  const procedure = contestProcedure(state, contest);
  const gate = currentGate(procedure, contest);
  if (contest.phase === 'waiting') {
    const ruled = incumbentRuled(state, contest);
    if (!isState(ruled)) return [{ name: 'the question of the holder is answered', result: ruled }];
    return [
      {
        name: 'nominations open',
        result: attempt(
          ruled,
          { kind: 'nominations-opened', matter: contest.id },
          own(contest.dates, gate.opens),
        ),
      },
    ];
  }
  const body = leavesOf(gate.condition, contest.trigger)[0]?.body ?? '';
  const isFirst = contest.gate === 0;
  const known = Object.values(contest.candidates).filter((c) => !c.out);
  const sizes = isFirst
    ? FIELDS
    : [...new Set([0, 1, 2, known.length])].filter((n) => n <= known.length);
  return sizes.map((n) => {
    const ids = isFirst
      ? Array.from({ length: n }, (_, i) => `candidate-${i + 1}`)
      : known.slice(0, n).map((c) => c.id);
    const acts: Act[] = ids.map((candidate, i) => ({
      kind: 'nomination-made',
      matter: contest.id,
      candidate,
      name: own(contest.candidates, candidate)?.name ?? `Candidate ${i + 1}`,
      nominator: `nominator-${contest.gate}-${i}`,
      body,
    }));
    const nominated = all(state, acts);
    const name = `nominations close with ${n} validly nominated`;
    if (!isState(nominated)) return { name, result: nominated };
    const consented =
      procedure.nomination.consent === undefined ? nominated : consents(nominated, contest.id);
    const closed = attempt(
      consented,
      { kind: 'nominations-closed', matter: contest.id, tallies: tallies(consented, contest.id) },
      own(contest.dates, gate.closes),
    );
    return { name, result: closed };
  });
}

/** Whoever still may consents. */
function consents(state: State, matter: string): State {
  const contest = own(state.matters, matter);
  if (contest?.kind !== 'contest') return state;
  return Object.values(contest.candidates).reduce((now, { id }) => {
    const next = attempt(now, { kind: 'candidate-consented', matter, candidate: id });
    return isState(next) ? next : now;
  }, state);
}

function incumbentRuled(state: State, contest: ContestState): State | Breach {
  const { incumbent } = contestProcedure(state, contest).nomination;
  if (incumbent.kind !== 'by-ruling' || contest.holder === undefined) return state;
  if (answerTo(state, incumbent.question, contest.id) !== undefined) return state;
  const question = state.book.questions.find((q) => q.id === incumbent.question);
  return attempt(state, {
    kind: 'ruling-made',
    ruling: `holder-${state.seq}`,
    matter: contest.id,
    body: question?.body ?? '',
    question: incumbent.question,
    decision: 'Like anyone else.',
    reason: 'The model.',
    basis: 'The model.',
    effect: { kind: 'none' },
  });
}

function opening(state: State, contest: ContestState): State | Breach {
  const rolled = withRoll(state, contest);
  if (!('roll' in rolled)) return rolled;
  return attempt(
    rolled.state,
    { kind: 'ballot-opened', matter: contest.id, poll: `poll-${state.seq}`, roll: rolled.roll },
    own(contest.dates, pollContext(state, contest).opens),
  );
}

/** Ways in which the votes can fall: one far ahead, level at the top, level at the end, spread out. */
function reports(state: State, contest: ContestState): readonly Move[] {
  const { ballot } = currentBallot(state, contest);
  const poll = contest.poll ?? '';
  const options = (own(state.reported, poll)?.options ?? []).map((o) => o.id);
  const reopen = ballot.paper.reopen?.id;
  const seats = seatsOf(state, contest);
  const standing = options.filter((id) => id !== reopen);
  const report = (
    name: string,
    votes: Readonly<Record<string, number>>,
    chosen: readonly string[],
  ): Move => {
    const electorate = state.book.electorates.find((e) => e.id === ballot.franchise.electorate);
    const lines = (electorate?.sections ?? []).map(({ id }) => ({
      section: id,
      entitled: ELECTORS,
      valid: Object.values(votes).reduce((a, b) => a + b, 0),
      abstained: 0,
      spoilt: [],
      votes,
    }));
    const preferred = Object.fromEntries(chosen.map((id) => [id, ELECTORS * lines.length]));
    return {
      name,
      result: attempt(
        state,
        {
          kind: 'ballot-reported',
          matter: contest.id,
          poll,
          by: ballot.poll.reported?.by ?? '',
          report: { lines, rounds: [], preferred, chosen, source: 'The model.' },
        },
        own(contest.dates, ballot.closes),
      ),
    };
  };
  if (ballot.decides.kind === 'confirms')
    return [
      report('the proposal is confirmed', { for: 800, against: 100 }, ['for']),
      report('the proposal is not confirmed', { for: 100, against: 800 }, []),
    ];
  const falling = Object.fromEntries(
    options.map((id, i) => [id, [800, 60, 40, 20, 10, 5][i] ?? 1]),
  );
  const close = Object.fromEntries(options.map((id, i) => [id, 100 - i]));
  const levelTop = Object.fromEntries(options.map((id, i) => [id, i < 2 ? 100 : 10 - i]));
  const levelLast = Object.fromEntries(
    options.map((id, i) => [id, i >= options.length - 2 ? 50 : 100 - i]),
  );
  const winners = standing.slice(0, seats);
  const chooses = ballot.decides.kind === 'chooses';
  return [
    report('one is far ahead', falling, chooses ? winners : []),
    report('the votes are spread', close, []),
    ...(options.length < 2 ? [] : [report('two are level at the top', levelTop, [])]),
    ...(options.length < 3 ? [] : [report('two are level at the end', levelLast, [])]),
    ...(reopen === undefined || !chooses
      ? []
      : [report('re-opening nominations wins', { ...close, [reopen]: 500 }, [reopen])]),
  ];
}

function levelMoves(state: State, contest: ContestState): readonly Move[] {
  const { level } = contest.progress;
  const poll = contest.poll ?? '';
  const broken = waysOut(state, contest).map(({ how, body }) => ({
    name: how === 'lot' ? 'the tie is broken by lot' : 'the tie is broken by a body',
    result: attempt(state, {
      kind: 'tie-broken',
      matter: contest.id,
      poll,
      how,
      ...(body === undefined ? {} : { by: body }),
      out: (level?.among ?? []).slice(0, level?.go ?? 0),
      reason: 'The model.',
    }),
  }));
  return [
    ...broken,
    ...ruled(state, contest.id, 'ballot-again', 'a ruling has the ballot held again'),
  ];
}

/** A ruling of whoever may give it that effect. */
function ruled(
  state: State,
  matter: string,
  effect: 'ballot-again',
  name: string,
): readonly Move[] {
  const question = state.book.questions.find((q) => q.effects.includes(effect));
  if (question === undefined) return [];
  return [
    {
      name,
      result: attempt(state, {
        kind: 'ruling-made',
        ruling: `${effect}-${state.seq}`,
        matter,
        body: question.body,
        question: question.id,
        decision: 'It is so ruled.',
        reason: 'The model.',
        basis: 'The model.',
        effect: { kind: effect },
      }),
    },
  ];
}

function declared(state: State, contest: ContestState): State | Breach {
  const isUnopposed = isUncontested(state, contest);
  const named = candidatesOnPaper(state, contest);
  const { ballot } = currentBallot(state, contest);
  const reopen = ballot.paper.reopen;
  const options = reopen === undefined ? named : [...named, { id: reopen.id, name: reopen.name }];
  const finished = contest.progress.finished?.elected ?? [];
  const lines = own(state.reported, contest.poll ?? '')?.report?.lines ?? [];
  const at = own(contest.dates, 'declaration');
  return attempt(
    state,
    {
      kind: 'result-declared',
      matter: contest.id,
      ...(isUnopposed || contest.poll === undefined ? {} : { poll: contest.poll }),
      outcome: isUnopposed
        ? { kind: 'uncontested', elected: named }
        : {
            kind: 'elected',
            elected: options.filter((o) => finished.includes(o.id)),
            firstPreferences: [],
            final: [],
            sections: [],
            bySection: [],
            electorate: lines.reduce((sum, l) => sum + l.entitled, 0),
            valid: lines.reduce((sum, l) => sum + l.valid, 0),
            spoilt: 0,
            turnout: '0',
            margin: 0,
          },
      text: 'The model.',
    },
    at,
  );
}
