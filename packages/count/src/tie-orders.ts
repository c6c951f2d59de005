/**
 * The sources from which a tie may be settled by an order (spec/count.md §5), made into one `Lot`.
 *
 * The public coin is a value that nobody could know before the papers were in (the numbers of a lottery
 * drawn later, the output of a beacon at an hour named beforehand). From it follows, by SHA-256, an
 * order of those tied that anybody can find again:
 * `printf '%s\n%s\n%s' VALUE ROUND ID | sha256sum`, the least first.
 */
import { assert, toHex, utf8 } from '@hustings/base';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Lot, OrderEvidence } from './ties.ts';

export interface TieSources {
  /** The officer draws: an order of the tied ids, with the minute of the draw where there is one. */
  readonly drawn?: (
    round: number,
    tied: readonly string[],
  ) => readonly string[] | RecordedLot | undefined;
  /** All candidates, most favoured first, published before the count. */
  readonly publishedOrder?: readonly string[];
  /** The public value: one line of text. */
  readonly publicCoin?: string;
}

export interface RecordedLot {
  readonly order: readonly string[];
  /** Who drew it, when and how, before whom. */
  readonly record: string;
}

/** Every source that there is, as a count asks for them. */
export function orderFrom(sources: TieSources): Lot {
  return (round, tied, by) => {
    switch (by) {
      case 'lot': {
        const given = sources.drawn?.(round, tied);
        return given !== undefined && 'record' in given ? { step: 'lot', ...given } : given;
      }
      case 'published-order':
        return sources.publishedOrder && published(sources.publishedOrder, tied);
      case 'public-coin':
        return sources.publicCoin === undefined
          ? undefined
          : publicCoinOrder(sources.publicCoin, round, tied);
    }
  };
}

function published(all: readonly string[], tied: readonly string[]): OrderEvidence {
  return {
    step: 'published-order',
    order: all.filter((id) => tied.includes(id)),
    places: Object.fromEntries(
      tied.flatMap((id) => (all.includes(id) ? [[id, all.indexOf(id) + 1]] : [])),
    ),
  };
}

/** The order of the tied ids that follows from a public value, in a round. */
export function publicCoinOrder(
  value: string,
  round: number,
  tied: readonly string[],
): Extract<OrderEvidence, { readonly step: 'public-coin' }> {
  assert(!/[\r\n]/.test(value) && value !== '', 'a public coin is one line of text');
  const digests = Object.fromEntries(
    tied.map((id) => [id, toHex(sha256(utf8(`${value}\n${round}\n${id}`)))]),
  );
  const of = (id: string): string => digests[id] as string;
  return {
    step: 'public-coin',
    order: tied.toSorted((a, b) => (of(a) < of(b) ? -1 : 1)),
    value,
    digests,
  };
}
