import { inRoot } from './root.mjs';
import { handOver } from './run-program.mjs';
import { say } from './say.mjs';

/** The steps beside the tests: each counts as one test, and all run even when one of them fails. */
const CHECKS = [
  ['the code is formatted and linted', 'node_modules/@biomejs/biome/bin/biome', ['ci', '.']],
  ['the sources are well typed', 'node_modules/typescript/bin/tsc', ['-b']],
  ['the tests are well typed', 'node_modules/typescript/bin/tsc', ['-p', 'test']],
];

export async function runChecks(node) {
  const failed = [];
  for (const [name, program, args] of CHECKS) {
    say(`checking that ${name}`);
    const code = await handOver(node, [inRoot(program), ...args], { cwd: inRoot() });
    if (code !== 0) failed.push(name);
  }
  return { passed: CHECKS.length - failed.length, failed };
}
