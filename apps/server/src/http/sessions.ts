/** Finds out who is asking, before anything else happens. */

import type { Frame } from '@hustings/web';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findSession, renewSession, type Session } from '../session/sessions.ts';
import type { Context } from './context.ts';
import { setCookie, takeNotice } from './cookies.ts';
import { Refused } from './failures.ts';

declare module 'fastify' {
  interface FastifyRequest {
    session: Session | undefined;
  }
}

export const HOME_ZONE = 'Europe/London';

export function addSessions(app: FastifyInstance, context: Context): void {
  app.decorateRequest('session', undefined);
  app.addHook('onRequest', async (request, reply) => {
    const token = request.cookies['hustings-session'];
    if (token === undefined) return;
    const session = await findSession(context.db, token, context.now());
    request.session = session;
    const seconds = session && (await renewSession(context.db, token, session, context.now()));
    if (seconds !== undefined) setCookie(reply, 'hustings-session', token, seconds);
  });
}

export function needOfficer(request: FastifyRequest): Session {
  const { session } = request;
  if (session === undefined)
    throw new Refused({
      code: 'session/missing',
      message:
        'This page is for the returning officer. Open the link that Hustings printed when it was started, or make a new one with “npx hustings link”.',
    });
  if (session.role !== 'officer')
    throw new Refused({
      code: 'session/not-officer',
      message: 'This page is for the returning officer; you are signed in as a member.',
    });
  return session;
}

export function needMember(request: FastifyRequest): Session & { readonly person: string } {
  const { session } = request;
  if (session?.role === 'member' && session.person !== null)
    return { ...session, person: session.person };
  throw new Refused({
    code: session === undefined ? 'session/missing' : 'session/not-member',
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
  const { session } = request;
  const notice = takeNotice(request, reply);
  return {
    zone,
    ...(session === undefined ? {} : { who: await whoIs(context, session), csrf: session.csrf }),
    ...(notice === undefined ? {} : { notice }),
  };
}

async function whoIs(context: Context, session: Session): Promise<NonNullable<Frame['who']>> {
  const out = '/leave';
  if (session.role === 'officer') return { name: 'Returning officer', role: 'officer', out };
  const person = await context.db
    .selectFrom('persons')
    .select('name')
    .where('id', '=', session.person ?? '')
    .executeTakeFirst();
  return { name: person?.name ?? 'Member', role: 'member', out };
}
