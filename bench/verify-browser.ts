/**
 * The contest of 2016 at a scale (1:200 unless given) verified by the page that everybody gets, in
 * Chromium, and by the same program in Node, in one run. The page fetches the record from this process,
 * takes it apart and checks all of it on as many workers as there are cores. Run with Node 24:
 * `node bench/verify-browser.ts [scale]`. Where there is no Chromium it says so, and that is all.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { MemoryLedger, MemoryRecord, verifyRecord, writeRecord, zipRecord } from '@hustings/record';
import { findRuleBook, labour2016, play } from '@hustings/replay';
import { openNodeGroup } from '@hustings/server/workers';
import { type Browser, chromium, type Page } from 'playwright-core';
import { buildWeb, builtAssets } from '../apps/web/build.mjs';
import { chromiumPath, FLAGS } from '../apps/web/test/chromium.ts';
import { machine } from './inputs.ts';

const CLIENT = join(import.meta.dirname, '..', 'apps', 'web', 'dist', 'client');
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const scale = Number(process.argv[2] ?? 200);
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

let path: string;
try {
  path = chromiumPath();
} catch (error) {
  console.log(`not measured: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(0);
}

await buildWeb();
const { record, ballots } = await recordAt(scale);
const inNode = await verifiedHere(record);
const zip = zipRecord(record);
record.files.clear();

const page = `<!doctype html><title>Verifier</title><div id="verifier" data-record="/record.zip" data-size="${zip.length}"></div><script type="module" src="${builtAssets().verifier}"></script>`;
const server = createServer((request, response) => {
  const asked = new URL(request.url ?? '/', 'http://here').pathname;
  if (asked === '/') response.setHeader('content-type', 'text/html').end(page);
  else if (asked === '/record.zip') {
    response.setHeader('content-length', zip.length);
    response.end(zip);
  } else if (/^\/assets\/[\w.-]+$/.test(asked)) {
    response.setHeader('content-type', TYPES[extname(asked)] ?? 'application/octet-stream');
    response.end(readFileSync(join(CLIENT, asked)));
  } else response.writeHead(404).end();
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const browser = await chromium.launch({ executablePath: path, args: [...FLAGS] });
try {
  const { port } = server.address() as AddressInfo;
  const inBrowser = await verifiedIn(browser, `http://127.0.0.1:${port}/`);
  const row = (what: string, ms: number): void =>
    console.log(
      `${what.padEnd(24)} ${(ms / 1000).toFixed(1).padStart(8)} s ${((1000 * ms) / ballots).toFixed(0).padStart(8)} µs a ballot`,
    );
  console.log(`${ballots} ballots, scale 1:${scale}, ${machine()}, Chromium ${browser.version()}`);
  row('Node', inNode);
  row('Chromium', inBrowser.ms);
  console.log(`of it fetching the record ${(inBrowser.fetched / 1000).toFixed(1)} s`);
  console.log(`the page says: ${inBrowser.says}`);
} finally {
  await browser.close();
  server.close();
}

async function recordAt(scaled: number): Promise<{ record: MemoryRecord; ballots: number }> {
  const book = findRuleBook('labour-uk-2014-omov');
  if (book === undefined) throw new Error('the rule book comes with Hustings');
  const threads = openNodeGroup();
  const { recorder } = await play({
    plan: labour2016({ scale: scaled, book }),
    ledger: new MemoryLedger(),
    ...threads.fast,
    random,
  });
  await threads.close();
  const written = new MemoryRecord();
  await writeRecord(recorder, written);
  const cast = recorder.docket.polls.reduce((sum, poll) => sum + (poll.box?.size ?? 0), 0);
  return { record: written, ballots: cast };
}

async function verifiedHere(written: MemoryRecord): Promise<number> {
  const threads = openNodeGroup();
  const began = performance.now();
  const { group, ballots: work } = threads;
  const report = await verifyRecord(written, { group, ballots: work, random });
  const took = performance.now() - began;
  await threads.close();
  if (report.findings.length > 0) throw new Error(`${report.findings.length} findings in Node`);
  return took;
}

/** Presses the page's button, and waits for what it says of the record. */
async function verifiedIn(
  at: Browser,
  url: string,
): Promise<{ ms: number; fetched: number; says: string }> {
  const tab: Page = await at.newPage();
  tab.setDefaultTimeout(30 * 60_000);
  tab.on('pageerror', (error) => console.error(String(error)));
  await tab.goto(url);
  const button = tab.locator('#verifier button.main');
  await button.waitFor();
  const began = performance.now();
  const answered = tab.waitForEvent('requestfinished', (r) => r.url().endsWith('/record.zip'));
  await button.click();
  await answered;
  const fetched = performance.now() - began;
  await tab.locator('.report, .warning, .notice-problem').first().waitFor();
  const ms = performance.now() - began;
  const says = await tab.locator('#verifier h2, .warning, .notice-problem').first().innerText();
  if ((await tab.locator('.report-clean').count()) === 0)
    throw new Error(`the page did not find the record clean: ${says}`);
  return { ms, fetched, says };
}
