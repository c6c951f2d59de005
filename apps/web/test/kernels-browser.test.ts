/**
 * The kernels in a real Chromium, under the content security policy of the server: the same bytes as in
 * Node, from one thread and from the verifier's pool of workers.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nobleGroup } from '@hustings/ristretto';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashOfEverything } from '../../../packages/ristretto/test/every-operation.ts';
import { chromiumPath, FLAGS } from './chromium.ts';
import { POLICY } from './example-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'hustings-kernels-'));
let server: Server;
let browser: Browser;
let page: Page;
let expected: string;
const complaints: string[] = [];

beforeAll(async () => {
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    worker: { format: 'es' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: 'es2022',
      rolldownOptions: {
        input: 'kernels/main.ts',
        output: { entryFileNames: 'main.js' },
        checks: { bundlerTimings: false },
      },
    },
  });
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    response.setHeader('content-security-policy', POLICY);
    if (path === '/') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        '<!doctype html><title>Kernels</title><script type="module" src="/main.js"></script>',
      );
      return;
    }
    try {
      const bytes = readFileSync(join(folder, path));
      response.setHeader('content-type', 'text/javascript; charset=utf-8').end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await chromium.launch({ executablePath: chromiumPath(), args: [...FLAGS] });
  page = await browser.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('favicon'))
      complaints.push(message.text());
  });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction(() => 'ask' in window);
  expected = await hashOfEverything(nobleGroup());
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (task: string): Promise<unknown> => page.evaluate((name) => window.ask(name), task);

test.each([
  ['scalar', /^wasm$/],
  ['both', /^wasm\+fma$/],
  ['secrets', /^wasm\+fma/],
  ['noble', /^noble$/],
  ['pool', /^wasm\+fma, best×3 workers$/],
  ['one core', /^wasm\+fma$/],
  ['crippled', /^wasm\+fma, best×2 workers$/],
])('every operation gives the same bytes as in Node: %s', async (task, name) => {
  expect(await ask(task)).toEqual({ name: expect.stringMatching(name), hash: expected });
  expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
});

test('what a worker of the pool refuses is thrown where it was asked', async () => {
  expect(await ask('refused')).toEqual({
    error: expect.stringContaining('is not a canonical encoding'),
    first: 0,
  });
});

test('a pool over the cores does the same work; how fast is printed, not asserted', async () => {
  const told = (await ask('times')) as Readonly<Record<string, number>>;
  console.log(`16,384 points in Chromium, milliseconds: ${JSON.stringify(told)}`);
  for (const time of Object.values(told)) expect(time).toBeGreaterThan(0);
});
