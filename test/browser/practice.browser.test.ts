/** Door 2 by touch on a phone: rank, check, cast, receipt, box, close, result, verify. */
import { unwrap } from '@hustings/base';
import { unzipRecord, zipRecord } from '@hustings/record';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { button, expectSound, heading, link, openHouse, PATIENCE, words } from './harness.ts';
import { NAMES, receiptShown, receiptsInBox } from './voting.ts';

const house = openHouse({ keepTabs: true });
let page: Page;
let contest: string;
let receipt: string;

const rows = (): Promise<string[]> => page.locator('.row-name').allTextContents();
const boxes = (): Promise<string[]> => page.locator('.row-box').allTextContents();

beforeAll(async () => {
  page = await house.visitor('phone');
});

test('the second door leads to a paper with the four names, and no code stays in the address', async () => {
  await page.goto('/');
  await link(page, /^Try a ballot/).tap();
  await heading(page, 'Try a ballot').waitFor();
  await expectSound(page);
  await button(page, 'Start a practice poll').tap();
  await page.locator('.row').first().waitFor();
  expect(new URL(page.url()).hash).toBe('');
  contest = /^\/p\/[^/]+/.exec(new URL(page.url()).pathname)?.[0] ?? '';
  expect(await rows()).toEqual(NAMES);
  await expectSound(page);
});

test('names are ranked by tapping; no row moves by itself; “Put in order” sorts them', async () => {
  await button(page, /^Carys Penhale/).tap();
  await button(page, /^Ada Quill/).tap();
  await button(page, /^Dilip Rao/).tap();
  expect(await boxes()).toEqual(['2', '', '1', '3']);
  expect(await rows()).toEqual(NAMES);
  await button(page, 'Move Dilip Rao up to 2nd').tap();
  expect(await boxes()).toEqual(['3', '', '1', '2']);
  await button(page, 'Remove Ada Quill from my ranking').tap();
  expect(await boxes()).toEqual(['', '', '1', '2']);
  expect(await rows()).toEqual(NAMES);
  await page.getByText('You have ranked 2 of 4; 2 unranked.').waitFor();
  await button(page, 'Put in order').tap();
  expect(await rows()).toEqual(['Carys Penhale', 'Dilip Rao', 'Ada Quill', 'Benedict Marsh']);
  // The last thing announced has a name in it: the receipt's page must not have kept it.
  await button(page, /^Benedict Marsh/).tap();
  await button(page, 'Remove Benedict Marsh from my ranking').tap();
  await page.getByText('Benedict Marsh is no longer ranked. 2 unranked.').waitFor({
    state: 'attached',
  });
  await expectSound(page);
});

test('the check shows the order and who is left out, and says that nothing is cast yet', async () => {
  await button(page, 'Go on to check').tap();
  await heading(page, 'Check your vote').waitFor();
  expect(await page.locator('.choice-name').allTextContents()).toEqual([
    'Carys Penhale',
    'Dilip Rao',
  ]);
  const told = await words(page);
  expect(told).toContain('Nothing has been cast yet.');
  expect(told).toContain('You leave 2 unranked');
  await expectSound(page);
});

test('the cast gives a receipt, and nothing on its page tells the choice', async () => {
  await button(page, 'Cast my vote').tap();
  receipt = await receiptShown(page);
  await expectSound(page);
  // All of it, with what is only for screen readers.
  const whole = (await page.locator('body').textContent()) ?? '';
  for (const name of NAMES) expect(whole).not.toContain(name);
  expect(
    await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }])),
  ).toBe('[{},{}]');
});

test('the receipt leads to the ballot in the box, with its proof', async () => {
  await link(page, 'Check my vote').first().tap();
  await heading(page, 'Your vote is in the ballot box').waitFor();
  const told = await words(page);
  expect(told).toContain(receipt);
  expect(told).toContain('It is ballot 12 of the 12 in the box now.');
  await page.getByText('For experts: the proof').tap();
  await page.getByText('Signed checkpoint', { exact: true }).waitFor();
  await expectSound(page);

  await link(page, 'Look into the ballot box').tap();
  await heading(page, 'The ballot box').waitFor();
  expect(await receiptsInBox(page, contest)).toHaveLength(12);
  await expectSound(page);
  await page.getByLabel('Find a ballot').fill(receipt.replaceAll('-', ' '));
  await button(page, 'Find it').tap();
  await heading(page, 'Your vote is in the ballot box').waitFor();
  expect(await words(page)).toContain(receipt);
});

test('a receipt of no ballot, and nonsense, are told apart in plain words', async () => {
  await page.goto(`${contest}/check`);
  await page.getByLabel('Your receipt').fill('0'.repeat(64));
  await button(page, 'Check').tap();
  await heading(page, 'No ballot with this receipt is in the box').waitFor();
  await expectSound(page);
  await page.getByLabel('Your receipt').fill('my receipt');
  await button(page, 'Check').tap();
  await page.getByText('That is not a receipt').first().waitFor();
  await expectSound(page);
});

test(
  'the visitor closes the poll, sees it counted and comes to the result',
  async () => {
    await page.goto(contest);
    await expectSound(page);
    await button(page, 'Close the poll and count').tap();
    await page.waitForURL(`**${contest}/result`, { timeout: 2 * PATIENCE });
    await heading(page, /is elected/).waitFor();
    const told = await words(page);
    expect(told).toMatch(/12 = 12 voted \+ 0 did not vote/);
    expect(told).toContain('The verifier found nothing wrong.');
    await expectSound(page);
  },
  3 * PATIENCE,
);

test('the ballot is one of those that were counted, and the poll is closed to others', async () => {
  await page.goto(`${contest}/check?tracker=${receipt}`);
  await page.getByText('It is one of the ballots that were counted.').waitFor();
  await page.goto(contest);
  await page.getByText('is over').first().waitFor();
  await expectSound(page);
});

test(
  'the verifier in the phone’s browser finds nothing wrong',
  async () => {
    await link(page, 'Verify').first().tap();
    await heading(page, 'Verify the record').waitFor();
    await button(page, 'Download and verify').tap();
    await page.getByRole('heading', { name: 'Nothing wrong was found' }).waitFor({
      timeout: 3 * PATIENCE,
    });
    expect(await words(page)).toContain('12 ballots: on the roll, in time, the one that counts');
    await expectSound(page);
  },
  4 * PATIENCE,
);

test(
  'the verifier names the place when one byte of one ballot was altered',
  async () => {
    const response = await page.request.get(`${contest}/record.zip`);
    const record = unwrap(unzipRecord(new Uint8Array(await response.body())));
    const path = [...record.files.keys()].find((name) => name.startsWith('tile/entries/')) ?? '';
    const tile = Uint8Array.from(record.files.get(path) ?? []);
    // The ballots are by far the most of it, so the middle is in one of them.
    const middle = tile.length >> 1;
    tile[middle] = (tile[middle] ?? 0) ^ 1;
    await record.write(path, tile);
    await page.goto(`${contest}/verify`);
    await page.getByLabel('A record as a .zip file').setInputFiles({
      name: 'record.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from(zipRecord(record)),
    });
    await page.getByRole('heading', { name: /wrong with this record$/ }).waitFor({
      timeout: 3 * PATIENCE,
    });
    expect(await words(page)).toMatch(/Where: entry \d+/i);
    await expectSound(page);
  },
  4 * PATIENCE,
);
