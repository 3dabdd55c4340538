import type { Span } from '../../document/text.ts';
import { groupBy } from '../../group-by.ts';
import { isUpToOne, scoreKind } from '../../plan/drift-direction.ts';
import { watchesDrift, type Alert, type DriftColumn, type Indicator, type Plan } from '../../plan/plan.ts';
import type { Section } from '../../plan/section.ts';
import { planRule, type Finding } from '../rule.ts';
import { mostOf, seemsPercent } from './bounded.ts';

interface Written {
  readonly section: Section;
  readonly key: string;
  readonly value: number;
}

const spanOf = ({ section, key }: Written): Span => section.place(key);

export const outOfRange = planRule({
  id: 'threshold/out-of-range',
  severity: 'error',
  summary: 'Every line is a value that its indicator can have.',
  *check(plan) {
    yield* ofIndicators(plan);
    if (plan.columns.length > 0) {
      const alerts = groupBy(plan.alerts.where(watchesDrift), ({ drift }) => drift);
      for (const column of plan.columns) yield* ofColumn(column, alerts.get(column.name) ?? []);
    }
    const metric = plan.spec.section('businessMetric');
    if (metric)
      yield* mixedScale('businessMetric', metric.text('unit'), written(metric, ['baseline', 'target', 'guardrail']));
  },
});

function written(section: Section, keys: readonly string[]): Written[] {
  return keys.flatMap((key) => {
    const value = section.number(key);
    return value === undefined ? [] : [{ section, key, value }];
  });
}

/** Only of indicators with a line that can be out of range at all: nearly none has one. */
function* ofIndicators(plan: Plan): Generator<Finding> {
  const others = [
    ...plan.alerts.where(hasOddThreshold).map(({ indicator }) => indicator),
    ...elsewhere(plan.spec).flatMap(({ section, key }) =>
      isOdd(section.number(key)) ? [section.text('indicator')] : [],
    ),
  ];
  const odd = plan.indicators.where(hasOddLine);
  if (odd.length === 0 && others.length === 0) return;
  const names = JSON.stringify([...new Set([...odd.map(({ name }) => name), ...others])]);
  const compared = comparisons(plan, names);
  for (const indicator of plan.indicators.where(isNamed, names))
    yield* ofIndicator(indicator, compared.get(indicator.name) ?? []);
}

let lastNames: { readonly text: string; readonly names: ReadonlySet<string | undefined> } | undefined;

/** Names are given as one text: what was answered for the same ones holds. */
function namesIn(text: string): ReadonlySet<string | undefined> {
  if (lastNames?.text !== text) lastNames = { text, names: new Set(JSON.parse(text) as string[]) };
  return lastNames.names;
}

const isNamed = ({ name }: Indicator, names: string): boolean => namesIn(names).has(name);
const isOnNamed = ({ indicator }: Alert, names: string): boolean => namesIn(names).has(indicator);

/** What the indicators of these names are compared with beside their own lines: alerts, validation and analysis. */
function comparisons({ spec, alerts }: Plan, names: string): ReadonlyMap<string | undefined, readonly Written[]> {
  const ofAlerts = alerts.where(isOnNamed, names).map(({ section }) => ({ section, key: 'threshold' }));
  const all = [...ofAlerts, ...elsewhere(spec)].flatMap(({ section, key }) => written(section, [key]));
  return groupBy(all, ({ section }) => section.text('indicator'));
}

/** Where values of indicators stand that are neither their own lines nor alerts. */
function elsewhere(spec: Section): Pick<Written, 'section' | 'key'>[] {
  return [
    ...(spec.section('retraining')?.sections('validation') ?? []).map((section) => ({ section, key: 'value' })),
    ...(spec.section('rollout')?.sections('analysis') ?? []).map((section) => ({ section, key: 'value' })),
  ];
}

const isOdd = (value: number | undefined): boolean => value !== undefined && (value < 0 || value > 1);

const hasOddLine = ({ baseline, warning, critical }: Indicator): boolean =>
  isOdd(baseline) || isOdd(warning) || isOdd(critical);

const hasOddThreshold = ({ threshold }: Alert): boolean => isOdd(threshold);

function* ofIndicator(indicator: Indicator, compared: readonly Written[]): Generator<Finding> {
  const { section, unit, role, name } = indicator;
  const all = [...written(section, ['baseline', 'warning', 'critical']), ...compared];
  if (role === 'latency' || unit === 'seconds' || unit === 'milliseconds') {
    for (const one of all.filter(({ value }) => value < 0 && role === 'latency')) {
      const { key, value } = one;
      const message = `${title(key)} ${value} cannot be reached: "${name}" is a time, and no time is below 0.`;
      yield { span: spanOf(one), message };
    }
  }
  const most = mostOf(indicator);
  if (most === undefined) {
    yield* mixedScale(name, unit, all);
    return;
  }
  for (const one of all.filter(({ value }) => value < 0 || value > most)) {
    const { key, value } = one;
    const isPercent = most === 1 && value > 1 && value <= 100;
    const hint = isPercent ? ` Did you mean ${fraction(value)}, or the unit percent?` : '';
    const range = most === 1 ? 'ratio, from 0 to 1' : 'share in percent, from 0 to 100';
    yield { span: spanOf(one), message: `${title(key)} ${value} cannot be reached: "${name}" is a ${range}.${hint}` };
  }
}

/** A value a hundred times the others is written in percent among ratios. */
function* mixedScale(name: string, unit: string | undefined, values: readonly Written[]): Generator<Finding> {
  if (unit !== 'ratio') return;
  const numbers = values.map(({ value }) => value);
  for (const one of values) {
    const { key, value } = one;
    if (!seemsPercent(value, numbers)) continue;
    const near = values.find((other) => other.value <= 1 && seemsPercent(value, [other.value]));
    const message = `${title(key)} ${value} does not fit ${near?.key ?? ''} ${near?.value ?? ''}: in the unit ratio, ${value} % is ${fraction(value)} (${name}).`;
    yield { span: spanOf(one), message };
  }
}

function* ofColumn({ section, method }: DriftColumn, alerts: readonly Alert[]): Generator<Finding> {
  if (method === undefined || !scoreKind(method)) return;
  const thresholds = alerts.flatMap((alert) => written(alert.section, ['threshold']));
  for (const one of [...written(section, ['warning', 'critical']), ...thresholds]) {
    const { key, value } = one;
    if (value >= 0 && (value <= 1 || !isUpToOne(method))) continue;
    const range = isUpToOne(method) ? 'between 0 and 1' : 'of 0 or more';
    const what = scoreKind(method) === 'p-value' ? 'a p-value' : 'a distance';
    yield { span: spanOf(one), message: `${title(key)} ${value} cannot be reached: ${method} gives ${what} ${range}.` };
  }
}

const title = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1);

/** Percent as a ratio, without the noise of binary fractions. */
const fraction = (percent: number): number => Number((percent / 100).toPrecision(12));
