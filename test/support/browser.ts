import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Starts the Chromium of this machine (`CHROMIUM` names another), without a connection to anything.
 *
 * @returns `undefined` where there is none; with `CI=true` that is an error.
 */
export async function startBrowser(): Promise<Browser | undefined> {
  const executablePath = process.env['CHROMIUM'] ?? places.find((place) => existsSync(place));
  if (executablePath === undefined) {
    if (process.env['CI'] === 'true') throw new Error('No Chromium: install it, or name it by CHROMIUM.');
    return undefined;
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
