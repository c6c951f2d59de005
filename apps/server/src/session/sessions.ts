/** Who is signed in. A session is a random cookie; the store holds its hash, its role and its form token. */
import type { SessionsTable } from '../store/schema.ts';
import type { Database } from '../store/store.ts';
import { isToken, newToken, tokenHash } from './tokens.ts';

export interface Session {
  readonly role: SessionsTable['role'];
  readonly person: string | null;
  /** Goes into every form and must come back with it. */
  readonly csrf: string;
}

const DAYS: Readonly<Record<Session['role'], number>> = { officer: 14, member: 30 };

/** Starts a session; the token goes into the cookie. A new one for every sign-in: none can be planted. */
export async function startSession(
  db: Database,
  who: Pick<Session, 'role' | 'person'>,
  now: Date,
): Promise<{ readonly token: string; readonly seconds: number }> {
  const token = newToken();
  const seconds = DAYS[who.role] * 86_400;
  await db
    .insertInto('sessions')
    .values({
      token_hash: tokenHash(token),
      role: who.role,
      person: who.person,
      csrf: newToken(),
      created: now.toISOString(),
      expires: new Date(now.getTime() + seconds * 1000).toISOString(),
    })
    .execute();
  return { token, seconds };
}

export async function findSession(
  db: Database,
  token: string | undefined,
  now: Date,
): Promise<Session | undefined> {
  if (token === undefined || !isToken(token)) return undefined;
  return db
    .selectFrom('sessions')
    .select(['role', 'person', 'csrf'])
    .where('token_hash', '=', tokenHash(token))
    .where('expires', '>', now.toISOString())
    .executeTakeFirst();
}

export async function endSession(db: Database, token: string): Promise<void> {
  await db.deleteFrom('sessions').where('token_hash', '=', tokenHash(token)).execute();
}

/** Clears away what has run out; called at start and once a day. */
export async function sweepSessions(db: Database, now: Date): Promise<void> {
  const moment = now.toISOString();
  await db.deleteFrom('sessions').where('expires', '<=', moment).execute();
  const monthAgo = new Date(now.getTime() - 30 * 86_400_000).toISOString();
  await db.deleteFrom('one_time_links').where('expires', '<=', monthAgo).execute();
}
