/**
 * The alternative vote in a college of sections. In each round every section shares what it carries
 * among the candidates by the votes it still has in the count (so that exhausted papers do not weaken
 * a section); whoever has more than half of all that is carried is elected, else the one with least is
 * excluded, in all sections. With two left, the one with more is elected.
 */
import { err, ok, type Result } from '@hustings/base';
import type { CountError } from '../errors.ts';
import { paperCount, standing, tally, type Votes } from '../profile.ts';
import { compare, isMore, type Ratio, ratio, subtract, toText } from '../stv/ratio.ts';
import { breakTie, type Lot, type TiePurpose, type TieStep } from '../ties.ts';
import type { CollegeResult, CollegeRound, CollegeTie } from './college-transcript.ts';
import { bySize, type CollegeSection, percentOf, totalOf, type Weight } from './section.ts';
import { weighExactly } from './weigh.ts';

export interface CollegeOptions {
  /** By default earlier rounds by weight, the nearest first, then a lot. */
  readonly ties?: readonly TieStep[];
  readonly lot?: Lot;
  /** Of the percentages shown; 3 by default. They decide nothing. */
  readonly decimals?: number;
}

export function countCollege(
  sections: readonly CollegeSection[],
  options: CollegeOptions = {},
): Result<CollegeResult, CountError> {
  const refused = refusal(sections);
  if (refused !== undefined) return err(refused);
  const [first] = sections as readonly [CollegeSection];
  const { decimals = 3, ties = ['backwards', 'lot'] } = options;
  let among = standing(first.profile);
  const firstVotes = sections.map((s) => totalOf(tally(s.profile, among).votes));
  if (firstVotes.every((n) => n === 0))
    return err({
      code: 'count/no-votes',
      message: 'No paper has a preference for a candidate who is standing, so nobody is elected.',
    });
  const earlier: ReadonlyMap<string, Ratio>[] = [];
  const rounds: CollegeRound[] = [];
  for (;;) {
    const now = weighExactly(
      sections.map((section, i) => ({
        ...section,
        ...tally(section.profile, among),
        firstVotes: firstVotes[i] as number,
      })),
      decimals,
    );
    const action = decide(now.weighted, now.carried, earlier, { ...options, ties });
    if (!action.ok) return action;
    rounds.push({ round: rounds.length + 1, ...now.shown, action: action.value });
    earlier.push(now.weighted);
    if (action.value.kind === 'excluded') {
      const { excluded } = action.value;
      among = among.filter((id) => !excluded.includes(id));
      continue;
    }
    return ok({
      format: 'hustings/college-count/1',
      rule: 'college-alternative-vote',
      settings: { decimals: String(decimals), ties: ties.join(' ') },
      candidates: first.profile.candidates,
      sections: sections.map(({ id, name, weight, profile }) => ({
        id,
        name,
        weight: weightText(weight),
        papers: paperCount(profile),
      })),
      papers: sections.reduce((sum, s) => sum + paperCount(s.profile), 0),
      rounds,
      elected: action.value.elected,
      margin: marginOf(now.weighted, now.carried, action.value.elected, decimals),
    });
  }
}

function decide(
  weighted: ReadonlyMap<string, Ratio>,
  carried: Ratio,
  earlier: readonly ReadonlyMap<string, Ratio>[],
  ladder: { readonly ties: readonly TieStep[]; readonly lot?: Lot },
): Result<CollegeRound['action'], CountError> {
  const of = (id: string): Ratio => weighted.get(id) as Ratio;
  const order = bySize(weighted);
  const [best, second] = order as [string, string | undefined];
  if (second === undefined)
    return ok({ kind: 'elected', elected: [best], because: 'last-standing' });
  if (isMore(of(best), ratio(carried.n, 2n * carried.d)))
    return ok({ kind: 'elected', elected: [best], because: 'majority' });
  if (order.length === 2) {
    const tie = broken('seat', order, earlier, ladder);
    if (!tie.ok) return tie;
    return ok({
      kind: 'elected',
      elected: tie.value.chosen,
      because: 'tie-of-last-two',
      tie: tie.value,
    });
  }
  const least = of(order.at(-1) as string);
  const lowest = order.filter((id) => compare(of(id), least) === 0);
  if (lowest.length === 1)
    return ok({ kind: 'excluded', excluded: lowest, because: 'fewest-votes' });
  const tie = broken('exclusion', lowest, earlier, ladder);
  if (!tie.ok) return tie;
  return ok({
    kind: 'excluded',
    excluded: tie.value.chosen,
    because: 'fewest-votes',
    tie: tie.value,
  });
}

/** The ladder looks at the order of figures only: it is given their ranks, and shows the figures. */
function broken(
  purpose: TiePurpose,
  tied: readonly string[],
  earlier: readonly ReadonlyMap<string, Ratio>[],
  ladder: { readonly ties: readonly TieStep[]; readonly lot?: Lot },
): Result<CollegeTie, CountError> {
  const ranks = (figures: ReadonlyMap<string, Ratio>): Votes => {
    const of = (id: string): Ratio => figures.get(id) as Ratio;
    return Object.fromEntries(
      tied.map((id) => [id, tied.filter((other) => compare(of(other), of(id)) < 0).length]),
    );
  };
  const tie = breakTie(
    { purpose, round: earlier.length + 1, tied, places: 1, earlier: earlier.map(ranks) },
    ladder,
  );
  if (!tie.ok) return tie;
  return ok({
    ...tie.value,
    steps: tie.value.steps.map((step): CollegeTie['steps'][number] => {
      if ('order' in step) return step;
      if (step.round === null) return { step: step.step, round: null };
      const figures = earlier[step.round - 1] as ReadonlyMap<string, Ratio>;
      return {
        step: step.step,
        round: step.round,
        weighted: Object.fromEntries(
          Object.keys(step.votes).map((id) => [id, toText(figures.get(id) as Ratio, 'exact')]),
        ),
        left: step.left,
      };
    }),
  });
}

function marginOf(
  weighted: ReadonlyMap<string, Ratio>,
  carried: Ratio,
  elected: readonly string[],
  decimals: number,
): CollegeResult['margin'] {
  const of = (id: string): Ratio => weighted.get(id) as Ratio;
  const [winner] = elected as readonly [string];
  const others = bySize(weighted).filter((id) => id !== winner);
  const [best] = others;
  const lead = best === undefined ? of(winner) : subtract(of(winner), of(best));
  return {
    weight: toText(lead, 'exact'),
    percent: percentOf(lead, carried, decimals),
    over: others.filter((id) => compare(of(id), of(best as string)) === 0).toSorted(),
  };
}

function weightText(weight: Weight): string {
  switch (weight.kind) {
    case 'fixed':
      return weight.denominator === 1
        ? `${weight.numerator}`
        : `${weight.numerator}/${weight.denominator}`;
    case 'points':
      return `${weight.points} points, one per vote below ${weight.onePerVoteBelow}`;
    case 'votes':
      return 'votes';
  }
}

function refusal(sections: readonly CollegeSection[]): CountError | undefined {
  const form = ({ profile }: CollegeSection): string =>
    JSON.stringify([
      profile.seats,
      profile.candidates.map((c) => [c.id, c.name, c.withdrawn === true]),
    ]);
  const [first] = sections;
  if (first === undefined)
    return { code: 'count/no-candidates', message: 'The college has no section.' };
  if (sections.some((s) => form(s) !== form(first)))
    return {
      code: 'count/profiles-differ',
      message:
        'The sections do not have the same candidates and number of seats, so they cannot be added up.',
    };
  if (standing(first.profile).length === 0)
    return { code: 'count/no-candidates', message: 'No candidate is standing.' };
  if (first.profile.seats !== 1)
    return {
      code: 'count/seats-not-for-this-rule',
      message: `A college elects one, and ${first.profile.seats} are asked for.`,
      use: [],
    };
  const isBad = sections.some(({ weight }) => {
    const parts =
      weight.kind === 'fixed'
        ? [weight.numerator, weight.denominator]
        : weight.kind === 'points'
          ? [weight.points, weight.onePerVoteBelow + 1]
          : [];
    return parts.some((n) => !Number.isSafeInteger(n) || n < 1);
  });
  return isBad
    ? {
        code: 'count/weight-not-a-number',
        message: 'The weight of a section must be made of whole numbers, 1 or more.',
      }
    : undefined;
}
