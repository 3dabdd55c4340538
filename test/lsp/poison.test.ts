import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { startServer } from '../support/lsp/client.ts';

const small = readFileSync('test/fixtures/plans/small.production-plan.yaml', 'utf8');
const command = ['--import', './test/support/lsp/poison.mjs', 'dist/server.js', '--stdio'];
const settings = { rules: { 'file/*': 'off' } };

for (const pull of [true, false]) {
  test(`a mistake of the program on one file is told there, and touches no other (${pull ? 'pulled' : 'pushed'})`, async (t) => {
    const server = await startServer(t, { command, pull, settings });
    const diagnostics = (uri: string): Promise<Diagnostic[]> => (pull ? server.pull(uri) : server.nextPush(uri));
    const good = server.open('good.production-plan.yaml', small.replace('strategy: manual', 'strategy: manul'));
    assert.deepEqual(
      (await diagnostics(good)).map(({ code }) => code),
      ['schema/enum'],
    );
    for (const word of ['POISON-THROWS', 'POISON-REJECTS']) {
      const bad = server.open(`${word}.production-plan.yaml`, `${small}# ${word}\n`);
      const [told, ...others] = await diagnostics(bad);
      assert.deepEqual(others, []);
      assert.match(
        JSON.stringify(told?.message),
        /This file was not checked: Production-First ML made a mistake on it/,
      );
      // What else is asked of it is answered with nothing, and the good one as always.
      await server.request('textDocument/hover', bad, { position: { line: 1, character: 2 } });
      server.change(good, { text: small });
      assert.deepEqual(await diagnostics(good), []);
      server.change(bad, { text: small });
      assert.deepEqual(await diagnostics(bad), []);
      server.change(good, { text: small.replace('strategy: manual', 'strategy: manul') });
      await diagnostics(good);
    }
  });
}
