/** Comparisons in pairs, from the published orders, and lists of those elected by most votes. */
import { exact, type Ratio } from '@hustings/count';
import type { Pairs, Published, SeatList } from '../published.ts';
import { addsUp, type Check, failed, held, shown } from './check.ts';

export function pairChecks(published: Published): readonly Check[] {
  return [
    ...(published.pairs === undefined ? [] : pairTable(published.pairs)),
    ...(published.seats === undefined ? [] : seatChecks(published.seats)),
  ];
}

function pairTable(table: Pairs): readonly Check[] {
  const out: Check[] = [];
  if (table.orders.length > 0 && table.valid !== undefined)
    out.push(
      addsUp(
        'audit/papers-add-up',
        'Papers of all orders',
        table.orders.map((o) => o.count),
        table.valid,
      ),
    );
  for (const { winner, loser, figure } of table.pairs) {
    if (table.orders.length === 0) continue;
    const right = exact.sum(
      table.orders.filter(({ order }) => isBefore(order, winner, loser)).map((o) => o.count.value),
    );
    const text = exact.toText(right, 0);
    out.push(
      exact.equal(right, figure.value)
        ? held('audit/pairs', `${winner} over ${loser}: ${text}.`, [figure])
        : failed(
            'audit/pairs',
            `${winner} over ${loser}: ${shown(figure.text)} is printed, and ${shown(text)} papers say so.`,
            [figure],
            new Map([[figure.path, text]]),
          ),
    );
  }
  const over = (a: string, b: string): Ratio | undefined =>
    table.pairs.find((p) => p.winner === a && p.loser === b)?.figure.value;
  for (const winner of table.winners) {
    const beaten = table.candidates.find((other) => {
      const [mine, theirs] = [over(winner, other), over(other, winner)];
      return (
        other !== winner &&
        mine !== undefined &&
        theirs !== undefined &&
        exact.compare(mine, theirs) <= 0
      );
    });
    const figures = table.pairs.filter((p) => p.winner === winner).map((p) => p.figure);
    out.push(
      beaten === undefined
        ? held('audit/winner', `${winner} beats everybody in pairs.`, figures)
        : failed(
            'audit/winner',
            `${winner} is said to beat everybody in pairs, and does not beat ${beaten}.`,
            figures,
          ),
    );
  }
  return out;
}

/** Options that an order leaves out come after those that it has. */
function isBefore(order: readonly string[], a: string, b: string): boolean {
  const [at, other] = [order.indexOf(a), order.indexOf(b)];
  return at >= 0 && (other < 0 || at < other);
}

function seatChecks({ seats, standing, rows }: SeatList): readonly Check[] {
  const out: Check[] = [];
  const elected = rows.filter((row) => row.isElected);
  const isWhole = standing === undefined || exact.equal(exact.whole(rows.length), standing.value);
  if (seats !== undefined && (isWhole || elected.length > Number(seats.text))) {
    out.push(
      exact.equal(exact.whole(elected.length), seats.value)
        ? held('audit/seats', `Seats: ${seats.text}, and so many are elected.`, [seats])
        : failed(
            'audit/seats',
            `Seats: ${seats.text}, and ${elected.length} are said to be elected.`,
            [seats],
            new Map([[seats.path, `${elected.length}`]]),
          ),
    );
  }
  for (const row of rows.filter((r) => !r.isElected)) {
    const under = elected.find((other) => exact.isLess(other.votes.value, row.votes.value));
    out.push(
      under === undefined
        ? held('audit/seats', `${row.name} (${row.votes.text}) has no more than anybody elected.`, [
            row.votes,
          ])
        : failed(
            'audit/seats',
            `${row.name} (${row.votes.text}) is not elected, and ${under.name} is, with ${under.votes.text}.`,
            [row.votes, under.votes],
          ),
    );
  }
  return out;
}
