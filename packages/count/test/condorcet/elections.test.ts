/** Real elections counted in pairs: official rankings where there are any, other programs' where not. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  type CondorcetMethod,
  type CondorcetOptions,
  type CondorcetResult,
  candidateIds,
  countCondorcet,
  parseBlt,
  quorumPapers,
  type WeakProfile,
  weakPile,
  weakProfile,
} from '../../src/index.ts';
import { sharedElections, skipNote } from '../shared.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/kubernetes-steering/${name}`, import.meta.url), 'utf8');

function read(csv: string, seats: number): WeakProfile {
  const [head = '', ...rows] = csv.trim().split(/\r?\n/);
  const names = head.split(',');
  return {
    candidates: names.map((id) => ({ id, name: id })),
    seats,
    piles: rows.map((row) =>
      weakPile(row.split(',').map((cell) => (cell === 'No opinion' ? null : Number(cell)))),
    ),
  };
}

function counted(
  method: CondorcetMethod,
  profile: WeakProfile,
  options: CondorcetOptions,
): CondorcetResult {
  const result = countCondorcet(method, profile, options);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** The published order, as the names used in the ballots, ties in one tier. */
function published(results: string): string[][] {
  const from = results.includes('## Complete rankings')
    ? results.slice(results.indexOf('## Complete rankings'))
    : results.slice(results.indexOf('## Winners'));
  return from
    .split('\n')
    .filter((line) => /^\d+\. .*github\.com/.test(line))
    .map((line) =>
      [...line.matchAll(/github\.com\/([^)]+)\)/g)].map((m) => m[1] as string).toSorted(),
    );
}

describe('Kubernetes, as published by the election officers', () => {
  test.each([
    ['steering-2023', 4, 11],
    ['steering-2024', 3, 7],
    ['steering-2025', 4, 8],
  ])('%s: the whole ranking, by either order of places', (name, seats, candidates) => {
    const official = published(fixture(`${name}.results.md`));
    expect(official.flat()).toHaveLength(candidates);
    for (const order of ['unbeaten', 'most-beaten'] as const) {
      const result = counted('schulze', read(fixture(`${name}.csv`), seats), {
        unranked: 'no-opinion',
        order,
      });
      expect(result.ranking).toEqual(official);
      expect(result.elected).toEqual(official.flat().slice(0, seats));
    }
  });

  test('code of conduct 2025: those elected, of whom the last beats more than one who is level', () => {
    const result = counted('schulze', read(fixture('code-of-conduct-2025.csv'), 3), {
      unranked: 'no-opinion',
      order: 'most-beaten',
    });
    const official = published(fixture('code-of-conduct-2025.results.md')).flat();
    expect(result.elected.toSorted()).toEqual(official.slice(0, 3).toSorted());
  });

  test('steering 2021 and code of conduct 2023: who was elected', () => {
    const steering = counted('schulze', read(fixture('steering-2021.csv'), 4), {
      unranked: 'no-opinion',
    });
    expect(steering.elected).toEqual(['parispittman', 'justaugustus', 'cblecker', 'tpepper']);
    const conduct = counted('schulze', read(fixture('code-of-conduct-2023.csv'), 2), {
      unranked: 'no-opinion',
    });
    expect(conduct.elected.toSorted()).toEqual(['anammedina21', 'jeremyrickard']);
  });
});

test("Debian's quorum of 2004: 911 developers, 45.27, so 46 papers", () => {
  expect(quorumPapers({ kind: 'half-roots', times: 3, entitled: 911 })).toBe(46);
  expect(quorumPapers({ kind: 'half-roots', times: 3, entitled: 900 })).toBe(45);
  expect(quorumPapers({ kind: 'half-roots', times: 1, entitled: 0 })).toBe(0);
  expect(quorumPapers({ kind: 'papers', papers: 7 })).toBe(7);
});

interface Orders {
  readonly candidates: readonly string[];
  readonly ballotOrders: readonly { readonly count: number; readonly order: readonly string[] }[];
  readonly pairwise: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly condorcetWinner: readonly string[];
  readonly ballots: { readonly valid: number };
}

describe.skipIf(sharedElections === undefined)(
  sharedElections === undefined
    ? `elections beside the checkout, ${skipNote}`
    : 'elections beside the checkout',
  () => {
    const shared = (...path: string[]): string =>
      readFileSync(resolve(sharedElections ?? '', ...path), 'utf8');

    test.each([2002, 2010, 2012])(
      'Debian Project Leader %d: every pair, and the leader',
      (year) => {
        const file = JSON.parse(shared('..', 'contests', `debian-${year}-dpl.json`)) as Orders;
        const ids = candidateIds(file.candidates);
        const id = (name: string): string => ids[file.candidates.indexOf(name)] as string;
        const none = file.candidates.find((name) => /none of the above/i.test(name)) ?? '';
        const result = counted(
          'schulze',
          {
            candidates: file.candidates.map((name) => ({ id: id(name), name })),
            seats: 1,
            piles: file.ballotOrders.map(({ count, order }) => ({
              count,
              tiers: order.map((name) => [file.candidates.indexOf(name)]),
            })),
          },
          {
            defaultOption: {
              id: id(none),
              quorum: { kind: 'half-roots', times: 3, entitled: 1000 },
            },
          },
        );
        expect(result.papers).toBe(file.ballots.valid);
        expect(result.pairs).toEqual(
          Object.fromEntries(
            Object.entries(file.pairwise).map(([a, row]) => [
              id(a),
              Object.fromEntries(Object.entries(row).map(([b, n]) => [id(b), n])),
            ]),
          ),
        );
        expect(result.elected).toEqual(file.condorcetWinner.map(id));
      },
    );

    test('Debian Project Leaders 2002 to 2022, with equal ranks: who was elected', () => {
      const folder = resolve(sharedElections ?? '', 'debian-dpl');
      let years = 0;
      for (const file of readdirSync(folder).filter((f) => f.endsWith('.json'))) {
        const year = JSON.parse(shared('debian-dpl', file)) as {
          options: string[];
          ranks: [number, string][];
          winner: string;
        };
        const ids = candidateIds(year.options);
        const none = year.options.findIndex((name) => /none of the above/i.test(name));
        const result = counted(
          'schulze',
          {
            candidates: year.options.map((name, i) => ({ id: ids[i] as string, name })),
            seats: 1,
            piles: year.ranks.map(([count, ranks]) =>
              weakPile(
                [...ranks].map((r) => (r === '-' ? null : Number.parseInt(r, 36))),
                count,
              ),
            ),
          },
          {
            defaultOption: {
              id: ids[none] as string,
              quorum: { kind: 'half-roots', times: 3, entitled: 1000 },
            },
          },
        );
        const name = (id: string): string => year.options[ids.indexOf(id)] as string;
        expect([file, result.elected.map(name)]).toEqual([file, [year.winner]]);
        years++;
      }
      expect(years).toBeGreaterThan(10);
    });

    test('Tideman collection: the rankings of another program (Condorcet PHP)', () => {
      const peer = JSON.parse(
        gunzipSync(
          readFileSync(
            resolve(sharedElections ?? '', 'tideman-ers', 'condorcet-php-implicit-results.json.gz'),
          ),
        ).toString(),
      ) as Record<string, Record<string, { Ranking?: string }>>;
      const compared: Record<string, number> = {};
      const differs: string[] = [];
      // `Candidate  1`, `1` and `A` there are `Candidate 1`, `1` and `A` here.
      const label = (name: string): string => name.replace(/Candidate|\s/g, '');
      for (const [id, methods] of Object.entries(peer)) {
        const file = parseBlt(shared('tideman-ers', 'blt', `${id}.blt`));
        if (!file.ok) throw new Error(`${id}: ${file.error.message}`);
        const profile = weakProfile({ ...file.value.profile, seats: 1 });
        const names = new Map(profile.candidates.map((c) => [c.id, label(c.name)]));
        const cases: [string, CondorcetMethod, CondorcetOptions][] = [
          ['Schulze Winning', 'schulze', { strength: 'winning-votes' }],
          ['Schulze Margin', 'schulze', { strength: 'margins' }],
          ['Ranked Pairs Winning', 'ranked-pairs', { strength: 'winning-votes' }],
          ['Ranked Pairs Margin', 'ranked-pairs', { strength: 'margins' }],
          ['Minimax Winning', 'minimax', {}],
          ['Minimax Margin', 'minimax', { strength: 'margins' }],
          ['Copeland', 'copeland', {}],
          ['Kemeny–Young', 'kemeny', {}],
        ];
        for (const [theirs, method, options] of cases) {
          const ranking = methods[theirs]?.Ranking;
          if (ranking === undefined) continue;
          if (method === 'kemeny' && profile.candidates.length > 9) continue;
          const result = counted(method, profile, { ...options, lot: (_r, tied) => tied });
          // A lot that we drew there is a tie that the other program passes over in another way.
          if (method === 'ranked-pairs' && result.ties.length > 0) continue;
          const expected = ranking
            .split(' > ')
            .map((tier) => tier.split(' = ').map(label).toSorted());
          const ours = result.ranking.map((tier) =>
            tier.map((c) => names.get(c) as string).toSorted(),
          );
          compared[theirs] = (compared[theirs] ?? 0) + 1;
          if (JSON.stringify(ours) !== JSON.stringify(expected))
            differs.push(`${id} ${theirs}: ${JSON.stringify(ours)} / ${ranking}`);
        }
      }
      expect(compared).toEqual({
        'Schulze Winning': 57,
        'Schulze Margin': 57,
        'Ranked Pairs Winning': 52,
        'Ranked Pairs Margin': 51,
        'Minimax Winning': 57,
        'Minimax Margin': 57,
        Copeland: 57,
        'Kemeny–Young': 27,
      });
      expect(differs).toEqual([]);
    });
  },
);
