import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VSIX } from '../../scripts/lib/paths.ts';
import { runInExtensionHost } from '../support/editor/host.ts';

test('the suite inside the extension host passes', async (t) => {
  const { code, lines, report } = await runInExtensionHost(t, {
    suite: 'test/editor/suite/index.ts',
    workspace: 'test/fixtures/plans',
    extensions: [VSIX],
  });
  t.diagnostic(report.join('\n'));
  assert.equal(code, 0, lines.join('\n'));
  assert.ok(
    report.some((line) => /^ran [1-9]/.test(line)),
    'the cases were run',
  );
});
