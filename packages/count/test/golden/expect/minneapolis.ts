/** The statements of the City of Minneapolis. */
import { cell, type Expect, electedCell } from './cells.ts';

interface Statement {
  readonly threshold: number;
  readonly undervotes: number;
  readonly winner: string | readonly string[];
  readonly rounds: readonly {
    readonly votes: Readonly<Record<string, number>>;
    readonly exhausted: number;
    readonly total: number;
  }[];
}

export const minneapolisStatement: Expect = ({ text, counted, expect }) => {
  const office = expect.kind === 'minneapolis-statement' ? expect.office : '';
  const statement = (JSON.parse(text) as Readonly<Record<string, Statement>>)[office];
  if (statement === undefined) throw new Error(`no statement of ${office}`);
  return [
    cell('undervotes', statement.undervotes, counted.void),
    electedCell([statement.winner].flat(), counted),
    cell('rounds', statement.rounds.length, counted.stages.length),
    ...statement.rounds.flatMap(({ votes, exhausted, total }, k) => {
      const stage = counted.stages[k];
      return [
        cell(`round ${k + 1} threshold`, String(statement.threshold), stage?.quota),
        cell(`round ${k + 1} exhausted`, exhausted, Number(stage?.exhausted)),
        cell(`round ${k + 1} total`, total, counted.papers),
        cell(
          `round ${k + 1} who has votes`,
          Object.keys(votes).length,
          Object.keys(stage?.votes ?? {}).length,
        ),
        ...Object.entries(votes).map(([name, n]) =>
          cell(`round ${k + 1} ${name}`, n, Number(stage?.votes[name])),
        ),
      ];
    }),
  ];
};

/** Fields of a line of CSV, unquoted. */
function fields(line: string): readonly string[] {
  return (line.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g) ?? []).map((f) =>
    f
      .replace(/,$/, '')
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('""', '"'),
  );
}

/**
 * The mayor's count, where the city excluded one candidate a round in an order of its own for those
 * nobody could have elected: each round's figures are first choices among those it has votes for.
 */
export const minneapolisSpreadsheet: Expect = ({ text, counted }) => {
  const table = text.split('\n').map(fields);
  const rows = table.filter((row) => /^\d+ -?\d+$/.test(row.slice(1, 3).join(' ')));
  const exhausted = table.find((row) => row[0] === 'Exhausted') ?? [];
  const total = table.find((row) => row[0]?.startsWith('Total votes cast') === true)?.[1];
  const undervotes = table.find((row) => row[0] === 'Undervotes:')?.[1];
  const named = (row: readonly string[]): string => {
    const plain = (row[0] ?? '').toUpperCase();
    return plain === 'UNDECLARED WRITE-INS' ? 'UWI' : plain;
  };
  const cells = [
    cell('undervotes', undervotes, String(counted.void)),
    cell('total', total, String(counted.papers)),
    cell('candidates', rows.length, counted.names.length),
    electedCell(['BETSY HODGES'], counted),
  ];
  for (let column = 1; column < 66; column += 2) {
    const round = (column + 1) / 2;
    const have = rows.filter((row) => Number(row[column]) > 0);
    const ours = counted.tally(have.map(named));
    for (const row of have)
      cells.push(cell(`round ${round} ${named(row)}`, row[column], ours.votes[named(row)]));
    cells.push(
      cell(`round ${round} exhausted`, exhausted[column]?.replace('-', '0'), ours.exhausted),
    );
  }
  // The last round is among the first two, and so is the last stage here.
  const last = counted.stages.at(-1);
  for (const [name, n] of Object.entries(counted.tally(['BETSY HODGES', 'MARK ANDREW']).votes))
    cells.push(cell(`last round ${name}`, n, last?.votes[name]));
  return cells;
};
