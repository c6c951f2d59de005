/**
 * Pools (PROTOCOL §7): sets of ballots revealed together. A pool with fewer counting ballots than
 * the manifest's least is never published alone: the smallest is merged into the largest other pool
 * until none is under the least or only one is left. Ties fall to the order of the manifest.
 */
import type { Manifest } from '@hustings/rulebook';

export interface FormedPool {
  /** The pools of the manifest that it holds, joined with `+` in the manifest's order. */
  readonly id: string;
  readonly parts: readonly string[];
  readonly sections: readonly string[];
  readonly counting: number;
}

export function formPools(
  manifest: Pick<Manifest, 'pools' | 'leastPool'>,
  counting: ReadonlyMap<string, number>,
): readonly FormedPool[] {
  let groups = manifest.pools.map((pool, order) => ({
    orders: [order],
    counting: counting.get(pool.id) ?? 0,
  }));
  for (;;) {
    if (groups.length <= 1) break;
    const smallest = groups.reduce((a, b) => (b.counting < a.counting ? b : a));
    // An empty pool reveals nobody, but merging it too keeps one rule for all.
    if (smallest.counting >= manifest.leastPool) break;
    const others = groups.filter((g) => g !== smallest);
    const largest = others.reduce((a, b) => (b.counting > a.counting ? b : a));
    const merged = {
      orders: [...largest.orders, ...smallest.orders].toSorted((a, b) => a - b),
      counting: largest.counting + smallest.counting,
    };
    groups = others.map((g) => (g === largest ? merged : g));
  }
  const inOrder = groups.toSorted((a, b) => (a.orders[0] ?? 0) - (b.orders[0] ?? 0));
  return inOrder.map((g) => {
    const members = g.orders.flatMap((order) => manifest.pools[order] ?? []);
    return {
      id: members.map((p) => p.id).join('+'),
      parts: members.map((p) => p.id),
      sections: members.flatMap((p) => p.sections),
      counting: g.counting,
    };
  });
}
