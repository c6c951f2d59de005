/** Door 1: the 2016 contest, from the home page to the verifier. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import {
  allWords,
  button,
  expectSound,
  heading,
  link,
  openHouse,
  PATIENCE,
  words,
} from './harness.ts';

const house = openHouse({ replay: true, keepTabs: true });
const BUILDING = 4 * PATIENCE;
let page: Page;
let contest: string;

beforeAll(async () => {
  page = await house.visitor('desk');
});

test(
  'the first door leads to the contest as soon as it is built',
  async () => {
    await page.goto('/');
    await heading(page, 'Leadership contests that everyone can check').waitFor();
    await expectSound(page);
    await link(page, /^The 2016 contest, replayed/).click();
    await page.waitForURL('**/p/labour-2016*', { timeout: BUILDING });
    contest = new URL(page.url()).pathname;
    await heading(page, /Labour leadership/).waitFor();
    await expectSound(page);
  },
  BUILDING,
);

test('the contest’s page tells it in words: the motion, the ruling, the nominations', async () => {
  const told = await words(page);
  expect(told).toContain('Jeremy Corbyn elected leader of the Labour Party.');
  expect(told).toContain('The motion was carried, 172 to 40.');
  expect(told).toContain(
    'A place on the ballot takes 51 nominations: 20% of the 251 MPs and MEPs.',
  );
  // The whole story is folded away; folded text is there all the same.
  const whole = await allWords(page);
  expect(whole).toMatch(/18 (votes )?(to|for)\D{0,12}14/);
  expect(whole).toContain('Owen Smith');
});

test('the result page has the figures of 2016 at one to a thousand', async () => {
  await link(page, /Jeremy Corbyn elected/).click();
  await page.waitForURL(`**${contest}/result*`);
  await heading(page, /^Jeremy Corbyn is elected/).waitFor();
  const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) }).first();
  expect(await row('Jeremy Corbyn').innerText()).toMatch(/\b313\b.*61\.9%/s);
  expect(await row('Owen Smith').innerText()).toMatch(/\b193\b.*38\.1%/s);
  const told = await words(page);
  expect(told).toContain('More than half of 506 votes is 254 or more.');
  expect(told).toMatch(/507 = 506 valid \+ 1 spoilt/);
  expect(told).toContain('Left blank 1');
  expect(told).toContain('The motion was carried: 172 for, 40 against.');
  expect(told).toContain('The verifier found nothing wrong.');
  const whole = await allWords(page);
  expect(whole).toContain('51 needed');
  await expectSound(page);
});

test('the result reads as well on a phone, without script', async () => {
  const plain = await house.visitor('no script');
  await plain.goto(`${contest}/result`);
  await heading(plain, /^Jeremy Corbyn is elected/).waitFor();
  expect(await words(plain)).toContain('313');
  const phone = await house.visitor('phone');
  await phone.goto(`${contest}/result`);
  await expectSound(phone);
});

test('the ballot box has pages, and a ballot in it is found by its receipt', async () => {
  await page.goto(`${contest}/box`);
  await heading(page, 'The ballot box').waitFor();
  await expectSound(page);
  const receipt = page.locator('main table a').first();
  const code = ((await receipt.textContent()) ?? '').trim();
  await page.getByLabel('Find a ballot').fill(code.replaceAll('-', ' ').toUpperCase());
  await button(page, 'Find it').click();
  await heading(page, 'Your vote is in the ballot box').waitFor();
  expect(await words(page)).toContain(code);
  await expectSound(page);
});

test(
  'the verifier in the browser downloads the record, checks all of it and finds nothing wrong',
  async () => {
    await page.goto(`${contest}/verify`);
    await heading(page, 'Verify the record').waitFor();
    await expectSound(page);
    await button(page, 'Download and verify').click();
    await page.getByRole('heading', { name: 'Nothing wrong was found' }).waitFor({
      timeout: BUILDING,
    });
    const report = await words(page);
    expect(report).toContain('723 ballots');
    expect(report).toContain('I declare elected: Jeremy Corbyn.');
    expect(report).toContain('2 polls counted again');
    await expectSound(page);
  },
  BUILDING,
);
