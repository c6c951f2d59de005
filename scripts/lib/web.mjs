import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot, root } from './root.mjs';
import { collect } from './run-program.mjs';
import { step, Trouble } from './say.mjs';

const STAMP = inRoot('node_modules/.hustings/web-built');
/** Written last by `build.mjs`; it changes with what was built. */
const BUILT = inRoot('apps/web/dist/stamp');

/** Builds the browser programs when anything they are made of has changed since the last time. */
export async function ensureWebBuilt(node) {
  const sources = fingerprint();
  if (existsSync(BUILT) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources + built())
    return;
  await step('building the pages', async () => {
    const { code, output } = await collect(node, [inRoot('apps/web/build.mjs')]);
    if (code !== 0)
      throw new Trouble(
        `building the pages failed:\n  ${output.trim().split('\n').slice(-20).join('\n  ')}`,
        [
          'if you changed nothing here, this is a fault of ours: please report it with the lines above',
        ],
      );
  });
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, sources + built());
}

function built() {
  return ` ${readFileSync(BUILT, 'utf8')}`;
}

/**
 * Path, size and time of every source: a clone, a pull or an edit changes it, a second start does not.
 * `build.mjs` looks at the contents; this only spares loading it.
 */
function fingerprint() {
  const hash = createHash('sha256');
  const folders = [
    'apps/web',
    ...readdirSync(inRoot('packages')).map((name) => `packages/${name}`),
  ];
  for (const folder of folders) {
    const files = [...sources(join(folder, 'src')), ...sources(join(folder, 'public'))];
    for (const file of ['package.json', 'build.mjs', ...files]) {
      const path = file.includes('/') ? file : join(folder, file);
      const stat = statSync(join(root, path), { throwIfNoEntry: false });
      if (stat) hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
    }
  }
  hash.update(readFileSync(inRoot('package-lock.json')));
  return hash.digest('hex');
}

function sources(folder) {
  if (!existsSync(inRoot(folder))) return [];
  return readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length))
    .sort();
}
