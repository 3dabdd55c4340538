// Draws media/icon.png, the extension's icon in lists, from media/icon.svg. Run it after the SVG changed: node scripts/build-icon.ts
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const SIZE = 128;

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
await page.setContent(`<style>body{margin:0}svg{display:block}</style>${readFileSync('media/icon.svg', 'utf8')}`);
await page.screenshot({ path: 'media/icon.png', omitBackground: true });
await browser.close();
