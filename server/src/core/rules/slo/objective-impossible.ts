import type { Plan } from '../../plan/plan.ts';
import type { Section } from '../../plan/section.ts';
import { planRule } from '../rule.ts';
import { durationText } from '../words.ts';

export const objectiveImpossible = planRule({
  id: 'slo/objective-impossible',
  severity: 'error',
  summary: 'An SLO leaves room for what will go wrong.',
  *check(plan) {
    for (const slo of plan.spec.sections('slos')) {
      const objective = slo.number('objective');
      const message = objective === 100 ? always() : objective === 0 ? never() : tooFine(plan, slo);
      if (message !== undefined) yield { span: slo.place('objective'), message };
    }
  },
});

const always = (): string =>
  'An objective of 100 % leaves no error budget: the first bad moment breaks the promise for the whole window, and every alert on it fires for ever. Promise less, such as 99.9.';
const never = (): string => 'An objective of 0 % promises nothing: it is kept when every moment is bad.';

/** Points come from a file or a tracking server as seldom as the plan says; a query of Prometheus is looked at all the time. */
function tooFine(plan: Plan, slo: Section): string | undefined {
  const [objective, window] = [slo.number('objective'), slo.duration('window')];
  const interval = plan.spec.section('monitoring')?.duration('interval');
  const indicator = plan.indicator(slo.text('indicator'));
  if (objective === undefined || objective <= 1 || objective > 100 || !window || !interval || !indicator)
    return undefined;
  if (!/^(?:file|mlflow|evidently)$/.test(indicator.sourceType ?? '')) return undefined;
  const points = Math.floor(window / interval);
  const allowed = points * (1 - objective / 100);
  if (points < 2 || allowed > 1 - 1e-9) return undefined;
  return `${objective} % over ${durationText(window)} cannot be told from 100 %: "${indicator.name}" gets one point per ${durationText(interval)}, ${points} in the window, and ${Number(allowed.toPrecision(2))} of them may be bad. Promise at most ${highest(points)}, or take a longer window.`;
}

/** The highest objective that lets one of so many points be bad. */
const highest = (points: number): number => Math.floor((1 - 1 / points) * 1000) / 10;
