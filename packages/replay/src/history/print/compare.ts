/**
 * Every figure that was printed beside what the book makes of the reports: sums, shares by its policy,
 * turnouts by its policy, who goes out, who is elected, thresholds, points, the words of a declaration.
 * What was printed and is itself the report (votes of a section) is not counted as a comparison.
 */
import type { PrintedRound } from '@hustings/audit';
import { exact } from '@hustings/count';
import { scoresOf, totalsOfReport } from '@hustings/rulebook';
import { papersOf, points, turnouts } from './compare-papers.ts';
import { sectionShares, shares, weighted } from './compare-shares.ts';
import {
  type Compared,
  figure,
  type Papers,
  type PlayedCount,
  type Scores,
  votesOf,
} from './compared.ts';

export function compareCount(count: PlayedCount): readonly Compared[] {
  const { report, electorate, counted, rounds } = count;
  const totals = totalsOfReport(report);
  const papers: Papers = {
    valid: totals.valid + (count.isAbstentionCounted ? totals.abstained : 0),
    spoilt: totals.spoilt,
    entitled: totals.entitled,
  };
  const scores = scoresOf(electorate, report);
  const found: Compared[] = [];
  for (const round of rounds) {
    const at = counted.shown.indexOf(round);
    const now = at < 0 ? undefined : scores[at];
    found.push(
      ...sums(count, round, at),
      ...shares(count, round, now, papers),
      ...weighted(count, round, now, at),
    );
    found.push(...goingOut(count, round, rounds[rounds.indexOf(round) + 1], now));
  }
  if (count.hasPapers)
    found.push(
      ...papersOf(count, papers, totals.abstained),
      ...turnouts(count, papers, totals.abstained),
      ...sectionShares(count),
      ...points(count),
    );
  return found;
}

function sums(count: PlayedCount, round: PrintedRound, at: number): readonly Compared[] {
  if (at < 0 || !count.counted.areVotesKnown || round.unit !== 'votes') return [];
  const { path, name } = round;
  const sections = votesOf(count, at);
  const found: Compared[] = [];
  const total = new Map<string, number>();
  for (const { votes } of sections)
    for (const [id, n] of Object.entries(votes)) total.set(id, (total.get(id) ?? 0) + n);
  if (count.counted.isSectionKnown && round.bySection.size > 1)
    for (const [who, printed] of round.totals) {
      const id = count.idOf(who);
      found.push(
        figure(
          printed.path,
          `${name}: votes of ${who}`,
          printed.text,
          id === undefined ? undefined : String(total.get(id) ?? 0),
        ),
      );
    }
  if (round.valid !== undefined) {
    const all = [...total.values()].reduce((a, b) => a + b, 0);
    const drawn =
      count.electorate.units === undefined && (all > 0 || round.totals.size === 0)
        ? String(all)
        : undefined;
    found.push(figure(round.valid.path, `${name}: valid votes`, round.valid.text, drawn));
  }
  return path === '' ? [] : found;
}

/** Who goes out of a count of transfers is the lowest; of a vote of its own the referee says who. */
function goingOut(
  count: PlayedCount,
  round: PrintedRound,
  next: PrintedRound | undefined,
  now: Scores | undefined,
): readonly Compared[] {
  const found: Compared[] = [];
  const ids = (names: readonly string[]): string =>
    names
      .map((n) => count.idOf(n) ?? n)
      .toSorted()
      .join(', ');
  if (round.eliminated.length > 0) {
    const scores =
      now ?? new Map([...round.totals].map(([name, f]) => [count.idOf(name) ?? name, f.value]));
    const lowest = [...scores]
      .toSorted(([, a], [, b]) => exact.compare(a, b))
      .slice(0, round.eliminated.length)
      .map(([id]) => id);
    const drawn = count.isApart ? count.out : lowest;
    found.push(
      figure(
        `${round.path}/eliminated`,
        `${round.name}: who goes out`,
        ids(round.eliminated),
        [...drawn].toSorted().join(', '),
      ),
    );
  }
  if (round.elected.length > 0 && next === undefined)
    found.push(
      figure(
        `${round.path}/elected`,
        `${round.name}: who is elected`,
        ids(round.elected),
        [...count.chosen].toSorted().join(', '),
      ),
    );
  return found;
}
