// npm start: all the set-up, then Hustings. Plain JavaScript that any Node from 20.19 on can run.

import { QUIET, startingEnvironment } from './lib/node24.mjs';
import { prepare } from './lib/prepare.mjs';
import { inRoot } from './lib/root.mjs';
import { handOver } from './lib/run-program.mjs';
import { giveUp } from './lib/say.mjs';

try {
  const node = await prepare({ web: true });
  const args = [...QUIET, inRoot('apps/cli/src/main.ts'), 'serve', ...process.argv.slice(2)];
  process.exitCode = await handOver(node, args, { env: startingEnvironment() });
} catch (error) {
  giveUp(error);
}
