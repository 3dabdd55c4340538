import { existsSync } from 'node:fs';
import { onPath } from './command.ts';
import { installDebianPackages } from './debian.ts';

/** The best first: without a window of its own, Chromium starts in a fifth of the time. */
const ON_PATH = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
] as const;
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** No GPU, no sandbox (which root may not have), and no calls home. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

/** The browser that tests drive; CHROMIUM names another one. */
function findChromium(): string | undefined {
  const chosen = process.env['CHROMIUM'];
  if (chosen) return chosen;
  return onPath(...ON_PATH) ?? ELSEWHERE.find(existsSync);
}

export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found) return found;
  const why = 'A browser to test the editor in';
  // Only Debian has a package of the browser without a window of its own.
  await installDebianPackages(['chromium-headless-shell'], why).catch(() => installDebianPackages(['chromium'], why));
  const installed = findChromium();
  if (!installed)
    throw new Error(
      'Chromium was installed but is not on PATH. Name the executable in the environment variable CHROMIUM.',
    );
  return installed;
}
