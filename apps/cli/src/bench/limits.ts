/**
 * What each step would cost if there were nothing but the group's own operations, in µs of one core.
 *
 * The operations were measured with prototypes of both kernels before the kernels were written: Node 24 on
 * a 2-vCPU AMD EPYC (Zen 5), one thread, the least of three rounds, `f64x2.relaxed_madd` on 5×51-bit
 * limbs, two lanes. A shuffle, its check, a share and its check were measured as mixes of operations for
 * 4,096 ciphertexts; the lower end of each range stands here. Hashing, parsing, files and messages between
 * threads are in none of these figures.
 */

/** One product of a fixed base with a scalar; constant-time selection from a table. */
const FIXED = 4.7;
/** One encoding among many: a square root saved by doubling, an inversion shared. */
const BATCH_ENCODE = 0.35;
const ENCODE = 2.5;
const DECODE = 2.5;
/** One term of a long sum with a scalar of 253 bits, and of 128. */
const TERM = 1.61;
const SHORT_TERM = 0.97;

const SHUFFLE = 57;
const SHUFFLE_CHECK = 30;
const SHARE = 24;
const SHARE_CHECK = 4.8;

export interface Work {
  /** Codes on the roll for each ballot. */
  readonly codesPerBallot: number;
  readonly mixers: number;
  /** Trustees who decrypt. */
  readonly decrypting: number;
}

/** µs of one core for each ballot, by the name of the step. */
export function limitsOf(work: Work): Readonly<Record<string, number>> {
  // R, A: two of each piece; T, S: two more. B is in no equation and is only decoded.
  const ballot = 5 * DECODE + 2 * TERM + 2 * SHORT_TERM;
  const mixes = work.mixers * SHUFFLE_CHECK;
  const shares = work.decrypting * SHARE_CHECK;
  return {
    credentials: work.codesPerBallot * (FIXED + BATCH_ENCODE),
    // A, R and T are encoded among many; B has the paper's point added, which keeps its own square root.
    sealing: 4 * FIXED + 3 * BATCH_ENCODE + ENCODE,
    casting: ballot,
    mixing: work.mixers * SHUFFLE,
    'decrypting: mixes checked': mixes,
    'decrypting: shares': work.decrypting * SHARE,
    'decrypting: shares checked': shares,
    'verifying: ballots': ballot,
    'verifying: mixes': mixes,
    'verifying: shares': shares,
  };
}

/**
 * Belenios 3.3 with Ed25519, one thread, 10,000 ranked ballots, µs a ballot, measured on a machine of the
 * same kind; and how many times as fast Hustings means to be in each step.
 */
export const BELENIOS: Readonly<Record<string, { readonly us: number; readonly times: number }>> = {
  'verify a ballot': { us: 920, times: 20 },
  'shuffle with proof': { us: 1400, times: 20 },
  'verify a shuffle': { us: 1600, times: 20 },
  'a share of the decryption': { us: 920, times: 20 },
  'verify everything': { us: 5400, times: 40 },
};
