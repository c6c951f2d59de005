/**
 * The electors of a roll as the officer's helpers see them: was the link delivered, and has this
 * person voted; never how, which nobody here could tell. A vote shows only after the ten minutes in
 * which it was cast are over, so that nobody matches the newest ballot in the public box with the
 * person whose tick has just appeared (USERS §1b, ElectionBuddy's delay).
 */
import type { BallotBox } from '@hustings/record';
import { sql } from 'kysely';
import type { MailState } from '../store/schema.ts';
import type { Database } from '../store/store.ts';

export interface ElectorLine {
  readonly person: string;
  readonly name: string;
  readonly memberNo: string | undefined;
  readonly email: string | undefined;
  readonly section: string;
  /** The newest mail that carried the voting link. */
  readonly mail:
    | { readonly id: number; readonly state: MailState; readonly at: string }
    | undefined;
  readonly hasVoted: boolean;
}

export type ElectorFilter = 'all' | 'undelivered' | 'not-voted';

export interface ElectorQuery {
  readonly proceeding: string;
  readonly electorate: string;
  /** The poll whose links and votes are meant; none before one is prepared. */
  readonly poll: string | undefined;
  readonly box: BallotBox | undefined;
  /** Votes cast before this moment show. */
  readonly shownUpTo: string;
  readonly filter: ElectorFilter;
  /** Part of a name, an address or a membership number; '' for everyone. */
  readonly search: string;
  readonly offset: number;
  readonly limit: number;
}

/** Kinds of mail that carry the voting link of a poll. */
export function linkKinds(poll: string): readonly string[] {
  return [`vote-link/${poll}`, `vote-link-again/${poll}`, `reminder/${poll}`];
}

const TEN_MINUTES = 600_000;

/** The last full ten minutes; once the poll is closed, everything. */
export function shownUpTo(now: Date, isClosed: boolean): string {
  const at = isClosed ? now.getTime() + 1 : Math.floor(now.getTime() / TEN_MINUTES) * TEN_MINUTES;
  return new Date(at).toISOString();
}

/** The lines asked for, by name, and how many there are in all. O(roll) for `not-voted`, else O(page) and an index. */
export async function listElectors(
  db: Database,
  query: ElectorQuery,
): Promise<{ readonly lines: readonly ElectorLine[]; readonly total: number }> {
  const { filter, offset, limit, box } = query;
  const voted = box === undefined ? new Set<string>() : votedBefore(box, query.shownUpTo);
  const hasVoted = (credential: string | null): boolean =>
    credential !== null && voted.has(credential);
  const found = electorsFound(db, query);
  if (filter === 'not-voted') {
    const all = (await found.select(['electors.person', 'electors.credential']).execute()).filter(
      ({ credential }) => !hasVoted(credential),
    );
    const persons = all.slice(offset, offset + limit).map(({ person }) => person);
    const page = persons.length === 0 ? [] : await lines(db, query, persons);
    return { total: all.length, lines: page.map((row) => lineOf(row, hasVoted)) };
  }
  const { count } = await electorsFound(db, query)
    .clearOrderBy()
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const persons = await found.select('electors.person').limit(limit).offset(offset).execute();
  const page =
    persons.length === 0
      ? []
      : await lines(
          db,
          query,
          persons.map(({ person }) => person),
        );
  return { total: Number(count), lines: page.map((row) => lineOf(row, hasVoted)) };
}

/** Credentials with a ballot from before the moment. A later ballot that replaces it changes nothing. */
function votedBefore(box: BallotBox, moment: string): ReadonlySet<string> {
  const voted = new Set<string>();
  for (const { credential, at } of box.ballots()) {
    if (at >= moment) break;
    voted.add(credential);
  }
  return voted;
}

function electorsFound(db: Database, query: ElectorQuery) {
  const { proceeding, electorate, search, filter } = query;
  let found = db
    .selectFrom('electors')
    .innerJoin('persons', 'persons.id', 'electors.person')
    .where('electors.proceeding', '=', proceeding)
    .where('electors.electorate', '=', electorate)
    .where('persons.forgotten', 'is', null)
    .orderBy(sql`lower(persons.name)`)
    .orderBy('electors.person');
  if (search !== '') {
    const like = `%${search.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
    found = found.where(
      sql<boolean>`(lower(persons.name) like ${like} escape '\\' or lower(coalesce(persons.email, '')) like ${like} escape '\\' or lower(coalesce(persons.member_no, '')) = ${search.toLowerCase()})`,
    );
  }
  if (filter === 'undelivered')
    found = found.where((e) =>
      e.or([
        e('persons.email', 'is', null),
        e('persons.email', '=', ''),
        e.exists(
          e
            .selectFrom('outbox')
            .select('outbox.id')
            .whereRef('outbox.person', '=', 'electors.person')
            .where('outbox.proceeding', '=', proceeding)
            .where('outbox.state', '=', 'failed'),
        ),
      ]),
    );
  return found;
}

interface Row {
  readonly person: string;
  readonly name: string;
  readonly member_no: string | null;
  readonly email: string | null;
  readonly section: string;
  readonly credential: string | null;
  readonly mail: { id: number; state: MailState; at: string } | undefined;
}

async function lines(
  db: Database,
  { proceeding, electorate, poll }: ElectorQuery,
  persons: readonly string[],
): Promise<readonly Row[]> {
  const rows = await db
    .selectFrom('electors')
    .innerJoin('persons', 'persons.id', 'electors.person')
    .select([
      'electors.person',
      'electors.section',
      'electors.credential',
      'persons.name',
      'persons.member_no',
      'persons.email',
    ])
    .where('electors.proceeding', '=', proceeding)
    .where('electors.electorate', '=', electorate)
    .where('electors.person', 'in', persons)
    .orderBy(sql`lower(persons.name)`)
    .orderBy('electors.person')
    .execute();
  const kinds = poll === undefined ? ['sign-in'] : linkKinds(poll);
  const mails = await db
    .selectFrom('outbox')
    .select(['id', 'person', 'state', 'created', 'sent'])
    .where('proceeding', '=', proceeding)
    .where('person', 'in', persons)
    .where('kind', 'in', kinds)
    .orderBy('id')
    .execute();
  // In order of their ids: the newest stays.
  const newest = new Map(mails.map((mail) => [mail.person, mail]));
  return rows.map((row) => {
    const mail = newest.get(row.person);
    return {
      ...row,
      mail: mail && { id: mail.id, state: mail.state, at: mail.sent ?? mail.created },
    };
  });
}

function lineOf(row: Row, hasVoted: (credential: string | null) => boolean): ElectorLine {
  const { person, name, section, mail } = row;
  return {
    person,
    name,
    section,
    mail,
    memberNo: row.member_no ?? undefined,
    email: row.email ?? undefined,
    hasVoted: hasVoted(row.credential),
  };
}
