import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import type { SymbolInformation } from 'vscode-languageserver-protocol';
import { startServer, type ServerClient } from '../support/lsp/client.ts';
import { scratch } from '../support/scratch.ts';

const plan = (name: string, indicator: string): string =>
  `kind: ProductionPlan\nmetadata: {name: ${name}}\nspec:\n  monitoring:\n    indicators:\n      - name: ${indicator}\n`;

const symbols = async (server: ServerClient, query: string): Promise<string[]> => {
  const found = await server.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query });
  return found
    .map(({ name, containerName, location }) => `${containerName ?? ''}.${name}:${location.range.start.line}`)
    .sort();
};

function workspaceWith(t: TestContext, count: number): { readonly root: string; readonly kept: string } {
  const files = Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `w/models/m${at}/production-plan.yaml`,
      plan(`model-${at}`, `auc_${at}`),
    ]),
  );
  const folder = scratch(t, files);
  return { root: path.join(folder, 'w'), kept: path.join(folder, 'kept') };
}

/** A session of its own: with what earlier ones kept, and nothing else. */
const session = (
  t: TestContext,
  { root, kept }: { root: string; kept: string },
  more: object = {},
): Promise<ServerClient> => startServer(t, { root, settings: { storagePath: kept, ...more } });

const fileOf = ({ kept }: { kept: string }): string => path.join(kept, 'plans.json');

/** Written in the background, soon after the answer. */
async function untilKept(file: string, isNew: (text: string) => boolean): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      const text = readFileSync(file, 'utf8');
      if (isNew(text)) return text;
    } catch {
      // Not yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error(`${file} was not written`);
}

test('names of plans nobody has open are found, in the next session without reading them again', async (t) => {
  const place = workspaceWith(t, 12);
  const first = await session(t, place);
  assert.deepEqual(await symbols(first, 'auc_11'), ['model-11.auc_11:5']);
  const text = await untilKept(fileOf(place), () => true);
  // What is kept is what is answered: a name changed there is the proof that the plan itself was not read.
  writeFileSync(fileOf(place), text.replace('"auc_3"', '"proof_3"'));
  const second = await session(t, place);
  assert.deepEqual(await symbols(second, 'proof'), ['model-3.proof_3:5']);
  assert.equal((await symbols(second, '')).length, 12);
});

test('a plan that changed between two sessions is read again, one that went is forgotten', async (t) => {
  const place = workspaceWith(t, 5);
  const first = await session(t, place);
  assert.equal((await symbols(first, 'auc')).length, 5);
  await untilKept(fileOf(place), () => true);
  const changed = path.join(place.root, 'models/m1/production-plan.yaml');
  const { mtime, atime } = statSync(changed);
  // The same length and time: only the text tells.
  writeFileSync(changed, plan('model-1', 'gin_1'));
  utimesSync(changed, atime, mtime);
  rmSync(path.join(place.root, 'models/m2'), { recursive: true });
  renameSync(path.join(place.root, 'models/m3'), path.join(place.root, 'models/m9'));
  const second = await session(t, place);
  assert.deepEqual(await symbols(second, ''), [
    'model-0.auc_0:5',
    'model-1.gin_1:5',
    'model-3.auc_3:5',
    'model-4.auc_4:5',
  ]);
  const kept = await untilKept(fileOf(place), (text) => text.includes('gin_1'));
  assert.ok(!kept.includes('model-2'));
});

for (const [what, damage] of Object.entries({
  'cut off': (text: string) => text.slice(0, text.length / 2),
  'no JSON': () => 'a\0b',
  'of another build': (text: string) => text.replace(/"build":"[^"]*"/, '"build":"older"'),
  'of another shape': (text: string) => text.replaceAll('"names":[', '"names":[7,'),
  'of another type': () => '[[]]',
})) {
  test(`what is kept and ${what} counts as nothing`, async (t) => {
    const place = workspaceWith(t, 3);
    await symbols(await session(t, place), '');
    const text = await untilKept(fileOf(place), () => true);
    writeFileSync(fileOf(place), damage(text.replaceAll('auc_', 'wrong_')));
    assert.deepEqual(await symbols(await session(t, place), ''), [
      'model-0.auc_0:5',
      'model-1.auc_1:5',
      'model-2.auc_2:5',
    ]);
    await untilKept(fileOf(place), (now) => now === text);
  });
}

test('where nothing can be written, all is answered', async (t) => {
  const place = workspaceWith(t, 3);
  // A file stands where the folder should be.
  writeFileSync(place.kept, 'in the way');
  const server = await session(t, place);
  assert.equal((await symbols(server, '')).length, 3);
  assert.equal(readFileSync(place.kept, 'utf8'), 'in the way');
});

test('an open plan is as it is open, before trust only open ones are, and nothing is written then', async (t) => {
  const place = workspaceWith(t, 2);
  mkdirSync(place.kept);
  const server = await session(t, place, { isTrusted: false });
  assert.deepEqual(await symbols(server, ''), []);
  server.open('models/m0/production-plan.yaml', plan('model-0', 'unsaved'));
  assert.deepEqual(await symbols(server, ''), ['model-0.unsaved:5']);
  await server.connection.sendNotification('productionFirst/trusted', {});
  assert.deepEqual(await symbols(server, ''), ['model-0.unsaved:5', 'model-1.auc_1:5']);
  assert.ok(!(await untilKept(fileOf(place), () => true)).includes('unsaved'));
});
