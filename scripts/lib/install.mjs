import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';
import { collect } from './run-program.mjs';
import { step, Trouble } from './say.mjs';

/** Holds the hash of the lock file that node_modules was installed from; gone when node_modules is. */
const STAMP = 'node_modules/.hustings/installed';

/**
 * Makes node_modules what the lock file says; a few milliseconds when it is already.
 * @param {string} folder
 * @param {(args: string[], cwd: string) => Promise<{ code: number, output: string }>} run
 */
export async function ensureInstalled(folder = root, run = npm) {
  const lockText = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const stamp = `${createHash('sha256').update(lockText).digest('hex')} ${process.platform} ${process.arch}\n`;
  const stampFile = join(folder, STAMP);
  if (readIfThere(stampFile) === stamp) return;
  if (!isInstalled(folder, JSON.parse(lockText))) {
    const { code, output } = await step('installing packages, a minute or two the first time', () =>
      run(['ci', '--no-audit', '--no-fund', '--loglevel=error'], folder),
    );
    if (code !== 0) throw installTrouble(output);
  }
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

/** True when the person's own `npm ci` or `npm install` has done the work: npm's hidden lock file says so. */
function isInstalled(folder, lock) {
  const hidden = readIfThere(join(folder, 'node_modules/.package-lock.json'));
  if (hidden === undefined) return false;
  const there = JSON.parse(hidden).packages;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '' || !isForThisMachine(wanted)) return true;
    const found = there[path];
    return found?.version === wanted.version && existsSync(join(folder, path));
  });
}

/** Optional packages are only wanted when their `os` and `cpu` name this machine; C libraries are npm's business. */
function isForThisMachine(entry) {
  if (!entry.optional) return true;
  if (entry.os === undefined || entry.cpu === undefined || entry.libc !== undefined) return false;
  return [entry.os].flat().includes(process.platform) && [entry.cpu].flat().includes(process.arch);
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function npm(args, cwd) {
  const own = process.env.npm_execpath;
  if (own?.endsWith('npm-cli.js')) return collect(process.execPath, [own, ...args], { cwd });
  // npm is a .cmd file on Windows, and those only start through a shell; the arguments are ours.
  return collect('npm', args, { cwd, shell: process.platform === 'win32' });
}

const CAUSES = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED/,
    'the package registry cannot be reached',
    'check the network (and the proxy, if there is one), then give the same command again; it is needed only this once',
  ],
  [/ENOSPC/, 'the disk is full', 'free about 1 GB, then give the same command again'],
  [
    /EACCES|EPERM/,
    'this user may not write to node_modules',
    'clone Hustings as the user who will run it, or give that user the folder',
  ],
  [
    /E401|E403/,
    'the package registry refused this machine',
    'check the registry and the login that npm is set to: npm config get registry',
  ],
  [
    /in sync|EUSAGE/,
    'package-lock.json does not match the package.json files',
    'run npm install once, and commit the lock file if you changed a package.json',
  ],
];

/** @param {string} output what npm said */
export function installTrouble(output) {
  const cause = CAUSES.find(([pattern]) => pattern.test(output));
  if (cause !== undefined) return new Trouble(`installing failed: ${cause[1]}`, [cause[2]]);
  const said = output.trim().split('\n').slice(-12).join('\n  ');
  return new Trouble(`installing failed; npm said:\n  ${said}`, [
    'what npm said names the cause; after mending it, give the same command again',
  ]);
}
