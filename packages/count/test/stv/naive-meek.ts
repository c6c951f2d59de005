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
    quota = (total / (scale * BigInt(seats + 1)) + 1n) * scale;
  };
  const of = (c: string): bigint => votes[c] ?? 0n;
  const surplus = (): bigint => {
    const s = elected.reduce((a, c) => a + of(c) - quota, 0n);
    return s < 0n ? 0n : s;
  };
  const isOver = (): boolean => elected.length >= seats || hopeful.length <= seats - elected.length;
  const electReached = (): string[] => {
    const out = hopeful
      .filter((c) => of(c) >= quota)
      .sort((a, b) => (of(a) === of(b) ? (a < b ? -1 : 1) : of(a) < of(b) ? 1 : -1));
    if (out.length > seats - elected.length) throw new Error('too many reach the quota');
    hopeful = hopeful.filter((c) => !out.includes(c));
    elected.push(...out);
    return out;
  };
  /** The lowest, if it may be excluded now. */
  const lowest = (before: bigint | undefined): string | undefined => {
    const s = surplus();
    const up = [...hopeful].sort((a, b) => (of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : 0));
    const [first = '', second = ''] = up;
    const limit = how.tolerance * scale;
    const isDone = s < limit || (s === limit && how.toleranceReached !== 'below');
    if (!isDone && !(before !== undefined && s >= before))
      return how.early === 'lowest' && of(first) + s < of(second) ? first : undefined;
    const tied = up.filter((c) => of(c) <= of(first) + (how.tied === 'level' ? 0n : s));
    return lot.filter((c) => tied.includes(c)).at(-1);
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
  let next: string | undefined;
  while (!isOver()) {
    let before: bigint | undefined;
    let goes = next ?? (how.afterElection === 'shares-again' ? lowest(undefined) : undefined);
    next = undefined;
    let first = true;
    if (goes === undefined) before = surplus();
    else {
      keep.set(goes, 0n);
      hopeful = hopeful.filter((c) => c !== goes);
    }
    let news: string[] = [];
    for (;;) {
      if (!first || goes === undefined || how.keepsChange === 'every-time') change();
      first = false;
      share();
      if (isOver()) break;
      news = electReached();
      if (isOver() || (news.length > 0 && how.afterElection === 'shares-again')) break;
      next = lowest(before);
      if (news.length > 0 || next !== undefined) break;
      before = surplus();
    }
    goes = undefined;
    stages.push({ votes, quota, elected: news });
  }
  if (elected.length < seats) {
    const rest = [...hopeful].sort((a, b) =>
      of(a) === of(b) ? (a < b ? -1 : 1) : of(a) < of(b) ? 1 : -1,
    );
    stages.at(-1)?.elected.push(...rest);
    elected.push(...rest);
  }
  return { stages, elected };
}
