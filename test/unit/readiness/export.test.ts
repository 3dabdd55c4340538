import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { marked } from 'marked';
import { readFile } from '../../../server/src/core/document/read.ts';
import { planOf } from '../../../server/src/core/plan/plan.ts';
import { ANNEX_IV, ARTICLE_72 } from '../../../server/src/core/readiness/export/ai-act-items.ts';
import { aiActReport } from '../../../server/src/core/readiness/export/ai-act.ts';
import { cycloneDx } from '../../../server/src/core/readiness/export/cyclonedx.ts';
import { readinessPage } from '../../../server/src/core/readiness/export/html.ts';
import type { ReportSource } from '../../../server/src/core/readiness/export/source.ts';
import { AREAS } from '../../../server/src/core/readiness/areas.ts';
import { FULL_PLAN, FULL_PLAN_FILES } from '../../support/full-plan.ts';
import { NOW, readinessIn } from '../../support/readiness.ts';
import { scratch } from '../../support/scratch.ts';

const CARD = readFileSync('examples/flight-delays/MODEL_CARD.md', 'utf8');
const EXAMPLE = readFileSync('examples/flight-delays/production-plan.yaml', 'utf8');
const SOUND = ['image-classification', 'llm-service', 'batch-forecast'].map((name) =>
  readFileSync(`test/fixtures/plans/${name}.production-plan.yaml`, 'utf8'),
);
const TOOLKIT = JSON.stringify({
  model_details: { name: 'churn', overview: 'Predicts churn.', licenses: [{ identifier: 'MIT' }] },
  model_parameters: { model_architecture: 'gradient boosting', data: [{ name: 'usage' }] },
  quantitative_analysis: { performance_metrics: [{ type: 'auc', value: '0.91', slice: 'EU' }] },
  considerations: {
    users: [{ description: 'Growth team' }],
    use_cases: [{ description: 'Whom to call' }],
    limitations: [{ description: 'New tariffs' }],
    tradeoffs: [{ description: 'Recall over precision' }],
    ethical_considerations: [{ name: 'Prices', mitigation_strategy: 'Reviews' }],
  },
});
const HOSTILE =
  '</style><script>alert(1)</script><img src=x onerror=alert(1)> "\'`${{x}} |[a](javascript:b) @team #1\u202e\u0000';

async function source(
  root: string,
  plan: string,
  card?: { kind: 'huggingface-card' | 'model-card-toolkit'; text: string },
): Promise<ReportSource> {
  const parsed = planOf(readFile('production-plan', plan).documents[0]?.root);
  assert.ok(parsed);
  const view = await readinessIn(root, plan);
  return { file: 'production-plan.yaml', view, plan: parsed, card: card && readFile(card.kind, card.text) };
}

const hostilePlan = FULL_PLAN.replace('displayName: Customer churn', `displayName: ${JSON.stringify(HOSTILE)}`)
  .replace('name: churn  ', `name: ${JSON.stringify(HOSTILE)}  `)
  .replace('name: new tariff', `name: ${JSON.stringify(HOSTILE)}`)
  .replace('runbook: docs/runbook.md\n    approver', `runbook: ${JSON.stringify(HOSTILE)}\n    approver`);
const hostileCard = `---\nlicense: ${JSON.stringify(HOSTILE)}\ndatasets: [${JSON.stringify(HOSTILE)}]\n---\n## Limitations\n\n${HOSTILE}\n`;

async function everything(root: string): Promise<ReportSource[]> {
  return Promise.all([
    source(root, FULL_PLAN),
    source(root, EXAMPLE, { kind: 'huggingface-card', text: CARD }),
    source(root, FULL_PLAN, { kind: 'model-card-toolkit', text: TOOLKIT }),
    source(root, hostilePlan, { kind: 'huggingface-card', text: hostileCard }),
    source(root, 'kind: ProductionPlan\nspec: {}\n'),
    source(root, FULL_PLAN, {
      kind: 'huggingface-card',
      text: '---\nmodel-index: [1, {results: x}]\nlanguage: {a: b}\n---\n',
    }),
    ...SOUND.map((plan) => source(root, plan)),
  ]);
}

/** The official schema, as the library of CycloneDX carries it. */
function bomValidator(): (bom: unknown) => string {
  const library = path.dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json'));
  const schema = (name: string): object =>
    JSON.parse(readFileSync(path.join(library, 'res/schema', `${name}.SNAPSHOT.schema.json`), 'utf8')) as object;
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs'])
    ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  const validate = ajv.compile(schema('bom-1.6'));
  return (bom) => (validate(bom) ? '' : ajv.errorsText(validate.errors));
}

test('a bill of materials is valid by the official schema, whatever plan and card say', async (t) => {
  const validate = bomValidator();
  const sources = await everything(scratch(t, FULL_PLAN_FILES));
  assert.equal(validate(JSON.parse(JSON.stringify(cycloneDx(sources, NOW)))), '');
  assert.notEqual(validate({ bomFormat: 'CycloneDX', specVersion: '1.6', components: [{ type: 'model' }] }), '');
});

test('a bill of materials has what plan and card say, and nothing else', async (t) => {
  const root = scratch(t, FULL_PLAN_FILES);
  const both = [
    await source(root, FULL_PLAN, { kind: 'model-card-toolkit', text: TOOLKIT }),
    await source(root, EXAMPLE, { kind: 'huggingface-card', text: CARD }),
    await source(root, 'kind: ProductionPlan\nspec: {model: {name: bare}}\n'),
  ];
  const bom = JSON.parse(JSON.stringify(cycloneDx(both, NOW))) as { components: Record<string, unknown>[] };
  const [churn, flights, bare] = bom.components;
  assert.deepEqual(churn?.['licenses'], [{ license: { name: 'MIT' } }]);
  assert.deepEqual(churn['modelCard'], {
    modelParameters: { task: 'tabular-classification', datasets: [{ type: 'dataset', name: 'usage' }] },
    quantitativeAnalysis: {
      performanceMetrics: [
        { type: 'auc', value: '0.91', slice: 'EU' },
        { type: 'auc', value: '0.91', slice: 'baseline of the production plan' },
      ],
    },
    considerations: {
      users: ['Growth team'],
      useCases: ['Whom to call'],
      technicalLimitations: ['New tariffs', 'new tariff: unseen plan values Mitigation: fall back to rules'],
      performanceTradeoffs: ['Recall over precision'],
      ethicalConsiderations: [{ name: 'Prices', mitigationStrategy: 'Reviews' }],
    },
  });
  const { quantitativeAnalysis } = flights?.['modelCard'] as {
    quantitativeAnalysis: { performanceMetrics: { type: string; value: string; slice: string }[] };
  };
  assert.deepEqual(quantitativeAnalysis.performanceMetrics[0], {
    type: 'roc_auc',
    value: '0.7285',
    slice: 'Flights from New York, four weeks from 2013-03-04, 2013-03-04/2013-04-01',
  });
  assert.deepEqual(bare?.['modelCard'], {});
});

test('the report on the AI Act names what is found, what lacks and what it cannot see', async (t) => {
  const root = scratch(t, FULL_PLAN_FILES);
  const report = aiActReport([await source(root, EXAMPLE, { kind: 'huggingface-card', text: CARD })], NOW);
  assert.match(report, /no legal advice and no conformity assessment/);
  const gaps = [...report.matchAll(/^- \*\*(\S+)\*\* .*: ([^:\n]*)$/gm)].map(([, id, what]) => `${id}: ${what}`);
  assert.deepEqual(gaps, [
    '1(e): hardware',
    '2(b): trade-offs that were made',
    '2(c): how components build on each other',
    '2(d): cleaning and outliers',
    '2(e): assessment of the measures',
    '2(g): discriminatory effects',
    '3: accuracy for groups of persons; human oversight',
    '6: versions that served; record of relevant changes',
  ]);
  const parts = [...ANNEX_IV, ...ARTICLE_72].flatMap((item) => item.parts);
  assert.equal(report.match(/➖ outside/g)?.length, parts.filter(({ find }) => !find).length);
  // A plan that says nothing has everything as a gap, but that it is there.
  const empty = aiActReport([await source(root, 'kind: ProductionPlan\nspec: {}\n')], NOW);
  assert.equal(empty.match(/✅ found/g)?.length, 1);
});

test('reports hold text of anybody as text', async (t) => {
  const sources = await everything(scratch(t, FULL_PLAN_FILES));
  const page = readinessPage(
    sources.map(({ file, view }) => ({
      file,
      view,
      history: [
        { commit: HOSTILE, time: NOW, subject: HOSTILE, level: 'Declared', score: 3 },
        { commit: 'b', time: NOW + 1, subject: 's', level: 'Declared', score: 4 },
      ],
    })),
    { now: NOW },
  );
  for (const rendered of [page, await marked(aiActReport(sources, NOW))]) {
    assert.doesNotMatch(rendered, /<script|<img|<a |javascript:b"|\u202e|\u0000/);
    assert.equal(rendered.match(/<style/g)?.length ?? 0, rendered === page ? 1 : 0);
  }
  assert.match(page, /default-src 'none'/);
  assert.doesNotMatch(page, /https?:\/\//);
});

test('a card that is not filled in, or whose aliases stand for more than anybody reads, says nothing', async (t) => {
  const root = scratch(t, FULL_PLAN_FILES);
  const levels = Array.from(
    { length: 9 },
    (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(', ')}]`,
  );
  const bomb = `---\na0: &a0 [x]\n${levels.join('\n')}\nlicense: mit\n---\n`;
  const template = '---\nlicense: mit\n---\n## Direct Use\n\n[More Information Needed]\n\n## Limitations\n\nTODO\n';
  for (const text of [bomb, template]) {
    const one = await source(root, 'kind: ProductionPlan\nspec: {}\n', { kind: 'huggingface-card', text });
    assert.deepEqual((cycloneDx([one], NOW) as { components: { modelCard: unknown }[] }).components[0]?.modelCard, {});
    assert.equal(aiActReport([one], NOW).match(/✅ found/g)?.length, 1);
  }
});

test('every check that an item argues with exists', () => {
  const known = new Set(AREAS.flatMap(({ id, checks }) => checks.map(({ name }) => `${id}/${name}`)));
  const text = readFileSync('server/src/core/readiness/export/ai-act-items.ts', 'utf8');
  const named = [...text.matchAll(/\bcheck\('([^']+)'\)/g)].map(([, id = '']) => id);
  assert.ok(named.length > 10);
  assert.deepEqual(
    named.filter((id) => !known.has(id)),
    [],
  );
});
