import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { CompletionList } from 'vscode-languageserver-protocol';
import { cursor } from '../support/cursor.ts';
import { startServer } from '../support/lsp/client.ts';
import { scratch } from '../support/scratch.ts';

const full = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');

test('names, keys and files are completed over the wire', async (t) => {
  const root = scratch(t, {
    'src/train.py': 'def train():\n    pass\n',
    'node_modules/x/index.py': '',
    'MODEL_CARD.md': '# Card\n',
  });
  const server = await startServer(t, { root });
  const ask = async (name: string, marked: string): Promise<CompletionList> => {
    const { text, position } = cursor(marked, '‖');
    const uri = server.open(`${name}.production-plan.yaml`, text);
    return server.request('textDocument/completion', uri, { position });
  };
  const labels = ({ items }: CompletionList): string[] => items.map(({ label }) => label);

  assert.deepEqual(labels(await ask('a', full.replace('registry: tracking', 'registry: ‖'))), [
    'prom',
    'tracking',
    'drift',
    'history',
  ]);
  assert.ok(labels(await ask('b', 'spec:\n  bus‖')).includes('businessMetric'));
  const files = await ask('c', full.replace('card: MODEL_CARD.md', 'card: ‖'));
  assert.deepEqual(labels(files), ['MODEL_CARD.md', 'src/']);
  assert.equal(files.isIncomplete, true);
  assert.deepEqual(labels(await ask('d', full.replace('src/train.py#train', 'src/train.py#‖'))), [
    'src/train.py#train',
  ]);
  assert.deepEqual(labels(await ask('e', full.replace('card: MODEL_CARD.md', 'card: ../‖'))), []);
});
