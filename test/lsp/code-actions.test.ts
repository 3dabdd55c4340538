import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction, TextEdit } from 'vscode-languageserver-protocol';
import { LineIndex } from '../../server/src/core/document/text.ts';
import { applyChanges } from '../../server/src/language/edits/change.ts';
import { FULL_PLAN } from '../support/full-plan.ts';
import { startServer } from '../support/lsp/client.ts';

function applied(text: string, { edit }: CodeAction): string {
  const lines = new LineIndex(text);
  const edits: TextEdit[] = Object.values(edit?.changes ?? {}).flat();
  assert.ok(edits.length > 0);
  return applyChanges(
    text,
    edits.map(({ range, newText }) => ({ ...lines.span(range), text: newText })),
  );
}

test('quick fixes come with their edits, fix-all when it is asked for', async (t) => {
  const server = await startServer(t);
  const text = FULL_PLAN.replace('businessMetric:', 'businessMetrc:').replace('alias: champion   ', 'version: 7  ');
  const uri = server.open('p.production-plan.yaml', text);
  const diagnostics = await server.pull(uri);
  const found = diagnostics.find(({ code }) => code === 'schema/unknown-key')!;
  const ask = (only?: string[]): Promise<CodeAction[]> =>
    server.request('textDocument/codeAction', uri, { range: found.range, context: { diagnostics: [found], only } });

  const actions = await ask();
  assert.deepEqual(
    actions.map(({ title }) => title),
    [
      'Change "businessMetrc" to "businessMetric"',
      'Fix all safe problems in this file',
      'Disable schema/unknown-key for this line',
    ],
  );
  assert.ok(applied(text, actions[0]!).includes('\n  businessMetric:\n'));

  const resolved = await server.connection.sendRequest<CodeAction>('codeAction/resolve', actions[1]);
  const fixed = applied(text, resolved);
  assert.ok(fixed.includes('\n  businessMetric:\n') && fixed.includes('version: "7"'));
  const [onSave] = await ask(['source.fixAll.productionFirst']);
  assert.equal(applied(text, onSave!), fixed);

  server.change(uri, { text: fixed });
  const left = await server.pull(uri);
  assert.deepEqual(
    left.filter(({ code }) => String(code).startsWith('schema/')),
    [],
  );
});
