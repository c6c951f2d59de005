import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { Trouble } from './say.mjs';

/**
 * Hustings runs `.ts` files as they are and keeps its store in `node:sqlite`: both need Node 22.18 or
 * later. Where the machine's own Node is older, an npm package holds one (see `optionalDependencies`).
 */
const LEAST = [22, 18];

/** @param {string} version */
export function isRecentEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1]);
}

function packagedNodes(platform, arch) {
  const os = platform === 'win32' ? 'win' : platform;
  return [`node-${os}-${arch}`, `node-bin-${os}-${arch}`];
}

/**
 * The program to run Hustings with; `own` is the Node that runs this launcher.
 * @param {Pick<NodeJS.Process, 'version' | 'platform' | 'arch' | 'execPath'>} own
 */
export function findNode(own = process, modules = join(root, 'node_modules')) {
  if (isRecentEnough(own.version)) return own.execPath;
  const file = own.platform === 'win32' ? 'node.exe' : 'node';
  for (const name of packagedNodes(own.platform, own.arch)) {
    const path = join(modules, name, 'bin', file);
    if (existsSync(path)) return path;
  }
  throw new Trouble(
    `this machine has Node ${own.version.replace(/^v/, '')}; Hustings needs Node ${LEAST.join('.')} or later, and npm holds none for ${own.platform} on ${own.arch}`,
    ['install Node 24 from https://nodejs.org, then give the same command again'],
  );
}

/** Node calls its SQLite experimental on every start; the reader can do nothing about that. */
export const QUIET = ['--disable-warning=ExperimentalWarning'];

/** Keeps compiled code between starts, with types stripped: a third off the time of each. */
export function startingEnvironment(env = process.env) {
  return { NODE_COMPILE_CACHE: join(root, 'node_modules/.hustings/compiled'), ...env };
}
