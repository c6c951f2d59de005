/**
 * The exact margin of victory of an alternative vote: the fewest papers to be marked otherwise before
 * somebody else can be elected. After Magrino, Rivest, Shen and Wagner (2011) and Blom, Stuckey and Teague
 * (2016): orders of exclusion are built from the end, and an ending is given up when so many changes are
 * needed for it that others need no more. The lower bounds are assertions about the papers, each checked
 * in whole numbers; they prove the margin without this program (the idea of RAIRE, Blom et al. 2019).
 */
import { ok, type Result } from '@hustings/base';
import { alternativeVote } from '../alternative-vote.ts';
import type { CountError } from '../errors.ts';
import type { Profile } from '../profile.ts';
import type { Lot } from '../ties.ts';
import { type Chains, chainsOf, conditionsOf, effect } from './chains.ts';
import type { IrvMargin, MarginAssertion, MarginChange } from './margin-transcript.ts';
import { boundOf, type Change, changeOf, type OrderBound } from './order-bound.ts';

export interface MarginOptions {
  readonly lot?: Lot;
  /** How many endings to look at before giving up with bounds; 20,000 by default. */
  readonly effort?: number;
}

interface Ending {
  /** Candidates by place in the profile; the last is elected. */
  readonly order: readonly number[];
  readonly atLeast: number;
  readonly assertion: MarginAssertion | null;
}

/** More candidates than this are bounded by single assertions only. */
const MOST_IN_PROGRAM = 11;

export function irvMargin(
  profile: Profile,
  options: MarginOptions = {},
): Result<IrvMargin, CountError> {
  const counted = alternativeVote(profile, {
    countTo: 'last-two',
    ...(options.lot === undefined ? {} : { lot: options.lot }),
  });
  if (!counted.ok) return counted;
  const [elected] = counted.value.elected as [string];
  const search = new Search(byId(profile), elected, Math.ceil(counted.value.margin.votes / 2));
  return ok(search.run(options.effort ?? 20_000));
}

/** Only those who stand, in the order of their ids, so that nothing depends on any other order. */
function byId(profile: Profile): Profile {
  const standing = profile.candidates
    .map((candidate, at) => ({ candidate, at }))
    .filter(({ candidate }) => candidate.withdrawn !== true)
    .sort((a, b) => (a.candidate.id < b.candidate.id ? -1 : 1));
  const to = new Map(standing.map(({ at }, i) => [at, i]));
  return {
    ...profile,
    candidates: standing.map(({ candidate }) => candidate),
    piles: profile.piles.map(({ ranking, count }) => ({
      ranking: ranking.flatMap((c) => to.get(c) ?? []),
      count,
    })),
  };
}

class Search {
  readonly #profile: Profile;
  readonly #ids: readonly string[];
  readonly #elected: number;
  readonly #lastRound: number;
  /** `never[x][c]`: first preferences of x less papers that name c, not below x. */
  readonly #never: readonly (readonly number[])[];
  #atMost: number;
  #change: MarginChange | null = null;

  constructor(profile: Profile, elected: string, lastRound: number) {
    this.#profile = profile;
    this.#ids = profile.candidates.map((c) => c.id);
    this.#elected = this.#ids.indexOf(elected);
    this.#lastRound = lastRound;
    this.#atMost = lastRound;
    this.#never = neverBefore(profile);
  }

  run(effort: number): IrvMargin {
    const n = this.#ids.length;
    const queue = new Queue();
    const closed: Ending[] = [];
    for (let c = 0; c < n; c++)
      if (c !== this.#elected) queue.add(this.#look([c], { atLeast: 0, assertion: null }));
    // Endings whose bound may be short of what they need, as no change of so few papers was found.
    let open: number | undefined;
    let looked = 0;
    for (;;) {
      const ending = queue.take();
      if (ending === undefined) break;
      if (ending.atLeast >= this.#atMost) {
        closed.push(ending, ...queue.rest());
        break;
      }
      if (looked++ >= effort) {
        open = Math.min(open ?? Number.POSITIVE_INFINITY, ending.atLeast);
        break;
      }
      if (ending.order.length === n) {
        closed.push(ending);
        if (!this.#meet(ending)) open = Math.min(open ?? Number.POSITIVE_INFINITY, ending.atLeast);
        continue;
      }
      for (let c = 0; c < n; c++)
        if (!ending.order.includes(c)) queue.add(this.#look([c, ...ending.order], ending));
    }
    const atLeast = Math.min(this.#atMost, open ?? this.#atMost);
    const isExact = atLeast === this.#atMost;
    return {
      format: 'hustings/irv-margin/1',
      elected: this.#ids[this.#elected] as string,
      lastRound: this.#lastRound,
      atLeast,
      atMost: this.#atMost,
      isExact,
      refuted: (isExact ? closed : [])
        .flatMap(({ order, assertion }) =>
          assertion === null ? [] : [{ order: this.#named(order), assertion }],
        )
        .sort((a, b) => (JSON.stringify(a.order) < JSON.stringify(b.order) ? -1 : 1)),
      change: this.#change,
    };
  }

  #named(order: readonly number[]): readonly string[] {
    return order.map((c) => this.#ids[c] as string);
  }

  /** The ending with the best bound that is known for it, at least that of what it ends with. */
  #look(order: readonly number[], parent: Omit<Ending, 'order'>): Ending {
    let best: Ending = { order, atLeast: parent.atLeast, assertion: parent.assertion };
    const take = (assertion: MarginAssertion): void => {
      if (assertion.atLeast > best.atLeast) best = { order, atLeast: assertion.atLeast, assertion };
    };
    const first = order[0] as number;
    for (let x = 0; x < this.#ids.length; x++) {
      // Whoever is not in the ending goes out before its first.
      if (!order.includes(x)) this.#takeNever(x, first, take);
      else if (x !== first) this.#takeNever(first, x, take);
    }
    const k = order.length;
    if (k > 31) return best;
    const chains = chainsOf(this.#profile.piles, order, this.#ids.length);
    for (const [r, condition] of conditionsOf(k).entries()) {
      if (condition[0] > 0) break;
      const lead = 0 - leadOf(chains, condition);
      if (lead > 0) take(this.#among(order, chains, [[r, 1]], Math.ceil(lead / 2)));
    }
    if (k > 1 && k <= MOST_IN_PROGRAM && best.atLeast < this.#atMost) {
      const { atLeast, weights } = boundOf(chains, k);
      if (atLeast > best.atLeast) {
        const terms = weights.flatMap((w, r): [number, number][] => (w === 0 ? [] : [[r, w]]));
        take(this.#among(order, chains, terms, atLeast));
      }
    }
    return best;
  }

  #takeNever(x: number, c: number, take: (assertion: MarginAssertion) => void): void {
    const lead = (this.#never[x] as readonly number[])[c] as number;
    if (lead > 0)
      take({
        kind: 'never-before',
        ahead: this.#ids[x] as string,
        behind: this.#ids[c] as string,
        lead,
        atLeast: Math.ceil(lead / 2),
      });
  }

  #among(
    order: readonly number[],
    chains: Chains,
    terms: readonly (readonly [number, number])[],
    atLeast: number,
  ): MarginAssertion {
    const conditions = conditionsOf(order.length);
    return {
      kind: 'ahead-among',
      terms: terms.map(([r, weight]) => {
        const [i, c] = conditions[r] as readonly [number, number];
        return {
          among: this.#named(order.slice(i)).toSorted(),
          ahead: this.#ids[order[i] as number] as string,
          behind: this.#ids[order[c] as number] as string,
          lead: 0 - leadOf(chains, [i, c]),
          weight,
        };
      }),
      atLeast,
    };
  }

  /** Finds a change after which a whole order comes about; false where none as small as its bound is found. */
  #meet(ending: Ending): boolean {
    const k = ending.order.length;
    if (k > MOST_IN_PROGRAM) return false;
    const chains = chainsOf(this.#profile.piles, ending.order, k);
    const { relaxed }: OrderBound = boundOf(chains, k);
    for (let changes = ending.atLeast; changes < this.#atMost; changes++) {
      const found = changeOf(chains, k, relaxed, changes);
      if (found === undefined) continue;
      this.#atMost = changes;
      this.#change = {
        order: this.#named(ending.order),
        changes: found.map(({ from, to, papers }: Change) => ({
          from: this.#inChain(from, ending.order),
          to: this.#inChain(to, ending.order),
          papers,
        })),
      };
      return changes === ending.atLeast;
    }
    return false;
  }

  #inChain(chain: number, order: readonly number[]): readonly string[] {
    return this.#named(order.filter((_, i) => ((chain >> i) & 1) === 1));
  }
}

/** Votes of c less votes of i, in round i. (Its negative is `0 - lead`: there is no -0 in a transcript.) */
function leadOf({ chain, papers }: Chains, condition: readonly [number, number]): number {
  return chain.reduce((sum, c, i) => sum + effect(c, condition) * (papers[i] as number), 0);
}

function neverBefore(profile: Profile): readonly (readonly number[])[] {
  const n = profile.candidates.length;
  const lead = Array.from({ length: n }, () => Array<number>(n).fill(0));
  for (const { ranking, count } of profile.piles) {
    const [first] = ranking;
    if (first === undefined) continue;
    const above = new Set<number>();
    for (const c of ranking) {
      // The paper could be with c while any x stands that is not above c on it.
      for (let x = 0; x < n; x++)
        if (x !== c && !above.has(x)) {
          const row = lead[x] as number[];
          row[c] = (row[c] as number) - count;
        }
      above.add(c);
    }
    for (let c = 0; c < n; c++)
      if (c !== first) {
        const row = lead[first] as number[];
        row[c] = (row[c] as number) + count;
      }
  }
  return lead;
}

/** Endings, those with the smallest bound first, of equal ones the longest and then by candidates. */
class Queue {
  readonly #heap: Ending[] = [];

  add(ending: Ending): void {
    const heap = this.#heap;
    let at = heap.push(ending) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!comesFirst(heap[at] as Ending, heap[up] as Ending)) break;
      [heap[at], heap[up]] = [heap[up] as Ending, heap[at] as Ending];
      at = up;
    }
  }

  take(): Ending | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (heap.length === 0 || last === undefined) return first;
    heap[0] = last;
    for (let at = 0; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heap.length && comesFirst(heap[child] as Ending, heap[least] as Ending))
          least = child;
      if (least === at) return first;
      [heap[at], heap[least]] = [heap[least] as Ending, heap[at] as Ending];
      at = least;
    }
  }

  rest(): readonly Ending[] {
    return this.#heap;
  }
}

function comesFirst(a: Ending, b: Ending): boolean {
  if (a.atLeast !== b.atLeast) return a.atLeast < b.atLeast;
  // Longer ones first: they are nearer to a change that lowers what is enough.
  if (a.order.length !== b.order.length) return a.order.length > b.order.length;
  // No ending is looked at twice: they differ somewhere.
  const at = a.order.findIndex((c, i) => c !== b.order[i]);
  return (a.order[at] as number) < (b.order[at] as number);
}
