import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { readFile } from '../../../server/src/core/document/read.ts';
import { prepareRename, rename } from '../../../server/src/language/rename.ts';
import { cursor } from '../../support/cursor.ts';

function renamed(marked: string, newName: string, mark = '|'): string {
  const { text, offset } = cursor(marked, mark);
  const edits = rename(readFile('production-plan', text), offset, newName);
  if ('refused' in edits) return edits.refused;
  return TextDocument.applyEdits(TextDocument.create('file:///p', 'yaml', 1, text), edits);
}

const plan = (name: string, use: string, more = ''): string =>
  `spec:\n  monitoring: {indicators: [{name: ${name}}]}\n  feedbackLoop: {indicator: ${use}}\n${more}`;

test('a rename reaches definition and uses from either side', () => {
  assert.equal(renamed(plan('a|uc', 'auc'), 'gini'), plan('gini', 'gini'));
  assert.equal(renamed(plan('auc', 'au|c'), 'gini'), plan('gini', 'gini'));
});

test('quotes are kept, comments too', () => {
  assert.equal(renamed(plan('"a|uc"', "'auc'", '# auc\n'), "it's"), plan('"it\'s"', "'it''s'", '# auc\n'));
});

test('a name that would not be a string is put in quotes', () => {
  for (const name of ['7', 'true', 'null', 'a: b', 'a, b', '- x', '#x', '*x', '&x', '1e3', 'no', '~', '? y', '[x]'])
    assert.equal(renamed(plan('a|uc', 'auc'), name), plan(`"${name}"`, `"${name}"`), name);
  assert.equal(renamed(plan('a|uc', 'auc'), 'Größe 💡'), plan('Größe 💡', 'Größe 💡'));
});

test('CRLF, a byte order mark and astral characters do not shift the edits', () => {
  const text = `\uFEFF# 💡\r\n${plan('auc', 'auc')}`.replaceAll('\n', '\r\n').replaceAll('\r\r', '\r');
  assert.equal(renamed(text.replace('auc', 'a|uc'), 'gini'), text.replaceAll('auc', 'gini'));
});

test('soft references follow, free text does not', () => {
  const text = (name: string): string =>
    `spec:\n  ownership: {members: [{username: ${name}}]}\n  rollback: {approver: ${name}}\n  waivers: [{owner: the ada team}]\n`;
  assert.equal(renamed(text('ada').replace('ada', 'a|da'), 'grace'), text('grace'));
});

test('through aliases the anchored text changes once', () => {
  assert.equal(renamed(plan('&n a|uc', '*n'), 'gini'), plan('&n gini', '*n'));
  assert.equal(
    renamed(plan('&n auc', '*n', '  slos: [{name: s, indicator: a|uc}]\n'), 'gini'),
    plan('&n gini', '*n', '  slos: [{name: s, indicator: gini}]\n'),
  );
});

test('an alias that means something else keeps its text', () => {
  const text = (name: string, metric: string): string =>
    `spec: {monitoring: {indicators: [{name: ${name}, metric: ${metric}}]}, feedbackLoop: {indicator: auc}}\n`;
  assert.equal(
    renamed(text('&n a|uc', '*n'), 'gini').replace('indicator: gini', 'indicator: auc'),
    text('&n gini', 'auc'),
  );
  const anchored =
    'spec:\n  model: {name: &n auc}\n  monitoring: {indicators: [{name: *n}]}\n  feedbackLoop: {indicator: a|uc}\n';
  assert.equal(
    renamed(anchored, 'gini'),
    'spec:\n  model: {name: &n auc}\n  monitoring: {indicators: [{name: gini}]}\n  feedbackLoop: {indicator: gini}\n',
  );
});

test('anchors are renamed with their aliases', () => {
  assert.equal(renamed(plan('&n auc', '*|n'), 'main'), plan('&main auc', '*main'));
  assert.equal(renamed(plan('&|n auc', '*n'), 'main'), plan('&main auc', '*main'));
  assert.match(renamed('a: &n 1\nb: &m 2\nc: *|n\n', 'm'), /already has the anchor &m/);
  assert.match(renamed('a: &n 1\nc: *|n\n', 'a b'), /one word/);
});

test('a name in several lines of text', () => {
  const text = 'spec:\n  monitoring:\n    indicators:\n      - name: |-\n          a‖uc\n        role: quality\n';
  assert.equal(
    renamed(text, 'gini', '‖'),
    'spec:\n  monitoring:\n    indicators:\n      - name: gini\n        role: quality\n',
  );
});

test('what cannot be renamed says why', () => {
  assert.match(renamed(plan('a|uc', 'auc'), ' '), /cannot be empty/);
  assert.match(renamed(plan('a|uc', 'auc'), 'a\nb'), /one line/);
  assert.match(renamed(plan('a|uc}, {name: gini', 'auc'), 'gini'), /already has the indicator "gini"/);
  assert.match(renamed('spec: {mo|del: {}}', 'x'), /no name here/);
  const { text, offset } = cursor('ki|nd: x\n');
  assert.match(JSON.stringify(prepareRename(readFile('production-plan', text), offset)), /refused/);
});

test('the editor is told what will be renamed', () => {
  const { text, offset } = cursor(plan('"au|c"', 'auc'));
  const file = readFile('production-plan', text);
  const prepared = prepareRename(file, offset);
  assert.ok('range' in prepared);
  const { start, end } = file.lines.span(prepared.range);
  assert.deepEqual([text.slice(start, end), prepared.placeholder], ['auc', 'auc']);
});
