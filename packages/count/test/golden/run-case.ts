/** Runs golden cases: finds their files, counts, and compares every cell. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { sharedElections } from '../shared.ts';
import { countCase } from './count-case.ts';
import type { Expect } from './expect/cells.ts';
import { droopReport, droopTable } from './expect/droop.ts';
import { knownMargins, raire, raireHeader, raireMargins } from './expect/margins.ts';
import { minneapolisSpreadsheet, minneapolisStatement } from './expect/minneapolis.ts';
import { condorcetPhp, elektoResults, ownPairs, ownWinner } from './expect/rankings.ts';
import { rctabReport } from './expect/rctab-report.ts';
import { senateSheets, senateSummary } from './expect/senate.ts';
import { rankedVote, stageTable, sums, votes, winners } from './expect/stage-tables.ts';
import type { Cell, Expectation, GoldenCase } from './golden-case.ts';
import { readBallots } from './read-ballots.ts';

const expectations: Record<Expectation['kind'], Expect> = {
  'stage-table': stageTable,
  winners,
  elected: winners,
  votes,
  sums,
  'droop-table': droopTable,
  'droop-report': droopReport,
  'senate-sheets': senateSheets,
  'senate-summary': senateSummary,
  'minneapolis-statement': minneapolisStatement,
  'minneapolis-spreadsheet': minneapolisSpreadsheet,
  'ranked-vote': rankedVote,
  'known-margins': knownMargins,
  raire,
  'raire-header': raireHeader,
  'raire-margins': raireMargins,
  'condorcet-php': condorcetPhp,
  'elekto-results': elektoResults,
  'own-winner': ownWinner,
  'own-pairs': ownPairs,
  'rctab-report': rctabReport,
};

/** One election of a case. */
export interface Outcome {
  /** Path of the ballots in the case's folder. */
  readonly file: string;
  readonly cells: readonly Cell[];
  /** Why nothing could be compared. */
  readonly failure?: string;
}

/** The folder of a case; undefined where it is not there. */
export function folderOf(golden: GoldenCase, elections = sharedElections): string | undefined {
  const folder = golden.folder.startsWith('fixtures/')
    ? fileURLToPath(new URL(`../${golden.folder}`, import.meta.url))
    : elections === undefined
      ? undefined
      : resolve(elections, golden.folder);
  return folder !== undefined && existsSync(folder) ? folder : undefined;
}

/** A file, unpacked where its name ends in `.gz`. */
function bytesOf(path: string): Uint8Array {
  const bytes = readFileSync(path);
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

const textOf = (path: string): string => new TextDecoder().decode(bytesOf(path));

/** Every election of a case, one after another. */
export function* runCase(golden: GoldenCase, folder: string): Generator<Outcome> {
  const pattern = new RegExp(`^${golden.ballots}$`);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => pattern.test(basename(file)))
    .filter((file) => golden.without === undefined || !file.match(golden.without.files))
    .toSorted();
  for (const file of files) {
    const expected = resolve(
      folder,
      dirname(file),
      golden.expected === undefined
        ? basename(file)
        : basename(file).replace(pattern, golden.expected),
    );
    // A set of ballots that the source has no figures for is not of this case.
    if (!existsSync(expected)) continue;
    try {
      yield {
        file,
        cells: cellsOf(golden, resolve(folder, file), expected, pattern.exec(basename(file))?.[1]),
      };
    } catch (error) {
      yield { file, cells: [], failure: error instanceof Error ? error.message : String(error) };
    }
  }
}

function cellsOf(
  golden: GoldenCase,
  ballots: string,
  expected: string,
  key: string | undefined,
): readonly Cell[] {
  const text = textOf(expected);
  const said = golden.seatsIn === undefined ? undefined : text.match(golden.seatsIn)?.[1];
  const bytes = bytesOf(ballots);
  const read = readBallots(ballots, bytes, golden.from);
  if (read === undefined) return [];
  const { candidates } = read.kind === 'file' ? read.file : read.profile;
  if (candidates.length > (golden.mostCandidates ?? candidates.length)) return [];
  const seats = said === undefined ? golden.seats : Number(said);
  const counted = countCase(golden, read, {
    text: new TextDecoder().decode(bytes),
    ...(seats === undefined ? {} : { seats }),
  });
  return expectations[golden.expect.kind]({
    expect: golden.expect,
    counted,
    text,
    key: key ?? '',
  });
}

export interface CaseSummary {
  readonly golden: GoldenCase;
  readonly elections: number;
  readonly cells: number;
  readonly equal: number;
  /** `file: cell: theirs, not ours`, but for those that the case says differ. */
  readonly wrong: readonly string[];
  /** Of `differs`, those that were seen. */
  readonly known: readonly string[];
}

/** A case run as a whole. */
export function summaryOf(golden: GoldenCase, folder: string): CaseSummary {
  const differs = new Set(golden.differs ?? []);
  const wrong: string[] = [];
  const known: string[] = [];
  let elections = 0;
  let cells = 0;
  let equal = 0;
  for (const outcome of runCase(golden, folder)) {
    if (outcome.failure !== undefined) wrong.push(`${outcome.file}: ${outcome.failure}`);
    if (outcome.cells.length > 0) elections++;
    for (const { at, theirs, ours, isEqual } of outcome.cells) {
      cells++;
      if (isEqual) equal++;
      else {
        const line = `${outcome.file} ${at}: ${theirs}, not ${ours}`;
        (differs.has(line) ? known : wrong).push(line);
      }
    }
  }
  return { golden, elections, cells, equal, wrong, known };
}
