import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

/** What each folder may import, as a list of folders and packages. The design's table; lint says the same in the editor. */
const ALLOWED: readonly (readonly [folder: string, imports: RegExp])[] = [
  [
    'server/src/core',
    /^(?:server\/src\/core\/|schemas\/|yaml$|ajv$|@prometheus-io\/lezer-promql$|@lezer\/python$|node-diff3$)/,
  ],
  ['server/src/language', /^(?:server\/src\/(?:core|language)\/|vscode-languageserver-types$|croner$|cronstrue$)/],
  ['server/src/backends', /^(?:server\/src\/(?:core|backends)\/|papaparse$|hyparquet(?:$|\/src\/))/],
  ['server/src/protocol', /^server\/src\/(?:core\/|protocol\/|backends\/(?:backend|http|source-error)\.ts$)/],
  ['server/src/main', /^(?:server\/src\/|schemas\/|vscode-languageserver(?:$|\/|-textdocument$)|node:)/],
  [
    'client/src',
    /^(?:client\/|server\/src\/(?:protocol\/|backends\/(?:fetch-http|origin|source-error)\.ts$|core\/(?:panel|scaffold|readiness\/export)\/|core\/problem)|vscode$|vscode-languageclient\/|node:)/,
  ],
  ['webview/src', /^(?:webview\/|server\/src\/core\/(?:panel|decay)\/|chart\.js|@vscode\/webview-ui-toolkit)/],
];

const IMPORT = /^(?:import|export)\s(?:[^'";]*?\sfrom\s)?['"]([^'"]+)['"]/gm;

/** Repository paths, or package names, that `file` imports. */
function importsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, target = '']) =>
    target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target,
  );
}

const sources = globSync('{server,client,webview}/src/**/*.ts', { exclude: ['**/generated/**'] }).map((file) =>
  file.replaceAll(path.sep, '/'),
);

test('each layer imports only what it may', () => {
  const wrong: string[] = [];
  for (const file of sources) {
    const allowed = ALLOWED.find(([folder]) => file.startsWith(`${folder}/`))?.[1];
    assert.ok(allowed, `${file} is in no layer`);
    for (const target of importsOf(file)) if (!allowed.test(target)) wrong.push(`${file} imports ${target}`);
  }
  assert.deepEqual(wrong, []);
});

test('a library that may be replaced one day has one importer, yaml two', () => {
  const importers = (name: string): string[] => sources.filter((file) => importsOf(file).includes(name));
  assert.deepEqual(importers('yaml'), ['server/src/core/document/parse.ts', 'server/src/core/document/write.ts']);
  assert.deepEqual(importers('ajv'), ['server/src/core/schema/compiled.ts']);
  assert.deepEqual(importers('chart.js'), ['webview/src/charts/line-chart.ts']);
  assert.deepEqual(importers('@vscode/webview-ui-toolkit'), ['webview/src/controls.ts']);
  assert.deepEqual(importers('@prometheus-io/lezer-promql'), ['server/src/core/promql/read.ts']);
  assert.deepEqual(importers('@lezer/python'), ['server/src/core/python/tree.ts']);
  assert.deepEqual(importers('papaparse'), ['server/src/backends/file/csv.ts']);
});

test('no file imports itself through others', () => {
  const cycles: string[] = [];
  const finished = new Set<string>();
  function visit(file: string, trail: readonly string[]): void {
    if (trail.includes(file)) {
      cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
      return;
    }
    if (finished.has(file)) return;
    for (const target of importsOf(file)) if (target.endsWith('.ts')) visit(target, [...trail, file]);
    finished.add(file);
  }
  for (const file of sources) visit(file, []);
  assert.deepEqual(cycles, []);
});
