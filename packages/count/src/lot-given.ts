/** The orders for ties that a person gives as plain data, as a count asks for them. */
import { orderFrom } from './tie-orders.ts';
import type { Lot } from './ties.ts';

export interface LotGiven {
  /** An order of candidates, most favoured first: those tied stand in it in this order. */
  readonly lot?: readonly string[];
  /** The minute of the draw. */
  readonly lotRecord?: string;
  readonly publishedOrder?: readonly string[];
  readonly publicCoin?: string;
}

/** One lot drawn stands for every tie; a tie that it does not name is refused where it comes up. */
export function lotOf({ lot, lotRecord: record, publishedOrder, publicCoin }: LotGiven): Lot {
  return orderFrom({
    drawn: (_, tied) => {
      if (lot === undefined) return undefined;
      const order = lot.filter((id) => tied.includes(id));
      return record === undefined ? order : { order, record };
    },
    ...(publishedOrder && { publishedOrder }),
    ...(publicCoin === undefined ? {} : { publicCoin }),
  });
}
