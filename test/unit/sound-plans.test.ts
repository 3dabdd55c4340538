import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { check } from '../../server/src/core/check.ts';
import { readFile } from '../../server/src/core/document/read.ts';
import { PlanIndex } from '../../server/src/core/plan/index-plan.ts';
import { SCHEMAS } from '../../server/src/core/schema/bundled.ts';
import { splitSymbol, type WorkspaceFacts } from '../../server/src/core/workspace-facts.ts';

const NOW = Date.UTC(2026, 10, 24);
const KINDS = ['image-classification', 'llm-service', 'batch-forecast'];

/** A workspace in which every file and function that a plan names is there. */
function everythingThere(names: readonly string[]): WorkspaceFacts {
  const symbols = names.flatMap((name) => splitSymbol(name).symbol ?? []);
  return new Map(
    names.map((name) => {
      const file = splitSymbol(name).path;
      return [file, { state: 'file', location: path.resolve(file), symbols }] as const;
    }),
  );
}

for (const kind of KINDS) {
  test(`the plan of ${kind} has no problem`, () => {
    const text = readFileSync(`test/fixtures/plans/${kind}.production-plan.yaml`, 'utf8');
    const file = readFile('production-plan', text);
    const [document] = file.documents;
    assert.ok(document?.root);
    const { paths } = new PlanIndex(SCHEMAS['production-plan'].schema, document.root);
    assert.ok(paths.length > 5);
    const facts = everythingThere(paths.map((reference) => reference.text));
    assert.deepEqual(check(file, { now: NOW, facts, rules: {} }), []);
  });

  test(`a misspelt name in the plan of ${kind} is found`, () => {
    const text = readFileSync(`test/fixtures/plans/${kind}.production-plan.yaml`, 'utf8');
    const proxy = /proxy: (\w+)/.exec(text)?.[1];
    assert.ok(proxy);
    const wrong = text.replace(`proxy: ${proxy}`, `proxy: ${proxy}x`);
    const found = check(readFile('production-plan', wrong), { now: NOW, facts: new Map(), rules: {} });
    assert.deepEqual(
      found.map((problem) => [problem.rule, wrong.slice(problem.span.start, problem.span.end)]),
      [['reference/unknown-indicator', `${proxy}x`]],
    );
  });
}
