/**
 * The alternative vote (instant run-off, IRV): one seat, ranked papers.
 *
 * Definitions. Candidates not withdrawn and not excluded are *in the count*. A paper belongs to the
 * first candidate on it who is in the count; a paper with none is *exhausted*. In each round:
 * 1. whoever has more than half of the votes in the count (or, by `majorityOf`, of all papers) is
 *    elected, or, by `countTo`, waits until two are left;
 * 2. if two are left, the one with more votes is elected; if they are level, the tie ladder says who;
 * 3. otherwise someone is excluded and their papers move on: all candidates without a vote together
 *    when there are several; else, by `exclusion`, the largest group whose votes together are fewer
 *    than those of the next candidate, leaving two; else the one with fewest votes, ties by the ladder.
 * Excluding together never changes who is elected, since the group
 * cannot catch up with anyone outside it whatever its order.
 */
import { err, ok, type Result } from '@hustings/base';
import type { CountError } from './errors.ts';
import { marginOf } from './last-round-margin.ts';
import { type CountOptions, DEFAULT_TIES } from './options.ts';
import { type Profile, paperCount, standing, type Votes } from './profile.ts';
import { breakTie, type TieOptions } from './ties.ts';
import type { Action, CountResult, Excluded, Round } from './transcript.ts';

export function alternativeVote(
  profile: Profile,
  options: CountOptions,
): Result<CountResult, CountError> {
  if (standing(profile).length === 0)
    return err({ code: 'count/no-candidates', message: 'No candidate is standing.' });
  const box = new Box(profile);
  const papers = paperCount(profile);
  const majorityOf = options.majorityOf ?? 'continuing';
  const exclusion = options.exclusion ?? 'one-at-a-time';
  const countTo = options.countTo ?? 'majority';
  const ties: TieOptions = { ...options, ties: options.ties ?? DEFAULT_TIES };
  const rounds: Round[] = [];

  for (;;) {
    const votes = box.votes();
    const exhausted = box.exhausted;
    if (exhausted === papers)
      return err({
        code: 'count/no-votes',
        message: 'No paper has a preference for a candidate who is standing, so nobody is elected.',
      });
    const base = majorityOf === 'continuing' ? papers - exhausted : papers;
    const needed = Math.floor(base / 2) + 1;
    const decision = decide({
      votes,
      needed,
      exclusion,
      countTo,
      ties,
      earlier: rounds.map((r) => r.votes),
    });
    if (!decision.ok) return decision;
    const action: Action =
      decision.value.kind === 'elected'
        ? decision.value
        : { ...decision.value, transfers: box.exclude(decision.value.excluded) };
    rounds.push({ round: rounds.length + 1, votes, exhausted, needed, action });
    if (action.kind === 'elected')
      return ok({
        format: 'hustings/count/1',
        rule: 'alternative-vote',
        settings: { majorityOf, exclusion, countTo, ties: ties.ties.join(' ') },
        seats: profile.seats,
        candidates: profile.candidates,
        papers,
        elected: action.elected,
        rounds,
        margin: marginOf(votes, action.elected),
        exhausted,
      });
  }
}

type Decision = Exclude<Action, Excluded> | Omit<Excluded, 'transfers'>;

function decide(at: {
  readonly votes: Votes;
  readonly needed: number;
  readonly exclusion: 'one-at-a-time' | 'all-who-cannot-win';
  readonly countTo: 'majority' | 'last-two';
  readonly ties: TieOptions;
  readonly earlier: readonly Votes[];
}): Result<Decision, CountError> {
  const { votes } = at;
  const of = (id: string): number => votes[id] as number;
  // Most votes first; ids only make the order definite, no decision rests on them.
  const order = Object.keys(votes).sort((a, b) => of(b) - of(a) || (a < b ? -1 : 1));
  const [first, second] = order as [string, string | undefined];
  if (second === undefined && of(first) < at.needed)
    return ok({ kind: 'elected', elected: [first], because: 'last-standing' });
  const isLast = order.length <= 2 || of(second as string) === 0;
  if (of(first) >= at.needed && (at.countTo === 'majority' || isLast))
    return ok({ kind: 'elected', elected: [first], because: 'majority' });
  const round = at.earlier.length + 1;
  if (order.length === 2) {
    if (of(first) > of(second as string))
      return ok({ kind: 'elected', elected: [first], because: 'more-of-last-two' });
    const tie = breakTie(
      { purpose: 'seat', round, tied: order, places: 1, earlier: at.earlier },
      at.ties,
    );
    if (!tie.ok) return tie;
    return ok({
      kind: 'elected',
      elected: tie.value.chosen,
      because: 'tie-of-last-two',
      tie: tie.value,
    });
  }

  const without = order.filter((id) => of(id) === 0);
  const together =
    without.length > 1
      ? without
      : at.exclusion === 'all-who-cannot-win'
        ? cannotWin(order, of)
        : [];
  if (together.length > 1)
    return ok({
      kind: 'excluded',
      excluded: together.toSorted(),
      because: together === without ? 'no-votes' : 'cannot-win',
    });

  const fewest = of(order.at(-1) as string);
  const lowest = order.filter((id) => of(id) === fewest);
  if (lowest.length === 1)
    return ok({ kind: 'excluded', excluded: lowest, because: 'fewest-votes' });
  const tie = breakTie(
    { purpose: 'exclusion', round, tied: lowest, places: 1, earlier: at.earlier },
    at.ties,
  );
  if (!tie.ok) return tie;
  return ok({
    kind: 'excluded',
    excluded: tie.value.chosen,
    because: 'fewest-votes',
    tie: tie.value,
  });
}

/** The largest group at the end of `order` whose votes together are fewer than the next candidate's. */
function cannotWin(order: readonly string[], of: (id: string) => number): readonly string[] {
  let largest: readonly string[] = [];
  let together = 0;
  for (let start = order.length - 1; start >= 2; start--) {
    together += of(order[start] as string);
    if (together < of(order[start - 1] as string)) largest = order.slice(start);
  }
  return largest;
}

/** The papers in the count, in one heap per candidate. */
class Box {
  readonly #profile: Profile;
  readonly #indexOf: ReadonlyMap<string, number>;
  readonly #isIn: boolean[];
  /** Piles (by index) that are with each candidate, and how many papers those are. */
  readonly #heap: number[][];
  readonly #size: number[];
  /** How far down its ranking each pile has come. */
  readonly #at: Int32Array;
  exhausted = 0;

  constructor(profile: Profile) {
    this.#profile = profile;
    this.#indexOf = new Map(profile.candidates.map((c, i) => [c.id, i]));
    this.#isIn = profile.candidates.map((c) => c.withdrawn !== true);
    this.#heap = profile.candidates.map(() => []);
    this.#size = profile.candidates.map(() => 0);
    this.#at = new Int32Array(profile.piles.length);
    for (let pile = 0; pile < profile.piles.length; pile++) this.#place(pile);
  }

  votes(): Votes {
    return Object.fromEntries(
      this.#profile.candidates.flatMap((c, i) =>
        this.#isIn[i] ? [[c.id, this.#size[i] as number]] : [],
      ),
    );
  }

  /** Takes the candidates out of the count, all at once, and moves their papers. */
  exclude(ids: readonly string[]): Excluded['transfers'] {
    const indexes = ids.map((id) => this.#indexOf.get(id) as number);
    for (const index of indexes) this.#isIn[index] = false;
    return ids.map((from, k) => {
      const index = indexes[k] as number;
      const to: Record<number, number> = {};
      let exhausted = 0;
      for (const pile of this.#heap[index] as number[]) {
        const count = this.#count(pile);
        const next = this.#place(pile);
        if (next === undefined) exhausted += count;
        else to[next] = (to[next] ?? 0) + count;
      }
      const papers = this.#size[index] as number;
      this.#heap[index] = [];
      return {
        from,
        papers,
        to: Object.fromEntries(
          this.#profile.candidates.flatMap((c, i) => (to[i] === undefined ? [] : [[c.id, to[i]]])),
        ),
        exhausted,
      };
    });
  }

  #count(pile: number): number {
    return (this.#profile.piles[pile] as { readonly count: number }).count;
  }

  /** Puts a pile with the first candidate on it who is in the count, and returns that candidate. */
  #place(pile: number): number | undefined {
    const { ranking, count } = this.#profile.piles[pile] as Profile['piles'][number];
    let at = this.#at[pile] as number;
    while (at < ranking.length && !this.#isIn[ranking[at] as number]) at++;
    this.#at[pile] = at;
    const candidate = ranking[at];
    if (candidate === undefined) {
      this.exhausted += count;
      return undefined;
    }
    (this.#heap[candidate] as number[]).push(pile);
    this.#size[candidate] = (this.#size[candidate] as number) + count;
    return candidate;
  }
}
