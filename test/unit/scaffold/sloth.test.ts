import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { rendered, SOUND_PLANS } from '../../support/rendered.ts';

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
}

interface Rules {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[];
}

const rulesOf = (text: string): Rule[] => (parse(text) as Rules).groups.flatMap(({ rules }) => rules);

/** What is compared, without how it is laid out: recorded ratios by window, and of each alert the pairs in their order. */
function essence(rules: readonly Rule[]): object {
  const recorded = rules
    .filter(({ record = '' }) => record.startsWith('slo:sli_error:') && !/_rate(?:4w|30d)$/.test(record))
    .map(({ record, expr }) => [record, expr.replace(/^\((.*)\)$/, '$1')]);
  const alerts = rules
    .filter(({ alert }) => alert !== undefined)
    .map(({ expr }) => ({
      joins: [...expr.matchAll(/\b(?:and|or)\b/g)].map(([word]) => word),
      limits: [...expr.matchAll(/(slo:sli_error:ratio_rate\w+)\{[^}]*\} > \(([\d.]+) \* ([\d.]+)\)/g)].map(
        // What is left over of calculating in binary is no difference.
        ([, record, factor, budget]) => [record, Number(factor).toPrecision(10), Number(budget).toPrecision(10)],
      ),
    }));
  return { recorded, alerts };
}

for (const [plan, period, slo] of [
  ['image-classification', '28d', 'verdict-in-time'],
  ['image-classification', '28d', 'verdicts-served'],
  ['llm-service', '30d', 'drafts-start-fast'],
  ['llm-service', '30d', 'drafts-served'],
] as const)
  test(`burn rates of ${slo} are those that Sloth generates for it`, () => {
    const [rules] = rendered(SOUND_PLANS[plan] ?? '', 'prometheus-rules').files;
    const group = (parse(rules?.text ?? '') as Rules).groups.find(({ name }) => name.endsWith(` ${slo}`));
    assert.ok(group);
    const ours = essence(group.rules);
    const theirs = essence(rulesOf(readFileSync(`test/fixtures/sloth/${period}-${slo}.yaml`, 'utf8')));
    assert.deepEqual(ours, theirs);
    assert.match(JSON.stringify(ours), /ratio_rate5m.*"and","or","and"/);
  });
