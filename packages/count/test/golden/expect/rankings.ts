/** Whole rankings, pairs, and who was elected from them. */
import { cell, type Expect, electedCell } from './cells.ts';

/** `Candidate  1`, `1` and `A` there are `Candidate 1`, `1` and `A` in the ballots. */
const label = (name: string): string => name.replace(/Candidate|\s/g, '');

/** One cell for each place, and one for how many tiers there are. */
function rankingCells(
  theirs: readonly (readonly string[])[],
  ours: readonly (readonly string[])[] | undefined,
): ReturnType<Expect> {
  const sorted = ours?.map((tier) => tier.map(label).toSorted());
  return [
    cell('tiers', theirs.length, sorted?.length),
    ...theirs.flatMap((tier, k) =>
      tier.map((name) =>
        cell(
          `${name} in tier`,
          k + 1,
          (sorted?.findIndex((t) => t.includes(label(name))) ?? -1) + 1,
        ),
      ),
    ),
  ];
}

/** None where the other program gives no ranking, or where a lot that we drew is a tie it breaks otherwise. */
export const condorcetPhp: Expect = ({ text, counted, key, expect }) => {
  if (expect.kind !== 'condorcet-php') return [];
  const all = JSON.parse(text) as Readonly<
    Record<string, Readonly<Record<string, { readonly Ranking?: string }>>>
  >;
  const ranking = all[key]?.[expect.method]?.Ranking;
  if (ranking === undefined) return [];
  if (expect.method === 'Instant-runoff')
    return [
      cell('elected', label(ranking.split(/[>=]/)[0] ?? ''), label(counted.elected[0] ?? '')),
    ];
  if (counted.lots > 0 && expect.method.startsWith('Ranked Pairs')) return [];
  const tiers = ranking.split(' > ').map((tier) => tier.split(' = ').map(label).toSorted());
  return rankingCells(tiers, counted.ranking);
};

/** A user name where the line has a link to GitHub, else what stands after `1.` or `-`. */
function namesIn(line: string): readonly string[] {
  if (!/^(\d+\.|-) /.test(line)) return [];
  const users = [...line.matchAll(/github\.com\/([^)]+)\)/g)].map((m) => m[1] as string);
  return users.length > 0 ? users : [line.replace(/^(\d+\.|-) /, '').trim()];
}

/**
 * Results as the election officers of Kubernetes publish them: winners, and a whole ranking in one of
 * three places. In 2019 the ballots had `Name (@user)`. No
 * cell where the ballots have user names and the results plain ones.
 */
export const elektoResults: Expect = ({ text, counted: asOnBallots, expect }) => {
  const plain = (name: string): string => name.replace(/ \(@.*/, '');
  const counted = {
    ...asOnBallots,
    names: asOnBallots.names.map(plain),
    elected: asOnBallots.elected.map(plain),
    ranking: (asOnBallots.ranking ?? []).map((tier) => tier.map(plain)),
  };
  const lines = text.split('\n');
  const after = (head: RegExp): number => lines.findIndex((line) => head.test(line)) + 1;
  const winners: (readonly string[])[] = [];
  for (const line of lines.slice(after(/^## Winner/))) {
    const names = namesIn(line);
    if (names.length > 0) winners.push(names);
    else if (winners.length > 0) break;
  }
  if (!winners.flat().every((name) => counted.names.includes(name))) return [];
  const whole = [/^## Complete rankings/, /^## Results/].map(after).find((at) => at > 0);
  const end = whole === undefined ? lines.length : lines.indexOf('## Winners', whole);
  const places = lines
    .slice(whole ?? after(/^## Winner/), end === -1 ? lines.length : end)
    .map(namesIn)
    .filter((names) => names.length > 0);
  const isWhole = places.flat().length === counted.names.length;
  return [
    electedCell(winners.flat(), counted),
    ...(isWhole && !(expect.kind === 'elekto-results' && expect.winnersOnly === true)
      ? rankingCells(places, counted.ranking)
      : []),
  ];
};

export const ownWinner: Expect = ({ text, counted }) => [
  electedCell([(JSON.parse(text) as { winner: string }).winner], counted),
];

export const ownPairs: Expect = ({ text, counted }) => {
  const own = JSON.parse(text) as {
    readonly pairwise: Readonly<Record<string, Readonly<Record<string, number>>>>;
    readonly condorcetWinner: readonly string[];
    readonly ballots: { readonly valid: number };
  };
  return [
    cell('valid papers', own.ballots.valid, counted.papers),
    electedCell(own.condorcetWinner, counted),
    cell('beats all', own.condorcetWinner[0], counted.beatsAll),
    ...Object.entries(own.pairwise).flatMap(([a, row]) =>
      Object.entries(row).map(([b, n]) => cell(`${a} over ${b}`, n, counted.pairs?.[a]?.[b])),
    ),
  ];
};
