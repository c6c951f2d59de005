import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { collect } from './run-program.mjs';
import { step } from './say.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const USUAL_PLACES = [
  '/usr/lib/chromium/chromium',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Path of a Chromium or Chrome, or `undefined`. `CHROMIUM_PATH` decides where it is set.
 * @param {Record<string, string | undefined>} env
 */
export function findBrowser(env = process.env) {
  if (env.CHROMIUM_PATH) return existsSync(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : undefined;
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...USUAL_PLACES].find((path) => existsSync(path));
}

/** Finds a browser, or installs Debian's where this user may; else says exactly what is missing. */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found !== undefined) return { path: found };
  if (process.env.CHROMIUM_PATH)
    return {
      missing: `CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, and there is no such file`,
    };
  if (!isDebian() || process.getuid?.() !== 0)
    return {
      missing:
        'the browser tests need Chromium or Chrome, and neither was found; install one (on Debian, as root: apt-get install chromium), or set CHROMIUM_PATH to where it is',
    };
  const { code, output } = await step(
    "installing Debian's chromium for the browser tests",
    installDebian,
  );
  const installed = findBrowser();
  if (code === 0 && installed !== undefined) return { path: installed };
  const said = output.trim().split('\n').slice(-8).join('\n  ');
  return { missing: `Debian's chromium package could not be installed; apt-get said:\n  ${said}` };
}

async function installDebian() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = await collect('apt-get', ['update'], { env });
  // An update that fails in part (one mirror down) may still leave a list that has the package.
  const install = await collect('apt-get', ['install', '-y', 'chromium'], { env });
  return {
    code: install.code,
    output: update.code === 0 ? install.output : update.output + install.output,
  };
}

function isDebian() {
  return (
    existsSync('/etc/debian_version') &&
    existsSync('/etc/os-release') &&
    // Ubuntu's package of the same name only fetches a snap, which does not run in containers.
    /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}
