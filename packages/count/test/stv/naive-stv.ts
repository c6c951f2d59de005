/**
 * The oracle for transfers of value: every paper is an object of its own with its own value, and every
 * sum is made anew from the papers. Slow and plain on purpose; of the package it knows only what the
 * switches are called.
 */
import type { GregorySwitches } from '../../src/index.ts';
import { Q, q } from './naive-fraction.ts';

interface NaivePaper {
  prefs: string[];
  /** How many votes it is. */
  weight: Q;
  value: Q;
  /** Who has it; undefined when exhausted or left with an elected candidate. */
  at: string | undefined;
  /** When it came there. */
  came: number;
}

export interface NaiveStage {
  votes: Record<string, string>;
  exhausted: string;
  lost: string;
  quota: string;
  elected: string[];
}

export function naiveStv(
  rankings: readonly (readonly string[])[],
  candidates: readonly string[],
  seats: number,
  how: GregorySwitches,
  /** All candidates, most favoured first. */
  lot: readonly string[],
  /** Of each ranking; one vote where there are none. */
  weights: readonly Q[] = [],
): { stages: NaiveStage[]; elected: string[] } {
  const papers: NaivePaper[] = rankings
    .map((prefs, i) => ({
      prefs: [...prefs],
      weight: weights[i] ?? q(1),
      value: q(1),
      at: undefined,
      came: 0,
    }))
    .filter((paper) => paper.prefs.length > 0);
  let hopeful = [...candidates];
  let elected: string[] = [];
  let since = new Map<string, number>();
  let waiting: string[] = [];
  let votes = new Map<string, Q>(candidates.map((c) => [c, q(0)]));
  let credits: { who: string; came: number; value: Q; votes: Q }[] = [];
  let exhausted = q(0);
  let lost = q(0);
  let quota = q(0);
  let clock = 0;
  const stages: NaiveStage[] = [];
  const past: { stage: number; votes: Map<string, Q> }[] = [];
  const get = (c: string): Q => votes.get(c) as Q;
  const give = (c: string, v: Q): void => void votes.set(c, get(c).plus(v));
  const sumOf = (all: Q[]): Q => all.reduce((a, b) => a.plus(b), q(0));
  const weigh = (these: readonly NaivePaper[]): Q => sumOf(these.map((p) => p.weight));
  const worthOfAll = (these: readonly NaivePaper[]): Q =>
    sumOf(these.map((p) => p.value.by(p.weight)));
  const valid = weigh(papers);
  let stage = 0;
  let isFewDone = false;

  const findQuota = (): void => {
    const share = valid.minus(exhausted).over(q(how.quota.share === 'droop' ? seats + 1 : seats));
    const { places, rounding } = how.quota;
    if (places === 'exact' || rounding === 'none') quota = share;
    else {
      const cut = share.cut(places);
      const unit = new Q(1n, 10n ** BigInt(places));
      quota = rounding === 'up' && cut.is(share) ? share : cut.plus(unit);
    }
  };

  const pointsOf = (): typeof past =>
    how.exclusion.elects === 'after-all-parts'
      ? past.filter((p, i) => past[i + 1]?.stage !== p.stage)
      : past;

  /** Of the tied, whom the ladder favours least or most; undefined where it has no lot and says nothing. */
  const pickOf = (
    tied: readonly string[],
    least: boolean,
    ties: readonly string[],
  ): string | undefined => {
    let rest = [...tied];
    const earlier = pointsOf();
    for (const step of ties) {
      if (rest.length === 1) break;
      if (step === 'lot') {
        const inOrder = lot.filter((c) => rest.includes(c));
        rest = [(least ? inOrder.at(-1) : inOrder[0]) as string];
      } else
        for (const point of step.startsWith('backwards') ? [...earlier].reverse() : earlier) {
          const of = (c: string): Q => point.votes.get(c) as Q;
          rest = rest.filter((c) =>
            rest.every((o) => (least ? !of(o).below(of(c)) : !of(c).below(of(o)))),
          );
        }
    }
    return rest.length === 1 ? rest[0] : undefined;
  };
  const pick = (tied: readonly string[], least: boolean): string => {
    const found = pickOf(tied, least, how.ties);
    if (found === undefined) throw new Error('the ladder has a lot at its end');
    return found;
  };
  /** So many of those level, or nobody where the rule leaves it open. */
  const pickLevel = (level: readonly string[], places: number): string[] => {
    if (level.length <= places) return [...level];
    const out: string[] = [];
    let rest = [...level];
    for (const step of how.ties) {
      if (step === 'lot') {
        if (how.levelAtQuota !== 'ladder') return [];
        return [...out, ...lot.filter((c) => rest.includes(c)).slice(0, places - out.length)];
      }
      const points = step.startsWith('backwards') ? [...pointsOf()].reverse() : pointsOf();
      for (const { votes: at } of points)
        for (let open = true; open; ) {
          const of = (c: string): Q => at.get(c) as Q;
          const top = rest.filter((c) => rest.every((o) => !of(c).below(of(o))));
          open = top.length < rest.length;
          if (open && top.length <= places - out.length) {
            out.push(...top);
            rest = rest.filter((c) => !top.includes(c));
            if (out.length === places) return out;
          } else if (open) rest = top;
        }
    }
    return [];
  };

  const lowestOf = (who: readonly string[]): string[] =>
    who.filter((c) => who.every((o) => !get(o).below(get(c))));
  const highestOf = (who: readonly string[]): string[] =>
    who.filter((c) => who.every((o) => !get(c).below(get(o))));
  const reaches = (c: string): boolean =>
    how.quota.reach === 'at-least' ? !get(c).below(quota) : quota.below(get(c));
  const left = (): number => seats - elected.length;
  const sortElected = (who: string[]): string[] =>
    who.sort((a, b) => (get(a).is(get(b)) ? (a < b ? -1 : 1) : get(a).below(get(b)) ? 1 : -1));

  const elect = (c: string, out: string[]): void => {
    hopeful = hopeful.filter((o) => o !== c);
    elected.push(c);
    waiting.push(c);
    since.set(c, stages.length);
    out.push(c);
  };

  const enter = (elects: boolean, first: string[] = [], isNew = false): void => {
    const { when } = how.quota;
    if (!isNew && (when === 'moving' || (when === 'until-elected' && elected.length === 0)))
      findQuota();
    const out = [...first];
    if (elects) {
      const reached = sortElected(hopeful.filter(reaches));
      if (how.electedWhen === 'reached' || reached.length >= left()) {
        const cut = reached[left() - 1];
        const safe = reached.filter((c) => cut === undefined || get(cut).below(get(c)));
        const level = reached.filter((c) => !safe.includes(c));
        for (const c of sortElected([...safe, ...pickLevel(level, left() - safe.length)]))
          elect(c, out);
      }
      while (how.alsoElects === 'active-vote' && left() > 0 && hopeful.length > 0) {
        const kept = sumOf(elected.map((c) => (get(c).below(quota) ? get(c) : quota)));
        const needed = valid
          .minus(kept)
          .minus(exhausted)
          .minus(lost)
          .over(q(left() + 1));
        const top = highestOf(hopeful);
        if (get(top[0] as string).below(needed)) break;
        const these = pickLevel(top, left());
        if (these.length === 0) break;
        for (const c of these.sort()) elect(c, out);
      }
    }
    past.push({ stage, votes: new Map(votes) });
    stages.push({
      votes: Object.fromEntries([...votes].map(([c, v]) => [c, v.text()])),
      exhausted: exhausted.text(),
      lost: lost.text(),
      quota: quota.text(),
      elected: out,
    });
  };

  const nextOf = (paper: NaivePaper): string | undefined =>
    paper.prefs.find((c) => hopeful.includes(c));

  /** Moves papers, all at the value `value`, as one credit for each candidate. */
  const move = (these: readonly NaivePaper[], value: Q, spentCounts: boolean): Q => {
    let given = q(0);
    const by = new Map<string, NaivePaper[]>();
    for (const paper of these) {
      const to = nextOf(paper) ?? '-';
      by.set(to, [...(by.get(to) ?? []), paper]);
    }
    for (const [to, heap] of by) {
      const worth = value.by(weigh(heap)).cut(how.votePlaces);
      for (const paper of heap) {
        paper.at = to === '-' ? undefined : to;
        paper.came = clock;
        paper.value = value;
      }
      if (to !== '-') {
        give(to, worth);
        credits.push({ who: to, came: clock, value, votes: worth });
        given = given.plus(worth);
      } else if (spentCounts) {
        exhausted = exhausted.plus(worth);
        given = given.plus(worth);
      }
    }
    return given;
  };

  const groupsOf = (these: readonly NaivePaper[]): NaivePaper[][] => {
    const out: NaivePaper[][] = [];
    for (const paper of these) {
      const same = out.find(
        ([o]) =>
          o?.value.is(paper.value) === true && (how.creditBy === 'value' || o.came === paper.came),
      );
      if (same === undefined) out.push([paper]);
      else same.push(paper);
    }
    // Bundles keep the order in which they came.
    if (how.creditBy === 'bundle')
      out.sort(([a], [b]) => (a as NaivePaper).came - (b as NaivePaper).came);
    return out;
  };

  const deal = (): void => {
    clock++;
    votes = new Map(candidates.map((c) => [c, q(0)]));
    credits = [];
    exhausted = q(0);
    lost = q(0);
    move(papers, q(1), true);
  };

  const surplusOf = (c: string): Q => get(c).minus(quota);
  const withSurplus = (): string[] =>
    (how.electedWhen === 'reached' ? waiting : [...waiting, ...hopeful]).filter((c) =>
      quota.below(get(c)),
    );

  const transferSurplus = (): void => {
    let those = withSurplus();
    if (how.surplus.order === 'first-elected-first') {
      const first = Math.min(...those.map((c) => since.get(c) ?? 0));
      those = those.filter((c) => (since.get(c) ?? 0) === first);
    }
    const top = highestOf(those);
    const from = top.length === 1 ? (top[0] as string) : pick(top, false);
    const out: string[] = [];
    if (hopeful.includes(from)) {
      elect(from, out);
      waiting = [];
    }
    waiting = waiting.filter((c) => c !== from);
    const surplus = surplusOf(from);
    clock++;
    stage++;
    const { surplus: s } = how;
    let those2 = papers.filter((p) => p.at === from);
    if (s.papers === 'last-bundle') {
      const last = Math.max(...those2.map((p) => p.came));
      those2 = those2.filter((p) => p.came === last);
    }
    const goes = those2.filter((p) => nextOf(p) !== undefined);
    const shared = s.among === 'all-papers' ? those2 : goes;
    const stays = those2.filter((p) => nextOf(p) === undefined);
    const base = s.among === 'all-papers' ? get(from) : get(from).minus(worthOfAll(stays));
    const worthOf = (v: Q): Q => {
      if (s.sharing === 'unweighted') {
        if (shared.length === 0) return v;
        const each = surplus.over(weigh(shared));
        return (s.capped && v.below(each) ? v : each).cut(s.places);
      }
      if ((s.capped && !surplus.below(base)) || base.n <= 0n) return v.cut(s.places);
      if (s.rounding === 'product-first')
        return v.by(surplus).cut(s.places).over(base).cut(s.places);
      if (s.rounding === 'fraction-first')
        return surplus.over(base).cut(s.places).by(v).cut(s.places);
      return v.by(surplus).over(base).cut(s.places);
    };
    const worthBefore = worthOfAll(goes);
    const values = groupsOf(those2).map((g) => [g, worthOf((g[0] as NaivePaper).value)] as const);
    let given = q(0);
    for (const [group, value] of values) {
      if (how.creditBy === 'bundle') clock++;
      given = given.plus(move(group, value, s.among === 'all-papers'));
    }
    for (const p of papers) if (p.at === from) p.at = undefined;
    if (s.leftOver === 'exhausted' && s.among === 'transferable' && worthBefore.below(surplus)) {
      exhausted = exhausted.plus(surplus.minus(given));
      given = surplus;
    }
    lost = lost.plus(surplus.minus(given));
    give(from, q(0).minus(surplus));
    enter(true, out);
  };

  /** The largest group that may go together, by trying every size. */
  const bulkOf = (bulk: 'may-equal' | 'fewer'): string[] => {
    const all = sumOf(withSurplus().map(surplusOf));
    const up = [...hopeful].sort((a, b) =>
      get(a).below(get(b)) ? -1 : get(b).below(get(a)) ? 1 : 0,
    );
    for (let k = hopeful.length - left(); k > 0; k--) {
      const next = up[k];
      if (next === undefined || get(up[k - 1] as string).is(get(next))) continue;
      const together = all.plus(sumOf(up.slice(0, k).map(get)));
      if (bulk === 'fewer' ? together.below(get(next)) : !get(next).below(together))
        return up.slice(0, k);
    }
    return [];
  };

  const exclude = (who: string[]): boolean => {
    hopeful = hopeful.filter((c) => !who.includes(c));
    stage++;
    if (how.finish.lastExclusion === 'stays' && hopeful.length <= left()) {
      enter(true);
      return true;
    }
    if (how.restart === 'wright') {
      hopeful = [...hopeful, ...elected];
      elected = [];
      waiting = [];
      since = new Map();
      deal();
      findQuota();
      enter(true, [], true);
      return false;
    }
    const mine = papers.filter((p) => p.at !== undefined && who.includes(p.at));
    let parts: NaivePaper[][] = [mine];
    if (how.exclusion.papers !== 'at-once' && mine.length > 0) {
      parts = [];
      const isByValue = how.exclusion.papers === 'by-value';
      for (const p of [...mine].sort((a, b) =>
        isByValue
          ? a.value.below(b.value)
            ? 1
            : b.value.below(a.value)
              ? -1
              : 0
          : a.came - b.came ||
            ((a.at ?? '') < (b.at ?? '') ? -1 : (a.at ?? '') > (b.at ?? '') ? 1 : 0) ||
            (a.value.below(b.value) ? 1 : b.value.below(a.value) ? -1 : 0),
      )) {
        const part = parts.find(
          ([o]) => o?.value.is(p.value) && (isByValue || (o.came === p.came && o.at === p.at)),
        );
        if (part === undefined) parts.push([p]);
        else part.push(p);
      }
    }
    for (const [k, part] of parts.entries()) {
      const isLast = k === parts.length - 1;
      if (k > 0 && how.exclusion.parts === 'stages') stage++;
      clock++;
      let out = q(0);
      let given = q(0);
      for (const c of who) {
        const his = part.filter((p) => p.at === c);
        const marks = his.map((p) => [p.came, p.value] as const);
        for (const group of groupsOf(his)) {
          if (how.creditBy === 'bundle') clock++;
          given = given.plus(move(group, (group[0] as NaivePaper).value, true));
        }
        const leaves = isLast
          ? get(c)
          : sumOf(
              credits
                .filter((x) => x.who === c && marks.some(([m, v]) => m === x.came && v.is(x.value)))
                .map((x) => x.votes),
            );
        give(c, q(0).minus(leaves));
        out = out.plus(leaves);
      }
      lost = lost.plus(out.minus(given));
      enter(isLast || how.exclusion.elects === 'after-each-part');
      if (left() <= 0) return true;
    }
    return false;
  };

  const electLast = (who: string[]): void => {
    const last = stages.at(-1) as NaiveStage;
    for (const c of sortElected([...who])) {
      hopeful = hopeful.filter((o) => o !== c);
      elected.push(c);
      last.elected.push(c);
    }
  };

  deal();
  findQuota();
  stage = 1;
  enter(true, [], true);
  for (let turn = 0; turn < 200; turn++) {
    if (left() <= 0 || hopeful.length === 0) return { stages, elected };
    const waits = withSurplus().length > 0;
    if (hopeful.length <= left() && (how.finish.lastStanding === 'at-once' || !waits)) {
      electLast(hopeful);
      continue;
    }
    const down = sortElected([...hopeful]);
    const rivals = sumOf(down.slice(left()).map(get)).plus(sumOf(withSurplus().map(surplusOf)));
    if (
      how.finish.certain === 'exceeds-rest' &&
      hopeful.length > left() &&
      rivals.below(get(down[left() - 1] as string))
    ) {
      electLast(down.slice(0, left()));
      continue;
    }
    if (how.finish.lastTwo && left() === 1 && hopeful.length === 2 && !waits) {
      const top = highestOf(hopeful);
      electLast([top.length === 1 ? (top[0] as string) : pick(top, false)]);
      continue;
    }
    const { bulk, bulkFirst } = how.exclusion;
    const group = bulk === 'never' ? [] : bulkOf(bulk);
    if (bulkFirst && group.length > 0) {
      if (exclude(group) && left() > 0) electLast(hopeful);
      continue;
    }
    const up = [...hopeful].sort((a, b) =>
      get(a).below(get(b)) ? -1 : get(b).below(get(a)) ? 1 : 0,
    );
    const gap = up.length > 1 ? get(up[1] as string).minus(get(up[0] as string)) : q(0);
    const all = sumOf(withSurplus().map(surplusOf));
    const mayWait =
      how.surplus.defer &&
      hopeful.length > left() &&
      ((bulk === 'may-equal' ? !gap.below(all) : all.below(gap)) || group.length > 1);
    if (waits && (!mayWait || hopeful.length <= left())) {
      transferSurplus();
      continue;
    }
    const { fewerThan } = how.exclusion;
    if (fewerThan !== undefined && !isFewDone) {
      isFewDone = true;
      const few = hopeful.filter((c) => get(c).below(q(fewerThan)));
      if (few.length > 0 && hopeful.length - few.length >= left()) {
        const ends = exclude(few);
        if (ends && left() > 0) electLast(hopeful);
        continue;
      }
    }
    const low = lowestOf(hopeful);
    const isOver = exclude(
      !bulkFirst && group.length > 1
        ? group
        : [low.length === 1 ? (low[0] as string) : pick(low, true)],
    );
    if (isOver && left() > 0) electLast(hopeful);
  }
  throw new Error('the oracle does not end');
}
