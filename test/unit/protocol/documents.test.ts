import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { isOurs, WATCHERS } from '../../../server/src/protocol/documents.ts';

const unread = (): string => assert.fail('the text is not needed');

test('a plan is ours by its language, whatever its name', () => {
  assert.equal(isOurs('production-plan', '/Untitled-1', unread), true);
});

test('a file that cannot be ours by its name is not read', () => {
  for (const name of ['/w/train.py', '/w/Dockerfile', '/w/a.ts'])
    assert.equal(isOurs('plaintext', name, unread), false);
});

test('a README is ours when its front matter is a card’s', () => {
  assert.equal(
    isOurs('markdown', '/w/README.md', () => '---\nlicense: mit\n---\n'),
    true,
  );
  assert.equal(
    isOurs('markdown', '/w/README.md', () => '---\ntitle: x\n---\n'),
    false,
  );
  assert.equal(
    isOurs('markdown', '/w/README.md', () => '# x\n'),
    false,
  );
});

test('cards are ours by their names', () => {
  assert.equal(
    isOurs('markdown', '/w/MODEL_CARD.md', () => ''),
    true,
  );
  assert.equal(
    isOurs('yaml', '/w/churn.model-card.yaml', () => ''),
    true,
  );
  assert.equal(
    isOurs('yaml', '/w/config.yaml', () => ''),
    false,
  );
});

test('the server hears of every file that comes or goes, and of changes to what it reads', () => {
  const kinds = (file: string): number =>
    WATCHERS.filter(({ globPattern }) => path.matchesGlob(file, globPattern)).reduce((all, { kind }) => all | kind, 0);
  assert.equal(kinds('src/flights.ipynb'), 5);
  const data = ['metrics/auc.csv', 'auc.jsonl', 'a/b/auc.ndjson', 'metrics/auc.parquet', 'prometheus/churn-alerts.yml'];
  for (const file of [
    ...data,
    'src/train.py',
    'production-plan.yaml',
    'MODEL_CARD.md',
    'a/x.model-card.json',
    'README.md',
  ])
    assert.equal(kinds(file), 7, file);
});
