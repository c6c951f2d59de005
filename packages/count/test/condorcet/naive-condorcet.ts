/** Pairs and rankings from their definitions, one paper at a time, by names. Slow and plain on purpose. */
export interface NaivePaper {
  /** Ranks by name; a name that is missing is not ranked. */
  readonly ranks: Readonly<Record<string, number>>;
}

export type NaiveStrength = 'winning-votes' | 'winning-then-fewer-against' | 'margins';

export type Matrix = Record<string, Record<string, number>>;

export function naivePairs(
  papers: readonly NaivePaper[],
  names: readonly string[],
  unranked: 'last' | 'no-opinion',
): Matrix {
  const out: Matrix = {};
  for (const a of names) {
    out[a] = {};
    for (const b of names) {
      if (a === b) continue;
      out[a][b] = papers.filter(({ ranks }) => {
        const [x, y] = [ranks[a], ranks[b]];
        if (x === undefined) return false;
        if (y === undefined) return unranked === 'last';
        return x < y;
      }).length;
    }
  }
  return out;
}

export const v = (m: Matrix, a: string, b: string): number => m[a]?.[b] ?? Number.NaN;
export const beats = (m: Matrix, a: string, b: string): boolean => v(m, a, b) > v(m, b, a);

/** As one number that orders defeats: votes below 1000 here. */
export function strengthOf(m: Matrix, a: string, b: string, by: NaiveStrength): number {
  if (by === 'margins') return v(m, a, b) - v(m, b, a);
  return by === 'winning-votes' ? v(m, a, b) : v(m, a, b) * 1000 + (999 - v(m, b, a));
}

/** The strongest path by trying every one. 0 where there is none. */
function strongest(
  m: Matrix,
  names: readonly string[],
  by: NaiveStrength,
  from: string,
  to: string,
  seen: readonly string[],
): number {
  let best = beats(m, from, to) ? strengthOf(m, from, to, by) : 0;
  for (const via of names)
    if (via !== to && !seen.includes(via) && via !== from && beats(m, from, via)) {
      const rest = strongest(m, names, by, via, to, [...seen, from]);
      best = Math.max(best, Math.min(strengthOf(m, from, via, by), rest));
    }
  return best;
}

/** Peels off those above whom nobody left stands. */
export function peel(
  names: readonly string[],
  above: (a: string, b: string) => boolean,
): string[][] {
  const out: string[][] = [];
  let left = [...names];
  while (left.length > 0) {
    const top = left.filter((b) => left.every((a) => !above(a, b)));
    if (top.length === 0) throw new Error('a cycle');
    out.push(top.toSorted());
    left = left.filter((c) => !top.includes(c));
  }
  return out;
}

export function naiveSchulze(
  m: Matrix,
  names: readonly string[],
  by: NaiveStrength,
  order: 'unbeaten' | 'most-beaten' = 'unbeaten',
): string[][] {
  const p = (a: string, b: string): number => strongest(m, names, by, a, b, []);
  const above = (a: string, b: string): boolean => a !== b && p(a, b) > p(b, a);
  return order === 'unbeaten'
    ? peel(names, above)
    : byFigure(names, (a) => names.filter((b) => above(a, b)).length);
}

/** The Debian Constitution, A.6, clauses 5 to 8, word for word: those left when no defeat is left. */
export function debianSchwartz(m: Matrix, names: readonly string[]): string[] {
  let options = [...names];
  let defeats = names.flatMap((a) =>
    names.flatMap((b) => (a !== b && beats(m, a, b) ? [{ a, b }] : [])),
  );
  for (;;) {
    const transitively = (a: string, b: string, seen: string[]): boolean =>
      defeats.some(
        (d) =>
          d.a === a && !seen.includes(d.b) && (d.b === b || transitively(d.b, b, [...seen, d.b])),
      );
    const here = options;
    options = here.filter((a) =>
      here.every((b) => a === b || !transitively(b, a, [b]) || transitively(a, b, [a])),
    );
    const among = options;
    defeats = defeats.filter((d) => among.includes(d.a) && among.includes(d.b));
    if (defeats.length === 0) return options.toSorted();
    const weaker = (x: { a: string; b: string }, y: { a: string; b: string }): boolean =>
      v(m, x.a, x.b) < v(m, y.a, y.b) ||
      (v(m, x.a, x.b) === v(m, y.a, y.b) && v(m, x.b, x.a) > v(m, y.b, y.a));
    const all = defeats;
    const weakest = all.filter((d) => !all.some((e) => weaker(e, d)));
    defeats = all.filter((d) => !weakest.includes(d));
  }
}

/** Every defeat one after another in the order of strength and then of one lot over all. */
export function naiveRankedPairs(
  m: Matrix,
  names: readonly string[],
  by: NaiveStrength,
  lot: readonly string[],
): string[][] {
  const defeats = names
    .flatMap((a) => names.flatMap((b) => (a !== b && beats(m, a, b) ? [{ a, b }] : [])))
    .sort(
      (x, y) =>
        strengthOf(m, y.a, y.b, by) - strengthOf(m, x.a, x.b, by) ||
        lot.indexOf(x.a) - lot.indexOf(y.a) ||
        lot.indexOf(y.b) - lot.indexOf(x.b),
    );
  const locked: { a: string; b: string }[] = [];
  const leads = (a: string, b: string): boolean =>
    a === b || locked.some((d) => d.a === a && leads(d.b, b));
  for (const d of defeats) if (!leads(d.b, d.a)) locked.push(d);
  return peel(names, (a, b) => a !== b && leads(a, b));
}

export function permutations(names: readonly string[]): string[][] {
  if (names.length === 0) return [[]];
  return names.flatMap((first) =>
    permutations(names.filter((c) => c !== first)).map((rest) => [first, ...rest]),
  );
}

/** All best rankings by trying every one. */
export function naiveKemeny(
  m: Matrix,
  names: readonly string[],
): { agreement: number; best: string[][] } {
  const scored = permutations(names).map((order) => ({
    order,
    score: order
      .flatMap((a, i) => order.slice(i + 1).map((b) => v(m, a, b)))
      .reduce((x, y) => x + y, 0),
  }));
  const agreement = Math.max(...scored.map((s) => s.score));
  return { agreement, best: scored.filter((s) => s.score === agreement).map((s) => s.order) };
}

/** Names in tiers by a figure, largest first. */
export function byFigure(names: readonly string[], figure: (a: string) => number): string[][] {
  return peel(names, (a, b) => figure(a) > figure(b));
}
