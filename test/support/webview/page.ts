import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import { chromium, type Page } from 'playwright-core';
import { pageHtml } from '../../../client/src/panel/html.ts';
import { CHROMIUM_FLAGS, ensureChromium } from '../../../scripts/lib/chromium.ts';
import { REPOSITORY } from '../../../scripts/lib/paths.ts';
import type { HostMessage, PageMessage } from '../../../server/src/core/panel/contract.ts';
import type { VsCodeApi } from '../../../webview/src/vscode-api.ts';
import { inReverse } from '../cleanup.ts';
import type { Owner } from '../lsp/client.ts';
import { recordDrawings } from './drawing.ts';
import { THEMES, type ThemeName } from './themes.ts';

export const PLAN = 'file:///work%20space/production-plan.yaml';
const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' };

/** What the stub of the editor's API keeps, in the page. */
interface Stub {
  readonly posted: PageMessage[];
  readonly violations: string[];
}
declare global {
  var stub: Stub;
}

export interface PanelOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: 'reduce';
}

/** The built page in a browser, with the client's own HTML and policy, and a host that the test speaks for. */
export class Panel {
  readonly page: Page;
  readonly errors: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
  }

  async send(message: HostMessage): Promise<void> {
    await this.page.evaluate((data) => window.postMessage(data, '*'), message);
  }

  posted(): Promise<PageMessage[]> {
    return this.page.evaluate(() => globalThis.stub.posted);
  }

  /** What the page's policy forbade. */
  violations(): Promise<string[]> {
    return this.page.evaluate(() => globalThis.stub.violations);
  }

  /** All that axe finds. */
  async barriers(): Promise<string[]> {
    const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
    await this.page.evaluate(await readFile(axe, 'utf8'));
    // Not all of the results: with a table, handing over what passes takes longer than the check.
    const run = "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)";
    const violations = await this.page.evaluate<AxeResults['violations']>(run);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
    );
  }

  async setTheme(theme: ThemeName): Promise<void> {
    await this.page.evaluate(putOn, THEMES[theme]);
  }

  async screenshot(name: string): Promise<void> {
    const file = path.join(REPOSITORY, 'test-results', 'screenshots', `${name}.png`);
    await this.page.screenshot({ path: file, fullPage: true, animations: 'disabled' });
  }
}

/** As the editor does: the class on body, the colours on the root element. Runs in the page. */
function putOn({ bodyClass, variables }: { bodyClass: string; variables: Readonly<Record<string, string>> }): void {
  document.documentElement.removeAttribute('style');
  for (const [name, value] of Object.entries(variables))
    document.documentElement.style.setProperty(`--vscode-${name}`, value);
  document.body.className = bodyClass;
}

/** The editor's API, with a state that outlives a reload. Runs in the page, before its own script. */
function stubEditor(): void {
  const stub: Stub = { posted: [], violations: [] };
  globalThis.stub = stub;
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    stub.violations.push(`${violatedDirective}: ${blockedURI}`);
  });
  globalThis.acquireVsCodeApi = (): VsCodeApi => ({
    postMessage: (message) => void stub.posted.push(message),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') as unknown,
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
}

/** Serves the page from dist/ on loopback and opens it. */
export async function openPanel(test: Owner, options: PanelOptions = {}): Promise<Panel> {
  const owner = inReverse(test);
  const nonces = { nonce: randomUUID(), styleNonce: randomUUID() };
  const html = pageHtml({ script: '/webview.js', style: '/webview.css', cspSource: "'self'", plan: PLAN, ...nonces });
  const server = createServer((request, response) => {
    const name = /^\/(webview\.(?:js|css))$/.exec(request.url ?? '')?.[1];
    if (!name) {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
      return;
    }
    response.setHeader('content-type', `${TYPES[path.extname(name).slice(1)] ?? ''}; charset=utf-8`);
    readFile(path.join(REPOSITORY, 'dist', name)).then(
      (body) => response.end(body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  owner.after(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: [...CHROMIUM_FLAGS] });
  owner.after(() => browser.close());
  const { theme = 'dark', width = 900, height = 800, reducedMotion } = options;
  const motion = reducedMotion ? { reducedMotion } : {};
  const page = await browser.newPage({ viewport: { width, height }, locale: 'en-GB', timezoneId: 'UTC', ...motion });
  const panel = new Panel(page);
  await page.addInitScript(stubEditor);
  await page.addInitScript(recordDrawings);
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await panel.setTheme(theme);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return panel;
}
