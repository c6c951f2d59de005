import { randomBytes } from 'node:crypto';
import { credentialsFromCodes, type SealJob, sealBallots } from '@hustings/ballot';
import { fromHex, toBase64, toHex } from '@hustings/base';
import { writePaper } from '@hustings/count';
import { ballotPollOf } from '@hustings/record';
import { bestGroup } from '@hustings/ristretto';
import type { Manifest } from '@hustings/rulebook';
import { onTestFinished } from 'vitest';
import { type RunningServer, type ServerOptions, startServer } from '../src/app.ts';
import { folder } from './folder.ts';

/** A clock that stands still until it is moved. */
export class Clock {
  #at: number;

  constructor(at: string) {
    this.#at = Date.parse(at);
  }

  readonly now = (): Date => new Date(this.#at);

  set(at: string): void {
    this.#at = Date.parse(at);
  }

  pass(hours: number): void {
    this.#at += hours * 3_600_000;
  }
}

export async function running(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const server = await startServer({
    dataDir: options.dataDir ?? folder(),
    port: 0,
    host: '127.0.0.1',
    workers: 1,
    replay: false,
    keepHours: false,
    ratePerMinute: 0,
    busyMs: 0,
    ...options,
  });
  onTestFinished(() => server.close());
  return server;
}

export interface Page {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Where it led to in the end. */
  readonly path: string;
}

type Fields = Readonly<Record<string, string>>;

/** What a person with a browser does: keeps cookies, follows redirects, sends forms with their hidden fields. */
export class Visitor {
  readonly #server: RunningServer;
  readonly #cookies = new Map<string, string>();
  page: Page | undefined;

  constructor(server: RunningServer) {
    this.#server = server;
  }

  get(path: string): Promise<Page> {
    return this.#ask('GET', path);
  }

  /** Fills in the form of the present page that is sent to `action` and sends it. */
  send(action: string, fields: Fields = {}): Promise<Page> {
    const html = this.page?.text ?? '';
    const form = formTo(html, action);
    if (form === undefined)
      throw new Error(`no form to ${action} on this page; there are: ${actionsOf(html).join(' ')}`);
    return this.#ask('POST', form.action, { ...form.hidden, ...fields });
  }

  post(path: string, fields: Fields, headers: Fields = {}): Promise<Page> {
    return this.#ask('POST', path, fields, headers);
  }

  async upload(path: string, file: Uint8Array | string): Promise<Page> {
    const hidden = formTo(this.page?.text ?? '', path)?.hidden ?? {};
    const boundary = 'x-test-boundary';
    const parts: Buffer[] = [];
    for (const [name, value] of Object.entries(hidden))
      parts.push(
        Buffer.from(
          `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
        ),
      );
    parts.push(
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="roll.csv"\r\nContent-Type: text/csv\r\n\r\n`,
      ),
      Buffer.from(file),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    );
    const response = await this.#server.app.inject({
      method: 'POST',
      url: path,
      headers: {
        cookie: this.#cookieText(),
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
      payload: Buffer.concat(parts),
    });
    return this.#arrived(path, response);
  }

  async #ask(
    method: 'GET' | 'POST',
    path: string,
    fields?: Fields,
    headers: Fields = {},
  ): Promise<Page> {
    const response = await this.#server.app.inject({
      method,
      url: path.replace(/#.*$/, ''),
      headers: {
        cookie: this.#cookieText(),
        ...(fields === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(fields === undefined ? {} : { payload: new URLSearchParams(fields).toString() }),
    });
    return this.#arrived(path, response);
  }

  async #arrived(
    path: string,
    response: Awaited<ReturnType<RunningServer['app']['inject']>>,
  ): Promise<Page> {
    for (const cookie of response.cookies)
      if (cookie.value === '') this.#cookies.delete(cookie.name);
      else this.#cookies.set(cookie.name, cookie.value);
    const { location } = response.headers;
    if (response.statusCode === 303 && typeof location === 'string') {
      const page = await this.get(location);
      this.page = { ...page, path: location };
      return this.page;
    }
    this.page = {
      status: response.statusCode,
      text: response.body,
      headers: response.headers,
      path,
    };
    return this.page;
  }

  #cookieText(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

function formTo(
  html: string,
  action: string,
): { readonly action: string; readonly hidden: Record<string, string> } | undefined {
  for (const [, attributes = '', body = ''] of html.matchAll(
    /<form\b([^>]*)>([\s\S]*?)<\/form>/g,
  )) {
    const found = plain(/action="([^"]*)"/.exec(attributes)?.[1] ?? '');
    if (found !== action && !found.startsWith(`${action}?`)) continue;
    const hidden: Record<string, string> = {};
    for (const [input] of body.matchAll(/<input\b[^>]*>/g)) {
      if (!/type="hidden"/.test(input)) continue;
      const name = /name="([^"]*)"/.exec(input)?.[1];
      if (name !== undefined) hidden[name] = plain(/value="([^"]*)"/.exec(input)?.[1] ?? '');
    }
    return { action: found, hidden };
  }
  return undefined;
}

function actionsOf(html: string): string[] {
  return [...html.matchAll(/<form\b[^>]*action="([^"]*)"/g)].map((m) => plain(m[1] ?? ''));
}

export function linksOf(html: string): string[] {
  return [...html.matchAll(/href="([^"]*)"/g)].map((m) => plain(m[1] ?? ''));
}

function plain(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** The words of a page, without its markup. */
export function words(page: Page): string {
  return plain(page.text.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
}

export const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

/** What the booth does with a code: seals a ballot for the poll, as base64. */
export async function sealed(
  manifest: Manifest,
  code: string,
  paper: readonly number[],
  previous?: string,
  pool?: string,
): Promise<{ readonly ballot: string; readonly tracker: string; readonly credential: string }> {
  const group = await bestGroup();
  const roll = { organisation: manifest.organisation, roll: manifest.roll.id };
  const [credential] = await credentialsFromCodes(group, [code], roll);
  if (credential === undefined) throw new Error('no credential');
  const before = previous === undefined ? undefined : fromHex(previous);
  const job: SealJob = {
    plaintext: writePaper(manifest.form, paper),
    pool: pool ?? manifest.pools[0]?.id ?? '',
    credential,
    ...(before === undefined ? {} : { previous: before }),
  };
  const [made] = await sealBallots(group, ballotPollOf(manifest), [job], random);
  if (made === undefined) throw new Error('no ballot');
  return {
    ballot: toBase64(made.bytes),
    tracker: toHex(made.tracker),
    credential: toHex(credential.public),
  };
}

export async function manifestOf(
  server: RunningServer,
  id: string,
  poll: string,
): Promise<Manifest> {
  const response = await server.app.inject({ url: `/api/p/${id}/polls/${poll}` });
  return response.json<{ manifest: Manifest }>().manifest;
}

/** A receipt, or why there is none. */
export interface Answer {
  readonly code?: string;
  readonly message?: string;
  readonly tracker?: string;
  readonly receipt?: string;
  readonly index?: number;
  readonly checkpoint?: string;
}

export async function cast(
  server: RunningServer,
  id: string,
  poll: string,
  ballot: string,
  card?: string,
): Promise<{ readonly status: number; readonly body: Answer }> {
  const response = await server.app.inject({
    method: 'POST',
    url: `/api/p/${id}/polls/${poll}/ballots`,
    payload: card === undefined ? { ballot } : { ballot, card },
  });
  return { status: response.statusCode, body: response.json<Answer>() };
}

/** Starts a practice poll and gives what its visitor has. */
export async function practice(server: RunningServer): Promise<{
  readonly visitor: Visitor;
  readonly id: string;
  readonly poll: string;
  readonly code: string;
}> {
  const visitor = new Visitor(server);
  await visitor.get('/practice');
  const page = await visitor.send('/practice');
  const found = /^\/p\/([^/]+)\/vote\/([^#]+)#(.+)$/.exec(page.path);
  if (found === null) throw new Error(`no practice poll: ${page.status} ${words(page)}`);
  const [, id = '', poll = '', code = ''] = found;
  return { visitor, id, poll, code };
}
