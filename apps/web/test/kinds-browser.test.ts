/** Papers of every kind in a real Chromium: by touch, by keyboard, on a narrow screen; tests of the machine; a second device. */
import { AxeBuilder } from '@axe-core/playwright';
import { newCode, openBallot, parseBallot } from '@hustings/ballot';
import { fromBase64, toHex, unwrap } from '@hustings/base';
import { type PaperForm, readPaper } from '@hustings/count';
import { ballotPollOf } from '@hustings/record';
import { encodeScalar, G, nobleGroup, randomScalars } from '@hustings/ristretto';
import { type Browser, chromium, type Page } from 'playwright-core';
import decodeQR from 'qr/decode.js';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { buildWeb } from '../build.mjs';
import { boothView } from '../src/examples/booth.ts';
import { renderBooth, renderSecondDevice } from '../src/pages/index.ts';
import { chromiumPath, FLAGS } from './chromium.ts';
import { type ExampleServer, serveExamples } from './example-server.ts';
import { FarBox, PATHS } from './far-box.ts';
import { random, testPoll } from './test-poll.ts';

const group = nobleGroup();
let browser: Browser;
let server: ExampleServer;
let box: FarBox;
let pollKey: string;
const complaints: string[] = [];

beforeAll(async () => {
  await buildWeb();
  pollKey = toHex(await group.mulFixed([{ base: G, scalars: randomScalars(1, random) }]));
  const view = (): typeof boothView => ({
    ...boothView,
    ...PATHS,
    secondDevice: box.manifest.secondDevice === 'offered',
    secondDeviceHref: '/second',
    testHref: '/test',
    poll: { ...boothView.poll, question: box.manifest.question },
  });
  server = await serveExamples(
    {
      booth: () => renderBooth(view()),
      test: () => renderBooth({ ...view(), isTest: true }),
      second: () => {
        const { frame, proceeding, poll } = boothView;
        const { pollApi, trackerApi } = PATHS;
        return renderSecondDevice({ frame, proceeding, poll, pollApi, trackerApi });
      },
    },
    (path, init) => box.fetch(path, init),
  );
  browser = await chromium.launch({ executablePath: chromiumPath(), args: [...FLAGS] });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  expect(complaints.splice(0)).toEqual([]);
});

function names(n: number): readonly string[] {
  return Array.from({ length: n }, (_, i) => `Candidate ${String(i + 1).padStart(2, '0')}`);
}

function pollOn(form: PaperForm, options: readonly string[], more: object = {}): FarBox {
  return new FarBox(
    testPoll(pollKey, {
      form,
      options: options.map((name, i) => ({ id: `c${i}`, name })),
      ...more,
    }),
  );
}

async function visit(width = 390): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 844 },
    hasTouch: width < 800,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  return page;
}

async function openPaper(width?: number): Promise<Page> {
  const page = await visit(width);
  await page.goto(`${server.origin}/booth#${newCode(random)}`);
  await page.locator('.row').first().waitFor();
  return page;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

/** Nothing that axe calls serious, and nothing wider than the screen. */
async function expectSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
  expect(
    serious.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`),
  ).toEqual([]);
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wide).toBe(0);
}

async function castIt(page: Page): Promise<void> {
  await button(page, 'Go on to check').click();
  await heading(page, 'Check your vote').waitFor();
  await button(page, 'Cast my vote').dblclick();
  await heading(page, 'Your vote is in the ballot box').waitFor();
  expect(box.casts).toBe(1);
}

/** What the ballot in the box says, opened with the code that its booth gave. */
async function saidBy(link: string): Promise<readonly number[]> {
  const code = Buffer.from(link.split('#')[1] ?? '', 'base64url');
  const ballot = fromBase64(box.ballotOf(toHex(code.subarray(1, 33)))) as Uint8Array;
  const opened = unwrap(
    await openBallot(
      group,
      ballotPollOf(box.manifest),
      unwrap(parseBallot(ballot)),
      new Uint8Array(code.subarray(33)),
    ),
  );
  return unwrap(readPaper(box.manifest.form, opened));
}

/** The link that the page shows in words. */
async function linkOn(page: Page): Promise<string> {
  await page.getByText('Show the code').click();
  return (await page.locator('.second-device code').textContent()) ?? '';
}

const OFFERED = { secondDevice: 'offered' };

test('marks: two of four by touch, a third refused in words; the check says what is left unused', async () => {
  box = pollOn({ kind: 'marks', candidates: 4, most: 2 }, ['Ann', 'Bob', 'Cy', 'Di'], OFFERED);
  const page = await openPaper(320);
  await expectSound(page);
  const mark = (name: string) => page.getByRole('checkbox', { name });
  await mark('Di').tap();
  await button(page, 'Go on to check').tap();
  await page.getByText('The paper allows 2; you use 1.').waitFor();
  await page.goBack();
  await mark('Ann').tap();
  await mark('Cy').tap();
  await page.getByRole('alert').getByText('You have marked 2').waitFor();
  expect(await mark('Cy').getAttribute('aria-checked')).toBe('false');
  expect(await page.locator('.ballot-state').textContent()).toBe(
    'You have marked 2 of 2: Ann and Di.',
  );
  await expectSound(page);
  await castIt(page);
  await expectSound(page);
  expect(await saidBy(await linkOn(page))).toEqual([0, 3]);
});

test('scores: by keyboard, with arrows inside a name and Tab between names', async () => {
  const form: PaperForm = { kind: 'scores', candidates: 3, highest: 5 };
  box = pollOn(form, ['Ann', 'Bob', 'Cy'], OFFERED);
  const page = await openPaper(1280);
  await expectSound(page);
  await page.getByRole('group', { name: 'Ann' }).getByRole('radio', { name: '0' }).focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowLeft');
  expect(await page.locator('.ballot-state').textContent()).toBe(
    'You have given 2 of 3 a score above 0.',
  );
  await button(page, 'Go on to check').click();
  expect(await page.locator('.choice-list li').allTextContents()).toEqual(['5 Cy', '4 Ann']);
  await page.goBack();
  await castIt(page);
  expect(await saidBy(await linkOn(page))).toEqual([4, 0, 5]);
});

test('scores to a hundred are chosen from a list', async () => {
  const form: PaperForm = { kind: 'scores', candidates: 2, highest: 100 };
  box = pollOn(form, ['Ann', 'Bob'], OFFERED);
  const page = await openPaper(320);
  await expectSound(page);
  await page.getByLabel('Bob').selectOption('87');
  await castIt(page);
  expect(await saidBy(await linkOn(page))).toEqual([0, 87]);
});

test('a yes or no about whoever is proposed', async () => {
  const question = 'Election of the chair: do you confirm Ann Field?';
  const proposed = [{ id: 'ann', name: 'Ann Field' }];
  const more = { question, proposed, ...OFFERED };
  box = pollOn({ kind: 'motion', abstain: true }, ['Yes', 'No', 'Abstain'], more);
  const page = await openPaper();
  await heading(page, question).waitFor();
  await button(page, 'No').tap();
  await castIt(page);
  expect(await saidBy(await linkOn(page))).toEqual([1]);
});

test('seventy names: found by a part of the name, marked, three pieces sealed', async () => {
  box = pollOn({ kind: 'marks', candidates: 70, most: 70 }, names(70), OFFERED);
  const page = await openPaper(320);
  await expectSound(page);
  const find = page.getByLabel('Find a name');
  await find.fill('69');
  await page.getByText('1 of 70 are shown.').waitFor();
  await page.getByRole('checkbox', { name: 'Candidate 69' }).tap();
  await find.fill('ate 05');
  await page.getByText('1 of 70 are shown.').waitFor();
  await page.getByRole('checkbox', { name: 'Candidate 05' }).tap();
  await find.fill('');
  expect(await page.locator('.row').count()).toBe(70);
  expect(await page.locator('.ballot-state').textContent()).toBe(
    'You have marked 2 of 70: Candidate 05 and Candidate 69.',
  );
  // What has the focus is not hidden behind the line that stays at the foot.
  await page.getByRole('checkbox', { name: 'Candidate 40' }).focus();
  const isSeen = await page.evaluate(() => {
    const foot = document.querySelector('.ballot-foot')?.getBoundingClientRect();
    const row = document.activeElement?.getBoundingClientRect();
    return row !== undefined && foot !== undefined && row.top < foot.top && row.top >= 0;
  });
  expect(isSeen).toBe(true);
  await castIt(page);
  expect(await saidBy(await linkOn(page))).toEqual([4, 68]);
});

test('forty names ranked, two pieces', async () => {
  box = pollOn({ kind: 'ranked', candidates: 40, most: 40 }, names(40), OFFERED);
  const page = await openPaper();
  for (const name of ['Candidate 40', 'Candidate 07', 'Candidate 31'])
    await button(page, new RegExp(`^${name} – not ranked`)).tap();
  await castIt(page);
  expect(await saidBy(await linkOn(page))).toEqual([39, 6, 30]);
});

test('the machine is tested: sealed, opened by a second program, nothing sent', async () => {
  box = pollOn({ kind: 'marks', candidates: 3, most: 2 }, ['Ann', 'Bob', 'Cy']);
  const page = await visit();
  await page.goto(`${server.origin}/test`);
  await page.getByRole('checkbox', { name: 'Bob' }).tap();
  await button(page, 'Go on to check').tap();
  await page.getByText('A test. Nothing is cast.').waitFor();
  await button(page, 'Seal and open it').tap();
  await heading(page, 'The test went well').waitFor();
  expect(await page.locator('.choice-name').allTextContents()).toEqual(['Bob']);
  await expectSound(page);
  expect(box.casts).toBe(0);
  // The test ballot can be read on another device too, though it is in no box.
  const other = await visit();
  await other.goto(await linkOn(page));
  await other.getByText('This ballot was a test.').waitFor();
  expect(await other.locator('.choice-name').allTextContents()).toEqual(['Bob']);
});

test('a second device reads the vote from the code on the screen, and both forget it', async () => {
  box = pollOn({ kind: 'ranked', candidates: 3, most: 3 }, ['Ann', 'Bob', 'Cy'], OFFERED);
  const asked: string[] = [];
  const page = await openPaper();
  await page.getByText('That also means that you could show it to somebody else').waitFor();
  await button(page, /^Cy/).tap();
  await button(page, /^Ann/).tap();
  await castIt(page);
  await page.getByText('whoever sees it can see how you voted').waitFor();
  const link = await linkOn(page);
  await page.locator('svg.qr').waitFor();
  expect(await scan(page)).toBe(link);
  await expectSound(page);

  const other = await visit();
  other.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')));
  await other.goto(link);
  await heading(other, 'What this ballot says').waitFor();
  await other.getByText('taken from the public record').waitFor();
  expect(await other.locator('.choice-name').allTextContents()).toEqual(['Cy', 'Ann']);
  await expectSound(other);
  expect(new URL(other.url()).hash).toBe('');
  // r is in the fragment, and no request holds it.
  const secret = toHex(Buffer.from(link.split('#')[1] ?? '', 'base64url').subarray(33));
  const code = link.split('#')[1] ?? 'none';
  expect(asked.some((url) => url.includes(code) || url.includes(secret))).toBe(false);
  await other.reload();
  await other.getByText('There is no code in this link').waitFor();

  await page.reload();
  await heading(page, 'Your vote is in the ballot box').waitFor();
  await page.getByText('has been forgotten').waitFor();
  expect(await page.content()).not.toContain(code);
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...sessionStorage }, { ...localStorage }, history.state]),
  );
  expect(stored).not.toContain(code);
});

test('a second device says so when the code is wrong or the ballot is not on the record', async () => {
  box = pollOn({ kind: 'choice', candidates: 2 }, ['Ann', 'Bob'], OFFERED);
  const page = await openPaper();
  await button(page, 'Ann').tap();
  await castIt(page);
  const link = await linkOn(page);
  const bytes = Buffer.from(link.split('#')[1] ?? '', 'base64url');
  const at = (code: Uint8Array): string =>
    `${server.origin}/second#${Buffer.from(code).toString('base64url')}`;
  const other = await visit();
  const wrong = Buffer.concat([bytes.subarray(0, 33), encodeScalar(7n)]);
  await other.goto(at(wrong));
  await other.getByText('The code does not open a ballot of this poll.').waitFor();
  const stray = Buffer.from(bytes);
  stray[1] = (stray[1] ?? 0) ^ 1;
  await other.goto(at(stray));
  await other.getByText('not on the public record').waitFor();
});

/** The QR code as a camera would see it. */
async function scan(page: Page): Promise<string> {
  const pixels = await page.evaluate(async () => {
    const svg = document.querySelector('svg.qr');
    const path = svg?.querySelector('.qr-ink')?.getAttribute('d') ?? '';
    const size = Number(svg?.getAttribute('viewBox')?.split(' ')[2]);
    const scale = 4;
    const canvas = new OffscreenCanvas(size * scale, size * scale);
    const context = canvas.getContext('2d');
    if (context === null) return undefined;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, size * scale, size * scale);
    context.scale(scale, scale);
    context.fillStyle = '#000';
    context.fill(new Path2D(path));
    const { data } = context.getImageData(0, 0, size * scale, size * scale);
    return { width: size * scale, height: size * scale, data: [...data] };
  });
  if (pixels === undefined) return '';
  return decodeQR({ ...pixels, data: Uint8Array.from(pixels.data) });
}
