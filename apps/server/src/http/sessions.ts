/**
 * Finds out who is asking, before anything else happens. An officer's and a member's session live side
 * by side, each in a cookie of its own: an officer who follows a member's link from the outbox in the
 * same browser stays the officer.
 */

import type { Frame } from '@hustings/web';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findSession, renewSession, type Session } from '../session/sessions.ts';
import { FIRST_OFFICER, findStaff, firstOfficer, type StaffMember } from '../session/staff.ts';
import type { Context } from './context.ts';
import { SESSION_COOKIES, setCookie, takeNotice } from './cookies.ts';
import { Refused } from './failures.ts';
import { elsewhere, languageOf } from './language.ts';

/** Of the staff, signed in. */
export interface StaffSession extends Session {
  readonly who: StaffMember;
}

/** Who is signed in, in each of the two roles. */
export interface Sessions {
  /** Of the staff: a returning officer, or the help desk. */
  readonly officer?: StaffSession;
  readonly member?: Session;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Absent until the cookies have been looked at. */
    sessions: Sessions | undefined;
  }
}

export const HOME_ZONE = 'Europe/London';
const NOBODY: Sessions = {};

export function addSessions(app: FastifyInstance, context: Context): void {
  app.decorateRequest('sessions', undefined);
  app.addHook('onRequest', async (request, reply) => {
    const found: { officer?: StaffSession; member?: Session } = {};
    for (const role of ['officer', 'member'] as const) {
      const cookie = SESSION_COOKIES[role];
      const token = request.cookies[cookie];
      if (token === undefined) continue;
      const session = await findSession(context.db, token, context.now());
      if (session?.role !== role) continue;
      if (role === 'member') found.member = session;
      else {
        const who = await staffOf(context, session);
        if (who === undefined) continue;
        found.officer = { ...session, who };
      }
      const seconds = await renewSession(context.db, token, session, context.now());
      if (seconds !== undefined) setCookie(reply, cookie, token, seconds);
    }
    request.sessions = found;
  });
}

/** Undefined for somebody who has left. */
async function staffOf({ db, now }: Context, session: Session): Promise<StaffMember | undefined> {
  const { staff } = session;
  return staff === null || staff === FIRST_OFFICER ? firstOfficer(db, now()) : findStaff(db, staff);
}

export function sessionsOf(request: FastifyRequest): Sessions {
  return request.sessions ?? NOBODY;
}

export function needOfficer(request: FastifyRequest): StaffSession {
  const session = needStaff(request);
  if (session.who.role === 'officer') return session;
  throw new Refused({
    code: 'session/not-officer',
    message:
      'This is the returning officer’s to do. The help desk looks electors up and sends links again.',
  });
}

/** A returning officer or the help desk. */
export function needStaff(request: FastifyRequest): StaffSession {
  const { officer, member } = sessionsOf(request);
  if (officer !== undefined) return officer;
  throw new Refused(
    member === undefined
      ? {
          code: 'session/missing',
          message:
            'This page is for the returning officer. Open the link that Hustings printed when it was started, or make a new one with “npx hustings link”.',
        }
      : {
          code: 'session/not-officer',
          message: 'This page is for the returning officer; you are signed in as a member.',
        },
  );
}

export function needMember(request: FastifyRequest): Session & { readonly person: string } {
  const { member, officer } = sessionsOf(request);
  if (member !== undefined && member.person !== null) return { ...member, person: member.person };
  throw new Refused({
    code: officer === undefined ? 'session/missing' : 'session/not-member',
    message: 'This page is for members: open it with the link in the mail that you were sent.',
  });
}

/** What every page carries. */
export async function frameOf(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  zone: string = HOME_ZONE,
): Promise<Frame> {
  const session = shownSession(request);
  const notice = takeNotice(request, reply);
  return {
    zone,
    language: languageOf(request),
    elsewhere: elsewhere(request),
    ...(session === undefined
      ? {}
      : { who: await whoIs(context, request, session), csrf: session.csrf }),
    ...(notice === undefined ? {} : { notice }),
  };
}

/** On a member's pages the member, everywhere else the officer where there is one. */
function shownSession(request: FastifyRequest): Session | undefined {
  const { officer, member } = sessionsOf(request);
  const isMembers = /^\/(my|m)(\/|$|\?)/.test(request.url);
  return isMembers ? (member ?? officer) : (officer ?? member);
}

async function whoIs(
  context: Context,
  request: FastifyRequest,
  session: Session,
): Promise<NonNullable<Frame['who']>> {
  const out = `/leave/${session.role}`;
  const { officer } = sessionsOf(request);
  if (session === officer) return { name: officer.who.name, role: 'officer', out };
  const person = await context.db
    .selectFrom('persons')
    .select('name')
    .where('id', '=', session.person ?? '')
    .executeTakeFirst();
  return { name: person?.name ?? 'Member', role: 'member', out };
}
