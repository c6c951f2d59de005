/**
 * Papers by section for the rules that weigh sections, and the figures of a count that the rule book
 * decides by. Weights are those of the book; a pool of several sections cannot carry one.
 */
import { err, ok, type Result } from '@hustings/base';
import type { CountOutcome, ElectionBox, Paper, Profile } from '@hustings/count';
import type { BallotReport, Electorate, Manifest } from '@hustings/rulebook';
import { type Refusal, refusal } from './errors.ts';
import type { OpenedPool } from './tally.ts';

type ProfileOf = (papers: readonly Paper[]) => Profile;

export function boxOf(
  electorate: Electorate | undefined,
  { pool, papers }: OpenedPool,
  profileOf: ProfileOf,
): ElectionBox {
  const name = electorate?.sections.find((s) => s.id === pool.id)?.name ?? pool.id;
  return { id: pool.id, name, profile: profileOf(papers.valid) };
}

/** What sections carry, in the words of the catalogue of rules, in the order of the pools. */
export function collegeSettings(
  electorate: Electorate | undefined,
  pools: readonly OpenedPool[],
): Result<Readonly<Record<string, string>>, Refusal> {
  if (electorate?.units !== undefined) {
    if (pools.some(({ pool }) => pool.parts.length > 1)) return merged();
    const { points, onePerVoteBelow } = electorate.units;
    return ok({
      weight: 'points',
      points: `${points}`,
      // The counting rule’s own default is the clause of one party, which this book may not have.
      'one-per-vote-below': `${onePerVoteBelow ?? 0}`,
    });
  }
  const weights = pools.map(
    ({ pool }) => electorate?.sections.find((s) => s.id === pool.id)?.weight,
  );
  if (weights.some((w) => w === undefined)) return merged();
  return ok({
    weights: weights.map((w) => `${w?.numerator ?? 0}/${w?.denominator ?? 1}`).join(','),
  });
}

function merged(): Result<never, Refusal> {
  return err(
    refusal(
      'count/sections-merged',
      'Sections with weights of their own were merged for secrecy, or have none, so the college cannot be counted.',
    ),
  );
}

/** Votes of the first round by section, and what the last round of the count came to. */
export function figuresOf(of: {
  readonly manifest: Manifest;
  readonly pools: readonly OpenedPool[];
  readonly outcome: CountOutcome;
  readonly elected: readonly string[];
  readonly votesOf: (papers: readonly Paper[]) => Readonly<Record<string, number>>;
}): BallotReport {
  const { manifest, pools, outcome, elected, votesOf } = of;
  const lines = pools.map(({ pool, papers }) => {
    const sections = new Set(pool.sections);
    return {
      section: pool.id,
      entitled: manifest.roll.sections
        .filter((s) => sections.has(s.id))
        .reduce((sum, s) => sum + s.size, 0),
      valid: papers.valid.length,
      abstained: 0,
      spoilt: papers.spoilt.map(({ reason, count }) => ({ reason, count })),
      votes: votesOf(papers.valid),
    };
  });
  const whole = { chosen: elected, source: 'The transcript of the count.' };
  if (outcome.format === 'hustings/college-count/1') {
    // A college of hundreds of units has no room for all of them in one entry: its weights are told.
    const points = outcome.rounds.at(-1)?.weighted ?? {};
    return { lines: [summed(lines)], rounds: [], points: [points], ...whole };
  }
  if (outcome.format !== 'hustings/count/1') return { lines, rounds: [], ...whole };
  const votes = outcome.rounds.at(-1)?.votes ?? {};
  const rounds = outcome.rounds.length < 2 ? [] : [{ sections: [{ section: 'all', votes }] }];
  return { lines, rounds, ...whole };
}

type Line = BallotReport['lines'][number];

function summed(lines: readonly Line[]): Line {
  const votes: Record<string, number> = {};
  const spoilt = new Map<string, number>();
  for (const line of lines) {
    for (const [id, n] of Object.entries(line.votes))
      votes[id] = (Object.hasOwn(votes, id) ? (votes[id] as number) : 0) + n;
    for (const { reason, count } of line.spoilt)
      spoilt.set(reason, (spoilt.get(reason) ?? 0) + count);
  }
  const sum = (of: (line: Line) => number): number => lines.reduce((n, line) => n + of(line), 0);
  return {
    section: 'all',
    entitled: sum((l) => l.entitled),
    valid: sum((l) => l.valid),
    abstained: 0,
    spoilt: [...spoilt].map(([reason, count]) => ({ reason, count })),
    votes,
  };
}
