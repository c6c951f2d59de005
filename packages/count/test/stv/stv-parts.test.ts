/** The small parts: fractions, rounding, division in 32 bits, the pseudo-random numbers of New Zealand. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  aggregate,
  countFile,
  countStv,
  explain,
  explainStv,
  stvChart,
  stvRules,
  transferChart,
} from '../../src/index.ts';
import { timesOver } from '../../src/stv/meek-share.ts';
import { nzRandomNumbers } from '../../src/stv/nz-random.ts';
import {
  add,
  ceilTo,
  compare,
  divide,
  floorTo,
  fromText,
  multiply,
  type Ratio,
  subtract,
  toText,
} from '../../src/stv/ratio.ts';
import { shuffledPapers } from '../../src/stv/seeded-order.ts';
import { remainder } from '../../src/stv/split-mix.ts';
import { holds } from '../elections.ts';
import { countNamed } from './count-named.ts';

const ratios: fc.Arbitrary<Ratio> = fc.record({
  n: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
  d: fc.oneof(fc.constantFrom(1n, 10n, 100_000n), fc.bigInt({ min: 1n, max: 10n ** 12n })),
});

test('fractions add, multiply and divide as fractions do', () => {
  holds(
    fc.property(ratios, ratios, (a, b) => {
      const sum = add(a, b);
      expect(sum.n * a.d * b.d).toBe((a.n * b.d + b.n * a.d) * sum.d);
      expect(compare(subtract(sum, b), a)).toBe(0);
      const product = multiply(a, b);
      expect(product.n * a.d * b.d).toBe(a.n * b.n * product.d);
      if (b.n > 0n) expect(compare(divide(product, b), a)).toBe(0);
    }),
    300,
  );
});

test('rounding goes down or up to the place, and text is read back as it was', () => {
  holds(
    fc.property(ratios, fc.integer({ min: 0, max: 9 }), (a, places) => {
      const down = floorTo(a, places);
      const up = ceilTo(a, places);
      expect(compare(down, a)).toBeLessThanOrEqual(0);
      expect(compare(up, a)).toBeGreaterThanOrEqual(0);
      expect(compare(subtract(up, down), { n: 1n, d: 10n ** BigInt(places) })).toBeLessThanOrEqual(
        0,
      );
      expect(compare(fromText(toText(down, places)), down)).toBe(0);
      expect(compare(fromText(toText(a, 'exact')), a)).toBe(0);
    }),
    300,
  );
  expect(toText({ n: -1n, d: 20n }, 2)).toBe('-0.05');
  expect(toText({ n: 3n, d: 6n }, 'exact')).toBe('1/2');
  expect(toText({ n: 7n, d: 1n }, 45)).toBe(`7.${'0'.repeat(45)}`);
  expect(() => toText({ n: 1n, d: 3n }, 2)).toThrow('decimal places');
  expect(() => fromText('1e3')).toThrow('decimal number');
});

test('a product over the unit is exact in 32 bits, rounded either way', () => {
  const unit = 1_000_000_000;
  const factor = fc.oneof(fc.integer({ min: 0, max: unit }), fc.constantFrom(0, 1, unit - 1, unit));
  holds(
    fc.property(factor, factor, fc.boolean(), (a, b, up) => {
      const product = BigInt(a) * BigInt(b);
      const exact = up ? (product + BigInt(unit) - 1n) / BigInt(unit) : product / BigInt(unit);
      expect(BigInt(timesOver(a, b, unit, up))).toBe(exact);
    }),
    3000,
  );
  // Just below a whole number of units, where floating point rounds up to it: a·b ≡ −k.
  const power = (a: bigint, k: bigint): bigint =>
    k === 0n ? 1n : (power((a * a) % 10n ** 9n, k / 2n) * (k % 2n === 1n ? a : 1n)) % 10n ** 9n;
  let rounded = 0;
  holds(
    fc.property(fc.integer({ min: 5e7, max: 1e8 - 1 }), fc.integer({ min: 1, max: 60 }), (n, k) => {
      const a = 10 * n + 1;
      const inverse = power(BigInt(a), 4n * 10n ** 8n - 1n);
      const b = Number(((10n ** 9n - BigInt(k)) * inverse) % 10n ** 9n);
      const exact = (BigInt(a) * BigInt(b)) / 10n ** 9n;
      expect(BigInt(timesOver(a, b, unit, false))).toBe(exact);
      expect(BigInt(timesOver(a, b, unit, true))).toBe(exact + 1n);
      if (BigInt(Math.floor((a * b) / unit)) !== exact) rounded++;
    }),
    300,
  );
  expect(rounded).toBeGreaterThan(10);
});

test('the pseudo-random numbers of Schedule 1A are found as its clauses say', () => {
  // Clauses 42 to 47 by hand for c = 3, n = 2, v = 10: x = 8, y = 2, z = 10 rem 30 323.
  let [x, y, z] = [8n, 2n, 10n];
  const all: bigint[] = [];
  for (let i = 0; i < 7; i++) {
    x = (171n * x) % 30_269n;
    y = (172n * y) % 30_307n;
    z = (170n * z) % 30_323n;
    all.push((10_000n * x) / 30_269n + (10_000n * y) / 30_307n + (10_000n * z) / 30_323n);
  }
  const from = { candidates: 3, seats: 2, papers: 10 };
  const first = nzRandomNumbers({ ...from, step: 1 });
  expect(first).toEqual(all.slice(4).map(Number));
  expect(nzRandomNumbers({ ...from, step: 2 })).toEqual(first.map((n) => 10_000 - n));
  expect(nzRandomNumbers({ ...from, step: 3 })).toEqual(first);
});

test('however many candidates, no two have the same pseudo-random number', () => {
  const numbers = nzRandomNumbers({ candidates: 600, seats: 9, papers: 12_345, step: 1 });
  expect(new Set(numbers).size).toBe(600);
});

test('a draw passes over what would favour the first', () => {
  // So many of the numbers below 2⁶⁴ are above the largest multiple of 1,000.
  expect(2n ** 64n % 1000n).toBe(616n);
  const top = 2 ** 32 - 1;
  expect(remainder(top, top, 1000)).toBeUndefined();
  expect(remainder(top, top - 615, 1000)).toBeUndefined();
  expect(remainder(top, top - 616, 1000)).toBe(999);
  expect(remainder(top, top, 1024)).toBe(1023);
  expect(remainder(5, 7, 1000)).toBe(Number((5n * 2n ** 32n + 7n) % 1000n));
});

test('a New Zealand tie that earlier steps do not break goes by those numbers when no lot is drawn', () => {
  const profile = aggregate({
    candidates: ['a', 'b', 'c'].map((id) => ({ id, name: id })),
    seats: 1,
    papers: [[0], [1], [2], [2]],
  });
  const numbers = nzRandomNumbers({ candidates: 3, seats: 1, papers: 4, step: 2 });
  const result = countNamed('meek-nz', profile);
  const loser = (numbers[0] as number) < (numbers[1] as number) ? 'a' : 'b';
  expect(result.stages[2]?.action).toMatchObject({ kind: 'exclusion', excluded: [loser] });
});

test('papers lie in an order that only the seed and the papers decide', () => {
  const of = (candidates: string[], papers: number[][]) =>
    aggregate({ candidates: candidates.map((id) => ({ id, name: id })), seats: 1, papers });
  const one = of(['a', 'b'], [[0], [0, 1], [1], [1, 0]]);
  const other = of(['b', 'a'], [[0], [0, 1], [1], [1, 0]]);
  const named = (p: typeof one, seed: string): string[] =>
    [...shuffledPapers(p, seed)].map((i) =>
      (p.piles.at(i)?.ranking ?? []).map((c) => p.candidates[c]?.id).join(),
    );
  expect(named(one, 'x')).toEqual(named(other, 'x'));
  expect(named(one, 'x')).not.toEqual(named(one, 'another seed'));
});

test('there must be a seat to fill', () => {
  const profile = aggregate({ candidates: [{ id: 'a', name: 'A' }], seats: 1, papers: [[0]] });
  for (const rule of stvRules)
    for (const seats of [0, -1, 1.5])
      expect(countStv(rule, { profile: { ...profile, seats }, seed: 's' })).toMatchObject({
        error: { code: 'count/seats-not-a-number' },
      });
});

test('nobody standing, no vote, no lot: each is an error and no count', () => {
  const [rule] = stvRules as [(typeof stvRules)[number]];
  const a = { id: 'a', name: 'A' };
  const gone = { ...a, withdrawn: true as const };
  for (const each of stvRules) {
    const none = aggregate({ candidates: [gone], seats: 1, papers: [[0]] });
    expect(countStv(each, { profile: none, seed: 's' })).toMatchObject({
      error: { code: 'count/no-candidates' },
    });
    for (const papers of [[], [[]]]) {
      const blank = aggregate({ candidates: [a], seats: 1, papers });
      expect(countStv(each, { profile: blank, seed: 's' })).toMatchObject({
        error: { code: 'count/no-votes' },
      });
    }
  }
  const level = aggregate({
    candidates: [a, { id: 'b', name: 'B' }, { id: 'c', name: 'C' }],
    seats: 1,
    papers: [[0], [1], [2]],
  });
  expect(countStv(rule, { profile: level })).toMatchObject({
    error: { code: 'count/tie-needs-lot', tied: ['a', 'b', 'c'] },
  });
});

const BLT = `4 2
9 1 2 0
3 2 0
4 3 4 0
4 4 3 0
0
"Ann"
"Bob"
"Cy"
"Di"
"Board"
`;

test('a file is counted and explained so that it can be followed on paper', () => {
  const report = countFile(BLT, { rule: 'scottish-stv', lot: ['cy', 'di'] });
  if (!report.ok) throw new Error(report.error.message);
  expect(report.value.elected.map((e) => e.name)).toEqual(['Ann', 'Cy']);
  expect(report.value.explanation).toEqual([
    'Single transferable vote (Scottish single transferable vote) for 2 seats: 20 valid papers.',
    'Stage 1: the first preferences.',
    'The quota is 7.',
    'Now: Ann 9.00000; Cy 4.00000; Di 4.00000; Bob 3.00000.',
    'Ann has 9.00000, reaches the quota and is elected.',
    'Stage 2: the surplus of Ann, 2.00000, is transferred.',
    'Of the 9 papers of Ann, each now worth 0.22222: 1.99998 to Bob (9 papers); 0.00002 lost to rounding.',
    'Now: Ann 7.00000; Bob 4.99998; Cy 4.00000; Di 4.00000; lost to rounding 0.00002.',
    'Cy and Di are level with the fewest votes.',
    'Looking back, no earlier stage tells them apart.',
    'A lot was drawn between them; the order drawn, best first, is Cy; Di.',
    'Stage 3: Di, with the fewest votes, is excluded.',
    'Of the 4 papers of Di: 4.00000 to Cy.',
    'Now: Cy 8.00000; Ann 7.00000; Bob 4.99998; lost to rounding 0.00002.',
    'Cy has 8.00000, reaches the quota and is elected.',
    'Elected: Ann and Cy. In stage 3 Cy was 3.00002 ahead of Bob.',
  ]);
  expect(countFile(BLT, { rule: 'nonsense' })).toMatchObject({
    error: { code: 'count/unknown-rule' },
  });
  expect(countFile('nonsense', { rule: 'wigm', from: 'blt' })).toMatchObject({
    error: { code: 'format/syntax' },
  });
});

test('every rule says what it follows and what it reproduces, and explains itself', () => {
  const names = stvRules.flatMap((r) => [r.name, ...r.aliases]);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, title, follows, reproduces, switches } of stvRules) {
    expect(follows).toMatch(/\.$/);
    expect(reproduces).toMatch(/\.$/);
    const report = countFile(BLT, {
      rule: name,
      seats: 2,
      settings: switches.method === 'sample' ? { seed: 's' } : {},
      lot: ['ann', 'bob', 'cy', 'di'],
      chart: true,
    });
    if (!report.ok) throw new Error(report.error.message);
    const { transcript, explanation, chart } = report.value;
    if (transcript.format !== 'hustings/stv-count/1') throw new Error(transcript.format);
    expect(explanation).toEqual(explainStv(transcript, title));
    // The two families are told apart by their format.
    expect(explain(transcript)).toEqual(explanation);
    expect(transferChart(transcript)).toEqual(stvChart(transcript));
    expect(chart).toEqual(stvChart(transcript));
    expect(explanation.join(' ')).not.toContain('undefined');
    expect(transcript.settings).toMatchObject({ ties: expect.any(String) });
  }
});
