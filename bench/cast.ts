/**
 * From "Cast my vote" to the receipt, in Chromium on a phone's profile: slow 4G (150 ms round trip,
 * 1.6 Mbit/s down, 0.75 up) and a processor of a sixth or a quarter of this one. The whole renderer is
 * slowed, its worker threads too (it is stopped for five sixths of each 12 ms), because the browser's
 * own throttling slows only a page's main thread. A real server, a practice poll of its own each time.
 *
 * Run: node bench/cast.ts [ROUNDS]     (Linux; needs Chromium)
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright-core';
import { buildWeb } from '../apps/web/build.mjs';
import { chromiumPath, FLAGS } from '../apps/web/test/chromium.ts';

const ROUNDS = Number(process.argv[2] ?? 5);
const SLICE_MS = 12;

await buildWeb();
const dataDir = mkdtempSync(join(tmpdir(), 'hustings-cast-'));
const server = fork(join(import.meta.dirname, '../test/browser/server-process.ts'), {
  execArgv: [],
});
server.send({ dataDir, replay: false });
const [{ url }] = (await once(server, 'message')) as [{ url: string }];
const chrome = await chromium.launchServer({ executablePath: chromiumPath(), args: [...FLAGS] });
try {
  weigh();
  for (const factor of [1, 4, 6]) await measure(chrome.wsEndpoint(), chrome.process(), factor);
} finally {
  await chrome.close();
  const gone = once(server, 'exit');
  server.disconnect();
  await gone;
  rmSync(dataDir, { recursive: true, force: true });
}

/** What a voter's device loads, as it is sent. */
function weigh(): void {
  const folder = join(import.meta.dirname, '../apps/web/dist/client');
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.en.json'), 'utf8'));
  const size = (file: string): number => gzipSync(readFileSync(join(folder, file))).length;
  const booth = manifest['src/booth/main.tsx'];
  const parts: string[] = [
    booth.file,
    ...booth.imports.map((name: string) => manifest[name].file),
    manifest['src/enhance/main.ts'].file,
    manifest['src/styles/index.css'].file,
  ];
  const page = parts.reduce((sum, file) => sum + size(file), 0);
  const worker = booth.assets.find((name: string) => name.includes('sealing.worker'));
  const kilo = (n: number): string => (n / 1000).toFixed(1);
  console.log(`voting page, scripts and style by gzip: ${kilo(page)} kB`);
  console.log(`sealing thread with its kernel: ${kilo(size(worker))} kB\n`);
}

async function measure(endpoint: string, chromeProcess: ChildProcess, factor: number) {
  const browser = await chromium.connect(endpoint);
  const figures: { paper: number; cast: number; screen: number }[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      baseURL: url,
    });
    const page = await context.newPage();
    await page.goto('/practice');
    if (factor > 1) await onSlowLine(page);
    const brake = factor > 1 ? slowDown(renderers(chromeProcess.pid ?? 0), factor) : undefined;
    try {
      await page.getByRole('button', { name: 'Start a practice poll' }).tap();
      await page.locator('.row').first().waitFor();
      const paper = await page.evaluate(() => performance.now());
      for (const name of ['Ada Quill', 'Carys Penhale', 'Dilip Rao'])
        await page.getByRole('button', { name: new RegExp(`^${name} `) }).tap();
      await page.getByRole('button', { name: 'Go on to check' }).tap();
      await page.getByRole('button', { name: 'Cast my vote' }).waitFor();
      await watch(page);
      await page.getByRole('button', { name: 'Cast my vote' }).tap();
      await page.locator('[data-receipt]').waitFor();
      const { cast, screen } = await page.evaluate(
        () => (globalThis as unknown as { times: { cast: number; screen: number } }).times,
      );
      figures.push({ paper, cast, screen });
    } finally {
      brake?.();
    }
    await context.close();
  }
  await browser.close();
  const told = (of: keyof (typeof figures)[number]): string => {
    const sorted = figures.map((f) => f[of]).toSorted((a, b) => a - b);
    const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
    return `${Math.round(sorted[0] ?? 0)} (median ${Math.round(middle)}) ms`;
  };
  console.log(factor === 1 ? 'this machine, no line' : `1/${factor} of this processor, slow 4G`);
  console.log(`  from the press to “Casting…” on the screen: ${told('screen')}`);
  console.log(`  from the press to the receipt:              ${told('cast')}`);
  console.log(`  from the voting page asked for to the paper: ${told('paper')}\n`);
}

/** Notes, in the page, the moment of the press and those of the two screens after it. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times = { cast: 0, screen: 0 };
    (globalThis as unknown as { times: typeof times }).times = times;
    let pressed = 0;
    addEventListener('pointerup', (event) => {
      pressed = event.timeStamp;
    });
    new MutationObserver(() => {
      if (pressed === 0) return;
      const now = performance.now();
      if (times.screen === 0) times.screen = now - pressed;
      if (times.cast === 0 && document.querySelector('[data-receipt]')) times.cast = now - pressed;
    }).observe(document.body, { childList: true, subtree: true });
  });
}

async function onSlowLine(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6e6 / 8) * 0.9,
    uploadThroughput: (750e3 / 8) * 0.9,
  });
}

/** Processes of this browser that draw pages and run their workers. */
function renderers(root: number): readonly number[] {
  const parents = new Map<number, number>();
  const drawing: number[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
      if (readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('--type=renderer'))
        drawing.push(Number(name));
    } catch {
      // Gone in the meantime.
    }
  }
  const isOurs = (pid: number): boolean =>
    pid === root || (pid > 1 && isOurs(parents.get(pid) ?? 0));
  return drawing.filter(isOurs);
}

/** Lets these processes run for one slice in `factor`; gives what ends it. */
function slowDown(pids: readonly number[], factor: number): () => void {
  const signal = (name: 'SIGSTOP' | 'SIGCONT'): void => {
    for (const pid of pids)
      try {
        process.kill(pid, name);
      } catch {
        // A page that was closed.
      }
  };
  let timer: NodeJS.Timeout;
  const rest = (): void => {
    signal('SIGSTOP');
    timer = setTimeout(run, SLICE_MS * (1 - 1 / factor));
  };
  const run = (): void => {
    signal('SIGCONT');
    timer = setTimeout(rest, SLICE_MS / factor);
  };
  run();
  return () => {
    clearTimeout(timer);
    signal('SIGCONT');
  };
}
