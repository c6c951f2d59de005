/**
 * Shares by a book's policy, of votes or of weighted totals, exactly. Definitions as in
 * packages/count/src/percent.ts, for scores that need not be whole.
 */
import { exact, type PercentPolicy, type Ratio } from '@hustings/count';

export interface Papers {
  readonly valid: number;
  readonly spoilt: number;
  readonly entitled: number;
}

type Scores = ReadonlyMap<string, Ratio>;

/** The whole that a policy takes shares of. */
export function baseOf(scores: Scores, policy: PercentPolicy, papers: Papers): Ratio {
  switch (policy.of) {
    case 'continuing':
      return exact.sum(scores.values());
    case 'valid':
      return exact.whole(papers.valid);
    case 'cast':
      return exact.whole(papers.valid + papers.spoilt);
    case 'electorate':
      return exact.whole(papers.entitled);
  }
}

/** Shares as they would be printed; of nothing, and of less than all there is, there are none. */
export function sharesOf(
  scores: Scores,
  policy: PercentPolicy,
  papers: Papers,
): ReadonlyMap<string, string> {
  return sharesIn(scores, baseOf(scores, policy, papers), policy);
}

export function sharesIn(
  scores: Scores,
  base: Ratio,
  policy: Pick<PercentPolicy, 'decimals' | 'rounding'>,
): ReadonlyMap<string, string> {
  const total = exact.sum(scores.values());
  if (base.n === 0n || exact.isLess(base, total)) return new Map();
  const whole = 100n * 10n ** BigInt(policy.decimals);
  // Whole parts of one common measure: shares stay the same.
  const measure = [...scores.values(), base].reduce((m, { d }) => (m * d) / divisor(m, d), 1n);
  const parts = [...scores].map(([id, { n, d }]) => ({ id, part: (n * measure) / d }));
  const all = (base.n * measure) / base.d;
  const units =
    policy.rounding === 'half-up'
      ? parts.map(({ part }) => (2n * part * whole + all) / (2n * all))
      : largest(
          [...parts.map((p) => p.part), all - parts.reduce((a, p) => a + p.part, 0n)],
          all,
          whole,
        );
  return new Map(parts.map(({ id }, i) => [id, written(units[i] ?? 0n, policy.decimals)]));
}

function largest(parts: readonly bigint[], all: bigint, whole: bigint): readonly bigint[] {
  const units = parts.map((part) => (part * whole) / all);
  const rest = parts.map((part) => (part * whole) % all);
  let missing = whole - units.reduce((a, b) => a + b, 0n);
  const order = parts
    .map((_, i) => i)
    .toSorted((a, b) => descending(rest[a], rest[b]) || descending(parts[a], parts[b]));
  for (const i of order) {
    if (missing === 0n) break;
    units[i] = (units[i] ?? 0n) + 1n;
    missing--;
  }
  return units;
}

function descending(a: bigint | undefined, b: bigint | undefined): number {
  return (a ?? 0n) > (b ?? 0n) ? -1 : (a ?? 0n) < (b ?? 0n) ? 1 : 0;
}

function divisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function written(units: bigint, decimals: number): string {
  const digits = units.toString().padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
