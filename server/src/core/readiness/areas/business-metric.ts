import { present } from '../../decay/plan-indicators.ts';
import type { Area } from '../check.ts';
import { said, sightingOf } from '../proofs.ts';

const PATH = ['spec', 'businessMetric'] as const;

export const businessMetric: Area = {
  id: 'business-metric',
  title: 'Business metric',
  checks: [
    {
      name: 'named',
      title: 'Business metric is named',
      why: 'A model is paid for by what it does for the business; quality on held-out data is a means to that.',
      required: true,
      reach: 'declared',
      weight: 2,
      minutes: 30,
      rules: ['business-metric/offline-metric'],
      path: [...PATH, 'name'],
      find: ({ plan }) =>
        said(plan.spec.section('businessMetric'), 'name', 'Name the business metric the model is for.'),
    },
    {
      name: 'target',
      title: 'Target beats the baseline',
      why: 'Without a target nobody can say whether the model was worth it, and without a baseline nobody knows the target is better.',
      required: true,
      reach: 'declared',
      weight: 2,
      minutes: 30,
      rules: ['business-metric/target-not-better', 'business-metric/guardrail-beyond-target'],
      path: [...PATH, 'target'],
      find: ({ plan }) => {
        const metric = plan.spec.section('businessMetric');
        const [baseline, target] = [metric?.number('baseline'), metric?.number('target')];
        return target === undefined
          ? { declared: false, says: 'Say the value that makes the model a success: "target".' }
          : { declared: true, says: baseline === undefined ? String(target) : `${baseline} → ${target}` };
      },
    },
    {
      name: 'measured',
      title: 'Business metric is measured',
      why: 'A target nobody measures is a wish; measured beside the model, it shows whether quality still means success.',
      reach: 'live',
      weight: 3,
      minutes: 120,
      rules: [],
      path: [...PATH, 'indicator'],
      find: (facts) => {
        const name = facts.plan.spec.section('businessMetric')?.text('indicator');
        const isKnown = facts.plan.indicator(name) !== undefined;
        return {
          declared: isKnown,
          says: isKnown ? (name ?? '') : 'Name the indicator that measures it: "indicator".',
          ...present({ live: sightingOf(facts, name) }),
        };
      },
    },
    {
      name: 'proxy',
      title: 'Proxy metric is named',
      why: 'Teams watch the model metric daily and the business metric quarterly; which one stands for the other must be said.',
      reach: 'declared',
      weight: 1,
      minutes: 15,
      rules: ['business-metric/no-proxy'],
      path: [...PATH, 'proxy'],
      find: ({ plan }) =>
        said(plan.spec.section('businessMetric'), 'proxy', 'Name the model metric believed to move it: "proxy".'),
    },
    {
      name: 'value',
      title: 'Predictions have a value',
      why: 'With a value for each outcome a drop of quality can be told in money, and thresholds can be argued.',
      reach: 'declared',
      weight: 1,
      minutes: 60,
      rules: ['business-metric/no-value'],
      path: [...PATH, 'valuePerOutcome'],
      find: ({ plan }) => {
        const value = plan.spec.section('businessMetric')?.section('valuePerOutcome');
        return {
          declared: value !== undefined,
          says: value?.text('currency') ?? 'Say what an outcome is worth: "valuePerOutcome".',
        };
      },
    },
  ],
};
