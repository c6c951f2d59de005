/** One-time links and leaving. GET only shows a page; POST uses the link. */
import { renderEnter } from '@hustings/web';
import type { FastifyInstance, FastifyReply } from 'fastify';
import {
  type LinkFailure,
  type LinkPurpose,
  lookAtLink,
  useLink,
} from '../session/one-time-links.ts';
import { endSession, startSession } from '../session/sessions.ts';
import { FIRST_OFFICER, firstOfficer } from '../session/staff.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import { transact } from '../store/store.ts';
import type { Context } from './context.ts';
import { clearCookie, SESSION_COOKIES, setCookie } from './cookies.ts';
import { Refused } from './failures.ts';
import { html, seeOther } from './html.ts';
import { frameOf } from './sessions.ts';

interface WithToken {
  readonly Params: { readonly token: string };
}

/** Tries per minute from one address: tokens cannot be guessed, and need not be tried in haste. */
const TRIES = { rateLimit: { max: 30, timeWindow: '1 minute' } };

export function addSigningIn(app: FastifyInstance, context: Context): void {
  const { db, now } = context;

  app.get<WithToken>('/enter/:token', { config: TRIES }, async (request, reply) => {
    orRefuse(await lookAtLink(db, 'officer', request.params.token, now()));
    return html(
      reply,
      renderEnter({
        frame: await frameOf(context, request, reply),
        as: 'officer',
        form: {
          action: `/enter/${request.params.token}`,
          fields: [],
          submit: 'Sign in as returning officer',
        },
      }),
    );
  });

  app.post<WithToken>('/enter/:token', { config: TRIES }, async (request, reply) => {
    await signIn(context, reply, 'officer', request.params.token);
    return seeOther(reply, '/officer');
  });

  app.get<WithToken>('/m/:token', { config: TRIES }, async (request, reply) => {
    const link = orRefuse(await lookAtLink(db, 'member', request.params.token, now()));
    const person = await db
      .selectFrom('persons')
      .select('name')
      .where('id', '=', link.person ?? '')
      .executeTakeFirst();
    return html(
      reply,
      renderEnter({
        frame: await frameOf(context, request, reply),
        as: 'member',
        ...(person === undefined ? {} : { name: person.name }),
        form: { action: `/m/${request.params.token}`, fields: [], submit: 'Continue' },
      }),
    );
  });

  app.post<WithToken>('/m/:token', { config: TRIES }, async (request, reply) => {
    await signIn(context, reply, 'member', request.params.token);
    return seeOther(reply, '/my');
  });

  for (const role of ['officer', 'member'] as const)
    app.post(`/leave/${role}`, async (request, reply) => {
      const cookie = SESSION_COOKIES[role];
      const token = request.cookies[cookie];
      if (token !== undefined) await endSession(db, token);
      clearCookie(reply, cookie);
      return seeOther(reply, '/');
    });
}

/** Uses the link and starts the session in one transaction: a full disk must not burn the link. */
async function signIn(
  context: Context,
  reply: FastifyReply,
  role: LinkPurpose,
  link: string,
): Promise<void> {
  const { token, seconds } = await transact(context.db, async (trx) => {
    const now = context.now();
    const { person, staff } = orRefuse(await useLink(trx, role, link, now));
    if (role === 'officer' && (await readSetting(trx, 'officer-since')) === undefined)
      await writeSetting(trx, 'officer-since', now.toISOString());
    if (role === 'officer') await firstOfficer(trx, now);
    const own = role === 'officer' ? (staff ?? FIRST_OFFICER) : null;
    return startSession(trx, { role, person, staff: own }, now);
  });
  setCookie(reply, SESSION_COOKIES[role], token, seconds);
}

function orRefuse<T>(
  result:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly error: LinkFailure },
): T {
  if (!result.ok) throw new Refused(result.error);
  return result.value;
}
