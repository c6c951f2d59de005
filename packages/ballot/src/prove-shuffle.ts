/**
 * The proof of a mix, prover's side (PROTOCOL §8), written from its beginning to its end while the
 * lists stay where they are. Names and secrets: shuffle.ts.
 *
 * Memory: what is drawn is held, 5 + K scalars a ballot with the weights and the witness, and a slice
 * of everything else; what can be computed again (the chain, the lists read) is not held.
 */
import { assert, type ByteSink, concat } from '@hustings/base';
import {
  encodeScalar,
  encodeScalars,
  G,
  type Group,
  MINUS_ONE,
  ONE,
  SIZE,
  ZERO,
} from '@hustings/ristretto';
import { at, between, column, gather } from './flat.ts';
import { inverseOf } from './gathering.ts';
import { hintsOf } from './hints.ts';
import { drawScalars } from './random.ts';
import { assertSealedShape, type SealedList } from './sealed-list.ts';
import {
  GENERATORS_PASS,
  generatorsFor,
  generatorsOf,
  type ShuffleStep,
  shuffleProofHeader,
  shuffleStatement,
} from './shuffle-proof.ts';
import { elements, inOrder, Meter, SLICE, type Working } from './slices.ts';
import type { Appending } from './transcript.ts';

/** Known to the mixer alone. */
export interface ShuffleWitness {
  /** ψ: output i is input ψ[i] re-encrypted. */
  readonly psi: Uint32Array;
  /** r', in the order of the output, K for each ballot. */
  readonly rNew: Uint8Array;
}

/** What a proof costs in passes over the list, for its progress: an announcement is a sum, and cheaper. */
const SUMS = 0.6;
const PASSES = GENERATORS_PASS + 3 + SUMS;
/** Points of one sum, which cost less the more there are. */
const SUM_SLICES = 4;

/** Proves that `output` is `input` mixed with ψ and r'. With a false witness the proof is worthless. */
export async function writeShuffleProof(
  group: Group,
  step: ShuffleStep,
  input: SealedList,
  output: SealedList,
  witness: ShuffleWitness,
  proof: ByteSink,
  how: Working,
): Promise<void> {
  assertSealedShape(input);
  assertSealedShape(output);
  const { count: n, pieces } = input;
  const { psi, rNew } = witness;
  const { random, sliceSize: size = SLICE } = how;
  const { scalars } = group;
  const meter = new Meter(n, PASSES, how.progress);
  const inverse = inverseOf(psi);
  const secrets: Uint8Array[] = [];
  const drawn = async (count: number): Promise<Uint8Array> => {
    const list = await drawScalars(scalars, count, random);
    secrets.push(list);
    return list;
  };
  /** Computes a list of points in slices, to the transcript and the proof. */
  const publish = async (
    appending: Appending,
    points: (from: number, to: number) => Promise<Uint8Array>,
  ): Promise<void> => {
    await inOrder(n, size, points, async (bytes, from, to) => {
      appending.add(bytes);
      await proof.append(bytes);
      meter.add(to - from);
    });
    appending.end();
  };

  try {
    const { points: hs, hints } = await generatorsFor(group, n, meter);
    const r = await drawn(n);
    const h = await generatorsOf(group).h();
    const transcript = await shuffleStatement(step, input, output);
    await proof.append(shuffleProofHeader(n, pieces));
    // c_{ψ(i)} = r_i·G + H_i, by the place ψ(i) of the input.
    await publish(transcript.begin('c', n * SIZE), async (from, to) => {
      const places = inverse.subarray(from, to);
      const some = gather(r, places, 1);
      const points = await group.mulFixed(
        [{ base: G, scalars: some }],
        gather(hs, places, 1),
        gather(hints, places, 1),
      );
      wipe(some);
      return points;
    });

    const u = transcript.weights('u', n);
    const uNew = (from: number, to: number): Uint8Array => gather(u, psi.subarray(from, to), 1);
    const rHat = await drawn(n);
    const omega = await drawn(3 + pieces);
    const omegaHat = await drawn(n);
    const omegaNew = await drawn(n);

    /** R_i and U_i of ĉ_i = R_i·G + U_i·H, slice after slice, and those one before each. */
    const links = () => {
      let last = Promise.resolve({ R: ZERO, U: ONE });
      return async (from: number, to: number): Promise<Links> => {
        const before = last;
        const computed = before.then(async (start): Promise<Links> => {
          const factors = uNew(from, to);
          const R = await scalars.chain(start.R, factors, between(rHat, from, to));
          const U = await scalars.chain(start.U, factors);
          wipe(factors);
          return { R, U, delayedR: delayed(start.R, R), delayedU: delayed(start.U, U) };
        });
        last = computed.then(({ R, U }) => ({ R: R.slice(-SIZE), U: U.slice(-SIZE) }));
        return computed;
      };
    };

    const onTwo = async (onG: Uint8Array, onH: Uint8Array): Promise<Uint8Array> => {
      const points = await group.mulFixed([
        { base: G, scalars: onG },
        { base: h, scalars: onH },
      ]);
      wipe(onG, onH);
      return points;
    };
    const forChain = links();
    await publish(transcript.begin('c^', n * SIZE), async (from, to) => {
      const { R, U, delayedR, delayedU } = await forChain(from, to);
      wipe(delayedR, delayedU);
      return onTwo(R, U);
    });

    const announcements = await announce(group, step.key, {
      output,
      hs,
      hints,
      omega,
      omegaNew,
      size: size * SUM_SLICES,
      take: (ballots) => meter.add(SUMS * ballots),
    });
    transcript.append('t', announcements);

    // t̂_i = ω̂_i·G + ω'_i·ĉ_{i−1} = (ω̂_i + ω'_i·R_{i−1})·G + ω'_i·U_{i−1}·H, with R_0 = 0, U_0 = 1.
    const forAnnouncements = links();
    await publish(transcript.begin('t^', n * SIZE), async (from, to) => {
      const { R, U, delayedR, delayedU } = await forAnnouncements(from, to);
      const nonces = between(omegaNew, from, to);
      const onG = await scalars.mulAdd(nonces, delayedR, between(omegaHat, from, to));
      const onH = await scalars.mulAdd(nonces, delayedU);
      wipe(R, U, delayedR, delayedU);
      return onTwo(onG, onH);
    });
    await proof.append(announcements);

    const c = encodeScalar(transcript.challenge('c'));
    // r̄, r̂ = Σ r̂_i·v_i, which is the last R_i, r, and r' for each piece.
    const answers: Uint8Array[] = new Array(3 + pieces).fill(ZERO);
    const forAnswers = links();
    await inOrder(n, size, forAnswers, async ({ R, U, delayedR, delayedU }, from, to) => {
      const some = uNew(from, to);
      const add = async (k: number, list: Uint8Array, by: Uint8Array): Promise<void> => {
        answers[k] = await scalars.mulAdd(await scalars.inner(list, by), ONE, answers[k]);
      };
      await add(0, between(r, from, to), ONE);
      answers[1] = R.slice(-SIZE);
      await add(2, between(r, from, to), some);
      const rs = between(rNew, from * pieces, to * pieces);
      for (let k = 0; k < pieces; k++) await add(3 + k, column(rs, k, pieces), some);
      wipe(some, R, U, delayedR, delayedU);
    });
    await proof.append(await scalars.mulAdd(concat(...answers), c, omega));
    /** a_i·c + nonce_i, and the a_i are not needed again. */
    const answer = (a: (from: number, to: number) => Uint8Array, nonces: Uint8Array) =>
      inOrder(
        n,
        size,
        async (from, to) => {
          const values = a(from, to);
          const out = await scalars.mulAdd(values, c, between(nonces, from, to));
          wipe(values);
          return out;
        },
        (bytes) => proof.append(bytes),
      );
    await answer((from, to) => between(rHat, from, to), omegaHat);
    await answer(uNew, omegaNew);
  } finally {
    wipe(...secrets);
    inverse.fill(0);
  }
}

interface Links {
  readonly R: Uint8Array;
  readonly U: Uint8Array;
  readonly delayedR: Uint8Array;
  readonly delayedU: Uint8Array;
}

/** t_1 ‖ t_2 ‖ t_3 ‖ (t_{4,k,A} ‖ t_{4,k,B}) for each k; `omega` holds ω_1, ω_2, ω_3, ω_{4,1}, … */
async function announce(
  group: Group,
  key: Uint8Array,
  from: {
    readonly output: SealedList;
    readonly hs: Uint8Array;
    readonly hints: Uint8Array;
    readonly omega: Uint8Array;
    readonly omegaNew: Uint8Array;
    readonly size: number;
    readonly take: (ballots: number) => void;
  },
): Promise<Uint8Array> {
  const { output, hs, hints, omega, omegaNew } = from;
  const { count: n, pieces } = output;
  const known = hintsOf(output);
  // Σ ω'_i·H_i, then Σ ω'_i·A'_{i,k} and Σ ω'_i·B'_{i,k} for each k: parts of each, by slices.
  const parts: Uint8Array[][] = Array.from({ length: 1 + 2 * pieces }, () => []);
  await inOrder(
    n,
    from.size,
    async (first, last) => {
      const nonces = between(omegaNew, first, last);
      const a = await elements(output.a, first * pieces, last * pieces);
      const b = await elements(output.b, first * pieces, last * pieces);
      const sums = [
        group.msmVartime(nonces, between(hs, first, last), between(hints, first, last)),
      ];
      const [start, end] = [first * pieces, last * pieces];
      for (let k = 0; k < pieces; k++)
        for (const [points, all] of [
          [a, known?.a],
          [b, known?.b],
        ] as const) {
          const some = all && column(between(all, start, end), k, pieces);
          sums.push(group.msmVartime(nonces, column(points, k, pieces), some));
        }
      return Promise.all(sums);
    },
    (sums, first, last) => {
      for (const [k, sum] of sums.entries()) parts[k]?.push(sum);
      from.take(last - first);
    },
  );
  const sums: Uint8Array[] = [];
  for (const part of parts)
    sums.push(await group.msmVartime(encodeScalars(part.map(() => 1n)), concat(...part)));
  const out = [await group.mulFixed([{ base: G, scalars: omega.subarray(0, 2 * SIZE) }])];
  for (const [k, sum] of sums.entries()) {
    // ω_3 comes as it is, the ω_4 with a minus.
    const nonce = at(omega, 2 + ((k + 1) >> 1));
    const scalars = k === 0 ? nonce : await group.scalars.mulAdd(nonce, MINUS_ONE);
    out.push(await group.mulFixed([{ base: k > 0 && k % 2 === 0 ? key : G, scalars }], sum));
  }
  assert(out.length === 2 + 2 * pieces, 'two announcements, t_3, and two for each piece');
  return concat(...out);
}

function wipe(...secrets: readonly Uint8Array[]): void {
  for (const secret of secrets) secret.fill(0);
}

/** first, flat_0, flat_1, … without the last. */
function delayed(first: Uint8Array, flat: Uint8Array): Uint8Array {
  return concat(first, flat.subarray(0, flat.length - SIZE));
}
