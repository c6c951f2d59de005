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
import { flatProfile } from './papers/flat-profile.ts';
import type { SequencePiles } from './papers/sequence-piles.ts';
import { type Candidate, type Profile, paperCount, standing, type Votes } from './profile.ts';
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

/** The papers in the count: the piles of each candidate are a list, linked by `#next`. */
class Box {
  readonly #candidates: readonly Candidate[];
  readonly #indexOf: ReadonlyMap<string, number>;
  readonly #piles: SequencePiles;
  /** 1 for those in the count. */
  readonly #isIn: Uint8Array;
  /** The first pile that is with each candidate, and after each pile the next; -1: none. */
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  /** How many papers are with each candidate; behind the last candidate, with nobody. */
  readonly #papers: Float64Array;
  /** Where in the codes each pile has come to. */
  readonly #at: Uint32Array;

  constructor(profile: Profile) {
    const { candidates } = profile;
    this.#candidates = candidates;
    this.#indexOf = new Map(candidates.map((c, i) => [c.id, i]));
    this.#piles = flatProfile(profile);
    this.#isIn = Uint8Array.from(candidates, (c) => (c.withdrawn === true ? 0 : 1));
    this.#first = new Int32Array(candidates.length).fill(-1);
    this.#next = new Int32Array(this.#piles.length);
    this.#papers = new Float64Array(candidates.length + 1);
    this.#at = this.#piles.starts.slice();
    for (let pile = 0; pile < this.#piles.length; pile++) this.#place(pile, this.#papers);
  }

  get exhausted(): number {
    return this.#papers[this.#candidates.length] as number;
  }

  votes(): Votes {
    return this.#byId((i) => (this.#isIn[i] === 1 ? this.#papers[i] : undefined));
  }

  /** Takes the candidates out of the count, all at once, and moves their papers. */
  exclude(ids: readonly string[]): Excluded['transfers'] {
    const indexes = ids.map((id) => this.#indexOf.get(id) as number);
    for (const index of indexes) this.#isIn[index] = 0;
    return indexes.map((index) => this.#move(index));
  }

  #move(from: number): Excluded['transfers'][number] {
    const moved = new Float64Array(this.#papers.length);
    for (let pile = this.#first[from] as number; pile >= 0; ) {
      const next = this.#next[pile] as number;
      this.#place(pile, moved);
      pile = next;
    }
    this.#first[from] = -1;
    for (let i = 0; i < moved.length; i++)
      this.#papers[i] = (this.#papers[i] as number) + (moved[i] as number);
    return {
      from: (this.#candidates[from] as Candidate).id,
      papers: this.#papers[from] as number,
      to: this.#byId((i) => (moved[i] === 0 ? undefined : moved[i])),
      exhausted: moved.at(-1) as number,
    };
  }

  /** Puts a pile with the first candidate on it who is in the count, and its papers to theirs in `papers`. */
  #place(pile: number, papers: Float64Array): void {
    const { codes, starts, counts } = this.#piles;
    const end = starts[pile + 1] as number;
    let at = this.#at[pile] as number;
    while (at < end && this.#isIn[codes[at] as number] === 0) at++;
    this.#at[pile] = at;
    const to = at < end ? (codes[at] as number) : this.#candidates.length;
    papers[to] = (papers[to] as number) + (counts[pile] as number);
    if (at === end) return;
    this.#next[pile] = this.#first[to] as number;
    this.#first[to] = pile;
  }

  #byId(of: (candidate: number) => number | undefined): Votes {
    return Object.fromEntries(
      this.#candidates.flatMap(({ id }, i) => {
        const n = of(i);
        return n === undefined ? [] : [[id, n]];
      }),
    );
  }
}
