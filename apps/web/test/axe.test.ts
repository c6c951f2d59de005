/** Every example page and state in a real Chromium: nothing that axe calls serious, light and dark. */
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWeb } from '../build.mjs';
import { examples } from '../src/examples/index.ts';
import { chromiumPath, FLAGS } from './chromium.ts';
import { type ExampleServer, serveExamples } from './example-server.ts';

let browser: Browser;
let server: ExampleServer;

beforeAll(async () => {
  await buildWeb();
  server = await serveExamples(examples);
  browser = await chromium.launch({ executablePath: chromiumPath(), args: [...FLAGS] });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

describe.each([
  { scheme: 'light' as const, width: 390, rules: undefined },
  // The same markup: only the colours can be wrong.
  { scheme: 'dark' as const, width: 1280, rules: ['color-contrast'] },
])('$scheme, $width px wide', ({ scheme, width, rules }) => {
  let context: BrowserContext;
  let page: Page;
  let complaints: string[] = [];

  beforeAll(async () => {
    context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme: scheme });
    page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
  });

  afterAll(async () => {
    await context?.close();
  });

  test.each(Object.keys(examples))('%s', async (name) => {
    complaints = [];
    await page.goto(`${server.origin}/${name}`);
    // No frames here: the quicker way, without a blank page for every analysis.
    const axe = new AxeBuilder({ page }).setLegacyMode(true);
    if (rules) axe.withRules(rules);
    else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
    const { violations } = await axe.analyze();
    const serious = violations.filter(
      (one) => one.impact === 'serious' || one.impact === 'critical',
    );
    expect(
      serious.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`),
    ).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width,
    );
    expect(complaints).toEqual([]);
  });
});

test('at 320 px nothing scrolls sideways but what says so', async () => {
  const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
  const wide: string[] = [];
  for (const name of Object.keys(examples)) {
    await page.goto(`${server.origin}/${name}`);
    if ((await page.evaluate(() => document.documentElement.scrollWidth)) > 320) wide.push(name);
  }
  await page.close();
  expect(wide).toEqual([]);
});

test('every target on the booth’s pages is at least 44 px high', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  for (const name of Object.keys(examples).filter((one) => one.startsWith('booth-'))) {
    await page.goto(`${server.origin}/${name}`);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('main button, main input, main .button, main summary')]
        .filter((element) => element.getBoundingClientRect().height < 44)
        .map((element) => element.outerHTML),
    );
    expect(small, name).toEqual([]);
  }
  await page.close();
});
