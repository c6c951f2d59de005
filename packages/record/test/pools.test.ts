import type { Ballot } from '@hustings/ballot';
import { unwrap } from '@hustings/base';
import { type Manifest, readAct } from '@hustings/rulebook';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BallotBox, freezeRoll, readRoll, weed } from '../src/index.ts';
import { formPools } from '../src/pools.ts';

const pools = ['members', 'registered', 'affiliated'].map((id) => ({ id, sections: [id] }));
const form = (counts: readonly number[], leastPool = 10) =>
  formPools({ pools, leastPool }, new Map(pools.map((p, i) => [p.id, counts[i] ?? 0])));

test('pools that are large enough stay as they are', () => {
  expect(form([10, 11, 12]).map((p) => [p.id, p.counting])).toEqual([
    ['members', 10],
    ['registered', 11],
    ['affiliated', 12],
  ]);
});

test('a small pool is merged into the largest other one, and named in the order of the manifest', () => {
  expect(form([3, 11, 12]).map((p) => [p.id, p.counting])).toEqual([
    ['members+affiliated', 15],
    ['registered', 11],
  ]);
});

test('small pools are merged until none is small or one is left', () => {
  expect(form([1, 2, 3])).toEqual([
    {
      id: 'members+registered+affiliated',
      parts: ['members', 'registered', 'affiliated'],
      sections: ['members', 'registered', 'affiliated'],
      counting: 6,
    },
  ]);
});

test('nine ballots are too few where ten is the least, and ten are enough', () => {
  expect(form([9, 20, 30])).toHaveLength(2);
  expect(form([10, 20, 30])).toHaveLength(3);
});

test('no ballot is lost, no section left out, and no pool is small unless it is the only one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(40), { minLength: 3, maxLength: 3 }),
      fc.nat(20),
      (counts, least) => {
        const formed = form(counts, least);
        expect(formed.reduce((sum, p) => sum + p.counting, 0)).toBe(
          counts.reduce((a, b) => a + b, 0),
        );
        expect(formed.flatMap((p) => p.sections).toSorted()).toEqual(
          pools.map((p) => p.id).toSorted(),
        );
        if (formed.length > 1) for (const p of formed) expect(p.counting >= least).toBe(true);
      },
    ),
  );
});

test('of hundreds of small sections one pool is made, and the closing can still be written down', () => {
  const sections = Array.from({ length: 300 }, (_, i) => `the-branch-of-a-long-name-${i}`);
  const pools = formPools(
    { pools: sections.map((id) => ({ id, sections: [id] })), leastPool: 1000 },
    new Map(sections.map((id) => [id, 2])),
  );
  expect(pools).toHaveLength(1);
  const [pool] = pools;
  const act = {
    kind: 'poll-closed',
    poll: 'chair',
    cast: 600,
    counting: 600,
    pools: [{ id: pool?.id, sections: pool?.sections, counting: pool?.counting }],
  };
  expect(readAct(act)).toEqual({ ok: true, value: act });
});

test('the ballots of every pool, merged or not, are listed in the order of the log', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(3), { maxLength: 40 }),
      fc.nat(12),
      fc.boolean(),
      (votes, leastPool, isRevote) => {
        const ids = ['east', 'west', 'north', 'south'];
        const manifest = {
          pools: ids.map((id) => ({ id, sections: [id] })),
          leastPool,
          form: { kind: 'motion', abstain: false },
          revote: 'last-counts',
        } as unknown as Manifest;
        const elector = (n: number) => new Uint8Array(32).fill(n);
        const electors = ids.map((id, pool) => ({
          id,
          credentials: Array.from({ length: 40 }, (_, i) => elector(1 + 40 * pool + i)),
        }));
        const { sections, blob } = unwrap(freezeRoll(electors));
        const box = new BallotBox(manifest, readRoll(sections, blob).roll);
        // Each ballot's A says which one it is; electors of a pool vote again where `isRevote`.
        votes.forEach((pool, seq) => {
          const credential = elector(1 + 40 * pool + (isRevote ? seq % 3 : seq));
          const a = new Uint8Array(32).fill(seq);
          const ballot = { pool: ids[pool], credential, a, b: a } as unknown as Ballot;
          box.add({ ballot, tracker: new Uint8Array(32).fill(seq) }, seq, '');
        });
        const { pools, counting } = weed(manifest, box);
        const last = new Map(votes.map((pool, i) => [isRevote ? `${pool}/${i % 3}` : `${i}`, i]));
        const standing = [...last.values()].toSorted((x, y) => x - y);
        expect(counting).toBe(standing.length);
        for (const { parts, input } of pools) {
          const listed = Array.from({ length: input.count }, (_, i) => input.a[i * 32]);
          expect(listed).toEqual(
            standing.filter((seq) => parts.includes(ids[votes[seq] as number] as string)),
          );
        }
        expect(pools.flatMap((p) => p.parts).toSorted()).toEqual(ids.toSorted());
      },
    ),
    { numRuns: 50 },
  );
});
