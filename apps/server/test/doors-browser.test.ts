/** The three doors in a real Chromium, against the server as it really runs. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { buildWeb } from '../../web/build.mjs';
import { chromiumPath, FLAGS } from '../../web/test/chromium.ts';
import { type Child, startChild } from './child.ts';
import { folder } from './folder.ts';

let browser: Browser;

beforeAll(async () => {
  await buildWeb();
  browser = await chromium.launch({ executablePath: chromiumPath(), args: [...FLAGS] });
});

afterAll(() => browser?.close());

async function serve(replay = false): Promise<Child> {
  const child = await startChild(folder(), replay);
  onTestFinished(() => child.kill());
  return child;
}

/** A phone. What a page complains of (its own policy included) fails the test. */
async function phone(complaints: string[]): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    reducedMotion: 'reduce',
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  return page;
}

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

test('door 2: a visitor votes by touch, finds the ballot, closes the poll, reads the result and verifies it', async () => {
  const server = await serve();
  const complaints: string[] = [];
  const page = await phone(complaints);
  await page.goto(server.url);
  await page.getByRole('link', { name: 'Try a ballot' }).tap();
  await button(page, 'Start a practice poll').tap();
  await button(page, /^Carys Penhale/).tap();
  await button(page, /^Ada Quill/).tap();
  await button(page, 'Go on to check').tap();
  // A double press casts once.
  await button(page, 'Cast my vote').dblclick();
  await heading(page, 'Your vote is in the ballot box').waitFor();
  const code = (await page.locator('[data-receipt]').textContent()) ?? '';
  expect(code).toMatch(/^[a-z]+-[a-z]+-[a-z]+-[a-z]+-\d{4}$/);

  await page.getByRole('link', { name: 'Check my vote' }).first().tap();
  await page.getByLabel('Your receipt').fill(code.toUpperCase().replaceAll('-', ' '));
  await button(page, 'Check').tap();
  await heading(page, 'Your vote is in the ballot box').waitFor();
  expect(await page.locator('main').textContent()).toContain('ballot 12 of the 12');

  const contest = page.url().replace(/\/check.*$/, '');
  await page.goto(contest);
  await button(page, 'Close the poll and count').tap();
  await page.waitForURL(/\/result$/);
  expect(await page.locator('main').textContent()).toContain('The verifier found nothing wrong');

  await page.goto(`${contest}/verify`);
  await button(page, 'Download and verify').tap();
  await page.getByText('Nothing wrong was found').first().waitFor();
  expect(complaints).toEqual([]);
});

test('door 1: the contest of 2016 is built while one waits, and its page says who won', async () => {
  const server = await serve(true);
  const complaints: string[] = [];
  const page = await phone(complaints);
  await page.goto(`${server.url}/replay`);
  await page.waitForURL(/\/p\/labour-2016/, { timeout: 240_000 });
  await page.goto(`${page.url()}/result`);
  await heading(page, /Jeremy Corbyn/).waitFor();
  const text = await page.locator('main').textContent();
  expect(text).toContain('61.9%');
  expect(text).toContain('The verifier found nothing wrong');
  expect(complaints).toEqual([]);
});

test('door 3: the officer signs in once, opens a contest and imports a roll from a file', async () => {
  const server = await serve();
  const complaints: string[] = [];
  const page = await phone(complaints);
  await page.goto(server.officerLink);
  await button(page, 'Sign in as returning officer').tap();
  await page.waitForURL(/\/officer$/);
  await page.goto(`${server.url}/officer/new`);
  await page.getByRole('radio').first().check();
  await page.getByLabel('Name of the organisation').fill('Harbour Society');
  await page.getByLabel('What is this about?').fill('Chair 2027');
  await page.locator('main form button[type=submit]').tap();
  await page.waitForURL(/\/officer\/p\/chair-2027$/);
  await page.getByRole('link', { name: /^Import the roll/ }).tap();
  const file = join(folder(), 'roll.csv');
  writeFileSync(file, '\ufeffName;E-Mail\r\nZoë Lee;zoe@example.org\r\nNobody;nonsense\r\n');
  await page.getByLabel(/CSV/).setInputFiles(file);
  await button(page, 'Read the file').tap();
  await page.getByText('“nonsense” is not an e-mail address').first().waitFor();
  await button(page, /^Take these/).tap();
  await page.getByText('The roll now has 1 elector').waitFor();

  // The link has been used up, for this browser and for every other.
  await page.goto(server.officerLink);
  await heading(page, /used/i).waitFor();
  expect(complaints).toEqual([]);
});

test('a closed poll, a mistyped code and a link that is none are each told plainly', async () => {
  const server = await serve();
  const complaints: string[] = [];
  const page = await phone(complaints);
  await page.goto(`${server.url}/practice`);
  await button(page, 'Start a practice poll').tap();
  await button(page, /^Ada Quill/).waitFor();
  const booth = page.url().replace(/#.*$/, '');
  await page.goto('about:blank');
  await page.goto(`${booth}#0000-0000-0000-0000-0001`);
  await page.getByLabel('Voting code').waitFor();
  expect(await page.locator('main').textContent()).toMatch(/wrong|not on the roll/);

  await page.goto(booth.replace('/vote/', '/polls/'));
  const own =
    (await page
      .getByRole('link', { name: /vote|paper|booth/i })
      .first()
      .getAttribute('href')) ?? '';
  await button(page, 'Close the poll and count').tap();
  await page.waitForURL(/\/result$/);
  await page.goto('about:blank');
  await page.goto(`${booth}${/#.*$/.exec(own)?.[0] ?? '#0000-0000-0000-0000-0000'}`);
  await heading(page, 'This poll has closed').waitFor();

  await page.goto(`${server.url}/m/${'x'.repeat(43)}`);
  expect(await page.locator('main').textContent()).toContain('link/unknown');
  expect(complaints).toEqual([]);
});
