import { scoreKind } from '../../plan/drift-direction.ts';
import { watchesDrift } from '../../plan/plan.ts';
import { planRule } from '../rule.ts';

const READS = {
  distance: { is: 'gives a distance, which grows with drift', side: 'above', op: 'gt', wrong: /^lte?$/ },
  'p-value': { is: 'gives a p-value, which shrinks with drift', side: 'below', op: 'lt', wrong: /^gte?$/ },
} as const;

export const methodDirection = planRule({
  id: 'threshold/method-direction',
  severity: 'error',
  summary: 'Lines and alerts on drift look to the side on which the score of their method gets worse.',
  *check(plan) {
    for (const { method, warning, critical, section } of plan.columns) {
      if (scoreKind(method) !== 'p-value' || warning === undefined || critical === undefined || warning >= critical)
        continue;
      const message = `Warning ${warning} is below critical ${critical}, as for a distance, but ${method ?? ''} gives a p-value, which shrinks with drift: warning must be above critical.`;
      yield { span: section.place('warning'), message };
    }
    for (const { section, op, threshold, drift } of plan.alerts.where(watchesDrift)) {
      const method = plan.column(drift)?.method;
      const kind = scoreKind(method);
      if (!kind || op === undefined || !READS[kind].wrong.test(op)) continue;
      const { is, side, op: right } = READS[kind];
      const strict = op.endsWith('e') ? `${right}e` : right;
      const message = `This fires while "${drift ?? ''}" has not drifted: ${method ?? ''} ${is}, so the alert must fire ${side} ${threshold ?? 'its threshold'} (op: ${strict}), not ${op}.`;
      yield { span: section.place('op'), message, data: { kind: 'replace', replacements: [strict], unsure: true } };
    }
  },
});
