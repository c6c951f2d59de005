/**
 * Takes a picture of every example page at a phone's and a desk's width, light and dark.
 * `node apps/web/pictures.mjs OUT [name…]`; needs Chromium.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { buildWeb } from './build.mjs';
import { chromiumPath, FLAGS } from './test/chromium.ts';
import { serveExamples } from './test/example-server.ts';

const [out, ...names] = process.argv.slice(2);
if (out === undefined) {
  console.error('usage: node apps/web/pictures.mjs OUT [name…]');
  process.exit(2);
}
mkdirSync(out, { recursive: true });
await buildWeb();
const vite = await createServer({
  root: import.meta.dirname,
  configFile: false,
  logLevel: 'warn',
  appType: 'custom',
  server: { middlewareMode: true, ws: false, watch: null },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});
const { examples } = await vite.ssrLoadModule('/src/examples/index.ts');
const server = await serveExamples(examples);
const browser = await chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
const wanted = names.length > 0 ? names : Object.keys(examples);
for (const [width, scheme] of [
  [390, 'light'],
  [1280, 'light'],
  [390, 'dark'],
]) {
  const page = await browser.newPage({ viewport: { width, height: 844 }, colorScheme: scheme });
  for (const name of wanted) {
    await page.goto(`${server.origin}/${name}`);
    await page.screenshot({ path: join(out, `${name}-${width}-${scheme}.png`), fullPage: true });
  }
  await page.close();
}
await browser.close();
await server.close();
await vite.close();
console.log(`${wanted.length} pages, three pictures each, in ${out}`);
