/**
 * Sharing all papers among the candidates by their keep values, in one pass over the paths that papers
 * take. Keep values and the worth of a paper are whole numbers of units (10⁻⁹ where a rule keeps nine
 * places); votes are units times papers.
 *
 * A paper leaves at most one unit more behind at an elected candidate than it brings, where both parts
 * are rounded up, so all votes together are at most papers × (unit + candidates). While that is below
 * 2⁵³, all sums are exact in JavaScript numbers and `timesOver` divides products exactly; else bigints
 * serve.
 */
import type { PaperPaths } from './paper-paths.ts';
import { lesser } from './ratio.ts';
import type { MeekSwitches } from './switches.ts';

type How = Pick<MeekSwitches, 'keeping' | 'places' | 'rounding'>;

/**
 * Votes of each candidate, in units times papers, when each keeps so much of what reaches them: the
 * whole unit if they are hopeful. Costs the number of paths.
 */
export type Share = (keep: readonly bigint[]) => bigint[];

export function sharing(paths: PaperPaths, how: How): Share {
  const most = paths.valid * (10 ** how.places + paths.candidates);
  return how.places <= 9 && most < Number.MAX_SAFE_INTEGER
    ? inNumbers(paths, how)
    : inBigints(paths, how);
}

/**
 * a·b/unit, down or up, for whole a, b ≤ unit and a unit that is a power of ten up to 10⁹. The product
 * may pass 2⁵³, so the quotient is first guessed in floating point. The guess is never too small: a
 * whole number q of units is q·5ᵏ·2ᵏ and so a floating-point number itself, and rounding keeps order. It
 * may be one too large, and is then put right by the exact remainder, which 32 bits are enough to hold.
 */
export function timesOver(a: number, b: number, unit: number, up: boolean): number {
  let quotient = Math.floor((a * b) / unit);
  let rest = (Math.imul(a, b) - Math.imul(quotient, unit)) | 0;
  if (rest < 0) {
    quotient--;
    rest += unit;
  }
  return up && rest > 0 ? quotient + 1 : quotient;
}

function inNumbers(paths: PaperPaths, { keeping, places, rounding }: How): Share {
  const unit = 10 ** places;
  let rests = new Float64Array(0);
  return (keepOf) => {
    const { length, candidate, parent, papers } = paths;
    const keep = Float64Array.from(keepOf, Number);
    const votes = new Float64Array(keep.length);
    if (rests.length < length) rests = new Float64Array(2 * length);
    rests[0] = unit;
    for (let node = 1; node < length; node++) {
      const worth = rests[parent[node] as number] as number;
      rests[node] = 0;
      if (worth === 0) continue;
      const c = candidate[node] as number;
      const k = keep[c] as number;
      let kept = worth;
      if (k < unit) {
        kept =
          keeping === 'warren'
            ? Math.min(k, worth)
            : timesOver(worth, k, unit, rounding !== 'both-down');
        rests[node] =
          keeping === 'warren' || rounding === 'keep-up'
            ? worth - kept
            : timesOver(worth, unit - k, unit, rounding === 'both-up');
      }
      votes[c] = (votes[c] as number) + kept * (papers[node] as number);
    }
    return Array.from(votes, BigInt);
  };
}

function inBigints(paths: PaperPaths, { keeping, places, rounding }: How): Share {
  const unit = 10n ** BigInt(places);
  const times = (a: bigint, b: bigint, up: boolean): bigint =>
    up ? (a * b + unit - 1n) / unit : (a * b) / unit;
  return (keep) => {
    const { length, candidate, parent, papers } = paths;
    const votes = keep.map(() => 0n);
    const rests: bigint[] = [unit];
    for (let node = 1; node < length; node++) {
      const worth = rests[parent[node] as number] as bigint;
      rests.push(0n);
      if (worth === 0n || papers[node] === 0) continue;
      const c = candidate[node] as number;
      const k = keep[c] as bigint;
      let kept = worth;
      if (k < unit) {
        kept = keeping === 'warren' ? lesser(k, worth) : times(worth, k, rounding !== 'both-down');
        rests[node] =
          keeping === 'warren' || rounding === 'keep-up'
            ? worth - kept
            : times(worth, unit - k, rounding === 'both-up');
      }
      votes[c] = (votes[c] as bigint) + kept * BigInt(papers[node] as number);
    }
    return votes;
  };
}
