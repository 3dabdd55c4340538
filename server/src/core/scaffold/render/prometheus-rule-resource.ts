import { resourceLabelsOf, type Conventions } from '../conventions.ts';
import { Mapping, writeYaml } from '../../document/write.ts';
import { planLabel } from '../names.ts';
import { mapping } from './mapping.ts';
import { ruleGroups } from './prometheus-rules.ts';
import type { Rendered, Source, Target } from './target.ts';

/** The same rules for clusters where the Prometheus Operator loads them. */
export const prometheusRuleResource: Target = {
  id: 'prometheus-rule-resource',
  title: 'PrometheusRule for the Prometheus Operator',
  makes: 'The alerting and recording rules as a resource of Kubernetes.',
  area: 'monitoring',
  signs: { resources: ['PrometheusRule', 'ServiceMonitor', 'PodMonitor'] },
  needs: { system: 'prometheus', since: '2.42' },
  render,
};

function render(source: Source): Rendered {
  const { groups, remarks, gaps } = ruleGroups(source);
  const label = planLabel(source.name);
  if (groups.length === 0) return { files: [], gaps };
  const text = writeYaml(
    new Mapping([
      ...remarks,
      { key: 'apiVersion', value: 'monitoring.coreos.com/v1' },
      { key: 'kind', value: 'PrometheusRule' },
      { key: 'metadata', value: mapping({ name: label, labels: resourceLabels(label, source.conventions) }) },
      { key: 'spec', value: mapping({ groups }) },
    ]),
  );
  return { gaps, files: [{ path: `kubernetes/${label}-prometheus-rule.yaml`, text }] };
}

/** Labels of a resource that says of which plan it is. */
export const resourceLabels = (label: string, conventions: Conventions): Mapping =>
  mapping({
    ...resourceLabelsOf(conventions),
    'app.kubernetes.io/name': label,
    'app.kubernetes.io/managed-by': 'production-first',
  });
