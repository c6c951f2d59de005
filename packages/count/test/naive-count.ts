/**
 * The oracle: counts one paper at a time and from the beginning in every round, with nothing shared
 * with the package but the shape of the options. Slow and plain on purpose.
 */
export interface NaiveRound {
  votes: Record<string, number>;
  exhausted: number;
  elected: string[];
  excluded: string[];
  /** Per excluded candidate and destination (`-` is nobody), how many papers went there. */
  moves: Record<string, Record<string, number>>;
}

export type NaiveStep = 'backwards' | 'backwards-all' | 'forwards' | 'forwards-all' | 'lot';

export interface NaiveOptions {
  majorityOf: 'continuing' | 'all-papers';
  exclusion: 'one-at-a-time' | 'all-who-cannot-win';
  countTo: 'majority' | 'last-two';
  ties: readonly NaiveStep[];
  /** All candidates, most favoured first; undefined when no lot was drawn. */
  lot: readonly string[] | undefined;
}

/** Papers name candidates; `undefined` when a tie cannot be broken. */
export function naiveAlternativeVote(
  papers: readonly (readonly string[])[],
  candidates: readonly string[],
  options: NaiveOptions,
): NaiveRound[] | undefined {
  const rounds: NaiveRound[] = [];
  let standing = [...candidates];
  while (rounds.length <= candidates.length) {
    const votes: Record<string, number> = {};
    for (const c of standing) votes[c] = 0;
    let exhausted = 0;
    for (const paper of papers) {
      const c = paper.find((name) => standing.includes(name));
      if (c === undefined) exhausted++;
      else votes[c] = (votes[c] ?? 0) + 1;
    }
    const round: NaiveRound = { votes, exhausted, elected: [], excluded: [], moves: {} };
    rounds.push(round);
    const base = options.majorityOf === 'all-papers' ? papers.length : papers.length - exhausted;
    const most = Math.max(...standing.map((c) => votes[c] ?? 0));
    const leaders = standing.filter((c) => votes[c] === most);
    const others = standing.filter((c) => (votes[c] ?? 0) > 0).length - 1;
    const isEnd = options.countTo === 'majority' || standing.length <= 2 || others === 0;
    if (
      (most * 2 > base && isEnd) ||
      standing.length === 1 ||
      (standing.length === 2 && leaders.length === 1)
    )
      round.elected = leaders;
    else if (standing.length === 2) {
      const loser = loserOf(standing, rounds, options);
      if (loser === undefined) return undefined;
      round.elected = standing.filter((c) => c !== loser);
    }
    if (round.elected.length > 0) return rounds;

    const zeros = standing.filter((c) => votes[c] === 0);
    const hopeless = options.exclusion === 'all-who-cannot-win' ? hopelessOf(standing, votes) : [];
    if (zeros.length > 1) round.excluded = zeros;
    else if (hopeless.length > 1) round.excluded = hopeless;
    else {
      const fewest = Math.min(...standing.map((c) => votes[c] ?? 0));
      const lowest = standing.filter((c) => votes[c] === fewest);
      const loser = lowest.length === 1 ? lowest[0] : loserOf(lowest, rounds, options);
      if (loser === undefined) return undefined;
      round.excluded = [loser];
    }
    const left = standing.filter((c) => !round.excluded.includes(c));
    for (const paper of papers) {
      const from = paper.find((name) => standing.includes(name));
      if (from === undefined || !round.excluded.includes(from)) continue;
      const to = paper.find((name) => left.includes(name)) ?? '-';
      const moves = round.moves[from] ?? {};
      round.moves[from] = moves;
      moves[to] = (moves[to] ?? 0) + 1;
    }
    standing = left;
  }
  throw new Error('the oracle does not end');
}

/** Tries every number of candidates from the bottom, largest first. */
function hopelessOf(standing: readonly string[], votes: Record<string, number>): string[] {
  const up = [...standing].sort((a, b) => (votes[a] ?? 0) - (votes[b] ?? 0));
  for (let k = up.length - 2; k > 1; k--) {
    const group = up.slice(0, k);
    const sum = group.reduce((total, c) => total + (votes[c] ?? 0), 0);
    if (sum < (votes[up[k] as string] ?? 0)) return group;
  }
  return [];
}

/** Who of the tied goes: works down the ladder keeping only those who may still be the one. */
function loserOf(
  tied: readonly string[],
  rounds: readonly NaiveRound[],
  options: NaiveOptions,
): string | undefined {
  // Between two for the seat, the elected is chosen: the rest of the ladder mirrors.
  let left = [...tied];
  const past = rounds.slice(0, -1);
  for (const step of options.ties) {
    if (step === 'lot') {
      if (options.lot === undefined) return undefined;
      return [...options.lot].reverse().find((c) => left.includes(c));
    }
    const order = step.startsWith('backwards') ? [...past].reverse() : past;
    for (const { votes } of order) {
      const distinct = new Set(left.map((c) => votes[c])).size;
      if (step.endsWith('-all') && distinct < left.length) continue;
      const fewest = Math.min(...left.map((c) => votes[c] ?? 0));
      left = left.filter((c) => votes[c] === fewest);
      if (left.length === 1) return left[0];
    }
  }
  return undefined;
}

export function naiveFirstPastThePost(
  papers: readonly (readonly string[])[],
  candidates: readonly string[],
  seats: number,
  lot: readonly string[],
): { votes: Record<string, number>; elected: string[] } {
  const votes: Record<string, number> = Object.fromEntries(candidates.map((c) => [c, 0]));
  for (const paper of papers) {
    const c = paper.find((name) => candidates.includes(name));
    if (c !== undefined) votes[c] = (votes[c] ?? 0) + 1;
  }
  const order = [...candidates].sort(
    (a, b) => (votes[b] ?? 0) - (votes[a] ?? 0) || lot.indexOf(a) - lot.indexOf(b),
  );
  return { votes, elected: order.slice(0, seats).sort() };
}
