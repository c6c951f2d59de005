/** The page, opened from the disk in a real Chromium without a network: zips, folders, drops, and what is no record. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MemoryRecord } from '@hustings/record';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { edited, recordOf, tamperedOf, zipOf } from '../../../vectors/proceedings/bundle.ts';
import { chromiumPath, FLAGS } from '../../web/test/chromium.ts';
import { buildPage } from '../build.mjs';

let browser: Browser;
let context: BrowserContext;
let tab: Page;
let folder: string;
const complaints: string[] = [];
const record = recordOf('simple');
/** With a wrong mix. */
const tampered: MemoryRecord = edited(
  record,
  tamperedOf('simple').cases.find((c) => c.code === 'mix/proof-fails')?.edits ?? [],
);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'second-verifier-'));
  const page = await buildPage(folder);
  browser = await chromium.launch({ executablePath: chromiumPath(), args: [...FLAGS] });
  context = await browser.newContext({ offline: true, viewport: { width: 390, height: 844 } });
  tab = await context.newPage();
  tab.on('pageerror', (error) => complaints.push(String(error)));
  tab.on('console', (said) => {
    if (said.type() === 'error') complaints.push(said.text());
  });
  await tab.goto(pathToFileURL(page).href);
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

async function chooseZip(name: string, bytes: Uint8Array): Promise<void> {
  const buffer = Buffer.from(bytes);
  await tab.setInputFiles('#zip', { name, mimeType: 'application/zip', buffer });
}

async function verdict(name: string): Promise<string> {
  await tab.getByText(`${name} has been checked.`).waitFor();
  return tab.locator('#verdict').innerText();
}

describe('the page', () => {
  test('says that a record in a zip holds, and what was checked and what was not', async () => {
    await chooseZip('whole.zip', zipOf(record));
    expect(await verdict('whole.zip')).toBe('Nothing is wrong in what was checked.');
    const report = await tab.locator('#report').innerText();
    expect(report).toContain('This is the record of simple, a log of 35 entries');
    expect(report).toContain('6 ballots');
    expect(report).toContain('this verifier has no referee');
    expect(await tab.locator('#wrong').isVisible()).toBe(false);
    expect(await tab.locator('progress').isVisible()).toBe(false);
  });

  test('says in a sentence what is wrong with another, and where', async () => {
    await chooseZip('tampered.zip', zipOf(tampered));
    expect(await verdict('tampered.zip')).toMatch(/^\d+ things? (is|are) wrong\.$/);
    expect(await tab.locator('#wrong li').allInnerTexts()).toContainEqual(
      expect.stringMatching(/^Entry \d+: .*\(mix\/proof-fails\)$/),
    );
  });

  test('takes a folder', async () => {
    for (const [path, bytes] of record.files) {
      await mkdir(dirname(join(folder, 'my record', path)), { recursive: true });
      await writeFile(join(folder, 'my record', path), bytes);
    }
    await tab.setInputFiles('#folder', join(folder, 'my record'));
    expect(await verdict('my record')).toBe('Nothing is wrong in what was checked.');
  });

  test('takes what is dropped on it', async () => {
    const bytes = [...zipOf(record)];
    const data = await tab.evaluateHandle((list) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(list)], 'dropped.zip'));
      return transfer;
    }, bytes);
    await tab.dispatchEvent('.drop', 'drop', { dataTransfer: data });
    expect(await verdict('dropped.zip')).toBe('Nothing is wrong in what was checked.');
  });

  test('shows how far it is', async () => {
    await tab.evaluate(() => {
      const seen: number[] = [];
      const bar = document.querySelector('progress') as HTMLProgressElement;
      new MutationObserver(() => seen.push(bar.value)).observe(bar, { attributes: true });
      Object.assign(globalThis, { seen });
    });
    await chooseZip('again.zip', zipOf(recordOf('separated')));
    await verdict('again.zip');
    const seen = await tab.evaluate(() => (globalThis as unknown as { seen: number[] }).seen);
    const rising = seen.filter((v) => v > 0 && v <= 1);
    expect(new Set(rising).size).toBeGreaterThan(3);
    expect(rising.toSorted((a, b) => a - b)).toEqual(rising);
  });

  test('says of what is no record that it is none', async () => {
    await chooseZip('text.zip', new TextEncoder().encode('no zip'));
    await tab.getByText('text.zip: This is no zip').waitFor();
    await mkdir(join(folder, 'other'), { recursive: true });
    await writeFile(join(folder, 'other/a.txt'), 'a');
    await tab.setInputFiles('#folder', join(folder, 'other'));
    await tab.getByText('other: This is no record').waitFor();
  });

  test('fits a telephone and a wide screen, and nothing of it complains', async () => {
    for (const width of [390, 1280]) {
      await tab.setViewportSize({ width, height: 844 });
      await chooseZip('tampered.zip', zipOf(tampered));
      await verdict('tampered.zip');
      const overflow = await tab.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `at ${width}`).toBe(0);
      const shots = process.env['SHOTS'];
      if (shots !== undefined)
        await tab.screenshot({ path: join(shots, `second-${width}.png`), fullPage: true });
    }
    expect(complaints).toEqual([]);
  });
});
