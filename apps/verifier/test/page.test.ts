/** The page, opened from the disk in a real Chromium, with a record that holds and one that does not. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unwrap } from '@hustings/base';
import { type MemoryRecord, zipRecord } from '@hustings/record';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  cast,
  finish,
  recordOf,
  societyWithOpenPoll,
} from '../../../packages/record/test/society.ts';
import { chromiumPath, FLAGS } from '../../web/test/chromium.ts';
import { buildPage } from '../build.mjs';
import { copyOf } from './workshop.ts';

let browser: Browser;
let folder: string;
let page: string;
let record: MemoryRecord;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'second-verifier-'));
  page = await buildPage(folder);
  browser = await chromium.launch({ executablePath: chromiumPath(), args: [...FLAGS] });
  const society = await societyWithOpenPoll(2);
  for (const one of await cast(society, [[1], [1, 2]])) unwrap(one);
  await finish(society);
  record = await recordOf(society);
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

test('says that a record holds, and what is wrong with another, without a network', async () => {
  const context = await browser.newContext({ offline: true });
  const tab = await context.newPage();
  const complaints: string[] = [];
  tab.on('pageerror', (error) => complaints.push(String(error)));
  await tab.goto(pathToFileURL(page).href);
  const check = async (name: string, of: MemoryRecord) => {
    const buffer = Buffer.from(zipRecord(of));
    await tab.setInputFiles('input', { name, mimeType: 'application/zip', buffer });
    await tab.getByText(`${name}: `).waitFor();
    return `${await tab.locator('[role=status]').textContent()}\n${await tab.locator('pre').textContent()}`;
  };
  expect(await check('whole.zip', record)).toContain('Nothing is wrong in what was checked.');
  const tampered = copyOf(record);
  const [path, bytes] = [...record.files].find(([p]) => p.startsWith('blob/')) as [
    string,
    Uint8Array,
  ];
  tampered.files.set(path, bytes.with(0, (bytes[0] as number) ^ 1));
  const said = await check('tampered.zip', tampered);
  expect(said).toContain('tampered.zip: something is wrong.');
  expect(said).toContain(path);
  expect(complaints).toEqual([]);
});
