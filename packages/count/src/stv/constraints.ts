/**
 * Constraints on who is elected together: any number of categories (gender, region, employer), each
 * with groups of candidates of whom at least and at most so many may be elected. Whether the seats
 * left can still be filled is decided exactly, by kind of candidate (which groups they are in) and not
 * by name, so that it stays quick and nothing rests on the order of candidates.
 */
export interface Constraints {
  readonly categories: readonly ConstraintCategory[];
}

export interface ConstraintCategory {
  readonly name: string;
  readonly groups: readonly ConstraintGroup[];
}

export interface ConstraintGroup {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Candidate ids. */
  readonly members: readonly string[];
}

/** A group with what it has so far; `kinds` are those that count towards it. */
export interface Limit {
  readonly least: number;
  readonly most: number;
  readonly has: number;
  readonly kinds: readonly number[];
}

/** Whether `places` can be filled with so many of each kind as there are, within every limit. */
export function canBeFilled(
  available: readonly number[],
  places: number,
  limits: readonly Limit[],
): boolean {
  const taken = available.map(() => 0);
  const left = available.map((_, k) => available.slice(k).reduce((a, b) => a + b, 0));
  const holds = (upTo: number): boolean =>
    limits.every((limit) => {
      let has = limit.has;
      let may = limit.has;
      for (const kind of limit.kinds) {
        has += kind < upTo ? (taken[kind] as number) : 0;
        may += kind < upTo ? (taken[kind] as number) : (available[kind] as number);
      }
      return has <= limit.most && may >= limit.least;
    });
  const fill = (kind: number, open: number): boolean => {
    if (!holds(kind)) return false;
    if (kind === available.length) return open === 0;
    if (open > (left[kind] as number)) return false;
    const most = Math.min(open, available[kind] as number);
    for (let n = most; n >= 0; n--) {
      taken[kind] = n;
      if (fill(kind + 1, open - n)) return true;
    }
    taken[kind] = 0;
    return false;
  };
  return fill(0, places);
}
