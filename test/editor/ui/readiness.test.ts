import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { REPOSITORY } from '../../../scripts/lib/paths.ts';
import { startEditor } from '../../support/editor/editor.ts';
import { Tree } from '../../support/editor/tree.ts';

const EXAMPLE = path.join(REPOSITORY, 'examples/flight-delays');

test('the view tells how ready the example is, and why', async (t) => {
  const editor = await startEditor(t, { workspace: EXAMPLE });
  const tree = await Tree.open(editor);
  await tree.row('Business metric').waitFor();
  await editor.screenshot('readiness-dark');
  for (const area of ['Monitoring', 'Rollback']) await tree.toggle(area);
  await editor.screenshot('readiness-open');
  assert.ok(true);
});
