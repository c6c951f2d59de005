/**
 * What the benchmarks of counting share: papers drawn again from real ones, the same on every machine;
 * ballot files of them; medians. Nothing made here is an election that was ever held.
 */
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parseBlt } from '@hustings/count';

/** Splitmix32. */
export function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
  };
}

export type Ranking = readonly number[];

/** Rankings and how many papers have each. */
export type Papers = readonly { readonly ranking: Ranking; readonly count: number }[];

/** One paper after another, each drawn from all of them. */
export function drawer(papers: Papers, draw: () => number): () => Ranking {
  let total = 0;
  const upTo = papers.map(({ count }) => (total += count));
  return () => {
    const at = draw() * total;
    let [low, high] = [0, upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at < (upTo[middle] as number)) high = middle;
      else low = middle + 1;
    }
    return papers[low]?.ranking ?? [];
  };
}

/** Two papers as one: places of both, each in its order, as likely as there are places left. */
export function riffled(a: Ranking, b: Ranking, draw: () => number): Ranking {
  const out: number[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length)
    if (draw() * (a.length - i + b.length - j) < a.length - i) out.push(a[i++] as number);
    else out.push(b[j++] as number);
  return out;
}

export interface Source {
  readonly what: string;
  readonly candidates: number;
  /** Papers without end, the same each time it is asked for. */
  readonly papers: () => () => Ranking;
}

const { HUSTINGS_SHARED } = process.env;
const shared: string = resolve(
  HUSTINGS_SHARED ?? fileURLToPath(new URL('../../shared', import.meta.url)),
  'elections',
);

/** A file of the folder of elections beside the checkout; undefined where it is not there. */
export function sharedFile(...path: readonly string[]): string | undefined {
  const file = join(shared, ...path);
  return existsSync(file) ? file : undefined;
}

/** Papers of a district of the New South Wales assembly 2015; the preferences of the first `candidates`. */
function district(file: string, candidates: number): Papers {
  const lines = readFileSync(file, 'utf8').split('\n');
  const numbers = (lines[0] as string).split(',').map(Number);
  return lines.slice(3).flatMap((line) => {
    const [, ranking = '', count] = /^\((.*)\) : (\d+)/.exec(line) ?? [];
    const places = ranking
      .split(',')
      .flatMap((c) => (c.trim() === '' ? [] : [numbers.indexOf(Number(c))]));
    return count === undefined
      ? []
      : [{ ranking: places.filter((c) => c < candidates), count: Number(count) }];
  });
}

/**
 * Eleven candidates, no district of 2015 having as many: a paper is one of Swansea (8 candidates) and one
 * of Penrith (its first 3), riffled. Preferences were optional, so many papers are short.
 */
function newSouthWales(): Source | undefined {
  const [swansea, penrith] = ['Swansea', 'Penrith'].map((name) =>
    sharedFile('nsw-la-2015-margins', `${name}.txt`),
  );
  if (swansea === undefined || penrith === undefined) return undefined;
  const [eight, three] = [district(swansea, 8), district(penrith, 3)];
  return {
    what: 'New South Wales 2015 (Swansea, and three candidates of Penrith), drawn again',
    candidates: 11,
    papers: () => {
      const draw = draws(2015);
      const [one, other] = [drawer(eight, draw), drawer(three, draw)];
      return () =>
        riffled(
          one(),
          other().map((c) => c + 8),
          draw,
        );
    },
  };
}

/** Eleven of the seventeen candidates of the Senate election of 2019 in the ACT: long papers. */
function senate(): Source {
  const file = new URL(
    '../packages/count/test/fixtures/aus-senate-2019-act/expanded.blt.gz',
    import.meta.url,
  );
  const blt = parseBlt(gunzipSync(readFileSync(file)).toString());
  if (!blt.ok) throw new Error(blt.error.message);
  const papers = blt.value.profile.piles.map(({ ranking, count }) => ({
    ranking: ranking.filter((c) => c < 11),
    count,
  }));
  return {
    what: 'Senate 2019, ACT (its first eleven candidates), drawn again',
    candidates: 11,
    papers: () => drawer(papers, draws(2019)),
  };
}

/** Eleven candidates in every order alike: no two papers agree but by chance, the worst there is. */
function everyOrder(): Source {
  return {
    what: 'made up: every order of eleven candidates as likely as any other',
    candidates: 11,
    papers: () => {
      const draw = draws(11);
      const order = [...Array(11).keys()];
      return () => {
        for (let i = order.length - 1; i > 0; i--) {
          const j = Math.floor(draw() * (i + 1));
          [order[i], order[j]] = [order[j] as number, order[i] as number];
        }
        return order;
      };
    },
  };
}

/** For one seat. Where there is no New South Wales the others are still the same. */
export function irvSources(): readonly Source[] {
  const nsw = newSouthWales();
  if (nsw === undefined) console.log(`skipped: New South Wales 2015 is not in ${shared}`);
  return [...(nsw === undefined ? [] : [nsw]), senate(), everyOrder()];
}

/** Writes a BLT file with one line for each paper, as scanners do. */
export function writePapers(path: string, source: Source, papers: number): void {
  const file = openSync(path, 'w');
  const paper = source.papers();
  let lines = [`${source.candidates} 1`];
  for (let i = 0; i < papers; i++) {
    const ranking = paper();
    let line = '1';
    for (const c of ranking) line += ` ${c + 1}`;
    lines.push(`${line} 0`);
    if (lines.length < 50_000) continue;
    writeSync(file, `${lines.join('\n')}\n`);
    lines = [];
  }
  lines.push(
    '0',
    ...Array.from({ length: source.candidates }, (_, i) => `"c${i + 1}"`),
    '"drawn again"',
  );
  writeSync(file, `${lines.join('\n')}\n`);
  closeSync(file);
}

/** Runs with a temporary folder, which is gone afterwards. */
export async function inTemporaryFolder(
  work: (folder: string) => Promise<void> | void,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hustings-bench-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}

/** Median milliseconds of some runs, after one that is not counted. */
export async function medianOf(runs: number, work: () => unknown): Promise<number> {
  await work();
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return median(times);
}

/** In words that say enough to compare, and nothing of whose machine it is. */
export function machine(): string {
  return `${cpus().length} cores, Node ${process.versions.node}`;
}
