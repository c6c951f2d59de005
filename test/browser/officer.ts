/** What a returning officer and the members do on their pages, for the tests of door 3. */
import type { Page } from 'playwright-core';
import { eventually, type House, heading, link, words } from './harness.ts';

/** A moment as the fields for dates take it, in the rule books' own zone. */
export function inLondon(at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/London',
    dateStyle: 'short',
    timeStyle: 'short',
  })
    .format(at)
    .replace(' ', 'T');
}

/** The full minute this many hours from now. */
export function inHours(hours: number): Date {
  const at = new Date(Date.now() + hours * 3_600_000);
  at.setSeconds(0, 0);
  return at;
}

export async function signInAsOfficer(house: House): Promise<Page> {
  const page = await house.visitor('desk');
  await page.goto(house.officerLink);
  await page.locator('main form button').click();
  await heading(page, 'Returning officer’s desk').waitFor();
  return page;
}

/** Begins a contest under the rule book of this name, as the form asks; gives the path of its desk. */
export async function begin(
  officer: Page,
  book: RegExp,
  organisation: string,
  title: string,
): Promise<string> {
  await officer.goto('/officer');
  await link(officer, 'Begin a new contest').click();
  await heading(officer, 'Begin a new contest').waitFor();
  await officer.getByRole('radio', { name: book }).check();
  await officer.getByLabel('Name of the organisation').fill(organisation);
  await officer.getByLabel('What is this about?').fill(title);
  await officer.getByRole('button', { name: 'Begin' }).click();
  await heading(officer, title).waitFor();
  return new URL(officer.url()).pathname;
}

type Fields = Readonly<Record<string, string>>;

/** Fills in the page's form, by the names of its fields. */
export async function fillIn(page: Page, fields: Fields): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main [name="${name}"]`);
    if ((await field.first().getAttribute('type')) === 'radio')
      await page.locator(`main [name="${name}"][value="${value}"]`).check();
    else await field.fill(value);
  }
}

/** Does what leads to another page, and waits for that, also where its address is the same. */
async function leaving(page: Page, press: () => Promise<void>): Promise<void> {
  await page.locator('html').evaluate((html) => html.setAttribute('data-left', ''));
  await press();
  await page.locator('html:not([data-left]) main').waitFor();
}

/** Fills in and sends the one form of a page. */
export async function send(page: Page, fields: Fields = {}): Promise<void> {
  await fillIn(page, fields);
  await leaving(page, () => page.locator('main form button').last().click());
}

/** Sends the form of an act, which must be taken. */
export async function sendTaken(page: Page, fields: Fields = {}): Promise<void> {
  await send(page, fields);
  if (page.url().includes('/do?')) throw new Error(`not taken: ${await words(page)}`);
}

/** Does what the desk names as the next step; it must be this act or, for a button alone, end in this. */
export async function nextStep(
  officer: Page,
  desk: string,
  what: string,
  fields: Fields = {},
): Promise<void> {
  await officer.goto(desk);
  const step = officer.getByRole('region', { name: 'Next step' });
  const way = step.locator(`a[href*="act=${what}&"]`);
  const press = step.locator(`form[action$="/${what}"] button`);
  if ((await press.count()) > 0) {
    await leaving(officer, () => press.click());
  } else if ((await way.count()) > 0) {
    await leaving(officer, () => way.click());
    await sendTaken(officer, fields);
  } else {
    throw new Error(`the next step is not ${what}: ${await step.innerText()}`);
  }
  await atDesk(officer, desk);
}

/** Any other act that the desk offers now. */
export async function act(
  officer: Page,
  desk: string,
  what: string,
  fields: Fields = {},
): Promise<void> {
  await openForm(officer, desk, what);
  await sendTaken(officer, fields);
  await atDesk(officer, desk);
}

export async function openForm(page: Page, from: string, what: string): Promise<void> {
  await page.goto(from);
  const way = page.locator(`main a[href*="/do?act=${what}&"]`).first();
  const href = await way.getAttribute('href');
  await page.goto(href ?? '');
}

/** Work that takes longer shows a page of its own, and leads back by itself. */
async function atDesk(officer: Page, desk: string): Promise<void> {
  await officer.waitForURL((url) => url.pathname === desk || url.pathname.endsWith('/result'));
}

/** The link in the newest kept mail of this kind to this address, found on the pages of the outbox. */
export async function mailedLink(
  officer: Page,
  to: string,
  kind: 'sign-in' | 'vote',
): Promise<string> {
  const path = kind === 'vote' ? '/vote/' : '/m/';
  return eventually(`a ${kind} mail to ${to}`, async () => {
    await officer.goto('/officer/outbox');
    const mails = await officer
      .getByRole('row')
      .filter({ hasText: to })
      .getByRole('link')
      .evaluateAll((links) => links.map((one) => one.getAttribute('href') ?? ''));
    for (const mail of mails) {
      await officer.goto(mail);
      const found = officer.locator(`main a[href*="${path}"]`);
      if ((await found.count()) > 0) return (await found.first().getAttribute('href')) ?? undefined;
    }
    return undefined;
  });
}

/** Follows a member's sign-in mail on that member's own phone. */
export async function signInAsMember(house: House, officer: Page, to: string): Promise<Page> {
  const href = await mailedLink(officer, to, 'sign-in');
  const page = await house.visitor('phone');
  await page.goto(href);
  await page.locator('main form button').click();
  await heading(page, /^Hello, /).waitFor();
  return page;
}

/** Something that a member's page offers. */
export async function memberAct(page: Page, what: string, fields: Fields = {}): Promise<string> {
  await openForm(page, '/my', what);
  await sendTaken(page, fields);
  return words(page);
}
