import { Mapping, writeYaml, type Remark, type Written } from '../../document/write.ts';
import { inComment, planLabel } from '../names.ts';
import { mapping } from './mapping.ts';
import type { PrometheusAlert } from './prometheus-alert.ts';
import { prometheusAlerts, type WatchingAlert } from './prometheus-alerts.ts';
import { sloRules, type RecordingRule, type SloRules } from './prometheus-slo.ts';
import { prometheusTests } from './prometheus-tests.ts';
import { source } from './signs.ts';
import type { Gap, Rendered, Source, Target } from './target.ts';

/** Alerting rules, with tests that promtool runs. For Prometheus 2.42 and later. */
export const prometheusRules: Target = {
  id: 'prometheus-rules',
  title: 'Prometheus alerting rules',
  makes:
    'Alerts on the plan’s lines, on drift, on values that stop coming and on error budgets, and tests of them for promtool.',
  area: 'monitoring',
  signs: { files: ['**/prometheus*.{yml,yaml}'], plan: source('prometheus') },
  needs: { system: 'prometheus', since: '2.42' },
  render,
};

function render(source: Source): Rendered {
  const { groups, remarks, alerts, slos, gaps } = ruleGroups(source);
  if (groups.length === 0) return { files: [], gaps };
  const label = planLabel(source.name);
  const [rules, tests] = [`${label}.rules.yaml`, `${label}.rules.test.yaml`];
  return {
    gaps,
    files: [
      { path: `prometheus/${rules}`, text: writeYaml(new Mapping([...remarks, { key: 'groups', value: groups }])) },
      { path: `prometheus/${tests}`, text: writeYaml(prometheusTests(rules, alerts, slos)) },
    ],
  };
}

export interface RuleGroups {
  readonly groups: readonly Written[];
  /** What somebody has to know who loads them. */
  readonly remarks: readonly Remark[];
  readonly alerts: readonly WatchingAlert[];
  readonly slos: readonly SloRules[];
  readonly gaps: readonly Gap[];
}

/** Groups of rules, as files of rules and resources of the operator have them. */
export function ruleGroups(source: Source): RuleGroups {
  const { alerts, gaps, exported } = prometheusAlerts(source);
  const { slos, gaps: missing } = sloRules(source);
  const group = (name: string, rules: readonly Written[]): Written[] =>
    rules.length === 0 ? [] : [mapping({ name, rules })];
  return {
    alerts,
    slos,
    gaps: [...gaps, ...missing],
    remarks: exportedRemark(exported),
    groups: [
      ...group(source.name, alerts.map(alertingRule)),
      // In one group a recorded value is there for the rules behind it.
      ...slos.flatMap(({ name, recordings, alerts: burning }) =>
        group(`${source.name} ${name}`, [...recordings.map(recordingRule), ...burning.map(alertingRule)]),
      ),
    ],
  };
}

/** Prometheus gets these values only from somebody who brings them. */
function exportedRemark(exported: readonly string[]): Remark[] {
  if (exported.length === 0) return [];
  return [
    {
      remark: `Values of ${exported.map(inComment).join(', ')} come from other data sources.`,
    },
    { remark: '"production-first decay --format prometheus" brings them to Prometheus.' },
  ];
}

function alertingRule({ alert, expr, for: wait, labels, annotations }: PrometheusAlert): Written {
  return mapping({ alert, expr, for: wait, labels: mapping(labels), annotations: mapping(annotations) });
}

const recordingRule = ({ record, expr, labels }: RecordingRule): Written =>
  mapping({ record, expr, labels: mapping(labels) });
