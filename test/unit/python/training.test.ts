import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pythonCode } from '../../../server/src/core/python/code.ts';
import { findTraining } from '../../../server/src/core/python/training.ts';

test('strings and comments are blanked, offsets stay', () => {
  const text = `a = "x # no"  # comment\nb = '''\n.fit(\n'''\nc = 'it\\'s'; d()\n`;
  const code = pythonCode(text);
  assert.equal(code.length, text.length);
  assert.doesNotMatch(code, /fit|comment|no|it/);
  assert.equal(code.indexOf('d()'), text.indexOf('d()'));
});

test('the function that trains is found', () => {
  const text = `from sklearn.linear_model import LogisticRegression

def load(
    path,
):
    return read(path)

def train(data):
    """Calls model.fit(x)."""
    model = LogisticRegression()

    model.fit(data.x, data.y)
    return model

if __name__ == "__main__":
    train(load())
`;
  assert.deepEqual(findTraining(text), { library: 'sklearn', symbol: 'train' });
});

test('a call outside any function names the file only', () => {
  const text = 'import xgboost as xgb\n\ndef load():\n    pass\n\nmodel = xgb.train({}, load())\n';
  assert.deepEqual(findTraining(text), { library: 'xgboost', symbol: undefined });
});

test('a function called train is preferred over a helper that fits', () => {
  const text =
    'import sklearn\ndef scale(x):\n    scaler.fit(x)\n\nclass Churn:\n    def train(self):\n        self.m.fit(1)\n';
  assert.deepEqual(findTraining(text), { library: 'sklearn', symbol: 'Churn.train' });
});

test('the library that trains, not one it stands on', () => {
  assert.equal(findTraining('import torch\nfrom transformers import Trainer\nt.train()\n')?.library, 'transformers');
  assert.equal(findTraining('import torch\nimport lightning as L\nL.Trainer().fit(m)\n')?.library, 'pytorch-lightning');
  assert.equal(findTraining('import tensorflow as tf\nm.fit(x)\n')?.library, 'tensorflow');
  assert.equal(findTraining('import os, torch\nloss.backward()\n')?.library, 'pytorch');
});

test('what only looks like training is none', () => {
  assert.equal(findTraining('import torch\nmodel.train()\nmodel.train(True)\n'), undefined);
  assert.equal(findTraining('import sklearn\n# model.fit(x)\n'), undefined);
  assert.equal(findTraining('import sklearn_pandas\nm.fit(x)\n'), undefined);
  assert.equal(findTraining('"""\nimport sklearn\n"""\nm.fit(x)\n'), undefined);
  assert.equal(findTraining('import sklearn\nx.fit_transform(y)\n'), undefined);
  assert.equal(findTraining('image.fit(width)\n'), undefined);
});

test('large and hostile files take no time', () => {
  const started = performance.now();
  for (const text of [`"""${'a'.repeat(900_000)}`, '"'.repeat(300_000), "'''\\".repeat(100_000), '\n'.repeat(500_000)])
    findTraining(`import sklearn\n${text}`);
  findTraining(`import sklearn\ndef f():\n${'  m.fit(x)\n'.repeat(20_000)}`);
  assert.ok(performance.now() - started < 5_000);
});
