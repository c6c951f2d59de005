/**
 * Minimise cost·x where rows·x ≥ need and 0 ≤ x ≤ most, by the dual simplex method for bounded
 * variables; costs are 0 or more, so that it can start. In floating point: whoever uses the answer
 * checks it in whole numbers, and a wrong one can only make a bound weaker.
 */
export interface LinearProgram {
  readonly cost: readonly number[];
  readonly most: readonly number[];
  /** One list of coefficients per row. */
  readonly rows: readonly (readonly number[])[];
  readonly need: readonly number[];
}

export interface LinearSolution {
  readonly x: readonly number[];
  /** The weight of each row in the proof of the minimum, 0 or more. */
  readonly weights: readonly number[];
}

const TINY = 1e-9;

/** A program that nothing meets, or that takes too many steps, gives zeros: weights that prove nothing. */
export function solve(lp: LinearProgram): LinearSolution {
  const n = lp.cost.length;
  const m = lp.rows.length;
  const width = n + m;
  // Row r: -rows·x + slack = -need; the slacks are the first basis.
  const table = lp.rows.map((row, r) => {
    const out = new Float64Array(width);
    for (let j = 0; j < n; j++) out[j] = -(row[j] as number);
    out[n + r] = 1;
    return out;
  });
  const value = Float64Array.from(lp.need, (b) => -b);
  const basis = Int32Array.from({ length: m }, (_, r) => n + r);
  const most = Float64Array.from({ length: width }, (_, j) =>
    j < n ? (lp.most[j] as number) : Number.POSITIVE_INFINITY,
  );
  const reduced = Float64Array.from({ length: width }, (_, j) =>
    j < n ? (lp.cost[j] as number) : 0,
  );
  const isBasic = new Uint8Array(width).fill(0, 0, n).fill(1, n);
  const isAtMost = new Uint8Array(width);

  for (let step = 0; step < 50 * (m + 10); step++) {
    let row = -1;
    let worst = 1e-7;
    let isLow = true;
    for (let r = 0; r < m; r++) {
      const v = value[r] as number;
      const over = v - (most[basis[r] as number] as number);
      if (-v > worst) [row, worst, isLow] = [r, -v, true];
      if (over > worst) [row, worst, isLow] = [r, over, false];
    }
    if (row === -1) {
      const x = Array.from({ length: n }, (_, j) => (isAtMost[j] ? (most[j] as number) : 0));
      for (let r = 0; r < m; r++) {
        const j = basis[r] as number;
        if (j < n) x[j] = value[r] as number;
      }
      return {
        x,
        weights: Array.from({ length: m }, (_, r) => Math.max(0, reduced[n + r] as number)),
      };
    }
    const line = table[row] as Float64Array;
    let enter = -1;
    let least = Number.POSITIVE_INFINITY;
    let size = 0;
    for (let j = 0; j < width; j++) {
      if (isBasic[j]) continue;
      const a = (isLow ? 1 : -1) * (line[j] as number);
      if (isAtMost[j] ? a < TINY : a > -TINY) continue;
      const ratio = Math.abs((reduced[j] as number) / a);
      // Of equal ratios the larger pivot, for the sake of the figures.
      if (ratio < least - TINY || (ratio < least + TINY && Math.abs(a) > size))
        [enter, least, size] = [j, Math.min(least, ratio), Math.abs(a)];
    }
    if (enter === -1) break;
    const leave = basis[row] as number;
    const bound = isLow ? 0 : (most[leave] as number);
    const pivot = line[enter] as number;
    const theta = ((value[row] as number) - bound) / pivot;
    const start = isAtMost[enter] ? (most[enter] as number) : 0;
    for (let r = 0; r < m; r++)
      value[r] = (value[r] as number) - theta * ((table[r] as Float64Array)[enter] as number);
    value[row] = start + theta;
    for (let j = 0; j < width; j++) line[j] = (line[j] as number) / pivot;
    for (let r = 0; r < m; r++) {
      if (r === row) continue;
      const other = table[r] as Float64Array;
      const factor = other[enter] as number;
      if (factor === 0) continue;
      for (let j = 0; j < width; j++)
        other[j] = (other[j] as number) - factor * (line[j] as number);
    }
    const factor = reduced[enter] as number;
    if (factor !== 0)
      for (let j = 0; j < width; j++)
        reduced[j] = (reduced[j] as number) - factor * (line[j] as number);
    basis[row] = enter;
    isBasic[enter] = 1;
    isBasic[leave] = 0;
    isAtMost[enter] = 0;
    isAtMost[leave] = isLow ? 0 : 1;
  }
  return { x: lp.cost.map(() => 0), weights: lp.need.map(() => 0) };
}
