/** In which language somebody reads: as they chose, else as their browser asks, else English. */
import { LANGUAGES, type Language } from '@hustings/web';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { setCookie } from './cookies.ts';
import { notFound } from './failures.ts';
import { seeOther } from './html.ts';

const ALL = Object.keys(LANGUAGES) as readonly Language[];
const YEAR = 365 * 86_400;

/** What of a request tells the language. */
export interface Asking {
  readonly cookies: Readonly<Record<string, string | undefined>>;
  readonly headers: { readonly 'accept-language'?: string | undefined };
}

export function languageOf(request: Asking): Language {
  const chosen = known(request.cookies['hustings-language']);
  return chosen ?? preferred(request.headers['accept-language'] ?? '') ?? 'en';
}

/** This page in every language; none for a page that answers a form, which cannot be asked for again. */
export function elsewhere(
  request: FastifyRequest,
): readonly { readonly language: Language; readonly href: string }[] {
  if (request.method !== 'GET') return [];
  const back = new URLSearchParams({ back: request.url });
  return ALL.map((language) => ({ language, href: `/language/${language}?${back}` }));
}

export function addLanguage(app: FastifyInstance): void {
  app.get<{
    readonly Params: { readonly language: string };
    readonly Querystring: { readonly back?: string };
  }>('/language/:language', async (request, reply) => {
    const language = known(request.params.language);
    if (language === undefined) throw notFound();
    setCookie(reply, 'hustings-language', language, YEAR);
    return seeOther(reply, here(request.query.back));
  });
}

/** Only ever a page of this server: `//elsewhere` and `/\elsewhere` are other hosts to a browser. */
function here(back: string | undefined): string {
  return back !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(back) ? back : '/';
}

function known(text: string | undefined): Language | undefined {
  return ALL.find((language) => language === text);
}

/** The one of ours that the browser likes best (RFC 9110 §12.5.4). */
function preferred(header: string): Language | undefined {
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [range = '', quality] = part.split(';q=');
      const weight = quality === undefined ? 1 : Number(quality);
      return { language: known(range.trim().toLowerCase().split('-')[0]), weight };
    })
    .filter(({ language, weight }) => language !== undefined && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)[0]?.language;
}
