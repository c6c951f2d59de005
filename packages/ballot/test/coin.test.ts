import { createHash } from 'node:crypto';
import { concat, unwrap, utf8 } from '@hustings/base';
import { encodeScalar, IDENTITY } from '@hustings/ristretto';
import { beforeAll, expect, test } from 'vitest';
import {
  type CoinShare,
  type CoinTask,
  checkCoinShare,
  coinShare,
  drawLots,
  tossCoin,
} from '../src/index.ts';
import {
  anyPoint,
  flipped,
  group,
  type Held,
  hold,
  POLL_CONTEXT,
  replaced,
  seededRandom,
  subsets,
} from './support.ts';

const random = seededRandom('coin');
const checkpoint = utf8('example.org/log\n12\n\n');
let held: Held;
let task: CoinTask;
let shares: readonly {
  readonly index: number;
  readonly share: Uint8Array;
  readonly proof: Uint8Array;
}[];

async function tossed(of: Held, on: CoinTask) {
  const out: { index: number; share: Uint8Array; proof: Uint8Array }[] = [];
  for (const trustee of of.trustees)
    out.push({ index: trustee.index, ...(await coinShare(group, on, trustee, random)) });
  return out;
}

beforeAll(async () => {
  held = await hold(3, 5, random);
  task = { context: POLL_CONTEXT, pollKey: held.pollKey, checkpoint };
  shares = await tossed(held, task);
});

test('every t of the trustees toss the same coin', async () => {
  const checked: CoinShare[] = [];
  for (const { index, share, proof } of shares)
    checked.push(unwrap(await checkCoinShare(group, task, index, share, proof)));
  const coins = new Set<string>();
  for (const some of [...subsets(checked, 3), ...subsets(checked, 4), checked.toReversed()])
    coins.add(unwrap(await tossCoin(group, task, some)).join());
  expect(coins.size).toBe(1);
  expect(await tossCoin(group, task, checked.slice(0, 2))).toMatchObject({
    error: { code: 'decryption/too-few-shares' },
  });
});

test('another checkpoint or another key is another coin', async () => {
  const coin = unwrap(await tossCoin(group, task, shares));
  expect(coin).toHaveLength(64);
  const later = { ...task, checkpoint: utf8('example.org/log\n13\n\n') };
  expect(unwrap(await tossCoin(group, later, await tossed(held, later)))).not.toEqual(coin);
  const others = await hold(1, 1, random);
  const elsewhere = { ...task, pollKey: others.pollKey };
  expect(unwrap(await tossCoin(group, elsewhere, await tossed(others, elsewhere)))).not.toEqual(
    coin,
  );
});

test('a lying share, a share of another poll, day or trustee, and any turned bit are refused', async () => {
  const [one, two] = shares;
  if (one === undefined || two === undefined) throw new Error('five have tossed');
  const isRight = async (
    index: number,
    share: Uint8Array,
    proof: Uint8Array,
    of: CoinTask = task,
  ): Promise<boolean> => (await checkCoinShare(group, of, index, share, proof)).ok;
  expect(await isRight(1, one.share, one.proof)).toBe(true);
  expect(await isRight(1, two.share, two.proof)).toBe(false);
  expect(await isRight(1, await anyPoint(random), one.proof)).toBe(false);
  expect(await isRight(1, IDENTITY, one.proof)).toBe(false);
  expect(await isRight(0, one.share, one.proof)).toBe(false);
  expect(await isRight(6, one.share, one.proof)).toBe(false);
  const { pollKey } = task;
  const changes: readonly CoinTask[] = [
    { ...task, context: new Uint8Array(32) },
    { ...task, checkpoint: utf8('example.org/log\n13\n\n') },
    { ...task, pollKey: { ...pollKey, key: await anyPoint(random) } },
    {
      ...task,
      pollKey: { ...pollKey, shares: replaced(pollKey.shares, 0, await anyPoint(random)) },
    },
    { ...task, pollKey: { ...pollKey, shares: replaced(pollKey.shares, 0, IDENTITY) } },
  ];
  for (const of of changes) expect(await isRight(1, one.share, one.proof, of)).toBe(false);
  for (let at = 0; at < one.proof.length; at++)
    expect(await isRight(1, one.share, flipped(one.proof, at, 1 << (at % 8)))).toBe(false);
  for (let at = 0; at < one.share.length; at++)
    expect(await isRight(1, flipped(one.share, at), one.proof)).toBe(false);
  expect(await isRight(1, one.share, concat(one.proof, IDENTITY))).toBe(false);
  expect(await isRight(1, one.share.subarray(1), one.proof)).toBe(false);
});

test('the identity is no public share, even with a proof that holds', async () => {
  const shareKeys = replaced(task.pollKey.shares, 0, IDENTITY);
  const hollow = { ...task, pollKey: { ...task.pollKey, shares: shareKeys } };
  const trustee = { index: 1, secret: encodeScalar(0n) };
  const { share, proof } = await coinShare(group, hollow, trustee, random);
  expect((await checkCoinShare(group, hollow, 1, share, proof)).ok).toBe(false);
});

test('lots are the order of SHA-512(coin ‖ round ‖ id), the same whoever lists the tied', () => {
  const coin = Uint8Array.from({ length: 64 }, (_, i) => i);
  const ids = ['ann', 'bob', 'cy', 'dee', 'eve'];
  const lot = (id: string): string =>
    createHash('sha512')
      .update(concat(coin, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 9), utf8(id)))
      .digest('hex');
  const expected = ids.toSorted((a, b) => (lot(a) < lot(b) ? -1 : 1));
  expect(drawLots(coin, 9, ids)).toEqual(expected);
  expect(drawLots(coin, 9, ids.toReversed())).toEqual(expected);
  const orders = new Set(
    Array.from({ length: 20 }, (_, round) => drawLots(coin, round, ids).join()),
  );
  expect(orders.size).toBeGreaterThan(10);
  expect(() => drawLots(coin.subarray(1), 1, ids)).toThrow(TypeError);
});
