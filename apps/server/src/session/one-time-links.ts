/**
 * One-time links. Opening one (GET) only shows a page; its button (POST) uses it: mail scanners open
 * every link they see, and must neither sign in nor burn it (USERS.md §2, ask 25).
 */
import { err, type Failure, ok, type Result } from '@hustings/base';
import type { OneTimeLinksTable } from '../store/schema.ts';
import type { Database } from '../store/store.ts';
import { FIRST_OFFICER, firstOfficer } from './staff.ts';
import { isToken, newToken, tokenHash } from './tokens.ts';

export type LinkPurpose = OneTimeLinksTable['purpose'];

export interface NewLink {
  readonly purpose: LinkPurpose;
  readonly person?: string;
  /** Of the staff, for links of purpose `officer`. */
  readonly staff?: string;
  readonly now: Date;
  readonly hours: number;
}

export interface ValidLink {
  readonly person: string | null;
  readonly staff: string | null;
}

export interface LinkFailure extends Failure {
  /** When it expired or was used. */
  readonly at?: string;
}

/** Makes a link's token; the caller puts it into an address and forgets it. */
export async function makeLink(db: Database, link: NewLink): Promise<string> {
  const token = newToken();
  await db.insertInto('one_time_links').values(linkRow(token, link)).execute();
  return token;
}

export function linkRow(token: string, link: NewLink): OneTimeLinksTable {
  return {
    token_hash: tokenHash(token),
    purpose: link.purpose,
    person: link.person ?? null,
    staff: link.staff ?? null,
    created: link.now.toISOString(),
    expires: new Date(link.now.getTime() + link.hours * 3_600_000).toISOString(),
    used: null,
  };
}

/** For one of the staff, the first officer where nobody is named; the link before is out of use. */
export async function makeOfficerLink(
  db: Database,
  now: Date,
  staff: string = FIRST_OFFICER,
): Promise<string> {
  if (staff === FIRST_OFFICER) await firstOfficer(db, now);
  await db
    .deleteFrom('one_time_links')
    .where('purpose', '=', 'officer')
    .where('used', 'is', null)
    .where((e) => e.or([e('staff', '=', staff), e('staff', 'is', null)]))
    .execute();
  return makeLink(db, { purpose: 'officer', staff, now, hours: 24 * 7 });
}

export async function lookAtLink(
  db: Database,
  purpose: LinkPurpose,
  token: string,
  now: Date,
): Promise<Result<ValidLink, LinkFailure>> {
  const row = isToken(token)
    ? await db
        .selectFrom('one_time_links')
        .selectAll()
        .where('token_hash', '=', tokenHash(token))
        .where('purpose', '=', purpose)
        .executeTakeFirst()
    : undefined;
  if (row === undefined)
    return err({
      code: 'link/unknown',
      message:
        'This link is not one of ours. Perhaps the mail program broke it into two lines: copy the whole of it.',
    });
  if (row.used !== null)
    return err({
      code: 'link/used',
      message: 'This link has been used already. It works once; ask for a new one.',
      at: row.used,
    });
  if (row.expires <= now.toISOString())
    return err({
      code: 'link/expired',
      message: 'This link has expired. Ask for a new one.',
      at: row.expires,
    });
  return ok({ person: row.person, staff: row.staff });
}

/** Uses the link up. Of two that try at once, one succeeds. */
export async function useLink(
  db: Database,
  purpose: LinkPurpose,
  token: string,
  now: Date,
): Promise<Result<ValidLink, LinkFailure>> {
  const seen = await lookAtLink(db, purpose, token, now);
  if (!seen.ok) return seen;
  const { numUpdatedRows } = await db
    .updateTable('one_time_links')
    .set({ used: now.toISOString() })
    .where('token_hash', '=', tokenHash(token))
    .where('used', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 1n) return seen;
  const again = await lookAtLink(db, purpose, token, now);
  return again.ok ? err({ code: 'link/used', message: 'This link has been used already.' }) : again;
}
