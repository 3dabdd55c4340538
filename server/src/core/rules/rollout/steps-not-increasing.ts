import { planRule } from '../rule.ts';

export const stepsNotIncreasing = planRule({
  id: 'rollout/steps-not-increasing',
  severity: 'error',
  summary: 'Each step of a rollout gives the new version more traffic than the one before.',
  *check({ spec }) {
    const rollout = spec.section('rollout');
    const steps = rollout?.numbers('steps') ?? [];
    if (steps.some(({ value }) => value < 0 || value > 100)) return;
    for (const [index, { value, span }] of steps.entries()) {
      const before = steps[index - 1]?.value;
      if (before === undefined || value > before) continue;
      const message = `Step ${value} comes after ${before}: each step must give the new version more traffic than the one before.`;
      yield { span, message };
    }
  },
});
