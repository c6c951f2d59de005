/** Counts by the program droop (J. Lundell): a peer, stage by stage. */

import type { Counted } from '../count-case.ts';
import { readDroopDump, readDroopReport } from '../droop-files.ts';
import type { Cell } from '../golden-case.ts';
import { type Expect, electedCell, figure } from './cells.ts';

interface Row {
  readonly votes: Readonly<Record<string, string>>;
  readonly spent: string | undefined;
}

const joined = (name: string): string => name.trim().replace(/\s+/g, ' ');

function compare(
  counted: Counted,
  rows: readonly Row[],
  within: number | undefined,
): readonly Cell[] {
  // droop joins spaces in a name.
  const nameOf = new Map(counted.names.map((name) => [joined(name), name]));
  return rows.flatMap((row, k) => {
    const stage = counted.stages[k];
    const at = `stage ${k + 1}`;
    return [
      ...Object.entries(row.votes).map(([name, theirs]) =>
        figure(`${at} ${name}`, theirs, stage?.votes[nameOf.get(joined(name)) ?? name], within),
      ),
      ...(row.spent === undefined
        ? []
        : [figure(`${at} spent`, row.spent, stage?.exhausted, within)]),
    ];
  });
}

const whoIsElected = (theirs: readonly string[], counted: Counted): Cell =>
  electedCell(theirs.map(joined), { ...counted, elected: counted.elected.map(joined) });

export const droopTable: Expect = ({ text, counted, expect }) => {
  if (expect.kind !== 'droop-table') return [];
  const table = readDroopDump(text);
  const { rows } = expect;
  const wanted: readonly Row[] =
    rows === 'rounds'
      ? [
          ...Map.groupBy(
            table.filter((row) => row.round !== 'X' && ['elect', 'defeat'].includes(row.action)),
            (row) => row.round,
          ).values(),
        ].map((round) => round[0] as Row)
      : table.filter((row) => rows.includes(row.action));
  const elected = Object.entries(table.at(-1)?.states ?? {})
    .filter(([, state]) => state === 'E')
    .map(([name]) => name);
  return [...compare(counted, wanted, expect.within), whoIsElected(elected, counted)];
};

export const droopReport: Expect = ({ text, counted, expect }) => {
  if (expect.kind !== 'droop-report') return [];
  const report = readDroopReport(text);
  const { rows } = expect;
  const wanted: readonly Row[] =
    rows === 'rounds'
      ? [...Map.groupBy(report, (block) => block.round).values()]
          .slice(1)
          .map((blocks) => blocks[0] as Row)
      : report.filter((block) => rows.includes(block.action));
  const elected = [...new Set(report.flatMap((block) => block.elected))];
  return [...compare(counted, wanted, expect.within), whoIsElected(elected, counted)];
};
