/**
 * Builds the browser programs, the stylesheet and the server's pages into dist/, unless nothing has
 * changed since the last time. `node apps/web/build.mjs` from anywhere; `import { buildWeb }` from scripts.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const HERE = import.meta.dirname;
const ROOT = join(HERE, '../..');
const DIST = join(HERE, 'dist');
const STAMP = join(DIST, 'stamp');

/** Returns true when something was built, false when all was up to date. */
export async function buildWeb() {
  return locked(buildIfStale);
}

async function buildIfStale() {
  const stamp = hashOfSources();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return false;
  // Vite empties each folder only when it has something to put there: a build that fails leaves the last one.
  rmSync(STAMP, { force: true });
  for (const [i, language] of LANGUAGES.entries()) {
    await buildBrowser(language, i === 0);
    await buildServer(language, builtAssets(language), importsOf(language));
  }
  await writeDispatcher();
  writeFileSync(STAMP, stamp);
  return true;
}

/** Names of the built browser files by what pages call them, as paths of the server. */
export function builtAssets(language = 'en') {
  return assetsOf(manifestOf(language));
}

function manifestOf(language) {
  return JSON.parse(readFileSync(join(DIST, 'client', manifestName(language)), 'utf8'));
}

const SHARED = {
  root: HERE,
  configFile: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
};

/** On a busy machine every build is slow; that is not worth a page of advice. */
const QUIET = { bundlerTimings: false };

const ENTRIES = {
  booth: 'src/booth/main.tsx',
  second: 'src/second/main.tsx',
  verifier: 'src/verifier/main.tsx',
  enhance: 'src/enhance/main.ts',
  style: 'src/styles/index.css',
};

/** As in src/languages.ts, whose test holds the two together. */
export const LANGUAGES = ['en', 'cy'];

const manifestName = (language) => `.vite/manifest.${language}.json`;

/** Puts the catalogue of a language in the place of the English one (src/messages/words.ts says why). */
function speak(language) {
  const messages = join(HERE, 'src/messages');
  return {
    name: 'hustings-words',
    enforce: 'pre',
    resolveId: (source, importer) =>
      importer !== undefined && dirname(importer) === messages && source.startsWith('./en/')
        ? join(messages, source.replace('./en/', `./${language}/`))
        : undefined,
  };
}

async function buildBrowser(language, isFirst) {
  await build({
    ...SHARED,
    plugins: [speak(language)],
    worker: { format: 'es', plugins: () => [speak(language)] },
    build: {
      outDir: 'dist/client',
      // Files are named by what is in them, so that languages share what is the same.
      emptyOutDir: isFirst,
      manifest: manifestName(language),
      // The content security policy allows no data: scripts, and small files are cached as well as large ones.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: 'es2022',
      rolldownOptions: { input: ENTRIES, checks: QUIET },
    },
  });
}

/** By entry: the chunks that it imports, asked for with the page instead of one round trip later. */
function importsOf(language) {
  const manifest = manifestOf(language);
  const chunks = (key) =>
    (manifest[key].imports ?? []).flatMap((next) => [`/${manifest[next].file}`, ...chunks(next)]);
  return Object.fromEntries(
    Object.entries(ENTRIES).map(([name, source]) => [name, [...new Set(chunks(source))]]),
  );
}

async function buildServer(language, assets, imports) {
  await build({
    ...SHARED,
    plugins: [speak(language)],
    publicDir: false,
    define: { __ASSETS__: JSON.stringify(assets), __IMPORTS__: JSON.stringify(imports) },
    // Everything of ours and Preact goes in, so that Node has nothing to strip or to find.
    ssr: { noExternal: true },
    build: {
      outDir: `dist/server/${language}`,
      ssr: 'src/pages/index.ts',
      target: 'node22',
      rolldownOptions: { output: { entryFileNames: 'pages.js' }, checks: QUIET },
    },
  });
}

/** One module for the server: every page in the language that its view asks for. */
async function writeDispatcher() {
  const pages = await import(pathToFileURL(join(DIST, 'server/en/pages.js')).href);
  const names = Object.keys(pages).toSorted();
  const lines = [
    ...LANGUAGES.map((language) => `import * as ${language} from './${language}/pages.js';`),
    `const languages = { ${LANGUAGES.join(', ')} };`,
    'const of = (view) => languages[view.frame.language] ?? en;',
    ...names.map((name) =>
      name.startsWith('render')
        ? `export const ${name} = (view) => of(view).${name}(view);`
        : `export const ${name} = en.${name};`,
    ),
  ];
  writeFileSync(join(DIST, 'server/pages.js'), `${lines.join('\n')}\n`);
}

function assetsOf(manifest) {
  return Object.fromEntries(
    Object.entries(ENTRIES).map(([name, source]) => [name, `/${manifest[source].file}`]),
  );
}

/** Test files run at once, and each makes sure of the build: one builds, the others wait for it. */
async function locked(work) {
  const place = createHash('sha256').update(HERE).digest('hex').slice(0, 16);
  const lock = join(tmpdir(), `hustings-web-build-${place}`);
  for (const began = Date.now(); ; await setTimeout(100)) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      // Whoever held it so long was killed.
      if (Date.now() - began > 120_000) rmSync(lock, { recursive: true, force: true });
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** One hash over every file that can change what is built. */
function hashOfSources() {
  const hash = createHash('sha256');
  const packages = readdirSync(join(ROOT, 'packages')).map((name) =>
    join(ROOT, 'packages', name, 'src'),
  );
  const places = [join(HERE, 'src'), join(HERE, 'public'), ...packages].filter(existsSync);
  const files = places.flatMap((place) =>
    readdirSync(place, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  for (const file of [
    ...files.toSorted(),
    join(HERE, 'build.mjs'),
    join(ROOT, 'package-lock.json'),
  ])
    hash
      .update(`${file.slice(ROOT.length)}\n`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}

if (process.argv[1] === import.meta.filename) {
  const began = performance.now();
  const built = await buildWeb();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(built ? `web: built in ${seconds} s` : 'web: up to date');
}
