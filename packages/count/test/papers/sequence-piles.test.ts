import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { aggregate, aggregatePiles, type Pile } from '../../src/index.ts';
import { FlatPiles } from '../../src/papers/flat-piles.ts';
import { flatProfile } from '../../src/papers/flat-profile.ts';
import { PileBuilder } from '../../src/papers/sequence-piles.ts';
import { holds } from '../elections.ts';
import { pilesOf } from '../formats/piles-of.ts';

type Paper = readonly [sequence: readonly number[], count: number];

function built(papers: readonly Paper[]): [number[], number][] {
  const builder = new PileBuilder();
  for (const [sequence, count] of papers) builder.add(sequence, sequence.length, count);
  return pilesOf(builder.finish());
}

/** The same with a map of strings and the plainest comparison. */
function naive(papers: readonly Paper[]): [number[], number][] {
  const piles = new Map<string, [number[], number]>();
  for (const [sequence, count] of papers) {
    const pile = piles.get(sequence.join()) ?? [[...sequence], 0];
    pile[1] += count;
    piles.set(sequence.join(), pile);
  }
  return [...piles.values()].filter(([, count]) => count > 0).sort(([a], [b]) => compare(a, b));
}

function compare(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((code, at) => code !== b[at]);
  if (i < 0) return a.length - b.length;
  return i < b.length ? (a[i] as number) - (b[i] as number) : 1;
}

const code = fc.oneof(fc.nat(2), fc.nat(2), fc.nat(11), fc.constantFrom(255, 256, 0xfffd, 0xffff));
const papers: fc.Arbitrary<Paper[]> = fc.array(
  fc.tuple(fc.array(code, { maxLength: 12 }), fc.constantFrom(0, 1, 1, 2, 2 ** 33)),
  { maxLength: 120, size: 'max' },
);

test('piles are what a map of strings says, in order, wide codes and all', () => {
  let wide = 0;
  holds(
    fc.property(papers, (some) => {
      expect(built(some)).toEqual(naive(some));
      if (some.some(([sequence]) => sequence.some((c) => c > 255))) wide++;
    }),
    300,
  );
  expect(wide).toBeGreaterThan(50);
});

test('tens of thousands of piles, most beginning alike, come out in order', () => {
  // Numbers in base 7 behind a common beginning longer than one step of the sort, and shorter ones.
  const many: Paper[] = Array.from({ length: 15_000 }, (_, i): Paper => {
    const n = (i * 48_271) % 65_537;
    const digits = [...n.toString(7)].map(Number);
    return [
      n % 5 === 0 ? digits : [...Array(60).fill(6), ...digits, ...(n % 3 === 0 ? [300] : [])],
      1,
    ];
  });
  // As text: a comparison of so many lists takes seconds.
  expect(JSON.stringify(built(many)) === JSON.stringify(naive(many))).toBe(true);
});

test('sequences of millions of codes, wide ones among them, and counts of all sizes keep apart', () => {
  const long = new Uint16Array(5_000_000);
  const builder = new PileBuilder();
  builder.add(long, long.length, 2 ** 32 - 1);
  builder.add(long, long.length - 1, 1);
  for (let i = 0; i < 2000; i++) builder.add([256 + i], 1, 1);
  builder.add(long, long.length, 1);
  for (let i = 0; i < 2000; i++) builder.add([9, i], 2, 2 ** 40);
  const { length, starts, counts } = builder.finish();
  expect(length).toBe(4002);
  expect([...starts.subarray(0, 4)]).toEqual([0, 4_999_999, 9_999_999, 10_000_001]);
  expect([...counts.subarray(0, 3)]).toEqual([1, 2 ** 32, 2 ** 40]);
  expect(counts.at(-1)).toBe(1);
});

test('sequences with the same hash keep apart', () => {
  // So many that some two have all 32 bits the same: of one length, and of different ones.
  const builder = new PileBuilder();
  let state = 1;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
  const codes = new Uint8Array(11);
  for (let i = 0; i < 300_000; i++) {
    // The number of the round in front, so that no two sequences are the same.
    codes.set([i & 255, (i >> 8) & 255, i >> 16]);
    for (let k = 3; k < codes.length; k++) codes[k] = next();
    builder.add(codes, 10, 1);
    builder.add(codes, 11, 1);
  }
  expect(builder.length).toBe(600_000);
  expect(builder.finish().counts.every((count) => count === 1)).toBe(true);
});

test('the order in which papers come changes nothing', () => {
  holds(
    fc.property(papers, fc.nat(), (some, turn) => {
      const at = turn % (some.length + 1);
      expect(built([...some.slice(at).toReversed(), ...some.slice(0, at)])).toEqual(built(some));
    }),
    100,
  );
});

test('smaller units multiply all that was added so far', () => {
  const builder = new PileBuilder(2);
  builder.add([1], 1, 3);
  builder.scale(10);
  builder.add([1], 1, 5);
  builder.add([0, 1], 1, 1);
  expect(builder.length).toBe(2);
  expect(pilesOf(builder.finish())).toEqual([
    [[0], 1],
    [[1], 35],
  ]);
});

test('a number of papers that is not whole, or a pile beyond 2^53, is a bug', () => {
  expect(() => new PileBuilder().add([0], 1, 0.5)).toThrow('broken invariant');
  const builder = new PileBuilder();
  builder.add([0], 1, Number.MAX_SAFE_INTEGER);
  builder.add([0], 1, Number.MAX_SAFE_INTEGER);
  expect(() => builder.finish()).toThrow('broken invariant');
});

const candidates = ['a', 'b', 'c', 'd'].map((id) => ({ id, name: id }));
const rankings = fc.array(fc.uniqueArray(fc.nat(3), { maxLength: 4 }), { maxLength: 30 });

test('the flat piles of a profile are a list of piles, one by one and all together', () => {
  holds(
    fc.property(rankings, (some) => {
      const { piles } = aggregate({ candidates, seats: 1, papers: some });
      const list: Pile[] = naive(some.map((ranking) => [ranking, 1])).map(([ranking, count]) => ({
        ranking,
        count,
      }));
      expect(piles).toBeInstanceOf(FlatPiles);
      expect(piles.length).toBe(list.length);
      expect([...piles]).toEqual(list);
      expect(JSON.parse(JSON.stringify(piles))).toEqual(list);
      for (let i = -list.length - 1; i <= list.length; i++) expect(piles.at(i)).toEqual(list.at(i));
      const isShort = (pile: Pile, i: number): boolean => pile.ranking.length < 2 || i === 5;
      expect(piles.filter(isShort)).toEqual(list.filter(isShort));
      expect(piles.some(isShort)).toBe(list.some(isShort));
      const told = (pile: Pile, i: number): string => `${i}: ${pile.ranking} ${pile.count}`;
      expect(piles.map(told)).toEqual(list.map(told));
      expect(piles.reduce((so, pile, i) => so + told(pile, i), '')).toBe(list.map(told).join(''));
    }),
    200,
  );
});

test('a profile with flat piles gives them as they are; one made by hand is put into piles', () => {
  const flat = aggregate({ candidates, seats: 1, papers: [[1, 0], [0], [1, 0]] });
  expect(flatProfile(flat)).toBe(flatProfile(flat));
  const byHand = {
    candidates,
    seats: 1,
    piles: [
      { ranking: [1, 0], count: 1 },
      { ranking: [0], count: 1 },
      { ranking: [1, 0], count: 1 },
    ],
  };
  expect(pilesOf(flatProfile(byHand))).toEqual(pilesOf(flatProfile(flat)));
  expect(aggregatePiles(byHand)).toEqual(flat);
});
