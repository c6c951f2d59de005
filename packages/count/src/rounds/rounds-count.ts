/**
 * Contests in several polls: exhaustive ballots, ballots that leave two for another stage, and the
 * two-round run-off. Given the polls held so far it says what each decided, and what is due now.
 */

import { err, ok, type Result } from '@hustings/base';
import { byId } from '../by-id.ts';
import type { CountError } from '../errors.ts';
import type { Votes } from '../profile.ts';
import { breakTie, type Lot, type TiePurpose } from '../ties.ts';
import type { RoundsRule } from './rounds-rules.ts';
import type { PollRound, RoundAction, RoundsOutcome, RoundsResult } from './rounds-transcript.ts';

export interface PollHeld {
  /** Of everybody who stood in it. */
  readonly votes: Votes;
  readonly abstained?: number;
  readonly spoilt?: number;
  /** Who withdrew before the next poll. */
  readonly withdrew?: readonly string[];
}

export interface RoundsInput {
  readonly candidates: readonly { readonly id: string; readonly name: string }[];
  readonly polls: readonly PollHeld[];
  /** Those entitled to vote, where the majority is of them. */
  readonly entitled?: number;
  readonly lot?: Lot;
}

export function countRounds(
  rule: RoundsRule,
  input: RoundsInput,
): Result<RoundsResult, CountError> {
  if (input.candidates.length === 0)
    return err({ code: 'count/no-candidates', message: 'No candidate is standing.' });
  const rounds: PollRound[] = [];
  let outcome: RoundsOutcome = nextOf(
    input.candidates.map((c) => c.id),
    rule,
  );
  let levelBefore = 0;
  for (const poll of input.polls) {
    if (outcome.kind !== 'next-poll' || !isPollOf(poll, outcome.among))
      return err({
        code: 'count/poll-not-due',
        message:
          outcome.kind === 'next-poll'
            ? `Poll ${rounds.length + 1} must be among those who are left, with whole numbers of votes.`
            : `Poll ${rounds.length + 1} is not due: the contest had ended.`,
        round: rounds.length + 1,
      });
    const held = { poll, rounds, levelBefore };
    const needed = neededOf(rule, poll, input.entitled);
    if (!needed.ok) return needed;
    const bar = rule.bars[rounds.length] ?? null;
    const action = decide(rule, { ...held, needed: needed.value, bar }, input);
    if (!action.ok) return action;
    const withdrew = (poll.withdrew ?? []).toSorted();
    rounds.push({
      round: rounds.length + 1,
      votes: poll.votes,
      abstained: poll.abstained ?? 0,
      spoilt: poll.spoilt ?? 0,
      needed: needed.value,
      bar,
      action: action.value,
      withdrew,
    });
    const { kind } = action.value;
    levelBefore = kind === 'poll-again' ? levelBefore + 1 : 0;
    if (action.value.kind === 'elected') {
      outcome = { kind: 'elected', elected: action.value.elected };
      continue;
    }
    const gone = action.value.kind === 'out' ? [...action.value.out, ...withdrew] : withdrew;
    const left = Object.keys(poll.votes).filter((id) => !gone.includes(id));
    if (left.length === 0)
      return err({ code: 'count/no-candidates', message: 'Nobody is left in the contest.' });
    outcome = nextOf(left, rule);
  }
  return ok({
    format: 'hustings/rounds-count/1',
    rule: rule.name,
    settings: settingsOf(rule),
    candidates: input.candidates,
    rounds,
    outcome,
  });
}

/** What is due when these are left and nobody has been elected by votes. */
function nextOf(left: readonly string[], rule: RoundsRule): RoundsOutcome {
  const ids = left.toSorted();
  if (ids.length > rule.until) return { kind: 'next-poll', among: ids };
  return ids.length === 1 ? { kind: 'elected', elected: ids } : { kind: 'through', through: ids };
}

function isPollOf(poll: PollHeld, among: readonly string[]): boolean {
  const figures = [...Object.values(poll.votes), poll.abstained ?? 0, poll.spoilt ?? 0];
  return (
    JSON.stringify(Object.keys(poll.votes).toSorted()) === JSON.stringify(among) &&
    figures.every((n) => Number.isSafeInteger(n) && n >= 0) &&
    (poll.withdrew ?? []).every((id) => among.includes(id))
  );
}

function neededOf(
  rule: RoundsRule,
  poll: PollHeld,
  entitled: number | undefined,
): Result<number | null, CountError> {
  if (rule.majority === null) return ok(null);
  const { numerator, denominator, of, lead } = rule.majority;
  if (entitled === undefined && (of === 'entitled' || lead !== undefined))
    return err({
      code: 'count/electorate-needed',
      message: 'This majority is a share of those entitled to vote, and their number is not given.',
    });
  const sum = Object.values(poll.votes).reduce((a, b) => a + b, 0);
  const base =
    of === 'entitled'
      ? (entitled as number)
      : of === 'votes-and-abstentions'
        ? sum + (poll.abstained ?? 0)
        : sum;
  return ok(Number((BigInt(base) * BigInt(numerator)) / BigInt(denominator)) + 1);
}

function decide(
  rule: RoundsRule,
  at: {
    readonly poll: PollHeld;
    readonly rounds: readonly PollRound[];
    readonly levelBefore: number;
    readonly needed: number | null;
    readonly bar: number | null;
  },
  input: RoundsInput,
): Result<RoundAction, CountError> {
  const { votes } = at.poll;
  const of = (id: string): number => votes[id] as number;
  const order = Object.keys(votes).sort((a, b) => of(b) - of(a) || byId(a, b));
  const [first, second] = order as [string, string];
  if (at.needed !== null && of(first) >= at.needed && isAhead(rule, of(first) - of(second), input))
    return ok({ kind: 'elected', elected: [first], because: 'majority' });

  const round = at.rounds.length + 1;
  const isLast = rule.until === 1 && (round === rule.lastPoll || order.length === 2);
  const way = rule.level[Math.min(at.levelBefore, rule.level.length - 1)] ?? 'ladder';
  const choose = (
    purpose: TiePurpose,
    tied: readonly string[],
    places: number,
  ): ReturnType<typeof breakTie> =>
    breakTie(
      { purpose, round, tied, places, earlier: at.rounds.map((r) => r.votes) },
      { ties: rule.ties, ...(input.lot === undefined ? {} : { lot: input.lot }) },
    );
  // With two left, or in the last poll, the most votes elect; a lead that is asked for has to be had
  // only as long as there is another poll to come.
  if (isLast) {
    const best = order.filter((id) => of(id) === of(first));
    if (best.length === 1) return ok({ kind: 'elected', elected: best, because: 'most-votes' });
    if (way === 'poll-again') return ok({ kind: 'poll-again', tied: best.toSorted() });
    const tie = choose('seat', best, 1);
    if (!tie.ok) return tie;
    return ok({ kind: 'elected', elected: tie.value.chosen, because: 'tie', tie: tie.value });
  }
  if (rule.leave.kind === 'all-but') {
    const { stay } = rule.leave;
    const last = of(order[Math.min(stay, order.length) - 1] as string);
    const safe = order.filter((id) => of(id) > last);
    const level = order.filter((id) => of(id) === last);
    const places = stay - safe.length;
    const because = 'not-of-the-first';
    const rest = (staying: readonly string[]): readonly string[] =>
      order.filter((id) => !staying.includes(id)).toSorted();
    // Level at the last place: all of them stay, or the ladder says who.
    if (level.length <= places || way === 'all-go')
      return ok({ kind: 'out', out: rest([...safe, ...level]), because });
    if (way === 'poll-again') return ok({ kind: 'poll-again', tied: level.toSorted() });
    const tie = choose('seat', level, places);
    if (!tie.ok) return tie;
    return ok({
      kind: 'out',
      out: rest([...safe, ...tie.value.chosen]),
      because,
      tie: tie.value,
    });
  }
  const { bar } = at;
  const below = bar === null ? [] : order.filter((id) => of(id) < bar);
  if (below.length > 0 && order.length - below.length >= rule.until)
    return ok({ kind: 'out', out: below.toSorted(), because: 'below-the-bar' });
  const fewest = of(order.at(-1) as string);
  const lowest = order.filter((id) => of(id) === fewest);
  if (lowest.length === 1) return ok({ kind: 'out', out: lowest, because: 'fewest-votes' });
  if (way === 'poll-again') return ok({ kind: 'poll-again', tied: lowest.toSorted() });
  if (way === 'all-go' && order.length - lowest.length >= rule.until)
    return ok({ kind: 'out', out: lowest.toSorted(), because: 'level-with-fewest' });
  const tie = choose('exclusion', lowest, 1);
  if (!tie.ok) return tie;
  return ok({ kind: 'out', out: tie.value.chosen, because: 'fewest-votes', tie: tie.value });
}

function isAhead(rule: RoundsRule, lead: number, input: RoundsInput): boolean {
  const asked = rule.majority?.lead;
  return (
    asked === undefined ||
    BigInt(lead) * BigInt(asked.denominator) >=
      BigInt(asked.numerator) * BigInt(input.entitled as number)
  );
}

function settingsOf(rule: RoundsRule): Readonly<Record<string, string>> {
  const { majority, leave } = rule;
  return {
    majority:
      majority === null
        ? 'none'
        : `more than ${majority.numerator}/${majority.denominator} of ${majority.of}${
            majority.lead === undefined
              ? ''
              : `, ahead by ${majority.lead.numerator}/${majority.lead.denominator} of entitled`
          }`,
    leave: leave.kind === 'fewest' ? 'fewest' : `all but ${leave.stay}`,
    bars: rule.bars.map((bar) => bar ?? '-').join(' '),
    until: String(rule.until),
    lastPoll: String(rule.lastPoll ?? '-'),
    level: rule.level.join(' '),
    ties: rule.ties.join(' '),
  };
}
