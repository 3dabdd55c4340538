import assert from 'node:assert/strict';
import { DiagnosticSeverity, Range, window, type Diagnostic } from 'vscode';
import type { Case } from './case.ts';
import { diagnosticsWhen, placeOf, ruleOf, show } from './plan.ts';

export const DIAGNOSTICS: readonly Case[] = [
  {
    name: 'a name that is nowhere defined is an error at that name',
    run: async () => {
      const document = await show('full.production-plan.yaml');
      await diagnosticsWhen(document, (found) => found.length > 0);
      const start = placeOf(document, 'retention\n    proxy');
      const edited = await window.activeTextEditor?.edit((edit) => edit.insert(start, 'x'));
      assert.ok(edited);
      const isUnknown = (item: Diagnostic): boolean => ruleOf(item) === 'reference/unknown-indicator';
      const found = await diagnosticsWhen(document, (items) => items.some(isUnknown));
      const problem = found.find(isUnknown);
      assert.ok(problem);
      assert.equal(problem.severity, DiagnosticSeverity.Error);
      assert.equal(problem.source, 'production-first');
      assert.deepEqual(problem.range, new Range(start, start.translate(0, 'xretention'.length)));
    },
  },
];
