/**
 * One program counting one BLT file by the alternative vote, from file to result, in a process of its own:
 * bench/count.ts starts it and reads the line of JSON that it prints.
 */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bltFormat, countBallots } from '@hustings/count';
import { median } from './inputs.ts';

export interface Measured {
  readonly program: string;
  /** Milliseconds, the first run in the process. */
  readonly first: number;
  /** Milliseconds of processor time in it, of all threads: what it takes however busy the machine is. */
  readonly processor: number;
  /** Milliseconds, of the runs after it; null if there was one run only. */
  readonly median: number | null;
  readonly elected: string;
  /** Different rankings. */
  readonly piles: number;
  /** Most that the process ever had in memory. */
  readonly megabytes: number;
}

type Counted = Pick<Measured, 'elected' | 'piles'>;

/** The file in pieces of 1 MiB. */
function hustings(path: string): Counted {
  const reader = bltFormat.reader({});
  const piece = new Uint8Array(1 << 20);
  const descriptor = openSync(path, 'r');
  for (;;) {
    const length = readSync(descriptor, piece);
    if (length === 0) break;
    const pushed = reader.push(piece.subarray(0, length));
    if (!pushed.ok) throw new Error(pushed.error.message);
  }
  closeSync(descriptor);
  const file = reader.end();
  if (!file.ok) throw new Error(file.error.message);
  const box = { id: 'papers', name: 'papers', file: file.value };
  const counted = countBallots('alternative-vote', [box], {});
  if (!counted.ok) throw new Error(counted.error.message);
  const { outcome } = counted.value;
  if (!('elected' in outcome)) throw new Error('nobody is elected');
  return { elected: outcome.elected.join(' '), piles: file.value.marks.length };
}

/** The others read no file: they are given the papers in piles, put there by the text of their line. */
function linesOf(path: string): { names: string[]; piles: { ranking: string[]; count: number }[] } {
  const lines = readFileSync(path, 'utf8').split('\n');
  const end = lines.indexOf('0');
  const names = lines.slice(end + 1, -2).map((line) => line.replaceAll('"', ''));
  const counts = new Map<string, number>();
  for (let i = 1; i < end; i++) {
    const line = lines[i] as string;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  const piles = [...counts].flatMap(([line, count]) => {
    const ranking = line.split(' ').slice(1, -1);
    return ranking.length === 0
      ? []
      : [{ ranking: ranking.map((c) => names[Number(c) - 1] as string), count }];
  });
  return { names, piles };
}

/** What is used of caritat 0.0.4, which has no types. */
interface Caritat {
  readonly Ballot: new (ranking: readonly string[], count: number) => object;
  readonly Election: new (of: {
    readonly candidates: readonly string[];
  }) => {
    /** It would ignore a second argument, the number of papers: that is the ballot's. */
    addBallot(ballot: object): void;
  };
  readonly irv: (election: object) => string;
}

function caritat(): (path: string) => Counted {
  const { Ballot, Election, irv } = createRequire(import.meta.url)('caritat') as Caritat;
  return (path) => {
    const { names, piles } = linesOf(path);
    const election = new Election({ candidates: names });
    for (const { ranking, count } of piles) election.addBallot(new Ballot(ranking, count));
    return { elected: irv(election), piles: piles.length };
  };
}

async function votes(): Promise<(path: string) => Counted> {
  const { InstantRunoff } = await import('votes');
  return (path) => {
    const { names, piles } = linesOf(path);
    const ballots = piles.map(({ ranking, count }) => ({
      ranking: ranking.map((name) => [name]),
      weight: count,
    }));
    const [elected = []] = new InstantRunoff({ candidates: names, ballots }).ranking();
    return { elected: elected.join(' '), piles: piles.length };
  };
}

type Load = () => ((path: string) => Counted) | Promise<(path: string) => Counted>;
const programs: Readonly<Record<string, Load>> = { hustings: () => hustings, caritat, votes };

const [program = '', path = '', runs = '1'] = process.argv.slice(2);
const load = programs[program];
if (load === undefined) throw new Error(`no program called ${program}`);
const count = await load();
const times: number[] = [];
const processor: number[] = [];
let counted: Counted = { elected: '', piles: 0 };
for (let i = 0; i < Number(runs); i++) {
  const [start, used] = [performance.now(), process.cpuUsage()];
  counted = count(path);
  times.push(performance.now() - start);
  const { user, system } = process.cpuUsage(used);
  processor.push((user + system) / 1000);
}
const measured: Measured = {
  program,
  first: times[0] as number,
  processor: processor[0] as number,
  median: times.length > 1 ? median(times.slice(1)) : null,
  ...counted,
  megabytes: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(measured));
