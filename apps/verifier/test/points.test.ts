/** Approval and block votes, written from spec/count-other.md §3, against the main program's. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countPoints } from '../src/count/points.ts';
import { peerCount } from './peer-count.ts';

const IDS = ['ann', 'bob', 'cy', 'di'];
const RUNS = Number(process.env['COUNT_RUNS'] ?? 150);

test.each(['approval', 'block-vote'])(`%s: ${RUNS} counts give the same transcript`, (rule) => {
  const marked = fc.shuffledSubarray(IDS, { minLength: 1, maxLength: rule === 'approval' ? 4 : 2 });
  const lots = fc.shuffledSubarray(IDS, { minLength: IDS.length, maxLength: IDS.length });
  const boxes = fc.array(marked, { minLength: 1, maxLength: 15 });
  fc.assert(
    fc.property(boxes, lots, fc.integer({ min: 1, max: 4 }), (papers, lot, seats) => {
      const candidates = IDS.map((id) => ({ id, name: id }));
      const points = new Map(IDS.map((id) => [id, papers.filter((p) => p.includes(id)).length]));
      const own = countPoints(
        {
          rule,
          form: { kind: 'marks', candidates: 4, most: rule === 'approval' ? 4 : 2 },
          candidates,
          seats,
          papers: papers.length,
          points,
          settings: {},
          ties: 'backwards lot',
        },
        { lot: (_, tied) => lot.filter((id) => tied.includes(id)) },
      );
      const settings = rule === 'approval' ? {} : { votes: '2' };
      const peer = peerCount(rule, { candidates, papers, seats }, { settings, lot });
      expect(own.kind === 'counted' && own.transcript).toEqual(peer);
    }),
    { numRuns: RUNS },
  );
});
