import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const page = readFileSync('docs/reliability.md', 'utf8');

test('each promise names a test that is there', () => {
  const named = [...page.matchAll(/\]\((\.\.\/test\/[^)]+)\) "([^"]+)"/g)];
  assert.ok(named.length > 25, `${named.length} tests`);
  const missing = named.filter(
    ([, file = '', name = '']) => !readFileSync(path.join('docs', file), 'utf8').includes(name),
  );
  assert.deepEqual(
    missing.map(([, file, name]) => `${file}: ${name}`),
    [],
  );
  const promises = page.split('\n').filter((line) => /^\| [A-Z]/.test(line));
  const unproven = promises.filter((line) => !line.includes('](../test/'));
  assert.deepEqual(unproven, []);
});

interface Setting {
  readonly scope?: string;
  readonly markdownDescription?: string;
  readonly description?: string;
}

test('no setting names an address, a command, a header or a credential', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, Setting>> } };
  };
  const names = Object.keys(contributes.configuration.properties);
  assert.ok(names.length > 5);
  // With one, a workspace could send a credential elsewhere, or have something run.
  const risky =
    /url|host|origin|endpoint|server|proxy|command|executable|binary|header|token|password|credential|secret|certificate|\bca\b|environment/i;
  assert.deepEqual(
    names.filter((name) => risky.test(name) && name !== 'productionFirst.trace.server'),
    [],
  );
});
