import { Mapping, type Written } from '../../document/write.ts';
import { parseDuration } from '../../schema/formats.ts';
import { mapping } from './mapping.ts';
import type { PrometheusAlert } from './prometheus-alerts.ts';
import { absentLabels, constantSeries } from './promql.ts';

const MINUTE = 60_000;
/** Samples that a test may have: a window of a month by minutes is no test any more. */
const MAX_SAMPLES = 50_000;

/**
 * Tests for promtool: beyond its threshold an alert fires, short of it it does not, and without values the one on silence
 * does. Alerts whose query calculates more than one series' value have none, which a remark says.
 */
export function prometheusTests(rules: string, alerts: readonly PrometheusAlert[]): Mapping {
  const tested = alerts.map((alert) => ({ alert, tests: testsOf(alert) }));
  const untested = tested.flatMap(({ alert, tests }) => (tests.length === 0 ? [alert.alert] : []));
  const remark =
    untested.length > 0
      ? [
          {
            remark: `Without a test here, because their queries calculate from more than one value: ${untested.map(oneLine).join(', ')}`,
          },
        ]
      : [];
  return new Mapping([
    ...remark,
    { key: 'rule_files', value: [rules] },
    { key: 'evaluation_interval', value: '1m' },
    { key: 'tests', value: tested.flatMap(({ tests }) => tests) },
  ]);
}

const oneLine = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '?');

function testsOf(alert: PrometheusAlert): Written[] {
  const wait = parseDuration(alert.for ?? '0s') ?? 0;
  const window = windowOf(alert.query);
  const minutes = Math.ceil((wait + window) / MINUTE) + 10;
  if (minutes > MAX_SAMPLES) return [];
  const at = `${minutes}m`;
  if (alert.kind === 'absent')
    return [
      mapping({
        name: `${alert.alert}: no value`,
        interval: '1m',
        alert_rule_test: [expectation(alert, at, absentLabels(alert.query))],
      }),
    ];
  const series = constantSeries(alert.query);
  if (!series) return [];
  const { threshold = 0, op = '' } = alert;
  const apart = Math.max(Math.abs(threshold) * 0.1, 0.001);
  const sign = op.startsWith('l') ? -1 : 1;
  const values = (value: number): Written[] => [
    mapping({ series: series.series, values: `${Number(value.toPrecision(12))}x${minutes}` }),
  ];
  return [
    mapping({
      name: `${alert.alert}: beyond its threshold`,
      interval: '1m',
      input_series: values(threshold + sign * apart),
      alert_rule_test: [expectation(alert, at, series.labels)],
    }),
    mapping({
      name: `${alert.alert}: short of its threshold`,
      interval: '1m',
      input_series: values(threshold - sign * apart),
      alert_rule_test: [mapping({ eval_time: at, alertname: alert.alert, exp_alerts: [] })],
    }),
  ];
}

/** Labels of the series come first: those of the rule replace them. */
function expectation(
  { alert, labels, annotations }: PrometheusAlert,
  at: string,
  own: Readonly<Record<string, string>>,
): Written {
  const expected = mapping({
    exp_labels: mapping({ ...own, ...unescaped(labels) }),
    exp_annotations: mapping(unescaped(annotations)),
  });
  return mapping({ eval_time: at, alertname: alert, exp_alerts: [expected] });
}

/** What templates show. */
const unescaped = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text.replaceAll('{{ "{{" }}', '{{')]));

/** The longest window that a query looks back over; milliseconds. */
function windowOf(query: string): number {
  const windows = [...query.matchAll(/\[\s*([\w]+)/g)].map(([, text = '']) => parseDuration(text) ?? 0);
  return Math.max(0, ...windows);
}
