import assert from 'node:assert/strict';
import { glob, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { createVSIX, listFiles } from '@vscode/vsce';
import { REPOSITORY } from '../../scripts/lib/paths.ts';

const MAX_BYTES = 2_000_000;
const ALLOWED = [
  /^(?:package|package\.nls|language-configuration)\.json$/,
  /^(?:LICENSE|README\.md|CHANGELOG\.md)$/,
  /^dist\/[\w-]+\.js$/,
  /^dist\/webview\.css$/,
  /^dist\/(?:package\.json|licenses\.txt|sbom\.cdx\.json)$/,
  /^schemas\/(?:[\w-]+\.schema|lists\/[\w-]+)\.json$/,
  /^docs\/rules\/[\w/-]+\.md$/,
  /^syntaxes\/[\w.-]+\.json$/,
  /^media\/[\w-]+\.(?:png|svg)$/,
  /^media\/walkthrough\/[\w-]+\.md$/,
];
const NEEDED = [
  'package.json',
  'LICENSE',
  'dist/client.js',
  'dist/server.js',
  'dist/webview.js',
  'dist/webview.css',
  'dist/package.json',
  'dist/licenses.txt',
  'dist/sbom.cdx.json',
];

const files = (): Promise<string[]> =>
  listFiles({ cwd: REPOSITORY, dependencies: false } as Parameters<typeof listFiles>[0]);

test('the package holds what the extension needs and nothing else', async () => {
  const names = await files();
  assert.deepEqual(
    names.filter((name) => !ALLOWED.some((pattern) => pattern.test(name))),
    [],
  );
  for (const name of NEEDED) assert.ok(names.includes(name), `${name} is missing`);
});

test('the package holds what its programs read when they run', async () => {
  const names = await files();
  for await (const program of glob('dist/*.js', { cwd: REPOSITORY })) {
    const code = await readFile(path.join(REPOSITORY, program), 'utf8');
    for (const [, name] of code.matchAll(/require\("\.\/([\w-]+\.js)"\)/g))
      assert.ok(names.includes(`dist/${name}`), `${name}, which ${program} reads, is missing`);
  }
  for await (const list of glob('schemas/**/*.json', { cwd: REPOSITORY }))
    assert.ok(names.includes(list.split(path.sep).join('/')), `${list} is missing`);
});

test('the package is small', async (t) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'production-first-package-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const packagePath = path.join(folder, 'extension.vsix');
  await createVSIX({ cwd: REPOSITORY, packagePath, dependencies: false });
  const { size } = await stat(packagePath);
  assert.ok(size < MAX_BYTES, `${size} bytes`);
});
