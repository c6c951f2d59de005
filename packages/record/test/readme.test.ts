import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('the example of the README runs and prints what it says', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [code = '', output] = ['ts', 'text'].map(
    (kind) => readme.match(new RegExp(`\`\`\`${kind}\n([^]*?)\`\`\``))?.[1],
  );
  const printed = execFileSync(
    process.execPath,
    ['--input-type=module-typescript', '--eval', code],
    { encoding: 'utf8', cwd: fileURLToPath(new URL('..', import.meta.url)) },
  );
  expect(printed).toBe(output);
});
