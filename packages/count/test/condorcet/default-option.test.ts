/** Quorum and majority against the default option, clause by clause of the Debian Constitution, A.6. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  countCondorcet,
  explainCondorcet,
  quorumPapers,
  type WeakProfile,
  weakPile,
  weakProfile,
} from '../../src/index.ts';
import { holds } from '../elections.ts';

const options = ['ann', 'bob', 'cy', 'nota'];
const candidates = options.map((id) => ({ id, name: id.toUpperCase() }));

test('an option below the quorum or without its majority is dropped, and the others are counted without it', () => {
  const seen = { quorum: 0, majority: 0, nobody: 0 };
  holds(
    fc.property(
      fc.array(
        fc.array(fc.option(fc.integer({ min: 1, max: 4 })), { minLength: 4, maxLength: 4 }),
        { minLength: 1, maxLength: 12 },
      ),
      fc.integer({ min: 0, max: 9 }),
      fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 })),
      (papers, quorum, [more, denominator]) => {
        const numerator = denominator + more - 1;
        if (papers.every((ranks) => ranks.every((r) => r === null))) return;
        const profile: WeakProfile = {
          candidates,
          seats: 1,
          piles: papers.map((ranks) => weakPile(ranks)),
        };
        const lot = (_round: number, tied: readonly string[]): readonly string[] => tied;
        const result = countCondorcet('schulze', profile, {
          lot,
          defaultOption: {
            id: 'nota',
            quorum: { kind: 'papers', papers: quorum },
            majority: { bob: { numerator, denominator } },
          },
        });
        if (!result.ok) throw new Error(result.error.message);
        const above = (a: number, b: number): number =>
          papers.filter((ranks) => (ranks[a] ?? 99) < (ranks[b] ?? 99)).length;
        const expected = options.slice(0, 3).flatMap((candidate, i) => {
          const [votes, against] = [above(i, 3), above(3, i)];
          if (votes < quorum) return [[candidate, 'quorum', votes, against]];
          const ratio = candidate === 'bob' ? numerator / denominator : 1;
          return votes >= ratio * against - 1e-9 && votes > against
            ? []
            : [[candidate, 'majority', votes, against]];
        });
        expect(
          result.value.dropped.map((d) => [d.candidate, d.because, d.votes, d.against]),
        ).toEqual(expected);
        for (const d of result.value.dropped) seen[d.because]++;
        const gone = new Set(expected.map(([id]) => id));
        const without = countCondorcet(
          'schulze',
          {
            ...profile,
            candidates: candidates.map((c) =>
              gone.has(c.id) ? { ...c, withdrawn: true as const } : c,
            ),
          },
          { lot },
        );
        if (gone.size === 3) {
          seen.nobody++;
          expect(result.value.elected).toEqual(['nota']);
          expect(result.value.ranking).toEqual([['nota']]);
        } else if (without.ok) {
          expect(result.value.ranking).toEqual(without.value.ranking);
          expect(result.value.ranking.at(-1)).toEqual(['nota']);
          expect(result.value.elected).toEqual(without.value.elected);
        }
      },
    ),
    500,
  );
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(10);
});

test('no more seats are filled than there are options above the default option', () => {
  const profile = weakProfile({
    candidates,
    seats: 3,
    piles: [
      { ranking: [0, 1, 3], count: 6 },
      { ranking: [1, 3, 2], count: 3 },
    ],
  });
  const result = countCondorcet('minimax', profile, {
    defaultOption: { id: 'nota', quorum: { kind: 'half-roots', times: 1, entitled: 100 } },
  });
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value.elected).toEqual(['ann', 'bob']);
  expect(result.value.settings).toEqual({
    strength: 'winning-votes',
    unranked: 'last',
    defaultOption: 'nota',
    quorum: '1 halves of the square root of 100',
    ties: 'lot',
  });
  expect(explainCondorcet(result.value)).toContain(
    'CY is dropped: 0 papers above NOTA, and 5 are needed.',
  );
});

test('a majority that is missed is told with its figures', () => {
  const profile = weakProfile({
    candidates,
    seats: 1,
    piles: [
      { ranking: [0, 3], count: 5 },
      { ranking: [3, 0], count: 3 },
    ],
  });
  const result = countCondorcet('copeland', profile, {
    defaultOption: { id: 'nota', majority: { ann: { numerator: 2, denominator: 1 } } },
  });
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value.elected).toEqual(['nota']);
  expect(result.value.settings['majority.ann']).toBe('2:1');
  expect(explainCondorcet(result.value)).toContain(
    'ANN is dropped: against NOTA it is 5 to 3, and 6 are needed.',
  );
});

test("Debian's quorum of 2004: 911 developers, 45.27, so 46 papers", () => {
  expect(quorumPapers({ kind: 'half-roots', times: 3, entitled: 911 })).toBe(46);
  expect(quorumPapers({ kind: 'half-roots', times: 3, entitled: 900 })).toBe(45);
  expect(quorumPapers({ kind: 'half-roots', times: 1, entitled: 0 })).toBe(0);
  expect(quorumPapers({ kind: 'papers', papers: 7 })).toBe(7);
});

test('just so many to one is a majority of so many to one, and one to one is not more than one to one', () => {
  // Debian Constitution A.6.3 (2) since version 1.6: at least N times, and strictly more than once.
  const against = (votes: number, no: number, numerator: number) =>
    countCondorcet(
      'schulze',
      weakProfile({
        candidates: ['ann', 'nota'].map((id) => ({ id, name: id })),
        seats: 1,
        piles: [
          { ranking: [0, 1], count: votes },
          { ranking: [1, 0], count: no },
        ].filter((pile) => pile.count > 0),
      }),
      { defaultOption: { id: 'nota', majority: { ann: { numerator, denominator: 1 } } } },
    );
  expect(against(6, 2, 3)).toMatchObject({ ok: true, value: { elected: ['ann'] } });
  expect(against(5, 2, 3)).toMatchObject({ ok: true, value: { dropped: [{ needed: 6 }] } });
  expect(against(2, 2, 1)).toMatchObject({ ok: true, value: { dropped: [{ needed: 3 }] } });
  expect(against(1, 0, 3)).toMatchObject({ ok: true, value: { elected: ['ann'] } });
});
