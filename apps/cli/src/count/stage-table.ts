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
  const figures = rounds.flatMap((r) => [
    ...Object.values(r.votes),
    r.exhausted ?? 0,
    r.total ?? 0,
  ]);
  const width = Math.max(LEAST_WIDTH, ...figures.map((f) => shown(f).length)) + 2;
  const names = Math.min(
    NAME,
    Math.max(...rowsOf(rounds).map((n) => n.length), 'Lost to rounding'.length),
  );
  const perBand = Math.max(1, Math.floor((COLUMNS - names) / width));
  const out: string[] = [];
  for (let at = 0; at < rounds.length; at += perBand) {
    if (at > 0) out.push('');
    out.push(...band(rounds, at, Math.min(rounds.length, at + perBand), names, width));
  }
  const isMarked = rounds.some((r) => r.excluded.length > 0);
  return [
    ...out,
    '',
    `${ELECTED} elected in this round${isMarked ? `   ${EXCLUDED} excluded in this round` : ''}`,
  ];
}

function band(
  rounds: readonly ReportRound[],
  from: number,
  to: number,
  names: number,
  width: number,
): readonly string[] {
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
  for (const name of rowsOf(rounds)) {
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
  const rows = sums.flatMap(([name, of]) => {
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
  return rows.length === 0 ? out : [...out, '─'.repeat(names + width * columns.length), ...rows];
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
  const out: string[] = [];
  const add = (names: readonly string[]): void => {
    for (const name of names) if (!out.includes(name)) out.push(name);
  };
  for (const round of rounds) add(byVotes(round.votes).filter((n) => round.elected.includes(n)));
  for (const round of rounds.toReversed()) {
    add(byVotes(round.votes));
    add(round.excluded);
  }
  return out;
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
