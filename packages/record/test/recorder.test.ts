import { unwrap } from '@hustings/base';
import { verifyInclusion } from '@hustings/log';
import { expect, test } from 'vitest';
import { MemoryLedger, OFFICER, Recorder, verifyRecord } from '../src/index.ts';
import {
  book,
  cast,
  DAY,
  finish,
  group,
  random,
  recordOf,
  seal,
  societyWithOpenPoll,
} from './society.ts';

test('a small election is held, declared, and verified without a finding', async () => {
  const society = await societyWithOpenPoll(6);
  for (const one of await cast(society, [
    [1, 2],
    [1, 0],
    [2, 1],
    [2, 2],
    [1, 2],
  ]))
    unwrap(one);
  const outcome = await finish(society);
  expect(outcome).toMatchObject({
    kind: 'elected',
    elected: [{ id: 'ada-okafor' }],
    valid: 4,
    spoilt: 1,
    electorate: 6,
    turnout: '83.3',
    margin: 2,
  });
  const report = await verifyRecord(await recordOf(society), { group, random });
  expect(report.findings).toEqual([]);
  expect(report.checked).toMatchObject({ ballots: 5, mixes: 2, shares: 2, papers: 5, polls: 1 });
  expect(report.about.declared[0]).toContain('I declare elected: Ada Okafor.');
});

test('a tie is broken by the public coin, and the verifier draws the same lot', async () => {
  const society = await societyWithOpenPoll(4);
  for (const one of await cast(society, [
    [1, 0],
    [2, 0],
  ]))
    unwrap(one);
  const outcome = await finish(society);
  expect(outcome.kind === 'elected' && outcome.elected).toHaveLength(1);
  expect(society.recorder.docket.poll('chair')?.coinShares).toHaveLength(2);
  const report = await verifyRecord(await recordOf(society), { group, random });
  expect(report.findings).toEqual([]);
});

test('a proceeding that is still running verifies as far as it has come', async () => {
  const society = await societyWithOpenPoll(3);
  for (const one of await cast(society, [[1, 2]])) unwrap(one);
  const report = await verifyRecord(await recordOf(society), { group, random });
  expect(report.findings).toEqual([]);
  expect(report.checked.ballots).toBe(1);
});

test('the last vote counts where the rules say so, and the one before stays on the record', async () => {
  const society = await societyWithOpenPoll(3);
  const [first] = await seal(society, [[1, 0]]);
  if (first === undefined) throw new Error('one ballot');
  unwrap((await society.recorder.takeBallots('chair', [first.bytes], society.at))[0] as never);
  const [second] = await seal(society, [[2, 0]], 0, first.tracker);
  if (second === undefined) throw new Error('one ballot');
  unwrap((await society.recorder.takeBallots('chair', [second.bytes], society.at))[0] as never);
  const outcome = await finish(society);
  expect(outcome).toMatchObject({ elected: [{ id: 'bryn-hughes' }], valid: 1 });
  const report = await verifyRecord(await recordOf(society), { group, random });
  expect(report.findings).toEqual([]);
  expect(report.checked.ballots).toBe(2);
});

test('the same ballot sent twice is answered the same way and stands once', async () => {
  const society = await societyWithOpenPoll(3);
  const [ballot] = await seal(society, [[1, 0]]);
  if (ballot === undefined) throw new Error('one ballot');
  const first = await society.recorder.takeBallots(
    'chair',
    [ballot.bytes, ballot.bytes],
    society.at,
  );
  const again = await society.recorder.takeBallots('chair', [ballot.bytes], society.at);
  expect(first[1]).toEqual(first[0]);
  expect(again[0]).toEqual(first[0]);
  expect(society.recorder.docket.poll('chair')?.box?.size).toBe(1);
});

test('ballots that may not count are refused, each with its reason', async () => {
  const society = await societyWithOpenPoll(3);
  const other = await societyWithOpenPoll(3);
  const [mine] = await seal(society, [[1, 0]]);
  const [foreign] = await seal(other, [[1, 0]]);
  if (mine === undefined || foreign === undefined) throw new Error('a ballot each');
  const refusedFor = async (bytes: Uint8Array, at = society.at) => {
    const [answer] = await society.recorder.takeBallots('chair', [bytes], at);
    return answer?.ok === false ? answer.error.code : 'taken';
  };
  expect(await refusedFor(foreign.bytes)).toBe('ballot/not-on-roll');
  expect(await refusedFor(mine.bytes.slice(0, -1))).toBe('ballot/malformed');
  expect(await refusedFor(new Uint8Array())).toBe('ballot/malformed');
  const changed = mine.bytes.slice();
  changed[changed.length - 40] = (changed[changed.length - 40] as number) ^ 1;
  expect(await refusedFor(changed)).toMatch(/^ballot\/(wrong-proof|not-canonical)$/);
  expect(await refusedFor(mine.bytes, `${DAY}6T09:00:00.001Z`)).toBe('poll/closed');
  expect(society.recorder.docket.poll('chair')?.box?.size).toBe(0);
});

test('a ballot made for another poll of the same electors is refused', async () => {
  const society = await societyWithOpenPoll(3);
  const other = await societyWithOpenPoll(3);
  const stranger = { ...other, electors: society.electors };
  const [replayed] = await seal(stranger, [[1, 0]]);
  if (replayed === undefined) throw new Error('one ballot');
  const [answer] = await society.recorder.takeBallots('chair', [replayed.bytes], society.at);
  expect(answer).toMatchObject({ ok: false, error: { code: 'ballot/wrong-proof' } });
});

test('what could not be stored is not in the box, and can be cast again', async () => {
  let isFull = false;
  class FullDisk extends MemoryLedger {
    override async append(...args: Parameters<MemoryLedger['append']>): Promise<void> {
      if (isFull) throw new Error('disk full');
      await super.append(...args);
    }
  }
  const society = await societyWithOpenPoll(3, new FullDisk());
  const [ballot] = await seal(society, [[1, 0]]);
  if (ballot === undefined) throw new Error('one ballot');
  const size = society.recorder.size;
  isFull = true;
  await expect(society.recorder.takeBallots('chair', [ballot.bytes], society.at)).rejects.toThrow(
    'disk full',
  );
  expect(society.recorder.size).toBe(size);
  expect(society.recorder.docket.poll('chair')?.box?.size).toBe(0);
  isFull = false;
  unwrap((await society.recorder.takeBallots('chair', [ballot.bytes], society.at))[0] as never);
  expect(society.recorder.docket.poll('chair')?.box?.size).toBe(1);
});

test('a receipt proves that the ballot is in the log', async () => {
  const society = await societyWithOpenPoll(3);
  const [ballot] = await seal(society, [[1, 0]]);
  if (ballot === undefined) throw new Error('one ballot');
  const taken = unwrap(
    (await society.recorder.takeBallots('chair', [ballot.bytes], society.at))[0] as never,
  ) as { seq: number; at: string; tracker: string };
  const [receipt] = society.recorder.receipts([taken]);
  if (receipt === undefined) throw new Error('one receipt');
  let leaf: Uint8Array | undefined;
  for await (const l of society.recorder.ledger.leaves(taken.seq)) leaf ??= l;
  const { leafHash } = await import('@hustings/log');
  expect(
    verifyInclusion({
      leaf: leafHash(leaf as Uint8Array),
      index: taken.seq,
      size: receipt.proof.size,
      root: society.recorder.root,
      hashes: receipt.proof.hashes,
    }),
  ).toBe(true);
});

test('a recorder that is opened again from its ledger stands where it stood', async () => {
  const ledger = new MemoryLedger();
  const society = await societyWithOpenPoll(3, ledger);
  for (const one of await cast(society, [
    [1, 2],
    [2, 1],
  ]))
    unwrap(one);
  const again = await Recorder.open({
    proceeding: 'society-2026',
    book,
    ledger,
    signers: ({ role, id }) =>
      role === 'officer' || role === 'system' ? society.keys.get('officer') : society.keys.get(id),
    logSigner: society.logSigner,
    group,
    random,
  });
  expect(again.size).toBe(society.recorder.size);
  expect(again.root).toEqual(society.recorder.root);
  expect(again.state).toEqual(society.recorder.state);
  expect(again.docket.poll('chair')?.box?.size).toBe(2);
});

test('the referee refuses out of turn, and nothing is written', async () => {
  const society = await societyWithOpenPoll(3);
  const size = society.recorder.size;
  const early = await society.recorder.take(
    {
      kind: 'poll-counted',
      poll: 'chair',
      rule: 'alternative-vote',
      elected: ['ada-okafor'],
      transcript: { sha256: '0'.repeat(64), size: 1 },
    },
    { role: 'system', id: 'hustings' },
    society.at,
  );
  expect(early).toMatchObject({ ok: false });
  const closing = await society.recorder.take(
    {
      kind: 'poll-closed',
      poll: 'chair',
      cast: 0,
      counting: 0,
      pools: [{ id: 'members', sections: ['members'], counting: 0 }],
    },
    OFFICER,
    society.at,
  );
  expect(closing).toMatchObject({ ok: false });
  expect(society.recorder.size).toBe(size);
});
