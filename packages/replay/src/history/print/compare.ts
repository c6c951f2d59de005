/**
 * Every figure that was printed beside what the book makes of the reports: sums, shares by its policy,
 * turnouts by its policy, who goes out, who is elected, thresholds, points, the words of a declaration.
 * What was printed and is itself the report (votes of a section) is not counted as a comparison.
 */
import type { Figure, Figures, PrintedBallot, PrintedRound } from '@hustings/audit';
import { exact, type PercentPolicy, type Ratio } from '@hustings/count';
import {
  type BallotReport,
  type Electorate,
  type ResultPolicy,
  scoresOf,
  totalsOfReport,
} from '@hustings/rulebook';
import type { Counted } from '../play/figures.ts';
import { alike } from '../play/names.ts';
import { namesIn } from './parts.ts';
import { baseOf, sharesIn } from './shares.ts';

export interface Compared {
  /** Place of the figure in the file (RFC 6901). */
  readonly path: string;
  readonly what: string;
  readonly printed: string;
  /** What the book gives; undefined where something that it needs is not in the file. */
  readonly drawn: string | undefined;
  readonly verdict: 'equal' | 'differs' | 'not-drawn';
  /** Of a difference: what would explain it. Of a figure that was not drawn: what is missing. */
  readonly because?: string;
}

/** A count that was played, with all that its figures hang on. */
export interface PlayedCount {
  readonly ballot: PrintedBallot;
  readonly rounds: readonly PrintedRound[];
  readonly counted: Counted;
  readonly report: BallotReport;
  readonly electorate: Electorate;
  readonly results: ResultPolicy;
  readonly isAbstentionCounted: boolean;
  /** Votes one after the other, not transfers of one count. */
  readonly isApart: boolean;
  readonly idOf: (name: string) => string | undefined;
  /** Who is out after it and who was chosen, by the referee. */
  readonly out: readonly string[];
  readonly chosen: readonly string[];
  /** The papers of the whole print are of this count. */
  readonly hasPapers: boolean;
  /** Sections of the book by those of the print. */
  readonly sections: Readonly<Record<string, string>>;
}

export function figure(
  path: string,
  what: string,
  printed: string,
  drawn: string | undefined,
  because?: string,
): Compared {
  const verdict = drawn === undefined ? 'not-drawn' : drawn === printed ? 'equal' : 'differs';
  return {
    path,
    what,
    printed,
    drawn,
    verdict,
    ...(because === undefined || verdict === 'equal' ? {} : { because }),
  };
}

type Scores = ReadonlyMap<string, Ratio>;

interface Papers {
  readonly valid: number;
  readonly spoilt: number;
  readonly entitled: number;
}

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

/** Votes of a round as the report has them, by section. */
function votesOf(
  count: PlayedCount,
  at: number,
): readonly { section: string; votes: Readonly<Record<string, number>> }[] {
  if (at === 0) return count.report.lines;
  return count.report.rounds[at - 1]?.sections ?? [];
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

function shares(
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
    if (score === undefined || f.value.n === 0n) return undefined;
    const half = exact.ratio(1n, 2n * 10n ** BigInt(f.decimals));
    const hundredfold = exact.multiply(score, exact.whole(100));
    const high = exact.divide(hundredfold, exact.subtract(f.value, half));
    const low = exact.divide(hundredfold, exact.add(f.value, half));
    if (exact.isMore(low, least)) least = low;
    if (most === undefined || exact.isLess(high, most)) most = high;
  }
  return most === undefined || exact.isLess(most, least) ? undefined : { least, most };
}

function weighted(
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

function papersOf(count: PlayedCount, papers: Papers, abstained: number): readonly Compared[] {
  const { valid, spoilt, returned, admitted, abstentions, notAdmitted, channels, electorate } =
    count.ballot.papers;
  const all = count.isAbstentionCounted
    ? papers.valid + papers.spoilt
    : papers.valid + abstained + papers.spoilt;
  const rejected =
    notAdmitted === undefined ? papers.spoilt : papers.spoilt - Number(notAdmitted.text);
  const { isRollKnown, areVotesKnown } = count.counted;
  const drawn = (n: number): string | undefined => (areVotesKnown ? String(n) : undefined);
  const found: Compared[] = [];
  if (valid !== undefined)
    found.push(figure(valid.path, 'valid papers', valid.text, drawn(papers.valid)));
  if (spoilt !== undefined)
    found.push(figure(spoilt.path, 'rejected papers', spoilt.text, drawn(rejected)));
  if (abstentions !== undefined)
    found.push(figure(abstentions.path, 'abstentions', abstentions.text, drawn(abstained)));
  if (returned !== undefined)
    found.push(figure(returned.path, 'papers returned', returned.text, drawn(all)));
  if (admitted !== undefined && notAdmitted !== undefined)
    found.push(
      figure(
        admitted.path,
        'papers admitted',
        admitted.text,
        drawn(all - Number(notAdmitted.text)),
      ),
    );
  if (channels.length > 1 && returned !== undefined)
    found.push(
      figure(
        returned.path,
        'papers by all ways together',
        returned.text,
        String(channels.reduce((a, c) => a + Number(c.text), 0)),
      ),
    );
  const sections = count.ballot.sections.filter((s) => s.electorate !== undefined);
  if (electorate !== undefined && sections.length > 1 && isRollKnown)
    found.push(figure(electorate.path, 'electors', electorate.text, String(papers.entitled)));
  return found;
}

function turnouts(count: PlayedCount, papers: Papers, abstained: number): readonly Compared[] {
  const { counts, roll } = count.results.turnout;
  const { isRollKnown, areVotesKnown } = count.counted;
  const unknown = 'how many could vote is not in the file';
  return count.ballot.turnout.map(({ figure: f, section }) => {
    if (section !== undefined) {
      const of = count.ballot.sections.find((s) => s.id === section);
      const has = of?.returned === undefined || of.electorate === undefined;
      return figure(
        f.path,
        `turnout of ${section}`,
        f.text,
        has
          ? undefined
          : percentOf(Number(of.returned?.text), Number(of.electorate?.text), f.decimals),
        has ? unknown : 'the returned papers of the section by its electors',
      );
    }
    const entitled =
      roll === undefined
        ? papers.entitled
        : count.report.lines.reduce((sum, l) => sum + (l.rolls?.[roll] ?? 0), 0);
    const inValid = count.isAbstentionCounted ? papers.valid : papers.valid + abstained;
    const returned = count.ballot.papers.returned;
    const came = areVotesKnown
      ? inValid + (counts === 'cast' ? papers.spoilt : 0)
      : Number(returned?.text);
    return figure(
      f.path,
      'turnout',
      f.text,
      isRollKnown ? percentOf(came, entitled, f.decimals) : undefined,
      isRollKnown ? otherTurnout(f, inValid, papers) : unknown,
    );
  });
}

function otherTurnout(f: Figure, valid: number, papers: Papers): string | undefined {
  const of = (part: number) => percentOf(part, papers.entitled, f.decimals) === f.text;
  if (of(valid)) return 'as printed it counts valid papers only';
  return of(valid + papers.spoilt) ? 'as printed it counts rejected papers too' : undefined;
}

function percentOf(part: number, whole: number, decimals: number): string | undefined {
  if (whole === 0 || !Number.isInteger(part)) return undefined;
  return rounded(exact.ratio(BigInt(part) * 100n, BigInt(whole)), decimals);
}

/** Shares within a section, of the votes of that section, by the book's rounding. */
function sectionShares(count: PlayedCount): readonly Compared[] {
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

/** Points that there are, and points that win, by the book's units. */
function points(count: PlayedCount): readonly Compared[] {
  const { units } = count.electorate;
  const { total, perUnit, units: number, toWin } = count.ballot.points;
  if (units === undefined) return [];
  const all = units.count === undefined ? undefined : units.count * units.points;
  const found: Compared[] = [];
  const text = (n: number | undefined): string | undefined =>
    n === undefined ? undefined : String(n);
  if (number !== undefined)
    found.push(figure(number.path, `${units.unit}s`, number.text, text(units.count)));
  if (perUnit !== undefined)
    found.push(
      figure(perUnit.path, `points of each ${units.unit}`, perUnit.text, text(units.points)),
    );
  if (total !== undefined) found.push(figure(total.path, 'points in all', total.text, text(all)));
  if (toWin !== undefined)
    found.push(
      figure(
        toWin.path,
        'points that win',
        toWin.text,
        all === undefined ? undefined : text(Math.floor(all / 2) + 1),
      ),
    );
  for (const round of count.counted.shown) {
    if (round.unit !== 'points' || round.missing.length > 0 || total === undefined) continue;
    const sum = exact.sum([...round.totals.values()].map((f) => f.value));
    const decimals = Math.max(0, ...[...round.totals.values()].map((f) => f.decimals));
    // Each figure may be half a unit of its last place away from what it was.
    const slack = exact.ratio(BigInt(round.totals.size), 2n * 10n ** BigInt(decimals));
    const away = exact.subtract(sum, total.value);
    const isNear = !exact.isMore(away, slack) && !exact.isLess(away, exact.negate(slack));
    found.push(
      figure(
        `${round.path}/totals`,
        `${round.name}: the points add up`,
        total.text,
        isNear ? total.text : exact.toText(sum, decimals),
      ),
    );
  }
  return found;
}
