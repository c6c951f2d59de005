/**
 * The roll of an earlier contest for a new one: who is on it now, without those who asked to be
 * forgotten. Pseudonyms are drawn afresh, so that two records do not tell that a person is in both.
 */
import type { RuleBook } from '@hustings/rulebook';
import type { ElectorsTable } from '../store/schema.ts';
import { type Database, transact } from '../store/store.ts';
import { newPseudonym } from './replace-roll.ts';

const ROWS_AT_ONCE = 1000;
/** Codes, credentials and poll cards are of one contest. */
const NOTHING_YET = {
  credential: null,
  code_sealed: null,
  card_hash: null,
  card_sealed: null,
} as const;

/** Returns how many electors were taken over: those of electorates and sections that the new book has too. */
export async function copyRolls(
  { db }: { readonly db: Database },
  book: RuleBook,
  from: string,
  to: string,
): Promise<number> {
  const rows = await db
    .selectFrom('electors')
    .innerJoin('persons', 'persons.id', 'electors.person')
    .select(['electors.electorate', 'electors.person', 'electors.section', 'electors.body'])
    .where('electors.proceeding', '=', from)
    .where('persons.forgotten', 'is', null)
    .orderBy('electors.electorate')
    .orderBy('electors.person')
    .execute();
  const pseudonyms = new Map<string, string>();
  const electors = rows
    .filter(({ electorate, section }) =>
      book.electorates.some(
        (e) =>
          e.id === electorate &&
          (e.units !== undefined || e.sections.some((s) => s.id === section)),
      ),
    )
    .map((row): ElectorsTable => {
      const pseudonym = pseudonyms.get(row.person) ?? newPseudonym();
      pseudonyms.set(row.person, pseudonym);
      return { ...row, proceeding: to, pseudonym, ...NOTHING_YET };
    });
  await transact(db, async (trx) => {
    for (let at = 0; at < electors.length; at += ROWS_AT_ONCE)
      await trx
        .insertInto('electors')
        .values(electors.slice(at, at + ROWS_AT_ONCE))
        .execute();
  });
  return electors.length;
}
