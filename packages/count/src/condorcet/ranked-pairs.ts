/**
 * Ranked pairs (Tideman): defeats are locked from the strongest down, and one that would close a
 * cycle with those locked is passed over. Where defeats are equally strong and locking them all would
 * close a cycle, a lot between the candidates in them orders them (Zavist and Tideman 1989): first the
 * defeats by whoever is favoured more, of these first that of whoever is favoured less.
 */
import { ok, type Result } from '@hustings/base';
import type { TieError } from '../errors.ts';
import { breakTie, isOrderStep, orderOf, type Tie, type TieOptions } from '../ties.ts';
import { type Defeat, groupsOf, layers, type Strength } from './pairs.ts';

export interface RankedPairsOutcome {
  readonly tiers: readonly (readonly number[])[];
  readonly defeats: readonly (Defeat & { readonly isLocked: boolean })[];
  readonly ties: readonly Tie[];
}

export function rankedPairs(
  sorted: readonly Defeat[],
  among: readonly number[],
  by: Strength,
  ids: readonly string[],
  options: TieOptions,
): Result<RankedPairsOutcome, TieError> {
  const id = (at: number): string => ids[at] as string;
  const locked = new Reach();
  const defeats: (Defeat & { readonly isLocked: boolean })[] = [];
  const ties: Tie[] = [];
  for (const group of groupsOf(sorted, by)) {
    const byId = group.toSorted((a, b) =>
      id(a.winner) !== id(b.winner)
        ? id(a.winner) < id(b.winner)
          ? -1
          : 1
        : id(a.loser) < id(b.loser)
          ? -1
          : 1,
    );
    const open = byId.filter((d) => !locked.leads(d.loser, d.winner));
    for (const d of byId) if (!open.includes(d)) defeats.push({ ...d, isLocked: false });
    const together = locked.copy();
    if (open.every((d) => together.lock(d))) {
      for (const d of open) {
        locked.lock(d);
        defeats.push({ ...d, isLocked: true });
      }
      continue;
    }
    const tied = [...new Set(open.flatMap((d) => [id(d.winner), id(d.loser)]))].toSorted();
    const broken = breakTie(
      { purpose: 'seat', round: 1, tied, places: 1, earlier: [] },
      { ...options, ties: options.ties.filter(isOrderStep) },
    );
    if (!broken.ok) return broken;
    ties.push(broken.value);
    const drawn = orderOf(broken.value) as readonly string[];
    const place = (at: number): number => drawn.indexOf(id(at));
    const inOrder = open.toSorted(
      (a, b) => place(a.winner) - place(b.winner) || place(b.loser) - place(a.loser),
    );
    for (const d of inOrder) defeats.push({ ...d, isLocked: locked.lock(d) });
  }
  return ok({ tiers: layers(among, (a, b) => a !== b && locked.leads(a, b)), defeats, ties });
}

/** Who leads to whom by locked defeats. */
class Reach {
  readonly #below = new Map<number, Set<number>>();

  leads(a: number, b: number): boolean {
    return a === b || this.#below.get(a)?.has(b) === true;
  }

  /** Locks a defeat unless that closes a cycle. */
  lock({ winner, loser }: Defeat): boolean {
    if (this.leads(loser, winner)) return false;
    const under = [loser, ...(this.#below.get(loser) ?? [])];
    for (const above of [winner, ...this.#below.keys()])
      if (this.leads(above, winner)) {
        const set = this.#below.get(above) ?? new Set();
        for (const b of under) set.add(b);
        this.#below.set(above, set);
      }
    return true;
  }

  copy(): Reach {
    const out = new Reach();
    for (const [a, below] of this.#below) out.#below.set(a, new Set(below));
    return out;
  }
}
