/**
 * The oracle for rules that move whole papers: every paper is an object, lies in one heap, and is
 * looked at one after another. It shuffles them itself, as spec/count-stv.md §2 says, in bigints.
 */
import type { SampleSwitches } from '../../src/index.ts';

export interface NaiveSampleStage {
  votes: Record<string, string>;
  exhausted: string;
  quota: string;
  elected: string[];
}

const MASK = (1n << 64n) - 1n;

/** Draws below n: FNV-1a of the seed, SplitMix64, and what is above the largest multiple of n again. */
function drawsOf(seed: string): (n: number) => number {
  let state = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(seed))
    state = ((state ^ BigInt(byte)) * 0x100000001b3n) & MASK;
  return (n) => {
    for (;;) {
      state = (state + 0x9e3779b97f4a7c15n) & MASK;
      let z = state;
      z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
      z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
      z ^= z >> 31n;
      const over = (1n << 64n) % BigInt(n);
      if (z < (1n << 64n) - over) return Number(z % BigInt(n));
    }
  };
}

/** Papers as they lie: sorted by the ids on them, then Fisher and Yates from the end. */
export function naiveShuffle(
  papers: readonly (readonly string[])[],
  seed: string,
): readonly (readonly string[])[] {
  const key = (paper: readonly string[]): string => paper.join('\n');
  const out = [...papers].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  const below = drawsOf(seed);
  for (let i = out.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [out[i], out[j]] = [out[j] as readonly string[], out[i] as readonly string[]];
  }
  return out;
}

interface Paper {
  readonly prefs: readonly string[];
}

export function naiveSample(
  /** All papers, as they lie; some may name nobody who stands. */
  rankings: readonly (readonly string[])[],
  candidates: readonly string[],
  seats: number,
  how: SampleSwitches,
  lot: readonly string[],
): { stages: NaiveSampleStage[]; elected: string[] } {
  let hopeful = [...candidates];
  const elected: string[] = [];
  let now: string[] = [];
  const waiting: string[] = [];
  /** Of each, bundles of papers in the order received. */
  const heaps = new Map<string, Paper[][]>(candidates.map((c) => [c, [[]]]));
  const votes: Record<string, number> = Object.fromEntries(candidates.map((c) => [c, 0]));
  const past: Record<string, number>[] = [];
  let exhausted = 0;
  const stages: NaiveSampleStage[] = [];
  const of = (c: string): number => votes[c] as number;
  const next = (p: Paper): string | undefined => p.prefs.find((c) => hopeful.includes(c));
  const left = (): number => seats - elected.length;

  let valid = 0;
  for (const prefs of rankings) {
    const at = next({ prefs });
    if (at === undefined) continue;
    heaps.get(at)?.[0]?.push({ prefs });
    votes[at] = of(at) + 1;
    valid++;
  }
  const quota = Math.floor(valid / (seats + 1)) + 1;

  /** So many of those level: earlier points one after another, then the lot. */
  const choose = (level: readonly string[], places: number, least: boolean): string[] => {
    const chosen: string[] = [];
    let rest = [...level];
    for (const step of how.ties) {
      if (rest.length + chosen.length === places) return [...chosen, ...rest];
      if (step === 'lot') {
        const order = lot.filter((c) => rest.includes(c));
        if (least) order.reverse();
        return [...chosen, ...order.slice(0, places - chosen.length)];
      }
      for (const point of step === 'backwards' ? past.toReversed() : past)
        for (;;) {
          const figures = rest.map((c) => point[c] as number);
          const best = least ? Math.min(...figures) : Math.max(...figures);
          const top = rest.filter((c) => point[c] === best);
          if (top.length === rest.length) break;
          if (top.length > places - chosen.length) {
            rest = top;
            break;
          }
          chosen.push(...top);
          rest = rest.filter((c) => !top.includes(c));
          if (chosen.length === places) return chosen;
        }
    }
    throw new Error('the ladder has a lot at its end');
  };

  const elect = (c: string): void => {
    hopeful = hopeful.filter((o) => o !== c);
    elected.push(c);
    now.push(c);
    waiting.push(c);
  };
  const enter = (): void => {
    for (;;) {
      const reached = hopeful.filter((c) => of(c) >= quota);
      if (reached.length === 0 || left() === 0) break;
      const most = Math.max(...reached.map(of));
      const level = reached.filter((c) => of(c) === most);
      for (const c of (level.length <= left() ? level : choose(level, 1, false)).toSorted())
        elect(c);
    }
    past.push({ ...votes });
    stages.push({
      votes: Object.fromEntries(Object.entries(votes).map(([c, n]) => [c, `${n}`])),
      exhausted: `${exhausted}`,
      quota: `${quota}`,
      elected: now,
    });
    now = [];
  };

  /** Lays papers where they go; with Cambridge's rule whoever reaches the quota on the way is elected. */
  const lay = (
    moves: { readonly from: string; readonly paper: Paper; readonly to: string }[],
  ): void => {
    const bundles = new Map<string, Paper[]>();
    for (const { from, paper, to } of moves) {
      votes[from] = of(from) - 1;
      votes[to] = of(to) + 1;
      bundles.set(to, [...(bundles.get(to) ?? []), paper]);
    }
    for (const [to, bundle] of bundles) heaps.get(to)?.push(bundle);
  };

  const exclude = (who: readonly string[]): boolean => {
    hopeful = hopeful.filter((c) => !who.includes(c));
    if (how.finish.lastExclusion === 'stays' && hopeful.length <= left()) {
      enter();
      return true;
    }
    const moves: { from: string; paper: Paper; to: string }[] = [];
    const coming: Record<string, number> = {};
    const spent: string[] = [];
    for (const from of [...who].sort((a, b) => of(a) - of(b) || (a < b ? -1 : 1))) {
      for (const paper of (heaps.get(from) ?? []).flat()) {
        const to = next(paper);
        if (to === undefined) {
          spent.push(from);
          continue;
        }
        moves.push({ from, paper, to });
        coming[to] = (coming[to] ?? 0) + 1;
        if (how.drawing === 'cincinnati' && of(to) + coming[to] >= quota && left() > 0) elect(to);
      }
      heaps.set(from, []);
    }
    lay(moves);
    for (const from of spent) {
      votes[from] = of(from) - 1;
      exhausted++;
    }
    enter();
    return left() <= 0;
  };

  const transfer = (from: string): void => {
    waiting.splice(waiting.indexOf(from), 1);
    const surplus = of(from) - quota;
    const moves: { from: string; paper: Paper; to: string }[] = [];
    if (how.drawing === 'cincinnati') {
      const heap = (heaps.get(from) ?? []).flat();
      // The nearest whole number to votes over surplus, halves up.
      const exact = heap.length / surplus;
      const n = exact - Math.floor(exact) < 0.5 ? Math.floor(exact) : Math.floor(exact) + 1;
      // Every nth, then every one after those, and so on; the first n - 1, which are after none, last.
      const order = heap
        .map((_, i) => i + 1)
        .sort((a, b) => Number(a < n) - Number(b < n) || (a % n) - (b % n) || a - b)
        .map((place) => place - 1);
      const taken = new Set<number>();
      const coming: Record<string, number> = {};
      for (const at of order) {
        if (taken.size === surplus) break;
        const paper = heap[at] as Paper;
        const to = next(paper);
        if (to === undefined) continue;
        taken.add(at);
        moves.push({ from, paper, to });
        coming[to] = (coming[to] ?? 0) + 1;
        if (of(to) + coming[to] >= quota && left() > 0) elect(to);
      }
      heaps.set(from, [heap.filter((_, at) => !taken.has(at))]);
      lay(moves);
      enter();
      return;
    }
    const last = (heaps.get(from) ?? []).at(-1) ?? [];
    const goes = last.filter((p) => next(p) !== undefined);
    const heapFor = (c: string): Paper[] => goes.filter((p) => next(p) === c);
    const take: Record<string, number> = {};
    const sizes = hopeful.filter((c) => heapFor(c).length > 0);
    for (const c of sizes)
      take[c] =
        goes.length <= surplus
          ? heapFor(c).length
          : Math.floor((heapFor(c).length * surplus) / goes.length);
    let missing = Math.min(surplus, goes.length) - sizes.reduce((s, c) => s + (take[c] ?? 0), 0);
    let open = [...sizes];
    while (missing > 0) {
      const rest = (c: string): number => (heapFor(c).length * surplus) % goes.length;
      const most = Math.max(...open.map(rest));
      const largest = Math.max(
        ...open.filter((c) => rest(c) === most).map((c) => heapFor(c).length),
      );
      const level = open.filter((c) => rest(c) === most && heapFor(c).length === largest);
      const chosen = level.length <= missing ? level : choose(level, missing, false);
      for (const c of chosen) take[c] = (take[c] ?? 0) + 1;
      missing -= chosen.length;
      open = open.filter((c) => !level.includes(c));
    }
    for (const c of sizes)
      for (const paper of heapFor(c).slice(heapFor(c).length - (take[c] ?? 0)))
        moves.push({ from, paper, to: c });
    lay(moves);
    const spent = Math.max(0, surplus - goes.length);
    votes[from] = of(from) - spent;
    exhausted += spent;
    enter();
  };

  const electLast = (): void => {
    const order = [...hopeful].sort((a, b) => of(b) - of(a) || (a < b ? -1 : 1));
    stages.at(-1)?.elected.push(...order);
    elected.push(...order);
    hopeful = [];
  };

  /** The largest group of two or more who cannot catch up, by trying every size. */
  const groupOf = (surpluses: number): string[] => {
    const up = [...hopeful].sort((a, b) => of(a) - of(b));
    for (let k = hopeful.length - left(); k > 1; k--) {
      const above = up[k];
      const group = up.slice(0, k);
      if (above === undefined || of(group.at(-1) as string) === of(above)) continue;
      if (group.reduce((sum, c) => sum + of(c), surpluses) < of(above)) return group;
    }
    return [];
  };

  enter();
  let isFewDone = false;
  for (let turn = 0; turn < 200; turn++) {
    if (left() <= 0 || hopeful.length === 0) return { stages, elected };
    if (hopeful.length <= left()) {
      electLast();
      return { stages, elected };
    }
    const surplusOf = waiting.filter((c) => of(c) > quota);
    const surpluses = surplusOf.reduce((sum, c) => sum + of(c) - quota, 0);
    const [low = 0, second = 0] = hopeful.map(of).sort((a, b) => a - b);
    const group = how.bulk === 'never' ? [] : groupOf(surpluses);
    const mayWait = how.defer && (surpluses < second - low || group.length > 1);
    if (surplusOf.length > 0 && !mayWait) {
      const most = Math.max(...surplusOf.map(of));
      const level = surplusOf.filter((c) => of(c) === most);
      transfer(level.length === 1 ? (level[0] as string) : (choose(level, 1, false)[0] as string));
      continue;
    }
    let who: string[] = [];
    if (how.fewerThan !== undefined && !isFewDone) {
      isFewDone = true;
      const { fewerThan } = how;
      const few = hopeful.filter((c) => of(c) < fewerThan);
      if (few.length <= hopeful.length - left()) who = few;
    }
    if (who.length === 0) who = group;
    if (who.length === 0) {
      const level = hopeful.filter((c) => of(c) === low);
      who = level.length === 1 ? level : choose(level, 1, true);
    }
    if (exclude(who)) {
      if (left() > 0) electLast();
      return { stages, elected };
    }
  }
  throw new Error('the oracle does not end');
}
