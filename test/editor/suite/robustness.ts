import assert from 'node:assert/strict';
import { window } from 'vscode';
import { languageServers } from '../../support/editor/servers.ts';
import type { Case } from './case.ts';
import { diagnosticsWhen, placeOf, ruleOf, show } from './plan.ts';

/** Process ids of the language servers this extension host started. */
const servers = (): number[] =>
  languageServers()
    .filter(({ parent }) => parent === process.pid)
    .map(({ pid }) => pid);

export const ROBUSTNESS: readonly Case[] = [
  {
    name: 'a server that dies is started again, and what is open is checked again',
    run: async () => {
      const document = await show('full.production-plan.yaml');
      await diagnosticsWhen(document, (found) => found.length > 0);
      const before = servers();
      assert.equal(before.length, 1);
      process.kill(before[0]!, 'SIGKILL');
      await diagnosticsWhen(document, () => servers().some((pid) => !before.includes(pid)));
      await window.activeTextEditor?.edit((edit) => edit.insert(placeOf(document, 'ProductionPlan'), 'x'));
      await diagnosticsWhen(document, (found) => found.some((item) => ruleOf(item) === 'schema/enum'));
      assert.equal(servers().length, 1);
    },
  },
];
