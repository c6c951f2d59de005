/**
 * How many papers must change before the candidates can go out in a given order: from below by weights
 * for the conditions that the order asks for, and from above by a change that meets them.
 */
import { type Chains, conditionsOf, effect, leastChanges } from './chains.ts';
import { type LinearSolution, solve } from './dual-simplex.ts';

export interface OrderBound {
  readonly atLeast: number;
  /** One for each of `conditionsOf(k)`, whole; they prove `atLeast`. */
  readonly weights: readonly number[];
  readonly relaxed: LinearSolution;
}

/** Columns of the linear program: chains that papers get, then chains that papers lose. */
export function boundOf(chains: Chains, k: number): OrderBound {
  const conditions = conditionsOf(k);
  const all = Array.from({ length: 2 ** k }, (_, c) => c);
  const rows = conditions.map((condition) => [
    ...all.map((c) => effect(c, condition)),
    ...chains.chain.map((c) => -effect(c, condition)),
  ]);
  // No more papers are gained than lost.
  rows.push([...all.map(() => -1), ...chains.chain.map(() => 1)]);
  const need = conditions.map(
    (condition) =>
      -chains.chain.reduce(
        (sum, c, i) => sum + effect(c, condition) * (chains.papers[i] as number),
        0,
      ),
  );
  const relaxed = solve({
    cost: [...all.map(() => 0), ...chains.chain.map(() => 1)],
    most: [...all.map(() => Number.POSITIVE_INFINITY), ...chains.papers],
    rows,
    need: [...need, 0],
  });
  const found = relaxed.weights.slice(0, conditions.length);
  let best: Omit<OrderBound, 'relaxed'> = { atLeast: 0, weights: conditions.map(() => 0) };
  for (const weights of wholeWeights(found)) {
    const atLeast = leastChanges(chains, k, weights);
    if (atLeast > best.atLeast) best = { atLeast, weights };
  }
  return { ...best, relaxed };
}

/** The weights as whole numbers: exactly, where they are small fractions, and to six digits. */
function wholeWeights(weights: readonly number[]): readonly (readonly number[])[] {
  const most = Math.max(0, ...weights);
  if (most === 0) return [];
  const out: (readonly number[])[] = [];
  for (let d = 1; d <= 60; d++) {
    const scaled = weights.map((w) => (w / most) * d);
    if (scaled.every((w) => Math.abs(w - Math.round(w)) < 1e-6)) {
      out.push(scaled.map(Math.round));
      break;
    }
  }
  out.push(weights.map((w) => Math.round((w / most) * 1e6)));
  return out;
}

export interface Change {
  readonly from: number;
  readonly to: number;
  readonly papers: number;
}

/**
 * A change of exactly `changes` papers after which the candidates can go out in this order (all of
 * them), near the relaxed solution, or undefined where none is found. What it returns is checked.
 */
export function changeOf(
  chains: Chains,
  k: number,
  relaxed: LinearSolution,
  changes: number,
  effort = 20_000,
): readonly Change[] | undefined {
  const conditions = conditionsOf(k);
  const size = 2 ** k;
  const gained = new Map<number, number>();
  const lost = new Map<number, number>();
  const cut = (x: number): number => Math.floor(x + 1e-6);
  // A paper may also be changed to name nobody of these.
  const gains = new Set<number>();
  const losses: number[] = [];
  for (let c = 0; c < size; c++) {
    const x = relaxed.x[c] as number;
    if (cut(x) > 0) gained.set(c, cut(x));
    if (x > 1e-6) gains.add(c);
  }
  for (const [i, c] of chains.chain.entries()) {
    const x = relaxed.x[size + i] as number;
    if (cut(x) > 0) lost.set(c, cut(x));
    if (x > 1e-6) losses.push(c);
  }
  const mayGain = [...gains.add(0)];
  const total = (of: ReadonlyMap<number, number>): number =>
    [...of.values()].reduce((a, b) => a + b, 0);
  const have = new Map(chains.chain.map((c, i) => [c, chains.papers[i] as number]));
  const net = conditions.map(
    (condition) =>
      [...have].reduce((sum, [c, n]) => sum + effect(c, condition) * n, 0) +
      [...gained].reduce((sum, [c, n]) => sum + effect(c, condition) * n, 0) -
      [...lost].reduce((sum, [c, n]) => sum + effect(c, condition) * n, 0),
  );
  let tries = effort;
  const search = (
    now: readonly number[],
    toGain: number,
    toLose: number,
    firstGain: number,
    firstLoss: number,
  ): boolean => {
    if (tries-- <= 0) return false;
    if (toLose > 0) {
      for (let i = firstLoss; i < losses.length; i++) {
        const c = losses[i] as number;
        const n = lost.get(c) ?? 0;
        if (n >= (have.get(c) as number)) continue;
        lost.set(c, n + 1);
        const next = now.map((v, r) => v - effect(c, conditions[r] as readonly [number, number]));
        if (search(next, toGain, toLose - 1, firstGain, i)) return true;
        lost.set(c, n);
      }
      return false;
    }
    if (toGain > 0) {
      for (let i = firstGain; i < mayGain.length; i++) {
        const c = mayGain[i] as number;
        gained.set(c, (gained.get(c) ?? 0) + 1);
        const next = now.map((v, r) => v + effect(c, conditions[r] as readonly [number, number]));
        if (search(next, toGain - 1, 0, i, firstLoss)) return true;
        gained.set(c, (gained.get(c) as number) - 1);
      }
      return false;
    }
    return now.every((v) => v >= 0);
  };
  const [toGain, toLose] = [changes - total(gained), changes - total(lost)];
  if (toGain < 0 || toLose < 0 || toGain > 8 || toLose > 8) return undefined;
  return search(net, toGain, toLose, 0, 0) ? pairUp(lost, gained) : undefined;
}

/** Lost and gained papers as changes, in the order of chains. */
function pairUp(
  lost: ReadonlyMap<number, number>,
  gained: ReadonlyMap<number, number>,
): readonly Change[] {
  const out: Change[] = [];
  const to = [...gained].filter(([, n]) => n > 0).sort(([a], [b]) => a - b);
  for (const [from, n] of [...lost].sort(([a], [b]) => a - b)) {
    let left = n;
    while (left > 0) {
      const [target, room] = to[0] as [number, number];
      const papers = Math.min(left, room);
      out.push({ from, to: target, papers });
      left -= papers;
      if (papers === room) to.shift();
      else to[0] = [target, room - papers];
    }
  }
  return out;
}
