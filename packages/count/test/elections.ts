/** Random small elections for the properties: many ties, short papers, a few candidates. */
import * as fc from 'fast-check';
import { aggregate, type Candidate, type CountOptions, type Profile } from '../src/index.ts';
import type { NaiveOptions } from './naive-count.ts';

export interface Election {
  /** Ids, some withdrawn. */
  candidates: Candidate[];
  papers: number[][];
  /** An order of all candidates. */
  lot: string[];
  options: NaiveOptions;
}

const ladders: NaiveOptions['ties'][] = [
  ['lot'],
  ['backwards', 'lot'],
  ['backwards-all', 'lot'],
  ['forwards', 'lot'],
  ['forwards-all', 'backwards', 'lot'],
  ['backwards'],
];

export const elections: fc.Arbitrary<Election> = fc
  .integer({ min: 1, max: 6 })
  .chain((n) => {
    const order = fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n });
    return fc.record({
      withdrawn: fc.array(
        fc.boolean().map((b) => b),
        { minLength: n, maxLength: n },
      ),
      withdraws: fc.integer({ min: 0, max: 3 }),
      // Copies make the few candidates unequal enough for groups who cannot win.
      papers: fc
        .array(
          fc.tuple(order, fc.integer({ min: 0, max: n }), fc.constantFrom(1, 1, 1, 1, 2, 5, 12)),
          { maxLength: 12 },
        )
        .map((piles) =>
          piles.flatMap(([all, k, copies]) => Array<number[]>(copies).fill(all.slice(0, k))),
        ),
      lot: order,
      noLot: fc.integer({ min: 0, max: 9 }),
      majorityOf: fc.constantFrom<NaiveOptions['majorityOf']>('continuing', 'all-papers'),
      exclusion: fc.constantFrom<NaiveOptions['exclusion']>('one-at-a-time', 'all-who-cannot-win'),
      countTo: fc.constantFrom<NaiveOptions['countTo']>('majority', 'majority', 'last-two'),
      ties: fc.constantFrom(...ladders),
    });
  })
  .map((e) => {
    // One election in four has withdrawals, and never of the first candidate.
    const candidates = e.withdrawn.map((gone, i) => ({
      id: `c${i}`,
      name: `Candidate ${i}`,
      ...(gone && i > 0 && e.withdraws === 0 ? { withdrawn: true as const } : {}),
    }));
    const lot = e.lot.map((i) => `c${i}`);
    return {
      candidates,
      papers: e.papers,
      lot,
      options: {
        majorityOf: e.majorityOf,
        exclusion: e.exclusion,
        countTo: e.countTo,
        ties: e.ties,
        lot: e.noLot === 0 ? undefined : lot,
      },
    };
  });

export function profileOf(election: Election, seats = 1): Profile {
  return aggregate({ candidates: election.candidates, seats, papers: election.papers });
}

export function optionsOf(election: Election): CountOptions {
  const { lot, ...rest } = election.options;
  return lot === undefined
    ? rest
    : { ...rest, lot: (_round, tied) => lot.filter((id) => tied.includes(id)) };
}

/** Papers as lists of ids, and the ids in the count, for the oracle. */
export function namedOf(election: Election): { papers: string[][]; standing: string[] } {
  return {
    papers: election.papers.map((paper) => paper.map((i) => `c${i}`)),
    standing: election.candidates.filter((c) => c.withdrawn !== true).map((c) => c.id),
  };
}

/** Asserts a property on `numRuns` random cases, 50 times as many with SLOW=1. */
export function holds<T>(property: fc.IProperty<T>, numRuns: number): void {
  const { SLOW } = process.env;
  // The property is not asynchronous, so neither is this.
  void fc.assert(property, { numRuns: SLOW === '1' ? 50 * numRuns : numRuns });
}
