/** Door 2 by keyboard alone, with what a screen reader is given: names, roles and announcements. */
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { button, eventually, heading, link, openHouse, PATIENCE, words } from './harness.ts';
import { NAMES, receiptShown } from './voting.ts';

const house = openHouse({ keepTabs: true });
let page: Page;
let contest: string;
let question: string;

/** More stops than any page has. */
const STOPS = 80;

const isFocused = (where: Locator): Promise<boolean> =>
  where.evaluate((element) => element === document.activeElement);

/** Presses Tab until this is focused, as somebody without a mouse does. */
async function tabTo(where: Locator, back = false): Promise<void> {
  await where.waitFor();
  for (let i = 0; i < STOPS; i++) {
    if (await isFocused(where)) return;
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`Tab never comes to ${where}`);
}

async function press(where: Locator, key: 'Enter' | 'Space'): Promise<void> {
  await tabTo(where);
  await page.keyboard.press(key);
}

const announced = (text: string): Promise<boolean> =>
  eventually(`the announcement “${text}”`, async () => {
    const said = await page.getByRole('status').first().textContent();
    return said === text;
  });

const atHeading = (name: string | RegExp): Promise<boolean> =>
  eventually(`focus on the heading ${name}`, () => isFocused(heading(page, name)));

beforeAll(async () => {
  page = await house.visitor('desk');
});

test('from the home page to the paper with Tab and Enter; the first Tab offers to skip to the text', async () => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  expect(await isFocused(link(page, 'Skip to the main text'))).toBe(true);
  await page.keyboard.press('Enter');
  await press(link(page, /^Try a ballot/), 'Enter');
  await heading(page, 'Try a ballot').waitFor();
  await press(button(page, 'Start a practice poll'), 'Enter');
  await page.locator('.row').first().waitFor();
  contest = /^\/p\/[^/]+/.exec(new URL(page.url()).pathname)?.[0] ?? '';
  question = (await page.locator('h1').textContent()) ?? '';
  // The paper begins at its heading, not at the top of the page.
  await atHeading(question);
});

test('every control of the paper has a name that says what it does', async () => {
  const list = page.getByRole('list', { name: 'The paper' });
  expect(await list.getByRole('listitem').count()).toBe(4);
  for (const name of NAMES)
    expect(
      await button(page, `${name} – not ranked. Make it my 1st preference`).count(),
      name,
    ).toBe(1);
  expect(await list.ariaSnapshot()).toContain(
    'button "Ada Quill – not ranked. Make it my 1st preference"',
  );
});

test('focus and arrow keys mark nothing; Space and Enter do, and are announced', async () => {
  await tabTo(button(page, /^Ada Quill/));
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft'])
    await page.keyboard.press(key);
  expect(await page.locator('.row-box').allTextContents()).toEqual(['', '', '', '']);

  await press(button(page, /^Benedict Marsh/), 'Space');
  await announced('Benedict Marsh is your 1st preference. 3 unranked.');
  // What was pressed keeps the focus, under its new name.
  expect(await isFocused(button(page, 'Benedict Marsh – my 1st preference'))).toBe(true);
  await press(button(page, /^Dilip Rao/), 'Enter');
  await announced('Dilip Rao is your 2nd preference. 2 unranked.');
  await page.keyboard.press('Enter');
  await announced('Dilip Rao is your 2nd preference already. Use Up, Down or Remove to change it.');
});

test('Up, Down and Remove move one name at a time and keep the focus where it is', async () => {
  await tabTo(button(page, /^Ada Quill/), true);
  await press(button(page, /^Ada Quill/), 'Space');
  await announced('Ada Quill is your 3rd preference. 1 unranked.');
  await press(button(page, 'Move Ada Quill up to 2nd'), 'Enter');
  await announced('Ada Quill is now your 2nd preference.');
  expect(await isFocused(button(page, 'Move Ada Quill up to 1st'))).toBe(true);
  await page.keyboard.press('Space');
  await announced('Ada Quill is now your 1st preference.');
  await press(button(page, 'Move Benedict Marsh down to 3rd'), 'Space');
  await announced('Benedict Marsh is now your 3rd preference.');
  expect(await page.locator('.row-box').allTextContents()).toEqual(['1', '3', '', '2']);
  // The end of the ranking is no trap: the button stays, and does nothing.
  const last = page.getByRole('button', { name: /^Move Benedict Marsh down/ });
  expect(await last.getAttribute('aria-disabled')).toBe('true');
  await page.keyboard.press('Space');
  expect(await page.locator('.row-box').allTextContents()).toEqual(['1', '3', '', '2']);
});

test('“Put in order” sorts the list and says so', async () => {
  await press(button(page, 'Put in order'), 'Space');
  await announced('The list is in the order of your preferences now.');
  expect(await page.locator('.row-name').allTextContents()).toEqual([
    'Ada Quill',
    'Dilip Rao',
    'Benedict Marsh',
    'Carys Penhale',
  ]);
  expect(await isFocused(button(page, 'Put in order'))).toBe(true);
});

test('check, back and cast: each step begins at its heading', async () => {
  await press(button(page, 'Go on to check'), 'Enter');
  await atHeading('Check your vote');
  await press(button(page, 'Change it'), 'Enter');
  await atHeading(question);
  expect(await page.locator('.row-box').allTextContents()).toEqual(['1', '2', '3', '']);
  await press(button(page, 'Go on to check'), 'Space');
  await atHeading('Check your vote');
  await page.keyboard.press('Tab');
  expect(await isFocused(button(page, 'Cast my vote'))).toBe(true);
  await page.keyboard.press('Enter');
  await receiptShown(page);
  await atHeading('Your vote is in the ballot box');
  expect(await page.title()).toBe('Your vote is in the ballot box – Hustings');
});

test(
  'from the receipt to the result and the verifier’s report by keyboard',
  async () => {
    await press(link(page, 'Back to the contest'), 'Enter');
    await page.waitForURL(`**${contest}`);
    await press(button(page, 'Close the poll and count'), 'Space');
    await page.waitForURL(`**${contest}/result`, { timeout: 2 * PATIENCE });
    await heading(page, /is elected/).waitFor();
    await press(link(page, 'Verify it in this browser'), 'Enter');
    await heading(page, 'Verify the record').waitFor();
    await press(button(page, 'Download and verify'), 'Enter');
    await page.getByRole('heading', { name: 'Nothing wrong was found' }).waitFor({
      timeout: 2 * PATIENCE,
    });
    expect(await words(page)).toContain('12 ballots');
  },
  5 * PATIENCE,
);
