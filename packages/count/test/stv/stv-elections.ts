/** Random small elections for several seats: many ties, short papers, a few candidates. */
import * as fc from 'fast-check';
import { aggregate, type Candidate, type Profile } from '../../src/index.ts';

export interface StvElection {
  candidates: Candidate[];
  seats: number;
  papers: number[][];
  /** An order of all candidates, most favoured first. */
  lot: string[];
}

export const stvElections: fc.Arbitrary<StvElection> = fc.integer({ min: 1, max: 7 }).chain((n) => {
  const order = fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n });
  return fc
    .record({
      gone: fc.integer({ min: 0, max: 3 * n }),
      seats: fc.integer({ min: 1, max: 4 }),
      papers: fc.array(
        fc.tuple(order, fc.integer({ min: 0, max: n }), fc.constantFrom(1, 1, 1, 2, 3, 7, 13)),
        { minLength: 1, maxLength: 14 },
      ),
      lot: order,
    })
    .map(({ gone, seats, papers, lot }) => ({
      candidates: Array.from({ length: n }, (_, i) => ({
        id: `c${i}`,
        name: `Candidate ${i}`,
        ...(gone === i && i > 0 ? { withdrawn: true as const } : {}),
      })),
      seats,
      papers: papers.flatMap(([all, k, copies]) => Array<number[]>(copies).fill(all.slice(0, k))),
      lot: lot.map((i) => `c${i}`),
    }));
});

export function stvProfile(e: StvElection): Profile {
  return aggregate({ candidates: e.candidates, seats: e.seats, papers: e.papers });
}

/** Papers as ids of those who stand, for the oracle. */
export function stvNamed(e: StvElection): { papers: string[][]; standing: string[] } {
  const standing = e.candidates.filter((c) => c.withdrawn !== true).map((c) => c.id);
  return {
    papers: e.papers
      .map((paper) => paper.map((i) => `c${i}`).filter((id) => standing.includes(id)))
      .filter((paper) => paper.length > 0),
    standing,
  };
}

export function lotOf(e: StvElection): (stage: number, tied: readonly string[]) => string[] {
  return (_stage, tied) => e.lot.filter((id) => tied.includes(id));
}
