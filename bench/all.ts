/** Every benchmark, one after the other, each in a process of its own; nothing is asserted about time. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

for (const name of [
  'ristretto',
  'ristretto-peers',
  'count',
  'count-stv',
  'replay',
  'verify-browser',
]) {
  console.log(`\n# ${name}`);
  execFileSync(process.execPath, [join(import.meta.dirname, `${name}.ts`)], { stdio: 'inherit' });
}
