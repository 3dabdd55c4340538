import { Mapping, writeYaml, type Written } from '../../document/write.ts';
import type { Plan } from '../../plan/plan.ts';
import { planLabel } from '../names.ts';
import { mapping } from './mapping.ts';
import { resourceLabels } from './prometheus-rule-resource.ts';
import {
  goDuration,
  measureInterval,
  rolloutConditions,
  rolloutOf,
  trafficSteps,
  type Condition,
  type Op,
} from './rollout-conditions.ts';
import { platform } from './signs.ts';
import type { Gap, Rendered, Source, Target } from './target.ts';

/** A rollout that goes on while the plan's conditions hold, and back when they do not. For Argo Rollouts 1.6 and later. */
export const argoRollouts: Target = {
  id: 'argo-rollouts',
  title: 'Argo Rollouts',
  makes: 'An AnalysisTemplate of the plan’s conditions, and a Rollout with its steps.',
  area: 'rollback',
  signs: { resources: ['Rollout', 'AnalysisTemplate'], plan: platform('argo-rollouts') },
  needs: { system: 'argo-rollouts', since: '1.6' },
  render,
};

const ADDRESS = 'prometheus-address';
const SIGNS: Readonly<Record<Op, string>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };

function render({ plan, name, conventions }: Source): Rendered {
  const label = planLabel(name);
  const { conditions: all, gaps } = rolloutConditions(plan, name);
  const conditions = all.filter(({ query, indicator }) => {
    if (!query.includes('{{')) return true;
    gaps.push({
      path: indicator.section.path,
      message: `${indicator.name} is left out: Argo would expand "{{" in its query.`,
    });
    return false;
  });
  const rollout = rolloutOf(plan, gaps);
  const interval = rollout?.duration('interval');
  if (!rollout) return { files: [], gaps };
  if (interval === undefined)
    gaps.push({ path: [...rollout.path, 'interval'], message: 'Say how long each step takes: "interval".' });
  if (conditions.length === 0 && gaps.length === 0)
    gaps.push({ path: [...rollout.path, 'analysis'], message: 'Say what must hold at each step: "analysis".' });
  const addresses = [...new Set(conditions.map(({ address }) => address))];
  const address = addresses.length === 1 ? addresses[0] : undefined;
  const labels = resourceLabels(label, conventions);
  const template = `${label}-analysis`;
  const folder = 'kubernetes';
  const files: { path: string; text: string }[] = [];
  if (conditions.length > 0 && interval !== undefined) {
    const every = measureInterval(interval, conditions);
    const text = writeYaml(
      new Mapping([
        { key: 'apiVersion', value: 'argoproj.io/v1alpha1' },
        { key: 'kind', value: 'AnalysisTemplate' },
        { key: 'metadata', value: mapping({ name: template, labels }) },
        {
          key: 'spec',
          value: mapping({
            args: [mapping({ name: ADDRESS, value: address })],
            metrics: conditions.map((condition) => metric(condition, every)),
          }),
        },
      ]),
    );
    files.push({ path: `${folder}/${label}-analysis-template.yaml`, text });
  }
  const strategy = strategyOf(plan, gaps, files.length > 0 ? template : undefined, address);
  if (strategy)
    files.push({ path: `${folder}/${label}-rollout.yaml`, text: writeYaml(resource(label, labels, strategy)) });
  const notes = [
    ...(strategy ? [`The Rollout takes over the Deployment "${label}": set its name if it has another.`] : []),
    ...(files.length > 0 && address === undefined
      ? [`Say the address of Prometheus where the analysis is started: the argument "${ADDRESS}".`]
      : []),
  ];
  return { files, gaps, notes };
}

function metric({ name, query, op, value, failureLimit }: Condition, interval: number): Written {
  return mapping({
    name,
    interval: goDuration(interval),
    // Without a value, and for one that is no number, nothing is proved.
    successCondition: `len(result) > 0 && !isNaN(result[0]) && result[0] ${SIGNS[op]} ${value}`,
    failureLimit,
    provider: mapping({ prometheus: mapping({ address: `{{args.${ADDRESS}}}`, query }) }),
  });
}

function strategyOf(
  plan: Plan,
  gaps: Gap[],
  template: string | undefined,
  address: string | undefined,
): Mapping | undefined {
  const rollout = plan.spec.section('rollout');
  const strategy = rollout?.text('strategy');
  if (!rollout || strategy !== 'canary') {
    gaps.push({
      path: [...(rollout?.path ?? ['spec', 'rollout']), 'strategy'],
      message: `The Rollout is left out: of a strategy "${strategy ?? ''}" the plan does not say enough. With "canary" and "steps" it does.`,
    });
    return undefined;
  }
  const steps = trafficSteps(rollout, gaps);
  const interval = rollout.duration('interval');
  if (!steps || interval === undefined) return undefined;
  const analysis =
    template === undefined
      ? undefined
      : mapping({
          templates: [mapping({ templateName: template })],
          startingStep: 1,
          args: address === undefined ? undefined : [mapping({ name: ADDRESS, value: address })],
        });
  const pause = mapping({ pause: mapping({ duration: goDuration(interval) }) });
  return mapping({
    canary: mapping({ analysis, steps: steps.flatMap((step) => [mapping({ setWeight: step }), pause]) }),
  });
}

function resource(label: string, labels: Mapping, strategy: Mapping): Mapping {
  return new Mapping([
    {
      remark: 'Without "trafficRouting" the shares are approximated by numbers of replicas: 5 percent need 20 of them.',
    },
    { key: 'apiVersion', value: 'argoproj.io/v1alpha1' },
    { key: 'kind', value: 'Rollout' },
    { key: 'metadata', value: mapping({ name: label, labels }) },
    {
      key: 'spec',
      value: new Mapping([
        {
          key: 'workloadRef',
          value: mapping({ apiVersion: 'apps/v1', kind: 'Deployment', name: label, scaleDown: 'onsuccess' }),
          note: 'the Deployment that serves the model',
        },
        { key: 'strategy', value: strategy },
      ]),
    },
  ]);
}
