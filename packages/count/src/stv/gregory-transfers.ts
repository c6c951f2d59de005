/** How papers of a surplus or of excluded candidates move, and what they are then worth. */
import type { Bundle, GregoryState } from './gregory-state.ts';
import type { Sorted } from './pile-box.ts';
import {
  add,
  compare,
  divide,
  equal,
  floorTo,
  isMore,
  least,
  multiply,
  ONE,
  type Ratio,
  subtract,
  sum,
  ZERO,
} from './ratio.ts';
import type { StvTransfer } from './stv-transcript.ts';
import type { ExclusionSwitches, SurplusSwitches } from './switches.ts';

/** Transfers the surplus of an elected candidate, who keeps the quota. */
export function transferSurplus(
  state: GregoryState,
  from: number,
  surplus: Ratio,
  how: SurplusSwitches,
  creditBy: 'value' | 'bundle',
): StvTransfer {
  state.startMove();
  const all = state.bundles[from] as Bundle[];
  const looked = how.papers === 'all' ? all : lastReceived(all, creditBy);
  const groups = (creditBy === 'bundle' ? looked.map((b) => [b]) : byValue(looked)).map(
    (bundles) => ({ value: (bundles[0] as Bundle).value, sorted: state.sort(bundles) }),
  );
  const valueNow =
    how.sharing === 'weighted'
      ? weighted(state, groups, { votes: state.votes[from] as Ratio, surplus }, how)
      : unweighted(state, groups, surplus, how);
  const moving = state.moving(from);
  for (const { value, sorted } of groups)
    state.credit(moving, sorted, valueNow(value), how.among === 'all-papers');
  if (how.leftOver === 'exhausted' && how.among === 'transferable') {
    // What papers may not carry because nothing is worth more than before.
    const atMost = sum(groups.map((g) => state.worth(g.value, g.sorted.total - g.sorted.spent)));
    if (isMore(surplus, atMost)) moving.spentVotes = subtract(surplus, sum(moving.toVotes));
  }
  const transfer = state.settle(moving, surplus);
  state.bundles[from] = [];
  return transfer;
}

/** What came last: all of one move, or of that the last bundle where bundles are kept apart. */
function lastReceived(all: readonly Bundle[], creditBy: 'value' | 'bundle'): readonly Bundle[] {
  const last = all.at(-1);
  return creditBy === 'bundle' ? all.slice(-1) : all.filter((b) => b.move === last?.move);
}

type Groups = readonly { readonly value: Ratio; readonly sorted: Sorted }[];

/** Each paper passes on the same part of its value. */
function weighted(
  state: GregoryState,
  groups: Groups,
  { votes, surplus }: { readonly votes: Ratio; readonly surplus: Ratio },
  how: SurplusSwitches,
): (value: Ratio) => Ratio {
  const spent =
    how.among === 'transferable'
      ? sum(groups.map((g) => state.worth(g.value, g.sorted.spent)))
      : ZERO;
  const of = subtract(votes, spent);
  // Rounding may leave papers worth more than their votes, and then nothing to divide by.
  const isWhole = how.capped && compare(surplus, of) >= 0;
  if (isWhole || of.n <= 0n) return (value) => floorTo(value, how.places);
  switch (how.rounding) {
    case 'once':
      return (value) => floorTo(divide(multiply(value, surplus), of), how.places);
    case 'product-first':
      return (value) =>
        floorTo(divide(floorTo(multiply(value, surplus), how.places), of), how.places);
    case 'fraction-first': {
      const fraction = floorTo(divide(surplus, of), how.places);
      return (value) => floorTo(multiply(value, fraction), how.places);
    }
  }
}

/** All papers pass on the same value. */
function unweighted(
  state: GregoryState,
  groups: Groups,
  surplus: Ratio,
  how: SurplusSwitches,
): (value: Ratio) => Ratio {
  const papers = groups.reduce(
    (n, { sorted }) => n + sorted.total - (how.among === 'transferable' ? sorted.spent : 0),
    0,
  );
  const value = papers === 0 ? ONE : divide(surplus, state.votesOf(papers));
  return (before) => floorTo(how.capped ? least(value, before) : value, how.places);
}

/** What is to be moved of excluded candidates, in the order in which its parts move. */
export interface ExclusionPart {
  readonly from: readonly { readonly candidate: number; readonly bundles: readonly Bundle[] }[];
}

export function exclusionParts(
  state: GregoryState,
  excluded: readonly number[],
  how: ExclusionSwitches['papers'],
): readonly ExclusionPart[] {
  const all = excluded.flatMap((candidate) =>
    (state.bundles[candidate] as Bundle[]).map((bundle) => ({ candidate, bundle })),
  );
  const part = (these: typeof all): ExclusionPart => ({
    from: excluded.map((candidate) => ({
      candidate,
      bundles: these.filter((t) => t.candidate === candidate).map((t) => t.bundle),
    })),
  });
  if (how === 'at-once' || all.length === 0) return [part(all)];
  const parts: (typeof all)[] = [];
  if (how === 'by-bundle') {
    // As received: by move, and within one as the bundles of the giver lay.
    for (const one of all.toSorted((a, b) => a.bundle.move - b.bundle.move)) parts.push([one]);
  } else {
    for (const one of all.toSorted((a, b) => compare(b.bundle.value, a.bundle.value))) {
      const last = parts.at(-1);
      if (last !== undefined && equal((last[0] as (typeof all)[0]).bundle.value, one.bundle.value))
        last.push(one);
      else parts.push([one]);
    }
  }
  return parts.map(part);
}

/** Moves one part, each paper at its value; `isLast` takes what rounding left of the votes as well. */
export function transferPart(
  state: GregoryState,
  part: ExclusionPart,
  isLast: boolean,
  creditBy: 'value' | 'bundle',
): readonly StvTransfer[] {
  state.startMove();
  return part.from.flatMap(({ candidate, bundles }) => {
    if (bundles.length === 0 && (!isLast || (state.votes[candidate] as Ratio).n === 0n)) return [];
    const moving = state.moving(candidate);
    let out = ZERO;
    for (const group of creditBy === 'bundle' ? bundles.map((b) => [b]) : byValue(bundles)) {
      state.credit(moving, state.sort(group), (group[0] as Bundle).value, true);
      for (const bundle of group) out = add(out, bundle.credit);
    }
    return [state.settle(moving, isLast ? (state.votes[candidate] as Ratio) : out)];
  });
}

/** Bundles of equal value together, highest value first. */
function byValue(bundles: readonly Bundle[]): readonly (readonly Bundle[])[] {
  const out: Bundle[][] = [];
  for (const bundle of [...bundles].sort((a, b) => compare(b.value, a.value))) {
    const last = out.at(-1);
    if (last !== undefined && equal((last[0] as Bundle).value, bundle.value)) last.push(bundle);
    else out.push([bundle]);
  }
  return out;
}
