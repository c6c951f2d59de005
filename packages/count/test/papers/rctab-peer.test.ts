/**
 * How RCTab (a peer, not an authority) reads skipped, repeated and over-marked ranks, on its own test
 * papers: votes of every round, and how many papers have run out.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { countFile } from '../../src/index.ts';
import { sharedElections, skipNote } from '../shared.ts';

interface Config {
  readonly rules: Readonly<Record<string, string | boolean>>;
  readonly cvrFileSources: readonly { readonly filePath: string; readonly contestId: string }[];
}

interface Expected {
  readonly results: readonly {
    readonly tally: Readonly<Record<string, string>>;
    readonly inactiveBallots: Readonly<Record<string, string>>;
    readonly tallyResults: readonly { readonly eliminated?: string }[];
  }[];
}

const CASES = [
  'test_set_0_skipped_first_choice',
  'test_set_2_overvote_skip_to_next',
  'test_set_3_skipped_choice_exhaust',
  'test_set_4_skipped_choice_next',
  'test_set_6_duplicate_exhaust',
];

/** RCTab's words in ours. */
function settingsOf({ rules }: Config): Record<string, string> {
  const over = String(rules['overvoteRule']);
  const skipped = Number(rules['maxSkippedRanksAllowed']);
  return {
    overmarked: over === 'alwaysSkipToNextRank' ? 'passed-over' : 'ends',
    skipped: skipped === 0 ? 'one-ends' : skipped === 1 ? 'two-end' : 'passed-over',
    repeated: rules['exhaustOnDuplicateCandidate'] === true ? 'ends' : 'passed-over',
  };
}

describe.skipIf(sharedElections === undefined)(
  sharedElections === undefined ? skipNote : 'RCTab reads the same papers so',
  () => {
    const folder = resolve(sharedElections ?? '', 'rctab-testdata');
    test.each(CASES)('%s', (name) => {
      const read = (part: string): string => readFileSync(resolve(folder, name, part), 'utf8');
      const config = JSON.parse(read(`${name}_config.json`)) as Config;
      const expected = JSON.parse(read(`${name}_expected_detailed_report.json`)) as Expected;
      const [source] = config.cvrFileSources;
      if (source === undefined || !existsSync(resolve(folder, name, source.filePath)))
        throw new Error('the case has a file of papers');
      const given = {
        rule: 'alternative-vote',
        fileName: source.filePath,
        contest: source.contestId,
        settings: { ...settingsOf(config), ties: 'lot' },
      };
      // RCTab draws its ties by a seed of its own: the lot here is the order in which it excluded.
      const named = countFile(read(source.filePath), {
        ...given,
        rule: 'copeland',
        settings: {},
        lot: [],
      });
      const out = expected.results.flatMap((r) =>
        r.tallyResults.flatMap((t) => (t.eliminated === undefined ? [] : [t.eliminated])),
      );
      const ids = new Map(
        (named.ok ? named.value.candidates : []).map((c) => [c.name, c.id] as const),
      );
      const lot = [...ids.values()].filter((id) => !out.some((n) => ids.get(n) === id));
      lot.push(...out.toReversed().flatMap((n) => ids.get(n) ?? []));
      const report = countFile(read(source.filePath), { ...given, lot });
      if (!report.ok) throw new Error(report.error.message);
      const { rounds, void: voided } = report.value;
      const before = voided.reduce((sum, v) => sum + v.papers, 0);
      expect(rounds.map((r) => ({ votes: r.votes, out: Number(r.exhausted) + before }))).toEqual(
        expected.results.map((r) => ({
          votes: Object.fromEntries(Object.entries(r.tally).map(([n, v]) => [n, Number(v)])),
          out: Object.values(r.inactiveBallots).reduce((sum, n) => sum + Number(n), 0),
        })),
      );
    });
  },
);
