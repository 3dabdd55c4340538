import { Mapping, writeYaml } from '../../document/write.ts';
import { planLabel } from '../names.ts';
import { goText } from './go-template.ts';
import { mapping } from './mapping.ts';
import { resourceLabels } from './prometheus-rule-resource.ts';
import { rolloutConditions, rolloutOf, trafficSteps, type Condition } from './rollout-conditions.ts';
import { platform } from './signs.ts';
import type { Rendered, Source, Target } from './target.ts';

/** A canary that is taken back by itself when the plan's conditions fail. For Flagger 1.19 and later, which have steps. */
export const flagger: Target = {
  id: 'flagger',
  title: 'Flagger',
  makes: 'A Canary with the plan’s steps, and a MetricTemplate for each of its conditions.',
  area: 'rollback',
  signs: { resources: ['Canary', 'MetricTemplate'], plan: platform('flagger') },
  needs: { system: 'flagger', since: '1.19' },
  render,
};

function render({ plan, name, conventions }: Source): Rendered {
  const label = planLabel(name);
  const { conditions: all, gaps } = rolloutConditions(plan, name);
  const rollout = rolloutOf(plan, gaps);
  if (!rollout) return { files: [], gaps };
  const conditions = all.flatMap((condition): (Condition & { address: string })[] => {
    const { address, indicator } = condition;
    if (address !== undefined) return [{ ...condition, address }];
    gaps.push({
      path: ['spec', 'dataSources'],
      message: `The condition on ${indicator.name} is left out: the plan does not say which Prometheus has its values. Name one in "dataSources".`,
    });
    return [];
  });
  const labels = resourceLabels(label, conventions);
  const files = conditions.map((condition) => ({
    path: `kubernetes/${label}-metric-${condition.name}.yaml`,
    text: writeYaml(template(label, labels, condition)),
  }));
  const interval = rollout.duration('interval');
  const strategy = rollout.text('strategy');
  if (strategy !== 'canary') {
    gaps.push({
      path: [...rollout.path, 'strategy'],
      message: `The Canary is left out: of a strategy "${strategy ?? ''}" the plan does not say enough. With "canary" and "steps" it does.`,
    });
    return { files, gaps };
  }
  if (interval === undefined)
    gaps.push({ path: [...rollout.path, 'interval'], message: 'Say how long each step takes: "interval".' });
  const steps = trafficSteps(rollout, gaps);
  if (!steps || interval === undefined) return { files, gaps };
  const canary = new Mapping([
    { key: 'apiVersion', value: 'flagger.app/v1beta1' },
    { key: 'kind', value: 'Canary' },
    { key: 'metadata', value: mapping({ name: label, labels }) },
    {
      key: 'spec',
      value: new Mapping([
        {
          key: 'targetRef',
          value: mapping({ apiVersion: 'apps/v1', kind: 'Deployment', name: label }),
          note: 'the Deployment that serves the model',
        },
        // Flagger makes this Service: its own port is free to choose, the container's is found by its name.
        { key: 'service', value: mapping({ port: 80, targetPort: 'http' }) },
        {
          key: 'analysis',
          value: mapping({
            interval: shortDuration(interval),
            // As often as the strictest condition may not fail.
            threshold:
              1 + Math.min(...(conditions.length > 0 ? conditions.map(({ failureLimit }) => failureLimit) : [0])),
            stepWeights: steps,
            metrics: conditions.map(({ name: metric, op, value }) =>
              mapping({
                name: metric,
                templateRef: mapping({ name: `${label}-${metric}`.slice(0, 253) }),
                thresholdRange: mapping(op.startsWith('l') ? { max: value } : { min: value }),
                interval: shortDuration(interval),
              }),
            ),
          }),
        },
      ]),
    },
  ]);
  const strict = conditions.filter(({ op }) => op === 'lt' || op === 'gt').map(({ indicator }) => indicator.name);
  return {
    files: [{ path: `kubernetes/${label}-canary.yaml`, text: writeYaml(canary) }, ...files],
    gaps,
    notes: [
      `The Canary takes over the Deployment "${label}", whose port has to be named "http".`,
      ...(strict.length > 0
        ? [`Flagger takes the limit itself for good: of ${strict.join(', ')} the plan does not.`]
        : []),
    ],
  };
}

function template(
  label: string,
  labels: Mapping,
  { name, query, address }: Condition & { readonly address: string },
): Mapping {
  return new Mapping([
    { key: 'apiVersion', value: 'flagger.app/v1beta1' },
    { key: 'kind', value: 'MetricTemplate' },
    { key: 'metadata', value: mapping({ name: `${label}-${name}`.slice(0, 253), labels }) },
    {
      key: 'spec',
      value: mapping({
        provider: mapping({ type: 'prometheus', address }),
        // Flagger expands templates of Go in it.
        query: goText(query),
      }),
    },
  ]);
}

/** Flagger takes minutes and seconds only. */
function shortDuration(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1_000));
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
