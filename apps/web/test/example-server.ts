/**
 * Serves the example pages at `/<name>` with the built style sheet and programs, under the same content
 * security policy as the real server: what it would block is blocked here too.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { builtAssets } from '../build.mjs';
import { staticRoot } from '../src/static.ts';

export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

export interface ExampleServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** Answers what no example or file is; `undefined` gives 404, a throw cuts the line. */
export type Rest = (path: string, init: RequestInit) => Promise<Response | undefined>;

export async function serveExamples(
  examples: Readonly<Record<string, () => string>>,
  rest?: Rest,
): Promise<ExampleServer> {
  // Pages drawn from sources ask for unhashed names.
  const hashed = new Map<string, string>();
  for (const [name, path] of Object.entries(builtAssets()))
    hashed.set(name === 'style' ? '/assets/style.css' : `/assets/${name}.js`, path);
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    const page = examples[pathname.slice(1)];
    response.setHeader('content-security-policy', POLICY);
    if (page) {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(page());
      return;
    }
    try {
      const file = hashed.get(pathname) ?? pathname;
      const bytes = readFileSync(new URL(`.${file}`, staticRoot));
      response.setHeader('content-type', TYPES[file.split('.').at(-1) ?? ''] ?? 'text/plain');
      response.end(bytes);
    } catch {
      pass(request, response, pathname + search, rest).catch(() => request.socket.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  rest: Rest | undefined,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts).toString();
  const answer = await rest?.(path, { method: request.method ?? 'GET', body });
  if (answer === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
}
