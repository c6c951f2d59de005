/** Files of strangers: whatever is in them, they are played as far as they go, and nothing is thrown. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findScript, replayContest, ruleBooks } from '../../src/index.ts';
import { contests, textOf } from './stage.ts';

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;

/** Every place in the file, as keys one below the other. */
function placesIn(json: Json, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof json !== 'object' || json === null) return [path];
  return [path, ...Object.entries(json).flatMap(([key, value]) => placesIn(value, [...path, key]))];
}

function changedAt(json: Json, path: readonly string[], to: Json | undefined): Json {
  const [key, ...rest] = path;
  if (key === undefined || typeof json !== 'object' || json === null) return to ?? null;
  const copy: { [key: string]: Json } | Json[] = Array.isArray(json) ? [...json] : { ...json };
  const inner = copy as { [key: string]: Json };
  if (rest.length === 0 && to === undefined) {
    delete inner[key];
    return Array.isArray(copy) ? copy.filter((v) => v !== undefined) : copy;
  }
  inner[key] = changedAt(inner[key] ?? null, rest, to);
  return copy;
}

const SMALL = contests.filter((c) => !/^ca-cpc|libdem/.test(c));

test('a damaged file is played or refused, and never thrown at', () => {
  const value = fc.oneof(
    fc.constantFrom<Json | undefined>(
      undefined,
      null,
      '',
      'x',
      0,
      -1,
      1.5,
      1e21,
      true,
      [],
      {},
      '2016-02-30',
      'no-such',
    ),
    fc.integer({ min: 0, max: 1_000_000 }),
    fc.string({ maxLength: 80 }),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...SMALL),
      fc.array(fc.tuple(fc.nat(), value), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      (contest, changes, isScripted) => {
        let json = JSON.parse(textOf(contest)) as Json;
        for (const [at, to] of changes) {
          const places = placesIn(json).slice(1);
          const place = places[at % Math.max(1, places.length)];
          if (place !== undefined) json = changedAt(json, place, to as Json | undefined);
        }
        const played = replayContest(
          JSON.stringify(json),
          ruleBooks,
          isScripted ? findScript(contest) : undefined,
        );
        if (!played.ok) {
          expect(played.error.code).toMatch(/^(audit|replay)\//);
          return;
        }
        for (const { compared } of played.value.parts)
          for (const { verdict, printed, drawn } of compared)
            expect(verdict).toBe(
              drawn === undefined ? 'not-drawn' : drawn === printed ? 'equal' : 'differs',
            );
      },
    ),
    { numRuns: 250 },
  );
});

test('one vote of five countries needs no script', () => {
  const file = {
    id: 'somewhere',
    office: 'Chair',
    date: '2026-05-01',
    rulebook: 'society-annual-election',
    candidates: ['Ann', 'Ben', 'Cyd'],
    electorateTotal: 200,
    ballots: { valid: 120, spoilt: 3, returned: 123 },
    rounds: [
      {
        totals: { Ann: 50, Ben: 45, Cyd: 25 },
        valid: 120,
        eliminated: ['Cyd'],
        publishedPct: { Ann: 41.7, Ben: 37.5, Cyd: 20.8 },
      },
      { totals: { Ann: 55, Ben: 60 }, valid: 115, elected: ['Ben'] },
    ],
    published: { turnoutPct: 61.5 },
  };
  const played = replayContest(JSON.stringify(file), ruleBooks);
  expect(played.ok).toBe(true);
  if (!played.ok) return;
  const [only] = played.value.parts;
  expect(only?.refused).toBeUndefined();
  expect(only?.compared.filter((c) => c.verdict !== 'equal')).toEqual([]);
  expect(only?.compared.length).toBe(11);
  expect(only?.state?.holders['chair']).toEqual({ id: 'ben', name: 'Ben' });
});
