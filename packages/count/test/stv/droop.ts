/** Files of the program droop (github.com/jklundell/droop): its ballot files and the tables it writes. */
import { aggregatePiles, type Profile } from '../../src/index.ts';

/** Reads a ballot file with droop's extras: `[tie …]`, `[nick …]`, `-n` for withdrawn. No equal ranks. */
export function readDroopBlt(text: string): Profile {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '');
  const [count = 0, seats = 0] = (lines.shift() ?? '').split(/\s+/).map(Number);
  const withdrawn = new Set<number>();
  let nicks: string[] = [];
  const piles: { ranking: number[]; count: number }[] = [];
  const names: string[] = [];
  for (const line of lines) {
    const option = /^\[(\w+)\s+(.*?)\s*\]$/.exec(line);
    if (option?.[1] === 'nick') nicks = (option[2] ?? '').split(/\s+/);
    else if (option !== null || /^\(.*\)/.test(line)) continue;
    else if (line.startsWith('"')) names.push(line.replace(/^"(.*)"$/, '$1'));
    else if (line.startsWith('-')) for (const n of line.split(/\s+/)) withdrawn.add(-Number(n) - 1);
    else if (line !== '0') {
      const [copies = '', ...rest] = line.split(/\s+/);
      const ranking = rest
        .filter((w) => w !== '0')
        .map((w) => (nicks.includes(w) ? nicks.indexOf(w) : Number(w) - 1));
      piles.push({ ranking, count: Number(copies) });
    }
  }
  return aggregatePiles({
    candidates: names.slice(0, count).map((name, i) => ({
      id: `c${i + 1}`,
      name,
      ...(withdrawn.has(i) ? { withdrawn: true as const } : {}),
    })),
    seats,
    piles,
  });
}

export interface DroopRow {
  readonly round: string;
  readonly action: string;
  readonly quota: string;
  readonly spent: string;
  /** By candidate name. */
  readonly votes: Readonly<Record<string, string>>;
  readonly states: Readonly<Record<string, string>>;
}

/** Reads a table that droop wrote, without its remarks. */
export function readDroopDump(text: string): readonly DroopRow[] {
  const [head = '', ...lines] = text.split('\n').filter((line) => line !== '');
  const columns = head.split('\t');
  const spent = columns.findIndex((c) => c === 'Non-Transferable' || c === 'Residual');
  return lines.flatMap((line) => {
    const cells = line.split('\t');
    if (cells.length < columns.length) return [];
    const votes: Record<string, string> = {};
    const states: Record<string, string> = {};
    for (const [i, column] of columns.entries()) {
      if (!column.endsWith('.vote')) continue;
      const name = cells[columns.indexOf(column.replace('.vote', '.name'))] ?? '';
      votes[name] = cells[i] ?? '';
      states[name] = cells[columns.indexOf(column.replace('.vote', '.state'))] ?? '';
    }
    return [
      {
        round: cells[0] ?? '',
        action: cells[1] ?? '',
        quota: cells[2] ?? '',
        spent: cells[spent] ?? '',
        votes,
        states,
      },
    ];
  });
}
