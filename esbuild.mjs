// Bundles what ships, as CommonJS files. dist/ says so in a package.json of its own, because the sources are ES modules.
import path from 'node:path';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { jsonBeside, jsonWithin } from './scripts/lib/lazy-json.mjs';
import { bomOf, licencesOf, shippedPackages } from './scripts/lib/shipped.ts';

const node = {
  bundle: true,
  metafile: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  minify: true,
  logLevel: 'warning',
};
const root = import.meta.dirname;

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

/**
 * What the server imports that becomes a file of its own: while the engine reads a file it takes several times its size, and does not give
 * all of that back. Only what shares no module with the rest, else there would be two of it.
 */
const APART = [
  { filter: /^vscode-languageserver(\/node)?$/, in: 'vscode-languageserver/node', out: 'server-languageserver' },
  { filter: /^yaml$/, in: 'yaml', out: 'server-yaml' },
  ...['plan', 'huggingface-card', 'model-card-toolkit'].map((name) => ({
    filter: new RegExp(`/generated/${name}\\.js$`),
    in: `server/src/core/schema/generated/${name}.js`,
    out: `server-validate-${name}`,
  })),
];
const readApart = {
  name: 'read-apart',
  setup({ onResolve }) {
    for (const { filter, out } of APART)
      onResolve({ filter }, ({ kind, importer }) =>
        kind === 'entry-point' || importer.includes('node_modules')
          ? undefined
          : { path: `./${out}.js`, external: true },
      );
  },
};

/** yaml asks at each token whether an environment variable wants a log of it, which takes a fifth of the time of reading. */
const yamlWithoutLog = {
  name: 'yaml-without-log',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^process$/ }, ({ importer }) =>
      /node_modules[\\/]yaml[\\/]/.test(importer) ? { path: 'process', namespace: 'without-environment' } : undefined,
    );
    onLoad({ filter: /^process$/, namespace: 'without-environment' }, () => ({
      contents: 'module.exports = { env: {}, emitWarning: process.emitWarning.bind(process) };',
    }));
  },
};

/** Fails where a module is in two files, and so would be there twice. */
function onlyOnce({ outputs }) {
  const home = new Map();
  for (const [output, { inputs }] of Object.entries(outputs))
    for (const input of Object.keys(inputs)) {
      if (home.has(input)) throw new Error(`${input} is in ${home.get(input)} and in ${output}`);
      home.set(input, output);
    }
}

// What an earlier build made would be packaged too.
await rm('dist', { recursive: true, force: true });
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
    plugins: [jsonWithin, loadedLater],
    // require() is what the editor hooks into to hand out `vscode`.
    supported: { 'dynamic-import': false },
  }),
  build({
    ...node,
    entryPoints: [
      { in: 'server/src/main/lsp.ts', out: 'server' },
      ...APART.map(({ in: from, out }) => ({ in: from, out })),
    ],
    outdir: 'dist',
    plugins: [jsonBeside(root), readApart, yamlWithoutLog],
  }),
  build({
    ...node,
    // The editor brings its Node; a build machine may have an older one.
    target: 'node20',
    entryPoints: ['server/src/main/cli/main.ts'],
    outfile: 'dist/cli.js',
    plugins: [jsonWithin, yamlWithoutLog],
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
onlyOnce(bundles[1].metafile);

// What is in the bundles: as the licences of their packages ask, and for those who have to know.
const shipped = shippedPackages(
  root,
  bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs)),
);
const { name, version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
await writeFile('dist/licenses.txt', licencesOf(shipped));
await writeFile('dist/sbom.cdx.json', bomOf(shipped, { name, version }));
