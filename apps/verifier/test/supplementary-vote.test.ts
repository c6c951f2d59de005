/** The supplementary vote, written from spec/count-other.md §4, against the main program's. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countSupplementaryVote } from '../src/count/supplementary-vote.ts';
import { peerCount } from './peer-count.ts';

const IDS = ['ann', 'bob', 'cy', 'di'];
const RUNS = Number(process.env['COUNT_RUNS'] ?? 150);

test(`${RUNS} counts give the same transcript`, () => {
  const papers = fc.array(fc.shuffledSubarray(IDS, { minLength: 1 }), {
    minLength: 1,
    maxLength: 20,
  });
  const lots = fc.shuffledSubarray(IDS, { minLength: IDS.length, maxLength: IDS.length });
  const ladders = fc.constantFrom('backwards lot', 'lot');
  fc.assert(
    fc.property(papers, lots, ladders, fc.integer({ min: 1, max: 4 }), (all, lot, ties, size) => {
      const ids = IDS.slice(0, size);
      const own = all.map((p) => p.filter((id) => ids.includes(id))).filter((p) => p.length > 0);
      fc.pre(own.length > 0);
      const profile = { candidates: ids.map((id) => ({ id, name: id })), papers: own, seats: 1 };
      const order = lot.filter((id) => ids.includes(id));
      const counted = countSupplementaryVote(profile, ties, {
        lot: (_, tied) => order.filter((id) => tied.includes(id)),
      });
      const peer = peerCount('supplementary-vote', profile, { settings: { ties }, lot: order });
      if (counted.kind === 'counted') expect(counted.transcript).toEqual(peer);
      else expect(peer).toBeTypeOf('string');
    }),
    { numRuns: RUNS },
  );
});
