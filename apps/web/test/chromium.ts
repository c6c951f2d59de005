/** The browser that tests and pictures use: whichever Chromium the machine has. */
import { existsSync } from 'node:fs';

const { CHROMIUM } = process.env;

const PLACES: readonly (string | undefined)[] = [
  CHROMIUM,
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
      'no Chromium found: install the package `chromium`, or set CHROMIUM to its path',
    );
  return found;
}
