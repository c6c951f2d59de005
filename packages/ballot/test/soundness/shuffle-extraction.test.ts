/**
 * Special soundness of the shuffle, in numbers (Terelius and Wikström, AFRICACRYPT 2010, propositions 2
 * and 4; Haenni, Locher, Koenig and Dubuis, VOTING 2017). A prover that can answer is rewound: for one
 * commitment c, N independent vectors u, and for each two challenges after the same announcements. From
 * those 2N transcripts ALONE the extractor computes a permutation and re-encryption numbers; the tests
 * show that they lead from input to output. The prover is the one of shuffle-by-hand.ts, which is shown
 * first to be the package's.
 */
import {
  addScalar,
  G,
  invertScalar,
  mulScalar,
  randomScalar,
  scalarAt,
  subScalar,
} from '@hustings/ristretto';
import { describe, expect, test } from 'vitest';
import { checkShuffle, parseShuffleProof, type ShuffleStep, shuffle } from '../../src/index.ts';
import { generatorsOf } from '../../src/shuffle-proof.ts';
import { POLL_CONTEXT, seededRandom } from '../support.ts';
import { elements, group, type Point, strangers, sum } from './group.ts';
import {
  type Announced,
  type Answers,
  announce,
  answer,
  beforeU,
  type Challenges,
  commit,
  drawCoins,
  encodeProof,
  equations,
  type Generators,
  honestSums,
  listOf,
  mixed,
  pairAt,
  product,
  type Rows,
  rowsOf,
  type Statement,
  Verifier,
  type Witness,
} from './shuffle-by-hand.ts';

const random = seededRandom('extraction');
const scalar = (): bigint => randomScalar(random);
const weight = (): bigint => scalar() % 2n ** 128n;
const [key] = (await strangers('extraction key', 1)) as [Point];
const step: ShuffleStep = { context: POLL_CONTEXT, key, pool: 'members', step: 1, mixer: 'm' };
const range = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);

async function generators(n: number): Promise<Generators> {
  const known = generatorsOf(group);
  return { h: await known.h(), hs: elements(await known.take(n)) };
}

async function rowsFor(seed: string, n: number, pieces: number): Promise<Rows> {
  const points = await strangers(seed, 2 * n * pieces);
  return range(n).map((i) =>
    range(pieces).map((k) => {
      const at = 2 * (i * pieces + k);
      return [points[at] as Point, points[at + 1] as Point] as const;
    }),
  );
}

/** An honest mix with a permutation drawn by sorting. */
async function honestMix(seed: string, n: number, pieces: number) {
  const input = await rowsFor(seed, n, pieces);
  const witness: Witness = {
    psi: range(n)
      .map((i) => ({ i, lot: scalar() }))
      .toSorted((a, b) => (a.lot < b.lot ? -1 : 1))
      .map(({ i }) => i),
    rNew: input.map((row) => row.map(scalar)),
  };
  const output = await mixed(key, input, witness);
  return { statement: { key, input, output } as const, witness };
}

const failing = (held: ReadonlyMap<string, boolean>): readonly string[] =>
  [...held].filter(([, isHeld]) => !isHeld).map(([name]) => name);

/** One accepted run of the proof: commitment, both challenges, and all that was said. */
interface Run {
  readonly challenges: Challenges;
  readonly announced: Announced;
  readonly answers: Answers;
}

/** Solves U·x = v for each row of values, U given by its rows; undefined where U is singular. */
function solve(
  matrix: readonly (readonly bigint[])[],
  right: readonly (readonly bigint[])[],
): readonly (readonly bigint[])[] | undefined {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...(right[i] as readonly bigint[])]);
  for (const at of range(n)) {
    const pivot = range(n).find((i) => i >= at && rows[i]?.[at] !== 0n);
    if (pivot === undefined) return undefined;
    const [mine, other] = [rows[at] as bigint[], rows[pivot] as bigint[]];
    rows[pivot] = mine;
    const inverse = invertScalar(other[at] as bigint);
    rows[at] = other.map((value) => mulScalar(value, inverse));
    for (const i of range(n)) {
      const factor = rows[i]?.[at] as bigint;
      if (i !== at)
        rows[i] = (rows[i] as bigint[]).map((value, k) =>
          subScalar(value, factor * (rows[at]?.[k] as bigint)),
        );
    }
  }
  return rows.map((row) => row.slice(n));
}

/** What two answers to one announcement give away: u', r, r', r̂_i, r̄ and r̂. */
function fromPair([one, two]: readonly [Run, Run]) {
  const inverse = invertScalar(subScalar(one.challenges.c, two.challenges.c));
  const quotients = (a: readonly bigint[], b: readonly bigint[]) =>
    a.map((value, i) => mulScalar(subScalar(value, b[i] as bigint), inverse));
  const [rBar, rHatSum, r, ...rNew] = quotients(one.answers.s, two.answers.s) as [
    bigint,
    bigint,
    bigint,
    ...bigint[],
  ];
  return {
    u: one.challenges.u,
    uNew: quotients(one.answers.sNew, two.answers.sNew),
    rHat: quotients(one.answers.sHat, two.answers.sHat),
    rBar,
    rHatSum,
    r,
    rNew,
  };
}

/**
 * The extractor: transcripts in, witness out. With Σ_j u_j·c_j = r·G + Σ_i u'_i·H_i for N independent
 * u, every c_j = ρ_j·G + Σ_i m_{j,i}·H_i; and with Σ_i u'_i·e'_i = Σ_j u_j·e_j + r'·(G, Y), every
 * output is an input and its r'_j.
 */
function extract(pairs: readonly (readonly [Run, Run])[]) {
  const found = pairs.map(fromPair);
  const solved = solve(
    found.map(({ u }) => u),
    found.map(({ uNew, r, rNew }) => [...uNew, r, ...rNew]),
  );
  if (solved === undefined) throw new Error('the u are not independent');
  const n = pairs.length;
  return {
    found,
    /** m[j][i]: what c_j holds of H_i. */
    matrix: solved.map((row) => row.slice(0, n)),
    /** ρ_j: what c_j holds of G. */
    openings: solved.map((row) => row[n] as bigint),
    /** r'[j][k], by the place of the input. */
    rNew: solved.map((row) => row.slice(n + 1)),
  };
}

describe('the prover and the equations of this folder are those of the package', () => {
  test.each([
    [0, 1],
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 1],
  ])('N = %i, K = %i: each takes the proof of the other', async (n, pieces) => {
    const known = await generators(n);
    const { statement, witness } = await honestMix(`both ${n}`, n, pieces);
    const coins = drawCoins(n, pieces, random);
    const c = await commit(known, witness.psi, coins.r);
    const verifier = new Verifier();
    const lists = [listOf(statement.input, pieces), listOf(statement.output, pieces)] as const;
    const u = verifier.u(beforeU(step, statement, c), n);
    const uNew = witness.psi.map((j) => u[j] as bigint);
    const announced = await announce(known, statement, coins, uNew);
    const challenge = verifier.c(announced);
    const sums = honestSums(coins, witness, uNew);
    const proof = { c, ...announced, ...answer(coins, sums, uNew, challenge) };
    expect(failing(await equations(known, statement, proof, { u, c: challenge }))).toEqual([]);
    const verdict = await checkShuffle(group, step, ...lists, encodeProof(proof, pieces), random);
    expect(verdict).toEqual({ ok: true, value: undefined });

    const made = await shuffle(group, step, lists[0], random);
    const parsed = parseShuffleProof(made.proof);
    if (!parsed.ok) throw new Error('its own proof can be read');
    const theirs = parsed.value;
    const scalars = (flat: Uint8Array) => elements(flat).map((one) => scalarAt(one, 0));
    const read = {
      c: elements(theirs.commitments),
      chain: elements(theirs.chain),
      tHat: elements(theirs.chainAnnouncements),
      t: elements(theirs.announcements),
      s: scalars(theirs.responses),
      sHat: scalars(theirs.chainResponses),
      sNew: scalars(theirs.permutationResponses),
    };
    const about = { ...statement, output: rowsOf(made.output) };
    const again = new Verifier();
    const drawn = again.u(beforeU(step, about, read.c), n);
    const held = await equations(known, about, read, { u: drawn, c: again.c(read) });
    expect(held.size).toBe(3 + 2 * pieces + n);
    expect(failing(held)).toEqual([]);
  });
});

describe('from N × 2 accepted transcripts of one commitment', () => {
  test.each([
    [2, 1],
    [2, 2],
    [3, 1],
    [4, 2],
  ])(
    'N = %i, K = %i: the permutation and every r’ come out, and lead from input to output',
    async (n, pieces) => {
      const known = await generators(n);
      const { statement, witness } = await honestMix(`extract ${n} ${pieces}`, n, pieces);
      const coins = drawCoins(n, pieces, random);
      const c = await commit(known, witness.psi, coins.r);
      const pairs: (readonly [Run, Run])[] = [];
      for (const _ of range(n)) {
        // Rewound to just after c, then to just after the announcements.
        const u = range(n).map(weight);
        const uNew = witness.psi.map((j) => u[j] as bigint);
        const later = { ...drawCoins(n, pieces, random), r: coins.r };
        const announced = await announce(known, statement, later, uNew);
        const sums = honestSums(later, witness, uNew);
        const pair: Run[] = [];
        for (const challenge of [scalar(), scalar()]) {
          const answers = answer(later, sums, uNew, challenge);
          const challenges = { u, c: challenge };
          const held = await equations(
            known,
            statement,
            { c, ...announced, ...answers },
            challenges,
          );
          expect(failing(held)).toEqual([]);
          pair.push({ challenges, announced, answers });
        }
        pairs.push([pair[0] as Run, pair[1] as Run]);
      }

      const { matrix, openings, rNew, found } = extract(pairs);
      // A permutation matrix: the one 1 of row j says where input j went.
      const where = matrix.map((row) => row.indexOf(1n));
      expect(where.toSorted()).toEqual(range(n));
      for (const [j, row] of matrix.entries())
        expect(row.map((value, i) => value === (i === where[j] ? 1n : 0n))).toEqual(
          range(n).map(() => true),
        );
      for (const [j, i] of where.entries()) {
        // c_j opens to that row …
        expect(await sum([openings[j] as bigint, G], [1n, known.hs[i] as Point])).toEqual(c[j]);
        // … and the output there is that input, re-encrypted with what was extracted.
        for (const k of range(pieces)) {
          const r = rNew[j]?.[k] as bigint;
          const [a, b] = pairAt(statement.input, j, k);
          expect([await sum([1n, a], [r, G]), await sum([1n, b], [r, key])]).toEqual(
            statement.output[i]?.[k],
          );
        }
      }
      // It is the prover's own witness, there being no other.
      expect(where.map((i) => witness.psi[i])).toEqual(range(n));
      expect(rNew).toEqual(witness.rNew);
      for (const one of found) {
        expect(product(one.uNew)).toBe(product(one.u));
        expect(one.rBar).toBe(openings.reduce(addScalar, 0n));
      }
    },
  );

  test('r̂ and every r̂_i extracted open the chain to the products of the u’', async () => {
    const n = 3;
    const known = await generators(n);
    const { statement, witness } = await honestMix('chain', n, 1);
    const coins = drawCoins(n, 1, random);
    const u = range(n).map(weight);
    const uNew = witness.psi.map((j) => u[j] as bigint);
    const announced = await announce(known, statement, coins, uNew);
    const runs = [scalar(), scalar()].map(
      (c): Run => ({
        challenges: { u, c },
        announced,
        answers: answer(coins, honestSums(coins, witness, uNew), uNew, c),
      }),
    );
    const found = fromPair([runs[0] as Run, runs[1] as Run]);
    for (const i of range(n)) {
      const before = announced.chain[i - 1] ?? known.h;
      expect(await sum([found.rHat[i] as bigint, G], [found.uNew[i] as bigint, before])).toEqual(
        announced.chain[i],
      );
    }
    expect(await sum([found.rHatSum, G], [product(u), known.h])).toEqual(announced.chain[n - 1]);
  });
});

describe('what commits to no permutation has no answer', () => {
  const n = 2;
  /** c_j = r_j·G + Σ_i m[j][i]·H_i, then everything as the equations want it for u' = mᵀ·u. */
  async function prove(
    m: readonly (readonly bigint[])[],
    statement: Statement,
    u: readonly bigint[],
  ) {
    const known = await generators(n);
    const coins = drawCoins(n, 1, random);
    const c: Point[] = [];
    for (const [j, row] of m.entries())
      c.push(
        await sum(
          [coins.r[j] as bigint, G],
          ...row.map((value, i) => [value, known.hs[i] as Point] as const),
        ),
      );
    const uNew = range(n).map((i) =>
      m.reduce((all, row, j) => addScalar(all, (row[i] as bigint) * (u[j] as bigint)), 0n),
    );
    const announced = await announce(known, statement, coins, uNew);
    const [rBar, rHatSum] = honestSums(coins, { psi: [0, 1], rNew: [[0n], [0n]] }, uNew);
    const r = addScalar(
      (coins.r[0] as bigint) * (u[0] as bigint),
      (coins.r[1] as bigint) * (u[1] as bigint),
    );
    const challenge = scalar();
    const answers = answer(coins, [rBar as bigint, rHatSum as bigint, r, 0n], uNew, challenge);
    const held = await equations(
      known,
      statement,
      { c, ...announced, ...answers },
      { u, c: challenge },
    );
    return failing(held);
  }

  test('two rows alike: the sums of the columns tell (s_1)', async () => {
    const [one] = await rowsFor('dropped', 1, 1);
    if (one === undefined) throw new Error('one row');
    const input = [one, ...(await rowsFor('lost', 1, 1))];
    // Output: ballot 1 twice. u' = (u_1 + u_2, 0) does not help either: e_2 is in the input's sum.
    const failed = await prove(
      [
        [1n, 0n],
        [1n, 0n],
      ],
      { key, input, output: [one, one] },
      [weight(), weight()],
    );
    expect(failed).toEqual(['s_1', 's_2', 's_4,1,A', 's_4,1,B']);
  });

  test('rows and columns that add up to one, but no permutation: the product alone tells (s_2)', async () => {
    // m = ((2, −1), (−1, 2)); the output is m⁻ᵀ of the input, so that Σ u'·e' = Σ u·e for every u.
    const input = await rowsFor('affine', n, 1);
    const third = invertScalar(3n);
    const share = async (x: bigint, y: bigint, half: 0 | 1): Promise<Point> =>
      sum(
        [mulScalar(x, third), input[0]?.[0]?.[half] as Point],
        [mulScalar(y, third), input[1]?.[0]?.[half] as Point],
      );
    const output: Rows = [
      [[await share(2n, 1n, 0), await share(2n, 1n, 1)]],
      [[await share(1n, 2n, 0), await share(1n, 2n, 1)]],
    ];
    const statement = { key, input, output };
    const failed = await prove(
      [
        [2n, -1n],
        [-1n, 2n],
      ],
      statement,
      [weight(), weight()],
    );
    expect(failed).toEqual(['s_2']);
    // And it would pass for the one u in 2^128 that the product cannot tell apart.
    expect(
      await prove(
        [
          [2n, -1n],
          [-1n, 2n],
        ],
        statement,
        [7n, 7n],
      ),
    ).toEqual([]);
  });
});
