/**
 * The Hare-Clark count of the Australian Capital Territory and its countback, written down from
 * Schedule 4 of the Electoral Act 1992, one paper at a time, with nothing from the package in it.
 */
import { type Q, q } from '../stv/naive-fraction.ts';

interface Slip {
  prefs: readonly string[];
  at: string | undefined;
  value: Q;
  /** The count at which it came. */
  came: number;
}

export interface Kept {
  prefs: readonly string[];
  value: Q;
}

interface ElectedThere {
  quota: Q;
  before: Q;
  count: number;
  total: Q;
  slips: { prefs: readonly string[]; value: Q; came: number }[];
  inCount: string[];
}

const zero = q(0);
const sumOf = (all: readonly Q[]): Q => all.reduce((a, b) => a.plus(b), zero);

/** Votes credited: papers of one value to one candidate, cut to six places. */
const credit = (value: Q, papers: number): Q => value.by(q(papers)).cut(6);

export class NaiveLadder {
  readonly #lot: readonly string[];
  readonly past: Map<string, Q>[] = [];
  constructor(lot: readonly string[]) {
    this.#lot = lot;
  }
  /** The least (or most) favoured of those level, by the latest difference, then by lot. */
  pick(level: readonly string[], least: boolean): string {
    let rest = [...level];
    for (const votes of this.past.toReversed()) {
      const of = (c: string): Q => votes.get(c) ?? zero;
      rest = rest.filter((c) =>
        rest.every((o) => (least ? !of(o).below(of(c)) : !of(c).below(of(o)))),
      );
    }
    const order = this.#lot.filter((c) => rest.includes(c));
    return (least ? order.at(-1) : order[0]) as string;
  }
}

export function naiveHareClark(
  papers: readonly (readonly string[])[],
  standing: readonly string[],
  seats: number,
  lot: readonly string[],
): { elected: string[]; there: Map<string, ElectedThere> } {
  const slips: Slip[] = papers.map((prefs) => ({ prefs, at: undefined, value: q(1), came: 0 }));
  const ladder = new NaiveLadder(lot);
  const votes = new Map<string, Q>(standing.map((c) => [c, zero]));
  const get = (c: string): Q => votes.get(c) as Q;
  const quota = q(BigInt(Math.floor(papers.length / (seats + 1)) + 1));
  let inCount = [...standing];
  const elected: string[] = [];
  const there = new Map<string, ElectedThere>();
  let waiting: { who: string; count: number }[] = [];
  let count = 0;

  const give = (these: readonly Slip[], value: Q): void => {
    for (const c of inCount) {
      const mine = these.filter((s) => s.prefs.find((p) => inCount.includes(p)) === c);
      if (mine.length === 0) continue;
      votes.set(c, get(c).plus(credit(value, mine.length)));
      for (const s of mine) Object.assign(s, { at: c, value, came: count });
    }
    for (const s of these)
      if (!s.prefs.some((p) => inCount.includes(p))) Object.assign(s, { at: undefined });
  };
  const elect = (those: readonly string[], before: ReadonlyMap<string, Q>): void => {
    inCount = inCount.filter((c) => !those.includes(c));
    for (const c of those) {
      elected.push(c);
      waiting.push({ who: c, count });
      there.set(c, {
        quota,
        before: before.get(c) as Q,
        count,
        total: get(c),
        slips: slips
          .filter((s) => s.at === c)
          .map(({ prefs, value, came }) => ({ prefs, value, came })),
        inCount: [...inCount],
      });
    }
  };
  const endOfCount = (before: ReadonlyMap<string, Q>): void => {
    const reached = inCount
      .filter((c) => !get(c).below(quota))
      .sort((a, b) => (get(a).below(get(b)) ? 1 : get(b).below(get(a)) ? -1 : a < b ? -1 : 1));
    elect(reached.slice(0, seats - elected.length), before);
    ladder.past.push(new Map(votes));
  };
  const left = (): number => seats - elected.length;

  count = 1;
  let before = new Map(votes);
  give(slips, q(1));
  endOfCount(before);
  while (left() > 0 && inCount.length > 0) {
    const over = waiting.filter(({ who }) => quota.below(get(who)));
    if (inCount.length <= left() && over.length === 0) {
      elect(
        [...inCount].sort((a, b) => (get(a).below(get(b)) ? 1 : -1)),
        before,
      );
      break;
    }
    if (over.length > 0) {
      const first = Math.min(...over.map((w) => w.count));
      const these = over.filter((w) => w.count === first).map((w) => w.who);
      const top = these.filter((c) => these.every((o) => !get(c).below(get(o))));
      const who = top.length === 1 ? (top[0] as string) : ladder.pick(top, false);
      waiting = waiting.filter((w) => w.who !== who);
      const surplus = get(who).minus(quota);
      const mine = slips.filter((s) => s.at === who);
      const last = Math.max(...mine.map((s) => s.came));
      const parcel = mine.filter((s) => s.came === last);
      const goes = parcel.filter((s) => s.prefs.some((p) => inCount.includes(p)));
      const was = (parcel[0] as Slip).value;
      const share = goes.length === 0 ? was : surplus.over(q(goes.length));
      count++;
      before = new Map(votes);
      give(goes, was.below(share) ? was : share);
      votes.set(who, quota);
      endOfCount(before);
      continue;
    }
    const lowest = inCount.filter((c) => inCount.every((o) => !get(o).below(get(c))));
    const out = lowest.length === 1 ? (lowest[0] as string) : ladder.pick(lowest, true);
    inCount = inCount.filter((c) => c !== out);
    const mine = slips.filter((s) => s.at === out);
    const values: Q[] = [];
    for (const s of mine) if (!values.some((v) => v.is(s.value))) values.push(s.value);
    values.sort((a, b) => (a.below(b) ? 1 : -1));
    if (values.length === 0) {
      count++;
      before = new Map(votes);
      endOfCount(before);
    }
    for (const value of values) {
      if (left() <= 0) break;
      before = new Map(votes);
      count++;
      const these = mine.filter((s) => s.value.is(value));
      give(these, value);
      endOfCount(before);
    }
  }
  return { elected, there };
}

/** What the papers of the member are worth now (clause 13). */
export function naiveKept(from: ElectedThere): Kept[] {
  const { quota, before, count, slips, inCount } = from;
  const needed = quota.minus(before);
  const last = slips.filter((s) => s.came === count);
  const value = last[0]?.value ?? zero;
  const got = credit(value, last.length);
  if (!needed.below(got)) return slips;
  const surplus = got.minus(needed);
  const names = (s: { prefs: readonly string[] }): boolean =>
    s.prefs.some((p) => inCount.includes(p));
  const goes = last.filter(names).length;
  const stays = last.length - goes;
  const passed = goes === 0 ? undefined : surplus.over(q(goes));
  const fits = passed?.below(value) === true;
  return slips.map((s) => {
    if (s.came !== count) return s;
    if (names(s)) return { ...s, value: fits ? value.minus(passed as Q) : zero };
    return { ...s, value: fits || stays === 0 ? value : needed.over(q(stays)) };
  });
}

/** Who is elected from those papers, and the votes of every round. */
export function naiveCountback(
  kept: readonly Kept[],
  contesting: readonly string[],
  lot: readonly string[],
): { elected: string; rounds: Record<string, string>[]; total: Q } {
  let inCount = [...contesting];
  const ladder = new NaiveLadder(lot);
  const votes = new Map<string, Q>(contesting.map((c) => [c, zero]));
  const get = (c: string): Q => votes.get(c) as Q;
  const rounds: Record<string, string>[] = [];
  const at = new Map<Kept, string | undefined>();
  const deal = (these: readonly Kept[]): void => {
    const values: Q[] = [];
    for (const s of these) if (!values.some((v) => v.is(s.value))) values.push(s.value);
    for (const value of values)
      for (const c of inCount) {
        const mine = these.filter(
          (s) => s.value.is(value) && s.prefs.find((p) => inCount.includes(p)) === c,
        );
        for (const s of mine) at.set(s, c);
        votes.set(c, get(c).plus(credit(value, mine.length)));
      }
  };
  deal(kept);
  for (;;) {
    rounds.push(Object.fromEntries(inCount.map((c) => [c, get(c).text()])));
    const all = sumOf(inCount.map(get));
    const quota = all.over(q(2)).plus(q(1)).cut(0);
    const winner = inCount.find((c) => !get(c).below(quota));
    const [only] = inCount as [string];
    if (winner !== undefined || inCount.length === 1)
      return { elected: winner ?? only, rounds, total: sumOf(kept.map((s) => s.value)) };
    const lowest = inCount.filter((c) => inCount.every((o) => !get(o).below(get(c))));
    const out = lowest.length === 1 ? (lowest[0] as string) : ladder.pick(lowest, true);
    ladder.past.push(new Map(votes));
    inCount = inCount.filter((c) => c !== out);
    const mine = kept.filter((s) => at.get(s) === out);
    for (const s of mine) at.delete(s);
    deal(mine);
  }
}
