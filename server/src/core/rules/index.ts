import { differsFromIndicator } from './alerting/differs-from-indicator.ts';
import { driftWithoutAlert } from './alerting/drift-without-alert.ts';
import { fasterThanLabels } from './alerting/faster-than-labels.ts';
import { indicatorWithoutAlert } from './alerting/indicator-without-alert.ts';
import { noDataUncovered } from './alerting/no-data-uncovered.ts';
import { noNotification } from './alerting/no-notification.ts';
import { alertNoRunbook } from './alerting/no-runbook.ts';
import { severityUnknown } from './alerting/severity-unknown.ts';
import { BUILT_IN } from './built-in.ts';
import { guardrailBeyondTarget } from './business-metric/guardrail-beyond-target.ts';
import { noProxy } from './business-metric/no-proxy.ts';
import { noValue } from './business-metric/no-value.ts';
import { offlineMetric } from './business-metric/offline-metric.ts';
import { targetNotBetter } from './business-metric/target-not-better.ts';
import { emptySection } from './card/empty-section.ts';
import { metricDiffersFromPlan } from './card/metric-differs-from-plan.ts';
import { missingField } from './card/missing-field.ts';
import { modelIndex } from './card/model-index.ts';
import { placeholder } from './card/placeholder.ts';
import { taskDiffersFromPlan } from './card/task-differs-from-plan.ts';
import { unknownLanguage } from './card/unknown-language.ts';
import { unknownLibrary } from './card/unknown-library.ts';
import { unknownLicense } from './card/unknown-license.ts';
import { unknownTask } from './card/unknown-task.ts';
import { overUnmonitored } from './cost/over-unmonitored.ts';
import { featureServiceNotFound } from './data/feature-service-not-found.ts';
import { pipelineWithoutContract } from './data/pipeline-without-contract.ts';
import { pipelineWithoutFreshness } from './data/pipeline-without-freshness.ts';
import { coverageUnmonitored } from './feedback/coverage-unmonitored.ts';
import { delayLongerThanWindow } from './feedback/delay-longer-than-window.ts';
import { noJoinKey } from './feedback/no-join-key.ts';
import { fileMissing } from './file/missing.ts';
import { outsideWorkspace } from './file/outside-workspace.ts';
import { symbolNotFound } from './file/symbol-not-found.ts';
import { breachBeforeRetraining } from './live/breach-before-retraining.ts';
import { breachForecast } from './live/breach-forecast.ts';
import { datasetDrift } from './live/dataset-drift.ts';
import { driftDetected } from './live/drift-detected.ts';
import { labelsMissing } from './live/labels-missing.ts';
import { modelTooOld } from './live/model-too-old.ts';
import { noSeries } from './live/no-series.ts';
import { orphanRule } from './live/orphan-rule.ts';
import { ruleDiffers } from './live/rule-differs.ts';
import { ruleMissing } from './live/rule-missing.ts';
import { ruleUnhealthy } from './live/rule-unhealthy.ts';
import { stale } from './live/stale.ts';
import { thresholdBreached } from './live/threshold-breached.ts';
import { unreachable } from './live/unreachable.ts';
import { versionDiffers } from './live/version-differs.ts';
import { leftMember } from './ownership/left-member.ts';
import { noEscalation } from './ownership/no-escalation.ts';
import { noOnCall } from './ownership/no-on-call.ts';
import { notInCodeowners } from './ownership/not-in-codeowners.ts';
import { personNotTeam } from './ownership/person-not-team.ts';
import { invalidPromql } from './query/invalid-promql.ts';
import { noAggregationWindow } from './query/no-aggregation-window.ts';
import { duplicateName } from './reference/duplicate-name.ts';
import { unknownAlert } from './reference/unknown-alert.ts';
import { unknownDataSource } from './reference/unknown-data-source.ts';
import { unknownDriftColumn } from './reference/unknown-drift-column.ts';
import { unknownIndicator } from './reference/unknown-indicator.ts';
import { unknownNotificationTarget } from './reference/unknown-notification-target.ts';
import { unused } from './reference/unused.ts';
import { invalidCron } from './retraining/invalid-cron.ts';
import { noPromotionMargin } from './retraining/no-promotion-margin.ts';
import { noValidation } from './retraining/no-validation.ts';
import { pipelineMissing } from './retraining/pipeline-missing.ts';
import { scheduleMissing } from './retraining/schedule-missing.ts';
import { slowerThanStaleness } from './retraining/slower-than-staleness.ts';
import { triggeredWithoutTriggers } from './retraining/triggered-without-triggers.ts';
import { neverDrilled } from './rollback/never-drilled.ts';
import { rollbackNoRunbook } from './rollback/no-runbook.ts';
import { noTrigger } from './rollback/no-trigger.ts';
import { slowerThanAlert } from './rollback/slower-than-alert.ts';
import { staleDrill } from './rollback/stale-drill.ts';
import { canaryWithoutAnalysis } from './rollout/canary-without-analysis.ts';
import { platformUnsupported } from './rollout/platform-unsupported.ts';
import { stepsNotIncreasing } from './rollout/steps-not-increasing.ts';
import type { Rule } from './rule.ts';
import { scaffoldEdited } from './scaffold/edited.ts';
import { scaffoldMissing } from './scaffold/missing.ts';
import { scaffoldOutOfDate } from './scaffold/out-of-date.ts';
import { inlineCredential } from './secret/inline-credential.ts';
import { objectiveImpossible } from './slo/objective-impossible.ts';
import { methodDirection } from './threshold/method-direction.ts';
import { objectivePercent } from './threshold/objective-percent.ts';
import { outOfRange } from './threshold/out-of-range.ts';
import { unitMismatch } from './threshold/unit-mismatch.ts';
import { warningBeyondCritical } from './threshold/warning-beyond-critical.ts';
import { wrongSideOfBaseline } from './threshold/wrong-side-of-baseline.ts';
import { waiverExpired } from './waiver/expired.ts';
import { waiverNoOwner } from './waiver/no-owner.ts';
import { waiverUnknownRule } from './waiver/unknown-rule.ts';

/** Every rule, in the order in which lists and reports show them. */
export const RULES: readonly Rule[] = [
  ...BUILT_IN,
  unknownDataSource,
  unknownIndicator,
  unknownAlert,
  unknownNotificationTarget,
  unknownDriftColumn,
  duplicateName,
  unused,
  fileMissing,
  symbolNotFound,
  outsideWorkspace,
  offlineMetric,
  noProxy,
  targetNotBetter,
  guardrailBeyondTarget,
  noValue,
  noOnCall,
  personNotTeam,
  leftMember,
  notInCodeowners,
  noEscalation,
  wrongSideOfBaseline,
  warningBeyondCritical,
  methodDirection,
  outOfRange,
  unitMismatch,
  objectivePercent,
  invalidPromql,
  noAggregationWindow,
  indicatorWithoutAlert,
  driftWithoutAlert,
  alertNoRunbook,
  noNotification,
  noDataUncovered,
  fasterThanLabels,
  differsFromIndicator,
  severityUnknown,
  invalidCron,
  slowerThanStaleness,
  triggeredWithoutTriggers,
  noValidation,
  noPromotionMargin,
  pipelineMissing,
  scheduleMissing,
  noTrigger,
  rollbackNoRunbook,
  neverDrilled,
  staleDrill,
  slowerThanAlert,
  noJoinKey,
  delayLongerThanWindow,
  coverageUnmonitored,
  pipelineWithoutFreshness,
  pipelineWithoutContract,
  featureServiceNotFound,
  canaryWithoutAnalysis,
  stepsNotIncreasing,
  platformUnsupported,
  overUnmonitored,
  objectiveImpossible,
  missingField,
  placeholder,
  emptySection,
  unknownLicense,
  unknownTask,
  unknownLanguage,
  unknownLibrary,
  modelIndex,
  metricDiffersFromPlan,
  taskDiffersFromPlan,
  scaffoldOutOfDate,
  scaffoldEdited,
  scaffoldMissing,
  inlineCredential,
  waiverExpired,
  waiverUnknownRule,
  waiverNoOwner,
  unreachable,
  noSeries,
  stale,
  thresholdBreached,
  breachForecast,
  breachBeforeRetraining,
  driftDetected,
  datasetDrift,
  modelTooOld,
  labelsMissing,
  ruleMissing,
  ruleDiffers,
  ruleUnhealthy,
  orphanRule,
  versionDiffers,
];

/** Every id a setting, a comment or a waiver may name. */
export const RULE_IDS: ReadonlySet<string> = new Set(RULES.map((rule) => rule.id));
