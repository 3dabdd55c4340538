import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const ACTIVATION_BYTES = 40_000;

test('what a window loads when it opens a Markdown file is small', () => {
  const { size } = statSync('dist/client.js');
  assert.ok(
    size < ACTIVATION_BYTES,
    `dist/client.js has ${size} bytes: load what is large with import() (see esbuild.mjs)`,
  );
});

test('each part of the client that is loaded later is there', () => {
  const parts = globSync('dist/client*.js').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/require\("\.\/(client-[^"]+)"\)/g)].map(([, part]) => part!),
  );
  assert.ok(parts.length >= 3, parts.join());
  for (const part of parts)
    assert.ok(existsSync(path.join('dist', part)), `${part}: add its source to LATER in esbuild.mjs`);
});
