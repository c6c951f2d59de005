/**
 * npm test: all the set-up (a browser included), then formatting, lint, types and every test, and at
 * the end one plain line `N passed, N failed`. Arguments go to Vitest (`npm test -- packages/count`);
 * then only those tests run.
 */
import { rmSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { ensureBrowser } from './lib/browser.mjs';
import { runChecks } from './lib/checks.mjs';
import { QUIET } from './lib/node24.mjs';
import { prepare } from './lib/prepare.mjs';
import { inRoot } from './lib/root.mjs';
import { handOver } from './lib/run-program.mjs';
import { giveUp, say } from './lib/say.mjs';
import { readVitest } from './lib/tally.mjs';
import { ensureWebBuilt } from './lib/web.mjs';

const REPORT = inRoot('node_modules/.hustings/vitest.json');
const args = process.argv.slice(2);

try {
  const node = await prepare({ web: false });
  let passed = 0;
  const failures = [];
  const fail = (text) => {
    failures.push(text);
    say(`failed: ${text}`);
  };

  try {
    await ensureWebBuilt(node);
  } catch (error) {
    fail(error.message);
  }
  const browser = await ensureBrowser();
  // With arguments, a test that needs the browser says so itself.
  if (browser.missing !== undefined && args.length === 0) fail(browser.missing);

  if (args.length === 0) {
    const checks = await runChecks(node);
    passed += checks.passed;
    for (const name of checks.failed) fail(`the check that ${name}`);
  }

  rmSync(REPORT, { force: true });
  const code = await handOver(
    node,
    [
      ...QUIET,
      inRoot('node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${REPORT}`,
      ...args,
    ],
    {
      cwd: inRoot(),
      env: {
        ...process.env,
        PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
        ...(browser.path === undefined ? {} : { CHROMIUM_PATH: browser.path }),
      },
    },
  );
  const tests = readVitest(REPORT, code);
  passed += tests.passed;
  for (const text of tests.broken) fail(text);
  const failed = failures.length + tests.failed - tests.broken.length;
  if (tests.skipped > 0) say(`${tests.skipped} skipped`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  process.exitCode = 1;
  process.on('exit', () => process.stdout.write('0 passed, 1 failed\n'));
  giveUp(error);
}
