/**
 * Takes an imported roll in place of the one before. Whoever was on it already keeps the pseudonym
 * under which the record knows them; whoever is not in the new file leaves the roll. Only before the
 * roll is frozen: afterwards it is on the record and cannot be replaced.
 */
import { randomBytes } from 'node:crypto';
import type { RollRow } from '../roll/read-roll.ts';
import type { ElectorsTable, PersonsTable } from '../store/schema.ts';
import type { Database } from '../store/store.ts';

export interface NewRoll {
  readonly proceeding: string;
  readonly electorate: string;
  readonly rows: readonly RollRow[];
  readonly now: Date;
}

const ROWS_AT_ONCE = 1000;

/** Part of the caller's transaction. */
export async function replaceRoll(trx: Database, roll: NewRoll): Promise<void> {
  const { proceeding, electorate, rows, now } = roll;
  const known = await knownPersons(trx);
  const pseudonyms = await knownPseudonyms(trx, proceeding);
  const persons: PersonsTable[] = [];
  const electors: ElectorsTable[] = [];
  for (const row of rows) {
    const key = personKey(row.memberNo, row.name, row.email);
    let person = known.get(key);
    if (person === undefined) {
      person = newPersonId(now, persons.length);
      known.set(key, person);
      persons.push({
        id: person,
        member_no: row.memberNo === '' ? null : row.memberNo,
        name: row.name,
        email: row.email === '' ? null : row.email,
        created: now.toISOString(),
        forgotten: null,
      });
    }
    electors.push({
      proceeding,
      electorate,
      person,
      section: row.section,
      body: row.body === '' ? null : row.body,
      pseudonym: pseudonyms.get(person) ?? newPseudonym(),
      credential: null,
      code_sealed: null,
      card_hash: null,
      card_sealed: null,
    });
  }
  await trx
    .deleteFrom('electors')
    .where('proceeding', '=', proceeding)
    .where('electorate', '=', electorate)
    .execute();
  for (let from = 0; from < persons.length; from += ROWS_AT_ONCE)
    await trx
      .insertInto('persons')
      .values(persons.slice(from, from + ROWS_AT_ONCE))
      .execute();
  for (let from = 0; from < electors.length; from += ROWS_AT_ONCE)
    await trx
      .insertInto('electors')
      .values(electors.slice(from, from + ROWS_AT_ONCE))
      .execute();
}

async function knownPersons(trx: Database): Promise<Map<string, string>> {
  const rows = await trx
    .selectFrom('persons')
    .select(['id', 'member_no', 'name', 'email'])
    .where('forgotten', 'is', null)
    .execute();
  return new Map(rows.map((p) => [personKey(p.member_no ?? '', p.name, p.email ?? ''), p.id]));
}

async function knownPseudonyms(trx: Database, proceeding: string): Promise<Map<string, string>> {
  const rows = await trx
    .selectFrom('electors')
    .select(['person', 'pseudonym'])
    .where('proceeding', '=', proceeding)
    .execute();
  return new Map(rows.map((e) => [e.person, e.pseudonym]));
}

/** The same number, name and address: anything less and it might be somebody else. */
function personKey(memberNo: string, name: string, email: string): string {
  return JSON.stringify([memberNo.toLowerCase(), name, email.toLowerCase()]);
}

/** Grows with time and place in the file, so that a large roll is written in the order of its index. */
function newPersonId(now: Date, place: number): string {
  const order = `${now.getTime().toString(16)}-${place.toString(16).padStart(6, '0')}`;
  return `${order}-${randomBytes(6).toString('hex')}`;
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** `m-7fk2x9qdw4`: random, so that it tells nothing about the person and cannot be worked out. */
export function newPseudonym(): string {
  for (;;) {
    const text = [...randomBytes(10)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
    // A figure in it says that it is no name.
    if (/\d/.test(text)) return `m-${text}`;
  }
}
