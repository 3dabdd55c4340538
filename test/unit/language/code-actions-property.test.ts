import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CodeAction } from 'vscode-languageserver-types';
import { readFile } from '../../../server/src/core/document/read.ts';
import type { Problem } from '../../../server/src/core/problem.ts';
import { commentsIn } from '../../../server/src/language/scan.ts';
import { actionsFor, applyAction, problemsIn } from '../../support/actions.ts';
import { makeFaults } from '../../support/faults/faults.ts';
import { FULL_PLAN } from '../../support/full-plan.ts';
import { faultyPlan, MUTATIONS, type Layout } from '../../support/repairs/faulty-plan.ts';

const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 });
const layouts: fc.Arbitrary<Layout> = fc.record({
  indent: fc.constantFrom(2 as const, 4 as const),
  indentSeq: fc.boolean(),
  crlf: fc.boolean(),
  flow: chances,
  flowShare: fc.constantFrom(0, 0.3, 0.7, 1),
  comments: chances,
});

/** Rules on the form of a file; the others argue with what it says, and can only do so once a section is there. */
const FORM = /^(?:syntax|schema|reference|file|secret|waiver)\//;

/** What is in `list` but not, or not as often, in `others`. A message may change: it names what there is to choose from. */
function without(list: readonly Problem[], others: readonly Problem[]): Problem[] {
  const left = others.map(({ rule }) => rule);
  return list.filter(({ rule }) => {
    const index = left.indexOf(rule);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** The lines that are in one text only. */
function changed(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const minus = old.filter((line) => !now.includes(line)).map((line) => `- ${JSON.stringify(line)}`);
  return [...minus, ...now.filter((line) => !old.includes(line)).map((line) => `+ ${JSON.stringify(line)}`)].join('\n');
}

/** Applies one action and checks what every edit must keep to. */
function checkAction(text: string, action: CodeAction, comments: readonly string[], about: string): void {
  const file = readFile('production-plan', text);
  const before = problemsIn(file);
  const after = applyAction(file, action);
  const context = `${about} → ${action.title}\n${changed(text, after)}`;
  const problems = problemsIn(readFile('production-plan', after));
  // A name mended in one place may turn out to be unused: that is information, and new.
  const added = without(problems, before).filter(({ rule, severity }) => severity !== 'information' && FORM.test(rule));
  assert.deepEqual(added, [], context);
  assert.ok(without(before, problems).length > 0, context);
  const kept = commentsIn(after);
  for (const comment of comments)
    assert.ok(
      kept.some((other) => other === comment),
      `${comment} lost: ${context}`,
    );
  if (text.includes('\r\n')) assert.doesNotMatch(after, /[^\r]\n/, context);
  // Asked again, the action that removed its problem is not offered any more.
  const again = actionsFor(after).actions.map(({ title, edit }) => `${title} ${JSON.stringify(edit)}`);
  assert.ok(!again.includes(`${action.title} ${JSON.stringify(action.edit)}`), context);
}

test('whatever the fault and the layout, an action removes its problem and nothing else', () => {
  let applied = 0;
  fc.assert(
    fc.property(fc.nat(MUTATIONS.length - 1), layouts, (index, layout) => {
      const { text, comments, fault } = faultyPlan(index, layout);
      for (const action of actionsFor(text).actions) {
        checkAction(text, action, comments, fault);
        applied++;
      }
    }),
    { numRuns: 50 },
  );
  assert.ok(applied > 100, String(applied));
});

test('each of a hundred single mistakes: its actions remove problems and add none', () => {
  let repaired = 0;
  const faults = makeFaults(FULL_PLAN, 100, 7);
  for (const { text, name } of faults) {
    const { actions } = actionsFor(text);
    for (const action of actions) checkAction(text, action, commentsIn(text), name);
    if (actions.some(({ title }) => !/^(?:Disable|Add a waiver)/.test(title))) repaired++;
  }
  assert.ok(repaired >= 40, String(repaired));
});
