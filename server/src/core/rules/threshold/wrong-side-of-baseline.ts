import { perEntry, type Indicator } from '../../plan/plan.ts';
import { planRule } from '../rule.ts';
import { isReachable } from './bounded.ts';
import { isWorse, should, worseSide } from '../words.ts';

export const wrongSideOfBaseline = planRule({
  id: 'threshold/wrong-side-of-baseline',
  severity: 'error',
  summary: 'Warning and critical values are worse than the baseline.',
  *check(plan) {
    for (const indicator of plan.indicators.where(isOnWrongSide)) {
      const line = lineOnWrongSide(indicator);
      const { objective, baseline, section } = indicator;
      if (!line || !objective || baseline === undefined) continue;
      const value = section.number(line) ?? baseline;
      const message = `${line === 'critical' ? 'Critical' : 'Warning'} ${value} is better than the baseline ${baseline}, so the model is in alarm on the day it is released: for an indicator ${should(objective)}, ${line} must be ${worseSide(objective)} the baseline.`;
      yield { span: section.place(line), message };
    }
  },
});

const isOnWrongSide = (indicator: Indicator): boolean => lineOnWrongSide(indicator) !== undefined;

/** The line that values at the baseline have passed already. Values that cannot be reached are another mistake. */
export const lineOnWrongSide = perEntry((indicator: Indicator): 'critical' | 'warning' | undefined => {
  const { objective, baseline, warning, critical } = indicator;
  if (!objective || baseline === undefined || !isReachable(indicator, baseline)) return undefined;
  const isWrong = (line: number | undefined): boolean =>
    line !== undefined && isReachable(indicator, line) && isWorse(baseline, line, objective);
  if (isWrong(critical)) return 'critical';
  return isWrong(warning) ? 'warning' : undefined;
});

/** Whether the lines of an indicator contradict each other, so that nothing else can be told by them. */
export function contradictsItself(indicator: Indicator): boolean {
  const { objective, warning, critical } = indicator;
  const lines = [indicator.baseline, warning, critical].filter((line) => line !== undefined);
  if (lineOnWrongSide(indicator) || lines.some((line) => !isReachable(indicator, line))) return true;
  return (
    objective !== undefined && warning !== undefined && critical !== undefined && isWorse(warning, critical, objective)
  );
}
