/** How the rolls of a proceeding stand: who is imported, what is frozen, who was served with links. */
import type { Electorate } from '@hustings/rulebook';
import type { Desk } from '../desk/desk.ts';
import { handedRoll } from '../separated/handed-rolls.ts';
import { isSeparated } from '../separated/open-pools.ts';
import type { Database } from '../store/store.ts';

export interface RollStanding {
  readonly electorate: Electorate;
  readonly imported: number;
  /** Separated mode: electors for whom the registrar has handed in codes' public halves; 0 before. */
  readonly handedIn?: number;
  /** Newest roll of this electorate on the record. */
  readonly frozen?: { readonly id: string; readonly at: string };
  /** By kind of mail: how many electors were served. */
  readonly served: ReadonlyMap<string, number>;
  /** By poll: when those who had not voted were last reminded. */
  readonly reminded: ReadonlyMap<string, string>;
}

export async function rollStandings(db: Database, desk: Desk): Promise<readonly RollStanding[]> {
  const { proceeding } = desk;
  const { state } = desk.recorder;
  const handedIn = new Map<string, number>();
  if (isSeparated(desk))
    for (const { id } of state.book.electorates) {
      const roll = await handedRoll(db, desk, id);
      if (roll !== undefined)
        handedIn.set(
          id,
          roll.sections.reduce((sum, s) => sum + s.size, 0),
        );
    }
  const imported = await db
    .selectFrom('electors')
    .select((e) => ['electorate', e.fn.countAll<number>().as('count')])
    .where('proceeding', '=', proceeding)
    .groupBy('electorate')
    .execute();
  const served = await db
    .selectFrom('outbox')
    .innerJoin('electors', (join) =>
      join
        .onRef('electors.person', '=', 'outbox.person')
        .onRef('electors.proceeding', '=', 'outbox.proceeding'),
    )
    .select((e) => [
      'electors.electorate',
      'outbox.kind',
      e.fn.count<number>('electors.person').distinct().as('count'),
      e.fn.max('outbox.created').as('last'),
    ])
    .where('outbox.proceeding', '=', proceeding)
    .groupBy(['electors.electorate', 'outbox.kind'])
    .execute();
  const reminded = served.flatMap(({ kind, last }): [string, string][] =>
    kind.startsWith(REMINDER) ? [[kind.slice(REMINDER.length), last]] : [],
  );
  return state.book.electorates.map((electorate): RollStanding => {
    const frozen = Object.values(state.rolls)
      .filter((r) => r.electorate === electorate.id)
      .toSorted((a, b) => b.seq - a.seq)[0];
    return {
      electorate,
      imported: Number(imported.find((i) => i.electorate === electorate.id)?.count ?? 0),
      ...(frozen === undefined ? {} : { frozen: { id: frozen.id, at: frozen.at } }),
      ...(isSeparated(desk) ? { handedIn: handedIn.get(electorate.id) ?? 0 } : {}),
      served: new Map(
        served.filter((s) => s.electorate === electorate.id).map((s) => [s.kind, Number(s.count)]),
      ),
      reminded: new Map(reminded),
    };
  });
}

const REMINDER = 'reminder/';
