// Sets up what the editor's tests run in: VS Code for the browser, and a browser.
import { ensureChromium } from './lib/chromium.ts';
import { ensureCodeServer } from './lib/code-server.ts';

await ensureCodeServer();
await ensureChromium();
