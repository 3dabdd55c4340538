import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Hover, InlayHint } from 'vscode-languageserver-types';
import { LineIndex } from '../../server/src/core/document/text.ts';
import { startServer } from '../support/lsp/client.ts';

const FULL = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');
const LINES = new LineIndex(FULL);
const ALL = { range: LINES.range({ start: 0, end: FULL.length }) };
const at = (needle: string, more: number): object => ({ position: LINES.position(FULL.indexOf(needle) + more) });

test('hover answers on names, schedules and paths; without Markdown support in plain text', async (t) => {
  const server = await startServer(t);
  const uri = server.open('p.production-plan.yaml', FULL);
  const text = async (needle: string, more: number): Promise<string> => {
    const hover = await server.request<Hover | null>('textDocument/hover', uri, at(needle, more));
    assert.deepEqual((hover?.contents as { kind: string }).kind, 'plaintext');
    return (hover?.contents as { value: string }).value;
  };
  assert.match(await text('indicator: auc, severity', 12), /^indicator auc\n\n- role: quality/);
  assert.match(await text('schedule: "0 3', 12), /At 03:00, on day 1 of the month \(UTC\)[^]*(?:- .*\n){3}/);
  assert.match(await text('src/train.py#train', 4), /There is no file src\/train\.py\./);
  assert.equal(await server.request('textDocument/hover', uri, { position: { line: 9_999, character: 9 } }), null);
});

test('a client that shows Markdown gets it', async (t) => {
  const server = await startServer(t, { textDocument: { hover: { contentFormat: ['markdown', 'plaintext'] } } });
  const uri = server.open('p.production-plan.yaml', FULL);
  const hover = await server.request<Hover | null>('textDocument/hover', uri, at('indicator: auc, severity', 12));
  const { kind, value } = hover?.contents as { kind: string; value: string };
  assert.equal(kind, 'markdown');
  assert.match(value, /^\*\*indicator\*\* `auc`/);
});

test('inlay hints show the next run, in the range asked for, unless they are switched off', async (t) => {
  const server = await startServer(t);
  const uri = server.open('p.production-plan.yaml', FULL);
  const hints = await server.request<InlayHint[]>('textDocument/inlayHint', uri, ALL);
  assert.deepEqual(
    hints.map(({ position }) => LINES.line(position.line).slice(0, position.character)),
    ['    - {name: usage_events, path: pipelines/usage.py, schedule: "0 * * * *"', '    schedule: "0 3 1 * *"'],
  );
  assert.match(hints[1]?.label as string, /^next: \w{3} 1 \w{3} \d{4}, \d\d:\d\d$/);
  const first = { range: { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } } };
  assert.deepEqual(await server.request('textDocument/inlayHint', uri, first), []);
  const quiet = await startServer(t, { settings: { inlayHints: false } });
  const other = quiet.open('p.production-plan.yaml', FULL);
  assert.deepEqual(await quiet.request('textDocument/inlayHint', other, ALL), []);
});
