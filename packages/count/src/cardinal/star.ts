/**
 * STAR (score, then automatic run-off): the two with most points are the finalists, and the one whom
 * more papers score higher is elected. For several seats (bloc STAR) the same is done again among
 * those not yet elected, until the seats are filled.
 *
 * Ties are first broken by the papers. For the finalists: pairs won less pairs lost
 * among those level, by papers that score higher; then papers with the highest score; then a lot. In
 * the run-off: points; then papers with the highest score; then a lot.
 */
import { err, ok, type Result } from '@hustings/base';
import type { CountError, TieError } from '../errors.ts';
import type { Votes } from '../profile.ts';
import { breakTie, type OrderEvidence, type OrderOptions } from '../ties.ts';
import { refusalOf } from './most-points.ts';
import type { VoidPapers } from './points-transcript.ts';
import { type ScorePile, type ScoreProfile, sortPapers, totals } from './score.ts';

export interface StarResult {
  readonly format: 'hustings/star-count/1';
  readonly rule: 'star' | 'bloc-star';
  readonly settings: Readonly<Record<string, string>>;
  readonly seats: number;
  readonly candidates: ScoreProfile['candidates'];
  readonly papers: number;
  readonly voided: readonly VoidPapers[];
  readonly rounds: readonly StarRound[];
  /** In the order of election. */
  readonly elected: readonly string[];
}

export interface StarRound {
  /** From 1: one for each seat. */
  readonly round: number;
  /** Points of each not yet elected. */
  readonly points: Votes;
  /** Sorted; one where nobody else is left. */
  readonly finalists: readonly string[];
  /** Papers that score each finalist above the other; with `equal` they add up to the papers. */
  readonly preferred: Votes;
  readonly equal: number;
  readonly elected: string;
  readonly because: 'preferred' | 'last-standing' | 'tie';
  readonly ties: readonly StarTie[];
}

export interface StarTie {
  readonly purpose: 'finalist' | 'run-off';
  readonly places: number;
  readonly tied: readonly string[];
  readonly steps: readonly (
    | {
        readonly step: 'pairs' | 'highest-scores' | 'points';
        readonly figures: Votes;
        readonly left: readonly string[];
      }
    | OrderEvidence
  )[];
  readonly chosen: readonly string[];
}

export function countStar(
  profile: ScoreProfile,
  options: OrderOptions = {},
): Result<StarResult, CountError> {
  const refused = refusalOf(profile);
  if (refused !== undefined) return err(refused);
  const { valid, voids } = sortPapers(profile);
  const points = totals(profile, valid);
  if (Object.values(points).every((n) => n === 0))
    return err({
      code: 'count/no-votes',
      message: 'No valid paper gives a point to a candidate who is standing, so nobody is elected.',
    });
  const papers = valid.reduce((sum, pile) => sum + pile.count, 0);
  const figures = new Figures(profile, valid);
  const rounds: StarRound[] = [];
  let left: readonly string[] = Object.keys(points);
  while (rounds.length < profile.seats && left.length > 0) {
    const round = countRound(rounds.length + 1, left, points, papers, figures, options);
    if (!round.ok) return round;
    rounds.push(round.value);
    left = left.filter((id) => id !== round.value.elected);
  }
  return ok({
    format: 'hustings/star-count/1',
    rule: profile.seats === 1 ? 'star' : 'bloc-star',
    settings: {
      most: String(profile.most),
      ...(options.ties && { ties: options.ties.join(' ') }),
    },
    seats: profile.seats,
    candidates: profile.candidates,
    papers,
    voided: voids.all(),
    rounds,
    elected: rounds.map((r) => r.elected),
  });
}

function countRound(
  round: number,
  left: readonly string[],
  all: Votes,
  papers: number,
  figures: Figures,
  options: OrderOptions,
): Result<StarRound, TieError> {
  const points = Object.fromEntries(left.map((id) => [id, all[id] as number]));
  const ties: StarTie[] = [];
  const finalists = chooseFinalists(round, points, figures, options);
  if (!finalists.ok) return finalists;
  if (finalists.value.tie !== undefined) ties.push(finalists.value.tie);
  const [a, b] = finalists.value.chosen as readonly [string, string | undefined];
  if (b === undefined)
    return ok({
      round,
      points,
      finalists: [a],
      preferred: {},
      equal: 0,
      elected: a,
      because: 'last-standing',
      ties,
    });
  const [forA, forB] = [figures.above(a, b), figures.above(b, a)];
  let elected = forA > forB ? a : b;
  if (forA === forB) {
    const tie = broken(
      { purpose: 'run-off', round, tied: [a, b], places: 1 },
      [
        { step: 'points', figures: points },
        { step: 'highest-scores', figures: figures.highest([a, b]) },
      ],
      options,
    );
    if (!tie.ok) return tie;
    ties.push(tie.value);
    elected = tie.value.chosen[0] as string;
  }
  return ok({
    round,
    points,
    finalists: [a, b],
    preferred: { [a]: forA, [b]: forB },
    equal: papers - forA - forB,
    elected,
    because: forA === forB ? 'tie' : 'preferred',
    ties,
  });
}

/** Sorted ids of the two with most points, or of the one there is. */
function chooseFinalists(
  round: number,
  points: Votes,
  figures: Figures,
  options: OrderOptions,
): Result<{ readonly chosen: readonly string[]; readonly tie?: StarTie }, TieError> {
  const of = (id: string): number => points[id] as number;
  const order = Object.keys(points).sort((a, b) => of(b) - of(a));
  if (order.length <= 2) return ok({ chosen: order.toSorted() });
  const second = of(order[1] as string);
  const safe = order.filter((id) => of(id) > second);
  const level = order.filter((id) => of(id) === second);
  const places = 2 - safe.length;
  if (level.length === places) return ok({ chosen: [...safe, ...level].toSorted() });
  const tie = broken(
    { purpose: 'finalist', round, tied: level, places },
    [
      { step: 'pairs', figures: figures.pairs(level) },
      { step: 'highest-scores', figures: figures.highest(level) },
    ],
    options,
  );
  if (!tie.ok) return tie;
  return ok({ chosen: [...safe, ...tie.value.chosen].toSorted(), tie: tie.value });
}

/** The ladder of ties.ts, on figures of our own in place of earlier rounds. */
function broken(
  tie: Pick<StarTie, 'purpose' | 'tied' | 'places'> & { readonly round: number },
  looks: readonly {
    readonly step: 'pairs' | 'highest-scores' | 'points';
    readonly figures: Votes;
  }[],
  options: OrderOptions,
): Result<StarTie, TieError> {
  const found = breakTie(
    {
      purpose: 'seat',
      round: tie.round,
      tied: tie.tied,
      places: tie.places,
      earlier: looks.map((look) => look.figures),
    },
    { ties: ['forwards', ...(options.ties ?? ['lot'])], ...(options.lot && { lot: options.lot }) },
  );
  if (!found.ok) return found;
  return ok({
    purpose: tie.purpose,
    places: tie.places,
    tied: found.value.tied,
    steps: found.value.steps.flatMap((s): StarTie['steps'] => {
      if ('order' in s) return [s];
      // Nothing that was looked at tells them apart.
      if (s.round === null) return [];
      const look = looks[s.round - 1] as (typeof looks)[number];
      return [{ step: look.step, figures: s.votes, left: s.left }];
    }),
    chosen: found.value.chosen,
  });
}

/** Figures of the papers that more than one step looks at. */
class Figures {
  readonly #indexOf: ReadonlyMap<string, number>;
  readonly #piles: readonly ScorePile[];
  readonly #most: number;

  constructor(profile: ScoreProfile, piles: readonly ScorePile[]) {
    this.#indexOf = new Map(profile.candidates.map((c, i) => [c.id, i]));
    this.#piles = piles;
    this.#most = profile.most;
  }

  /** Papers that score `a` above `b`. */
  above(a: string, b: string): number {
    return this.#papers((of) => of(a) > of(b));
  }

  /** Papers that give each the highest score. */
  highest(ids: readonly string[]): Votes {
    return Object.fromEntries(ids.map((id) => [id, this.#papers((of) => of(id) === this.#most)]));
  }

  /** Pairs won less pairs lost, among these. */
  pairs(ids: readonly string[]): Votes {
    return Object.fromEntries(
      ids.map((a) => [
        a,
        ids.reduce((sum, b) => sum + Math.sign(this.above(a, b) - this.above(b, a)), 0),
      ]),
    );
  }

  #papers(has: (score: (id: string) => number) => boolean): number {
    return this.#piles.reduce((sum, { scores, count }) => {
      const of = (id: string): number => scores[this.#indexOf.get(id) as number] ?? 0;
      return has(of) ? sum + count : sum;
    }, 0);
  }
}
