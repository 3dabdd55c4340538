// Shows the panel's page in any browser, without the editor: npx node test/support/webview/serve.ts [theme]
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pageHtml } from '../../../client/src/panel/html.ts';
import { REPOSITORY } from '../../../scripts/lib/paths.ts';
import { DECAYING } from './decaying.ts';
import { THEMES, type ThemeName } from './themes.ts';

const name = process.argv[2] ?? 'dark';
if (!(name in THEMES)) throw new Error(`No theme is named ${name}. Themes: ${Object.keys(THEMES).join(', ')}.`);
const { bodyClass, variables } = THEMES[name as ThemeName];
const nonce = randomUUID();
const css = Object.entries(variables).map(([key, value]) => `--vscode-${key}: ${value};`);
const stub = `document.body.className = ${JSON.stringify(bodyClass)};
globalThis.acquireVsCodeApi = () => ({
  postMessage: (message) => {
    console.log(message);
    if (message.type === 'ready' || message.type === 'refresh') postMessage(${JSON.stringify({ type: 'view', view: DECAYING })}, '*');
  },
  getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null'),
  setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
});`;
const html = pageHtml({
  script: '/webview.js',
  style: '/webview.css',
  cspSource: "'self'",
  nonce,
  styleNonce: randomUUID(),
  plan: 'file:///plan.yaml',
})
  .replace('</head>', () => '<link rel="stylesheet" href="/theme.css" /></head>')
  .replace('<script ', () => `<script nonce="${nonce}" src="/stub.js"></script><script `);
const made: Readonly<Record<string, readonly [type: string, body: string]>> = {
  '/': ['text/html', html],
  '/stub.js': ['text/javascript', stub],
  '/theme.css': ['text/css', `:root { ${css.join(' ')} }`],
};
const server = createServer((request, response) => {
  const url = request.url ?? '';
  const [type, body] = made[url] ?? [url.endsWith('.css') ? 'text/css' : 'text/javascript'];
  const content =
    body === undefined ? readFile(path.join(REPOSITORY, 'dist', path.basename(url))) : Promise.resolve(body);
  content.then(
    (text) => response.setHeader('content-type', `${type}; charset=utf-8`).end(text),
    () => response.writeHead(404).end(),
  );
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`));
