import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { isMap, isScalar, parseAllDocuments, visit } from 'yaml';
import { readFile } from '../../../server/src/core/document/read.ts';
import { planOf } from '../../../server/src/core/plan/plan.ts';
import { pathProblem } from '../../../server/src/core/scaffold/output-path.ts';
import { pythonString } from '../../../server/src/core/scaffold/render/python.ts';
import { isQuery } from '../../../server/src/core/scaffold/render/promql.ts';
import type { Source } from '../../../server/src/core/scaffold/render/target.ts';
import { renderTarget } from '../../../server/src/core/scaffold/render/render-target.ts';
import { TARGETS } from '../../../server/src/core/scaffold/render/targets.ts';
import { USAGE_CONTRACTS } from '../../support/contracts.ts';
import { FULL_PLAN } from '../../support/full-plan.ts';
import { randomOf } from '../../support/noise.ts';

/** What breaks out of YAML, PromQL, templates of Go and Jinja, expressions of GitHub and Argo, Python, SQL, shell and paths. */
const PARTS = [
  '"',
  "'",
  '\\',
  '\\"',
  '"""',
  '\n',
  '\r\n',
  '\t',
  ': ',
  ' #',
  '- ',
  '{{',
  '}}',
  '{{ .Labels.x }}',
  '{% raw %}',
  '${{ secrets.X }}',
  '$(id)',
  '`id`',
  '; rm -rf /',
  '--',
  '/*',
  '*/',
  "' OR 1=1 --",
  '{',
  '}',
  '[',
  ']',
  '&a',
  '*a',
  '!!js',
  '%',
  '@',
  '|',
  '>',
  '?',
  'é',
  '😀',
  '\u2028',
  '\u202e',
  '\u0000',
  '\u0085',
  '\ud800',
  '../',
  '..\\',
  '/etc/passwd',
  'C:\\',
  'CON',
  '.git/',
  'a'.repeat(300),
  'yes',
  'null',
  '0x1f',
  '1e9',
  '.inf',
  '~',
  '',
  ' ',
];

/** Where a plan has words of its own. */
const PLACES = [
  'churn-classifier',
  'Customer churn',
  'name: churn ',
  'group:default/growth-ml',
  'ChurnAucLow',
  'ChurnTenureDrift',
  'name: auc\n',
  'name: oncall',
  'growth-ml',
  'customer_id',
  'warehouse.churn_outcomes',
  'churn_v3',
  'docs/runbook.md',
  'src/train.py#train',
  'column: tenure',
  'usage_events',
  'predictions-ok',
  '.github/workflows/retrain.yml',
  'feature_repo/feature_store.yaml',
  'contracts/usage.odcs.yaml',
  'champion',
  'challenger',
];

test('whatever 100 plans are called and say, every target renders what reads back, below its folder, or leaves it out', () => {
  const random = randomOf(41).next;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const python: string[] = [];
  for (let round = 0; round < 100; round++) {
    let text = FULL_PLAN;
    for (let count = 0; count < 4; count++) {
      const hostile = Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(PARTS)).join('');
      const place = pick(PLACES);
      const key = /^(\w+: )(.*)$/s.exec(place);
      const value = key?.[2] ?? place;
      const quoted = JSON.stringify(hostile);
      text = text.replaceAll(
        key ? `${key[1] ?? ''}${value}` : value,
        key ? `${key[1] ?? ''}${quoted}${/\s$/.exec(value)?.[0] ?? ''}` : quoted,
      );
    }
    const plan = planOf(readFile('production-plan', text).documents[0]?.root);
    if (!plan) continue;
    const name = pick(PARTS) + pick(PARTS);
    const conventions = { folders: {}, labels: { [pick(PARTS)]: pick(PARTS), team: pick(PARTS) }, versions: {} };
    for (const target of TARGETS) {
      const source: Source = { plan, name, file: 'production-plan.yaml', contracts: USAGE_CONTRACTS, conventions };
      const { files } = renderTarget(target, source);
      assert.deepEqual(renderTarget(target, source).files, files, 'the same plan gives the same files');
      for (const file of files) {
        assert.equal(pathProblem(file.path), undefined, `${target.id}: ${JSON.stringify(file.path)}`);
        assert.ok(file.text.endsWith('\n') && !file.text.includes('\0') && file.text.isWellFormed(), file.path);
        if (file.path.endsWith('.py')) python.push(file.text);
        else if (file.path.endsWith('.json')) JSON.parse(file.text);
        else if (/\.ya?ml$/.test(file.path)) checkYaml(target.id, file.text);
      }
    }
  }
  assert.ok(python.length > 500);
  // Nothing is run: Python only reads them.
  const script = 'import ast, json, sys\nfor text in json.load(sys.stdin): ast.parse(text)';
  const read = spawnSync('python3', ['-c', script], { input: JSON.stringify(python), encoding: 'utf8' });
  assert.equal(read.status, 0, read.stderr);
});

function checkYaml(target: string, text: string): void {
  const documents = parseAllDocuments(text, { version: '1.1' });
  assert.ok(Array.isArray(documents) && documents.length === 1, target);
  const [document] = documents;
  assert.deepEqual(document?.errors, [], `${target}\n${text}`);
  assert.ok(isMap(document.contents));
  visit(document, {
    Alias: () => assert.fail('nothing of a plan becomes an alias'),
    Pair: (_, { key, value }) => {
      if (!isScalar(key) || key.value !== 'expr' || !isScalar(value)) return;
      assert.ok(typeof value.value === 'string' && isQuery(value.value), target);
    },
  });
}

test('text of a plan reads back from Python as it was', () => {
  const random = randomOf(7).next;
  const texts = Array.from({ length: 300 }, () =>
    Array.from({ length: 3 }, () => PARTS[Math.floor(random() * PARTS.length)] ?? '')
      .join('')
      .toWellFormed(),
  );
  const script = 'import ast, json, sys\nprint(json.dumps([ast.literal_eval(text) for text in json.load(sys.stdin)]))';
  const { stdout, stderr } = spawnSync('python3', ['-c', script], {
    input: JSON.stringify(texts.map(pythonString)),
    encoding: 'utf8',
  });
  assert.deepEqual(JSON.parse(stdout), texts, stderr);
});
