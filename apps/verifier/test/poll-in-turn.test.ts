/** One poll of several, written from spec/count-other.md §4, against the main program's. */

import { unwrap } from '@hustings/base';
import { bestGroup } from '@hustings/ristretto';
import { readRuleBook } from '@hustings/rulebook';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hold } from '../../../vectors/proceedings/hold.ts';
import { PLANS } from '../../../vectors/proceedings/plans.ts';
import { countPollInTurn } from '../src/count/poll-in-turn.ts';
import { memorySource, verifyAgain } from '../src/index.ts';
import { peerCount } from './peer-count.ts';

const IDS = ['ann', 'bob', 'cy', 'di'];
const RUNS = Number(process.env['COUNT_RUNS'] ?? 150);

test.each(['two-round', 'exhaustive-ballot'])(
  `%s: ${RUNS} counts give the same transcript`,
  (rule) => {
    const papers = fc.array(fc.constantFrom(...IDS), { minLength: 1, maxLength: 12 });
    const lots = fc.shuffledSubarray(IDS, { minLength: IDS.length, maxLength: IDS.length });
    const ladders = fc.constantFrom('backwards lot', 'lot');
    fc.assert(
      fc.property(papers, lots, ladders, fc.integer({ min: 1, max: 4 }), (all, lot, ties, size) => {
        const ids = IDS.slice(0, size);
        const own = all.filter((id) => ids.includes(id)).map((id) => [id]);
        fc.pre(own.length > 0);
        const profile = { candidates: ids.map((id) => ({ id, name: id })), papers: own, seats: 1 };
        const order = lot.filter((id) => ids.includes(id));
        const counted = countPollInTurn(rule, profile, ties, {
          lot: (_, tied) => order.filter((id) => tied.includes(id)),
        });
        const peer = peerCount(rule, profile, { settings: { ties }, lot: order });
        if (counted.kind === 'counted') expect(counted.transcript).toEqual(peer);
        else expect(peer).toBeTypeOf('string');
      }),
      { numRuns: RUNS },
    );
  },
);

test.each(['two-round', 'exhaustive-ballot'])(
  '%s: two ballots of a record, one after the other',
  async (rule) => {
    const plan = PLANS.find((p) => p.id === 'rounds') as (typeof PLANS)[number];
    const book = structuredClone(plan.book) as unknown as { procedures: Record<string, unknown>[] };
    const ties = [{ step: 'lot', clause: 'ties' }];
    for (const procedure of book.procedures) procedure['count'] = { rule, clause: 'count', ties };
    const spoilt = { elector: 6, plaintext: [7] };
    const ballots = plan.ballots.map((papers) => [...papers, spoilt]);
    const held = await hold(
      { ...plan, book: unwrap(readRuleBook(book)), ballots },
      await bestGroup(),
    );
    const report = await verifyAgain(memorySource(held.record.files));
    expect(report.findings).toEqual([]);
    expect(report.checked).toMatchObject({ counts: 2, polls: 2 });
  },
);
