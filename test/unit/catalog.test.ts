import assert from 'node:assert/strict';
import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { catalogIn, ownerInCatalog } from '../../server/src/core/catalog.ts';
import { readFile } from '../../server/src/core/document/read.ts';
import { planOf } from '../../server/src/core/plan/plan.ts';
import { Workspace } from '../../server/src/main/workspace.ts';
import { scratch } from '../support/scratch.ts';

/** As the guide of Backstage writes them. */
const CATALOG = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: churn
  annotations: {github.com/project-slug: acme/churn}
spec:
  type: service
  lifecycle: production
  owner: growth-ml
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: growth-ml}
spec: {type: team, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: ada, namespace: people}
spec: {memberOf: [growth-ml]}
`;

const plan = (owner: string, model = 'churn'): string =>
  `spec:\n  model: {name: ${model}}\n  ownership: {owner: "${owner}"}\n`;
const of = (owner: string, model?: string): ReturnType<typeof ownerInCatalog> =>
  ownerInCatalog(planOf(readFile('production-plan', plan(owner, model)).documents[0]!.root)!, catalogIn(CATALOG, 'c'));

test('entities are read with owner and lifecycle', () => {
  const [component, group, user] = catalogIn(CATALOG, 'catalog-info.yaml');
  assert.deepEqual(component, {
    file: 'catalog-info.yaml',
    kind: 'Component',
    namespace: 'default',
    name: 'churn',
    owner: 'growth-ml',
    lifecycle: 'production',
  });
  assert.deepEqual([group?.kind, group?.owner], ['Group', undefined]);
  assert.equal(user?.namespace, 'people');
});

test('what is no catalog has no entities', () => {
  for (const text of [
    '',
    'kind: Component\nmetadata: {name: x}\n',
    'apiVersion: v1\nkind: Service\nmetadata: {name: x, annotations: {a: backstage.io/x}}\n',
    'apiVersion: backstage.io/v1alpha1\nkind: Component\n',
    'apiVersion: backstage.io/v1alpha1\nkind: [Component\nmetadata: {name: x}\n',
    'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: {{ name }}}\n',
    '# backstage.io/\n- 1\n',
  ])
    assert.deepEqual(catalogIn(text, 'c'), [], text);
});

test('an owner is found by its reference, and a model by its name', () => {
  for (const owner of ['growth-ml', 'group:growth-ml', 'group:default/growth-ml', 'Group:default/Growth-ml']) {
    const { entity, ownsComponent } = of(owner);
    assert.deepEqual([entity?.kind, ownsComponent], ['Group', true], owner);
  }
  assert.equal(of('user:people/ada').entity?.kind, 'User');
  assert.equal(of('ada').entity, undefined, 'of another namespace');
  assert.deepEqual([of('platform').entity, of('platform').ownsComponent], [undefined, false]);
  // A team of GitHub is none of the catalog.
  assert.equal(of('@acme/growth-ml').ownsComponent, undefined);
  assert.equal(of('growth-ml', 'other').component, undefined);
  assert.equal(of('growth-ml', 'Churn').component?.name, 'churn');
});

test('catalogs are read from the folder of the plan up to that of the workspace, and no further', async (t) => {
  const outer = scratch(t, { 'catalog-info.yaml': CATALOG.replaceAll('growth-ml', 'outside'), 'w/a/b/x.py': '' });
  const root = path.join(outer, 'w');
  writeFileSync(path.join(root, 'catalog-info.yml'), CATALOG);
  const file = path.join(root, 'a/b/production-plan.yaml');
  const workspace = new Workspace([root]);
  const read = readFile('production-plan', plan('growth-ml'));
  const names = async (): Promise<(string | undefined)[]> =>
    ((await workspace.factsOf(file, read)).catalog ?? []).map(({ file: from, name }) => `${from} ${name}`);
  const inRoot = ['churn', 'growth-ml', 'ada'].map((name) => `../../catalog-info.yml ${name}`);
  assert.deepEqual(await names(), inRoot);

  // Remembered until something changes; a link that leads out is not followed.
  writeFileSync(path.join(root, 'a/catalog-info.yaml'), CATALOG.slice(0, CATALOG.indexOf('---')));
  symlinkSync(path.join(outer, 'catalog-info.yaml'), path.join(root, 'a/b/catalog-info.yaml'));
  assert.deepEqual(await names(), inRoot);
  workspace.forget([`file://${root}/a/catalog-info.yaml`]);
  assert.deepEqual(await names(), ['../catalog-info.yaml churn', ...inRoot]);
});
