import { Mapping, type Written } from '../../document/write.ts';
import { parseDuration } from '../../schema/formats.ts';
import { mapping } from './mapping.ts';
import type { WatchingAlert } from './prometheus-alerts.ts';
import { absentLabels, constantSeries } from './promql.ts';

const MINUTE = 60_000;
/** Prometheus takes a value for the present for that long. */
const LOOKBACK = 5 * MINUTE;
/** Evaluations that a test may take: windows and waits of weeks are not looked at minute by minute. */
const STEPS = 100;

/**
 * Tests for promtool: beyond its threshold an alert fires, short of it it does not, and without values the one on silence
 * does. Alerts whose query calculates more than one series' value have none, which a remark says.
 */
export function prometheusTests(rules: string, alerts: readonly WatchingAlert[]): Mapping {
  // One interval counts for the whole file, and each test evaluates all of its rules.
  const step = Math.max(MINUTE, Math.ceil(Math.max(...alerts.map(durationOf)) / STEPS / MINUTE) * MINUTE);
  const tested = alerts.map((alert) => ({ alert, tests: testsOf(alert, step) }));
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
    { key: 'evaluation_interval', value: minutes(step) },
    { key: 'tests', value: tested.flatMap(({ tests }) => tests) },
  ]);
}

const oneLine = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '?');

/** How long it takes until an alert can have fired; milliseconds. */
const durationOf = ({ for: wait, query }: WatchingAlert): number =>
  (parseDuration(wait ?? '0s') ?? 0) + windowOf(query);

const minutes = (milliseconds: number): string => `${Math.round(milliseconds / MINUTE)}m`;

function testsOf(alert: WatchingAlert, step: number): Written[] {
  const end = (Math.ceil(durationOf(alert) / step) + 3) * step;
  const at = minutes(end);
  const interval = Math.min(step, LOOKBACK);
  const test = (name: string, series: readonly Written[] | undefined, expected: Written): Written =>
    mapping({
      name: `${alert.alert}: ${name}`,
      interval: minutes(interval),
      input_series: series,
      alert_rule_test: [expected],
    });
  if (alert.kind === 'absent') return [test('no value', undefined, expectation(alert, at, absentLabels(alert.query)))];
  const series = constantSeries(alert.query);
  if (!series) return [];
  const { threshold = 0, op = '' } = alert;
  const apart = (op.startsWith('l') ? -1 : 1) * Math.max(Math.abs(threshold) * 0.1, 0.001);
  const values = (value: number): Written[] => [
    mapping({ series: series.series, values: `${Number(value.toPrecision(12))}x${Math.ceil(end / interval)}` }),
  ];
  const silent = mapping({ eval_time: at, alertname: alert.alert, exp_alerts: [] });
  return [
    test('beyond its threshold', values(threshold + apart), expectation(alert, at, series.labels)),
    test('short of its threshold', values(threshold - apart), silent),
  ];
}

/** Labels of the series come first: those of the rule replace them. */
function expectation(
  { alert, labels, annotations }: WatchingAlert,
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
