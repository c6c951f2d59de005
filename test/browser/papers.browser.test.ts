/** Practice polls with marks and with scores, from the front door to the result, and a vote read on a second device. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { button, expectSound, heading, link, openHouse, words } from './harness.ts';
import { receiptShown } from './voting.ts';

const house = openHouse();

async function practise(paper: string): Promise<Page> {
  const page = await house.visitor('phone');
  await page.goto('/practice');
  await page.getByRole('radio', { name: paper }).check();
  await button(page, 'Start a practice poll').click();
  await page.locator('.row').first().waitFor();
  await expectSound(page);
  return page;
}

async function castAndRead(page: Page): Promise<readonly string[]> {
  await button(page, 'Go on to check').click();
  await heading(page, 'Check your vote').waitFor();
  await expectSound(page);
  await button(page, 'Cast my vote').click();
  const receipt = await receiptShown(page);
  await page.getByText('Show the code').click();
  await page.locator('svg.qr').waitFor();
  await expectSound(page);
  const other = await house.visitor('desk');
  await other.goto((await page.locator('.second-device code').textContent()) ?? '');
  await other.getByText('taken from the public record').waitFor();
  expect(await words(other)).toContain(receipt);
  await expectSound(other);
  return other.locator('.choice-list li').allInnerTexts();
}

async function closeAndCount(page: Page): Promise<string> {
  const [contest = ''] = /^\/p\/[^/]+/.exec(new URL(page.url()).pathname) ?? [];
  await page.goto(contest);
  await button(page, 'Close the poll and count').click();
  await page.waitForURL(/\/result$/);
  await expectSound(page);
  return words(page);
}

test('marks: voted, read on a second device, counted', async () => {
  const page = await practise('Mark all you approve of');
  await page.getByRole('checkbox', { name: 'Dilip Rao' }).tap();
  await page.getByRole('checkbox', { name: 'Ada Quill' }).tap();
  expect(await castAndRead(page)).toEqual(['Ada Quill', 'Dilip Rao']);
  expect(await closeAndCount(page)).toContain('The verifier found nothing wrong');
});

test('scores: voted, read on a second device, counted', async () => {
  const page = await practise('Score them from 0 to 5');
  const score = (name: string, n: number) =>
    page
      .getByRole('group', { name })
      .getByRole('radio', { name: String(n) })
      .tap();
  await score('Carys Penhale', 5);
  await score('Ada Quill', 2);
  const read = await castAndRead(page);
  expect(read.map((one) => one.replace(/\s+/g, ' '))).toEqual(['5 Carys Penhale', '2 Ada Quill']);
  expect(await closeAndCount(page)).toContain('The verifier found nothing wrong');
});

test('a device is tested from the page of the poll, and nothing is in the box for it', async () => {
  const page = await practise('Rank the candidates');
  const [, contest = '', poll = ''] =
    /^(\/p\/[^/]+)\/vote\/([^/]+)$/.exec(new URL(page.url()).pathname) ?? [];
  await page.goto(`${contest}/polls/${poll}`);
  await link(page, 'Test this device first').click();
  await button(page, /^Benedict Marsh/).click();
  await button(page, 'Go on to check').click();
  await button(page, 'Seal and open it').click();
  await heading(page, 'The test went well').waitFor();
  expect(await page.locator('.choice-name').allTextContents()).toEqual(['Benedict Marsh']);
  await expectSound(page);
  await page.goto(`${contest}/box`);
  expect(await page.locator('main table a').count()).toBe(11);
});
