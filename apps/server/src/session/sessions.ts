/** Who is signed in. A session is a random cookie; the store holds its hash, its role and its form token. */
import type { SessionsTable } from '../store/schema.ts';
import type { Database } from '../store/store.ts';
import { isToken, newToken, tokenHash } from './tokens.ts';

export interface Session {
  readonly role: SessionsTable['role'];
  readonly person: string | null;
  /** Of the staff; null for members, and for officers who signed in before there were others. */
  readonly staff: string | null;
  /** Goes into every form and must come back with it. */
  readonly csrf: string;
  readonly expires: string;
}

/** Since it was last used: a contest takes weeks, and nobody shall be signed out in the middle of one. */
const DAYS: Readonly<Record<Session['role'], number>> = { officer: 30, member: 60 };

/** Starts a session; the token goes into the cookie. A new one for every sign-in: none can be planted. */
export async function startSession(
  db: Database,
  who: Pick<Session, 'role' | 'person' | 'staff'>,
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
      staff: who.staff,
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
    .select(['role', 'person', 'staff', 'csrf', 'expires'])
    .where('token_hash', '=', tokenHash(token))
    .where('expires', '>', now.toISOString())
    .executeTakeFirst();
}

/** Makes a session in use last longer, once a good part of its time is over; gives the cookie's new age. */
export async function renewSession(
  db: Database,
  token: string,
  session: Session,
  now: Date,
): Promise<number | undefined> {
  const seconds = DAYS[session.role] * 86_400;
  const left = Date.parse(session.expires) - now.getTime();
  if (left > seconds * 800) return undefined;
  const expires = new Date(now.getTime() + seconds * 1000).toISOString();
  await db
    .updateTable('sessions')
    .set({ expires })
    .where('token_hash', '=', tokenHash(token))
    .execute();
  return seconds;
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
