/**
 * Trustees who want the key, or the lot, for themselves.
 *
 * Sources: T. Pedersen, "A threshold cryptosystem without a trusted party" (EUROCRYPT '91); R. Gennaro,
 * S. Jarecki, H. Krawczyk and T. Rabin, "Secure distributed key generation for discrete-log based
 * cryptosystems" (J. Cryptology 2007), on keys steered by who speaks last; T. Ristenpart and S. Yilek,
 * "The power of proofs-of-possession" (EUROCRYPT 2007), on rogue keys; V. Cortier, D. Galindo, S. Glondu
 * and M. Izabachène, "Distributed ElGamal à la Pedersen: application to Helios" (WPES 2013).
 */
import { concat, unwrap, utf8 } from '@hustings/base';
import {
  encodeScalar,
  G,
  IDENTITY,
  invertScalar,
  lagrangeAtZero,
  ORDER,
  randomScalar,
  scalarAt,
  toScalar,
} from '@hustings/ristretto';
import { describe, expect, test } from 'vitest';
import { coinStatement } from '../../src/coin.ts';
import {
  type CoinTask,
  checkCoinShare,
  checkDeal,
  checkDecryptionShare,
  coinShare,
  combineShares,
  drawLots,
  judgeComplaint,
  newDeal,
  openShares,
  pledgeOf,
  pollKey,
  sealShares,
  tossCoin,
} from '../../src/index.ts';
import { dealTranscripts } from '../../src/keygen.ts';
import { proveEqualLogs, proveKnowledge } from '../../src/sigma.ts';
import { flipped, hold, KEY_CONTEXT, POLL_CONTEXT, seededRandom, subsets } from '../support.ts';
import { elements, group, onBase, type Point, strangers, sum, type Term } from './group.ts';

const random = seededRandom('keys and coin');
const ceremony = { context: KEY_CONTEXT, threshold: 2, trustees: 3 };

/** A deal as bytes; the proofs are made with whatever secrets are given. */
async function dealOf(
  j: number,
  commitments: readonly Point[],
  secrets: { readonly key: bigint; readonly transport: bigint },
): Promise<Uint8Array> {
  const transportKey = await onBase(secrets.transport);
  const deal = { index: j, commitments: concat(...commitments), transportKey };
  const [onKey, onTransport] = dealTranscripts(ceremony, deal);
  const prove = (transcript: typeof onKey, point: Point, secret: bigint) =>
    proveKnowledge(group, transcript, { public: point, secret: encodeScalar(secret) }, random);
  return concat(
    Uint8Array.of(1, j, commitments.length),
    deal.commitments,
    transportKey,
    await prove(onKey, commitments[0] as Point, secrets.key),
    await prove(onTransport, transportKey, secrets.transport),
  );
}

async function refusal(
  j: number,
  deal: Uint8Array,
  pledge = pledgeOf(ceremony, deal),
): Promise<string> {
  const checked = await checkDeal(group, ceremony, j, pledge, deal);
  return checked.ok ? 'ok' : checked.error.code;
}

describe('rogue keys', () => {
  const x = randomScalar(random);
  const secrets = { key: x, transport: randomScalar(random) };

  test('Y = X by F_0 = X − Σ others: the deal would make the key its own, and cannot be proved', async () => {
    const others = await Promise.all([1, 2].map((j) => newDeal(group, ceremony, j, random)));
    const firsts = others.map(({ deal }) => elements(deal.subarray(3))[0] as Point);
    const rogue = await sum([x, G], ...firsts.map((point): Term => [-1n, point]));
    // With it the poll's key would be x·G, and no other trustee would be needed.
    expect(await sum([1n, rogue], ...firsts.map((point): Term => [1n, point]))).toEqual(
      await onBase(x),
    );
    const F1 = await onBase(randomScalar(random));
    expect(await refusal(3, await dealOf(3, [rogue, F1], secrets))).toBe('keygen/wrong-proof');
    expect(await refusal(3, await dealOf(3, [await onBase(x), F1], secrets))).toBe('ok');
  });

  test('a deal chosen after the others were seen is not the one pledged', async () => {
    const [early, late] = await Promise.all([1, 2].map(() => newDeal(group, ceremony, 3, random)));
    if (early === undefined || late === undefined) throw new Error('two deals');
    expect(await refusal(3, late.deal, early.pledge)).toBe('keygen/wrong-pledge');
    // Nor does a pledge hold in another ceremony, or for another deal of one bit's difference.
    expect(
      await refusal(3, early.deal, pledgeOf({ ...ceremony, context: random(32) }, early.deal)),
    ).toBe('keygen/wrong-pledge');
    expect(await refusal(3, flipped(early.deal, 40), early.pledge)).toBe('keygen/wrong-pledge');
  });

  test('somebody else’s deal, or its first point and proof, under one’s own number', async () => {
    const { deal } = await newDeal(group, ceremony, 1, random);
    expect(await refusal(3, deal)).toBe('keygen/malformed');
    const renumbered = deal.slice();
    renumbered[1] = 3;
    expect(await refusal(3, renumbered)).toBe('keygen/wrong-proof');
    // With a transport key of its own it answers for that, and not for the other's f_0.
    const body = elements(deal.subarray(3));
    const own = await dealOf(3, [body[0] as Point, body[1] as Point], secrets);
    expect(await refusal(3, own)).toBe('keygen/wrong-proof');
  });

  test('the identity in a deal: no secret, or a polynomial of lower degree', async () => {
    const F = await onBase(x);
    expect(await refusal(3, await dealOf(3, [IDENTITY, F], { ...secrets, key: 0n }))).toBe(
      'keygen/identity',
    );
    expect(await refusal(3, await dealOf(3, [F, IDENTITY], secrets))).toBe('keygen/identity');
    expect(await refusal(3, await dealOf(3, [F, F], { ...secrets, transport: 0n }))).toBe(
      'keygen/identity',
    );
  });

  test('fewer or more coefficients than the threshold', async () => {
    const F = await onBase(x);
    for (const some of [[F], [F, F, F]])
      expect(await refusal(3, await dealOf(3, some, secrets))).toBe('keygen/malformed');
    const claimed = (await dealOf(3, [F], secrets)).slice();
    claimed[2] = 2;
    expect(await refusal(3, claimed)).toBe('keygen/malformed');
  });

  test('all dealers together can make no key of the identity', async () => {
    const [one, two, three] = (await strangers('deals', 3)) as [Point, Point, Point];
    const transportKey = await onBase(5n);
    const firsts = [one, two, await sum([-1n, one], [-1n, two])];
    const deals = firsts.map((first, i) => ({
      index: i + 1,
      commitments: concat(first, three),
      transportKey,
    }));
    const made = await pollKey(group, ceremony, deals);
    expect(made.ok ? 'ok' : made.error.code).toBe('keygen/identity');
  });
});

describe('shares of the key', () => {
  test('identity shares, shares off the polynomial and another’s box: each is complained of, and upheld', async () => {
    const held = await hold(2, 3, random);
    const dealer = held.dealt[0]?.secrets as (typeof held.dealt)[number]['secrets'];
    const wrongs: readonly [string, Uint8Array][] = [
      ['zero', concat(encodeScalar(0n), encodeScalar(0n))],
      ['degree 0', concat(dealer.secretCoefficients.slice(0, 32), encodeScalar(0n))],
      ['another polynomial', concat(...[1, 2].map(() => encodeScalar(randomScalar(random))))],
    ];
    for (const [what, secretCoefficients] of wrongs) {
      const message = await sealShares(
        group,
        held.ceremony,
        { ...dealer, secretCoefficients },
        held.deals,
        random,
      );
      const sealed = held.sealed.with(0, message);
      for (const { secrets } of held.dealt) {
        const opened = unwrap(
          await openShares(group, held.ceremony, secrets, held.deals, sealed, random),
        );
        if (opened.kind === 'accepted') throw new Error(`${what} was accepted`);
        const [complaint] = opened.complaints;
        if (complaint === undefined) throw new Error('a complaint');
        const judged = await judgeComplaint(group, held.ceremony, complaint, held.deals, sealed);
        expect([what, complaint.against, judged.isUpheld]).toEqual([what, 1, true]);
      }
    }
  });

  test('a dealer who copies another’s Q has that other’s share opened by the complaint: why the ceremony is over then', async () => {
    // The box of dealer 1 for trustee 3, its Q taken over by dealer 2: trustee 3 must publish K = ε·Q.
    const held = await hold(2, 3, random);
    const entry = (message: Uint8Array, i: number) =>
      message.subarray(3 + 80 * (i - 1), 3 + 80 * i);
    const copied = (held.sealed[1] as Uint8Array).slice();
    copied.set(entry(held.sealed[0] as Uint8Array, 3), 3 + 80 * 2);
    const sealed = held.sealed.with(1, copied);
    const three = held.dealt[2]?.secrets as (typeof held.dealt)[number]['secrets'];
    const opened = unwrap(
      await openShares(group, held.ceremony, three, held.deals, sealed, random),
    );
    if (opened.kind !== 'complaints') throw new Error('the box is not of dealer 2');
    const [complaint] = opened.complaints;
    if (complaint === undefined) throw new Error('a complaint');
    expect(complaint.against).toBe(2);
    const judged = await judgeComplaint(group, held.ceremony, complaint, held.deals, sealed);
    // It never ends in a dismissal, after which the ceremony would go on with that share known to all.
    expect(judged.isUpheld).toBe(true);
    // The K that is published is the one of dealer 1's box.
    const K = complaint.evidence.subarray(1, 33);
    const Q = entry(held.sealed[0] as Uint8Array, 3).slice(0, 32);
    expect(K).toEqual(await group.mulEach(three.secretTransport, Q));
    // A new ceremony draws everything anew: neither polynomial nor transport key of the old one is in it.
    const again = await hold(2, 3, random);
    const drawn = [...held.dealt, ...again.dealt].flatMap(({ secrets }) => [
      ...elements(secrets.secretCoefficients),
      secrets.secretTransport,
    ]);
    expect(new Set(drawn.map(String)).size).toBe(drawn.length);
  });
});

describe('shares by number', () => {
  test('Lagrange at place 0, or at one place twice, is refused', () => {
    expect(() => lagrangeAtZero([0n, 1n])).toThrow(RangeError);
    expect(() => lagrangeAtZero([1n, ORDER])).toThrow(RangeError);
    expect(() => lagrangeAtZero([1n, 2n, 1n])).toThrow(RangeError);
    expect(() => lagrangeAtZero([1n, ORDER + 1n])).toThrow(RangeError);
  });

  test('a share of trustee 0, of one beyond the last, or of one trustee twice, is no share', async () => {
    const held = await hold(2, 3, random);
    const [a, b] = (await strangers('one paper', 2)) as [Point, Point];
    const task = {
      context: POLL_CONTEXT,
      pool: 'members',
      pollKey: held.pollKey,
      ciphertexts: { count: 1, pieces: 1, a, b },
    };
    const message = concat(Uint8Array.of(1, 1, 1, 0, 0, 0, 1), a, a, a, encodeScalar(1n));
    for (const index of [0, 4, 255, -1, 256]) {
      const renumbered = message.slice();
      renumbered[1] = index;
      const checked = await checkDecryptionShare(group, task, index, renumbered);
      expect([index, checked.ok ? 'ok' : checked.error.code]).toEqual([
        index,
        'decryption/malformed',
      ]);
    }
    const share = (index: number) => ({ index, points: a });
    for (const shares of [
      [share(1), share(1)],
      [share(0), share(1)],
      [share(3), share(4)],
    ])
      await expect(combineShares(group, task, shares)).rejects.toThrow(TypeError);
    const few = await combineShares(group, task, [share(2)]);
    expect(few.ok ? 'ok' : few.error.code).toBe('decryption/too-few-shares');
  });
});

describe('steering the coin', () => {
  const checkpoint = utf8('example.org/society\n42\nroot\n');

  test('withholding, or choosing who speaks, changes nothing; fewer than t know nothing', async () => {
    const held = await hold(2, 4, random);
    const task: CoinTask = { context: POLL_CONTEXT, pollKey: held.pollKey, checkpoint };
    const shares = await Promise.all(
      held.trustees.map(async (trustee) => ({
        index: trustee.index,
        ...(await coinShare(group, task, trustee, random)),
      })),
    );
    const coins = new Set<string>();
    for (const size of [2, 3, 4])
      for (const some of subsets(shares, size))
        coins.add(String(unwrap(await tossCoin(group, task, some))));
    expect(coins.size).toBe(1);
    for (const one of shares) expect((await tossCoin(group, task, [one])).ok).toBe(false);
    // One share leaves every coin possible: for any V there is a second share that leads to it.
    const [mine, wanted] = [shares[0], (await strangers('wanted', 1))[0] as Point];
    const [l1, l2] = lagrangeAtZero([1n, 2n]) as [bigint, bigint];
    const inverse = invertScalar(l2);
    const needed = await sum([inverse, wanted], [-inverse * l1, mine?.share as Point]);
    expect(await sum([l1, mine?.share as Point], [l2, needed])).toEqual(wanted);
    // And that second share cannot be proved by the trustee whose it would have to be.
    const trustee = held.trustees[1] as (typeof held.trustees)[number];
    const proof = await proveEqualLogs(
      group,
      coinStatement(task, 2),
      { public: elements(held.pollKey.shares)[1] as Point, secret: trustee.secret },
      { base: mine?.share as Point, value: needed },
      random,
    );
    const checked = await checkCoinShare(group, task, 2, needed, proof);
    expect(checked.ok ? 'ok' : checked.error.code).toBe('coin/wrong-proof');
  });

  test('a trustee has one share only: with another number, even one it knows, there is no proof', async () => {
    const held = await hold(1, 1, random);
    const task: CoinTask = { context: POLL_CONTEXT, pollKey: held.pollKey, checkpoint };
    const right = await coinShare(
      group,
      task,
      held.trustees[0] as (typeof held.trustees)[number],
      random,
    );
    const x = scalarAt(held.trustees[0]?.secret as Uint8Array, 0);
    for (const other of [toScalar(x + 1n), toScalar(-x), 0n, 1n]) {
      const forged = await coinShare(
        group,
        task,
        { index: 1, secret: encodeScalar(other) },
        random,
      );
      for (const proof of [forged.proof, right.proof]) {
        const checked = await checkCoinShare(group, task, 1, forged.share, proof);
        expect(checked.ok ? 'ok' : checked.error.code).toBe('coin/wrong-proof');
      }
    }
  });

  test('whoever may still choose the checkpoint gets a fresh coin for each, and cannot compute any without t trustees', async () => {
    const held = await hold(1, 1, random);
    const lots = new Map<string, number>();
    for (let i = 0; i < 60; i++) {
      const task: CoinTask = {
        context: POLL_CONTEXT,
        pollKey: held.pollKey,
        checkpoint: utf8(`origin\n${i}\nroot\n`),
      };
      const { share } = await coinShare(
        group,
        task,
        held.trustees[0] as (typeof held.trustees)[number],
        random,
      );
      const coin = unwrap(await tossCoin(group, task, [{ index: 1, share }]));
      const first = drawLots(coin, 1, ['ada', 'bryn', 'cai'])[0] as string;
      lots.set(first, (lots.get(first) ?? 0) + 1);
    }
    // 20 each expected; 3 standard deviations are 11.
    for (const id of ['ada', 'bryn', 'cai'])
      expect(Math.abs((lots.get(id) ?? 0) - 20)).toBeLessThan(15);
  });

  test('a share of the decryption is none of the coin: no ballot has a logarithm to the base P', async () => {
    // The transcript's domains differ, so that a proof of the one is none of the other.
    const held = await hold(1, 1, random);
    const task: CoinTask = { context: POLL_CONTEXT, pollKey: held.pollKey, checkpoint };
    const { share, proof } = await coinShare(
      group,
      task,
      held.trustees[0] as (typeof held.trustees)[number],
      random,
    );
    const [b] = (await strangers('b', 1)) as [Point];
    const list = { count: 1, pieces: 1, a: share, b };
    const message = concat(Uint8Array.of(1, 1, 1, 0, 0, 0, 1), share, proof);
    const about = {
      context: POLL_CONTEXT,
      pool: 'members',
      pollKey: held.pollKey,
      ciphertexts: list,
    };
    const checked = await checkDecryptionShare(group, about, 1, message);
    expect(checked.ok ? 'ok' : checked.error.code).toBe('decryption/wrong-proof');
  });
});
