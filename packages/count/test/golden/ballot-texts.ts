/** ABIF as rules without equal ranks count it, `count:A>B>C`, and the margin collections' lines. */
import { aggregatePiles, candidateIds, type Profile } from '../../src/index.ts';

/** A ranking ends where two share a rank. `unread`: papers that name two at the first rank, and so nobody. */
export function readAbif(text: string): { profile: Profile; unread: number } {
  const names = new Map<string, string>();
  for (const [, key, name] of text.matchAll(/^=([^:\n]+):\[([^\]]*)\]/gm))
    names.set(key as string, name as string);
  const keys = [...names.keys()];
  const ids = candidateIds([...names.values()]);
  let unread = 0;
  const piles = [...text.matchAll(/^(\d+):(.+)$/gm)].flatMap(([, count, ranks]) => {
    const single: string[] = [];
    for (const rank of (ranks as string).trim().split('>')) {
      if (rank.includes('=')) break;
      single.push(rank);
    }
    if (single.length === 0) unread += Number(count);
    return single.length === 0
      ? []
      : [{ count: Number(count), ranking: single.map((key) => keys.indexOf(key)) }];
  });
  return {
    profile: aggregatePiles({
      candidates: [...names.values()].map((name, i) => ({ id: ids[i] as string, name })),
      seats: 1,
      piles,
    }),
    unread,
  };
}

/** Reads `(2,0,1) : 17` lines below a line of candidate numbers, as the margin data sets have them. */
export function readPreferences(text: string): Profile {
  const [head = '', , , ...lines] = text.split('\n');
  const numbers = head.split(',').map((number) => number.trim());
  return aggregatePiles({
    candidates: numbers.map((id) => ({ id, name: id })),
    seats: 1,
    piles: lines.flatMap((line) => {
      const [, ranks = '', count] = line.match(/^\(([^)]*)\) : (\d+)/) ?? [];
      if (count === undefined) return [];
      const named = ranks.split(',').filter((rank) => rank.trim() !== '');
      return [{ count: Number(count), ranking: named.map((rank) => numbers.indexOf(rank.trim())) }];
    }),
  });
}
