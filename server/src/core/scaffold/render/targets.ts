import { airflow } from './airflow.ts';
import { alertmanager } from './alertmanager.ts';
import { argoCronWorkflow } from './argo-cron-workflow.ts';
import { argoRollouts } from './argo-rollouts.ts';
import { dbt } from './dbt.ts';
import { evidently } from './evidently.ts';
import { feast } from './feast.ts';
import { feedback } from './feedback.ts';
import { flagger } from './flagger.ts';
import { githubActions } from './github-actions.ts';
import { grafanaDashboard } from './grafana-dashboard.ts';
import { greatExpectations } from './great-expectations.ts';
import { kserve } from './kserve.ts';
import { mlflowRollback } from './mlflow-rollback.ts';
import { odcs } from './odcs.ts';
import { prometheusRuleResource } from './prometheus-rule-resource.ts';
import { prometheusRules } from './prometheus-rules.ts';
import { runbook } from './runbook.ts';
import type { Target } from './target.ts';

/** Every system that a plan is rendered for, what watches first. */
export const TARGETS: readonly Target[] = [
  prometheusRules,
  prometheusRuleResource,
  alertmanager,
  grafanaDashboard,
  evidently,
  runbook,
  mlflowRollback,
  argoRollouts,
  flagger,
  kserve,
  githubActions,
  airflow,
  argoCronWorkflow,
  odcs,
  dbt,
  feast,
  feedback,
  greatExpectations,
];
