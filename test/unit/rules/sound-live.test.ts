import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { alertRules } from '../../../scripts/lib/demo/rules.ts';
import { check } from '../../../server/src/core/check.ts';
import { readFile } from '../../../server/src/core/document/read.ts';
import { assessed } from '../../support/assessed.ts';

const NOW = Date.UTC(2026, 10, 24);
const CSV = 'timestamp,metric,value\n';

interface Rules {
  readonly groups: readonly { readonly name: string; rules: Record<string, unknown>[] }[];
}

/** Findings about what is loaded and which version serves, as rule and the text they point at. */
function found(plan: string, loaded: object): string[] {
  const file = readFile('production-plan', plan);
  const live = file.documents.map(({ root }) => assessed(root, CSV, NOW, JSON.stringify(loaded)));
  return check(file, { now: NOW, facts: new Map(), rules: {}, live })
    .filter(({ rule }) => /^live\/(?:rule|orphan|version|breach)/.test(rule))
    .map(({ rule, span }) => `${rule} ${plan.slice(span.start, span.end)}`);
}

for (const kind of ['image-classification', 'llm-service', 'batch-forecast']) {
  const plan = readFileSync(`test/fixtures/plans/${kind}.production-plan.yaml`, 'utf8');
  const loaded = (): Rules => parse(alertRules(plan)) as Rules;

  test(`of the plan of ${kind}, nothing is to be told when its alerts are loaded as it says`, () => {
    assert.ok(loaded().groups[0]!.rules.length >= 2);
    assert.deepEqual(found(plan, loaded()), []);
    // As its registry has it, whatever other versions there are.
    const alias = /alias: (\S+)/.exec(plan)?.[1] ?? 'champion';
    const version = /^ {4}version: "(\d+)"/m.exec(plan)?.[1] ?? '8';
    const versions = [
      { version: '99', created: '2026-11-01', aliases: ['challenger'] },
      { version, created: '2026-10-01', aliases: [alias] },
    ];
    assert.deepEqual(found(plan, { ...loaded(), versions }), []);
  });

  test(`of the plan of ${kind}, whatever alert is not loaded or otherwise is told`, () => {
    for (const [index, { alert }] of loaded().groups[0]!.rules.entries()) {
      const without = loaded();
      without.groups[0]!.rules.splice(index, 1);
      assert.deepEqual(found(plan, without), [`live/rule-missing ${String(alert)}`]);
      const other = loaded();
      const rule = other.groups[0]!.rules[index]!;
      rule['expr'] = `${String(rule['expr'])}7`;
      assert.match(found(plan, other).join(), /^live\/rule-differs -?[\d.]+$/);
    }
  });
}
