import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readFile } from '../../../server/src/core/document/read.ts';
import { definition, type Files } from '../../../server/src/language/definition.ts';
import { documentHighlights, references } from '../../../server/src/language/references.ts';
import { summaryOf } from '../../../server/src/language/plan-summary.ts';
import { workspaceSymbols } from '../../../server/src/language/workspace-symbols.ts';
import { cursor } from '../../support/cursor.ts';

const URI = 'file:///w/production-plan.yaml';
const FULL = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');
const noFile: Files = { find: () => Promise.resolve(undefined), plansOfCard: () => Promise.resolve([]) };

/** Lines (zero-based) of what `verb` finds at the mark. */
function open(marked: string) {
  const { text, offset } = cursor(marked, '‖');
  return { file: readFile('production-plan', text), text, offset };
}

const targets = async (marked: string, find = noFile): Promise<string[]> => {
  const { file, text, offset } = open(marked);
  const links = await definition(file, URI, offset, find);
  return links.map(({ targetUri, targetSelectionRange }) => {
    const { start, end } = file.lines.span(targetSelectionRange);
    const line = targetSelectionRange.start.line;
    return targetUri === URI ? `${line}:${text.slice(start, end)}` : `${targetUri}:${line}`;
  });
};

const PLAN = `spec:
  monitoring:
    indicators:
      - name: auc
        source: history
      - {name: "lat ency", source: 'history'}
  dataSources:
    - name: history
  alerting:
    rules:
      - {name: Low, indicator: auc, notify: []}
      - name: Late
        indicator: lat ency
  feedbackLoop: {indicator: auc}
  ownership: {members: [{username: ada}]}
  rollback: {approver: ada, triggers: [Low]}
  risks: [{name: r, detection: auc}, {name: s, detection: somebody notices}]
`;
const at = (needle: string, from = 0): string => {
  const index = PLAN.indexOf(needle, from) + needle.length;
  return `${PLAN.slice(0, index)}‖${PLAN.slice(index)}`;
};

test('a name leads to its definition, without its quotes', async () => {
  assert.deepEqual(await targets(at('{name: Low, indicator: au')), ['3:auc']);
  assert.deepEqual(await targets(at('indicator: lat')), ['5:lat ency']);
  assert.deepEqual(await targets(at("source: 'his")), ['7:history']);
});

test('a definition leads to itself, keys and free text to nothing', async () => {
  assert.deepEqual(await targets(at('name: a')), ['3:auc']);
  assert.deepEqual(await targets(at('indica')), []);
  assert.deepEqual(await targets(at('somebody')), []);
});

test('a soft reference and one of several kinds lead to what they mean', async () => {
  assert.deepEqual(await targets(at('approver: a')), ['14:ada']);
  assert.deepEqual(await targets(at('detection: au')), ['3:auc']);
});

test('an alias leads to its anchor', async () => {
  assert.deepEqual(await targets('a: &one 1\nb: *o‖ne\n'), ['0:one']);
  assert.deepEqual(await targets('a: &o‖ne\n  k: 1\nb: *one\n'), ['0:one']);
});

test('a path leads to what the workspace finds', async () => {
  const find: Files['find'] = ({ text }) =>
    Promise.resolve(
      text.startsWith('src/train.py')
        ? { uri: 'file:///w/src/train.py', range: { start: { line: 4, character: 4 }, end: { line: 4, character: 9 } } }
        : undefined,
    );
  assert.deepEqual(await targets('spec: {model: {trainingCode: [src/tr‖ain.py#train]}}', { ...noFile, find }), [
    'file:///w/src/train.py:4',
  ]);
  assert.deepEqual(await targets('spec: {model: {card: MODEL‖.md}}', { ...noFile, find }), []);
});

test('names do not reach into the next document', async () => {
  const other = `---\nspec: {feedbackLoop: {indicator: au‖c}}\n`;
  assert.deepEqual(await targets(PLAN + other), []);
});

test('references are the uses, with the definition when asked for', () => {
  const { file, offset } = open(at('indicator: au', PLAN.indexOf('feedbackLoop')));
  const lines = (declaration: boolean): number[] =>
    references(file, URI, offset, declaration).map(({ range }) => range.start.line);
  assert.deepEqual(lines(false), [10, 13, 16]);
  assert.deepEqual(lines(true), [3, 10, 13, 16]);
});

test('highlights tell writing from reading', () => {
  const { file, offset } = open(at('- name: au'));
  assert.deepEqual(
    documentHighlights(file, offset).map(({ range, kind }) => [range.start.line, kind]),
    [
      [3, 3],
      [10, 2],
      [13, 2],
      [16, 2],
    ],
  );
});

test('every reference of the full plan leads to a definition', async () => {
  const file = readFile('production-plan', FULL);
  const [document] = file.documents;
  assert.ok(document && document.index.references.length > 20);
  for (const reference of document.index.references) {
    const links = await definition(file, URI, reference.node.start, noFile);
    assert.equal(links.length, 1, `${reference.path.join('.')}: ${reference.name}`);
  }
});

test('plans are searched for names', () => {
  const file = readFile('production-plan', FULL);
  const found = workspaceSymbols([{ uri: URI, summary: summaryOf(file) }], 'chlow');
  assert.deepEqual(
    found.map(({ name, containerName }) => [name, containerName]),
    [['ChurnAucLow', 'churn-classifier']],
  );
  assert.ok(workspaceSymbols([{ uri: URI, summary: summaryOf(file) }], '').length > 10);
});
