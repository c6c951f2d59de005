// node scripts/run.mjs FILE args…: runs one TypeScript file of the checkout with everything in place.
import { resolve } from 'node:path';
import { QUIET, startingEnvironment } from './lib/node24.mjs';
import { prepare } from './lib/prepare.mjs';
import { handOver } from './lib/run-program.mjs';
import { giveUp, Trouble } from './lib/say.mjs';

try {
  const [file, ...args] = process.argv.slice(2);
  if (file === undefined)
    throw new Trouble('no file named', ['node scripts/run.mjs FILE [ARGUMENT…]']);
  const node = await prepare({ web: false });
  process.exitCode = await handOver(node, [...QUIET, resolve(file), ...args], {
    env: startingEnvironment(),
  });
} catch (error) {
  giveUp(error);
}
