import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { alertName, CARD_NAMES, freeName, planNames, toLabel } from '../../../server/src/core/scaffold/names.ts';
import { kindOf } from '../../../server/src/core/document/kind.ts';
import { FORMATS } from '../../../server/src/core/schema/formats.ts';

test('a label is an RFC 1123 label, or nothing', () => {
  assert.equal(toLabel('Customer Churn (v2)'), 'customer-churn-v2');
  assert.equal(toLabel('Café'), 'cafe');
  assert.equal(toLabel('模型'), undefined);
  assert.equal(toLabel(undefined), undefined);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const label = toLabel(text);
      assert.ok(label === undefined || FORMATS['rfc1123-label']?.test(label), label);
    }),
  );
});

test('an alert’s name is CamelCase', () => {
  assert.equal(alertName('latency_p95', 'High'), 'LatencyP95High');
  assert.equal(alertName('auc', 'Low'), 'AucLow');
  assert.equal(alertName('模型', 'Low'), 'IndicatorLow');
});

test('a file that exists is never proposed, whatever its case', () => {
  assert.equal(freeName(planNames('Churn'), []), 'production-plan.yaml');
  assert.equal(freeName(planNames('Churn'), ['Production-Plan.yaml']), 'churn.production-plan.yaml');
  const taken = ['production-plan.yaml', 'churn.production-plan.yaml'];
  assert.equal(freeName(planNames('Churn'), taken), 'churn-2.production-plan.yaml');
  assert.equal(freeName(CARD_NAMES, ['model_card.md', 'MODEL-CARD.md', 'modelcard.md']), undefined);
});

test('proposed names are those of plans and cards', () => {
  for (const name of planNames('x')) assert.equal(kindOf(name, ''), 'production-plan');
  for (const name of CARD_NAMES) assert.equal(kindOf(name, ''), 'huggingface-card');
});
