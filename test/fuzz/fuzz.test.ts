import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fuzz, growth } from './fuzz.ts';
import { TARGETS } from './targets.ts';

const seed = fc.readConfigureGlobal().seed ?? 1;

// The longer one is a command: `npm run fuzz -- --minutes 30`.
for (const target of TARGETS) {
  test(
    `${target.name}: ${target.runs} inputs are borne, and all that were found before`,
    { timeout: 240_000 },
    async () => {
      const { find } = await fuzz(target, { seed });
      if (find) assert.fail(`${fc.stringify(find.input).slice(0, 4_000)}\n${find.error}`);
    },
  );
}

/** What a JavaScript engine's own bookkeeping may add. */
const NOISE = 12e6;

for (const name of ['document-bytes', 'yaml-structure', 'backend-answers', 'lsp-requests']) {
  test(`${name}: nothing of an input stays in memory`, { timeout: 240_000 }, async (t) => {
    const target = TARGETS.find((one) => one.name === name);
    assert.ok(target);
    const bytes = await growth(target, { seed: seed + 1 });
    t.diagnostic(`${(bytes / 1e6).toFixed(1)} MB more after the second half`);
    assert.ok(bytes < NOISE, `${bytes} bytes`);
  });
}
