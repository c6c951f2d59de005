/** The ladder of ties (spec/count.md §5), for one place: one to be excluded, or the last seat of several. */
import { compare, toHex, utf8 } from '@hustings/base';
import { sha256 } from '@noble/hashes/sha2.js';
import type { TieSources, Uncounted } from './profile.ts';

export interface Tie {
  readonly purpose: 'exclusion' | 'seat' | 'surplus';
  readonly places: number;
  /** Sorted. */
  readonly tied: readonly string[];
  /** Of lots and coins: the round, or the stage. */
  readonly round: number;
  /** What the record says where no earlier round tells them apart. */
  readonly none?: object;
}

/** A round, or stage, before the one in which the tie is. */
export interface Earlier {
  /** How the record names it. */
  readonly at: object;
  compare(a: string, b: string): number;
  written(id: string): number | string;
  /** What the record calls these figures; left out, `votes`. */
  readonly figures?: string;
}

/** Rounds of whole votes, first to last. */
export function earlierRounds(rounds: readonly ReadonlyMap<string, number>[]): readonly Earlier[] {
  return rounds.map((votes, i) => {
    const of = (id: string): number => votes.get(id) as number;
    return { at: { round: i + 1 }, compare: (a, b) => of(a) - of(b), written: of };
  });
}

export type Broken =
  | { readonly kind: 'broken'; readonly chosen: readonly string[]; readonly record: unknown }
  | Uncounted;

/** `earlier`: votes of the rounds before this one, first to last. */
export function breakTie(
  { purpose, places, tied, round, none = { round: null } }: Tie,
  ladder: readonly string[],
  earlier: readonly Earlier[],
  sources: TieSources,
): Broken {
  const steps: unknown[] = [];
  let left = tied;
  const done = (chosen: readonly string[]): Broken => {
    const sorted = [...chosen].sort();
    return {
      kind: 'broken',
      chosen: sorted,
      record: { purpose, places, tied, steps, chosen: sorted },
    };
  };
  for (const step of ladder) {
    const order = orderBy(step, round, left, sources);
    if (order === 'missing' && step === 'lot')
      return {
        kind: 'impossible',
        message: 'A lot is needed, and the trustees have not tossed one.',
      };
    if (order === 'missing')
      return {
        kind: 'unknown',
        message: `The tie step ${step} needs a value that is not at hand.`,
      };
    if (order !== undefined) {
      steps.push(order.record);
      return done(purpose === 'exclusion' ? order.ids.slice(-places) : order.ids.slice(0, places));
    }
    if (!/^(backwards|forwards)(-all)?$/.test(step))
      return { kind: 'unknown', message: `The tie step ${step} is not known to this verifier.` };
    if (places !== 1 && earlier.length > 0)
      return {
        kind: 'unknown',
        message: 'Several places by earlier rounds are not worked out here.',
      };
    const before = left;
    for (const { at, compare: compared, written, figures = 'votes' } of step.startsWith('backwards')
      ? earlier.toReversed()
      : earlier) {
      const sorted = left.toSorted(compared);
      const different = sorted.filter(
        (id, k) => k === 0 || compared(id, sorted[k - 1] as string) !== 0,
      );
      if (different.length === 1 || (step.endsWith('-all') && different.length < left.length))
        continue;
      const edge = (purpose === 'exclusion' ? sorted[0] : sorted.at(-1)) as string;
      const votes = Object.fromEntries(left.map((id) => [id, written(id)]));
      left = left.filter((id) => compared(id, edge) === 0);
      steps.push({ step, ...at, [figures]: votes, left });
      if (left.length === 1) return done(left);
    }
    if (left === before) steps.push({ step, ...none });
  }
  return { kind: 'impossible', message: 'The ladder does not break the tie.' };
}

interface Order {
  readonly ids: readonly string[];
  readonly record: unknown;
}

/** Undefined for the steps that look at earlier rounds. */
function orderBy(
  step: string,
  round: number,
  tied: readonly string[],
  { lot, publishedOrder, publicCoin }: TieSources,
): Order | 'missing' | undefined {
  switch (step) {
    case 'lot': {
      const order = lot?.(round, tied);
      return order === undefined ? 'missing' : { ids: order, record: { step, order } };
    }
    case 'published-order': {
      if (publishedOrder === undefined) return 'missing';
      const order = publishedOrder.filter((id) => tied.includes(id));
      const places = Object.fromEntries(order.map((id) => [id, publishedOrder.indexOf(id) + 1]));
      return { ids: order, record: { step, order, places } };
    }
    case 'public-coin': {
      if (publicCoin === undefined) return 'missing';
      const digests = new Map(
        tied.map((id) => [id, sha256(utf8(`${publicCoin}\n${round}\n${id}`))]),
      );
      const order = [...digests].toSorted((a, b) => compare(a[1], b[1])).map(([id]) => id);
      const hex = Object.fromEntries([...digests].map(([id, d]) => [id, toHex(d)]));
      return { ids: order, record: { step, order, value: publicCoin, digests: hex } };
    }
  }
  return undefined;
}
