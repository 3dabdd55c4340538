import { existsSync } from 'node:fs';
import { onPath } from './command.ts';
import { installDebianPackages } from './debian.ts';

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
  return onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable') ?? ELSEWHERE.find(existsSync);
}

export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found) return found;
  await installDebianPackages(['chromium'], 'A browser to test the editor in');
  const installed = findChromium();
  if (!installed)
    throw new Error(
      'chromium was installed but is not on PATH. Name the executable in the environment variable CHROMIUM.',
    );
  return installed;
}
