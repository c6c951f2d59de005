import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseScript, runScript } from './script.ts';

const SCRIPTS = join(import.meta.dirname, 'scripts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hustings-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the command line', () => {
  test.each(readdirSync(SCRIPTS))('%s', async (name) => {
    const text = readFileSync(join(SCRIPTS, name), 'utf8');
    expect(parseScript(text).steps.length).toBeGreaterThan(0);
    await runScript(text, folder);
  });

  test('the scripts are taken at their word', async () => {
    await expect(runScript('hustings nothing-like-it\n', folder)).rejects.toThrow('line 1');
    await expect(runScript("hustings --version\nstdout 'no such words'\n", folder)).rejects.toThrow(
      'line 2',
    );
    await expect(runScript('exists nowhere\n', folder)).rejects.toThrow('line 1');
    await expect(runScript('frobnicate\n', folder)).rejects.toThrow('no such step');
  });
});
