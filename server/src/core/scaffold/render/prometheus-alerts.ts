import { present } from '../../decay/plan-indicators.ts';
import type { Plan } from '../../plan/plan.ts';
import { parseDuration } from '../../schema/formats.ts';
import { alertName } from '../names.ts';
import { annotationsOf, thresholdAlert, type PrometheusAlert } from './prometheus-alert.ts';
import { operand } from './promql.ts';
import type { Gap, Source } from './target.ts';

/** An alert with what it watches. */
export interface WatchingAlert extends PrometheusAlert {
  readonly query: string;
  readonly kind: 'threshold' | 'absent';
  readonly op?: string;
  readonly threshold?: number;
}

/** The alerts that Prometheus can evaluate: it has the values. Everything else is a gap that says why. */
export function prometheusAlerts({ plan, name }: Source): {
  readonly alerts: readonly WatchingAlert[];
  readonly gaps: readonly Gap[];
} {
  const gaps: Gap[] = [];
  const alerts = plan.alerts.flatMap((alert): WatchingAlert[] => {
    const made = thresholdAlert(plan, name, alert);
    const { op, threshold } = alert;
    const query = (plan.indicator(alert.indicator) ?? plan.column(alert.drift))?.section.text('query') ?? '';
    if (!('message' in made)) return [{ ...made, query, kind: 'threshold', ...present({ op, threshold }) }];
    gaps.push({ path: alert.section.path, message: `"${alert.name}" is left out: ${made.message}` });
    return [];
  });
  if (plan.spec.section('alerting')?.is('noData', true) !== true) return { alerts, gaps };
  const silent = silenceAlerts(plan, name, alerts);
  return { alerts: [...alerts, ...silent.alerts], gaps: [...gaps, ...silent.gaps] };
}

/** An alert where a value stops coming, as urgent as the most urgent one that would fire on that value. */
function silenceAlerts(
  plan: Plan,
  name: string,
  alerts: readonly WatchingAlert[],
): { readonly alerts: readonly WatchingAlert[]; readonly gaps: readonly Gap[] } {
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
  const byQuery = new Map<string, WatchingAlert>();
  for (const alert of alerts) {
    const known = byQuery.get(alert.query);
    const rank = (one: WatchingAlert): number => (order.indexOf(one.labels['severity'] ?? '') + 100) % 100;
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
        };
      },
    ),
  };
}
