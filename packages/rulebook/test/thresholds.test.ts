import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition, Rounding, Threshold } from '../src/index.ts';
import { evaluate, neededFor } from '../src/thresholds.ts';

function percent(share: string, rounding?: Rounding): Threshold {
  return {
    kind: 'percent',
    percent: share,
    asOf: 'nominations-open',
    ...(rounding === undefined ? {} : { rounding }),
  };
}

describe('how many are needed', () => {
  test.each([
    ['20', 'up', 251, 51],
    ['20', 'down', 251, 50],
    ['20', 'half-up', 251, 50],
    ['20', 'more-than', 251, 51],
    ['20', 'up', 250, 50],
    ['20', 'more-than', 250, 51],
    ['12.5', 'up', 257, 33],
    ['12.5', 'half-up', 260, 33],
    ['15', 'up', 251, 38],
    ['0', 'up', 251, 1],
    ['100', 'up', 251, 251],
    ['33.333333333', 'up', 3, 1],
  ] as const)('%s per cent %s of %i is %i', (share, rounding, size, needed) => {
    expect(neededFor(percent(share, rounding), size)).toBe(needed);
  });

  test('a rounding that is not stated asks for no less than the share', () => {
    expect(neededFor(percent('20'), 251)).toBe(51);
  });

  test('without the size of the body nothing is known; a count needs none', () => {
    expect(neededFor(percent('20', 'up'), undefined)).toBeUndefined();
    expect(neededFor({ kind: 'count', count: 8 }, undefined)).toBe(8);
  });

  test('rounded up is never less than the share, and one fewer always is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 1, max: 1000 }),
        (size, tenths) => {
          const share = `${Math.floor(tenths / 10)}.${tenths % 10}`;
          const needed = neededFor(percent(share, 'up'), size) as number;
          expect(BigInt(needed) * 1000n >= BigInt(size) * BigInt(tenths)).toBe(true);
          expect(BigInt(needed - 1) * 1000n < BigInt(size) * BigInt(tenths)).toBe(true);
        },
      ),
    );
  });
});

describe('the tree of conditions', () => {
  const needs = (body: string, n: number): Condition => ({
    kind: 'nominations',
    body,
    threshold: { kind: 'count', count: n },
    clause: 'c',
  });
  const facts = (have: Readonly<Record<string, number>>, trigger = 'challenge') => ({
    trigger,
    status: undefined,
    support: (body: string) => ({ count: have[body] ?? 0, weight: 0, kinds: {}, areas: {} }),
    size: () => undefined,
    paid: () => '0',
    isQualified: () => false,
    isApproved: () => false,
  });
  const met = (condition: Condition, have: Readonly<Record<string, number>>, trigger?: string) =>
    evaluate(condition, facts(have, trigger)).met;

  test('all of them', () => {
    const all: Condition = { kind: 'all', of: [needs('mps', 3), needs('members', 200)] };
    expect(met(all, { mps: 3, members: 200 })).toBe(true);
    expect(met(all, { mps: 3, members: 199 })).toBe(false);
  });

  test('any of them', () => {
    const any: Condition = { kind: 'any', of: [needs('branches', 33), needs('unions', 3)] };
    expect(met(any, { unions: 3 })).toBe(true);
    expect(met(any, { unions: 2, branches: 32 })).toBe(false);
  });

  test('at least so many of them', () => {
    const two: Condition = {
      kind: 'at-least',
      least: 2,
      of: [needs('a', 1), needs('b', 1), needs('c', 1)],
    };
    expect(met(two, { a: 1, c: 1 })).toBe(true);
    expect(met(two, { b: 9 })).toBe(false);
  });

  test('by what set the contest going', () => {
    const by: Condition = {
      kind: 'by-trigger',
      cases: [
        { triggers: ['vacancy'], condition: needs('mps', 38) },
        { triggers: ['challenge'], condition: needs('mps', 51) },
      ],
    };
    expect(met(by, { mps: 40 }, 'vacancy')).toBe(true);
    expect(met(by, { mps: 40 }, 'challenge')).toBe(false);
    expect(met(by, { mps: 40 }, 'something-else')).toBe(false);
  });
});
