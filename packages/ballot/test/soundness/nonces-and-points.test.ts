/**
 * What breaks signatures of knowledge without breaking any assumption: a nonce used twice, a biased
 * nonce or challenge, and points that are not of the group. Each is shown on a made example, and that
 * the package does not do it, or refuses it.
 *
 * Sources: the PlayStation 3 and Android wallet keys (2010, 2013) for repeated nonces; P. Nguyen and
 * I. Shparlinski (J. Cryptology 2002) for biased ones; C. Lim and P. Lee (CRYPTO '97) for small subgroups;
 * RFC 9496 and M. Hamburg's Decaf (CRYPTO 2015) for ristretto255.
 */
import { concat, fromHex } from '@hustings/base';
import {
  encodeScalar,
  G,
  IDENTITY,
  invertScalar,
  nobleGroup,
  ORDER,
  randomScalar,
  SIZE,
  scalarAt,
  scalarFromWide,
  toScalar,
} from '@hustings/ristretto';
import { ed25519, ristretto255 } from '@noble/curves/ed25519.js';
import { describe, expect, test } from 'vitest';
import { ballotChallenge } from '../../src/ballot.ts';
import {
  type Ballot,
  checkBallots,
  checkKey,
  coinShare,
  decryptionShare,
  newDeal,
  parseShuffleProof,
  type Random,
  sealBallots,
  sealShares,
  shuffle,
  Transcript,
} from '../../src/index.ts';
import { proveKnowledge } from '../../src/sigma.ts';
import { credential, hold, KEY_CONTEXT, POLL_CONTEXT, pollWith, seededRandom } from '../support.ts';
import { badSpellings } from './changes.ts';
import { elements, group, onBase, type Point, strangers, sum } from './group.ts';

const random = seededRandom('nonces and points');

describe('repeated nonces', () => {
  test('two proofs that share a commitment give the secret away', async () => {
    const [secret, nonce] = [randomScalar(random), randomScalar(random)];
    const X = await onBase(secret);
    const R = await onBase(nonce);
    const made = ['this poll', 'that poll'].map((context) => {
      const c = new Transcript(context).append('public', X).append('commitment', R).challenge('c');
      return { c, z: toScalar(nonce + c * secret) };
    });
    const [one, two] = made as [(typeof made)[0], (typeof made)[0]];
    expect(toScalar((one.z - two.z) * invertScalar(toScalar(one.c - two.c)))).toBe(secret);
  });

  test('a ballot whose ρ were its r would give r away: with a true source no two numbers of a ballot are one', async () => {
    const poll = pollWith((await hold(1, 1, random)).pollKey.key, 2);
    const job = {
      plaintext: Uint8Array.of(1),
      pool: 'members',
      credential: await credential(random),
    };
    // A broken source that says the same every time, and what everyone may then compute: z = ρ + c·r.
    const [broken] = await sealBallots(group, poll, [job], (n) => new Uint8Array(n).fill(7));
    const ballot = broken?.ballot as Ballot;
    expect(ballot.commitments).toEqual(ballot.a);
    const c = ballotChallenge(poll, ballot);
    expect(toScalar(scalarAt(ballot.responses, 0) * invertScalar(toScalar(1n + c)))).toBe(
      scalarAt(broken?.secretRandomness as Uint8Array, 0),
    );
    const sealed = await sealBallots(
      group,
      poll,
      Array.from({ length: 20 }, () => job),
      random,
    );
    const drawn = sealed.flatMap((one) => [
      ...elements(one.ballot.a),
      ...elements(one.ballot.commitments),
      one.ballot.credentialCommitment,
    ]);
    expect(new Set(drawn.map(String)).size).toBe(20 * 5);
  });

  /** Every message that a secret answers for, made twice over; all points and numbers drawn for it. */
  async function everything(source: Random): Promise<readonly Uint8Array[]> {
    const held = await hold(2, 2, source);
    const drawn: Uint8Array[] = [];
    const ceremony = { context: KEY_CONTEXT, threshold: 2, trustees: 2 };
    const [a, b] = await strangers('repeated', 2);
    const list = { count: 1, pieces: 1, a: a as Point, b: b as Point };
    const secret = randomScalar(source);
    const x = { public: await onBase(secret), secret: encodeScalar(secret) };
    const elector = await credential(source);
    for (const _ of [1, 2]) {
      const statement = { context: POLL_CONTEXT, pollKey: held.pollKey };
      const trustee = held.trustees[0] as (typeof held.trustees)[number];
      drawn.push(...elements((await newDeal(group, ceremony, 1, source)).deal.subarray(3)));
      const dealer = held.dealt[0]?.secrets as (typeof held.dealt)[number]['secrets'];
      const shares = await sealShares(group, held.ceremony, dealer, held.deals, source);
      for (const at of [3, 83])
        drawn.push(shares.slice(at, at + SIZE), shares.slice(at + SIZE, at + 2 * SIZE));
      drawn.push(...elements(await proveKnowledge(group, new Transcript('x'), x, source)));
      const task = { ...statement, pool: 'members', ciphertexts: list };
      // D itself is the same each time, as it must be; the proof's three elements are not.
      drawn.push(
        ...elements((await decryptionShare(group, task, trustee, source)).slice(7 + SIZE)),
      );
      const coin = await coinShare(
        group,
        { ...statement, checkpoint: a as Point },
        trustee,
        source,
      );
      drawn.push(...elements(coin.proof));
      const job = { plaintext: Uint8Array.of(1), pool: 'members', credential: elector };
      const [sealed] = await sealBallots(group, pollWith(held.pollKey.key), [job], source);
      const made = sealed?.ballot as Ballot;
      drawn.push(
        made.a,
        made.b,
        made.commitments,
        made.credentialCommitment,
        made.responses,
        made.credentialResponse,
      );
      const step = {
        context: POLL_CONTEXT,
        key: held.pollKey.key,
        pool: 'members',
        step: 1,
        mixer: 'm',
      };
      const mix = await shuffle(group, step, list, source);
      const proof = parseShuffleProof(mix.proof);
      if (!proof.ok) throw new Error('its own proof');
      drawn.push(mix.output.a, mix.output.b, ...elements(mix.proof.slice(6)));
    }
    return drawn;
  }

  test('whatever is proved twice with one secret is proved with fresh numbers: none is ever seen again', async () => {
    const drawn = await everything(random);
    expect(drawn.length).toBeGreaterThan(80);
    expect(new Set(drawn.map(String)).size).toBe(drawn.length);
  });

  test('no number comes from anywhere but the source that the caller gives', async () => {
    const [one, same, other] = await Promise.all(
      ['one', 'one', 'other'].map((seed) => everything(seededRandom(seed))),
    );
    expect(one).toEqual(same);
    const seen = new Set(one?.map(String));
    expect(other?.some((bytes) => seen.has(String(bytes)))).toBe(false);
  });
});

describe('biased numbers', () => {
  test('512 bits modulo ℓ: no challenge or nonce is likelier than another by more than 2^−258', () => {
    // Of 2^512 strings, m = 2^512 mod ℓ residues have one preimage more than the others.
    const all = 2n ** 512n;
    const m = all % ORDER;
    const fewest = all / ORDER;
    // Relative: 1/fewest. Statistical distance from uniform: m·(ℓ − m)/(ℓ·2^512) ≤ ℓ/2^514.
    expect(fewest).toBeGreaterThan(2n ** 258n);
    expect((m * (ORDER - m) * 2n ** 258n) / (ORDER * all)).toBe(0n);
    // What 256 bits would have done: some residues are likelier by a sixteenth, and their distance shows.
    expect(2n ** 256n / ORDER).toBe(15n);
  });

  test('every one of the 512 bits counts', () => {
    const none = scalarFromWide(new Uint8Array(64));
    expect(none).toBe(0n);
    const seen = new Set<bigint>();
    for (let bit = 0; bit < 512; bit++) {
      const bytes = new Uint8Array(64);
      bytes[bit >> 3] = 1 << (bit & 7);
      const value = scalarFromWide(bytes);
      expect(value).toBe(2n ** BigInt(bit) % ORDER);
      seen.add(value);
    }
    expect(seen.size).toBe(512);
    expect(scalarFromWide(new Uint8Array(64).fill(255))).toBe((2n ** 512n - 1n) % ORDER);
  });

  test('challenges of 4,000 transcripts fill the range evenly, and weights are 128 bits and no more', () => {
    const bins = new Array<number>(16).fill(0);
    const transcript = new Transcript('bins');
    for (let i = 0; i < 4000; i++) {
      const bin = Number((transcript.challenge('c') * 16n) / ORDER);
      bins[bin] = (bins[bin] as number) + 1;
    }
    // χ² with 15 degrees of freedom: 44.3 is passed once in ten thousand. (The transcript is fixed.)
    expect(bins.reduce((all, n) => all + (n - 250) ** 2 / 250, 0)).toBeLessThan(44.3);
    const weights = elements(transcript.weights('w', 256)).map((one) => scalarAt(one, 0));
    expect(weights.every((w) => w < 2n ** 128n)).toBe(true);
    for (let bit = 0n; bit < 128n; bit++) {
      const ones = weights.filter((w) => (w >> bit) & 1n).length;
      expect(Math.abs(ones - 128)).toBeLessThan(40);
    }
  });
});

describe('points that are not of the group', () => {
  const backends = [group, nobleGroup()];
  const isInvalid = async (bytes: Uint8Array): Promise<boolean> => {
    const [one, two] = await Promise.all(backends.map((backend) => backend.firstInvalid(bytes)));
    expect(one).toBe(two);
    return one === 0;
  };

  // RFC 9496 A.2, by its groups.
  const BAD: Readonly<Record<string, readonly string[]>> = {
    'non-canonical field elements': [
      '00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
      'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
      'f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
      'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    ],
    'negative field elements': [
      '0100000000000000000000000000000000000000000000000000000000000000',
      '01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
      'ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20',
      'c34c4e1826e5d403b78e246e88aa051c36ccf0aafebffe137d148a2bf9104562',
    ],
    'non-square x²': [
      '26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371',
      '4eac077a713c57b4f4397629a4145982c661f48044dd3f96427d40b147d9742f',
    ],
    'negative x·y, and y = 0': [
      '3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e',
      'a45fdc55c76448c049a1ab33f17023edfb2be3581e9c7aade8a6125215e04220',
      'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    ],
  };

  test.each(Object.entries(BAD))(
    '%s (RFC 9496 A.2): refused by both backends, as a key, and wherever a ballot has a point',
    async (_, texts) => {
      const poll = pollWith((await hold(1, 1, random)).pollKey.key);
      const job = {
        plaintext: Uint8Array.of(1),
        pool: 'members',
        credential: await credential(random),
      };
      const [sealed] = await sealBallots(group, poll, [job], random);
      const honest = sealed?.ballot as Ballot;
      for (const text of texts) {
        const bad = fromHex(text) as Uint8Array;
        expect([text, await isInvalid(bad)]).toEqual([text, true]);
        expect((await checkKey(group, bad)).ok).toBe(false);
        for (const name of [
          'a',
          'b',
          'commitments',
          'credential',
          'credentialCommitment',
        ] as const) {
          const [refused] = await checkBallots(group, poll, [{ ...honest, [name]: bad }], random);
          expect([text, name, refused?.failure.code]).toEqual([text, name, 'ballot/not-canonical']);
        }
      }
    },
  );

  /** The eight points of order 1, 2, 4 and 8 of Edwards25519: multiples of one of order 8. */
  function torsion() {
    const eighth = ed25519.Point.fromHex(
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    );
    return Array.from({ length: 8 }, (_, i) =>
      i === 0 ? ed25519.Point.ZERO : eighth.multiplyUnsafe(BigInt(i)),
    );
  }

  test('Edwards encodings of small order are refused, but for the one that spells the identity', async () => {
    const points = torsion();
    expect(new Set(points.map((point) => point.toHex())).size).toBe(8);
    for (const point of points) {
      const bytes = point.toBytes();
      const isIdentity = bytes.every((byte) => byte === 0);
      // y = 0: 32 zero bytes, a point of order 4 to Ed25519 and the identity to ristretto255.
      expect(await isInvalid(bytes)).toBe(!isIdentity);
      if (isIdentity) expect((await checkKey(group, bytes)).ok).toBe(false);
    }
    expect(points.filter((point) => point.toBytes().every((byte) => byte === 0))).toHaveLength(1);
  });

  test('an Edwards encoding of a point is not its ristretto255 encoding: it is refused, or names another', async () => {
    let refused = 0;
    for (let k = 1n; k <= 40n; k++) {
      const bytes = ed25519.Point.BASE.multiply(k).toBytes();
      const own = await onBase(k);
      expect(bytes).not.toEqual(own);
      if (await isInvalid(bytes)) refused++;
    }
    // About one string in four is an encoding; none is this point's.
    expect(refused).toBeGreaterThan(20);
  });

  test('a point and its sums with the points of order 4 have one encoding: no component of small order can be put in', async () => {
    const fourth = torsion().filter((_, i) => i % 2 === 0);
    for (let k = 1n; k <= 12n; k++) {
      const point = ed25519.Point.BASE.multiply(2n * k);
      const spellings = fourth.map((t) => new ristretto255.Point(point.add(t)).toBytes().join());
      expect(new Set(spellings).size).toBe(1);
      expect(spellings[0]).toBe((await onBase(2n * k)).join());
    }
  });

  test('ℓ times any point is the identity, and nothing else of small order can be reached', async () => {
    for (const point of [G, ...(await strangers('order', 8))]) {
      expect(await sum([ORDER - 1n, point], [1n, point])).toEqual(IDENTITY);
      for (const k of [2n, 4n, 8n]) expect(await sum([k, point])).not.toEqual(IDENTITY);
    }
  });

  test('of 256 points no other spelling is taken: negative, with the top bit, or beyond the field', async () => {
    for (const point of await strangers('spellings', 256))
      for (const [how, bad] of badSpellings(point))
        expect([how, await isInvalid(bad)]).toEqual([how, true]);
    for (const [how, bad] of badSpellings(IDENTITY))
      expect([how, await isInvalid(bad)]).toEqual([how, true]);
    expect(await isInvalid(concat(G))).toBe(false);
  });
});
