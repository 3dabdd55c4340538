import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { collectFacts, type ProjectFiles } from '../../../server/src/core/scaffold/collect-facts.ts';
import { cardFacts, planFacts } from '../../../server/src/core/scaffold/documents-facts.ts';
import { remoteOf } from '../../../server/src/core/scaffold/git.ts';
import { assertRatio } from '../../support/ratio.ts';

const NOTHING: ProjectFiles = {
  folder: 'churn-repo',
  cards: [],
  plans: [],
  python: [],
  codeOwners: undefined,
  gitConfig: undefined,
};

const CARD = `---
license: apache-2.0
pipeline_tag: tabular-classification
library_name: sklearn
metrics: [roc_auc, f1]
model-index:
  - name: churn
---

# Model Card for Customer Churn
`;

test('a card gives name, task, license, library and metrics', () => {
  assert.deepEqual(cardFacts('MODEL_CARD.md', CARD), {
    path: 'MODEL_CARD.md',
    name: 'churn',
    task: 'tabular-classification',
    license: 'apache-2.0',
    library: 'sklearn',
    metrics: ['roc_auc', 'f1'],
  });
});

test('without a result the heading names the model, unless it is a placeholder', () => {
  assert.equal(cardFacts('MODEL_CARD.md', '# Model Card for Customer Churn\n')?.name, 'Customer Churn');
  assert.equal(cardFacts('MODEL_CARD.md', '# Model Card for {{ model_id }}\n')?.name, undefined);
  assert.equal(cardFacts('MODEL_CARD.md', '---\nlicense: [\n')?.name, undefined);
});

test('a README that is no card is left alone', () => {
  assert.equal(cardFacts('README.md', '# A library\n'), undefined);
  assert.equal(cardFacts('README.md', CARD)?.name, 'churn');
});

test('a plan gives model, owner and quality indicators', () => {
  const text = `kind: ProductionPlan
spec:
  model: {name: churn, task: tabular-classification, card: MODEL_CARD.md}
  ownership: {owner: "@acme/growth"}
  monitoring:
    indicators: [{name: auc, role: quality}, {name: p95, role: latency}]
---
kind: Other
`;
  assert.deepEqual(planFacts('production-plan.yaml', text), [
    {
      path: 'production-plan.yaml',
      model: 'churn',
      task: 'tabular-classification',
      owner: '@acme/growth',
      card: 'MODEL_CARD.md',
      metrics: ['auc'],
    },
  ]);
});

test('the remote of a repository, in every form git writes', () => {
  const config = (url: string): string =>
    `[core]\n\tbare = false\n[remote "origin"]\n\turl = ${url}\n\tfetch = +refs\n`;
  for (const url of [
    'git@github.com:acme/churn.git',
    'https://github.com/acme/churn.git',
    'https://user:token@github.com/acme/churn',
    'ssh://git@example.com:2222/acme/churn.git',
    'git@gitlab.com:group/acme/churn.git',
  ])
    assert.deepEqual(remoteOf(config(url)), { owner: 'acme', repository: 'churn' }, url);
  assert.equal(remoteOf('[core]\n\tbare = false\n'), undefined);
  assert.equal(remoteOf(config('/srv/git')), undefined);
  const forked = '[remote "upstream"]\nurl = git@x:up/churn.git\n[remote "origin"]\nurl = git@x:me/churn.git\n';
  assert.deepEqual(remoteOf(forked), { owner: 'me', repository: 'churn' });
});

test('the owner of the training code comes first, then the organisation of the repository', () => {
  const facts = collectFacts({
    ...NOTHING,
    python: [{ path: 'src/train.py', text: 'import sklearn\ndef train():\n    model.fit(x)\n' }],
    codeOwners: '* @acme/everyone\n/src/ @acme/growth-ml @ada bob@example.com\n',
    gitConfig: '[remote "origin"]\nurl = git@github.com:Acme/churn.git\n',
  });
  assert.deepEqual(facts.owners, ['@acme/growth-ml', '@acme/everyone', 'user:default/ada', 'group:default/acme']);
  assert.deepEqual(facts.modelNames, ['churn', 'churn-repo']);
});

test('training code: train.py before other code, tests last; the tools it uses are known', () => {
  const body = 'import sklearn, mlflow\nmlflow.set_tracking_uri("http://mlflow.internal:5000")\nmodel.fit(x)\n';
  const facts = collectFacts({
    ...NOTHING,
    python: ['tests/test_train.py', 'app.py', 'src/train.py'].map((path) => ({ path, text: body })),
  });
  assert.deepEqual(
    facts.trainingCode.map(({ path }) => path),
    ['src/train.py', 'app.py', 'tests/test_train.py'],
  );
  assert.deepEqual(facts.sources, ['mlflow']);
  assert.equal(facts.trackingUrl, 'http://mlflow.internal:5000');
});

test('an address with credentials is not taken over', () => {
  const text = 'mlflow.set_tracking_uri("https://ada:secret@mlflow.internal")\n';
  assert.equal(collectFacts({ ...NOTHING, python: [{ path: 'a.py', text }] }).trackingUrl, undefined);
});

test('whatever the files hold, facts are collected', () => {
  const content = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(CARD, '---\n', '&a [*a]', '"""', '\\', '[[['),
  );
  fc.assert(
    fc.property(fc.array(content, { minLength: 5, maxLength: 5 }), ([a = '', b = '', c = '', d = '', e = '']) => {
      collectFacts({
        folder: a,
        cards: [{ path: 'README.md', text: a }],
        plans: [{ path: 'production-plan.yaml', text: b }],
        python: [{ path: 'a.py', text: `import sklearn\n${c}` }],
        codeOwners: d,
        gitConfig: e,
      });
    }),
  );
});

test('a large workspace takes about as much longer to look through as it is larger', async (t) => {
  const plain = { text: 'x = 1\n'.repeat(2_000) };
  const training = {
    text: `import torch, mlflow\n${'def f():\n    loss.backward()\n    optimizer.step()\n'.repeat(500)}`,
  };
  const python = Array.from({ length: 400 }, (_, i) => ({ path: `src/${i}.py`, ...(i % 8 ? plain : training) }));
  const codeOwners = Array.from({ length: 10_000 }, (_, i) => `/**/a*b*${i}/*.py @acme/${i}`);
  /** Milliseconds for one of `parts` of it. */
  const time = (parts: number): number => {
    const part = <T>(all: readonly T[]): T[] => all.slice(0, all.length / parts);
    const started = performance.now();
    const facts = collectFacts({ ...NOTHING, python: part(python), codeOwners: part(codeOwners).join('\n') });
    assert.equal(facts.trainingCode.length, 50 / parts);
    return performance.now() - started;
  };
  await assertRatio(
    t,
    { turns: 3, most: 30 },
    () => time(1),
    () => time(10),
  );
});
