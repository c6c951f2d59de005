// npm run check: formatting, lint and types, without the tests.
import { runChecks } from './lib/checks.mjs';
import { prepare } from './lib/prepare.mjs';
import { giveUp, say } from './lib/say.mjs';

try {
  const { failed } = await runChecks(await prepare({ web: false }));
  for (const name of failed) say(`not so: ${name}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
} catch (error) {
  giveUp(error);
}
