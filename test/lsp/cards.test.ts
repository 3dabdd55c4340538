import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from '../support/lsp/client.ts';

const CARD = `---
license: apache-2
pipeline_tag: tabular-classification
library_name: sklearn
---

# Churn

## Uses
[More Information Needed]

## Limitations
<!-- production-first-disable-next-line card/placeholder -->
TODO

## Training
## Evaluation
Good.
`;

test('a card in Markdown is diagnosed in its front matter and in its text', async (t) => {
  const server = await startServer(t);
  const items = await server.pull(server.open('README.md', CARD, 'markdown'));
  assert.deepEqual(
    items.map(({ code, range }) => [code, range.start.line, range.start.character, range.end.character]),
    [
      ['card/unknown-license', 1, 9, 17],
      ['card/placeholder', 9, 0, 25],
      ['card/empty-section', 15, 3, 11],
    ],
  );
});

test('a README that is no card is left alone', async (t) => {
  const server = await startServer(t);
  for (const text of [CARD.slice(CARD.indexOf('# Churn')), '---\ntitle: A page\nlayout: post\n---\nTODO\n']) {
    assert.deepEqual(await server.pull(server.open('README.md', text, 'markdown')), []);
  }
});

test('a card in JSON with tabs is read as JSON', async (t) => {
  const server = await startServer(t);
  const text = '{\n\t"model_details": {\n\t\t"name": "churn",\n\t\t"owner": []\n\t}\n}\n';
  const items = await server.pull(server.open('churn.model-card.json', text, 'json'));
  const codes = new Set(items.map(({ code }) => code));
  assert.deepEqual([...codes].sort(), ['card/missing-field', 'schema/unknown-key']);
});
