/** The booth in a real Chromium under the real content security policy, with the real cryptography. */
import { newCode, receiptOf } from '@hustings/ballot';
import { fromHex, toHex } from '@hustings/base';
import { G, nobleGroup, randomScalars } from '@hustings/ristretto';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildWeb } from '../build.mjs';
import { boothView } from '../src/examples/booth.ts';
import { renderBooth } from '../src/pages/index.ts';
import { chromiumPath, FLAGS } from './chromium.ts';
import { type ExampleServer, serveExamples } from './example-server.ts';
import { FarBox, PATHS } from './far-box.ts';
import { random, testPoll } from './test-poll.ts';

const NAMES = boothView.options.map((option) => option.name);
let browser: Browser;
let server: ExampleServer;
let box: FarBox;
let page: Page;
let complaints: string[];
let pollKey: string;

beforeAll(async () => {
  await buildWeb();
  pollKey = toHex(await nobleGroup().mulFixed([{ base: G, scalars: randomScalars(1, random) }]));
  const booth = (): string => renderBooth({ ...boothView, ...PATHS });
  server = await serveExamples({ booth }, (path, init) => box.fetch(path, init));
  browser = await chromium.launch({ executablePath: chromiumPath(), args: [...FLAGS] });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

beforeEach(async () => {
  box = new FarBox(testPoll(pollKey));
  complaints = [];
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
});

afterEach(async () => {
  await page.context().close();
  expect(complaints).toEqual([]);
});

const rows = (): Promise<string[]> => page.locator('.row-name').allTextContents();
const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const button = (name: string | RegExp) => page.getByRole('button', { name });

async function openPaper(): Promise<void> {
  await page.goto(`${server.origin}/booth#${newCode(random)}`);
  await heading('Who shall be warden?').waitFor();
  await page.locator('.row').first().waitFor();
}

async function receiptOnScreen(): Promise<string> {
  await heading('Your vote is in the ballot box').waitFor();
  return (await page.locator('[data-receipt]').textContent()) ?? '';
}

test('voting by touch: rank, put in order, check, back, check, cast, receipt', async () => {
  await openPaper();
  expect(new URL(page.url()).hash).toBe('');

  await button(/^Eliza/).tap();
  await button(/^Tobias/).tap();
  expect(await rows()).toEqual(NAMES);
  expect(await page.locator('.row-box').allTextContents()).toEqual(['', '2', '1', '']);
  expect(await page.locator('.ballot-state').textContent()).toContain('2 unranked');

  await button('Move Tobias Bell up to 1st').tap();
  expect(await page.locator('.row-box').allTextContents()).toEqual(['', '1', '2', '']);
  expect(await rows()).toEqual(NAMES);
  await button('Put in order').tap();
  expect((await rows()).slice(0, 2)).toEqual(['Tobias Bell', 'Eliza Crane-Fotheringham']);

  await button('Go on to check').tap();
  await heading('Check your vote').waitFor();
  expect(await page.locator('.choice-name').allTextContents()).toEqual([
    'Tobias Bell',
    'Eliza Crane-Fotheringham',
  ]);
  await page.goBack();
  await button('Go on to check').waitFor();
  expect(await page.locator('.row-box').allTextContents()).toEqual(['1', '2', '', '']);
  await page.goForward();
  await heading('Check your vote').waitFor();

  await button('Cast my vote').tap();
  const code = await receiptOnScreen();
  expect(box.taken).toHaveLength(1);
  expect(code).toBe(receiptOf(fromHex(box.taken[0] as string) as Uint8Array).short);
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toBe('{}');

  await page.goBack();
  expect(await receiptOnScreen()).toBe(code);
  await page.goForward();
  await page.reload();
  expect(await receiptOnScreen()).toBe(code);
  expect(box.taken).toHaveLength(1);
});

test('voting by keyboard alone: arrows and focus mark nothing, each step starts at its heading', async () => {
  await page.goto(`${server.origin}/booth`);
  await page.getByLabel('Voting code').focus();
  await page.keyboard.type(newCode(random).toLowerCase().replaceAll('-', ' '));
  await page.keyboard.press('Enter');
  await page.locator('.row').first().waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');

  await page.keyboard.press('Tab');
  for (const key of ['ArrowDown', 'ArrowRight', 'Tab', 'ArrowUp', 'Tab'])
    await page.keyboard.press(key);
  expect(await page.locator('.row-box').allTextContents()).toEqual(['', '', '', '']);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Eliza/);
  await page.keyboard.press('Space');
  expect(await page.getByRole('status').first().textContent()).toBe(
    'Eliza Crane-Fotheringham is your 1st preference. 3 unranked.',
  );
  // The button pressed keeps the focus, under its new name.
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^1Eliza/);
  await button('Eliza Crane-Fotheringham – my 1st preference').waitFor();

  await button('Go on to check').focus();
  await page.keyboard.press('Enter');
  await heading('Check your vote').waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Check your vote');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Cast my vote');
  await page.keyboard.press('Enter');
  await receiptOnScreen();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  expect(await page.title()).toBe('Your vote is in the ballot box – Hustings');
  expect(box.taken).toHaveLength(1);
});

test('a code with a wrong letter is refused at its group, and can be mended', async () => {
  const code = newCode(random);
  await page.goto(`${server.origin}/booth#${code.slice(0, 10)}U${code.slice(11)}`);
  await page.getByText('No code has “U” in it: look at the 3rd group again.').waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('code');
  await page.getByLabel('Voting code').fill(code);
  await button('Go to my paper').tap();
  await page.locator('.row').first().waitFor();
});

test('two quick presses on “Cast my vote” cast once', async () => {
  await openPaper();
  await button(/^Isaac/).tap();
  await button('Go on to check').tap();
  await button('Cast my vote').dblclick();
  await receiptOnScreen();
  expect(box.casts).toBe(1);
});

test('a line cut in mid-cast: the same ballot is sent again after a reload, and is in the box once', async () => {
  box.loses = Number.POSITIVE_INFINITY;
  await openPaper();
  await button(/^Isaac/).tap();
  await button('Go on to check').tap();
  await button('Cast my vote').tap();
  await heading('Not confirmed yet').waitFor({ timeout: 20_000 });
  expect(box.taken).toHaveLength(1);
  box.loses = 0;
  await page.reload();
  await page.getByText('You pressed “Cast my vote” before').waitFor();
  await button('Send again').tap();
  await receiptOnScreen();
  expect(box.taken).toHaveLength(1);
});

test('an empty paper is not cast by accident, only blank on purpose', async () => {
  await openPaper();
  await button('Go on to check').tap();
  await page.getByText('Your paper is empty.').waitFor();
  await button('Leave my paper blank on purpose').tap();
  await heading('Check your vote').waitFor();
  await page.getByText('You leave your paper blank on purpose.').waitFor();
  await button('Cast my vote').tap();
  await receiptOnScreen();
});

test('a poll that closed before the cast says so, with what is and is not in the box', async () => {
  await openPaper();
  await button(/^Isaac/).tap();
  await button('Go on to check').tap();
  box.refuses = { status: 409, code: 'poll/closed' };
  await button('Cast my vote').tap();
  await heading('The poll closed before your vote came in').waitFor();
});

test('another link opened in the same tab starts afresh with its own code', async () => {
  await openPaper();
  await button(/^Isaac/).tap();
  await page.evaluate((code) => {
    location.hash = code;
  }, newCode(random));
  await page.locator('.row').first().waitFor();
  await page.waitForFunction(() => location.hash === '');
  await page.getByText('You have ranked nobody yet.').waitFor();
});
