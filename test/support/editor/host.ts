import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, ensureChromium } from '../../../scripts/lib/chromium.ts';
import { inReverse } from '../cleanup.ts';
import type { Owner } from '../lsp/client.ts';
import { startEditorServer, type ServerOptions } from './server.ts';
import { bundleSuite, installedExtension } from './suite.ts';

const LIMIT_MS = 120_000;

export interface HostOptions extends ServerOptions {
  /** Repository path of the module whose run() is called. */
  readonly suite: string;
  /** Copied and opened. */
  readonly workspace: string;
}

export interface HostRun {
  /** 0 when run() resolved, 1 when it rejected. */
  readonly code: number | string;
  /** What was printed, by the suite and around it. */
  readonly lines: readonly string[];
  /** The suite's own lines: each case and how it went. */
  readonly report: readonly string[];
}

/** Runs a suite inside the extension host of a VS Code that has `extensions` installed. */
export async function runInExtensionHost(test: Owner, options: HostOptions): Promise<HostRun> {
  const owner = inReverse(test);
  const home = await mkdtemp(path.join(tmpdir(), 'production-first-suite-'));
  owner.after(() => rm(home, { recursive: true, force: true }));
  const folder = path.join(home, path.basename(options.workspace));
  await cp(options.workspace, folder, { recursive: true });
  const suite = await bundleSuite(options.suite);
  const { origin, folders } = await startEditorServer(owner, { ...options, withBuiltIn: true });
  const remote = (file: string): string => `vscode-remote://${new URL(origin).host}${file}`;
  const payload = [
    ['extensionDevelopmentPath', remote(await installedExtension(folders.extensions))],
    ['extensionTestsPath', remote(suite)],
    ['skipWelcome', 'true'],
  ];

  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: [...CHROMIUM_FLAGS] });
  owner.after(() => browser.close());
  const page = await browser.newPage();
  const lines: string[] = [];
  await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
    lines.push(args.map(String).join(' '));
  });
  const exit = new Promise<number>((resolve) => {
    void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
  });
  const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
  await page.goto(`${origin}/?${query.toString()}`);
  const code = await Promise.race([exit, timeout(LIMIT_MS)]);
  return { code, lines, report: lines.filter((line) => /^(?:not )?ok |^ran /.test(line)) };
}

function timeout(ms: number): Promise<string> {
  return new Promise((resolve) => setTimeout(() => resolve(`nothing after ${ms} ms`), ms).unref());
}
