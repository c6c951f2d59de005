/** The browser that tests and pictures use: whichever Chromium the machine has. */
import { existsSync } from 'node:fs';

/** Set by `npm test` to the browser that it found or installed. */
const { CHROMIUM_PATH } = process.env;

const PLACES: readonly (string | undefined)[] = [
  CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export const FLAGS: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function chromiumPath(): string {
  const found = PLACES.find((place) => place !== undefined && existsSync(place));
  if (found === undefined)
    throw new Error(
      'no Chromium found: install the package `chromium`, or set CHROMIUM_PATH to where it is',
    );
  return found;
}
