/**
 * The rounds of a count as a table, as returning officers print them: a row for each candidate, a
 * column for each round, as many columns side by side as 80 characters hold, and the rest below.
 */
import { byVotes, type CountReport, type Figure, type ReportRound } from '@hustings/count';
import { COLUMNS, cut, grouped, wrap } from './wrap.ts';

const NAME = 22;
const LEAST_WIDTH = 11;
const ELECTED = '✓';
const EXCLUDED = '×';

/** Lines of the table; empty where the count has no rounds. */
export function stageTable(report: Pick<CountReport, 'rounds' | 'candidates'>): readonly string[] {
  const { rounds } = report;
  const [first] = rounds;
  if (first === undefined) return [];
  let widest = LEAST_WIDTH;
  for (const r of rounds)
    for (const figure of [...Object.values(r.votes), r.exhausted ?? 0, r.total ?? 0])
      widest = Math.max(widest, shown(figure).length);
  const width = widest + 2;
  const rows = rowsOf(rounds);
  const names = Math.min(NAME, Math.max(...rows.map((n) => n.length), 'Lost to rounding'.length));
  const perBand = Math.max(1, Math.floor((COLUMNS - names) / width));
  const out: string[] = [];
  for (let at = 0; at < rounds.length; at += perBand) {
    if (at > 0) out.push('');
    out.push(...band({ rounds, rows, names, width }, at, Math.min(rounds.length, at + perBand)));
  }
  const isMarked = rounds.some((r) => r.excluded.length > 0);
  return [
    ...out,
    '',
    `${ELECTED} elected in this round${isMarked ? `   ${EXCLUDED} excluded in this round` : ''}`,
  ];
}

interface Table {
  readonly rounds: readonly ReportRound[];
  /** Names, from the top. */
  readonly rows: readonly string[];
  /** Characters of a name, and of a column with what stands between it and the next. */
  readonly names: number;
  readonly width: number;
}

function band({ rounds, rows, names, width }: Table, from: number, to: number): readonly string[] {
  const columns = rounds.slice(from, to);
  const line = (name: string, cells: readonly string[]): string =>
    `${cut(name, names).padEnd(names)}${cells.map((cell) => cell.padStart(width)).join('')}`.trimEnd();
  const heads = columns.map((r) => headOf(r, width - 2));
  const height = Math.max(...heads.map((h) => h.length));
  const out = Array.from({ length: height }, (_, i) =>
    line(
      '',
      heads.map((h) => `${h[i - (height - h.length)] ?? ''} `),
    ),
  );
  out.push('─'.repeat(names + width * columns.length));
  const before = new Set(rounds.slice(0, from).flatMap((r) => r.elected));
  for (const name of rows) {
    const cells = columns.map((r) => cellOf(r, name));
    if (cells.every((cell) => cell === '') && !before.has(name)) continue;
    out.push(line(name, cells));
  }
  const sums: readonly (readonly [string, (r: ReportRound) => Figure | null | undefined])[] = [
    ['Exhausted', (r) => r.exhausted],
    ['Lost to rounding', (r) => r.lost],
    ['Total', (r) => r.total],
    [rounds.some((r) => r.lost !== undefined) ? 'Quota' : 'Needed', (r) => r.needed],
  ];
  const totals = sums.flatMap(([name, of]) => {
    const cells = columns.map((r) => of(r) ?? '');
    const isWorth = rounds.some((r) => !isNothing(of(r)));
    return isWorth
      ? [
          line(
            name,
            cells.map((cell) => (cell === '' ? '' : `${shown(cell)} `)),
          ),
        ]
      : [];
  });
  return totals.length === 0
    ? out
    : [...out, '─'.repeat(names + width * columns.length), ...totals];
}

/** Round and what happens, in lines no wider than the column. */
function headOf({ round, part, action }: ReportRound, width: number): readonly string[] {
  const words = wrap(action, '', width)
    .split('\n')
    .map((text) => cut(text, width));
  const lines = words.length > 3 ? [...words.slice(0, 2), cut(`${words[2]} …`, width)] : words;
  return [part === undefined ? `${round}` : `${round}.${part}`, ...lines];
}

function cellOf(round: ReportRound, name: string): string {
  const votes = round.votes[name];
  const mark = round.elected.includes(name)
    ? ELECTED
    : round.excluded.includes(name)
      ? EXCLUDED
      : ' ';
  if (votes === undefined) return mark === ' ' ? '' : `${mark}`;
  return `${shown(votes)}${mark}`;
}

/** Candidates in the order in which they came out: the elected first, then who stayed longest. */
function rowsOf(rounds: readonly ReportRound[]): readonly string[] {
  const out = new Set<string>();
  for (const { votes, elected } of rounds)
    if (elected.length > 0)
      for (const name of byVotes(votes)) if (elected.includes(name)) out.add(name);
  for (const { votes, excluded } of rounds.toReversed()) {
    // Only those are put in order who have no place yet: with hundreds of candidates it matters.
    const others = Object.entries(votes).filter(([name]) => !out.has(name));
    for (const name of byVotes(Object.fromEntries(others))) out.add(name);
    for (const name of excluded) out.add(name);
  }
  return [...out];
}

function isNothing(figure: Figure | null | undefined): boolean {
  return figure === null || figure === undefined || /^0(\.0*)?$/.test(String(figure));
}

/** Fractions as decimals, cut after three, with `…` where more follows. */
function shown(figure: Figure): string {
  const [n = '', d] = String(figure).split('/');
  if (d === undefined) return grouped(n);
  const thousandths = (BigInt(n) * 1000n) / BigInt(d);
  const rest = `${thousandths % 1000n}`.padStart(3, '0');
  const isExact = thousandths * BigInt(d) === BigInt(n) * 1000n;
  return `${grouped(`${thousandths / 1000n}`)}.${isExact ? rest.replace(/0+$/, '') : `${rest}…`}`;
}
