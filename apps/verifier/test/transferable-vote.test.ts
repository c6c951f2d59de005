/** The single transferable vote, written from spec/count-stv.md §6, against the main program's. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countTransferable } from '../src/count/transferable-vote.ts';
import { peerCount } from './peer-count.ts';

const IDS = ['ann', 'bob', 'cy', 'di', 'ed', 'flo'];
const RUNS = Number(process.env['COUNT_RUNS'] ?? 150);

const election = fc
  .record({
    size: fc.integer({ min: 1, max: IDS.length }),
    seats: fc.integer({ min: 1, max: 4 }),
    orders: fc.array(fc.shuffledSubarray(IDS, { minLength: 1 }), { minLength: 1, maxLength: 40 }),
    lot: fc.shuffledSubarray(IDS, { minLength: IDS.length, maxLength: IDS.length }),
    withdrawn: fc.option(fc.nat(IDS.length - 1)),
    ties: fc.constantFrom('backwards lot', 'lot', 'forwards lot', 'backwards-all lot'),
  })
  .map(({ size, seats, orders, lot, withdrawn, ties }) => {
    const ids = IDS.slice(0, size);
    const candidates = ids.map((id, i) => ({
      id,
      name: id,
      ...(i === withdrawn && size > 1 && { withdrawn: true as const }),
    }));
    const papers = orders
      .map((order) => order.filter((id) => ids.includes(id)))
      .filter((paper) => paper.length > 0);
    return { profile: { candidates, seats, papers }, lot, ties };
  })
  .filter(({ profile }) => profile.papers.length > 0);

describe.each(['scottish-stv', 'wigm'])('%s', (rule) => {
  test(`${RUNS} elections give the same transcript`, () => {
    fc.assert(
      fc.property(election, ({ profile, lot, ties }) => {
        const own = countTransferable(rule, profile, ties, {
          lot: (_, tied) => lot.filter((id) => tied.includes(id)),
        });
        const settings = { ties };
        const peer = peerCount(rule, profile, {
          settings,
          lot: lot.filter((id) => profile.candidates.some((c) => c.id === id)),
        });
        if (own.kind === 'counted') expect(own.transcript).toEqual(peer);
        else expect(peer).toBeTypeOf('string');
      }),
      { numRuns: RUNS },
    );
  });
});
