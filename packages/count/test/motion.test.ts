import { expect, test } from 'vitest';
import { countMotion, type MajorityPolicy, tallyMotion } from '../src/index.ts';

test('papers of a motion are counted into for, against and abstained', () => {
  expect(tallyMotion([[0], [1], [0], [2]])).toEqual({ for: 2, against: 1, abstained: 1 });
  for (const paper of [[], [3], [0, 1]])
    expect(() => tallyMotion([paper])).toThrow('the paper of a motion');
});

/** The no-confidence motion in the Parliamentary Labour Party, 28 June 2016: 172–40, 4 spoilt, of 229. */
const plp2016 = { for: 172, against: 40, abstained: 0, spoilt: 4, electorate: 229 };

test('the motion of 28 June 2016 is carried by more for than against, as it was', () => {
  expect(countMotion(plp2016)).toEqual({
    ok: true,
    value: {
      format: 'hustings/motion-count/1',
      figures: plp2016,
      policy: {
        of: 'for-and-against',
        share: { numerator: 1, denominator: 2 },
        reach: 'more-than',
      },
      base: 212,
      needed: 107,
      carried: true,
      lead: 65,
    },
  });
});

const share = (
  of: MajorityPolicy['of'],
  reach: MajorityPolicy['reach'],
  numerator: number,
  denominator: number,
): MajorityPolicy => ({ of, reach, share: { numerator, denominator } });

test.each([
  [share('valid-papers', 'more-than', 1, 2), 212, 107],
  [share('all-papers', 'more-than', 1, 2), 216, 109],
  [share('all-papers', 'at-least', 1, 2), 216, 108],
  [share('electorate', 'more-than', 1, 2), 229, 115],
  [share('electorate', 'at-least', 3, 4), 229, 172],
  [share('electorate', 'at-least', 4, 5), 229, 184],
  [share('electorate', 'more-than', 2, 3), 229, 153],
  [share('for-and-against', 'at-least', 0, 1), 212, 1],
])('under %j the base is %i and %i votes are needed', (policy, base, needed) => {
  expect(countMotion(plp2016, policy)).toMatchObject({
    value: { base, needed, carried: 172 >= needed, lead: 172 - needed },
  });
});

test('a level vote is not more than half, and a vote of nobody carries nothing', () => {
  const level = { for: 3, against: 3, abstained: 1, spoilt: 0 };
  expect(countMotion(level)).toMatchObject({ value: { carried: false, needed: 4, lead: -1 } });
  expect(countMotion(level, share('for-and-against', 'at-least', 1, 2))).toMatchObject({
    value: { carried: true, lead: 0 },
  });
  const nobody = { for: 0, against: 0, abstained: 0, spoilt: 0 };
  for (const reach of ['more-than', 'at-least'] as const)
    expect(countMotion(nobody, share('all-papers', reach, 1, 2))).toMatchObject({
      value: { carried: false, needed: 1 },
    });
});

test('thresholds are exact where floating point is not', () => {
  const huge = { for: 6004799503160661, against: 3002399751580330, abstained: 0, spoilt: 0 };
  expect(countMotion(huge, share('for-and-against', 'more-than', 2, 3))).toMatchObject({
    value: { base: 9007199254740991, needed: 6004799503160661, carried: true, lead: 0 },
  });
});

test('what is missing or makes no sense is refused in words', () => {
  const { electorate: _, ...unknown } = plp2016;
  expect(countMotion(unknown, share('electorate', 'more-than', 1, 2))).toMatchObject({
    error: { code: 'count/electorate-needed' },
  });
  for (const [p, q] of [
    [3, 2],
    [-1, 2],
    [1, 0],
    [0.5, 1],
    [1, 0.5],
  ] as const)
    expect(countMotion(plp2016, share('all-papers', 'at-least', p, q))).toMatchObject({
      error: { code: 'count/share-not-a-fraction' },
    });
  for (const bad of [-1, 0.5])
    expect(countMotion({ ...plp2016, spoilt: bad })).toMatchObject({
      error: { code: 'count/not-a-number-of-papers' },
    });
});
