/** Shares: of all who stand, of sections, of what sections weigh; and what would explain those that differ. */
import type { Figure, Figures, PrintedRound } from '@hustings/audit';
import { exact, type PercentPolicy, type Ratio } from '@hustings/count';
import { alike } from '../play/names.ts';
import {
  type Compared,
  figure,
  type Papers,
  type PlayedCount,
  type Scores,
  votesOf,
} from './compared.ts';
import { namesIn } from './parts.ts';
import { baseOf, sharesIn } from './shares.ts';

export function shares(
  count: PlayedCount,
  round: PrintedRound,
  now: Scores | undefined,
  papers: Papers,
): readonly Compared[] {
  if (!count.counted.areVotesKnown) return [];
  return round.shares.flatMap(({ of, figures }) => {
    const heads = of === 'heads';
    const table = heads ? headsOf(round.heads) : ownScores(count, round, now);
    const policy: PercentPolicy = heads
      ? { ...count.results.percent, of: 'continuing' }
      : count.results.percent;
    const isWeighted =
      count.report.points !== undefined ||
      count.electorate.sections.some((s) => s.weight !== undefined);
    // What sections carry has no papers: its shares are of all that is carried.
    const base = heads || isWeighted ? { ...policy, of: 'continuing' as const } : policy;
    const isWhole =
      round.missing.length === 0 ||
      (!heads && table !== undefined && !hasGaps(count, round, table));
    return tableOf(
      count,
      figures,
      table,
      base,
      papers,
      isWhole,
      `${round.name}: share of ${heads ? 'the votes of ' : ''}`,
    );
  });
}

function headsOf(figures: Figures): Scores {
  return new Map([...figures].map(([name, f]) => [name, f.value]));
}

/** Scores by printed name: those of the report, or where the round is not in it, its own totals. */
function ownScores(
  count: PlayedCount,
  round: PrintedRound,
  now: Scores | undefined,
): Scores | undefined {
  if (now === undefined) return round.totals.size === 0 ? undefined : headsOf(round.totals);
  const found = new Map<string, Ratio>();
  for (const name of namesIn(round)) {
    const id = count.idOf(name);
    const score = id === undefined ? undefined : now.get(id);
    if (score !== undefined) found.set(name, score);
  }
  return found;
}

function hasGaps(count: PlayedCount, round: PrintedRound, table: Scores): boolean {
  return round.missing.some((name) => !table.has(name) && count.idOf(name) !== undefined);
}

function tableOf(
  count: PlayedCount,
  printed: Figures,
  table: Scores | undefined,
  policy: PercentPolicy,
  papers: Papers,
  isWhole: boolean,
  what: string,
): readonly Compared[] {
  const decimals = Math.max(0, ...[...printed.values()].map((f) => f.decimals));
  if (table === undefined || !isWhole || table.size < 1)
    return [...printed].map(([name, f]) =>
      figure(
        f.path,
        `${what}${name}`,
        f.text,
        undefined,
        'not every figure of the table is in the file',
      ),
    );
  const base = baseOf(table, policy, papers);
  const drawn = drawnTo(table, base, policy, printed);
  const results = [...printed].map(([name, f]) => ({ f, name, drawn: drawn(name, f) }));
  const isEqual = results.every((r) => r.drawn === r.f.text);
  const because = isEqual ? undefined : explained(count, table, printed, decimals, papers);
  return results.map(({ f, name, drawn: text }) =>
    figure(f.path, `${what}${name}`, f.text, text, because),
  );
}

/** A table's shares to the decimals of each figure: a table may be printed to one decimal and to two. */
function drawnTo(
  table: Scores,
  base: Ratio,
  policy: Pick<PercentPolicy, 'rounding'>,
  printed: Figures,
): (name: string, f: Figure) => string | undefined {
  const byDecimals = new Map(
    [...new Set([...printed.values()].map((f) => f.decimals))].map((decimals) => [
      decimals,
      sharesIn(table, base, { decimals, rounding: policy.rounding }),
    ]),
  );
  return (name, f) => byDecimals.get(f.decimals)?.get(name);
}

/** A policy that would give the printed table, where the book's does not. */
function explained(
  count: PlayedCount,
  table: Scores,
  printed: Figures,
  decimals: number,
  papers: Papers,
): string {
  const bases = ['continuing', 'valid', 'cast', 'electorate'] as const;
  for (const of of bases)
    for (const rounding of ['half-up', 'largest-remainder'] as const) {
      const policy = { of, rounding, decimals };
      const drawn = drawnTo(table, baseOf(table, policy, papers), policy, printed);
      if ([...printed].every(([name, f]) => drawn(name, f) === f.text))
        return `as printed it is a share of ${WORDS[of]}, rounded ${rounding === 'half-up' ? 'each on its own' : 'by largest remainders'}; the book takes ${WORDS[count.results.percent.of]}`;
    }
  const range = wholesThatFit(table, printed);
  if (range === undefined) return 'no one whole gives all shares of the table';
  const total = exact.sum(table.values());
  return `the printed shares are of a whole from ${whole(range.least)} to ${whole(range.most)}, and ${whole(total)} are printed`;
}

function whole(value: Ratio): string {
  return exact.toText(exact.floorTo(value, 0), 0);
}

const WORDS: Readonly<Record<PercentPolicy['of'], string>> = {
  continuing: 'what is still in the count',
  valid: 'all valid papers',
  cast: 'all papers, rejected ones too',
  electorate: 'all electors',
};

/** The wholes of which every printed share is one, each rounded on its own. */
function wholesThatFit(
  table: Scores,
  printed: Figures,
): { readonly least: Ratio; readonly most: Ratio } | undefined {
  let least = exact.ZERO;
  let most: Ratio | undefined;
  for (const [name, f] of printed) {
    const score = table.get(name);
    if (score === undefined || f.value.n <= 0n) return undefined;
    const half = exact.ratio(1n, 2n * 10n ** BigInt(f.decimals));
    const hundredfold = exact.multiply(score, exact.whole(100));
    const low = exact.divide(hundredfold, exact.add(f.value, half));
    if (exact.isMore(low, least)) least = low;
    // A share that is nothing when rounded down is one of any larger whole.
    if (!exact.isMore(f.value, half)) continue;
    const high = exact.divide(hundredfold, exact.subtract(f.value, half));
    if (most === undefined || exact.isLess(high, most)) most = high;
  }
  return most === undefined || exact.isLess(most, least) ? undefined : { least, most };
}

export function weighted(
  count: PlayedCount,
  round: PrintedRound,
  now: Scores | undefined,
  at: number,
): readonly Compared[] {
  if (now === undefined) return [];
  const total = exact.sum(now.values());
  const found: Compared[] = [];
  const part = (score: Ratio | undefined, f: Figure): string | undefined =>
    score === undefined || total.n === 0n
      ? undefined
      : rounded(exact.divide(exact.multiply(score, exact.whole(100)), total), f.decimals);
  for (const [name, f] of round.weighted)
    found.push(
      figure(
        f.path,
        `${round.name}: weighted share of ${name}`,
        f.text,
        part(now.get(count.idOf(name) ?? ''), f),
      ),
    );
  const places = alike(
    [...round.weightedBySection.keys()],
    count.electorate.sections.map((s) => s.id),
    count.sections,
  );
  for (const [section, figures] of round.weightedBySection) {
    const line = votesOf(count, at).find((s) => s.section === places.get(section));
    const weight = count.electorate.sections.find((s) => s.id === places.get(section))?.weight;
    const sum = Object.values(line?.votes ?? {}).reduce((a, b) => a + b, 0);
    for (const [name, f] of figures) {
      const votes = line?.votes[count.idOf(name) ?? ''];
      const score =
        votes === undefined || weight === undefined || sum === 0
          ? undefined
          : exact.ratio(
              BigInt(votes) * BigInt(weight.numerator),
              BigInt(sum) * BigInt(weight.denominator),
            );
      found.push(
        figure(
          f.path,
          `${round.name}: weighted share of ${name} in ${section}`,
          f.text,
          part(score, f),
        ),
      );
    }
  }
  return found;
}

/** Half up, as every printed figure that says nothing else is taken to be. */
export function rounded(value: Ratio, decimals: number): string {
  return exact.toText(
    exact.floorTo(exact.add(value, exact.ratio(1n, 2n * 10n ** BigInt(decimals))), decimals),
    decimals,
  );
}

/** Shares within a section, of the votes of that section, by the book's rounding. */
export function sectionShares(count: PlayedCount): readonly Compared[] {
  const places = alike(
    count.ballot.sectionShares.map((s) => s.section),
    count.electorate.sections.map((s) => s.id),
    count.sections,
  );
  return count.ballot.sectionShares.flatMap(({ section, shares: printed }) => {
    const line = count.report.lines.find((l) => l.section === places.get(section));
    const table = new Map(
      [...printed.keys()].flatMap((name) => {
        const votes = line?.votes[count.idOf(name) ?? ''];
        return votes === undefined ? [] : [[name, exact.whole(votes)] as const];
      }),
    );
    const papers = { valid: line?.valid ?? 0, spoilt: 0, entitled: line?.entitled ?? 0 };
    return tableOf(
      count,
      printed,
      table,
      { ...count.results.percent, of: 'valid' },
      papers,
      line !== undefined && table.size === printed.size,
      `${section}: share of `,
    );
  });
}
