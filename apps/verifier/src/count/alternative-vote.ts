/** The alternative vote (spec/count.md §2), written from its five steps. */
import {
  type Counted,
  exactly,
  marginOf,
  type Profile,
  type Round,
  type TieSources,
  type Uncounted,
  votesOf,
} from './profile.ts';
import { ratio } from './ratio.ts';
import { breakTie, earlierRounds } from './ties.ts';

export interface AlternativeVote {
  readonly majorityOf: string;
  readonly exclusion: string;
  readonly countTo: string;
  /** Steps apart by blanks. */
  readonly ties: string;
}

export const DEFAULTS: AlternativeVote = {
  majorityOf: 'continuing',
  exclusion: 'one-at-a-time',
  countTo: 'majority',
  ties: 'backwards lot',
};

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  majorityOf: ['continuing', 'all-papers'],
  exclusion: ['one-at-a-time', 'all-who-cannot-win'],
  countTo: ['majority', 'last-two'],
};

type Decision =
  | {
      readonly kind: 'elected';
      readonly id: string;
      readonly because: string;
      readonly tie?: unknown;
    }
  | {
      readonly kind: 'excluded';
      readonly ids: readonly string[];
      readonly because: string;
      readonly tie?: unknown;
    }
  | Uncounted;

export function countAlternativeVote(
  profile: Profile,
  settings: AlternativeVote,
  sources: TieSources,
): Counted {
  for (const [name, values] of Object.entries(KNOWN))
    if (!values.includes(settings[name as keyof AlternativeVote]))
      return {
        kind: 'unknown',
        message: `The setting ${name} has a value that is not known here.`,
      };
  const { candidates, papers, seats } = profile;
  if (seats !== 1) return { kind: 'impossible', message: 'The alternative vote fills one seat.' };
  const inCount = new Set(candidates.filter((c) => !c.withdrawn).map((c) => c.id));
  const rounds: Round[] = [];
  const earlier: ReadonlyMap<string, number>[] = [];
  for (;;) {
    const round = rounds.length + 1;
    const { votes, exhausted } = votesOf(papers, inCount);
    const sum = papers.length - exhausted;
    if (round === 1 && sum === 0)
      return { kind: 'impossible', message: 'No paper is with anybody.' };
    const base = settings.majorityOf === 'continuing' ? sum : papers.length;
    const needed = Math.floor(base / 2) + 1;
    const decision = decide(round, votes, needed, settings, earlier, sources);
    if (decision.kind === 'unknown' || decision.kind === 'impossible') return decision;
    const { because } = decision;
    const tie = decision.tie === undefined ? {} : { tie: decision.tie };
    const head = { round, votes: Object.fromEntries(votes), exhausted, needed };
    if (decision.kind === 'elected') {
      const elected = [decision.id];
      rounds.push({ ...head, action: { kind: 'elected', elected, because, ...tie } });
      const margin = marginOf(votes, elected);
      const rule = 'alternative-vote';
      const format = 'hustings/count/1';
      return {
        kind: 'counted',
        elected,
        first: exactly(earlier[0] ?? votes),
        final: exactly(votes),
        margin: ratio(margin.votes),
        rounds: rounds.length,
        transcript: {
          ...{ format, rule, settings: { ...settings }, seats, candidates },
          ...{ papers: papers.length, rounds, elected, margin, exhausted },
        },
      };
    }
    const excluded = [...decision.ids].sort();
    const stay = new Set([...inCount].filter((id) => !excluded.includes(id)));
    const transfers = excluded.map((from) => {
      const own = papers.filter((paper) => paper.find((c) => inCount.has(c)) === from);
      const after = votesOf(own, stay);
      const to = Object.fromEntries([...after.votes].filter(([, v]) => v > 0));
      return { from, papers: own.length, to, exhausted: after.exhausted };
    });
    rounds.push({ ...head, action: { kind: 'excluded', excluded, because, ...tie, transfers } });
    for (const id of excluded) inCount.delete(id);
    earlier.push(votes);
  }
}

function decide(
  round: number,
  votes: ReadonlyMap<string, number>,
  needed: number,
  settings: AlternativeVote,
  earlier: readonly ReadonlyMap<string, number>[],
  sources: TieSources,
): Decision {
  const ladder = settings.ties.split(' ').filter((s) => s !== '');
  const ranked = [...votes].toSorted((a, b) => b[1] - a[1]);
  const [first, second] = ranked as [[string, number], [string, number] | undefined];
  const waits =
    settings.countTo === 'last-two' && ranked.length > 2 && ranked.slice(1).some(([, v]) => v > 0);
  if (first[1] >= needed && !waits) return { kind: 'elected', id: first[0], because: 'majority' };
  if (second === undefined) return { kind: 'elected', id: first[0], because: 'last-standing' };
  if (ranked.length === 2) {
    if (first[1] > second[1]) return { kind: 'elected', id: first[0], because: 'more-of-last-two' };
    const tied = [first[0], second[0]].sort();
    const broken = breakTie(
      { purpose: 'seat', places: 1, tied, round },
      ladder,
      earlierRounds(earlier),
      sources,
    );
    if (broken.kind !== 'broken') return broken;
    const [id] = broken.chosen as [string];
    return { kind: 'elected', id, because: 'tie-of-last-two', tie: broken.record };
  }
  const without = ranked.filter(([, v]) => v === 0).map(([id]) => id);
  if (without.length >= 2) return { kind: 'excluded', ids: without, because: 'no-votes' };
  if (settings.exclusion === 'all-who-cannot-win') {
    const group = largestLost(ranked);
    if (group !== undefined) return { kind: 'excluded', ids: group, because: 'cannot-win' };
  }
  const least = (ranked.at(-1) as [string, number])[1];
  const last = ranked
    .filter(([, v]) => v === least)
    .map(([id]) => id)
    .sort();
  if (last.length === 1) return { kind: 'excluded', ids: last, because: 'fewest-votes' };
  const broken = breakTie(
    { purpose: 'exclusion', places: 1, tied: last, round },
    ladder,
    earlierRounds(earlier),
    sources,
  );
  if (broken.kind !== 'broken') return broken;
  return { kind: 'excluded', ids: broken.chosen, because: 'fewest-votes', tie: broken.record };
}

/** The largest group from below that has fewer votes together than the next one up; `ranked` most first. */
function largestLost(
  ranked: readonly (readonly [string, number])[],
): readonly string[] | undefined {
  for (let size = ranked.length - 2; size >= 2; size--) {
    const group = ranked.slice(-size);
    const next = ranked[ranked.length - size - 1] as readonly [string, number];
    if (group.reduce((sum, [, v]) => sum + v, 0) < next[1]) return group.map(([id]) => id);
  }
  return undefined;
}
