/**
 * Writes dist/second-verifier.html: one file with the whole program in it, to be opened from a disk
 * without a network. `node apps/verifier/build.mjs`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const HERE = import.meta.dirname;

/** Returns the path of the page. */
export async function buildPage(folder = join(HERE, 'dist')) {
  const [{ output }] = await build({
    root: HERE,
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: 'src/page/worker.ts', formats: ['iife'], name: 'secondVerifier' },
      rolldownOptions: { checks: { bundlerTimings: false } },
    },
  });
  // The program stands within a script element, which nothing in it may end or comment out.
  const program = output[0].code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const page = readFileSync(join(HERE, 'src/page/page.html'), 'utf8');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'second-verifier.html');
  writeFileSync(
    path,
    page.replace('/*PROGRAM*/', () => program),
  );
  return path;
}

if (process.argv[1] === import.meta.filename) process.stdout.write(`${await buildPage()}\n`);
