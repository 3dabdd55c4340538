import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRelevant } from '../../../client/src/watched-files.ts';

test('what tools write all the time is not passed on', () => {
  for (const uri of [
    'file:///w/.git/index.lock',
    'file:///w/node_modules/a/README.md',
    'file:///w/.venv/lib/x.py',
    'file:///w/src/__pycache__/a.pyc',
  ])
    assert.equal(isRelevant(uri), false, uri);
});

test('what a plan may name is', () => {
  for (const uri of [
    'file:///w/src/train.py',
    'file:///w/.github/workflows/retrain.yml',
    'file:///w/metrics/auc.csv',
    'file:///w/.gitignore',
    'file:///w/venv.md',
  ])
    assert.equal(isRelevant(uri), true, uri);
});
