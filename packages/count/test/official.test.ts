/** Real ballots against the figures that the authority published, cell by cell. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { countFile, countPoll, type Profile, paperCount, tally } from '../src/index.ts';
import { readAbif, readPreferences } from './abif.ts';
import { readRanksCsv } from './ranks-csv.ts';
import { sharedElections, skipNote } from './shared.ts';

interface Official {
  readonly threshold: number;
  readonly undervotes: number;
  readonly winner: string;
  readonly rounds: readonly {
    readonly votes: Readonly<Record<string, number>>;
    readonly exhausted: number;
    readonly total: number;
  }[];
}

function namesOf(profile: Profile): (id: string) => string {
  const names = new Map(profile.candidates.map((c) => [c.id, c.name]));
  return (id) => names.get(id) ?? id;
}

const fixture = (name: string): string =>
  readFileSync(new URL(`fixtures/minneapolis-2013/${name}`, import.meta.url), 'utf8');

const official = JSON.parse(fixture('official.json')) as Record<string, Official>;

describe.each(Object.entries(official))('Minneapolis City Council 2013, %s', (ward, figures) => {
  const { profile, undervotes } = readRanksCsv(fixture(`${ward}.ranks.csv`));
  const result = countPoll('alternative-vote', profile, {
    majorityOf: 'all-papers',
    exclusion: 'all-who-cannot-win',
  });
  const name = namesOf(profile);

  test('every figure of the official statement is reproduced', () => {
    if (!result.ok) throw new Error(result.error.message);
    expect(undervotes).toBe(figures.undervotes);
    expect(result.value.elected.map(name)).toEqual([figures.winner]);
    expect(
      result.value.rounds.map((round) => ({
        votes: Object.fromEntries(Object.entries(round.votes).map(([id, n]) => [name(id), n])),
        exhausted: round.exhausted,
        total: result.value.papers,
      })),
    ).toEqual(figures.rounds);
    expect(result.value.rounds.map((round) => round.needed)).toEqual(
      figures.rounds.map(() => figures.threshold),
    );
  });
});

describe.skipIf(sharedElections === undefined)(
  sharedElections === undefined
    ? `elections beside the checkout, ${skipNote}`
    : 'elections beside the checkout',
  () => {
    const read = (...path: string[]): string =>
      readFileSync(resolve(sharedElections ?? '', ...path), 'utf8');

    test('Minneapolis mayor 2013: 36 candidates, 34 official rounds', () => {
      const { profile, undervotes } = readRanksCsv(read('minneapolis-2013/mayor.ranks.csv'));
      const table = read('minneapolis-2013/official-mayor-final.csv')
        .split('\n')
        .map(
          (line) =>
            line.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)?.map((f) => f.replace(/,$/, '')) ?? [],
        );
      const rows = table.filter((row) => /^\d+ -?\d+$/.test(row.slice(1, 3).join(' ')));
      const exhaustedRow = table.find((row) => row[0] === 'Exhausted') ?? [];
      expect(rows).toHaveLength(36);
      expect(undervotes).toBe(686);
      const idOf = new Map(profile.candidates.map((c) => [c.name, c.id]));
      const id = (cell: string): string => {
        const plain = cell
          .replace(/^"(.*)"$/, '$1')
          .replaceAll('""', '"')
          .toUpperCase();
        return idOf.get(plain === 'UNDECLARED WRITE-INS' ? 'UWI' : plain) ?? `unknown ${plain}`;
      };
      let cells = 0;
      for (let round = 1; round <= 33; round++) {
        const column = 2 * round - 1;
        const votes = Object.fromEntries(
          rows
            .map((row) => [id(row[0] ?? ''), Number(row[column])] as const)
            .filter(([, n]) => n > 0),
        );
        expect(tally(profile, Object.keys(votes)), `round ${round}`).toEqual({
          votes,
          exhausted: Number(exhaustedRow[column]?.replace('-', '0')),
        });
        cells += Object.keys(votes).length + 1;
      }
      expect(cells).toBeGreaterThan(600);
      const result = countPoll('av', profile, { majorityOf: 'all-papers' });
      expect(result).toMatchObject({
        value: {
          elected: [id('Betsy Hodges')],
          margin: { votes: 38870 - 24972 },
          exhausted: 15573,
        },
      });
    });

    test('Burlington mayor 2009: 4,313 to 4,060 in the last round', () => {
      const { profile, unread } = readAbif(read('burlington-mayor-2009/burl2009.abif'));
      const report = JSON.parse(read('burlington-mayor-2009/report.json')) as {
        rounds: Record<string, number>[];
        ballots: number;
      };
      const result = countPoll('av', profile, { exclusion: 'all-who-cannot-win' });
      if (!result.ok) throw new Error(result.error.message);
      const name = namesOf(profile);
      // Papers that the file cannot say (two candidates at the first rank) are exhausted in the report.
      expect(result.value.papers + unread).toBe(report.ballots);
      expect(
        result.value.rounds.map((round) => ({
          ...Object.fromEntries(
            Object.entries(round.votes).map(([id, n]) => [name(id).replace(/ \(.*/, ''), n]),
          ),
          exhausted: round.exhausted + unread,
        })),
      ).toEqual(
        report.rounds.map((round) =>
          Object.fromEntries(Object.entries(round).filter(([key]) => !key.startsWith('_'))),
        ),
      );
    });

    test('New South Wales Legislative Assembly 2015: every known last-round margin', () => {
      const margins = JSON.parse(read('nsw-la-2015-margins/margins.json')) as {
        district: string;
        ballots: number;
        last_round_margin: number;
      }[];
      let districts = 0;
      for (const { district, ballots, last_round_margin } of margins) {
        const profile = readPreferences(
          read(`nsw-la-2015-margins/${district.replaceAll(' ', '_')}.txt`),
        );
        const result = countPoll('av', profile, { countTo: 'last-two' });
        if (!result.ok) throw new Error(`${district}: ${result.error.message}`);
        // The margin of the source is in papers that would have to change: half the lead.
        expect([district, Math.ceil(result.value.margin.votes / 2), paperCount(profile)]).toEqual([
          district,
          last_round_margin,
          ballots,
        ]);
        districts++;
      }
      expect(districts).toBeGreaterThan(80);
    });

    test('US instant run-offs: the winner that each source names', () => {
      const folder = resolve(sharedElections ?? '', 'us-irv-margins');
      const heads = readdirSync(folder).filter((file) => file.endsWith('.raire.header'));
      expect(heads.length).toBeGreaterThan(5);
      for (const head of heads) {
        const winner = read('us-irv-margins', head).trim().split(',').at(-1);
        const profile = readPreferences(
          read('us-irv-margins', head.replace('.raire.header', '.txt')),
        );
        const result = countPoll('av', profile);
        expect([head, result.ok && result.value.elected]).toEqual([head, [winner]]);
      }
      expect(
        countFile(read('alaska-house-special-2022/with-writein.blt'), { rule: 'irv' }),
      ).toMatchObject({ value: { elected: [{ name: 'Peltola, Mary S.' }] } });
    });

    test('Tideman collection: the winners of another program (Condorcet PHP), where nothing is tied', () => {
      const peer = JSON.parse(
        gunzipSync(
          readFileSync(
            resolve(sharedElections ?? '', 'tideman-ers/condorcet-php-implicit-results.json.gz'),
          ),
        ).toString(),
      ) as Record<string, Record<string, { Ranking?: string }>>;
      const index = JSON.parse(read('tideman-ers/index.json')) as {
        id: string;
        irv_tie: boolean;
      }[];
      let compared = 0;
      for (const { id, irv_tie } of index) {
        const ranking = peer[id]?.['Instant-runoff']?.Ranking;
        if (irv_tie || ranking === undefined) continue;
        const result = countFile(read(`tideman-ers/blt/${id}.blt`), { rule: 'irv', seats: 1 });
        if (!result.ok) throw new Error(`${id}: ${result.error.message}`);
        // `Candidate  1`, `1` and `A` there are `Candidate 1`, `1` and `A` here.
        const label = (name: string | undefined): string =>
          (name ?? '').replace(/Candidate|\s/g, '');
        expect([id, label(result.value.elected[0]?.name)]).toEqual([
          id,
          label(ranking.split(/[>=]/)[0]),
        ]);
        compared++;
      }
      expect(compared).toBeGreaterThan(10);
    });
  },
);
