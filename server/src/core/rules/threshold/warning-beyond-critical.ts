import { scoreKind } from '../../plan/drift-direction.ts';
import type { Indicator } from '../../plan/plan.ts';
import { planRule } from '../rule.ts';
import { betterSide, isWorse, should } from '../words.ts';
import { isReachable } from './bounded.ts';
import { lineOnWrongSide } from './wrong-side-of-baseline.ts';

/** Whether an indicator's warning lies beyond its critical value, and that is all that is wrong with them. */
function isCrossed(indicator: Indicator): boolean {
  const { warning, critical, objective } = indicator;
  if (warning === undefined || critical === undefined || !objective || lineOnWrongSide(indicator)) return false;
  return [warning, critical].every((line) => isReachable(indicator, line)) && isWorse(warning, critical, objective);
}

export const warningBeyondCritical = planRule({
  id: 'threshold/warning-beyond-critical',
  severity: 'error',
  summary: 'The warning value is reached before the critical one.',
  *check(plan) {
    for (const { warning, critical, objective, section } of plan.indicators.where(isCrossed)) {
      if (!objective) continue;
      const message = `Warning ${warning ?? ''} lies beyond critical ${critical ?? ''}: for an indicator ${should(objective)}, warning must be ${betterSide(objective)} critical.`;
      yield { span: section.place('warning'), message };
    }
    for (const { method, warning, critical, section } of plan.columns) {
      if (scoreKind(method) !== 'distance' || warning === undefined || critical === undefined || warning <= critical)
        continue;
      const message = `Warning ${warning} lies beyond critical ${critical}: ${method ?? ''} is a distance, which grows with drift, so warning must be below critical.`;
      yield { span: section.place('warning'), message };
    }
  },
});
