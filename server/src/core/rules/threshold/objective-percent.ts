import { planRule } from '../rule.ts';
import { durationText } from '../words.ts';

export const objectivePercent = planRule({
  id: 'threshold/objective-percent',
  severity: 'error',
  summary: 'Objectives of SLOs and steps of a rollout are percent, not ratios.',
  *check(plan) {
    for (const slo of plan.spec.sections('slos')) {
      const objective = slo.number('objective');
      if (objective === undefined || objective <= 0 || objective > 1) continue;
      const window = slo.duration('window');
      const over = window ? ` of every ${durationText(window)}` : '';
      yield {
        span: slo.place('objective'),
        message: `${objective} is percent here: ${bad(objective)} %${over} may be bad. Write ${percent(objective)} for the ratio ${objective}.`,
        data: { kind: 'replace', replacements: [String(percent(objective))] },
      };
    }
    const rollout = plan.spec.section('rollout');
    const steps = rollout?.numbers('steps') ?? [];
    if (!rollout || steps.length < 2 || steps.some(({ value }) => value <= 0 || value > 1)) return;
    const values = steps.map(({ value }) => value);
    yield {
      span: rollout.place('steps'),
      message: `Steps are percent of the traffic: ${values.join(', ')} never give the new version more than ${Math.max(...values)} % of it. Write ${values.map(percent).join(', ')}.`,
    };
  },
});

/** A ratio in percent, without the noise of binary fractions. */
const percent = (ratio: number): number => Number((ratio * 100).toPrecision(12));
const bad = (objective: number): number => Number((100 - objective).toPrecision(12));
