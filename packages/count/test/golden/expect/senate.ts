/** The distribution of preferences as the Australian Electoral Commission prints it. */
import { cell, type Expect } from './cells.ts';

interface SheetCell {
  readonly count: number;
  /** `SESELJA Z`, `Exhausted Votes` or `Loss By Fraction`. */
  readonly row: string;
  readonly total: string;
}

/** The progress totals of the sheets: pages of up to four columns, each a count or several. */
function totalsIn(sheets: string): readonly SheetCell[] {
  const cells: SheetCell[] = [];
  let counts: number[] = [];
  let hasFirst = false;
  for (const line of sheets.split('\n')) {
    const labels = [...line.matchAll(/\bCount (\d+)(?: - (\d+))?/g)];
    if (line.includes('Result of the Transfer')) {
      counts = [];
      hasFirst = false;
    } else if (labels.length > 0) counts = labels.map((m) => Number(m[2] ?? m[1]));
    else if (line.includes('Preference ')) hasFirst = true;
    const row =
      /^ (?:[A-Z]{1,2} )?([A-Z][A-Za-z'-]*(?: [A-Z]+)*,? [A-Z]\.|Exhausted Votes|Loss By Fraction) /.exec(
        line,
      );
    const name = row?.[1]?.replace(/[,.]/g, '');
    if (row === null || name === undefined) continue;
    const numbers = [...line.slice(row[0].length).matchAll(/-?\d[\d,]*/g)].map((m) =>
      m[0].replaceAll(',', ''),
    );
    if (hasFirst) cells.push({ count: 1, row: name, total: numbers.shift() ?? '' });
    for (const [k, count] of counts.entries()) {
      const total = numbers[2 * k + 1];
      if (total !== undefined) cells.push({ count, row: name, total });
    }
  }
  return cells;
}

/** `A:SESELJA Zed` in the ballots is `A SESELJA, Z.` in the sheets. */
const short = (name: string): string =>
  name.replace(/^[A-Z]+:/, '').replace(/^(.*[A-Z]) ([A-Z])[^A-Z]*.*$/, '$1 $2');

export const senateSheets: Expect = ({ text, counted }) => {
  const nameOf = new Map(counted.names.map((name) => [short(name), name]));
  return totalsIn(text).map(({ count, row, total }) => {
    const stage = counted.stages[count - 1];
    const ours =
      row === 'Exhausted Votes'
        ? stage?.exhausted
        : row === 'Loss By Fraction'
          ? stage?.lost
          : stage?.votes[nameOf.get(row) ?? row];
    return cell(`count ${count} ${row}`, total, ours);
  });
};

/** `{"quota", "counts", "elected": [[order, name, count]]}`. */
export const senateSummary: Expect = ({ text, counted }) => {
  const official = JSON.parse(text) as {
    readonly seats: number;
    readonly formal: number;
    readonly quota: number;
    readonly counts: number;
    readonly elected: readonly (readonly [number, string, number])[];
  };
  return [
    cell('formal papers', official.formal, counted.papers),
    cell('quota', String(official.quota), counted.stages[0]?.quota),
    cell('counts', official.counts, counted.stages.length),
    ...official.elected.flatMap(([order, name, count]) => [
      cell(`elected ${order}`, name, short(counted.elected[order - 1] ?? '')),
      cell(
        `${name} elected at count`,
        count,
        counted.stages.findIndex((s) => s.elected.some((n) => short(n) === name)) + 1,
      ),
    ]),
  ];
};
