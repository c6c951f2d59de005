/** Random elections that every rule of the catalogue can count: one set of papers, read as each rule reads them. */
import * as fc from 'fast-check';
import {
  aggregatePiles,
  type Candidate,
  type CountingRule,
  type CountOutcome,
  type Election,
  type Lot,
  type Profile,
  weakPile,
} from '../../src/index.ts';

export interface NeutralPaper {
  /** Candidates by their place, best first. */
  readonly ranking: readonly number[];
  /** Of each candidate a rank, where equal ranks may be; null is not ranked. */
  readonly ranks: readonly (number | null)[];
  readonly count: number;
  /** Which of three boxes it lies in, where there are several. */
  readonly box: number;
}

export interface NeutralElection {
  readonly candidates: readonly Candidate[];
  readonly seats: number;
  readonly papers: readonly NeutralPaper[];
  /** All candidates, most favoured first. */
  readonly lot: readonly string[];
  /** Counts are so many parts of one vote. */
  readonly scale?: number;
}

const HIGHEST = 5;
const BOXES = 3;

export const neutralElections: fc.Arbitrary<NeutralElection> = fc
  .integer({ min: 2, max: 5 })
  .chain((n) => {
    const order = fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n });
    return fc
      .record({
        seats: fc.integer({ min: 1, max: 3 }),
        lot: order,
        papers: fc.array(
          fc.record({
            order,
            length: fc.integer({ min: 0, max: n }),
            ranks: fc.array(fc.option(fc.integer({ min: 1, max: HIGHEST }), { freq: 4 }), {
              minLength: n,
              maxLength: n,
            }),
            count: fc.constantFrom(1, 1, 1, 2, 3, 8),
            box: fc.nat({ max: BOXES - 1 }),
          }),
          { minLength: 1, maxLength: 10 },
        ),
      })
      .map(({ seats, lot, papers }) => ({
        candidates: Array.from({ length: n }, (_, i) => ({ id: `c${i}`, name: `Name c${i}` })),
        seats,
        lot: lot.map((i) => `c${i}`),
        papers: papers.map(({ order: all, length, ...rest }) => ({
          ...rest,
          ranking: all.slice(0, length),
        })),
      }));
  });

function profileOf(e: NeutralElection, seats: number, box?: number): Profile {
  const { candidates, papers, scale } = e;
  return {
    ...aggregatePiles({
      candidates,
      seats,
      piles: papers.filter((p) => box === undefined || p.box === box),
    }),
    ...(scale === undefined ? {} : { scale }),
  };
}

/** The election as papers of the kind that the rule counts. */
export function electionFor(rule: CountingRule, e: NeutralElection): Election {
  const seats = rule.seats === 'one' ? 1 : e.seats;
  const about = { candidates: e.candidates, seats };
  switch (rule.papers) {
    case 'rankings':
    case 'marks':
    case 'first-marks':
      return { kind: 'rankings', profile: profileOf(e, seats) };
    case 'weak-rankings':
      return {
        kind: 'weak-rankings',
        profile: { ...about, piles: e.papers.map((p) => weakPile(p.ranks, p.count)) },
      };
    case 'scores':
      return {
        kind: 'scores',
        profile: {
          ...about,
          most: HIGHEST,
          piles: e.papers.map(({ ranks, count }) => ({ scores: [...ranks], count })),
        },
      };
    case 'polls':
      return { kind: 'several', boxes: [{ id: 'p1', name: 'Poll 1', profile: profileOf(e, 1) }] };
    case 'sections':
      return {
        kind: 'several',
        boxes: [...Array(BOXES).keys()].map((box) => ({
          id: `s${box}`,
          name: `Section ${box}`,
          profile: profileOf(e, 1, box),
        })),
      };
  }
}

export const lotOf =
  (order: readonly string[]): Lot =>
  (_round, tied) =>
    order.filter((id) => tied.includes(id));

/** Who is elected, or where no seat is filled yet who is still in: sorted ids. */
export function electedIn(outcome: CountOutcome): readonly string[] {
  if (outcome.format === 'hustings/party-list-count/1')
    return outcome.lists.map(({ id, seats }) => `${id} ${seats}`).toSorted();
  if (outcome.format !== 'hustings/rounds-count/1') return outcome.elected.toSorted();
  const { outcome: end } = outcome;
  return (
    end.kind === 'elected' ? end.elected : end.kind === 'through' ? end.through : end.among
  ).toSorted();
}

/** The transcript without the list of candidates, whose order is that of the file. */
export function withoutFileOrder(outcome: CountOutcome): unknown {
  return Object.fromEntries(
    Object.entries(outcome).filter(([key]) => key !== 'candidates' && key !== 'lists'),
  );
}
