/**
 * The verifiable shuffle, mixer's side (PROTOCOL §8): Terelius and Wikström, AFRICACRYPT 2010, in the
 * form of Haenni, Locher, Koenig and Dubuis, VOTING 2017, for ballots of K pieces that move together.
 *
 * Definitions, 0-based: ψ a permutation, output i = input ψ(i) re-encrypted. Names of PROTOCOL: `r`
 * commits, `rHat` chains, `rNew` re-encrypts, the omegas are nonces. Lists written with i here are in
 * the order of the output: r[i] is PROTOCOL's r_i, rNew[i] is r'_{j_i}, uNew[i] is u'_i = u_{j_i}.
 *
 * Secret: ψ, all randomness and nonces, and what is computed from them until it is published. Three
 * sums, Σ ω'_i·H_i, Σ ω'_i·A'_i and Σ ω'_i·B'_i, run in variable time over nonces used once: the time
 * tells next to nothing, but a neighbour who can watch the caches could learn ψ. See README.md.
 */
import { concat } from '@hustings/base';
import {
  encodeScalar,
  G,
  type Group,
  MINUS_ONE,
  ONE,
  randomScalars,
  SIZE,
  ZERO,
} from '@hustings/ristretto';
import { assertShape, type Ciphertexts } from './ciphertexts.ts';
import { at, column, gather } from './flat.ts';
import { randomPermutation } from './permutation.ts';
import type { Random } from './random.ts';
import {
  encodeShuffleProof,
  generatorsOf,
  type ShuffleStep,
  shuffleChallenge,
  shuffleTranscript,
} from './shuffle-proof.ts';

/**
 * Mixes and proves it. `input` holds canonical points (`checkCiphertexts`); the permutation is
 * forgotten on return. A list of one ballot is re-encrypted, which hides nothing.
 */
export async function shuffle(
  group: Group,
  step: ShuffleStep,
  input: Ciphertexts,
  random: Random,
): Promise<{ readonly output: Ciphertexts; readonly proof: Uint8Array }> {
  assertShape(input);
  const psi = randomPermutation(input.count, random);
  const rNew = randomScalars(input.count * input.pieces, random);
  const output = await reencrypt(group, step.key, input, psi, rNew);
  const proof = await proveShuffle(group, step, input, output, { psi, rNew }, random);
  psi.fill(0);
  rNew.fill(0);
  return { output, proof };
}

/** Proves that `output` is `input` mixed with ψ and r'. With a false witness the proof is worthless. */
export async function proveShuffle(
  group: Group,
  step: ShuffleStep,
  input: Ciphertexts,
  output: Ciphertexts,
  witness: { readonly psi: Uint32Array; readonly rNew: Uint8Array },
  random: Random,
): Promise<Uint8Array> {
  const { count: n, pieces } = input;
  const { psi, rNew } = witness;

  // c_{ψ(i)} = r_i·G + H_i
  const r = randomScalars(n, random);
  const h = await generatorsOf(group).h();
  const hs = await generatorsOf(group).take(n);
  const commitments = scatter(await group.mulFixed([{ base: G, scalars: r }], hs), psi);

  const transcript = shuffleTranscript(step, input, output, commitments);
  const uNew = gather(transcript.weights('u', n), psi, 1);

  // ĉ_i = R_i·G + U_i·H
  const rHat = randomScalars(n, random);
  const { scalars } = group;
  const R = await scalars.chain(ZERO, uNew, rHat);
  const U = await scalars.chain(ONE, uNew);
  const chain = await group.mulFixed([
    { base: G, scalars: R },
    { base: h, scalars: U },
  ]);

  const omega = randomScalars(3 + pieces, random);
  const omegaHat = randomScalars(n, random);
  const omegaNew = randomScalars(n, random);
  const announcements = await announce(group, step.key, output, hs, omega, omegaNew);
  // t̂_i = ω̂_i·G + ω'_i·ĉ_{i−1} = (ω̂_i + ω'_i·R_{i−1})·G + ω'_i·U_{i−1}·H, with R_0 = 0, U_0 = 1.
  const chainAnnouncements = await group.mulFixed([
    { base: G, scalars: await scalars.mulAdd(omegaNew, delayed(R, ZERO), omegaHat) },
    { base: h, scalars: await scalars.mulAdd(omegaNew, delayed(U, ONE)) },
  ]);

  const c = encodeScalar(shuffleChallenge(transcript, chain, announcements, chainAnnouncements));
  // r̄, r̂ = Σ r̂_i·v_i, which is the last R_i, r, and r' for each piece.
  const answers = [
    await scalars.inner(r, ONE),
    n === 0 ? ZERO : at(R, n - 1),
    await scalars.inner(r, uNew),
  ];
  for (let k = 0; k < pieces; k++) answers.push(await scalars.inner(column(rNew, k, pieces), uNew));
  const proof = encodeShuffleProof({
    count: n,
    pieces,
    commitments,
    chain,
    chainAnnouncements,
    announcements,
    responses: await scalars.mulAdd(concat(...answers), c, omega),
    chainResponses: await scalars.mulAdd(rHat, c, omegaHat),
    permutationResponses: await scalars.mulAdd(uNew, c, omegaNew),
  });
  for (const secret of [r, rHat, R, U, omega, omegaHat, omegaNew, uNew]) secret.fill(0);
  return proof;
}

/** e'_i = e_{ψ(i)} + (r'_{ψ(i)}·G, r'_{ψ(i)}·Y), piece by piece. */
export async function reencrypt(
  group: Group,
  key: Uint8Array,
  input: Ciphertexts,
  psi: Uint32Array,
  rNew: Uint8Array,
): Promise<Ciphertexts> {
  const { count, pieces } = input;
  const a = await group.mulFixed([{ base: G, scalars: rNew }], gather(input.a, psi, pieces));
  const b = await group.mulFixed([{ base: key, scalars: rNew }], gather(input.b, psi, pieces));
  return { count, pieces, a, b };
}

/** t_1 ‖ t_2 ‖ t_3 ‖ (t_{4,k,A} ‖ t_{4,k,B}) for each k; `omega` holds ω_1, ω_2, ω_3, ω_{4,1}, … */
async function announce(
  group: Group,
  key: Uint8Array,
  output: Ciphertexts,
  hs: Uint8Array,
  omega: Uint8Array,
  omegaNew: Uint8Array,
): Promise<Uint8Array> {
  const plain = await group.mulFixed([{ base: G, scalars: omega.subarray(0, 2 * SIZE) }]);
  const t3 = await group.mulFixed(
    [{ base: G, scalars: at(omega, 2) }],
    await group.msmVartime(omegaNew, hs),
  );
  const parts = [plain, t3];
  for (let k = 0; k < output.pieces; k++) {
    const minus = await group.scalars.mulAdd(at(omega, 3 + k), MINUS_ONE);
    for (const [base, points] of [
      [G, output.a],
      [key, output.b],
    ] as const) {
      const sum = await group.msmVartime(omegaNew, column(points, k, output.pieces));
      parts.push(await group.mulFixed([{ base, scalars: minus }], sum));
    }
  }
  return concat(...parts);
}

/** Puts element i at place order[i]. */
function scatter(flat: Uint8Array, order: Uint32Array): Uint8Array {
  const out = new Uint8Array(flat.length);
  for (const [i, j] of order.entries()) out.set(at(flat, i), j * SIZE);
  return out;
}

/** first, flat_0, flat_1, … without the last. */
function delayed(flat: Uint8Array, first: Uint8Array): Uint8Array {
  if (flat.length === 0) return flat;
  return concat(first, flat.subarray(0, flat.length - SIZE));
}
