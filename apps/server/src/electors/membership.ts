/** What a person is in a proceeding: sections, bodies, pseudonym. */
import type { RuleBook } from '@hustings/rulebook';
import type { Database } from '../store/store.ts';

export interface Membership {
  readonly pseudonym: string;
  readonly rolls: readonly {
    readonly electorate: string;
    readonly section: string;
    readonly sectionName: string;
    readonly hasCode: boolean;
    readonly credential: string | null;
  }[];
  /** Bodies of the rule book to which the person belongs: there a person may nominate or move. */
  readonly bodies: ReadonlySet<string>;
}

/** Undefined for a person who is on no roll of the proceeding. */
export async function membershipOf(
  db: Database,
  book: RuleBook,
  proceeding: string,
  person: string,
): Promise<Membership | undefined> {
  const rows = await db
    .selectFrom('electors')
    .select(['electorate', 'section', 'body', 'pseudonym', 'credential', 'code_sealed'])
    .where('proceeding', '=', proceeding)
    .where('person', '=', person)
    .orderBy('electorate')
    .execute();
  const [first] = rows;
  if (first === undefined) return undefined;
  const bodies = new Set<string>();
  const rolls = rows.map((row) => {
    const electorate = book.electorates.find((e) => e.id === row.electorate);
    for (const body of bodiesBySection(book, row.electorate, row.section)) bodies.add(body);
    if (row.body !== null) bodies.add(row.body);
    return {
      electorate: row.electorate,
      section: row.section,
      sectionName: electorate?.sections.find((s) => s.id === row.section)?.name ?? row.section,
      hasCode: row.code_sealed !== null,
      credential: row.credential,
    };
  });
  return { pseudonym: first.pseudonym, rolls, bodies };
}

/** An electorate may be a body as a whole; and a body that is called like a section is that section. */
function bodiesBySection(book: RuleBook, electorate: string, section: string): readonly string[] {
  const whole = book.electorates.find((e) => e.id === electorate)?.body;
  return book.bodies
    .filter((body) => body.id === whole || body.id === section)
    .map((body) => body.id);
}

/** Bodies that nominate or move and that no section stands for: the roll file says who is in them. */
export function namedBodies(
  book: RuleBook,
  electorate: string,
): readonly { readonly id: string; readonly name: string }[] {
  const found = book.electorates.find((e) => e.id === electorate);
  return book.bodies.filter(
    (body) =>
      body.member !== undefined &&
      body.id !== found?.body &&
      !found?.sections.some((s) => s.id === body.id),
  );
}
