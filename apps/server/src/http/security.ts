/**
 * What keeps other sites and planted scripts out: headers, the origin check, the form token.
 *
 * The referrer policy is `same-origin` rather than `no-referrer`: nothing leaks to other sites
 * either way, but under `no-referrer` browsers send `Origin: null` with our own forms (Fetch
 * Standard, "append a request Origin header"), and the check below would be blind.
 */
import type { FastifyHelmetOptions } from '@fastify/helmet';
import type { FastifyRequest } from 'fastify';
import { sameText } from '../session/tokens.ts';
import { Refused } from './failures.ts';

export function securityHeaders(isHttps: boolean): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        // `wasm-unsafe-eval` allows WebAssembly and nothing else; no inline script anywhere.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        workerSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        manifestSrc: ["'self'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    // Only where the page came over HTTPS: promised over plain HTTP it would mean nothing.
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  };
}

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A request that changes something must come from a page of ours, or from no page at all. */
export function checkOrigin(request: FastifyRequest): void {
  if (SAFE.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) {
    if (site === 'same-origin' || site === 'none') return;
    throw elsewhere();
  }
  const { origin } = request.headers;
  if (origin === undefined) return; // not a browser; sessions are still guarded by the form token
  if (hostOf(origin) !== request.headers.host) throw elsewhere();
}

/** Every form of a signed-in person carries the token of that session. */
export function checkFormToken(request: FastifyRequest): void {
  const sessions = Object.values(request.sessions ?? {});
  if (sessions.length === 0 || SAFE.has(request.method) || request.url.startsWith('/api/')) return;
  const { body } = request;
  const sent =
    typeof body === 'object' && body !== null && '_csrf' in body ? body._csrf : undefined;
  if (typeof sent === 'string' && sessions.some((s) => sameText(sent, s.csrf))) return;
  throw new Refused({
    code: 'form/stale',
    message:
      'This form is out of date, perhaps from before you last signed in. Go back, load the page again and send it once more.',
  });
}

function elsewhere(): Refused {
  return new Refused({
    code: 'form/elsewhere',
    message: 'This request came from another site and was not carried out.',
  });
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
