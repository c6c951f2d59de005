import { randomBytes } from 'node:crypto';
import { unwrap } from '@hustings/base';
import { MemoryLedger, MemoryRecord, verifyRecord, writeRecord } from '@hustings/record';
import { nobleGroup } from '@hustings/ristretto';
import { describe, expect, test } from 'vitest';
import { declared2016, findRuleBook, labour2016, play } from '../src/index.ts';
import { scaledBallot } from '../src/labour-2016/papers.ts';
import { shuffled } from '../src/shuffled.ts';

const book = findRuleBook('labour-uk-2014-omov');
if (book === undefined) throw new Error('the rule book comes with Hustings');
const random = (n: number): Uint8Array => new Uint8Array(randomBytes(n));
const total = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((sum, c) => sum + c.count, 0);

describe('papers at a scale', () => {
  test('at 1:1 they are history’s own, by section and candidate', () => {
    const { piles, papers } = scaledBallot(1);
    expect(papers).toBe(507_480);
    expect(total(piles)).toBe(507_480);
    const corbyn = piles.filter((p) => p.plaintext[0] === 1);
    const smith = piles.filter((p) => p.plaintext[0] === 2);
    expect(corbyn.map((p) => p.count)).toEqual([168_216, 84_918, 60_075]);
    expect(smith.map((p) => p.count)).toEqual([116_960, 36_599, 39_670]);
    expect([total(corbyn), total(smith)]).toEqual([313_209, 193_229]);
    expect([declared2016.corbyn, declared2016.smith]).toEqual([313_209, 193_229]);
    expect(total(piles.filter((p) => p.plaintext[0] === 0))).toBe(1_042);
  });

  test('at 1:1000 there are 507 of them, one of them spoilt, and 654 electors', () => {
    const { piles, papers, sections } = scaledBallot(1000);
    expect(papers).toBe(507);
    expect(total(piles)).toBe(507);
    expect(total(piles.filter((p) => p.plaintext[0] === 0))).toBe(1);
    expect(sections.reduce((sum, s) => sum + s.size, 0)).toBe(654);
  });

  test('at any scale every section has an elector for every paper', () => {
    for (const scale of [1, 3, 17, 250, 999, 5_000, 20_000]) {
      const { piles, sections, papers } = scaledBallot(scale);
      expect(total(piles)).toBe(papers);
      for (const { id, size } of sections)
        expect(total(piles.filter((p) => p.section === id))).toBeLessThanOrEqual(size);
    }
  });
});

test('a shuffled list holds the same things', () => {
  const list = Array.from({ length: 1000 }, (_, i) => i);
  const mixed = shuffled(list, random);
  expect(mixed.toSorted((a, b) => a - b)).toEqual(list);
  expect(mixed).not.toEqual(list);
});

test('the contest at 1:20,000 is held from motion to declaration, and verifies without a finding', async () => {
  const group = nobleGroup();
  const { recorder } = await play({
    plan: labour2016({ scale: 20_000, book }),
    ledger: new MemoryLedger(),
    group,
    random,
  });
  const [first, second] = recorder.docket.declared.map((d) => d.act.outcome);
  expect(first).toMatchObject({
    kind: 'motion',
    carried: true,
    for: 172,
    against: 40,
    spoilt: 4,
    electorate: 229,
  });
  expect(second).toMatchObject({
    kind: 'elected',
    elected: [{ id: 'jeremy-corbyn' }],
    electorate: 33,
  });
  const closed = recorder.docket.poll('leader')?.closed?.act;
  // Sections under ten papers are not opened alone.
  expect(closed?.pools.every((p) => p.counting >= 10)).toBe(true);

  const record = new MemoryRecord();
  await writeRecord(recorder, record);
  const report = await verifyRecord(record, { group, random });
  expect(report.findings).toEqual([]);
  expect(report.checked.ballots).toBe(216 + 25);
  expect(unwrap({ ok: true, value: report.about.declared.length })).toBe(2);
}, 120_000);
