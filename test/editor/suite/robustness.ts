import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { window } from 'vscode';
import type { Case } from './case.ts';
import { diagnosticsWhen, placeOf, ruleOf, show } from './plan.ts';

/** Process ids of the language servers this extension host started. */
function servers(): number[] {
  const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  return children.split('\n').flatMap((line) => {
    const [, pid, args] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid !== undefined && args?.includes('production-first') && args.includes('server.js') ? [Number(pid)] : [];
  });
}

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
