/** Weights in parts of a vote, by rules that add up papers, against sums of fractions. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  aggregatePiles,
  countApproval,
  countBlockVote,
  countBorda,
  countCondorcet,
  countPoll,
  countPositional,
  type Profile,
  weakProfile,
  wholeUnits,
} from '../src/index.ts';
import { holds } from './elections.ts';

const candidates = ['a', 'b', 'c', 'd'].map((id) => ({ id, name: id }));
const lot = (_round: number, tied: readonly string[]): readonly string[] => tied;

const cases = fc.record({
  papers: fc.array(
    fc.tuple(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 }), fc.integer({ min: 1, max: 400 })),
    { minLength: 1, maxLength: 10 },
  ),
  scale: fc.constantFrom(1, 10, 100, 1000),
});

const profileOf = (papers: readonly (readonly [number[], number])[], scale?: number): Profile => ({
  ...aggregatePiles({
    candidates,
    seats: 2,
    piles: papers.map(([ranking, count]) => ({ ranking, count })),
  }),
  ...(scale === undefined ? {} : { scale }),
});

/** Who is elected by every rule that adds up papers. */
const elected = (profile: Profile): readonly unknown[] => {
  const weak = weakProfile(profile);
  const one = { ...profile, seats: 1 };
  return [
    countApproval(profile, { lot }),
    countBlockVote(profile, { lot }),
    countBorda(weak, { lot }),
    countPositional(weak, { lot }),
    countCondorcet('schulze', weak, { lot }),
    countCondorcet('ranked-pairs', weak, { lot }),
    countPoll('fptp', profile, { lot }),
    countPoll('av', one, { lot }),
    countPoll('sv', one, { lot }),
  ].map((result) => (result.ok ? result.value.elected : result.error.code));
};

test('parts are the largest that measure every weight, and figures divided by them are the weights', () => {
  holds(
    fc.property(cases, ({ papers, scale }) => {
      const { profile, parts } = wholeUnits(profileOf(papers, scale));
      expect(profile.scale).toBe(undefined);
      const marks = countApproval(profile, { lot });
      if (!marks.ok) throw new Error(marks.error.message);
      for (const [i, { id }] of candidates.entries()) {
        const sum = papers.reduce((n, [ranking, w]) => n + (ranking.includes(i) ? w : 0), 0);
        // sum / scale = figure / parts
        expect((marks.value.points[id] as number) * scale).toBe(sum * parts);
      }
      const counts = profile.piles.map((pile) => pile.count);
      for (const d of [2, 5]) expect([parts, ...counts].every((n) => n % d === 0)).toBe(false);
    }),
    300,
  );
});

test('scaling every weight, or splitting one, changes nobody’s election', () => {
  holds(
    fc.property(cases, fc.integer({ min: 2, max: 7 }), ({ papers, scale }, times) => {
      const here = wholeUnits(profileOf(papers, scale));
      const more = wholeUnits(
        profileOf(
          papers.map(([r, w]) => [r, w * times] as const),
          scale,
        ),
      );
      expect(elected(more.profile)).toEqual(elected(here.profile));
      const [[ranking, weight], ...rest] = papers as [[number[], number], ...[number[], number][]];
      const split = wholeUnits(
        profileOf([...Array.from({ length: weight }, () => [ranking, 1] as const), ...rest], scale),
      );
      expect(split).toEqual(here);
      expect(elected(profileOf(papers))).toEqual(elected(here.profile));
    }),
    150,
  );
});

test('whole votes stay as they are', () => {
  const plain = profileOf([
    [[0, 1], 3],
    [[1], 2],
  ]);
  expect(wholeUnits(plain)).toEqual({ profile: plain, parts: 1 });
  const halves = wholeUnits(
    profileOf(
      [
        [[0], 150],
        [[1], 200],
      ],
      100,
    ),
  );
  expect(halves.parts).toBe(2);
  expect(halves.profile.piles.map((pile) => pile.count)).toEqual([3, 4]);
  expect(() => wholeUnits({ ...plain, scale: 0.5 })).toThrow('a scale is a whole number');
});
