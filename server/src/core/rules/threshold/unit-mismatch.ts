import { perEntry, type Indicator, type Plan } from '../../plan/plan.ts';
import { planRule, type Finding } from '../rule.ts';
import { promqlOf } from '../query/promql-of.ts';
import { isLargeShare } from './bounded.ts';

export const unitMismatch = planRule({
  id: 'threshold/unit-mismatch',
  severity: 'warning',
  summary: 'What is compared has one unit.',
  *check(plan) {
    yield* withBusinessMetric(plan);
    yield* withCurrency(plan);
    for (const indicator of plan.indicators.where(isMismatch)) {
      const found = mismatch(indicator);
      if (found !== undefined) yield { span: indicator.section.place('unit'), message: found };
    }
  },
});

const mismatch = perEntry(
  (indicator: Indicator) => withName(indicator) ?? withQuery(indicator) ?? withValues(indicator),
);

const isMismatch = (indicator: Indicator): boolean => mismatch(indicator) !== undefined;

function* withBusinessMetric(plan: Plan): Generator<Finding> {
  const metric = plan.spec.section('businessMetric');
  const unit = metric?.text('unit');
  const indicator = plan.indicator(metric?.text('indicator'));
  if (!metric || unit === undefined || indicator?.unit === undefined || unit === indicator.unit) return;
  const message = `The business metric is in ${unit}, but "${indicator.name}", which measures it, is in ${indicator.unit}: target and guardrail cannot be compared with its values. Write both in one unit.`;
  yield { span: metric.place('unit'), message };
}

function* withCurrency(plan: Plan): Generator<Finding> {
  const cost = plan.spec.section('cost');
  const currency = cost?.text('currency');
  const indicator = plan.indicator(cost?.text('indicator'));
  if (!cost || currency === undefined || indicator?.unit === undefined || currency === indicator.unit) return;
  const message = `The budget is in ${currency}, but "${indicator.name}", which watches it, is in ${indicator.unit}. Write both in one currency.`;
  yield { span: cost.place('currency'), message };
}

/** Endings of names that tell a unit, as the naming of Prometheus has them. */
const ENDINGS: readonly (readonly [ending: RegExp, unit: string])[] = [
  [/_(?:seconds|secs)$/i, 'seconds'],
  [/_(?:milliseconds|millis|ms)$/i, 'milliseconds'],
  [/_ratio$/i, 'ratio'],
  [/_(?:percent|pct)$/i, 'percent'],
];
const CONFUSED = [
  ['seconds', 'milliseconds'],
  ['ratio', 'percent'],
];

const unitOfName = (name: string): string | undefined => ENDINGS.find(([ending]) => ending.test(name))?.[1];

const areConfused = (a: string, b: string): boolean =>
  a !== b && CONFUSED.some((pair) => pair.includes(a) && pair.includes(b));

function withName({ name, unit, section, sourceType }: Indicator): string | undefined {
  for (const text of [name, sourceType === 'prometheus' ? undefined : section.text('metric')]) {
    const named = text === undefined ? undefined : unitOfName(text);
    if (unit !== undefined && named !== undefined && areConfused(named, unit))
      return `The name "${text ?? ''}" says ${named}, the unit says ${unit}. The lines are wrong by a factor of ${named === 'ratio' || named === 'percent' ? 100 : 1000} in one of them.`;
  }
  return undefined;
}

/** A query that only selects and averages keeps the unit of its metric; one that calculates with numbers may change it. */
function withQuery(indicator: Indicator): string | undefined {
  const { unit } = indicator;
  const promql = promqlOf(indicator);
  if (unit === undefined || !promql || promql.problem || promql.calculates) return undefined;
  for (const { metric } of promql.selectors) {
    const named = unitOfName(metric.replace(/:.*$/, '').replace(/_(?:bucket|sum|total)$/, ''));
    if (named !== undefined && areConfused(named, unit))
      return `"${metric}" is in ${named} by its name, and the query does not convert it, but the unit says ${unit}.`;
  }
  return undefined;
}

function withValues(indicator: Indicator): string | undefined {
  const values = [indicator.baseline, indicator.warning, indicator.critical].filter((value) => value !== undefined);
  if (indicator.unit !== 'percent' || values.length === 0 || !isLargeShare(indicator)) return undefined;
  if (values.some((value) => value <= 0 || value > 1)) return undefined;
  return `${values.join(', ')} are ratios, but the unit of "${indicator.name}" says percent: 0.9 % is next to nothing. Write ratio, or the values in percent.`;
}
