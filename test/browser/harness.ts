/**
 * What the end-to-end tests stand on: a real server (`server-process.ts`), a real Chromium, and a watch
 * on everything that a page complains about. One house per test file.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { buildWeb } from '../../apps/web/build.mjs';
import { chromiumPath, FLAGS } from '../../apps/web/test/chromium.ts';
import type { Begin, Begun, MoveClock } from './server-process.ts';

/** Other work may be going on: nothing here fails for being slow. */
export const PATIENCE = 45_000;

const DEVICES = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desk: { viewport: { width: 1280, height: 900 } },
  'no script': { viewport: { width: 390, height: 844 }, javaScriptEnabled: false },
} as const satisfies Record<string, BrowserContextOptions>;

export type Device = keyof typeof DEVICES;

export class House {
  url = '';
  officerLink = '';
  readonly #replay: boolean;
  readonly #dataDir = mkdtempSync(join(tmpdir(), 'hustings-e2e-'));
  readonly #complaints: string[] = [];
  #server: ChildProcess | undefined;
  #browser: Browser | undefined;

  constructor(replay: boolean) {
    this.#replay = replay;
  }

  async open(): Promise<void> {
    await buildWeb();
    const server = fork(join(import.meta.dirname, 'server-process.ts'), { execArgv: [] });
    this.#server = server;
    const begun = once(server, 'message') as Promise<[Begun]>;
    const ended = once(server, 'exit').then(([code]) => {
      throw new Error(`the server ended with ${code} before it was ready`);
    });
    server.send({ dataDir: this.#dataDir, replay: this.#replay } satisfies Begin);
    this.#browser = await chromium.launch({ executablePath: chromiumPath(), args: [...FLAGS] });
    const [{ url, officerLink }] = await Promise.race([begun, ended]);
    this.url = url;
    this.officerLink = officerLink ?? '';
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    const server = this.#server;
    if (server?.connected) {
      const gone = once(server, 'exit');
      server.disconnect();
      await gone;
    }
    rmSync(this.#dataDir, { recursive: true, force: true });
  }

  /** A visitor of their own, with their own cookies. */
  async visitor(device: Device): Promise<Page> {
    if (this.#browser === undefined) throw new Error('the house is not open yet');
    const context = await this.#browser.newContext({
      ...DEVICES[device],
      baseURL: this.url,
      locale: 'en-GB',
      timezoneId: 'Europe/London',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    this.#watch(page);
    return page;
  }

  /** Everything that pages have complained about since it was last asked. */
  complaints(): readonly string[] {
    return this.#complaints.splice(0);
  }

  async leaveAll(): Promise<void> {
    for (const context of this.#browser?.contexts() ?? []) await context.close();
  }

  /** Moves the server's clock to this moment; it goes on from there. */
  async moveClock(to: Date): Promise<void> {
    const server = this.#server;
    if (server === undefined) throw new Error('the house is not open yet');
    const moved = once(server, 'message');
    server.send({ ahead: to.getTime() - Date.now() } satisfies MoveClock);
    await moved;
  }

  #watch(page: Page): void {
    const complain = (what: string): void => {
      this.#complaints.push(`${page.url()}: ${what}`);
    };
    page.on('pageerror', (error) => complain(String(error)));
    page.on('console', (message) => {
      // What could not be loaded is told below, by its address.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complain(message.text());
    });
    page.on('response', (response) => {
      const isPart = ['script', 'stylesheet', 'image', 'font'].includes(
        response.request().resourceType(),
      );
      if (response.status() >= 500 || (isPart && response.status() >= 400))
        complain(`${response.status()} for ${response.url()}`);
    });
  }
}

/** A house for the tests of this file. Tabs are closed after each test unless they are kept. */
export function openHouse(
  options: { readonly replay?: boolean; readonly keepTabs?: boolean } = {},
): House {
  const house = new House(options.replay ?? false);
  beforeAll(() => house.open());
  afterAll(() => house.close());
  afterEach(async () => {
    if (!options.keepTabs) await house.leaveAll();
    expect(house.complaints()).toEqual([]);
  });
  return house;
}

export const heading = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('heading', { level: 1, name });
export const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name });
export const link = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('link', { name });

/** The words of the page's main part, as they are laid out, on one line. */
export async function words(page: Page): Promise<string> {
  return (await page.locator('main').innerText()).replace(/\s+/g, ' ');
}

/** The same with all that is folded away. */
export async function allWords(page: Page): Promise<string> {
  return ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ');
}

/** Nothing that axe calls serious, nothing wider than the screen, one heading, a title. */
export async function expectSound(page: Page): Promise<void> {
  // No frames here: the quicker way, without a blank page for every analysis.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  const { wide, headings, title } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    headings: document.querySelectorAll('h1').length,
    title: document.title,
  }));
  expect({ serious, wide, headings }, `${page.url()} “${title}”`).toEqual({
    serious: [],
    wide: 0,
    headings: 1,
  });
  expect(title).toMatch(/\S – Hustings$/);
}

/** Waits until `look` gives something other than undefined or false, looking again and again. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
): Promise<T> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > until) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
