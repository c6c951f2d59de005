/** The small script and the verifier's page in a real Chromium. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, test } from 'vitest';
import { buildWeb } from '../build.mjs';
import { examples } from '../src/examples/index.ts';
import { renderProgress } from '../src/pages/index.ts';
import { chromiumPath, FLAGS } from './chromium.ts';
import { type ExampleServer, serveExamples } from './example-server.ts';

let browser: Browser;
let server: ExampleServer;
let page: Page;
let looks = 0;
let record: () => Promise<Response | undefined> = async () => undefined;

beforeAll(async () => {
  await buildWeb();
  server = await serveExamples(examples, async (path) => {
    if (path === '/p/labour-2016/record.zip') return record();
    if (path !== '/closing') return undefined;
    looks++;
    return looks < 3
      ? new Response(progressAt(looks * 30), { headers: { 'content-type': 'text/html' } })
      : new Response(null, { status: 303, headers: { location: '/result' } });
  });
  browser = await chromium.launch({ executablePath: chromiumPath(), args: [...FLAGS] });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

beforeEach(async () => {
  looks = 0;
  page = await browser.newPage();
});

afterEach(async () => {
  await page.close();
});

function progressAt(percent: number): string {
  return renderProgress({
    frame: { zone: 'Europe/London' },
    title: 'Closing the poll',
    sentence: 'The papers are being counted.',
    percent,
    steps: [],
  });
}

test('a page of progress brings itself up to date and follows to the result', async () => {
  await page.goto(`${server.origin}/closing`);
  await page.getByText('30%', { exact: true }).first().waitFor();
  await page.getByText('60%', { exact: true }).first().waitFor();
  await page.waitForURL('**/result');
});

test('without script the page of progress has a link to look again', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(`${server.origin}/closing`);
  await plain.getByRole('link', { name: 'Look again' }).click();
  await plain.getByText('60%').first().waitFor();
  await context.close();
});

test('without script the booth and the verifier say that they need it, and what to do', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(`${server.origin}/booth`);
  await plain.getByText('Voting needs JavaScript').first().waitFor();
  await plain.goto(`${server.origin}/verify`);
  await plain.getByText('The verifier runs in your browser and needs JavaScript').first().waitFor();
  await plain.getByText('npx hustings verify record.zip').waitFor();
  await context.close();
});

test('the verifier says when a file is no record, and starts again', async () => {
  await page.goto(`${server.origin}/verify`);
  await page.getByLabel('A record as a .zip file').setInputFiles({
    name: 'record.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from('not a zip at all'),
  });
  await page.getByText('This file cannot be read as a record.').waitFor();
  await page.getByRole('button', { name: 'Start again' }).waitFor();
});

test('the verifier says when the download fails, and can be stopped in the middle of it', async () => {
  await page.goto(`${server.origin}/verify`);
  await page.getByRole('button', { name: 'Download and verify' }).click();
  await page.getByText('The record could not be downloaded.').waitFor();
  let finish: (response: Response) => void = () => undefined;
  record = () =>
    new Promise((resolve) => {
      finish = resolve;
    });
  await page.getByRole('button', { name: 'Start again' }).click();
  await page.getByRole('progressbar').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('Stopped.').waitFor();
  finish(new Response('late'));
});
