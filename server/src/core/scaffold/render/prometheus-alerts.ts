import { present } from '../../decay/plan-indicators.ts';
import type { Plan } from '../../plan/plan.ts';
import { parseDuration } from '../../schema/formats.ts';
import { prometheusLabels } from '../conventions.ts';
import { alertName } from '../names.ts';
import { goText, plainText } from './go-template.ts';
import { isExported, measured } from './measured.ts';
import { annotationsOf, thresholdAlert, type PrometheusAlert } from './prometheus-alert.ts';
import { operand } from './promql.ts';
import type { Gap, Source } from './target.ts';

/** An alert with what it watches. */
export interface WatchingAlert extends PrometheusAlert {
  readonly query: string;
  readonly kind: 'threshold' | 'absent' | 'stale';
  readonly op?: string;
  readonly threshold?: number;
}

/** The alerts that Prometheus can evaluate: it has the values, or gets them from the exporter. Everything else is a gap that says why. */
export function prometheusAlerts({ plan, name, conventions }: Source): {
  readonly alerts: readonly WatchingAlert[];
  readonly gaps: readonly Gap[];
  /** Names of indicators and columns whose values have to be exported to Prometheus. */
  readonly exported: readonly string[];
} {
  const gaps: Gap[] = [];
  const exported = new Set<string>();
  const watched = new Map<string, Watched>();
  const labels = prometheusLabels(conventions);
  const alerts = plan.alerts.flatMap((alert): WatchingAlert[] => {
    const made = thresholdAlert(plan, name, alert, (one) => measured(plan, name, one), labels);
    const subject = plan.indicator(alert.indicator) ?? plan.column(alert.drift);
    if (!subject || 'message' in made) {
      const reason = 'message' in made ? made.message : '';
      gaps.push({ path: alert.section.path, message: `"${alert.name}" is left out: ${reason}` });
      return [];
    }
    const found = measured(plan, name, subject);
    if ('message' in found) return [];
    if (isExported(plan, subject)) exported.add(subject.name);
    const { op, threshold } = alert;
    const one: WatchingAlert = { ...made, query: found.query, kind: 'threshold', ...present({ op, threshold }) };
    const known = watched.get(found.query);
    // As urgent as the most urgent alert on that value.
    if (!known || rank(plan, one) < rank(plan, known.alert))
      watched.set(found.query, { alert: one, subject: subject.name, timestamp: found.timestamp });
    return [one];
  });
  if (plan.spec.section('alerting')?.is('noData', true) !== true) return { alerts, gaps, exported: [...exported] };
  const silent = silenceAlerts(plan, name, [...watched.values()]);
  return { alerts: [...alerts, ...silent.alerts], gaps: [...gaps, ...silent.gaps], exported: [...exported] };
}

interface Watched {
  readonly alert: WatchingAlert;
  /** What it watches, by name. */
  readonly subject: string;
  readonly timestamp: string | undefined;
}

/** 0: the most urgent. */
function rank(plan: Plan, { labels }: WatchingAlert): number {
  const order = plan.spec.section('alerting')?.texts('severities') ?? [];
  const at = order.findIndex(({ text }) => goText(text) === labels['severity']);
  return at < 0 ? order.length : at;
}

/** Alerts where a value stops coming. */
function silenceAlerts(
  plan: Plan,
  name: string,
  watched: readonly Watched[],
): { readonly alerts: readonly WatchingAlert[]; readonly gaps: readonly Gap[] } {
  const wait = plan.spec.section('monitoring')?.text('staleAfter');
  const age = wait === undefined ? undefined : parseDuration(wait);
  if (wait === undefined || age === undefined)
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
  const alerts = watched.flatMap(({ alert, subject, timestamp }): WatchingAlert[] => {
    const { labels, annotations, query } = alert;
    const runbook = annotations['runbook_url'] ?? annotations['runbook'];
    const silent = (ending: string, summary: string): Pick<WatchingAlert, 'alert' | 'labels' | 'annotations'> => ({
      alert: alertName(`${name} ${subject}`, ending),
      labels,
      annotations: {
        ...annotations,
        ...annotationsOf(plan, summary, runbook === undefined ? undefined : plainText(runbook)),
      },
    });
    const absent: WatchingAlert = {
      ...silent('Absent', `${subject} of ${name} has had no value for ${wait}`),
      // Where a value counts for that time anyway, nobody waits for it once more.
      expr: `absent(${operand(query)})`,
      for: timestamp === undefined ? wait : undefined,
      query,
      kind: 'absent',
    };
    if (timestamp === undefined) return [absent];
    const stale: WatchingAlert = {
      ...silent('Stale', `the newest value of ${subject} of ${name} is older than ${wait}`),
      expr: `time() - max(${timestamp}) > ${age / 1000}`,
      for: undefined,
      query: timestamp,
      kind: 'stale',
    };
    return [absent, stale];
  });
  return { alerts, gaps: [] };
}
