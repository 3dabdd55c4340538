import { isUrl } from '../../workspace-facts.ts';
import type { Alert, Plan } from '../../plan/plan.ts';
import { parseDuration } from '../../schema/formats.ts';
import { opInWords } from '../../rules/words.ts';
import { alertName } from '../names.ts';
import { goText } from './go-template.ts';
import { comparison, isQuery, operand } from './promql.ts';
import type { Gap, Source } from './target.ts';

/** An alert for Prometheus. */
export interface PrometheusAlert {
  readonly alert: string;
  readonly expr: string;
  /** As Prometheus writes it; undefined: it fires at once. */
  readonly for: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** What it watches. */
  readonly query: string;
  readonly kind: 'threshold' | 'absent';
  readonly op: string | undefined;
  readonly threshold: number | undefined;
}

/** The alerts that Prometheus can evaluate: it has the values. Everything else is a gap that says why. */
export function prometheusAlerts({ plan, name }: Source): {
  readonly alerts: readonly PrometheusAlert[];
  readonly gaps: readonly Gap[];
} {
  const gaps: Gap[] = [];
  const alerts = plan.alerts.flatMap((alert): PrometheusAlert[] => {
    const made = thresholdAlert(plan, name, alert);
    if (!('message' in made)) return [made];
    gaps.push({ path: alert.section.path, message: `"${alert.name}" is left out: ${made.message}` });
    return [];
  });
  if (plan.spec.section('alerting')?.is('noData', true) !== true) return { alerts, gaps };
  const silent = silenceAlerts(plan, name, alerts);
  return { alerts: [...alerts, ...silent.alerts], gaps: [...gaps, ...silent.gaps] };
}

interface Left {
  readonly message: string;
}

function thresholdAlert(plan: Plan, name: string, alert: Alert): PrometheusAlert | Left {
  const { section, op, threshold, severity, indicator, drift, waits } = alert;
  const watched = plan.indicator(indicator) ?? plan.column(drift);
  if (!watched) return { message: 'it watches nothing that the plan has.' };
  const query = watched.section.text('query');
  if (sourceType(plan, watched.section.text('source')) !== 'prometheus')
    return {
      message: `the values of ${watched.name} are not in Prometheus. Export them there, or let another system alert.`,
    };
  if (query === undefined) return { message: `${watched.name} has no query.` };
  if (!isQuery(query)) return { message: `the query of ${watched.name} is no PromQL.` };
  if (op === undefined || threshold === undefined) return { message: 'it has no "op" and "threshold".' };
  if (severity === undefined) return { message: 'it has no severity.' };
  if (section.text('name') === undefined) return { message: 'it has no name.' };
  const wait = section.text('for');
  if (waits === undefined || (wait !== undefined && parseDuration(wait) === undefined))
    return { message: `"for" is no duration: ${wait ?? ''}.` };
  const expr = comparison(query, op, threshold);
  if (expr === undefined) return { message: `"${op}" is no comparison.` };
  const what = `${watched.name} of ${name} is ${opInWords(op)} ${threshold}`;
  return {
    alert: alert.name,
    expr,
    for: wait,
    labels: labelsOf(plan, name, severity),
    annotations: annotationsOf(plan, what, section.text('runbook')),
    query,
    kind: 'threshold',
    op,
    threshold,
  };
}

/** An alert where a value stops coming, as urgent as the most urgent one that would fire on that value. */
function silenceAlerts(
  plan: Plan,
  name: string,
  alerts: readonly PrometheusAlert[],
): { readonly alerts: readonly PrometheusAlert[]; readonly gaps: readonly Gap[] } {
  const monitoring = plan.spec.section('monitoring');
  const wait = monitoring?.text('staleAfter');
  if (wait === undefined || parseDuration(wait) === undefined)
    return {
      alerts: [],
      gaps: [
        {
          path: ['spec', 'monitoring', 'staleAfter'],
          message:
            'Alerts on silence are left out: say after which time without a value somebody is told ("staleAfter").',
        },
      ],
    };
  const order =
    plan.spec
      .section('alerting')
      ?.texts('severities')
      .map(({ text }) => text) ?? [];
  const byQuery = new Map<string, PrometheusAlert>();
  for (const alert of alerts) {
    const known = byQuery.get(alert.query);
    const rank = (one: PrometheusAlert): number => (order.indexOf(one.labels['severity'] ?? '') + 100) % 100;
    if (!known || rank(alert) < rank(known)) byQuery.set(alert.query, alert);
  }
  const watched = [...plan.indicators, ...plan.columns];
  return {
    gaps: [],
    alerts: [...byQuery].map(
      ([
        query,
        {
          labels,
          annotations: { runbook_url: url, runbook },
        },
      ]) => {
        const subject = watched.find(({ section }) => section.text('query') === query)?.name ?? '';
        const text = url ?? runbook;
        return {
          alert: alertName(`${name} ${subject}`, 'Absent'),
          expr: `absent(${operand(query)})`,
          for: wait,
          labels,
          annotations: annotationsOf(plan, `${subject} of ${name} has had no value for ${wait}`, text),
          query,
          kind: 'absent',
          op: undefined,
          threshold: undefined,
        };
      },
    ),
  };
}

const sourceType = (plan: Plan, name: string | undefined): string | undefined =>
  plan.spec
    .sections('dataSources')
    .find((source) => source.text('name') === name)
    ?.text('type');

function labelsOf({ spec }: Plan, name: string, severity: string): Record<string, string> {
  const model = spec.section('model')?.text('name');
  const owner = spec.section('ownership')?.text('owner');
  return {
    severity: goText(severity),
    ...(model !== undefined && { model: goText(model) }),
    production_plan: goText(name),
    ...(owner !== undefined && { owner: goText(owner) }),
  };
}

function annotationsOf({ spec }: Plan, summary: string, runbook: string | undefined): Record<string, string> {
  const [dashboard] = spec.section('monitoring')?.sections('dashboards') ?? [];
  const url = dashboard?.text('url');
  const page = runbook ?? spec.section('rollback')?.text('runbook');
  return {
    summary: goText(summary),
    ...(page !== undefined && { [isUrl(page) ? 'runbook_url' : 'runbook']: goText(page) }),
    ...(url !== undefined && { dashboard_url: goText(url) }),
  };
}
