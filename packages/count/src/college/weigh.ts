/** One round of a college from the votes of its sections: also where only published totals are known. */
import type { Votes } from '../profile.ts';
import { type Ratio, ratio, toText } from '../stv/ratio.ts';
import type { CollegeRound, SectionRound } from './college-transcript.ts';
import { carried, partsOf, percentOf, type Section, sumAll, totalOf } from './section.ts';

export interface SectionVotes extends Section {
  /** Of every candidate still in the count. */
  readonly votes: Votes;
  readonly exhausted?: number;
  /** Votes of the first round, where that is not this one. */
  readonly firstVotes?: number;
}

export type Weighed = Pick<CollegeRound, 'sections' | 'carried' | 'weighted' | 'percent' | 'half'>;

/** The same as exact numbers. */
export interface WeighedExactly {
  readonly shown: Weighed;
  readonly weighted: ReadonlyMap<string, Ratio>;
  readonly carried: Ratio;
}

/** Weighs the votes; percentages have so many decimals. */
export function weigh(sections: readonly SectionVotes[], decimals = 3): Weighed {
  return weighExactly(sections, decimals).shown;
}

export function weighExactly(sections: readonly SectionVotes[], decimals: number): WeighedExactly {
  const each = sections.map((section) => {
    const total = totalOf(section.votes);
    const weight = carried(section.weight, section.firstVotes ?? total, total);
    return { section, weight, parts: partsOf(weight, section.votes) };
  });
  const ids = [...new Set(sections.flatMap((s) => Object.keys(s.votes)))];
  const weighted = new Map(
    ids.map((id) => [id, sumAll(each.flatMap(({ parts }) => parts.get(id) ?? []))]),
  );
  const total = sumAll(each.map(({ weight }) => weight));
  const text = (figures: ReadonlyMap<string, Ratio>): Readonly<Record<string, string>> =>
    Object.fromEntries([...figures].map(([id, figure]) => [id, toText(figure, 'exact')]));
  return {
    weighted,
    carried: total,
    shown: {
      sections: each.map(
        ({ section, weight, parts }): SectionRound => ({
          id: section.id,
          votes: section.votes,
          exhausted: section.exhausted ?? 0,
          carried: toText(weight, 'exact'),
          parts: text(parts),
        }),
      ),
      carried: toText(total, 'exact'),
      weighted: text(weighted),
      percent: Object.fromEntries(
        [...weighted].map(([id, figure]) => [id, percentOf(figure, total, decimals)]),
      ),
      half: toText(ratio(total.n, 2n * total.d), 'exact'),
    },
  };
}
