/** Colleges (spec/count-other.md §2): the alternative vote in sections, each of which carries its weight. */
import { type CountCandidate, type Counted, type TieSources, votesOf } from './profile.ts';
import {
  add,
  compareRatios,
  divide,
  multiply,
  type Ratio,
  ratio,
  rounded,
  subtract,
  written,
  ZERO,
} from './ratio.ts';
import { breakTie, type Earlier } from './ties.ts';

export type Weight =
  | { readonly kind: 'share'; readonly share: Ratio }
  /** So many points; one for each vote of the first round where these are fewer than `below`. */
  | { readonly kind: 'points'; readonly points: number; readonly below?: number };

export interface Section {
  readonly id: string;
  readonly name: string;
  readonly weight: Weight;
  readonly papers: readonly (readonly string[])[];
}

export interface College {
  readonly candidates: readonly CountCandidate[];
  readonly sections: readonly Section[];
  /** Steps apart by blanks. */
  readonly ties: string;
}

/** Of percentages, which decide nothing. */
const DECIMALS = 3;

interface Round {
  readonly written: Record<string, unknown>;
  readonly weighted: ReadonlyMap<string, Ratio>;
  readonly carried: Ratio;
}

export function countCollege(
  { candidates, sections, ties }: College,
  sources: TieSources,
): Counted {
  const inCount = new Set(candidates.filter((c) => !c.withdrawn).map((c) => c.id));
  const firstVotes = sections.map((s) => {
    const { votes } = votesOf(s.papers, inCount);
    return [...votes.values()].reduce((a, b) => a + b, 0);
  });
  if (firstVotes.every((v) => v === 0))
    return { kind: 'impossible', message: 'No paper is with anybody.' };
  const rounds: Round[] = [];
  const ladder = ties.split(' ').filter((s) => s !== '');
  for (;;) {
    const round = roundOf(rounds.length + 1, sections, inCount, firstVotes);
    const decided = decide(round, rounds, ladder, sources);
    if (decided.kind === 'unknown' || decided.kind === 'impossible') return decided;
    rounds.push(round);
    round.written['action'] = decided.action;
    if (decided.kind === 'elected') return result(candidates, sections, ties, rounds, decided.id);
    inCount.delete(decided.id);
  }
}

function roundOf(
  number: number,
  sections: readonly Section[],
  inCount: ReadonlySet<string>,
  firstVotes: readonly number[],
): Round {
  const weighted = new Map([...inCount].map((id) => [id, ZERO]));
  let carried = ZERO;
  const told = sections.map((section, i) => {
    const { votes, exhausted } = votesOf(section.papers, inCount);
    const all = [...votes.values()].reduce((a, b) => a + b, 0);
    const own = all === 0 ? ZERO : carriedBy(section.weight, firstVotes[i] as number);
    carried = add(carried, own);
    const parts = new Map<string, Ratio>();
    for (const [id, v] of votes) {
      const part = all === 0 ? ZERO : multiply(own, ratio(v, all));
      parts.set(id, part);
      weighted.set(id, add(weighted.get(id) as Ratio, part));
    }
    return {
      id: section.id,
      votes: Object.fromEntries(votes),
      exhausted,
      carried: fraction(own),
      parts: fractions(parts),
    };
  });
  const percent = [...weighted].map(([id, w]) => [id, percentOf(w, carried)] as const);
  return {
    weighted,
    carried,
    written: {
      round: number,
      sections: told,
      carried: fraction(carried),
      weighted: fractions(weighted),
      percent: Object.fromEntries(percent),
      half: fraction(divide(carried, ratio(2))),
    },
  };
}

function carriedBy(weight: Weight, firstVotes: number): Ratio {
  if (weight.kind === 'share') return weight.share;
  return ratio(firstVotes < (weight.below ?? 0) ? firstVotes : weight.points);
}

function decide(
  { weighted, carried }: Round,
  rounds: readonly Round[],
  ladder: readonly string[],
  sources: TieSources,
) {
  const of = (id: string): Ratio => weighted.get(id) as Ratio;
  const ranked = [...weighted.keys()].sort().toSorted((a, b) => compareRatios(of(b), of(a)));
  const [first, second] = ranked as [string, string | undefined];
  const elected = (id: string, because: string, tie?: unknown) => ({
    kind: 'elected' as const,
    id,
    action: { kind: 'elected', elected: [id], because, ...(tie === undefined ? {} : { tie }) },
  });
  const excluded = (id: string, tie?: unknown) => ({
    kind: 'excluded' as const,
    id,
    action: {
      kind: 'excluded',
      excluded: [id],
      because: 'fewest-votes',
      ...(tie === undefined ? {} : { tie }),
    },
  });
  if (compareRatios(of(first), divide(carried, ratio(2))) > 0) return elected(first, 'majority');
  if (second === undefined) return elected(first, 'last-standing');
  const round = rounds.length + 1;
  const earlier = rounds.map((r, i): Earlier => {
    const then = (id: string): Ratio => r.weighted.get(id) as Ratio;
    return {
      at: { round: i + 1 },
      compare: (a, b) => compareRatios(then(a), then(b)),
      written: (id) => fraction(then(id)),
      figures: 'weighted',
    };
  });
  const level = (edge: string): readonly string[] =>
    ranked.filter((id) => compareRatios(of(id), of(edge)) === 0).sort();
  if (ranked.length === 2) {
    const tied = level(first);
    if (tied.length === 1) return elected(first, 'more-of-last-two');
    const tie = { purpose: 'seat' as const, places: 1, tied, round };
    const broken = breakTie(tie, ladder, earlier, sources);
    if (broken.kind !== 'broken') return broken;
    return elected(broken.chosen[0] as string, 'tie-of-last-two', broken.record);
  }
  const tied = level(ranked.at(-1) as string);
  if (tied.length === 1) return excluded(tied[0] as string);
  const tie = { purpose: 'exclusion' as const, places: 1, tied, round };
  const broken = breakTie(tie, ladder, earlier, sources);
  return broken.kind === 'broken' ? excluded(broken.chosen[0] as string, broken.record) : broken;
}

function result(
  candidates: readonly CountCandidate[],
  sections: readonly Section[],
  ties: string,
  rounds: readonly Round[],
  winner: string,
): Counted {
  const last = rounds.at(-1) as Round;
  const others = [...last.weighted].filter(([id]) => id !== winner);
  const best = others.map(([, w]) => w).toSorted((a, b) => compareRatios(b, a))[0] ?? ZERO;
  const weight = subtract(last.weighted.get(winner) as Ratio, best);
  const over = others.filter(([, w]) => compareRatios(w, best) === 0).map(([id]) => id);
  return {
    kind: 'counted',
    elected: [winner],
    first: (rounds[0] as Round).weighted,
    final: last.weighted,
    margin: weight,
    isWeighted: true,
    transcript: {
      format: 'hustings/college-count/1',
      rule: 'college-alternative-vote',
      settings: { decimals: String(DECIMALS), ties },
      candidates,
      sections: sections.map(({ id, name, weight: own, papers }) => ({
        id,
        name,
        weight: weightText(own),
        papers: papers.length,
      })),
      papers: sections.reduce((all, s) => all + s.papers.length, 0),
      rounds: rounds.map((r) => r.written),
      elected: [winner],
      margin: {
        weight: fraction(weight),
        percent: percentOf(weight, last.carried),
        over: over.sort(),
      },
    },
  };
}

function weightText(weight: Weight): string {
  if (weight.kind === 'share') return fraction(weight.share);
  const below = weight.below === undefined ? '' : `, one per vote below ${weight.below}`;
  return `${weight.points} points${below}`;
}

function percentOf(part: Ratio, whole: Ratio): string {
  return whole.n === 0n
    ? written(ZERO, DECIMALS)
    : rounded(divide(multiply(part, ratio(100)), whole), DECIMALS);
}

const fraction = (value: Ratio): string => written(value, 'exact');

function fractions(values: ReadonlyMap<string, Ratio>): Readonly<Record<string, string>> {
  return Object.fromEntries([...values].map(([id, v]) => [id, fraction(v)]));
}
