import { burnLimits, type BurnLimit } from '../../decay/slo/windows.ts';
import type { Section } from '../../plan/section.ts';
import type { Plan } from '../../plan/plan.ts';
import { parseDuration } from '../../schema/formats.ts';
import { durationText } from '../../rules/words.ts';
import { prometheusLabels } from '../conventions.ts';
import { alertName } from '../names.ts';
import { isExported, measured } from './measured.ts';
import { annotationsOf, labelsOf, type PrometheusAlert } from './prometheus-alert.ts';
import { operand, selector } from './promql.ts';
import type { Gap, Source } from './target.ts';

/** A value that Prometheus calculates and keeps. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** An SLO as Prometheus watches it: shares of bad values over several windows, and alerts on how fast they use up the error budget. */
export interface SloRules {
  readonly name: string;
  readonly recordings: readonly RecordingRule[];
  readonly alerts: readonly PrometheusAlert[];
  /** The recorded series that is 1 while values are bad, with its labels. */
  readonly bad: { readonly series: string; readonly labels: Readonly<Record<string, string>> };
}

const DAY = 86_400_000;
const MONTH = 30 * DAY;

/**
 * The SLOs of a plan as multi-window, multi-burn-rate alerts (Google SRE Workbook, chapter 5), in the names and the form that
 * Sloth gives them. A value at or beyond the indicator's critical line is bad, as it is on the panel.
 */
export function sloRules({ plan, name, conventions }: Source): {
  readonly slos: readonly SloRules[];
  readonly gaps: readonly Gap[];
} {
  const gaps: Gap[] = [];
  const slos = plan.spec.sections('slos').flatMap((slo): SloRules[] => {
    const made = rulesOf(plan, name, slo, prometheusLabels(conventions));
    if (!('message' in made)) return [made];
    gaps.push({ path: slo.path, message: `The SLO "${slo.text('name') ?? ''}" is left out: ${made.message}` });
    return [];
  });
  return { slos, gaps };
}

function rulesOf(
  plan: Plan,
  name: string,
  slo: Section,
  more: Readonly<Record<string, string>>,
): SloRules | { readonly message: string } {
  const [title, objective, window] = [slo.text('name'), slo.number('objective'), slo.duration('window')];
  const indicator = plan.indicator(slo.text('indicator'));
  if (title === undefined || objective === undefined || !window)
    return { message: 'it has no name, objective or window.' };
  if (!(objective > 0 && objective < 100)) return { message: 'no error budget is left to use up.' };
  if (!indicator) return { message: 'it promises something of an indicator that the plan does not have.' };
  if (indicator.critical === undefined || !indicator.objective)
    return { message: `${indicator.name} has no critical value that tells good from bad.` };
  const found = measured(plan, name, indicator);
  if ('message' in found) return found;
  const labels = { production_plan: name, slo: title };
  const sign = indicator.objective === 'maximize' ? '<=' : '>=';
  const bad = 'slo:sli_bad:bool';
  // Of values that come once a week no hour can be told.
  const interval = isExported(plan, indicator)
    ? (parseDuration(plan.spec.section('monitoring')?.text('interval') ?? '') ?? 0)
    : 0;
  const limits = limitsOf(window, interval);
  const windows = [...new Set(limits.flatMap(({ long, short }) => [long, short]))].sort((a, b) => a - b);
  const ratio = (length: number): string => `slo:sli_error:ratio_rate${durationText(length)}`;
  const severities =
    plan.spec
      .section('alerting')
      ?.texts('severities')
      .map(({ text }) => text) ?? [];
  if (severities.length === 0)
    return { message: 'the plan does not say how urgent an alert is ("alerting.severities").' };
  const budget = decimal((100 - objective) / 100);
  // What no share of bad values reaches is no alert.
  const pairs = (kind: BurnLimit['alert']): BurnLimit[] =>
    limits.filter(({ alert, limit }) => alert === kind && limit * (1 - objective / 100) < 1);
  const expression = (kind: BurnLimit['alert']): string =>
    pairs(kind)
      .map(({ long, short, limit }) => {
        const beyond = (length: number): string =>
          `${selector(ratio(length), labels)} > (${decimal(limit)} * ${budget})`;
        return `(\n  ${beyond(short)}\n  and\n  ${beyond(long)}\n)`;
      })
      .join('\nor\n');
  const alerts = (['page', 'ticket'] as const).flatMap((kind, at): PrometheusAlert[] => {
    if (pairs(kind).length === 0) return [];
    const severity = severities[Math.min(at, severities.length - 1)] ?? '';
    const summary = `${title} of ${name} uses up its error budget ${kind === 'page' ? 'fast' : 'steadily'}`;
    return [
      {
        alert: alertName(`${name} ${title}`, kind === 'page' ? 'BurnsFast' : 'Burns'),
        expr: expression(kind),
        for: undefined,
        labels: labelsOf(plan, name, severity, more),
        annotations: annotationsOf(plan, summary, undefined),
      },
    ];
  });
  return {
    name: title,
    bad: { series: bad, labels },
    recordings: [
      { record: bad, expr: `${operand(found.query)} ${sign} bool ${indicator.critical}`, labels },
      ...windows.map((length) => ({
        record: ratio(length),
        expr: `avg_over_time(${selector(bad, labels)}[${durationText(length)}])`,
        labels,
      })),
    ],
    alerts,
  };
}

/** Periods of about a month have the windows that everybody knows; of others they are longer or shorter as the period is. */
function limitsOf(period: number, interval: number): BurnLimit[] {
  const [monthly, own] = [burnLimits(MONTH, interval), burnLimits(period, interval)];
  const isMonth = period >= 28 * DAY && period <= 31 * DAY && monthly.length === own.length;
  return isMonth ? monthly.map((one) => ({ ...one, limit: (one.limit * period) / MONTH })) : own;
}

/** Without what is left over of calculating in binary. */
const decimal = (value: number): string => String(Number(value.toPrecision(12)));
