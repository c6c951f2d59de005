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
    // After the names and the title come remarks.
    if (names.length > count) break;
    const option = /^\[(\w+)\s+(.*?)\s*\]$/.exec(line);
    if (option?.[1] === 'withdrawn')
      for (const n of (option[2] ?? '').split(/\s+/)) withdrawn.add(Number(n) - 1);
    else if (option?.[1] === 'nick') nicks = (option[2] ?? '').split(/\s+/);
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

export interface DroopBlock {
  readonly round: number;
  readonly action: string;
  /** By candidate name; the excluded whose papers have moved are left out. */
  readonly votes: Readonly<Record<string, string>>;
  readonly spent: string | undefined;
  readonly elected: readonly string[];
}

/** Reads a report that droop wrote for people. */
export function readDroopReport(text: string): readonly DroopBlock[] {
  const blocks: {
    round: number;
    action: string;
    votes: Record<string, string>;
    spent: string | undefined;
    elected: string[];
  }[] = [];
  let round = 0;
  for (const line of text.split('\n')) {
    round = Number(/^Round (\d+):/.exec(line)?.[1] ?? round);
    const action = /^Action: ([^:]*)/.exec(line)?.[1];
    if (action !== undefined)
      blocks.push({ round, action, votes: {}, spent: undefined, elected: [] });
    const last = blocks.at(-1);
    if (last === undefined) continue;
    const [, state, name, votes] =
      /^\t(Elected|Pending|Hopeful|Defeated): +(.*) \((\d+\.\d+)\)$/.exec(line) ?? [];
    if (
      name !== undefined &&
      votes !== undefined &&
      (state !== 'Defeated' || !/^0\.0+$/.test(votes))
    )
      last.votes[name] = votes;
    if (state === 'Elected' && name !== undefined) last.elected.push(name);
    // Where both are told, the residual is what rounding lost.
    last.spent ??= /^\t(?:Nontransferable votes|Residual): (\S+)/.exec(line)?.[1];
  }
  return blocks;
}
