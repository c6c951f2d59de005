/** Approval with a bar to reach, against a plain definition. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ApprovalBar, aggregate, countApproval, explainPoints } from '../../src/index.ts';
import { holds } from '../elections.ts';

const candidates = ['none', 'a', 'b', 'c', 'd'].map((id) => ({ id, name: id.toUpperCase() }));

const cases = fc.record({
  papers: fc.array(fc.subarray([0, 1, 2, 3, 4]), { minLength: 1, maxLength: 12 }),
  seats: fc.integer({ min: 1, max: 4 }),
  isDefault: fc.boolean(),
  share: fc.option(
    fc.record({
      numerator: fc.constantFrom(1, 2),
      denominator: fc.constantFrom(2, 3),
      reach: fc.constantFrom('at-least' as const, 'more-than' as const),
    }),
    { nil: undefined },
  ),
});

const barOf = (c: {
  isDefault: boolean;
  share: Exclude<ApprovalBar['share'], undefined> | undefined;
}): ApprovalBar => ({
  ...(c.isDefault ? { defaultOption: 'none' } : {}),
  ...(c.share && { share: c.share }),
});
const lot = (_round: number, tied: readonly string[]): readonly string[] => tied.toSorted();

test('who reaches the bar, and of these those with most marks', () => {
  const seen = { nobody: 0, byDefault: 0, byShare: 0, empty: 0 };
  holds(
    fc.property(cases, (c) => {
      const profile = aggregate({ candidates, seats: c.seats, papers: c.papers });
      const result = countApproval(profile, { ...barOf(c), lot });
      const marks = (i: number): number => c.papers.filter((p) => p.includes(i)).length;
      const valid = c.papers.filter((p) => p.length > 0).length;
      if (valid === 0) {
        expect(result).toMatchObject({ error: { code: 'count/no-votes' } });
        return;
      }
      if (!result.ok) throw new Error(result.error.message);
      const may = candidates.flatMap(({ id }, i) => {
        if (c.isDefault && (i === 0 || marks(i) <= marks(0))) return [];
        if (c.share !== undefined) {
          const [l, r] = [marks(i) * c.share.denominator, valid * c.share.numerator];
          if (c.share.reach === 'at-least' ? l < r : l <= r) return [];
        }
        return [{ id, marks: marks(i) }];
      });
      const best = may
        .sort((a, b) => b.marks - a.marks || (a.id < b.id ? -1 : 1))
        .slice(0, c.seats)
        .map((x) => x.id);
      const expected = best.length > 0 ? best : c.isDefault ? ['none'] : [];
      expect(result.value.elected.toSorted()).toEqual(expected.toSorted());
      for (const { candidate, because, votes, needed } of result.value.below ?? []) {
        expect(votes).toBe(marks(candidates.findIndex((x) => x.id === candidate)));
        expect(votes).toBeLessThan(needed);
        seen[because === 'share' ? 'byShare' : 'byDefault']++;
      }
      // The margin is to the best of all who are not elected, whatever kept them out.
      if (best.length > 0 && result.value.tie === undefined) {
        const least = Math.min(...may.slice(0, c.seats).map((x) => x.marks));
        const others = candidates.flatMap(({ id }, i) => (best.includes(id) ? [] : [marks(i)]));
        expect(result.value.margin.points).toBe(least - Math.max(0, ...others));
      }
      if (best.length === 0) seen.nobody++;
      if (best.length < c.seats) seen.empty++;
      explainPoints(result.value);
    }),
    1500,
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
});

test('sentences and errors', () => {
  const profile = aggregate({ candidates, seats: 2, papers: [[0], [0, 1], [1, 2], [1]] });
  const result = countApproval(profile, {
    defaultOption: 'none',
    share: { numerator: 1, denominator: 2, reach: 'more-than' },
  });
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value.settings).toEqual({
    defaultOption: 'none',
    share: 'more-than 1/2 of the papers',
    ties: 'lot',
  });
  expect(explainPoints(result.value)).toEqual([
    'Approval (any number of marks on each paper) for 2 seats: 4 valid papers.',
    'A 3; NONE 2; B 1; C 0; D 0.',
    'B would need 3 marks, more than NONE, and cannot be elected.',
    'C would need 3 marks, more than NONE, and cannot be elected.',
    'D would need 3 marks, more than NONE, and cannot be elected.',
    'Elected: A. A was 1 ahead of NONE.',
  ]);
  const most = countApproval(profile, {
    share: { numerator: 1, denominator: 1, reach: 'at-least' },
  });
  if (!most.ok) throw new Error(most.error.message);
  expect(explainPoints(most.value).slice(-2)).toEqual([
    'NONE would need 4 marks, and cannot be elected.',
    'Nobody is elected.',
  ]);
  expect(countApproval(profile, { defaultOption: 'nobody' })).toMatchObject({
    error: { code: 'count/default-option-unknown' },
  });
  const share = { numerator: 3, denominator: 2, reach: 'at-least' } as const;
  expect(() => countApproval(profile, { share })).toThrow('a share is a fraction');
});
