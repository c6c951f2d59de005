/** The cookies of this server: who is signed in, whose practice poll it is, and what was just done. */

import type { Notice } from '@hustings/web';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newToken, tokenHash } from '../session/tokens.ts';

export type CookieName =
  | 'hustings-officer'
  | 'hustings-member'
  | 'hustings-visitor'
  | 'hustings-notice'
  | 'hustings-language';

export const SESSION_COOKIES = { officer: 'hustings-officer', member: 'hustings-member' } as const;

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether cookies may travel over HTTPS only. */
    readonly isHttps: () => boolean;
  }
}

export function setCookie(
  reply: FastifyReply,
  name: CookieName,
  value: string,
  seconds?: number,
): void {
  reply.setCookie(name, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax', // strict would drop the session when a person comes from a link in a mail
    secure: reply.server.isHttps(),
    ...(seconds === undefined ? {} : { maxAge: seconds }),
  });
}

export function clearCookie(reply: FastifyReply, name: CookieName): void {
  reply.clearCookie(name, { path: '/' });
}

/** The hash under which a visitor's practice proceedings are kept; makes the cookie when there is none. */
export function visitorOf(request: FastifyRequest, reply: FastifyReply): string {
  const known = request.cookies['hustings-visitor'];
  if (known !== undefined && known.length >= 40) return tokenHash(known);
  const token = newToken();
  setCookie(reply, 'hustings-visitor', token, 30 * 86_400);
  return tokenHash(token);
}

export function knownVisitor(request: FastifyRequest): string | undefined {
  const known = request.cookies['hustings-visitor'];
  return known === undefined ? undefined : tokenHash(known);
}

/** Shown once on the next page. */
export function leaveNotice(reply: FastifyReply, notice: Notice): void {
  setCookie(reply, 'hustings-notice', JSON.stringify(notice), 60);
}

export function takeNotice(request: FastifyRequest, reply: FastifyReply): Notice | undefined {
  const left = request.cookies['hustings-notice'];
  if (left === undefined) return undefined;
  clearCookie(reply, 'hustings-notice');
  try {
    const notice: unknown = JSON.parse(left);
    if (typeof notice !== 'object' || notice === null) return undefined;
    if (!('tone' in notice && 'text' in notice) || typeof notice.text !== 'string')
      return undefined;
    const { tone, text } = notice;
    if (tone !== 'done' && tone !== 'problem' && tone !== 'hint') return undefined;
    return { tone, text: text.slice(0, 500) };
  } catch {
    return undefined;
  }
}
