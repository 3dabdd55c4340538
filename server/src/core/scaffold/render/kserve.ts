import { Mapping, writeYaml } from '../../document/write.ts';
import { planLabel } from '../names.ts';
import { mapping } from './mapping.ts';
import { rolloutOf, trafficSteps } from './rollout-conditions.ts';
import { platform } from './signs.ts';
import type { Gap, Rendered, Source, Target } from './target.ts';

/** Shares of traffic for the newest revision of an InferenceService. Only in KServe's Knative (serverless) mode. */
export const kserve: Target = {
  id: 'kserve',
  title: 'KServe canary',
  makes: 'A patch of the InferenceService for each share of traffic, and one that takes the new revision back.',
  area: 'rollback',
  signs: { resources: ['InferenceService'], plan: platform('kserve') },
  render,
};

function render({ plan, name }: Source): Rendered {
  const label = planLabel(name);
  const gaps: Gap[] = [];
  const rollout = rolloutOf(plan, gaps);
  if (!rollout) return { files: [], gaps };
  const strategy = rollout.text('strategy');
  if (strategy !== 'canary') {
    gaps.push({
      path: [...rollout.path, 'strategy'],
      message: `KServe moves shares of traffic: that is the strategy "canary", not "${strategy ?? ''}".`,
    });
    return { files: [], gaps };
  }
  const steps = trafficSteps(rollout, gaps);
  if (!steps) return { files: [], gaps };
  const all = [...steps, ...(steps.at(-1) === 100 ? [] : [100])];
  return {
    gaps,
    notes: [
      `The InferenceService has to be named "${label}", in Knative (serverless) mode: others do not split traffic.`,
      'KServe does not look at the plan’s conditions: whoever applies the next step does.',
    ],
    files: [
      ...all.map((step, at) => ({
        path: `kserve/${label}-canary-${at + 1}.yaml`,
        text: writeYaml(patch(label, step, `Step ${at + 1}: ${step} percent of the traffic for the newest revision.`)),
      })),
      {
        path: `kserve/${label}-rollback.yaml`,
        text: writeYaml(patch(label, 0, 'All of the traffic back to the revision before.')),
      },
    ],
  };
}

function patch(label: string, percent: number, remark: string): Mapping {
  return new Mapping([
    { remark },
    { remark: `kubectl patch inferenceservice ${label} --type merge --patch-file <this file>` },
    { key: 'apiVersion', value: 'serving.kserve.io/v1beta1' },
    { key: 'kind', value: 'InferenceService' },
    { key: 'metadata', value: mapping({ name: label }) },
    { key: 'spec', value: mapping({ predictor: mapping({ canaryTrafficPercent: percent }) }) },
  ]);
}
