/**
 * Contests as the program RCTab tests itself with: a configuration that names the cast-vote records and
 * the rules for marks. Its spreadsheets (ES&S) are read here and handed on as CSV of ranks.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type BallotFile, findFormat } from '../../src/index.ts';
import { sheetRows } from './xlsx.ts';

interface Config {
  readonly cvrFileSources: readonly {
    readonly filePath: string;
    readonly provider: string;
    readonly contestId?: string;
    readonly firstVoteColumnIndex?: string;
    readonly firstVoteRowIndex?: string;
    readonly overvoteLabel?: string;
    readonly skippedRankLabel?: string;
    readonly undeclaredWriteInLabel?: string;
    readonly treatBlankAsUndeclaredWriteIn?: boolean;
    readonly overvoteDelimiter?: string;
  }[];
  readonly candidates: readonly {
    readonly name: string;
    readonly excluded?: boolean;
    readonly aliases?: readonly string[];
  }[];
  readonly rules: Readonly<Record<string, string | boolean>>;
}

const WRITE_INS = 'Undeclared Write-ins';

/** Settings of ours that mean what the configuration says; undefined where there are none. */
function settingsOf(rules: Config['rules']): Readonly<Record<string, string>> | undefined {
  const overmarked = {
    alwaysSkipToNextRank: 'passed-over',
    exhaustImmediately: 'ends',
  }[String(rules['overvoteRule'])];
  const isPlain =
    rules['winnerElectionMode'] === 'singleWinnerMajority' &&
    Number(rules['minimumVoteThreshold'] ?? 0) === 0 &&
    (rules['stopTabulationEarlyAfterRound'] ?? '') === '';
  if (overmarked === undefined || !isPlain) return undefined;
  const skips = Number(rules['maxSkippedRanksAllowed']);
  if (skips > 1 && skips < Number(rules['maxRankingsAllowed'])) return undefined;
  const most = Number(rules['maxRankingsAllowed']);
  return {
    overmarked,
    skipped: skips === 0 ? 'one-ends' : skips === 1 ? 'two-end' : 'passed-over',
    repeated: rules['exhaustOnDuplicateCandidate'] === true ? 'ends' : 'passed-over',
    ...(most > 0 ? { 'most-ranks': String(most) } : {}),
    ties: String(rules['tiebreakMode']).startsWith('previousRound') ? 'backwards lot' : 'lot',
    exclusion: rules['batchElimination'] === true ? 'all-who-cannot-win' : 'one-at-a-time',
    'count-to': rules['continueUntilTwoCandidatesRemain'] === true ? 'last-two' : 'majority',
  };
}

export interface RctabContest {
  readonly file: BallotFile;
  readonly settings: Readonly<Record<string, string>>;
  /** Names in the order in which they went out there, who was elected last: what its lots decided. */
  readonly order: readonly string[];
  /** Names of those excluded beforehand. */
  readonly withdrawn: readonly string[];
}

/** Reads a contest; undefined where it has no counterpart here (several sources, several seats, other vendors). */
export function readRctab(configPath: string): RctabContest | undefined {
  const config = JSON.parse(readFileSync(configPath, 'utf8')) as Config;
  const settings = settingsOf(config.rules);
  const [source, second] = config.cvrFileSources;
  if (settings === undefined || source === undefined || second !== undefined) return undefined;
  const bytes = readFileSync(resolve(dirname(configPath), source.filePath));
  const from = { ess: 'ranked-csv', genericCsv: 'rctab-csv' }[source.provider];
  const format = findFormat(
    source.provider === 'cdf'
      ? source.filePath.endsWith('.xml')
        ? 'nist-xml'
        : 'nist-json'
      : (from ?? 'none'),
  );
  if (!format.ok || (source.overvoteDelimiter ?? '') !== '') return undefined;
  const reader = format.value.reader(
    (source.contestId ?? '') === '' ? {} : { contest: source.contestId ?? '' },
  );
  const pushed = reader.push(
    source.provider === 'ess' ? csvOf(bytes, source, config) : new Uint8Array(bytes),
  );
  if (!pushed.ok) throw new Error(pushed.error.message);
  const file = reader.end();
  if (!file.ok) throw new Error(file.error.message);
  const names = new Map(
    config.candidates.flatMap((c) => (c.aliases ?? []).map((alias) => [alias, c.name] as const)),
  );
  const label = source.undeclaredWriteInLabel ?? '';
  if (label !== '') names.set(label, WRITE_INS);
  const report = configPath.replace('_config.json', '_expected_detailed_report.json');
  const { results = [] } = (existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {}) as {
    results?: { tallyResults: { eliminated?: string; elected?: string }[] }[];
  };
  const told = results.flatMap((r) => r.tallyResults);
  const [out, elected] = [
    told.flatMap((t) => t.eliminated ?? []),
    told.flatMap((t) => t.elected ?? []),
  ];
  const rest = config.candidates.map((c) => c.name).filter((name) => !out.includes(name));
  return {
    settings,
    order: [...out, ...rest.filter((name) => !elected.includes(name)), ...elected],
    file: {
      ...file.value,
      candidates: file.value.candidates.map((c) => ({ ...c, name: names.get(c.name) ?? c.name })),
    },
    withdrawn: config.candidates
      .filter((c) => c.excluded === true && file.value.candidates.some((o) => o.name === c.name))
      .map((c) => c.name),
  };
}

function csvOf(
  bytes: Uint8Array,
  source: Config['cvrFileSources'][number],
  config: Config,
): Uint8Array {
  const first = Number(source.firstVoteColumnIndex) - 1;
  const most = Number(config.rules['maxRankingsAllowed']);
  const rows = sheetRows(bytes).slice(Number(source.firstVoteRowIndex) - 1);
  const width = most > 0 ? most : Math.max(...rows.map((row) => row.length)) - first;
  const lines = rows.map((row) =>
    Array.from({ length: width }, (_, i) => {
      const cell = (row[first + i] ?? '').trim();
      if (cell === '')
        return source.treatBlankAsUndeclaredWriteIn === true ? WRITE_INS : 'undervote';
      if (cell === source.overvoteLabel) return 'overvote';
      return cell === source.skippedRankLabel ? 'undervote' : cell;
    })
      .map((cell) => `"${cell.replaceAll('"', '""')}"`)
      .join(','),
  );
  const head = Array.from({ length: width }, (_, i) => `rank${i + 1}`).join(',');
  return new TextEncoder().encode(`${head}\n${lines.join('\n')}\n`);
}
