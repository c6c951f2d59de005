/** The oracle for Meek and Warren: one paper at a time, whole units in bigints, every step written out. */
import type { MeekSwitches } from '../../src/index.ts';

export interface NaiveMeekStage {
  votes: Record<string, bigint>;
  quota: bigint;
  elected: string[];
}

const upDivide = (a: bigint, b: bigint): bigint => (a + b - 1n) / b;

export function naiveMeek(
  rankings: readonly (readonly string[])[],
  candidates: readonly string[],
  seats: number,
  how: MeekSwitches,
  lot: readonly string[],
  /** Weights are whole numbers of 1/scale; votes and the quota are units of the last place over that. */
  { weights = [], scale = 1n }: { weights?: readonly bigint[]; scale?: bigint } = {},
): { stages: NaiveMeekStage[]; elected: string[] } {
  const unit = 10n ** BigInt(how.places);
  const keep = new Map(candidates.map((c) => [c, unit]));
  let hopeful = [...candidates];
  const elected: string[] = [];
  let votes: Record<string, bigint> = {};
  let quota = 0n;
  const stages: NaiveMeekStage[] = [];

  const share = (): void => {
    votes = Object.fromEntries(candidates.map((c) => [c, 0n]));
    for (const [i, ranking] of rankings.entries()) {
      let worth = unit;
      const weight = weights[i] ?? 1n;
      for (const c of ranking) {
        const k = keep.get(c) ?? 0n;
        if (k === 0n) continue;
        let kept = upDivide(worth * k, unit);
        if (how.rounding === 'both-down') kept = (worth * k) / unit;
        if (how.keeping === 'warren') kept = worth < k ? worth : k;
        votes[c] = (votes[c] ?? 0n) + kept * weight;
        if (how.keeping === 'warren' || how.rounding === 'keep-up') worth -= kept;
        else if (how.rounding === 'both-down') worth = (worth * (unit - k)) / unit;
        else worth = upDivide(worth * (unit - k), unit);
        if (worth === 0n) break;
      }
    }
    const total = Object.values(votes).reduce((a, b) => a + b, 0n);
    const by = scale * BigInt(how.quota.share === 'droop' ? seats + 1 : seats);
    quota = (how.quota.rounding === 'up' ? upDivide(total, by) : total / by + 1n) * scale;
  };
  const of = (c: string): bigint => votes[c] ?? 0n;
  const surplus = (): bigint => {
    const s = elected.reduce((a, c) => a + of(c) - quota, 0n);
    return s < 0n ? 0n : s;
  };
  const isOver = (): boolean => elected.length >= seats || hopeful.length <= seats - elected.length;
  const electReached = (): string[] => {
    let reached = hopeful.filter((c) =>
      how.quota.reach === 'at-least' ? of(c) >= quota : of(c) > quota,
    );
    const out: string[] = [];
    while (reached.length > 0 && elected.length < seats) {
      const level = reached.filter((c) => reached.every((o) => of(o) <= of(c))).sort();
      const one = lot.filter((c) => level.includes(c)).slice(0, 1);
      const these = level.length <= seats - elected.length ? level : one;
      out.push(...these);
      elected.push(...these);
      reached = reached.filter((c) => !these.includes(c));
      hopeful = hopeful.filter((c) => !these.includes(c));
    }
    return out;
  };
  /** The lowest, if it may be excluded now, or several. */
  const lowest = (before: bigint | undefined): string[] => {
    const s = surplus();
    const up = [...hopeful].sort((a, b) => (of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : 0));
    const [first = '', second = ''] = up;
    const limit = how.tolerance * scale;
    const isDone = s < limit || (s === limit && how.toleranceReached !== 'below');
    if (!isDone && !(before !== undefined && s >= before)) {
      if (how.early === 'lowest') return up.length > 1 && of(first) + s < of(second) ? [first] : [];
      if (how.early === 'never') return [];
      for (let k = hopeful.length - (seats - elected.length); k > 0; k--) {
        const together = up.slice(0, k).reduce((a, c) => a + of(c), s);
        if (together < of(up[k] ?? '') && of(up[k - 1] ?? '') < of(up[k] ?? ''))
          return up.slice(0, k);
      }
      return [];
    }
    const tied = up.filter((c) => of(c) <= of(first) + (how.tied === 'level' ? 0n : s));
    return lot.filter((c) => tied.includes(c)).slice(-1);
  };
  const change = (): void => {
    for (const c of elected) {
      if (of(c) === 0n) continue;
      const product = upDivide((keep.get(c) ?? 0n) * quota, unit * scale);
      const k = upDivide(product * unit * scale, of(c));
      keep.set(c, k > unit ? unit : k);
    }
  };

  share();
  stages.push({ votes, quota, elected: electReached() });
  let next: string[] = [];
  while (!isOver()) {
    let before: bigint | undefined;
    let goes = next;
    if (goes.length === 0 && how.afterElection === 'shares-again') goes = lowest(undefined);
    next = [];
    let first = true;
    if (goes.length === 0) before = surplus();
    for (const c of goes) keep.set(c, 0n);
    hopeful = hopeful.filter((c) => !goes.includes(c));
    let news: string[] = [];
    for (;;) {
      if (!first || goes.length === 0 || how.keepsChange === 'every-time') change();
      first = false;
      share();
      if (isOver()) break;
      news = electReached();
      if (isOver() || (news.length > 0 && how.afterElection === 'shares-again')) break;
      next = lowest(before);
      if (news.length > 0 || next.length > 0) break;
      before = surplus();
    }
    stages.push({ votes, quota, elected: news });
  }
  if (elected.length < seats) {
    const rest = hopeful
      .filter((c) => how.lastStanding !== 'with-votes' || of(c) > 0n)
      .sort((a, b) => (of(a) === of(b) ? (a < b ? -1 : 1) : of(a) < of(b) ? 1 : -1));
    stages.at(-1)?.elected.push(...rest);
    elected.push(...rest);
  }
  return { stages, elected };
}
