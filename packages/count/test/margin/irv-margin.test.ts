/** The exact margin against brute force, its proof checked by other means, and known margins. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  aggregate,
  aggregatePiles,
  explainMargin,
  type IrvMargin,
  irvMargin,
  type Profile,
} from '../../src/index.ts';
import { FlatPiles } from '../../src/papers/flat-piles.ts';
import { type Election, elections, holds, optionsOf, profileOf } from '../elections.ts';
import { readBallots } from '../golden/read-ballots.ts';
import { sharedElections, skipNote } from '../shared.ts';

/** Everybody who can be elected with some way of breaking the ties. */
function possibleWinners(
  papers: readonly (readonly number[])[],
  left: readonly number[],
): Set<number> {
  if (left.length === 1) return new Set(left);
  const votes = new Map(left.map((c) => [c, 0]));
  for (const paper of papers) {
    const at = paper.find((c) => left.includes(c));
    if (at !== undefined) votes.set(at, (votes.get(at) ?? 0) + 1);
  }
  const fewest = Math.min(...votes.values());
  const out = new Set<number>();
  for (const gone of left)
    if (votes.get(gone) === fewest)
      for (const w of possibleWinners(
        papers,
        left.filter((c) => c !== gone),
      ))
        out.add(w);
  return out;
}

/** Rankings that differ in what they do: the last of all candidates need not be named. */
function rankings(n: number): number[][] {
  const out: number[][] = [];
  const grow = (ranking: number[]): void => {
    out.push(ranking);
    if (ranking.length < n - 1)
      for (let c = 0; c < n; c++) if (!ranking.includes(c)) grow([...ranking, c]);
  };
  grow([]);
  return out;
}

/** All boxes of so many papers, as how many of each ranking. */
function boxes(kinds: number, papers: number): number[][] {
  if (kinds === 1) return [[papers]];
  return [...Array(papers + 1).keys()].flatMap((k) =>
    boxes(kinds - 1, papers - k).map((rest) => [k, ...rest]),
  );
}

test.each([
  [3, 5, 200],
  [3, 6, 200],
  [4, 3, 120],
])('%i candidates, %i papers: the margin is that of all boxes near by', (n, papers, runs) => {
  const kinds = rankings(n);
  const all = boxes(kinds.length, papers);
  const ids = [...Array(n).keys()];
  const spread = (box: readonly number[]): number[][] =>
    box.flatMap((k, i) => Array<number[]>(k).fill(kinds[i] as number[]));
  const winners = all.map((box) => possibleWinners(spread(box), ids));
  const margins = new Set<number>();
  holds(
    fc.property(fc.nat({ max: all.length - 1 }), (at) => {
      const box = all[at] as number[];
      const profile = aggregate({
        candidates: ids.map((i) => ({ id: `c${i}`, name: `C${i}` })),
        seats: 1,
        papers: spread(box),
      });
      const result = irvMargin(profile, { lot: (_round, tied) => tied });
      if (!result.ok) {
        expect(result.error.code).toBe('count/no-votes');
        return;
      }
      const winner = Number(result.value.elected.slice(1));
      let least = papers;
      for (const [i, other] of all.entries()) {
        const those = winners[i] as Set<number>;
        if (those.size === 1 && those.has(winner)) continue;
        const kept = other.reduce((sum, k, j) => sum + Math.min(k, box[j] as number), 0);
        least = Math.min(least, papers - kept);
      }
      expect(result.value.atMost).toBe(least);
      expect(result.value.isExact).toBe(true);
      margins.add(least);
    }),
    runs,
  );
  expect(margins.size).toBeGreaterThan(1);
});

// --- the proof, by other means

function permutations(ids: readonly string[]): string[][] {
  if (ids.length === 0) return [[]];
  return ids.flatMap((first) =>
    permutations(ids.filter((c) => c !== first)).map((rest) => [first, ...rest]),
  );
}

/** Checks every assertion on the papers, that they refute what they are said to, and that nothing is left out. */
function check(profile: Profile, margin: IrvMargin): void {
  const name = (i: number): string => profile.candidates[i]?.id ?? '';
  const papers = profile.piles.map((p) => ({ count: p.count, names: p.ranking.map(name) }));
  const ids = profile.candidates.filter((c) => c.withdrawn !== true).map((c) => c.id);
  const sum = (of: (names: readonly string[]) => number): number =>
    papers.reduce((all, p) => all + p.count * of(p.names), 0);
  for (const { order, assertion } of margin.refuted) {
    expect(assertion.atLeast).toBeGreaterThanOrEqual(margin.atMost);
    if (assertion.kind === 'never-before') {
      const { ahead, behind } = assertion;
      // Whoever is ahead goes out before who is behind in every such order.
      expect(order).toContain(behind);
      if (order.includes(ahead)) expect(order.indexOf(ahead)).toBeLessThan(order.indexOf(behind));
      const lead = sum((all) => {
        const names = all.filter((id) => ids.includes(id));
        const [i, j] = [names.indexOf(ahead), names.indexOf(behind)];
        return (i === 0 ? 1 : 0) - (j !== -1 && (i === -1 || j < i) ? 1 : 0);
      });
      expect(lead).toBe(assertion.lead);
      expect(assertion.atLeast).toBe(Math.ceil(lead / 2));
      continue;
    }
    const value = (names: readonly string[]): number =>
      assertion.terms.reduce((total, { among, ahead, behind, weight }) => {
        const at = names.find((id) => among.includes(id));
        return total + weight * ((at === behind ? 1 : 0) - (at === ahead ? 1 : 0));
      }, 0);
    for (const { among, ahead, behind, lead } of assertion.terms) {
      expect(order.slice(order.indexOf(ahead)).toSorted()).toEqual(among);
      expect(order.indexOf(behind)).toBeGreaterThan(order.indexOf(ahead));
      expect(
        sum((names) => {
          const at = names.find((id) => among.includes(id));
          return (at === ahead ? 1 : 0) - (at === behind ? 1 : 0);
        }),
      ).toBe(lead);
    }
    // One change fewer cannot undo the sum, even if every changed paper becomes the best there is.
    const best = Math.max(0, ...permutations(order).map(value));
    const gains = papers
      .flatMap((p) => Array<number>(p.count).fill(best - value(p.names)))
      .sort((a, b) => b - a);
    const reached = gains.slice(0, assertion.atLeast - 1).reduce((a, b) => a + b, 0);
    expect(sum(value) + reached).toBeLessThan(0);
  }
  for (const order of permutations(ids))
    if (order.at(-1) !== margin.elected && margin.atMost > 0)
      expect(
        margin.refuted.some(
          (r) => JSON.stringify(order.slice(-r.order.length)) === JSON.stringify(r.order),
        ),
      ).toBe(true);
}

/** Makes the change and counts every round of the order that it is for. */
function checkChange(profile: Profile, margin: IrvMargin): void {
  if (margin.change === null) {
    expect(margin.atMost).toBe(margin.lastRound);
    return;
  }
  const { order, changes } = margin.change;
  expect(order.at(-1)).not.toBe(margin.elected);
  const chain = (names: readonly string[]): string[] => {
    const out: string[] = [];
    for (const id of names)
      if (order.indexOf(id) > (out.length === 0 ? -1 : order.indexOf(out.at(-1) as string)))
        out.push(id);
    return out;
  };
  const box = new Map<string, number>();
  for (const { ranking, count } of profile.piles) {
    const key = chain(ranking.map((i) => profile.candidates[i]?.id ?? '')).join(' ');
    box.set(key, (box.get(key) ?? 0) + count);
  }
  let changed = 0;
  for (const { from, to, papers } of changes) {
    changed += papers;
    box.set(from.join(' '), (box.get(from.join(' ')) ?? 0) - papers);
    box.set(to.join(' '), (box.get(to.join(' ')) ?? 0) + papers);
  }
  expect(changed).toBe(margin.atMost);
  expect(changed).toBeLessThan(margin.lastRound);
  for (const count of box.values()) expect(count).toBeGreaterThanOrEqual(0);
  for (const [round, out] of order.entries()) {
    const left = order.slice(round);
    const votes = new Map(left.map((id) => [id, 0]));
    for (const [key, count] of box) {
      const at = key.split(' ').find((id) => left.includes(id));
      if (at !== undefined) votes.set(at, (votes.get(at) ?? 0) + count);
    }
    expect(Math.min(...votes.values())).toBe(votes.get(out));
  }
}

const drawn = (election: Election): Election => ({
  ...election,
  options: { ...election.options, lot: election.lot, ties: ['lot'] },
});

test('every assertion holds and refutes what it is said to, and together they leave no order out', () => {
  const seen = { exact: 0, never: 0, several: 0, changes: 0 };
  let bounds = 0;
  holds(
    fc.property(elections, (election) => {
      if (election.candidates.length > 5) return;
      const profile = profileOf(drawn(election));
      const { lot } = optionsOf(drawn(election));
      const result = irvMargin(profile, lot === undefined ? {} : { lot });
      if (!result.ok) return;
      const margin = result.value;
      // Rarely the papers for an order are not in whole numbers what they are in fractions.
      if (!margin.isExact) {
        bounds++;
        expect(margin.atLeast).toBeLessThan(margin.atMost);
        return;
      }
      seen.exact++;
      for (const { assertion } of margin.refuted)
        if (assertion.kind === 'never-before') seen.never++;
        else if (assertion.terms.length > 1) seen.several++;
      if (margin.change !== null) seen.changes++;
      check(profile, margin);
      expect(explainMargin(margin, profile.candidates).length).toBeGreaterThan(0);
      checkChange(profile, margin);
    }),
    1500,
  );
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(5);
  expect(bounds).toBeLessThan(seen.exact / 100);
});

test('neither the order of candidates nor that of papers matters', () => {
  holds(
    fc.property(elections, (election) => {
      const { candidates, papers } = election;
      const last = candidates.length - 1;
      const { lot } = optionsOf(drawn(election));
      const options = lot === undefined ? {} : { lot };
      const turned = aggregate({
        candidates: candidates.toReversed(),
        seats: 1,
        papers: papers.toReversed().map((paper) => paper.map((i) => last - i)),
      });
      expect(irvMargin(turned, options)).toEqual(irvMargin(profileOf(election), options));
    }),
    150,
  );
});

test('with little effort it gives bounds and says that they are not exact', () => {
  const candidates = ['a', 'b', 'c', 'd'].map((id) => ({ id, name: id }));
  const profile = aggregate({
    candidates,
    seats: 1,
    papers: [[0], [0], [0], [0], [1, 0], [1, 2], [1], [2, 0], [2, 1], [3, 2], [3]],
  });
  const exact = irvMargin(profile, { lot: (_round, tied) => tied });
  const bounds = irvMargin(profile, { lot: (_round, tied) => tied, effort: 0 });
  if (!exact.ok || !bounds.ok) throw new Error('both count');
  expect(exact.value.isExact).toBe(true);
  expect(bounds.value).toMatchObject({ isExact: false, refuted: [] });
  expect(bounds.value.atLeast).toBeLessThanOrEqual(exact.value.atLeast);
  expect(bounds.value.atMost).toBeGreaterThanOrEqual(exact.value.atMost);
});

test('sentences: the margin, a change that reaches it, and the assertions', () => {
  const candidates = ['Ann', 'Bob', 'Cy'].map((name) => ({ id: name.toLowerCase(), name }));
  const say = (
    piles: readonly (readonly [number, ...number[]])[],
    effort?: number,
  ): readonly string[] => {
    const profile = aggregatePiles({
      candidates,
      seats: 1,
      piles: piles.map(([count, ...ranking]) => ({ count, ranking })),
    });
    const result = irvMargin(profile, effort === undefined ? {} : { effort });
    if (!result.ok) throw new Error(result.error.message);
    checkChange(profile, result.value);
    check(profile, result.value);
    return explainMargin(result.value, candidates);
  };
  expect({
    plain: say([
      [60, 0],
      [25, 1],
      [15, 2, 1],
    ]),
    earlier: say([
      [40, 0],
      [31, 1, 0],
      [29, 2, 1],
    ]),
  }).toMatchSnapshot();
  const profile = aggregate({ candidates, seats: 1, papers: [[0], [0], [1], [2, 1]] });
  const bounds = irvMargin(profile, { effort: 0, lot: (_round, tied) => tied });
  if (!bounds.ok) throw new Error(bounds.error.message);
  expect(explainMargin({ ...bounds.value, isExact: false, atMost: 3 }, candidates)[0]).toContain(
    'the search was ended before it was exact',
  );
});

test('nobody alone on the paper can lose, but to nobody', () => {
  const profile = aggregate({ candidates: [{ id: 'a', name: 'A' }], seats: 1, papers: [[0], [0]] });
  expect(irvMargin(profile)).toMatchObject({ value: { elected: 'a', isExact: true, refuted: [] } });
  expect(irvMargin({ ...profile, candidates: [], piles: [] })).toMatchObject({
    error: { code: 'count/no-candidates' },
  });
});

describe.skipIf(sharedElections === undefined)(
  sharedElections === undefined ? `known margins, ${skipNote}` : 'known margins',
  () => {
    test('Pierce County assessor 2008 and Aspen council 2009: far fewer than in the last round, by a change that is counted again', () => {
      for (const [file, last, exact] of [
        ['Pierce_2008_CountyAssessor.txt', 3650, 1111],
        ['Aspen_2009_CityCouncil.txt', 162, 35],
      ] as const) {
        const path = resolve(sharedElections ?? '', 'us-irv-margins', file);
        const counted = readBallots(path, readFileSync(path), 'margin-irv');
        if (counted?.kind !== 'file') throw new Error(file);
        const { candidates, marks } = counted.file;
        const profile = { candidates, seats: 1, piles: new FlatPiles(marks) };
        const result = irvMargin(profile);
        if (!result.ok) throw new Error(result.error.message);
        expect([result.value.lastRound, result.value.atLeast, result.value.atMost]).toEqual([
          last,
          exact,
          exact,
        ]);
        checkChange(profile, result.value);
      }
    });
  },
);
