import { writeYaml, type Written } from '../../document/write.ts';
import { toLabel } from '../names.ts';
import { mapping } from './mapping.ts';
import type { PrometheusAlert } from './prometheus-alert.ts';
import { prometheusAlerts } from './prometheus-alerts.ts';
import { prometheusTests } from './prometheus-tests.ts';
import type { Rendered, Source, Target } from './target.ts';

/** Alerting rules, with tests that promtool runs. For Prometheus 2.42 and later. */
export const prometheusRules: Target = {
  id: 'prometheus-rules',
  title: 'Prometheus alerting rules',
  makes: 'A file of alerting rules, also for values that stop coming, and tests of them for promtool.',
  render,
};

function render(source: Source): Rendered {
  const { alerts, gaps } = prometheusAlerts(source);
  if (alerts.length === 0) return { files: [], gaps };
  const label = toLabel(source.name) ?? 'model';
  const [rules, tests] = [`${label}.rules.yaml`, `${label}.rules.test.yaml`];
  return {
    gaps,
    files: [
      {
        path: `prometheus/${rules}`,
        text: writeYaml(mapping({ groups: [mapping({ name: source.name, rules: alerts.map(rule) })] })),
      },
      { path: `prometheus/${tests}`, text: writeYaml(prometheusTests(rules, alerts)) },
    ],
  };
}

function rule({ alert, expr, for: wait, labels, annotations }: PrometheusAlert): Written {
  return mapping({ alert, expr, for: wait, labels: mapping(labels), annotations: mapping(annotations) });
}
