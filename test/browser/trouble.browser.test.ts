/** Voting when something goes wrong: double presses, lost lines, back buttons, reloads, closed polls, bad codes. */
import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { button, expectSound, heading, link, openHouse, PATIENCE, words } from './harness.ts';
import { castVote, mark, practise, receiptShown, receiptsInBox } from './voting.ts';

const house = openHouse();
/** Ballots that the server has cast before the visitor comes. */
const OTHERS = 11;
const BALLOTS = '**/ballots';

/** Bodies of all that this page sends to the ballot box. */
function castsOf(page: Page): string[] {
  const bodies: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/ballots'))
      bodies.push(request.postData() ?? '');
  });
  return bodies;
}

test('a double tap on “Cast my vote” sends one ballot', async () => {
  const { page, contest } = await practise(house);
  const casts = castsOf(page);
  await mark(page, ['Dilip Rao', 'Ada Quill']);
  await button(page, 'Cast my vote').dblclick();
  const receipt = await receiptShown(page);
  expect(casts).toHaveLength(1);
  const box = await receiptsInBox(page, contest);
  expect(box).toHaveLength(OTHERS + 1);
  expect(box.at(-1)).toBe(receipt);
});

test('the same request sent twice more, at once, gives the same receipt and one ballot in the box', async () => {
  const { page, contest, poll } = await practise(house);
  const casts = castsOf(page);
  const receipt = await castVote(page, ['Carys Penhale']);
  const again = () =>
    page.request.post(`/api${contest}/polls/${poll}/ballots`, {
      data: casts[0] ?? '',
      headers: { 'content-type': 'application/json' },
    });
  for (const answer of await Promise.all([again(), again()])) {
    expect(answer.status()).toBe(200);
    expect(await answer.json()).toMatchObject({ receipt });
  }
  const box = await receiptsInBox(page, contest);
  expect(box.filter((one) => one === receipt)).toHaveLength(1);
  expect(box).toHaveLength(OTHERS + 1);
});

test('no line between check and cast: the booth says so, and sends the same ballot when told to', async () => {
  const { page, contest } = await practise(house);
  await mark(page, ['Ada Quill']);
  const sent: string[] = [];
  const cut = (route: Route): Promise<void> => {
    sent.push(route.request().postData() ?? '');
    return route.abort('internetdisconnected');
  };
  await page.route(BALLOTS, cut);
  await button(page, 'Cast my vote').click();
  await heading(page, 'Not confirmed yet').waitFor();
  expect(await words(page)).toContain('There is no connection.');
  await expectSound(page);
  expect(await receiptsInBox(page, contest)).toHaveLength(OTHERS);
  await page.unroute(BALLOTS, cut);
  const casts = castsOf(page);
  await button(page, 'Send again').click();
  const receipt = await receiptShown(page);
  expect(new Set([...sent, ...casts]).size).toBe(1);
  const box = await receiptsInBox(page, contest);
  expect(box).toHaveLength(OTHERS + 1);
  expect(box.at(-1)).toBe(receipt);
});

test('the answer is lost though the ballot went in: after a reload the same ballot is confirmed', async () => {
  const { page, contest } = await practise(house);
  await mark(page, ['Benedict Marsh']);
  const lose = async (route: Route): Promise<void> => {
    await route.fetch();
    await route.abort('connectionreset');
  };
  await page.route(BALLOTS, lose);
  await button(page, 'Cast my vote').click();
  await heading(page, 'Not confirmed yet').waitFor();
  const before = await receiptsInBox(page, contest);
  expect(before).toHaveLength(OTHERS + 1);
  await page.unroute(BALLOTS, lose);
  await page.reload();
  await page.getByText('You pressed “Cast my vote” before').waitFor();
  await expectSound(page);
  await button(page, 'Send again').click();
  const receipt = await receiptShown(page);
  expect(await receiptsInBox(page, contest)).toEqual(before);
  expect(before.at(-1)).toBe(receipt);
});

test('back from check keeps the marks; back from the receipt changes nothing; a reload shows it again', async () => {
  const { page, contest } = await practise(house);
  await mark(page, ['Dilip Rao', 'Carys Penhale']);
  await page.goBack();
  await button(page, 'Go on to check').waitFor();
  expect(await page.locator('.row-box').allTextContents()).toEqual(['', '', '2', '1']);
  await page.goForward();
  await heading(page, 'Check your vote').waitFor();
  await button(page, 'Cast my vote').click();
  const receipt = await receiptShown(page);

  await page.goBack();
  expect(await receiptShown(page)).toBe(receipt);
  await page.goForward();
  await page.reload();
  expect(await receiptShown(page)).toBe(receipt);
  await link(page, 'Check my vote').first().click();
  await page.waitForURL('**/check?*');
  await page.goBack();
  expect(await receiptShown(page)).toBe(receipt);
  expect(await receiptsInBox(page, contest)).toHaveLength(OTHERS + 1);
});

test('a reload in the middle of marking keeps nothing, and asks for the code', async () => {
  const { page, code, contest } = await practise(house);
  await mark(page, ['Ada Quill']);
  await page.reload();
  await heading(page, 'Your voting code').waitFor();
  await expectSound(page);
  await page.getByLabel('Voting code').fill(code.toLowerCase().replaceAll('-', ' '));
  await button(page, 'Go to my paper').click();
  await page.getByText('You have ranked nobody yet.').waitFor();
  await castVote(page, ['Ada Quill']);
  expect(await receiptsInBox(page, contest)).toHaveLength(OTHERS + 1);
});

test('a mistyped code is refused at the letter, and a code of another poll with the likely reason', async () => {
  const { page, code, booth } = await practise(house);
  const other = await practise(house);
  const field = page.getByLabel('Voting code');
  const problem = page.getByRole('alert');
  await page.goto(booth.split('#')[0] ?? '');
  await heading(page, 'Your voting code').waitFor();

  await button(page, 'Go to my paper').click();
  await problem.filter({ hasText: 'Type your voting code first.' }).waitFor();
  await field.fill(code.slice(0, -1));
  await button(page, 'Go to my paper').click();
  await problem.filter({ hasText: 'The 5th group' }).waitFor();
  // Two different letters change places, as they do in copying.
  const at = [...code].findIndex((symbol, i) => {
    const next = code[i + 1];
    return next !== undefined && symbol !== next && !`${symbol}${next}`.includes('-');
  });
  await field.fill(`${code.slice(0, at)}${code[at + 1]}${code[at]}${code.slice(at + 2)}`);
  await button(page, 'Go to my paper').click();
  await problem.filter({ hasText: 'One letter or figure is wrong' }).waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  await expectSound(page);
  await field.fill(other.code);
  await button(page, 'Go to my paper').click();
  await problem.filter({ hasText: 'This code is not on the roll of this poll.' }).waitFor();
  await field.fill(code);
  await button(page, 'Go to my paper').click();
  await page.locator('.row').first().waitFor();
});

test(
  'voting again takes the place of the first vote, and both receipts say so',
  async () => {
    const { page, contest, booth } = await practise(house);
    const first = await castVote(page, ['Ada Quill']);
    await page.goto('/');
    await page.goto(booth);
    await page.getByText('You have voted in this poll before.').waitFor();
    await expectSound(page);
    const second = await castVote(page, ['Dilip Rao']);
    expect(second).not.toBe(first);
    expect(await receiptsInBox(page, contest)).toHaveLength(OTHERS + 2);
    await page.goto(`${contest}/check?tracker=${first}`);
    await page.getByText('A later vote with the same voting code has taken its place').waitFor();
    await expectSound(page);
    await page.goto(`${contest}/check?tracker=${second}`);
    await page
      .getByText('It will be counted when the poll closes, unless you vote again.')
      .waitFor();
    await page.goto(contest);
    await button(page, 'Close the poll and count').click();
    await page.waitForURL('**/result', { timeout: 2 * PATIENCE });
    const told = await words(page);
    expect(told).toContain(`${OTHERS + 2} = ${OTHERS + 1} count + 1 replaced by a later one`);
  },
  4 * PATIENCE,
);

test('two tabs with one code: the later cast is shown what happened, and must agree to replace it', async () => {
  const { page, booth, contest } = await practise(house);
  const tab = await page.context().newPage();
  await tab.goto(booth);
  await tab.locator('.row').first().waitFor();
  await castVote(page, ['Ada Quill']);
  await mark(tab, ['Carys Penhale']);
  await button(tab, 'Cast my vote').click();
  await tab.getByText('Somebody has voted with your code since you opened this page.').waitFor();
  expect(await receiptsInBox(page, contest)).toHaveLength(OTHERS + 1);
  await expectSound(tab);
  await button(tab, 'Cast my vote').click();
  await receiptShown(tab);
  expect(await receiptsInBox(page, contest)).toHaveLength(OTHERS + 2);
});

test(
  'a poll that closes while the paper is marked takes nothing more, and a later visit is told so',
  async () => {
    const { page, contest, booth } = await practise(house);
    const owner = await page.context().newPage();
    await mark(page, ['Benedict Marsh']);
    await owner.goto(contest);
    await button(owner, 'Close the poll and count').click();
    await owner.waitForURL('**/result', { timeout: 2 * PATIENCE });
    await button(page, 'Cast my vote').click();
    await heading(page, 'The poll closed before your vote came in').waitFor();
    expect(await words(page)).toContain('Your vote has not been taken.');
    await expectSound(page);
    expect(await receiptsInBox(owner, contest)).toHaveLength(OTHERS);
    await page.goto('/');
    await page.goto(booth);
    await heading(page, 'This poll has closed').waitFor();
    await expectSound(page);
  },
  4 * PATIENCE,
);

test('a practice poll is closed only by the visitor who started it', async () => {
  const { contest } = await practise(house);
  const stranger = await house.visitor('desk');
  await stranger.goto(contest);
  await heading(stranger, /Practice/).waitFor();
  expect(await button(stranger, 'Close the poll and count').count()).toBe(0);
});

test('bad links lead to pages that say what to do', async () => {
  const page = await house.visitor('phone');
  for (const [path, title] of [
    ['/no/such/page', 'There is no such page'],
    ['/p/no-such-contest', 'There is no such page'],
    ['/p/no-such-contest/vote/poll-1#0000-0000-0000-0000-0000', 'There is no such page'],
    ['/enter/not-a-token', 'This link does not work'],
    ['/m/not-a-token', 'This link does not work'],
    ['/my', 'Please sign in'],
  ] as const) {
    await page.goto(path);
    await heading(page, title).waitFor();
    await expectSound(page);
  }
});

test('a sign-in link works once: looking at it does not use it, the button does', async () => {
  const scanner = await house.visitor('no script');
  await scanner.goto(house.officerLink);
  await scanner.reload();
  const page = await house.visitor('desk');
  await page.goto(house.officerLink);
  await heading(page, 'Sign in as returning officer').waitFor();
  await expectSound(page);
  await button(page, 'Sign in as returning officer').click();
  await page.waitForURL('**/officer');
  await heading(page, 'Returning officer’s desk').waitFor();
  await scanner.goto(house.officerLink);
  await heading(scanner, 'This link has been used').waitFor();
  const late = await house.visitor('phone');
  await late.goto(house.officerLink);
  await heading(late, 'This link has been used').waitFor();
  await expectSound(late);
  await late.goto('/officer');
  await late.getByText('returning officer').first().waitFor();
  expect(await words(late)).not.toContain('Your contests');
});
