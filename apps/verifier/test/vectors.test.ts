/** vectors/ballot: keys, ballots, mixes, shares and coin as the protocol's own package made them, and each with any bit changed. */
import { readFileSync } from 'node:fs';
import { fromHex, toHex } from '@hustings/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPaper } from '../src/count/papers.ts';
import type { PaperForm } from '../src/entries/acts.ts';
import { pointOf, readPiece } from '../src/group/plaintext.ts';
import { type Point, readPoint } from '../src/group/points.ts';
import { Transcript } from '../src/group/transcript.ts';
import { readBallot, trackerOf, wrongProofs } from '../src/protocol/ballot.ts';
import { type Deal, pledgeOf, pollKey, readDeal } from '../src/protocol/ceremony.ts';
import { readCiphertexts } from '../src/protocol/ciphertexts.ts';
import { readShares } from '../src/protocol/complaint.ts';
import {
  coinOf,
  lots,
  opened,
  readCoinShare,
  readShare,
  type Share,
} from '../src/protocol/decryption.ts';
import { wrongMix } from '../src/protocol/shuffle.ts';

const load = (name: string) =>
  JSON.parse(
    readFileSync(new URL(`../../../vectors/ballot/${name}.json`, import.meta.url), 'utf8'),
  );
const bytes = (hex: string): Uint8Array => {
  const found = fromHex(hex);
  if (found === undefined) throw new Error('the vector is hex');
  return found;
};
/** What was read, where it must be right. */
function right<T>(read: T | string): T {
  if (typeof read === 'string') throw new Error(read);
  return read;
}
const flipped = (of: Uint8Array, at: number, bit: number): Uint8Array =>
  of.with(at % of.length, (of[at % of.length] as number) ^ (1 << bit));

const keys = load('keys');
const ceremony = { context: bytes(keys.context), threshold: 2, trustees: 3 };
const deals = keys.trustees.map((t: { index: number; pledge: string; deal: string }) =>
  right(readDeal(ceremony, t.index, bytes(t.pledge), bytes(t.deal))),
) as readonly Deal[];
const made = pollKey(deals);

test('transcripts: appends, weights, a challenge', () => {
  const vector = load('transcript');
  const transcript = new Transcript('vectors');
  for (const { label, bytes: hex } of vector.appends) transcript.append(label, bytes(hex));
  const weights = transcript.weights('w', vector.weights.count);
  const hex = weights.map((w) => toHex(littleEndian(w)));
  expect(hex.join('')).toBe(vector.weights.value);
  expect(toHex(littleEndian(transcript.challenge('c')))).toBe(vector.challenge.value);
});

function littleEndian(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
}

test('plaintexts are points, and back', () => {
  for (const { pieces, plaintext, points } of load('plaintext').cases) {
    const padded = new Uint8Array(30 * pieces);
    padded.set(bytes(plaintext));
    for (let k = 0; k < pieces; k++) {
      const piece = padded.slice(30 * k, 30 * k + 30);
      const hex = points.slice(64 * k, 64 * k + 64);
      expect(toHex(pointOf(piece) ?? new Uint8Array())).toBe(hex);
      expect(readPiece(readPoint(bytes(hex)) as Point)).toEqual({ kind: 'read', piece });
    }
  }
});

describe('keys', () => {
  test('the key and its shares follow from the deals', () => {
    expect(toHex(made.key.toBytes())).toBe(keys.key);
    expect(made.shares.map((s) => toHex(s.toBytes())).join('')).toBe(keys.shareKeys);
  });

  test('a deal with any bit changed is refused, even where the pledge fits', () => {
    const { deal } = keys.trustees[1];
    fc.assert(
      fc.property(fc.nat(bytes(deal).length - 1), fc.nat(7), (at, bit) => {
        const changed = flipped(bytes(deal), at, bit);
        expect(readDeal(ceremony, 2, bytes(keys.trustees[1].pledge), changed)).toBeTypeOf('string');
        expect(readDeal(ceremony, 2, pledgeOf(ceremony, changed), changed)).toBeTypeOf('string');
      }),
      { numRuns: 25 },
    );
  });

  test('messages of shares have their layout', () => {
    for (const { index, sealedShares } of keys.trustees) {
      expect(right(readShares(ceremony, index, bytes(sealedShares)))).toHaveLength(3);
      expect(readShares(ceremony, index + 1, bytes(sealedShares))).toBeTypeOf('string');
      expect(readShares(ceremony, index, bytes(`${sealedShares}00`))).toBeTypeOf('string');
    }
  });
});

const places = (...args: Parameters<typeof wrongProofs>) =>
  wrongProofs(...args).map((w) => w.place);

describe('ballots', () => {
  const vector = load('ballot');
  const poll = { context: bytes(vector.context), key: bytes(vector.key) };
  const ballots = vector.ballots.map((b: { bytes: string }) => right(readBallot(bytes(b.bytes))));

  test('hold, and have their trackers', () => {
    expect(places(poll, ballots)).toEqual([]);
    for (const [i, b] of vector.ballots.entries())
      expect(toHex(trackerOf(ballots[i]))).toBe(b.tracker);
  });

  test('a ballot with any bit changed is found among the right ones', () => {
    const own = bytes(vector.ballots[1].bytes);
    fc.assert(
      fc.property(fc.nat(own.length - 1), fc.nat(7), (at, bit) => {
        const changed = readBallot(flipped(own, at, bit));
        if (typeof changed === 'string') return;
        expect(places(poll, [ballots[0], changed, ballots[2]])).toEqual([1]);
      }),
      { numRuns: 40 },
    );
  });

  test('fail in another poll, and under another key', () => {
    expect(places({ ...poll, context: poll.context.with(0, 1) }, ballots)).toEqual([0, 1, 2]);
    expect(places({ ...poll, key: bytes(keys.shareKeys).slice(0, 32) }, ballots)).toEqual([
      0, 1, 2,
    ]);
  });
});

describe('mixes', () => {
  const vector = load('shuffle');
  const step = { ...vector, context: bytes(vector.context), key: bytes(vector.key) };
  const input = right(readCiphertexts(bytes(vector.input)));
  const output = right(readCiphertexts(bytes(vector.output)));
  const proof = bytes(vector.proof);

  test('hold, and not in another step, pool, poll or by another mixer', () => {
    expect(wrongMix(step, input, output, proof)).toBeUndefined();
    for (const other of [
      { step: 2 },
      { pool: 'members' },
      { mixer: 'mixer-2' },
      { context: step.context.with(3, 0) },
    ])
      expect(wrongMix({ ...step, ...other }, input, output, proof)).toBeTypeOf('string');
    expect(wrongMix(step, output, input, proof)).toBeTypeOf('string');
  });

  test('a proof with any element changed is refused', () => {
    for (let at = 0; at < proof.length; at += at < 6 ? 1 : 32)
      expect(wrongMix(step, input, output, flipped(proof, at + 1, 1)), `byte ${at}`).toBeTypeOf(
        'string',
      );
    expect(wrongMix(step, input, output, proof.slice(0, -32))).toBeTypeOf('string');
  });
});

describe('decryption', () => {
  const vector = load('decryption');
  const list = right(readCiphertexts(bytes(load('shuffle').output)));
  const poll = {
    context: bytes(vector.context),
    key: bytes(keys.key),
    shares: made.shares.map((s) => s.toBytes()),
  };
  const shares = vector.shares.map((hex: string, i: number) =>
    right(readShare(poll, vector.pool, i + 1, list, bytes(hex))),
  ) as readonly Share[];

  test('any two of three shares open the same points', () => {
    for (const some of [
      [0, 1],
      [0, 2],
      [1, 2],
    ]) {
      const used = some.map((i) => shares[i] as Share);
      const points = list.pointsB.map((_, at) =>
        toHex(opened(list, at, used)?.toBytes() ?? new Uint8Array()),
      );
      expect(points.join('')).toBe(vector.points);
    }
  });

  test('a share with any element changed is refused, and so is that of another', () => {
    const own = bytes(vector.shares[0]);
    for (let at = 0; at < own.length; at += at < 7 ? 1 : 32)
      expect(readShare(poll, vector.pool, 1, list, flipped(own, at, 2)), `${at}`).toBeTypeOf(
        'string',
      );
    expect(readShare(poll, vector.pool, 2, list, own)).toBeTypeOf('string');
    expect(readShare(poll, 'members', 1, list, own)).toBeTypeOf('string');
  });

  test('the coin, from any shares, and its lots', () => {
    const checkpoint = bytes(vector.checkpoint);
    const tossed = vector.coinShares.map((c: { index: number; share: string; proof: string }) =>
      right(readCoinShare(poll, c.index, checkpoint, bytes(c.share), bytes(c.proof))),
    );
    expect(toHex(coinOf([tossed[0], tossed[2]]))).toBe(vector.coin);
    expect(toHex(coinOf([tossed[2], tossed[1]]))).toBe(vector.coin);
    const { round, ids, order } = vector.lots;
    expect(lots(bytes(vector.coin), round, ids.toReversed())).toEqual(order);
    const [first] = vector.coinShares;
    const other = checkpoint.with(0, 0x77);
    expect(readCoinShare(poll, 1, other, bytes(first.share), bytes(first.proof))).toBeTypeOf(
      'string',
    );
  });
});

describe('papers', () => {
  const { cases } = load('papers') as {
    readonly cases: readonly {
      readonly form: PaperForm;
      readonly plaintext: string;
      readonly says?: readonly number[];
      readonly spoilt?: string;
    }[];
  };

  test.each(cases)('$form.kind $plaintext', ({ form, plaintext, says, spoilt }) => {
    const read = readPaper(form, Uint8Array.of(0, ...bytes(plaintext)));
    // The vector has options from 0; scores stand as they are.
    const own = form.kind === 'scores' ? says : says?.map((option) => option + 1);
    expect(read).toEqual(spoilt === undefined ? { says: own } : { spoilt });
  });
});
