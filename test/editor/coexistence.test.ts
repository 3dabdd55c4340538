import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { REPOSITORY, VSIX } from '../../scripts/lib/paths.ts';
import { runInExtensionHost } from '../support/editor/host.ts';
import { packYamlExtension } from '../support/editor/yaml-extension/package-it.ts';

const PLAN = 'test/fixtures/plans/full.production-plan.yaml';

test('beside a general YAML extension no range of a plan is diagnosed twice', async (t) => {
  const home = await mkdtemp(path.join(tmpdir(), 'production-first-coexistence-'));
  t.after(() => rm(home, { recursive: true, force: true }));
  const workspace = path.join(home, 'workspace');
  await cp(PLAN, path.join(workspace, path.basename(PLAN)));
  await cp(PLAN, path.join(workspace, 'plain.yaml'));
  const schema = pathToFileURL(path.join(REPOSITORY, 'schemas/production-plan.schema.json')).href;

  const { code, lines, report } = await runInExtensionHost(t, {
    suite: 'test/editor/coexistence/index.ts',
    workspace,
    extensions: [VSIX, await packYamlExtension(path.join(home, 'extension'))],
    settings: {
      'yaml.schemaStore.enable': false,
      'yaml.schemas': { [schema]: ['production-plan.yaml', '*.production-plan.yaml', 'plain.yaml'] },
    },
  });
  t.diagnostic(report.join('\n'));
  assert.equal(code, 0, lines.join('\n'));
  assert.ok(report.includes('ran 3 cases'));
});
