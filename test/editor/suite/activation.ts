import assert from 'node:assert/strict';
import { commands, extensions, window } from 'vscode';
import type { Case } from './case.ts';
import { diagnosticsWhen, placeOf, ruleOf, show } from './plan.ts';

const ID = 'production-first.production-first-ml';

export const ACTIVATION: readonly Case[] = [
  {
    name: 'the extension comes from the package, not from the source tree',
    run: async () => {
      const extension = extensions.getExtension(ID);
      assert.ok(extension, `${ID} is not installed`);
      assert.match(extension.extensionPath, /extensions[\\/]production-first\.production-first-ml-/);
      await extension.activate();
    },
  },
  {
    name: 'a file named like a plan has the language of plans',
    run: async () => {
      assert.equal((await show('full.production-plan.yaml')).languageId, 'production-plan');
    },
  },
  {
    name: 'every command of the manifest is there',
    run: async () => {
      const extension = extensions.getExtension<unknown>(ID);
      const manifest = extension?.packageJSON as { contributes: { commands: { command: string }[] } };
      const known = await commands.getCommands(true);
      const missing = manifest.contributes.commands.filter(({ command }) => !known.includes(command));
      assert.deepEqual(missing, []);
    },
  },
  {
    name: 'after a restart the server answers for what is open',
    run: async () => {
      const document = await show('full.production-plan.yaml');
      await diagnosticsWhen(document, (found) => found.length > 0);
      await commands.executeCommand('productionFirst.restartServer');
      await window.activeTextEditor?.edit((edit) => edit.insert(placeOf(document, 'ProductionPlan'), 'x'));
      await diagnosticsWhen(document, (found) => found.some((item) => ruleOf(item) === 'schema/enum'));
    },
  },
];
