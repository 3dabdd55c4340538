import { readFileSync } from 'node:fs';

/** The full example of the format, with its waiver good for longer than these tests will be run. */
export const FULL_PLAN = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8').replace(
  'expires: 2026-12-31',
  'expires: 2999-12-31',
);

/** The files the full example names. */
export const FULL_PLAN_FILES: Readonly<Record<string, string>> = {
  'MODEL_CARD.md': '',
  'src/train.py': 'def train():\n    pass\n\n\ndef evaluate():\n    pass\n',
  'metrics/auc.csv': 'time,value\n',
  'pipelines/usage.py': 'def run():\n    pass\n',
  'contracts/usage.odcs.yaml': 'kind: DataContract\n',
  'feature_repo/feature_store.yaml': 'project: churn\n',
  'docs/runbook.md': '# Runbook\n',
  'docs/drills.md': '# Drills\n',
  '.github/workflows/retrain.yml': 'on: workflow_dispatch\n',
};
