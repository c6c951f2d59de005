/** Who is meant: somebody on the roll, by member number, e-mail address or full name. */
import { err, ok, type Result } from '@hustings/base';
import { plainKey } from '../roll/columns.ts';
import type { Database } from '../store/store.ts';

export interface FoundPerson {
  readonly person: string;
  readonly name: string;
  readonly pseudonym: string;
}

export type NotFound = 'nobody' | 'several';

export async function findPerson(
  db: Database,
  proceeding: string,
  asked: string,
): Promise<Result<FoundPerson, NotFound>> {
  const wanted = asked.trim();
  const key = plainKey(wanted);
  if (key === '') return err('nobody');
  const rows = await db
    .selectFrom('electors')
    .innerJoin('persons', 'persons.id', 'electors.person')
    .select([
      'persons.id',
      'persons.name',
      'persons.email',
      'persons.member_no',
      'electors.pseudonym',
    ])
    .where('electors.proceeding', '=', proceeding)
    .where('persons.forgotten', 'is', null)
    .execute();
  // The surest sign first: a member number is one person's, an address may be a household's.
  const tests = [
    (p: (typeof rows)[number]) => p.member_no !== null && plainKey(p.member_no) === key,
    (p: (typeof rows)[number]) => p.email?.toLowerCase() === wanted.toLowerCase(),
    (p: (typeof rows)[number]) => plainKey(p.name) === key,
  ];
  for (const test of tests) {
    const hits = new Map(rows.filter(test).map((p) => [p.id, p]));
    const [hit] = hits.values();
    if (hit === undefined) continue;
    if (hits.size > 1) return err('several');
    return ok({ person: hit.id, name: hit.name, pseudonym: hit.pseudonym });
  }
  return err('nobody');
}

export async function hasRoll(db: Database, proceeding: string): Promise<boolean> {
  const one = await db
    .selectFrom('electors')
    .select('person')
    .where('proceeding', '=', proceeding)
    .limit(1)
    .executeTakeFirst();
  return one !== undefined;
}

export function notFoundInWords(asked: string, why: NotFound): string {
  return why === 'nobody'
    ? `“${asked}” is not on the imported roll. Give the member number, the e-mail address or the full name as they stand there.`
    : `“${asked}” fits more than one person on the roll. Give the member number.`;
}
