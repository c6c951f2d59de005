/** The most points are elected; level ones at the last seat by the ladder. */

import { err, ok, type Result } from '@hustings/base';
import { byId } from '../by-id.ts';
import type { CountError, TieError } from '../errors.ts';
import type { Candidate, Votes } from '../profile.ts';
import { breakTie, ladderOf, type OrderOptions } from '../ties.ts';
import { type ApprovalBar, type BelowBar, belowBar } from './approval-bar.ts';
import type { PointsResult, VoidPapers } from './points-transcript.ts';

export function mostPoints(
  points: Votes,
  seats: number,
  options: OrderOptions = {},
): Result<Pick<PointsResult, 'elected' | 'tie' | 'margin'>, TieError> {
  const of = (id: string): number => points[id] as number;
  // Most first; ids only make the order definite, no decision rests on them.
  const order = Object.keys(points).sort((a, b) => of(b) - of(a) || byId(a, b));
  const last = of(order[Math.min(seats, order.length) - 1] as string);
  const safe = order.filter((id) => of(id) > last);
  const level = order.filter((id) => of(id) === last);
  const places = Math.min(seats, order.length) - safe.length;
  if (level.length === places) {
    const next = order[seats];
    return ok({
      elected: [...safe, ...level],
      margin: {
        points: next === undefined ? last : last - of(next),
        over: order.filter((id) => next !== undefined && of(id) === of(next)).toSorted(),
      },
    });
  }
  const tie = breakTie(
    { purpose: 'seat', round: 1, tied: level, places, earlier: [] },
    ladderOf(options),
  );
  if (!tie.ok) return tie;
  const { chosen } = tie.value;
  return ok({
    elected: [...safe, ...chosen],
    tie: tie.value,
    margin: { points: 0, over: level.filter((id) => !chosen.includes(id)).toSorted() },
  });
}

/** Papers that do not count, added up by reason. */
export class Voids {
  readonly #papers = new Map<string, VoidPapers>();

  add(reason: VoidPapers['reason'], papers: number, group?: string): void {
    const key = JSON.stringify([reason, group]);
    const known = this.#papers.get(key)?.papers ?? 0;
    this.#papers.set(key, {
      reason,
      ...(group === undefined ? {} : { group }),
      papers: known + papers,
    });
  }

  all(): readonly VoidPapers[] {
    return [...this.#papers.keys()].toSorted().map((key) => this.#papers.get(key) as VoidPapers);
  }
}

/** What every rule of this kind refuses. */
export function refusalOf(from: {
  readonly candidates: readonly Candidate[];
  readonly seats: number;
}): CountError | undefined {
  if (!Number.isSafeInteger(from.seats) || from.seats < 1)
    return {
      code: 'count/seats-not-a-number',
      message: 'The number of seats must be a whole number, 1 or more.',
    };
  return from.candidates.every((c) => c.withdrawn === true)
    ? { code: 'count/no-candidates', message: 'No candidate is standing.' }
    : undefined;
}

/** The transcript, once the points are added up. */
export function resultOf(
  from: {
    readonly candidates: readonly Candidate[];
    readonly seats: number;
  },
  counted: Pick<PointsResult, 'rule' | 'settings' | 'papers' | 'voided' | 'points' | 'scale'>,
  options: OrderOptions,
  bar: ApprovalBar = {},
): Result<PointsResult, CountError> {
  if (Object.values(counted.points).every((n) => n === 0))
    return err({
      code: 'count/no-votes',
      message: 'No valid paper has a vote for a candidate who is standing, so nobody is elected.',
    });
  const below = belowBar(bar, counted.points, counted.papers);
  const found = mostAbove(counted.points, from.seats, options, bar, below);
  if (!found.ok) return found;
  return ok({
    format: 'hustings/points-count/1',
    rule: counted.rule,
    settings: { ...counted.settings, ties: ladderOf(options).ties.join(' ') },
    seats: from.seats,
    candidates: from.candidates,
    papers: counted.papers,
    voided: counted.voided,
    points: counted.points,
    scale: counted.scale,
    ...(below.length === 0 ? {} : { below }),
    ...found.value,
  });
}

/** The same among those who reach the bar; the default option, or nobody, where nobody does. */
function mostAbove(
  points: Votes,
  seats: number,
  options: OrderOptions,
  bar: ApprovalBar,
  below: readonly BelowBar[],
): ReturnType<typeof mostPoints> {
  const { defaultOption } = bar;
  const out = new Set([...below.map((b) => b.candidate), defaultOption]);
  const above = Object.fromEntries(Object.entries(points).filter(([id]) => !out.has(id)));
  if (Object.keys(above).length === 0)
    return ok({
      elected: defaultOption === undefined ? [] : [defaultOption],
      margin: { points: 0, over: [] },
    });
  const found = mostPoints(above, seats, options);
  const rest = Object.keys(points).filter((id) => out.has(id));
  if (!found.ok || found.value.margin.over.length > 0 || rest.length === 0) return found;
  // All above are elected: they are ahead of whoever is best of those below, who all have fewer points.
  const most = Math.max(...rest.map((id) => points[id] as number));
  return ok({
    ...found.value,
    margin: {
      points: found.value.margin.points - most,
      over: rest.filter((id) => points[id] === most).toSorted(),
    },
  });
}
