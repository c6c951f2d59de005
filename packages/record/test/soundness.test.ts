/**
 * Everybody who holds a key is in it: server, officer, both mixers, enough trustees. Each attack is
 * carried through to a declared result in which everything else fits, and the verifier names the one
 * step that it cannot have been right. (The proofs alone: packages/ballot/test/soundness.)
 *
 * Sources: S. Khazaei and D. Wikström, "Randomized partial checking revisited" (CT-RSA 2013), for mixers
 * who drop and swap; R. Küsters, T. Truderung and A. Vogt, "Clash attacks on the verifiability of
 * e-voting systems" (S&P 2012); V. Cortier and B. Smyth, "Attacking and fixing Helios" (CSF 2011), for
 * replays; V. Cortier, D. Galindo, S. Glondu and M. Izabachène, "Election verifiability for Helios under
 * weaker trust assumptions" (ESORICS 2014), for ballots that nobody cast.
 */
import {
  type Ciphertexts,
  type Credential,
  combineShares,
  decodePlaintexts,
  decryptionShare,
  encodeCiphertexts,
  type SealedBallot,
  sealBallots,
  shuffle,
} from '@hustings/ballot';
import { concat, unwrap } from '@hustings/base';
import type { Act, Actor, Manifest } from '@hustings/rulebook';
import { describe, expect, test } from 'vitest';
import {
  ballotPollOf,
  closePoll,
  countAndDeclare,
  decryptPoll,
  encodeBallotLeaf,
  manifestHash,
  newBlob,
  pollKeyOf,
  readLeaf,
  refOf,
  SYSTEM,
  sortPapers,
  verifyRecord,
  weed,
} from '../src/index.ts';
import { encodePapers } from '../src/papers.ts';
import { leavesOf, placeOf, sealed } from './forge.ts';
import {
  cast,
  DAY,
  finish,
  group,
  random,
  recordOf,
  type Society,
  seal,
  societyWithOpenPoll,
} from './society.ts';

const VOTES = [
  [1, 2],
  [2, 1],
  [2, 1],
  [2, 0],
  [1, 0],
] as const;

const manifestOf = (society: Society): Manifest =>
  society.recorder.docket.poll('chair')?.prepared?.act.manifest as Manifest;

async function codesOf(society: Society): Promise<readonly string[]> {
  const { findings } = await verifyRecord(await recordOf(society), { group, random });
  return [...new Set(findings.map((finding) => finding.code))].toSorted();
}

/** Rows of a list in another order or choice. */
function pick(list: Ciphertexts, rows: readonly number[]): Ciphertexts {
  const width = 32 * list.pieces;
  const chosen = (flat: Uint8Array) =>
    concat(...rows.map((i) => flat.subarray(i * width, (i + 1) * width)));
  return { count: rows.length, pieces: list.pieces, a: chosen(list.a), b: chosen(list.b) };
}

type Change = (list: Ciphertexts) => Ciphertexts | Promise<Ciphertexts>;
const asItIs: Change = (list) => list;

/** Closes and mixes: `first` is what mixer 1 takes in place of the weeded box, `second` what mixer 2 takes of its output. */
async function mixedBy(society: Society, first: Change, second: Change) {
  const { conduct, recorder } = society;
  const manifest = manifestOf(society);
  society.at = `${DAY}6T09:00:00.000Z`;
  unwrap(await closePoll(conduct, 'chair'));
  const box = recorder.docket.poll('chair')?.box;
  const [pool] = box === undefined ? [] : weed(manifest, box).pools;
  if (pool === undefined) throw new Error('the poll has a pool');
  const of = { context: manifestHash(manifest), pollKey: pollKeyOf(manifest), pool: pool.id };
  let list = pool.input;
  for (const [i, mixer] of manifest.mixers.entries()) {
    const at = { ...of, key: of.pollKey.key, step: i + 1, mixer: mixer.id };
    const mixed = await shuffle(group, at, await (i === 0 ? first : second)(list), random);
    const [ballots, proof] = [newBlob(encodeCiphertexts(mixed.output)), newBlob(mixed.proof)];
    const act: Act = {
      kind: 'pool-mixed',
      poll: 'chair',
      pool: pool.id,
      mixer: mixer.id,
      step: i + 1,
      ballots: refOf(ballots),
      proof: refOf(proof),
    };
    const by: Actor = { role: 'mixer', id: mixer.id };
    unwrap(await recorder.take(act, by, society.at, [ballots, proof]));
    list = mixed.output;
  }
  return { of, manifest, list };
}

/**
 * Closes, mixes, decrypts, opens, counts and declares, with the programs that honest people use but
 * other lists than they were given; `last` is what the trustees decrypt of mixer 2's output.
 */
async function conducted(
  society: Society,
  changes: Partial<Record<'first' | 'second' | 'last', Change>>,
): Promise<void> {
  const { first = asItIs, second = asItIs, last = asItIs } = changes;
  const { of, manifest, list } = await mixedBy(society, first, second);
  const take = async (by: Actor, act: Act, bytes: Uint8Array) =>
    unwrap(await society.recorder.take(act, by, society.at, [newBlob(bytes)]));
  const ciphertexts = await last(list);
  const shares: { readonly index: number; readonly points: Uint8Array }[] = [];
  for (const { id, secret } of society.trustees) {
    const index = manifest.trustees.findIndex((trustee) => trustee.id === id) + 1;
    const trustee = { index, secret };
    const message = await decryptionShare(group, { ...of, ciphertexts }, trustee, random);
    const named = { poll: 'chair', pool: of.pool, trustee: id, shares: refOf(newBlob(message)) };
    await take({ role: 'trustee', id }, { kind: 'share-published', ...named }, message);
    shares.push({ index, points: message.slice(7, 7 + ciphertexts.a.length) });
  }
  const points = unwrap(await combineShares(group, { ...of, ciphertexts }, shares));
  const papers = await decodePlaintexts(group, points, ciphertexts.pieces);
  const { valid, spoilt } = sortPapers(manifest.form, papers);
  const bytes = encodePapers(papers, ciphertexts.pieces);
  const opened = { pool: of.pool, papers: refOf(newBlob(bytes)), valid: valid.length, spoilt };
  await take(SYSTEM, { kind: 'pool-opened', poll: 'chair', ...opened }, bytes);
  unwrap(await countAndDeclare(society.conduct, 'chair', society.trustees));
}

async function held(votes: readonly (readonly number[])[] = VOTES): Promise<Society> {
  const society = await societyWithOpenPoll(votes.length + 2);
  for (const one of await cast(society, votes)) unwrap(one);
  return society;
}

describe('mixers and trustees with other lists than they were given', () => {
  test('the way that these tests go is right: where nothing is changed, nothing is found', async () => {
    const society = await held();
    await conducted(society, {});
    expect(await codesOf(society)).toEqual([]);
  });

  test('the first mixer drops a ballot and doubles another', async () => {
    const society = await held();
    await conducted(society, { first: (list) => pick(list, [0, 0, 2, 3, 4]) });
    expect(await codesOf(society)).toEqual(['mix/proof-fails']);
  });

  test('a pair of mixers: the second starts from a list in which two ballots were exchanged for two others', async () => {
    const society = await held();
    await conducted(society, { second: (list) => pick(list, [0, 1, 1, 0, 4]) });
    expect(await codesOf(society)).toEqual(['mix/proof-fails']);
  });

  test('a pair of mixers: the second takes the same ballots in another order than the first left them', async () => {
    const society = await held();
    await conducted(society, { second: (list) => pick(list, [4, 3, 2, 1, 0]) });
    expect(await codesOf(society)).toEqual(['mix/proof-fails']);
  });

  test('the trustees decrypt another list than was mixed last', async () => {
    const society = await held();
    await conducted(society, { last: (list) => pick(list, [0, 0, 0, 3, 4]) });
    const codes = await codesOf(society);
    expect(codes).toContain('share/proof-fails');
    expect(codes).toContain('papers/not-decrypted');
  });

  test('honest trustees speak no word about a mix that is not proved', async () => {
    const society = await held();
    await mixedBy(society, (list) => pick(list, [1, 1, 2, 3, 4]), asItIs);
    expect(await decryptPoll(society.conduct, 'chair', society.trustees)).toMatchObject({
      error: { code: 'poll/mix-not-proved' },
    });
    expect(society.recorder.docket.poll('chair')?.shares).toEqual([]);
  });
});

describe('weeding', () => {
  test('an elector’s first ballot is mixed where the last counts', async () => {
    const society = await held();
    const castOne = async (vote: number, previous?: Uint8Array): Promise<SealedBallot> => {
      const [made] = (await seal(society, [[vote]], 5, previous)) as [SealedBallot];
      const answers = await society.recorder.takeBallots('chair', [made.bytes], society.at);
      expect(answers.map(({ ok }) => ok)).toEqual([true]);
      return made;
    };
    const first = await castOne(1);
    await castOne(2, first.tracker);
    const old = first.ballot;
    await conducted(society, {
      first: (list) => {
        const kept = pick(list, [0, 1, 2, 3, 4]);
        return { ...list, a: concat(kept.a, old.a), b: concat(kept.b, old.b) };
      },
    });
    expect(await codesOf(society)).toEqual(['mix/proof-fails']);
  });

  test('with a ballot fewer, or one more that nobody cast, the referee lets nothing be opened', async () => {
    for (const rows of [
      [0, 1, 2, 3],
      [0, 1, 2, 3, 4, 4],
    ]) {
      const society = await held();
      const going = conducted(society, { first: (list) => pick(list, rows) });
      await expect(going).rejects.toThrow('order/papers-do-not-add-up');
      expect(await codesOf(society)).toContain('mix/proof-fails');
    }
  });
});

describe('ballots that should not be in the box, put there by who holds the log', () => {
  /** The record of an honest poll with one more ballot in its log, sealed again by the log's key. */
  async function withBallot(
    made: (society: Society) => Promise<Uint8Array>,
  ): Promise<readonly string[]> {
    const society = await held();
    const extra = await made(society);
    await finish(society);
    const honest = await recordOf(society);
    const leaves = leavesOf(honest);
    // In place of the last ballot before the close, so that entries keep their numbers.
    const at = placeOf(leaves, 'poll-closed') - 1;
    const leaf = readLeaf(leaves[at] as Uint8Array);
    if (!leaf.ok || leaf.value.kind !== 'ballot') throw new Error('a ballot stands there');
    const put = encodeBallotLeaf(leaf.value.at, leaf.value.poll, extra);
    const record = sealed(leaves.with(at, put), honest.files, society);
    const { findings } = await verifyRecord(record, { group, random });
    return findings.filter(({ place }) => place.startsWith(`entry ${at}`)).map(({ code }) => code);
  }

  const poll = (society: Society) => ballotPollOf(manifestOf(society));
  const job = (credential: Credential, previous?: Uint8Array) => ({
    plaintext: Uint8Array.of(2),
    pool: 'members',
    credential,
    ...(previous && { previous }),
  });
  const sealedBy = async (society: Society, credential: Credential, previous?: Uint8Array) => {
    const [made] = await sealBallots(group, poll(society), [job(credential, previous)], random);
    return (made as SealedBallot).bytes;
  };

  test('stuffing: a ballot under a credential that is not on the roll', async () => {
    const codes = await withBallot(async (society) => {
      const other = await societyWithOpenPoll(1);
      return sealedBy(society, other.electors[0] as Credential);
    });
    expect(codes).toEqual(['ballot/not-on-roll']);
  });

  test('stuffing: a ballot under an abstainer’s credential, without its secret', async () => {
    const codes = await withBallot(async (society) => {
      const [thief, absent] = [society.electors[0], society.electors[5]] as [
        Credential,
        Credential,
      ];
      return sealedBy(society, { public: absent.public, secret: thief.secret });
    });
    expect(codes).toEqual(['ballot/wrong-proof']);
  });

  test('replay: an elector’s own ballot again, byte for byte', async () => {
    const codes = await withBallot(async (society) => {
      const leaves = leavesOf(await recordOf(society));
      const read = unwrap(readLeaf(leaves.find((bytes) => bytes[0] === 1) as Uint8Array));
      if (read.kind !== 'ballot') throw new Error('a ballot');
      return read.ballot;
    });
    expect(codes).toEqual(['ballot/already-in']);
  });

  test('replay: a ballot that says it is the first, from an elector who has voted', async () => {
    const codes = await withBallot((society) =>
      sealedBy(society, society.electors[0] as Credential),
    );
    expect(codes).toEqual(['ballot/previous-differs']);
  });

  test('replay: a ballot of another poll of the same electors', async () => {
    const codes = await withBallot(async (society) => {
      const at = { ...poll(society), context: random(32) };
      const [made] = await sealBallots(group, at, [job(society.electors[5] as Credential)], random);
      return (made as SealedBallot).bytes;
    });
    expect(codes).toEqual(['ballot/wrong-proof']);
  });

  test('clash: two electors whose devices are one and the same cannot share a ballot, nor a receipt', async () => {
    const society = await held();
    const [one, two] = society.electors.slice(5, 7) as [Credential, Credential];
    const same = (): ((n: number) => Uint8Array) => {
      let state = 0;
      return (n) => new Uint8Array(n).map(() => (state++ * 151 + 7) % 251);
    };
    const [first] = await sealBallots(group, poll(society), [job(one)], same());
    const [second] = await sealBallots(group, poll(society), [job(two)], same());
    const bytes = [first, second].map((ballot) => (ballot as SealedBallot).bytes);
    const [taken, refused] = await society.recorder.takeBallots('chair', bytes, society.at);
    expect(first?.tracker).not.toEqual(second?.tracker);
    expect(taken?.ok).toBe(true);
    expect(refused).toMatchObject({ error: { code: 'ballot/copied' } });
  });
});
