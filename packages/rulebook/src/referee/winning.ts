/** Whether someone has won by the figures: majority, lead, quorum, each exactly. */
import { compare, type Exact, fraction, multiply, subtract, whole } from '../exact.ts';
import type { BallotReport } from '../report-acts.ts';
import type { Quorum, Winning, WinningMajority } from '../rule-book.ts';
import { own } from '../state.ts';
import { type Scores, sumOf, sumOfScores, type Totals } from './figures.ts';

export interface Race {
  readonly winning: Winning;
  readonly report: BallotReport;
  readonly totals: Totals;
  /** Of the last round. */
  readonly scores: Scores;
  /** "Re-open nominations", which needs no support against itself. */
  readonly reopen: string | undefined;
  /** Those who cannot be elected though they are on the paper. */
  readonly gone: readonly string[];
}

/** What keeps a leader from having won. */
export interface Shortfall {
  readonly clause: string;
  readonly text: string;
}

/** Candidates by score, the best first, those level in one group. */
export function ranking(scores: Scores): readonly (readonly string[])[] {
  const groups: string[][] = [];
  const sorted = [...scores].toSorted(
    ([a, x], [b, y]) => compare(y, x) || (a < b ? -1 : a > b ? 1 : 0),
  );
  let last: Exact | undefined;
  for (const [id, score] of sorted) {
    if (last !== undefined && compare(last, score) === 0) groups.at(-1)?.push(id);
    else groups.push([id]);
    last = score;
  }
  return groups;
}

/** Why the leader has not won; empty when nothing is wanting. */
export function shortfalls(race: Race, leader: string): readonly Shortfall[] {
  const { winning, scores, report, totals, reopen } = race;
  const score = scores.get(leader) ?? whole(0);
  const found: Shortfall[] = [];
  const { majority, lead, quorum, optionQuorum } = winning;
  if (majority !== undefined) {
    const base = baseOf(race, majority);
    const side = compare(score, multiply(fraction(majority.share), base));
    if (majority.reach === 'more-than' ? side <= 0 : side < 0)
      found.push({
        clause: majority.clause,
        text: `${shown(score)} of ${shown(base)} is not ${majority.reach === 'more-than' ? 'more than' : 'at least'} ${majority.share.numerator}/${majority.share.denominator}`,
      });
  }
  if (lead !== undefined) {
    const next = [...scores].filter(([id]) => id !== leader).map(([, s]) => s);
    const second = next.reduce((best, s) => (compare(s, best) > 0 ? s : best), whole(0));
    const base = lead.of === 'entitled' ? whole(totals.entitled) : sumOfScores(scores);
    const needed = multiply(fraction(lead.share), base);
    const margin = subtract(score, second);
    if (compare(margin, needed) < 0)
      found.push({
        clause: lead.clause,
        text: `a lead of ${shown(margin)} is less than ${lead.share.numerator}/${lead.share.denominator} of ${shown(base)}, which is ${shown(needed)}`,
      });
  }
  if (quorum !== undefined && !hasQuorum(quorum, totals))
    found.push({
      clause: quorum.clause,
      text: `${quorum.counts === 'cast' ? totals.cast : totals.valid + totals.abstained} papers are less than ${quorum.share.numerator}/${quorum.share.denominator} of ${totals.entitled} electors`,
    });
  if (optionQuorum !== undefined && leader !== reopen) {
    const votes = own(report.preferred ?? {}, leader) ?? 0;
    if (!isEnoughOfRoot(votes, optionQuorum.times, totals.entitled))
      found.push({
        clause: optionQuorum.clause,
        text: `${votes} prefer it to the default, fewer than ${optionQuorum.times} times half the square root of ${totals.entitled}`,
      });
  }
  return found;
}

/** votes ≥ times·√n/2, without the root: 4·votes² ≥ times²·n. */
function isEnoughOfRoot(votes: number, times: number, electors: number): boolean {
  const v = BigInt(votes);
  const t = BigInt(times);
  return 4n * v * v >= t * t * BigInt(electors);
}

export function hasQuorum(quorum: Quorum, totals: Totals): boolean {
  const present = quorum.counts === 'cast' ? totals.cast : totals.valid + totals.abstained;
  const { numerator, denominator } = quorum.share;
  return BigInt(present) * BigInt(denominator) >= BigInt(totals.entitled) * BigInt(numerator);
}

function baseOf({ report, totals, scores }: Race, majority: WinningMajority): Exact {
  switch (majority.of) {
    case 'votes':
    case 'weighted':
      return sumOfScores(scores);
    case 'first-votes':
      return whole(report.lines.reduce((sum, line) => sum + sumOf(line.votes), 0));
    case 'votes-and-abstentions': {
      const votes = sumOfScores(scores);
      return { n: votes.n + BigInt(totals.abstained) * votes.d, d: votes.d };
    }
    case 'all-papers':
      return whole(totals.cast);
    case 'entitled':
      return whole(totals.entitled);
  }
}

/** "204", or "33.3" for a fraction: to be read, nothing is decided by it. */
export function shown({ n, d }: Exact): string {
  if (d === 1n) return String(n);
  const tenths = (n * 100n) / d;
  return `${tenths / 100n}.${String(tenths % 100n < 0n ? -(tenths % 100n) : tenths % 100n).padStart(2, '0')}`;
}
