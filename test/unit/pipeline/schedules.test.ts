import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schedulesOf } from '../../../server/src/core/pipeline/schedules.ts';

const argo = (spec: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: CronWorkflow\nmetadata: {name: retrain}\nspec:\n${spec}`;
const WORKFLOW = '  workflowSpec: {entrypoint: train}\n';

test('an Argo CronWorkflow tells its schedules, one or several', () => {
  assert.deepEqual(schedulesOf('retrain.yaml', argo(`  schedule: "0 3 1 * *"\n${WORKFLOW}`)), ['0 3 1 * *']);
  const several = argo(`  schedules: ["0 3 1 * *", "@weekly"]\n${WORKFLOW}`);
  assert.deepEqual(schedulesOf('retrain.yaml', several), ['0 3 1 * *', '0 0 * * 0']);
  // Beside another resource, in one file.
  assert.deepEqual(schedulesOf('all.yml', `kind: Secret\n---\n${several}`), ['0 3 1 * *', '0 0 * * 0']);
  assert.deepEqual(schedulesOf('job.yaml', 'kind: CronJob\nspec: {schedule: "@daily"}\n'), ['0 0 * * *']);
});

test('what does not say when it runs tells nothing', () => {
  const gitlab = 'retrain:\n  script: [python train.py]\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "schedule"\n';
  // GitLab keeps its schedules beside the repository.
  assert.equal(schedulesOf('.gitlab-ci.yml', gitlab), undefined);
  assert.equal(schedulesOf('ci/retrain.gitlab-ci.yml', gitlab), undefined);
  for (const text of [
    argo(WORKFLOW),
    argo(`  schedules: ["{{cron}}", {a: b}]\n`),
    argo('  schedule: {{ .Values.cron }}\n'),
    'kind: Workflow # started by a CronWorkflow\nspec: {schedule: "0 3 * * *"}\n',
    'kind: CronWorkflow\nspec: [',
  ])
    assert.equal(schedulesOf('retrain.yaml', text), undefined, text);
  assert.equal(schedulesOf('retrain.sh', argo(WORKFLOW)), undefined);
});
