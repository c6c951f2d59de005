/**
 * A challenge that leaves out a part of the statement lets a prover choose that part afterwards. Each
 * test makes such a forgery, shows that a verifier with the weak challenge takes it (so the forgery is
 * a real one), and that ours refuses it.
 *
 * Sources: D. Bernhard, O. Pereira and B. Warinschi, "How not to prove yourself: pitfalls of the
 * Fiat–Shamir heuristic and applications to Helios" (ASIACRYPT 2012); S. J. Lewis, O. Pereira and
 * V. Teague, "How not to prove your election outcome" (2019), on the decryption proof of Scytl and
 * Swiss Post; Q. Dao, J. Miller, O. Wright and P. Grubbs, "Weak Fiat–Shamir attacks on modern proof
 * systems" (2023). The two small proofs alone: ../statements.test.ts.
 */
import { bigEndian, concat, utf8 } from '@hustings/base';
import {
  encodeScalar,
  G,
  invertScalar,
  mulScalar,
  randomScalar,
  scalarAt,
  toScalar,
} from '@hustings/ristretto';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Ballot,
  type BallotPoll,
  checkBallots,
  checkDecryptionShare,
  checkShuffle,
  type DecryptionTask,
  Transcript,
  type TrusteeSecret,
} from '../../src/index.ts';
import { generatorsOf } from '../../src/shuffle-proof.ts';
import { hold, POLL_CONTEXT, seededRandom } from '../support.ts';
import { elements, group, onBase, type Point, strangers, sum, type Term } from './group.ts';
import {
  announce,
  answer,
  beforeU,
  drawCoins,
  encodeProof,
  equations,
  honestSums,
  type Labelled,
  listOf,
  mixed,
  type Proof,
  pairAt,
  product,
  type Rows,
  type Statement,
  Verifier,
} from './shuffle-by-hand.ts';
import { stolenMix, uOfThisProduct } from './unbound-permutation.ts';

const random = seededRandom('weak Fiat–Shamir');
const scalar = (): bigint => randomScalar(random);
const [key, vote, other] = (await strangers('weak', 3)) as [Point, Point, Point];
const isZero = (point: Point): boolean => point.every((byte) => byte === 0);

describe('a ballot (spec/ballot.md)', () => {
  const poll: BallotPoll = { context: POLL_CONTEXT, key, pieces: 1, pools: ['members'] };
  const own = { r: scalar(), rho: scalar(), s: scalar(), tau: scalar() };
  /** A ballot that its maker can answer for, but for what `other` puts in its place. */
  let unsigned: Ballot;

  beforeAll(async () => {
    unsigned = {
      pool: 'members',
      credential: await onBase(own.s),
      previous: undefined,
      pieces: 1,
      a: await onBase(own.r),
      b: await sum([own.r, key], [1n, vote]),
      commitments: await onBase(own.rho),
      credentialCommitment: await onBase(own.tau),
      responses: new Uint8Array(32),
      credentialResponse: new Uint8Array(32),
    };
  });

  function challenge(ballot: Ballot, omitted: readonly string[]): bigint {
    const transcript = new Transcript('ballot');
    const said: Labelled = [
      ['context', poll.context],
      ['key', poll.key],
      ['pool', utf8(ballot.pool)],
      ['credential', ballot.credential],
      ['previous', ballot.previous ?? new Uint8Array()],
      ['pieces', bigEndian(ballot.pieces, 8)],
      ['A', ballot.a],
      ['B', ballot.b],
      ['R', ballot.commitments],
      ['T', ballot.credentialCommitment],
    ];
    for (const [label, bytes] of said)
      if (!omitted.includes(label)) transcript.append(label, bytes);
    return transcript.challenge('c');
  }

  const answered = (ballot: Ballot, c: bigint): Ballot => ({
    ...ballot,
    responses: encodeScalar(toScalar(own.rho + c * own.r)),
    credentialResponse: encodeScalar(toScalar(own.tau + c * own.s)),
  });

  /** Both equations, under the challenge that leaves `omitted` out. */
  async function weaklyTaken(ballot: Ballot, omitted: readonly string[]): Promise<boolean> {
    const c = challenge(ballot, omitted);
    const equation = (z: Uint8Array, commitment: Point, point: Point) =>
      sum([scalarAt(z, 0), G], [-1n, commitment], [-c, point]);
    const onPiece = await equation(ballot.responses, ballot.commitments, ballot.a);
    const { credentialResponse, credentialCommitment, credential } = ballot;
    const onCredential = await equation(credentialResponse, credentialCommitment, credential);
    return isZero(onPiece) && isZero(onCredential);
  }

  async function refusal(ballot: Ballot): Promise<string | undefined> {
    const [refused] = await checkBallots(group, poll, [ballot], random);
    return refused?.failure.code;
  }

  test('the weak verifier that leaves nothing out is ours', async () => {
    const honest = answered(unsigned, challenge(unsigned, []));
    expect([await weaklyTaken(honest, []), await refusal(honest)]).toEqual([true, undefined]);
  });

  test.each([
    { omitted: 'credential', means: 'a vote with a credential of which nobody has the secret' },
    { omitted: 'T', means: 'a vote with the credential of somebody else' },
    { omitted: 'A', means: 'a ciphertext of which nobody knows r' },
    { omitted: 'R', means: "somebody else's ciphertext" },
  ] as const)('without $omitted in the challenge: $means', async ({ omitted }) => {
    // Put first, without knowing their logarithms: the partner of the point that comes last.
    const given: Record<typeof omitted, Partial<Ballot>> = {
      credential: { credentialCommitment: other },
      T: { credential: other },
      A: { commitments: other },
      R: { a: other },
    };
    const before = { ...unsigned, ...given[omitted] };
    const c = challenge(before, [omitted]);
    const z = scalar();
    // z·G = commitment + c·point, solved for what is not hashed.
    const point = await sum([mulScalar(z, invertScalar(c)), G], [-invertScalar(c), other]);
    const commitment = await sum([z, G], [-c, other]);
    const late: Record<typeof omitted, Partial<Ballot>> = {
      credential: { credential: point, credentialResponse: encodeScalar(z) },
      T: { credentialCommitment: commitment, credentialResponse: encodeScalar(z) },
      A: { a: point, responses: encodeScalar(z) },
      R: { commitments: commitment, responses: encodeScalar(z) },
    };
    const forged = { ...answered(before, c), ...late[omitted] };
    expect(await weaklyTaken(forged, [omitted])).toBe(true);
    expect(await refusal(forged)).toBe('ballot/wrong-proof');
  });

  test.each([
    {
      omitted: 'B',
      change: async () => ({ b: await sum([1n, unsigned.b], [1n, other], [-1n, vote]) }),
      means: 'another vote under the same proof: no equation has B in it',
    },
    {
      omitted: 'previous',
      change: async () => ({ previous: random(32) }),
      means: 'an old ballot played again as the newest',
    },
    {
      omitted: 'pool',
      change: async () => ({ pool: 'others' }),
      means: 'a ballot moved to another pool',
    },
  ])('without $omitted in the challenge: $means', async ({ omitted, change }) => {
    const made = answered(unsigned, challenge(unsigned, [omitted]));
    const forged = { ...made, ...(await change()) };
    expect(await weaklyTaken(forged, [omitted])).toBe(true);
    const [refused] = await checkBallots(
      group,
      { ...poll, pools: ['members', 'others'] },
      [forged],
      random,
    );
    expect(refused?.failure.code).toBe('ballot/wrong-proof');
  });
});

describe('a share of a decryption (spec/decryption.md)', () => {
  test('weights drawn without D let a trustee give wrong shares that cancel out', async () => {
    const held = await hold(1, 1, random);
    const points = await strangers('cancelling shares', 4);
    const a = concat(...points.slice(0, 2));
    const b = concat(...points.slice(2));
    const ciphertexts = { count: 2, pieces: 1, a, b };
    const task: DecryptionTask = {
      context: POLL_CONTEXT,
      pool: 'members',
      pollKey: held.pollKey,
      ciphertexts,
    };
    const { secret } = held.trustees[0] as TrusteeSecret;
    const x = scalarAt(secret, 0);
    const statement = (D: Uint8Array): Labelled => [
      ['context', task.context],
      ['key', held.pollKey.key],
      ['pool', utf8('members')],
      ['trustee', bigEndian(1, 8)],
      ['share key', held.pollKey.shares],
      ['pieces', bigEndian(1, 8)],
      ['count', bigEndian(2, 8)],
      ['A', a],
      ['B', b],
      ['D', D],
    ];
    /** Transcript and weights of a verifier that leaves `omitted` out. */
    const drawn = (D: Uint8Array, omitted: readonly string[]) => {
      const transcript = new Transcript('decryption');
      for (const [label, bytes] of statement(D))
        if (!omitted.includes(label)) transcript.append(label, bytes);
      const w = elements(transcript.weights('w', 2)).map((one) => scalarAt(one, 0));
      return { transcript, w: w as [bigint, bigint] };
    };
    const prove = async (D: Uint8Array, omitted: readonly string[]) => {
      const { transcript, w } = drawn(D, omitted);
      const combined = (flat: Uint8Array) =>
        sum(...elements(flat).map((p, i): Term => [w[i] as bigint, p]));
      const [base, value] = [await combined(a), await combined(D)];
      const rho = scalar();
      const commitment = [await onBase(rho), await sum([rho, base])] as const;
      const c = transcript
        .append('public', held.pollKey.shares)
        .append('base', base)
        .append('value', value)
        .append('commitment', ...commitment)
        .challenge('c');
      const z = toScalar(rho + c * x);
      const isTaken =
        isZero(await sum([z, G], [-1n, commitment[0]], [-c, held.pollKey.shares])) &&
        isZero(await sum([z, base], [-1n, commitment[1]], [-c, value]));
      const message = concat(Uint8Array.of(1, 1, 1, 0, 0, 0, 2), D, ...commitment, encodeScalar(z));
      return { isTaken, message };
    };
    const check = async (message: Uint8Array): Promise<string> => {
      const checked = await checkDecryptionShare(group, task, 1, message);
      return checked.ok ? 'ok' : checked.error.code;
    };
    const honest = await group.mulEach(secret, a);
    const right = await prove(honest, []);
    expect([right.isTaken, await check(right.message)]).toEqual([true, 'ok']);

    // w is known before D: paper 1 is moved by w_2·vote, paper 2 by −w_1·vote.
    const [w1, w2] = drawn(honest, ['D']).w;
    const [D1, D2] = elements(honest) as [Point, Point];
    const wrong = concat(await sum([1n, D1], [w2, vote]), await sum([1n, D2], [-w1, vote]));
    const forged = await prove(wrong, ['D']);
    expect([forged.isTaken, await check(forged.message)]).toEqual([true, 'decryption/wrong-proof']);
    // With the strong weights the honest program itself cannot prove it.
    const tried = await prove(wrong, []);
    expect([tried.isTaken, await check(tried.message)]).toEqual([false, 'decryption/wrong-proof']);
  });
});

describe('a mix (spec/shuffle.md)', () => {
  const step = { context: POLL_CONTEXT, key, pool: 'members', step: 1, mixer: 'm' };
  const known = async (n: number) => ({
    h: await generatorsOf(group).h(),
    hs: elements(await generatorsOf(group).take(n)),
  });
  const check = async ({ input, output }: Statement, proof: Proof): Promise<string> => {
    const lists = [listOf(input, 1), listOf(output, 1)] as const;
    const checked = await checkShuffle(group, step, ...lists, encodeProof(proof, 1), random);
    return checked.ok ? 'ok' : checked.error.code;
  };
  const weaklyTaken = async (statement: Statement, proof: Proof, omitted: readonly string[]) => {
    const verifier = new Verifier(omitted);
    const n = statement.input.length;
    const u = verifier.u(beforeU(step, statement, proof.c), n);
    const held = await equations(await known(n), statement, proof, { u, c: verifier.c(proof) });
    return [...held.values()].every((isHeld) => isHeld);
  };
  const rows = async (seed: string, n: number): Promise<Rows> => {
    const points = await strangers(seed, 2 * n);
    return Array.from({ length: n }, (_, i) => [
      [points[2 * i] as Point, points[2 * i + 1] as Point] as const,
    ]);
  };
  const commitTo = async (hs: readonly Point[], r: readonly bigint[]) =>
    Promise.all(r.map((one, i) => sum([one, G], [1n, hs[i] as Point])));

  test('u drawn without the output: a vote is added to one paper and taken from another', async () => {
    const [input, generators] = [await rows('late output', 2), await known(2)];
    const coins = drawCoins(2, 1, random);
    const c = await commitTo(generators.hs, coins.r);
    const omitted = ["B'"];
    const witness = { psi: [0, 1], rNew: [[scalar()], [scalar()]] };
    const honest = await mixed(key, input, witness);
    const [u1, u2] = new Verifier(omitted).u(
      beforeU(step, { key, input, output: honest }, c),
      2,
    ) as [bigint, bigint];
    const shifted = async (i: number, by: bigint) => {
      const [a, b] = pairAt(honest, i, 0);
      return [[a, await sum([1n, b], [by, vote])] as const];
    };
    const output = [await shifted(0, u2), await shifted(1, -u1)];
    const statement = { key, input, output };
    const announced = await announce(generators, statement, coins, [u1, u2]);
    const verifier = new Verifier(omitted);
    verifier.u(beforeU(step, statement, c), 2);
    const sums = honestSums(coins, witness, [u1, u2]);
    const proof = { c, ...announced, ...answer(coins, sums, [u1, u2], verifier.c(announced)) };
    expect(await weaklyTaken(statement, proof, omitted)).toBe(true);
    expect(await check(statement, proof)).toBe('shuffle/wrong-proof');
  });

  test('u drawn without the commitments c: they are made to suit any u’, and a vote is stolen', async () => {
    const omitted = ['c'];
    const generators = await known(3);
    const [h1, h2, h3] = generators.hs as [Point, Point, Point];
    for (;;) {
      const { statement, coins, rNew } = await stolenMix(key, [vote, other], random);
      const u = new Verifier(omitted).u(beforeU(step, statement, []), 3);
      const uNew = uOfThisProduct(u);
      if (uNew === undefined) continue;
      expect(product(uNew)).toBe(product(u));
      const [u1, u2, u3] = u as [bigint, bigint, bigint];
      // Σ c_j = Σ H_j + r̄·G and Σ u_j·c_j = r·G + Σ u'_i·H_i: two equations for the first two.
      const [rBar, r] = [scalar(), scalar()];
      const c3 = await sum([coins.r[2] as bigint, G], [1n, h3]);
      const rest = await sum([rBar, G], [1n, h1], [1n, h2], [1n, h3], [-1n, c3]);
      const weighted = await sum(
        [r, G],
        ...uNew.map((one, i): Term => [one, generators.hs[i] as Point]),
        [-u3, c3],
      );
      const factor = invertScalar(toScalar(u2 - u1));
      const c2 = await sum([factor, weighted], [-factor * u1, rest]);
      const c = [await sum([1n, rest], [-1n, c2]), c2, c3];
      const announced = await announce(generators, statement, coins, uNew);
      const verifier = new Verifier(omitted);
      verifier.u(beforeU(step, statement, c), 3);
      const rHat = honestSums(
        coins,
        { psi: [0, 1, 2], rNew: [[0n], [0n], [0n]] },
        uNew,
      )[1] as bigint;
      const answers = answer(coins, [rBar, rHat, r, rNew(u, uNew)], uNew, verifier.c(announced));
      const proof = { c, ...announced, ...answers };
      expect(await weaklyTaken(statement, proof, omitted)).toBe(true);
      expect(await check(statement, proof)).toBe('shuffle/wrong-proof');
      return;
    }
  });

  test('c drawn without the announcements: a mix of ballots that never went in', async () => {
    const omitted = ['t', 't^'];
    const statement = { key, input: await rows('went in', 2), output: await rows('never did', 2) };
    const generators = await known(2);
    const some = (n: number) => Array.from({ length: n }, scalar);
    const [cs, chain] = [
      await Promise.all(some(2).map(onBase)),
      await Promise.all(some(2).map(onBase)),
    ];
    const verifier = new Verifier(omitted);
    const u = verifier.u(beforeU(step, statement, cs), 2);
    const c = verifier.c({ chain, t: [], tHat: [] });
    const [s, sHat, sNew] = [some(4), some(2), some(2)] as [bigint[], bigint[], bigint[]];
    const all = (list: readonly Point[], by: readonly bigint[]): readonly Term[] =>
      list.map((point, i): Term => [by[i] as bigint, point]);
    const minusCu = u.map((one) => toScalar(-c * one));
    const half = (of: Rows, which: 0 | 1) => of.map((row) => row[0]?.[which] as Point);
    const { h, hs } = generators;
    const t = [
      await sum([s[0] as bigint, G], ...all(cs, [-c, -c]), ...all(hs, [c, c])),
      await sum([s[1] as bigint, G], [-c, chain[1] as Point], [c * product(u), h]),
      await sum([s[2] as bigint, G], ...all(hs, sNew), ...all(cs, minusCu)),
      await sum(
        [-(s[3] as bigint), G],
        ...all(half(statement.output, 0), sNew),
        ...all(half(statement.input, 0), minusCu),
      ),
      await sum(
        [-(s[3] as bigint), key],
        ...all(half(statement.output, 1), sNew),
        ...all(half(statement.input, 1), minusCu),
      ),
    ];
    const tHat = await Promise.all(
      [0, 1].map((i) =>
        sum(
          [sHat[i] as bigint, G],
          [sNew[i] as bigint, chain[i - 1] ?? h],
          [-c, chain[i] as Point],
        ),
      ),
    );
    const proof = { c: cs, chain, t, tHat, s, sHat, sNew };
    expect(await weaklyTaken(statement, proof, omitted)).toBe(true);
    expect(await check(statement, proof)).toBe('shuffle/wrong-proof');
  });
});
