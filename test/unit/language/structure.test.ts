import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { DocumentSymbol, SelectionRange } from 'vscode-languageserver-types';
import { readFile } from '../../../server/src/core/document/read.ts';
import { documentSymbols, flatSymbols } from '../../../server/src/language/document-symbols.ts';
import { foldingRanges } from '../../../server/src/language/folding-ranges.ts';
import { selectionRange } from '../../../server/src/language/selection-range.ts';
import { cursor } from '../../support/cursor.ts';

const full = readFile('production-plan', readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8'));

const names = (symbols: readonly DocumentSymbol[] | undefined): string[] => (symbols ?? []).map(({ name }) => name);
const under = (symbols: readonly DocumentSymbol[], ...path: string[]): DocumentSymbol | undefined => {
  const [first, ...rest] = path;
  const found = symbols.find(({ name }) => name === first);
  return found && rest.length > 0 ? under(found.children ?? [], ...rest) : found;
};

test('the outline has the sections, and list entries by their names', () => {
  const symbols = documentSymbols(full);
  assert.deepEqual(names(symbols), ['apiVersion', 'kind', 'metadata', 'spec']);
  const indicators = under(symbols, 'spec', 'monitoring', 'indicators');
  assert.deepEqual(names(indicators?.children), ['auc', 'retention', 'latency_p95', 'label_rate', 'serving_cost']);
  assert.equal(indicators?.children?.[0]?.detail, 'quality');
  assert.deepEqual(names(under(symbols, 'spec', 'monitoring', 'drift', 'columns')?.children), ['tenure', 'plan']);
  assert.deepEqual(names(under(symbols, 'spec', 'model', 'trainingCode')?.children), ['src/train.py#train']);
});

test('without hierarchy the outline is a list that says what contains what', () => {
  const flat = flatSymbols(readFile('production-plan', 'spec:\n  model: {name: churn}\n'), 'file:///p');
  assert.deepEqual(
    flat.map(({ name, containerName }) => [name, containerName]),
    [
      ['spec', undefined],
      ['model', 'spec'],
      ['name', 'model'],
    ],
  );
});

test('several documents are named by their plans', () => {
  const text = 'metadata: {name: one}\n---\nmetadata:\n  name: two\n---\nkind: x\n';
  assert.deepEqual(names(documentSymbols(readFile('production-plan', text))), ['one', 'two', 'document 3']);
});

test('entries without a usable name are numbered, empty names never leave', () => {
  const file = readFile('production-plan', 'spec:\n  risks:\n    - mitigation: none\n    - name: ""\n    - \n');
  const risks = under(documentSymbols(file), 'spec', 'risks');
  assert.deepEqual(names(risks?.children), ['#1', '#2', '#3']);
});

test('an empty entry lies inside its list', () => {
  const file = readFile('production-plan', 'spec:\n  risks:\n    - \n');
  const risks = under(documentSymbols(file), 'spec', 'risks');
  assert.deepEqual(risks?.children?.[0]?.range.end, risks?.range.end);
});

test('sections, entries, comment blocks and front matter fold', () => {
  const text =
    '# one\n# two\nspec:\n  risks:\n    - name: a\n      description: |\n        # text\n        # text\n# last\n';
  assert.deepEqual(foldingRanges(readFile('production-plan', text)), [
    { startLine: 0, endLine: 1, kind: 'comment' },
    { startLine: 2, endLine: 7 },
    { startLine: 3, endLine: 7 },
    { startLine: 4, endLine: 7 },
    { startLine: 5, endLine: 7 },
  ]);
  const card = readFile('huggingface-card', '---\r\nlicense: mit\r\ntags:\r\n- a\r\n---\r\n# Title\r\n# Other\r\n');
  assert.deepEqual(foldingRanges(card), [
    { startLine: 0, endLine: 4, kind: 'region' },
    { startLine: 2, endLine: 3 },
  ]);
});

test('too many folds keep the outer ones', () => {
  const folds = foldingRanges(full, 3);
  assert.equal(folds.length, 3);
  const widest = Math.max(...folds.map(({ startLine, endLine }) => endLine - startLine));
  assert.ok(widest > 100);
});

test('a selection grows from the text in quotes to the whole file', () => {
  const { text, offset } = cursor('spec:\n  cost: {per: "mo|nth", budget: 1}\n# end\n');
  const file = readFile('production-plan', text);
  const texts: string[] = [];
  for (let at: SelectionRange | undefined = selectionRange(file, offset); at; at = at.parent) {
    const { start, end } = file.lines.span(at.range);
    texts.push(text.slice(start, end));
  }
  assert.deepEqual(texts, [
    'month',
    '"month"',
    'per: "month"',
    '{per: "month", budget: 1}',
    'cost: {per: "month", budget: 1}',
    'spec:\n  cost: {per: "month", budget: 1}',
    text,
  ]);
});
