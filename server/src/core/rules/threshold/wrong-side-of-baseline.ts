import type { Indicator } from '../../plan/plan.ts';
import { planRule } from '../rule.ts';
import { isWorse, should, worseSide } from '../words.ts';

export const wrongSideOfBaseline = planRule({
  id: 'threshold/wrong-side-of-baseline',
  severity: 'error',
  summary: 'Warning and critical values are worse than the baseline.',
  *check(plan) {
    for (const indicator of plan.indicators) {
      const line = lineOnWrongSide(indicator);
      const { objective, baseline, section } = indicator;
      if (!line || !objective || baseline === undefined) continue;
      const value = section.number(line) ?? baseline;
      const message = `${line === 'critical' ? 'Critical' : 'Warning'} ${value} is better than the baseline ${baseline}, so the model is in alarm on the day it is released: for an indicator ${should(objective)}, ${line} must be ${worseSide(objective)} the baseline.`;
      yield { span: section.place(line), message };
    }
  },
});

/** The line that values at the baseline have passed already. */
export function lineOnWrongSide({
  objective,
  baseline,
  warning,
  critical,
}: Indicator): 'critical' | 'warning' | undefined {
  if (!objective || baseline === undefined) return undefined;
  if (critical !== undefined && isWorse(baseline, critical, objective)) return 'critical';
  if (warning !== undefined && isWorse(baseline, warning, objective)) return 'warning';
  return undefined;
}
