import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver-types';
import { kindOf } from '../../server/src/core/document/kind.ts';
import type { DocumentKind } from '../../server/src/core/rules/rule.ts';
import { actionsFor, applyAction, type Acted } from '../support/actions.ts';
import { caseFiles } from '../support/golden.ts';

/** Repairs change what is wrong; disabling a rule and waiving it do not. */
const isRepair = ({ title }: CodeAction): boolean => !/^(?:Disable|Add a waiver|Fix all)/.test(title);

const often = ({ problems }: Acted, rule: unknown, message: string): number =>
  problems.filter((problem) => problem.rule === rule && problem.message === message).length;

function assertRepairs(file: string, text: string, kind: DocumentKind): void {
  const json = file.endsWith('.json');
  const before = actionsFor(text, undefined, kind, { json });
  for (const action of before.actions.filter(isRepair)) {
    const after = actionsFor(applyAction(before.file, action), undefined, kind, { json });
    const unread = after.problems.filter(({ rule }) => rule.startsWith('syntax/'));
    assert.deepEqual(unread, [], `${action.title} leaves a file that can be read`);
    for (const { code, message: said } of action.diagnostics ?? []) {
      const message = typeof said === 'string' ? said : said.value;
      assert.ok(often(after, code, message) < often(before, code, message), `${action.title} mends: ${message}`);
    }
  }
}

for (const file of caseFiles('test/golden/cases')) {
  const text = readFileSync(file, 'utf8');
  const kind = kindOf(file, text);
  if (!kind || !file.includes('/bad/')) continue;
  test(`each repair in ${file} takes its problem away`, () => assertRepairs(file, text, kind));
}
