/** Every attack on ballots that PROTOCOL names, tried. */
import { concat, unwrap } from '@hustings/base';
import {
  addScalar,
  encodeScalar,
  G,
  IDENTITY,
  ORDER,
  randomScalar,
  scalarAt,
} from '@hustings/ristretto';
import { beforeAll, expect, test } from 'vitest';
import { ballotChallenge } from '../src/ballot.ts';
import {
  type Ballot,
  type BallotPoll,
  type Credential,
  checkBallots,
  ciphertextHash,
  encodeBallot,
  parseBallot,
  type SealedBallot,
  sealBallots,
} from '../src/index.ts';
import {
  anyPoint,
  credential,
  flipped,
  group,
  pollWith,
  replaced,
  seededRandom,
} from './support.ts';

const random = seededRandom('ballot attacks');
const GARBLED = new Uint8Array(32).fill(255);
let poll: BallotPoll;
let voters: readonly Credential[];
let sealed: readonly SealedBallot[];
let honest: Ballot;

beforeAll(async () => {
  poll = pollWith(await anyPoint(random), 2);
  const made: Credential[] = [];
  for (let i = 0; i < 12; i++) made.push(await credential(random));
  voters = made;
  sealed = await sealBallots(
    group,
    poll,
    voters.map((voter) => ({
      plaintext: Uint8Array.of(2, 1),
      pool: 'members',
      credential: voter,
      previous: random(32),
    })),
    random,
  );
  honest = (sealed[0] as SealedBallot).ballot;
});

async function codes(
  ballots: readonly Ballot[],
  of: BallotPoll = poll,
): Promise<readonly string[]> {
  const refused = await checkBallots(group, of, ballots, random);
  return refused.map(({ index, failure }) => `${index} ${failure.code}`);
}

test('the whole statement is in the challenge: changed afterwards, no part of it passes', async () => {
  const point = await anyPoint(random);
  const changes: readonly (readonly [string, Ballot])[] = [
    ['pool', { ...honest, pool: 'affiliates' }],
    ['credential', { ...honest, credential: point }],
    ['previous', { ...honest, previous: random(32) }],
    ['previous to none', { ...honest, previous: undefined }],
    ['A_1', { ...honest, a: replaced(honest.a, 0, point) }],
    ['A_2', { ...honest, a: replaced(honest.a, 1, point) }],
    ['B_1', { ...honest, b: replaced(honest.b, 0, point) }],
    ['B_2', { ...honest, b: replaced(honest.b, 1, point) }],
    ['pieces exchanged', { ...honest, a: concat(honest.a.subarray(32), honest.a.subarray(0, 32)) }],
    ['R_1', { ...honest, commitments: replaced(honest.commitments, 0, point) }],
    ['R_2', { ...honest, commitments: replaced(honest.commitments, 1, point) }],
    ['T', { ...honest, credentialCommitment: point }],
    ['z_1', { ...honest, responses: replaced(honest.responses, 0, encodeScalar(1n)) }],
    ['z_2', { ...honest, responses: replaced(honest.responses, 1, encodeScalar(1n)) }],
    ['z', { ...honest, credentialResponse: encodeScalar(1n) }],
  ];
  for (const [what, ballot] of changes)
    expect([what, ...(await codes([ballot]))]).toEqual([what, '0 ballot/wrong-proof']);
  expect(await codes([honest])).toEqual([]);
});

test('a ballot cannot be replayed in another poll, nor under another key', async () => {
  const other = { ...poll, context: new Uint8Array(32).fill(10) };
  expect(await codes([honest], other)).toEqual(['0 ballot/wrong-proof']);
  const otherKey = { ...poll, key: await anyPoint(random) };
  expect(await codes([honest], otherKey)).toEqual(['0 ballot/wrong-proof']);
  expect(await codes([honest], { ...poll, pools: ['affiliates'] })).toEqual([
    '0 ballot/wrong-pool',
  ]);
  expect(await codes([honest], { ...poll, pieces: 3 })).toEqual(['0 ballot/wrong-pieces']);
});

test('whatever bit of a ballot is turned, it is refused', async () => {
  const { bytes } = sealed[0] as SealedBallot;
  let malformed = 0;
  const mauled: Ballot[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const parsed = parseBallot(flipped(bytes, at, 1 << (at % 8)));
    if (parsed.ok) mauled.push(parsed.value);
    else malformed++;
  }
  expect(malformed).toBeGreaterThan(3);
  expect(mauled.length).toBeGreaterThan(300);
  expect(await codes(mauled)).toHaveLength(mauled.length);
}, 30_000);

test('a copied ciphertext passes under no other credential, and is seen to be a copy', async () => {
  const [, thief] = voters as [Credential, Credential];
  // The thief signs the victim's ciphertext with its own credential: it can answer for s, not for r.
  const tau = randomScalar(random);
  const T = await group.mulFixed([{ base: G, scalars: encodeScalar(tau) }]);
  const stolen: Ballot = { ...honest, credential: thief.public, credentialCommitment: T };
  const c = ballotChallenge(poll, stolen);
  const z = addScalar(tau, c * scalarAt(thief.secret, 0));
  const copy: Ballot = { ...stolen, credentialResponse: encodeScalar(z) };
  expect(await codes([copy])).toEqual(['0 ballot/wrong-proof']);
  expect(ciphertextHash(copy)).toEqual(ciphertextHash(honest));
});

test('a copy made unlike by re-encryption passes no more', async () => {
  const delta = randomScalar(random);
  const scalars = encodeScalar(delta);
  const a = await group.mulFixed([{ base: G, scalars }], honest.a.subarray(0, 32));
  const b = await group.mulFixed([{ base: poll.key, scalars }], honest.b.subarray(0, 32));
  const changed: Ballot = { ...honest, a: replaced(honest.a, 0, a), b: replaced(honest.b, 0, b) };
  // With the old challenge z + c·δ would hold (malleability); the new one depends on A and B.
  for (const c of [ballotChallenge(poll, honest), ballotChallenge(poll, changed)]) {
    const z = encodeScalar(addScalar(scalarAt(honest.responses, 0), c * delta));
    const copy: Ballot = { ...changed, responses: replaced(honest.responses, 0, z) };
    expect(await codes([copy])).toEqual(['0 ballot/wrong-proof']);
  }
});

test('without the secret of a credential nobody votes with it', async () => {
  const [victim, thief] = voters as [Credential, Credential];
  const job = {
    plaintext: Uint8Array.of(1),
    pool: 'members',
    credential: { public: victim.public, secret: thief.secret },
  };
  const forged = await sealBallots(group, poll, [job], random);
  expect(await codes(forged.map(({ ballot }) => ballot))).toEqual(['0 ballot/wrong-proof']);
});

test('identity points are refused, even with a proof that holds', async () => {
  const zero = encodeScalar(0n);
  const job = {
    plaintext: Uint8Array.of(1),
    pool: 'members',
    credential: { public: IDENTITY, secret: zero },
  };
  const [everyone] = await sealBallots(group, poll, [job], random);
  expect(await codes([(everyone as SealedBallot).ballot])).toEqual(['0 ballot/identity']);
  // r = 0: the plaintext lies open.
  const noRandom = (n: number): Uint8Array => new Uint8Array(n);
  const open = await sealBallots(
    group,
    poll,
    [{ ...job, credential: voters[0] as Credential }],
    noRandom,
  );
  expect(await codes(open.map(({ ballot }) => ballot))).toEqual(['0 ballot/identity']);
  expect(await codes([{ ...honest, b: replaced(honest.b, 1, IDENTITY) }])).toEqual([
    '0 ballot/identity',
  ]);
  expect(await codes([honest], { ...poll, key: IDENTITY })).toEqual(['0 ballot/identity']);
});

test('points and responses that are not canonical are refused, each and wherever they stand', async () => {
  const tooLarge = Uint8Array.from(encodeScalar(ORDER - 1n));
  tooLarge[0] = (tooLarge[0] as number) + 1; // ℓ itself
  const changes: readonly Ballot[] = [
    { ...honest, credential: GARBLED },
    { ...honest, a: replaced(honest.a, 1, GARBLED) },
    { ...honest, b: replaced(honest.b, 0, GARBLED) },
    { ...honest, b: replaced(honest.b, 1, GARBLED) },
    { ...honest, commitments: replaced(honest.commitments, 0, GARBLED) },
    { ...honest, credentialCommitment: GARBLED },
    { ...honest, responses: replaced(honest.responses, 1, tooLarge) },
    { ...honest, credentialResponse: tooLarge },
  ];
  for (const ballot of changes) expect(await codes([ballot])).toEqual(['0 ballot/not-canonical']);
  const all = await codes([honest, ...changes, honest]);
  expect(all).toEqual(changes.map((_, i) => `${i + 1} ballot/not-canonical`));
});

test('in a batch exactly the wrong ballots are named, wherever they are and whatever ails them', async () => {
  const good = sealed.map(({ ballot }) => ballot);
  const wrong = (i: number): Ballot => ({
    ...(good[i] as Ballot),
    credentialResponse: encodeScalar(5n),
  });
  for (const places of [[0], [11], [5, 6], [0, 3, 4, 9, 11]]) {
    const box = good.map((ballot, i) => (places.includes(i) ? wrong(i) : ballot));
    expect(await codes(box)).toEqual(places.map((i) => `${i} ballot/wrong-proof`));
    const sliced = await checkBallots(group, poll, box, random, 5);
    expect(sliced.map(({ index }) => index)).toEqual(places);
  }
});

test('two wrongs that cancel out are both found: the weights are fresh and unforeseen', async () => {
  const [one, two] = sealed.map(({ ballot }) => ballot) as [Ballot, Ballot];
  const shift = (ballot: Ballot, by: bigint): Ballot => ({
    ...ballot,
    credentialResponse: encodeScalar(addScalar(scalarAt(ballot.credentialResponse, 0), by)),
  });
  expect(await codes([shift(one, 1n), shift(two, -1n)])).toHaveLength(2);
  const within: Ballot = {
    ...one,
    responses: concat(
      encodeScalar(addScalar(scalarAt(one.responses, 0), 1n)),
      encodeScalar(addScalar(scalarAt(one.responses, 1), -1n)),
    ),
  };
  expect(await codes([within])).toHaveLength(1);
});

test('a whole batch costs one multi-scalar multiplication', async () => {
  let sums = 0;
  const counting = {
    ...group,
    msmVartime: (scalars: Uint8Array, points: Uint8Array) => {
      sums++;
      return group.msmVartime(scalars, points);
    },
  };
  const box = sealed.map(({ bytes }) => unwrap(parseBallot(bytes)));
  expect(box.map(encodeBallot)).toEqual(sealed.map(({ bytes }) => bytes));
  expect(await checkBallots(counting, poll, box, random)).toEqual([]);
  expect(sums).toBe(1);
});
