// Bundles what ships, as CommonJS files. dist/ says so in a package.json of its own, because the sources are ES modules.
import path from 'node:path';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { lazyJson } from './scripts/lib/lazy-json.mjs';
import { bomOf, licencesOf, shippedPackages } from './scripts/lib/shipped.ts';

const node = {
  bundle: true,
  metafile: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  minify: true,
  logLevel: 'warning',
  plugins: [lazyJson],
};

/**
 * What the client imports only when needed becomes a file of its own: a window in which somebody reads a Markdown file
 * then loads a few kilobytes, not the language client and the wizards.
 */
const loadedLater = {
  name: 'loaded-later',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ kind, path: target }) =>
      kind === 'dynamic-import' ? { path: `./client-${path.basename(target, '.ts')}.js`, external: true } : undefined,
    );
  },
};
const LATER = [
  'language-client',
  'commands/create-plan',
  'commands/create-plan-from',
  'commands/create-card',
  'commands/show-decay',
  'commands/connect-source',
  'commands/disconnect-source',
  'commands/readiness',
  'commands/scaffold',
  'readiness/detail',
  'beside/register',
  'panel/decay-panel',
];

await mkdir('dist', { recursive: true });
await writeFile('dist/package.json', '{ "type": "commonjs" }\n');
const bundles = await Promise.all([
  build({
    ...node,
    entryPoints: [
      { in: 'client/src/extension.ts', out: 'client' },
      ...LATER.map((name) => ({ in: `client/src/${name}.ts`, out: `client-${path.basename(name)}` })),
    ],
    outdir: 'dist',
    external: ['vscode'],
    plugins: [loadedLater],
    // require() is what the editor hooks into to hand out `vscode`.
    supported: { 'dynamic-import': false },
  }),
  build({ ...node, entryPoints: ['server/src/main/lsp.ts'], outfile: 'dist/server.js' }),
  build({
    ...node,
    // The editor brings its Node; a build machine may have an older one.
    target: 'node20',
    entryPoints: ['server/src/main/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  }),
  build({
    bundle: true,
    metafile: true,
    platform: 'browser',
    target: 'es2023',
    format: 'iife',
    minify: true,
    logLevel: 'warning',
    entryPoints: [
      { in: 'webview/src/main.ts', out: 'webview' },
      { in: 'webview/src/style.css', out: 'webview' },
    ],
    outdir: 'dist',
  }),
]);
await chmod('dist/cli.js', 0o755);

// What is in the bundles: as the licences of their packages ask, and for those who have to know.
const root = import.meta.dirname;
const shipped = shippedPackages(
  root,
  bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs)),
);
const { name, version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
await writeFile('dist/licenses.txt', licencesOf(shipped));
await writeFile('dist/sbom.cdx.json', bomOf(shipped, { name, version }));
