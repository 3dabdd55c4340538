import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { check } from '../../../server/src/core/check.ts';
import { readFile } from '../../../server/src/core/document/read.ts';
import type { FileLister } from '../../../server/src/language/completion/context.ts';
import { completeAt } from '../../support/complete.ts';

const full = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');

/** The full plan with `from` replaced; `‖` in `to` is the cursor. */
function edited(from: string, to: string): string {
  assert.equal(full.split(from).length, 2, `${from} must stand once`);
  return full.replace(from, () => to);
}

test('values of an enum come with what they mean', async () => {
  const done = await completeAt(edited('lifecycle: production  ', 'lifecycle: ‖  '));
  assert.deepEqual(done.labels, ['experimental', 'production', 'deprecated']);
  assert.deepEqual(done.item('deprecated').documentation, { kind: 'markdown', value: 'Being replaced.' });
});

test('a value directly behind the colon gets its blank', async () => {
  const done = await completeAt(edited('    noData: true', '    noData:‖'));
  assert.deepEqual(done.labels, ['true', 'false']);
  assert.match(done.accept('true'), /^ {4}noData: true$/m);
});

test('names defined elsewhere are offered with what they are', async () => {
  const done = await completeAt(edited('indicator: retention', 'indicator: ret‖'));
  assert.deepEqual(done.labels, ['auc', 'retention', 'latency_p95', 'label_rate', 'serving_cost']);
  assert.match(JSON.stringify(done.item('retention').documentation), /role: `business`/);
  assert.match(done.accept('retention'), /^ {4}indicator: retention$/m);
});

test('a list leaves out what it names already', async () => {
  const done = await completeAt(edited('triggers: [ChurnTenureDrift]', 'triggers: [ChurnTenureDrift, ‖]'));
  assert.deepEqual(done.labels, ['ChurnAucLow']);
  const block = edited('triggers: [ChurnTenureDrift]    ', 'triggers:\n      - ChurnTenureDrift\n      - ‖    ');
  assert.deepEqual((await completeAt(block)).labels, ['ChurnAucLow']);
});

test('names are known although the line at the cursor breaks the syntax', async () => {
  const done = await completeAt(edited('indicator: retention', 'indicator: "ret‖'));
  assert.ok(done.labels.includes('serving_cost'));
  assert.match(done.accept('retention'), /^ {4}indicator: "retention"$/m);
});

test('a name that needs quotes gets them', async () => {
  const text = full.replaceAll('ChurnAucLow', '"a: b, c"').replace('rollback:', 'rollback:\n    # x');
  const at = text.lastIndexOf('triggers: ["a: b, c"]');
  const done = await completeAt(`${text.slice(0, at)}triggers: [‖]${text.slice(at + 'triggers: ["a: b, c"]'.length)}`);
  assert.ok(done.accept('a: b, c').includes('triggers: ["a: b, c"]'));
});

test('schedules, durations and dates are proposed with words', async () => {
  const cron = await completeAt(edited('schedule: "0 3 1 * *"', 'schedule: ‖'));
  assert.match(cron.accept('0 3 * * 1'), /^ {4}schedule: "0 3 \* \* 1"$/m);
  assert.equal(cron.item('0 3 * * 1').detail, 'every Monday at 03:00');
  const quoted = await completeAt(edited('schedule: "0 3 1 * *"', 'schedule: "0 3‖ 1 * *"'));
  assert.match(quoted.accept('0 3 * * 1'), /^ {4}schedule: "0 3 \* \* 1"$/m);
  assert.deepEqual((await completeAt(edited('trainedAt: 2026-06-01', 'trainedAt: ‖'))).labels, ['2026-11-24']);
  assert.ok((await completeAt(edited('timeToRestore: 15m', 'timeToRestore: ‖'))).labels.includes('30m'));
});

test('tasks come from the dated list, checks from the ML Test Score, rules from this program', async () => {
  const tasks = await completeAt(edited('task: tabular-classification', 'task: tab‖'));
  assert.ok(tasks.labels.includes('tabular-regression'));
  const checks = await completeAt(edited('check: infra-7', 'check: ‖'));
  assert.equal(checks.labels.length, 28);
  const rules = await completeAt(edited('rule: feedback/coverage-unmonitored', 'rule: file/‖'));
  assert.ok(rules.labels.includes('file/missing') && !rules.labels.includes('schema/missing'));
});

test('a comment is completed with rules to switch off, prose in it is left alone', async () => {
  const done = await completeAt(`spec:\n  # production-first-disable-next-line file/missing, ref‖\n`);
  assert.ok(done.labels.includes('reference/unused') && !done.labels.includes('file/missing'));
  assert.match(done.accept('reference/unused'), /file\/missing, reference\/unused\n$/);
  assert.deepEqual((await completeAt('spec:\n  # what the ‖\n')).labels, []);
});

test('paths descend, model cards first, and name functions behind #', async () => {
  const files: FileLister = {
    list: (directory) =>
      Promise.resolve(
        directory === 'src/'
          ? [{ name: 'train.py', isDirectory: false }]
          : [
              { name: 'src', isDirectory: true },
              { name: 'a.txt', isDirectory: false },
              { name: 'MODEL_CARD.md', isDirectory: false },
            ],
      ),
    symbols: (path) => Promise.resolve(path === 'src/train.py' ? ['train', 'Model.fit'] : []),
  };
  const card = await completeAt(edited('card: MODEL_CARD.md', 'card: ‖'), { files });
  const sorted = [...card.list.items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1)).map(({ label }) => label);
  assert.deepEqual(sorted, ['MODEL_CARD.md', 'a.txt', 'src/']);
  assert.equal(card.list.isIncomplete, true);
  const code = await completeAt(edited('trainingCode: [src/train.py#train]', 'trainingCode: [src/‖]'), { files });
  assert.match(code.accept('src/train.py'), /trainingCode: \[src\/train\.py\]/);
  const symbol = await completeAt(edited('trainingCode: [src/train.py#train]', 'trainingCode: [src/train.py#‖]'), {
    files,
  });
  assert.deepEqual(symbol.labels, ['src/train.py#train', 'src/train.py#Model.fit']);
});

test('a section still without value is filled below its key', async () => {
  const done = await completeAt('apiVersion: production-first/v1\nspec:\n  dataSources: ‖\n');
  assert.equal(
    done.accept('- …').split('\n').slice(2, 5).join('\n'),
    '  dataSources: \n    - name: history\n      type: file',
  );
});

test('nothing is offered in a block scalar, and values only where the schema knows some', async () => {
  assert.deepEqual(
    (await completeAt(edited('description: Share of subscribers who renew.', 'description: |\n      Share ‖'))).labels,
    [],
  );
  assert.deepEqual((await completeAt(edited('displayName: Customer churn', 'displayName: Cust‖'))).labels, []);
});

test('the proposed plan has no problem of schema or reference, as snippet and as plain text', async () => {
  for (const snippets of [true, false]) {
    const done = await completeAt('|', { snippets, adjustsIndentation: snippets });
    const text = done.accept('Production plan');
    const problems = check(readFile('production-plan', text), { now: 0, facts: new Map(), rules: {} });
    assert.deepEqual(
      problems.filter(({ rule }) => /^(?:syntax|schema|reference)/.test(rule)),
      [],
    );
  }
});

test('without snippet support plain text is inserted', async () => {
  const done = await completeAt('spec:\n  rollb|', { snippets: false, adjustsIndentation: false });
  assert.equal(
    done.accept('rollback'),
    'spec:\n  rollback:\n    target: previous\n    timeToRestore: 15m\n    runbook: docs/runbook.md',
  );
  assert.ok(done.list.items.every(({ insertTextFormat }) => insertTextFormat === 1));
});

test('a card is completed inside its front matter only', async () => {
  const card = '---\nlicense: ‖\n---\n# Model\n';
  assert.ok((await completeAt(card, {}, 'huggingface-card')).labels.includes('apache-2.0'));
  const key = await completeAt('---\nlicense: mit\n|\n---\n', {}, 'huggingface-card');
  assert.ok(key.labels.includes('library_name') && !key.labels.includes('license'));
  assert.deepEqual((await completeAt('---\nlicense: mit\n---\n# Mo|\n', {}, 'huggingface-card')).labels, []);
  const body = await completeAt('---\nlicense: mit\n---\n<!-- prod|\n', {}, 'huggingface-card');
  assert.deepEqual(body.labels, ['production-first-disable-next-line']);
});

test('a JSON card gets quoted keys', async () => {
  const done = await completeAt('{"model_details": {"na|"}}', { json: true }, 'model-card-toolkit');
  assert.equal(done.accept('name'), '{"model_details": {"name": }}');
  const bare = await completeAt('{"model_details": {|}}', { json: true }, 'model-card-toolkit');
  assert.equal(bare.accept('version'), '{"model_details": {"version": {}}}');
});
