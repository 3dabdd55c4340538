/**
 * Rules the format names that this version does not check yet. A waiver may name them: a plan written today stays
 * valid when they come.
 */
const RESERVED: Readonly<Record<string, string>> = {
  'business-metric': 'offline-metric no-proxy target-not-better guardrail-beyond-target no-value',
  ownership: 'no-on-call person-not-team left-member not-in-codeowners no-escalation',
  threshold:
    'wrong-side-of-baseline warning-beyond-critical method-direction out-of-range unit-mismatch objective-percent',
  query: 'invalid-promql no-aggregation-window',
  alerting:
    'indicator-without-alert drift-without-alert no-runbook no-notification no-data-uncovered faster-than-labels differs-from-indicator severity-unknown',
  retraining:
    'invalid-cron slower-than-staleness triggered-without-triggers no-validation no-promotion-margin pipeline-missing schedule-missing',
  rollback: 'no-trigger no-runbook never-drilled stale-drill slower-than-alert',
  feedback: 'no-join-key delay-longer-than-window coverage-unmonitored',
  data: 'pipeline-without-freshness pipeline-without-contract feature-service-not-found',
  rollout: 'canary-without-analysis steps-not-increasing platform-unsupported',
  cost: 'over-unmonitored',
  slo: 'objective-impossible',
  card: 'metric-differs-from-plan',
  scaffold: 'out-of-date edited missing',
  live: 'rule-missing rule-differs rule-unhealthy orphan-rule version-differs breach-before-retraining',
};

export const RESERVED_RULE_IDS: readonly string[] = Object.entries(RESERVED).flatMap(([family, names]) =>
  names.split(' ').map((name) => `${family}/${name}`),
);
