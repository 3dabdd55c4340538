// Sets up what the tests of the panel's page run in: a browser.
import { ensureChromium } from './lib/chromium.ts';

await ensureChromium();
