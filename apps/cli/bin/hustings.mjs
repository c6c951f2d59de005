#!/usr/bin/env node
// npx hustings: the command, with the set-up done where it is needed. Plain JavaScript for Node 20.19 on.
import { QUIET, startingEnvironment } from '../../../scripts/lib/node24.mjs';
import { prepare } from '../../../scripts/lib/prepare.mjs';
import { inRoot } from '../../../scripts/lib/root.mjs';
import { handOver } from '../../../scripts/lib/run-program.mjs';
import { giveUp } from '../../../scripts/lib/say.mjs';

try {
  const args = process.argv.slice(2);
  // Only the server shows pages; the other commands must not wait for them to be built.
  const node = await prepare({ web: args.includes('serve') });
  process.exitCode = await handOver(node, [...QUIET, inRoot('apps/cli/src/main.ts'), ...args], {
    env: startingEnvironment(),
  });
} catch (error) {
  giveUp(error);
}
