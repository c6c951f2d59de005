/** Reads `count,rank1,rank2,…` ballots as the elections in the tests have them. */
import { aggregatePiles, candidateIds, type Profile } from '../../src/index.ts';

/** A line of CSV with quoted fields. */
function fields(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .map((m) => m[1] as string)
    .slice(0, -1)
    .map((f) => (f.startsWith('"') ? f.slice(1, -1).replaceAll('""', '"') : f));
}

/** Empty, over-marked and repeated ranks are passed over; papers without a preference are counted apart. */
export function readRanksCsv(
  text: string,
  ignored: readonly string[] = ['undervote', 'overvote'],
): { profile: Profile; undervotes: number } {
  const rows = text
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => fields(`${line},`))
    .map(([count, ...ranks]) => ({
      count: Number(count),
      ranks: [...new Set(ranks.filter((r) => r !== '' && !ignored.includes(r)))],
    }));
  const names = [...new Set(rows.flatMap((row) => row.ranks))].sort();
  const ids = candidateIds(names);
  const marked = rows.filter((row) => row.ranks.length > 0);
  return {
    profile: aggregatePiles({
      candidates: names.map((name, i) => ({ id: ids[i] as string, name })),
      seats: 1,
      piles: marked.map(({ count, ranks }) => ({
        count,
        ranking: ranks.map((name) => names.indexOf(name)),
      })),
    }),
    undervotes: rows.reduce((sum, row) => sum + (row.ranks.length === 0 ? row.count : 0), 0),
  };
}
