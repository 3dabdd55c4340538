import { planRule } from '../rule.ts';
import { seemsPercent } from '../threshold/bounded.ts';
import { isWorse, should, worseSide } from '../words.ts';

export const guardrailBeyondTarget = planRule({
  id: 'business-metric/guardrail-beyond-target',
  severity: 'error',
  summary: 'The guardrail is on the worse side of the target.',
  *check(plan) {
    const metric = plan.spec.section('businessMetric');
    const [guardrail, target, objective] = [
      metric?.number('guardrail'),
      metric?.number('target'),
      metric?.text('objective'),
    ];
    if (!metric || guardrail === undefined || target === undefined) return;
    if (metric.text('unit') === 'ratio' && (seemsPercent(target, [guardrail]) || seemsPercent(guardrail, [target])))
      return;
    if ((objective !== 'maximize' && objective !== 'minimize') || isWorse(guardrail, target, objective)) return;
    const found = guardrail === target ? 'is the target' : 'lies beyond the target';
    const message = `Guardrail ${guardrail} ${found} ${target}, so a model that does what is expected of it counts as doing harm: for a metric ${should(objective)}, the guardrail must be ${worseSide(objective)} the target.`;
    yield { span: metric.place('guardrail'), message };
  },
});
