/** What visitors of a practice poll do, for the tests that need a voter and not the way to the booth. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { button, type Device, type House, heading } from './harness.ts';

/** Whoever stands in every practice poll. */
export const NAMES = ['Ada Quill', 'Benedict Marsh', 'Carys Penhale', 'Dilip Rao'];

export interface Voter {
  readonly page: Page;
  /** Path of the proceeding. */
  readonly contest: string;
  readonly poll: string;
  /** Path of the booth with the voter's code. */
  readonly booth: string;
  readonly code: string;
}

/** Starts a practice poll in a browser of its own and stands before the paper. */
export async function practise(house: House, device: Device = 'phone'): Promise<Voter> {
  const page = await house.visitor(device);
  await page.goto('/practice');
  await button(page, 'Start a practice poll').click();
  await page.locator('.row').first().waitFor();
  const { pathname, hash } = new URL(page.url());
  // The code does not stay in the address bar.
  expect(hash).toBe('');
  const [, contest = '', poll = ''] = /^(\/p\/[^/]+)\/vote\/([^/]+)$/.exec(pathname) ?? [];
  const text = await (await page.request.get(`${contest}/polls/${poll}`)).text();
  const code = new RegExp(`${pathname}#([0-9A-Z-]{24})`).exec(text)?.[1] ?? '';
  expect(code).toMatch(/^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
  return { page, contest, poll, code, booth: `${pathname}#${code}` };
}

/** Marks the paper in this order and goes on to check. */
export async function mark(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) await button(page, new RegExp(`^${name} – not ranked`)).click();
  await button(page, 'Go on to check').click();
  await heading(page, 'Check your vote').waitFor();
}

export async function receiptShown(page: Page): Promise<string> {
  await heading(page, 'Your vote is in the ballot box').waitFor();
  const receipt = (await page.locator('[data-receipt]').textContent()) ?? '';
  expect(receipt).toMatch(/^([a-z]+-){4}\d{4}$/);
  return receipt;
}

export async function castVote(page: Page, names: readonly string[]): Promise<string> {
  await mark(page, names);
  await button(page, 'Cast my vote').click();
  return receiptShown(page);
}

/** Receipts in the public ballot box, in the order in which the ballots came. */
export async function receiptsInBox(page: Page, contest: string): Promise<readonly string[]> {
  const box = await page.context().newPage();
  await box.goto(`${contest}/box`);
  const receipts = await box.locator('main table a').allTextContents();
  await box.close();
  return receipts.map((receipt) => receipt.trim());
}
