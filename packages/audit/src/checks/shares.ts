/**
 * Printed shares against the votes. A whole table is right if one policy gives all of it. Where none
 * does, either the base is one that is not printed (some whole number gives all of it), or the table
 * mixes bases, or single figures are wrong.
 */
import { exact, type Ratio } from '@hustings/count';
import type { Ballot, Published, Round } from '../published.ts';
import type { Figure, Figures } from '../read/tree.ts';
import { type Check, decimalText, failed, held, inRound, shown } from './check.ts';
import {
  type Base,
  basesOf,
  impliedBase,
  ROUNDINGS,
  type Rounding,
  roundedShares,
} from './policies.ts';
import { weightedShares } from './weights.ts';

interface Row {
  readonly candidate: string;
  readonly part: Ratio;
  readonly votes: Figure | undefined;
  readonly printed: Figure;
}

interface Tried {
  readonly base: Base;
  readonly rounding: Rounding;
  readonly texts: readonly string[];
  readonly right: number;
}

export function shareChecks(published: Published): readonly Check[] {
  return published.ballots.flatMap((ballot) => [
    ...ballot.rounds.flatMap((round) =>
      round.shares.flatMap((table) => {
        const where = inRound(ballot, round);
        const weighted = table.of === 'totals' ? weightedShares(ballot, round) : undefined;
        if (weighted !== undefined)
          return tableChecks(where, ...ofWeighted(weighted, table.figures));
        const votes = table.of === 'heads' ? round.heads : round.totals;
        if (round.unit === 'percent' && table.of === 'totals') return [];
        const checks = tableChecks(where, ...ofVotes(ballot, round, votes, table.figures));
        // Without the votes of some, the sum is no base; any common base may be the right one.
        return round.missing.length > 0 ? checks.filter((c) => c.severity === 'wrong') : checks;
      }),
    ),
    ...ballot.sectionShares.flatMap(({ section, shares }) => {
      const [first] = ballot.rounds;
      const votes = first?.bySection.get(section);
      if (first === undefined || votes === undefined) return [];
      const name = ballot.sections.find((s) => s.id === section)?.name ?? section;
      const returned = ballot.sections.find((s) => s.id === section)?.returned;
      const [rows, everyone] = rowsOf(votes, shares);
      const sum = exact.sum([...votes.values()].map((f) => f.value));
      const bases: Base[] = [{ name: `the votes of ${name}`, value: sum, isUsual: true }];
      if (returned !== undefined && !exact.equal(returned.value, sum))
        bases.push({ name: `the papers of ${name}`, value: returned.value, isUsual: false });
      return tableChecks(`${inRound(ballot, first)}, ${name}`, rows, everyone, bases);
    }),
  ]);
}

function ofVotes(ballot: Ballot, round: Round, votes: Figures, printed: Figures) {
  const [rows, everyone] = rowsOf(votes, printed);
  return [rows, everyone, basesOf(ballot, round, votes)] as const;
}

function ofWeighted(weighted: ReadonlyMap<string, Ratio>, printed: Figures) {
  const rows = [...printed].flatMap(([candidate, figure]) => {
    const part = weighted.get(candidate);
    return part === undefined ? [] : [{ candidate, part, votes: undefined, printed: figure }];
  });
  const base: Base = {
    name: 'the weighted total',
    value: exact.sum(weighted.values()),
    isUsual: true,
  };
  return [rows, [...weighted.values()], [base]] as const;
}

/** The rows that have both a vote and a share, and the votes of all, listed shares first. */
function rowsOf(votes: Figures, printed: Figures): readonly [readonly Row[], readonly Ratio[]] {
  const rows = [...printed].flatMap(([candidate, figure]) => {
    const vote = votes.get(candidate);
    return vote === undefined
      ? []
      : [{ candidate, part: vote.value, votes: vote, printed: figure }];
  });
  const others = [...votes].filter(([candidate]) => !printed.has(candidate));
  return [rows, [...rows.map((r) => r.part), ...others.map(([, f]) => f.value)]];
}

function tableChecks(
  where: string,
  rows: readonly Row[],
  everyone: readonly Ratio[],
  bases: readonly Base[],
): readonly Check[] {
  if (rows.length === 0 || bases.length === 0) return [];
  const decimals = Math.max(...rows.map((row) => row.printed.decimals));
  const tried = bases.flatMap((base) =>
    ROUNDINGS.map((rounding): Tried => {
      const units = roundedShares(everyone, base.value, decimals, rounding);
      const texts = rows.map((_, i) =>
        decimalText({ n: units[i] as bigint, d: 10n ** BigInt(decimals) }, decimals),
      );
      const right = rows.filter((row, i) => isSame(row.printed, texts[i] as string)).length;
      return { base, rounding, texts, right };
    }),
  );
  const figures = rows.flatMap((row) => [
    row.printed,
    ...(row.votes === undefined ? [] : [row.votes]),
  ]);
  const whole = tried.find((t) => t.right === rows.length);
  if (whole !== undefined) return [explained(where, rows, whole, bases, figures)];
  const [best] = [...tried].sort((a, b) => b.right - a.right);
  if (best === undefined) return [];
  const bound = rows.length > 1 ? impliedBase(rows) : undefined;
  const sum = exact.sum(everyone);
  // A base smaller than the votes themselves, or far from all that is known, is no explanation.
  if (
    bound !== undefined &&
    bound.most >= sum.n / sum.d &&
    bound.least < (sum.n * 12n) / (sum.d * 10n)
  )
    return [unstated(where, rows, bound, sum, best, figures)];
  const mixed = rows.map((row, i) => tried.find((t) => isSame(row.printed, t.texts[i] as string)));
  if (rows.length > 2 && best.right * 2 <= rows.length && mixed.every((t) => t !== undefined))
    return [
      failed(
        'audit/bases-mixed',
        `Shares, ${where}: no one base gives them all: ${rows.map((row, i) => `${row.candidate} ${row.printed.text} is of ${mixed[i]?.base.name}`).join('; ')}.`,
        figures,
      ),
    ];
  return rows.map((row, i) => single(where, row, best, i));
}

function explained(
  where: string,
  rows: readonly Row[],
  by: Tried,
  bases: readonly Base[],
  figures: readonly Figure[],
): Check {
  const how =
    by.rounding === 'half-up'
      ? ''
      : by.rounding === 'down'
        ? ', cut off'
        : ', by largest remainders';
  const sentence = `Shares, ${where}: of ${by.base.name}${how}`;
  if (by.base.isUsual) return held('audit/share', `${sentence}.`, figures);
  const usual = bases.find((base) => base.isUsual);
  const row = rows.find((r) => usual !== undefined && !isSame(r.printed, shareText(r, usual)));
  if (usual === undefined || row === undefined) return held('audit/share', `${sentence}.`, figures);
  const fits = new Map(rows.map((r) => [r.printed.path, shareText(r, usual)]));
  return failed(
    'audit/base',
    `${sentence} (${shown(exact.toText(by.base.value, 0))}), not of ${usual.name}: ${row.candidate} would have ${shareText(row, usual)}, and ${row.printed.text} is printed.`,
    rows.map((r) => r.printed),
    fits,
    'unusual',
  );
}

function unstated(
  where: string,
  rows: readonly Row[],
  bound: { readonly least: bigint; readonly most: bigint },
  sum: Ratio,
  best: Tried,
  figures: readonly Figure[],
): Check {
  const votes = sum.n / sum.d;
  const [from, to] = [bound.least - votes, bound.most - votes];
  const total = exact.sum(rows.map((r) => r.printed.value));
  return failed(
    'audit/base',
    `Shares, ${where}: they fit no base that is printed; all fit a base of ${shown(`${bound.least}`)} to ${shown(`${bound.most}`)}, which is ${shown(`${from}`)} to ${shown(`${to}`)} more than the ${shown(`${votes}`)} votes for candidates (the shares add up to ${exact.toText(total, Math.max(...rows.map((r) => r.printed.decimals)))}).`,
    figures,
    new Map(rows.map((row, i) => [row.printed.path, best.texts[i] as string])),
    'unusual',
  );
}

function single(where: string, row: Row, by: Tried, i: number): Check {
  const text = by.texts[i] as string;
  const figures = row.votes === undefined ? [row.printed] : [row.printed, row.votes];
  if (isSame(row.printed, text))
    return held(
      'audit/share',
      `Share of ${row.candidate}, ${where}: ${text} of ${by.base.name}.`,
      figures,
    );
  return failed(
    'audit/share',
    `Share of ${row.candidate}, ${where}: ${row.printed.text} is printed, and ${text} is right (of ${by.base.name}).`,
    figures,
    new Map([[row.printed.path, text]]),
  );
}

function shareText(row: Row, base: Base): string {
  return decimalText(
    exact.divide(exact.multiply(row.part, exact.whole(100)), base.value),
    row.printed.decimals,
  );
}

function isSame(printed: Figure, text: string): boolean {
  return exact.equal(printed.value, exact.fromText(text));
}
