import { inComment } from '../names.ts';
import { Mapping, type Written } from '../../document/write.ts';
import { parseDuration } from '../../schema/formats.ts';
import { plainText } from './go-template.ts';
import { mapping } from './mapping.ts';
import type { WatchingAlert } from './prometheus-alerts.ts';
import type { PrometheusAlert } from './prometheus-alert.ts';
import type { SloRules } from './prometheus-slo.ts';
import { absentLabels, constantSeries, selector, type ConstantSeries } from './promql.ts';

const MINUTE = 60_000;
/** Prometheus takes a value for the present for that long. */
const LOOKBACK = 5 * MINUTE;
/** Evaluations that a test may take: windows and waits of weeks are not looked at minute by minute. */
const STEPS = 10;

/**
 * Tests for promtool: beyond its threshold an alert fires, short of it it does not, and without values the one on silence
 * does. Alerts whose query calculates more than one series' value have none, which a remark says.
 */
export function prometheusTests(rules: string, alerts: readonly WatchingAlert[], slos: readonly SloRules[]): Mapping {
  // One interval counts for the whole file, and each test evaluates all of its rules.
  const step = Math.max(MINUTE, Math.ceil(Math.max(0, ...alerts.map(durationOf)) / STEPS / MINUTE) * MINUTE);
  const tested = alerts.map((alert) => ({ alert, tests: testsOf(alert, step) }));
  const untested = tested.flatMap(({ alert, tests }) => (tests.length === 0 ? [alert.alert] : []));
  const remark =
    untested.length > 0
      ? [
          {
            remark: `Without a test here, because their queries calculate from more than one value: ${untested.map(inComment).join(', ')}`,
          },
        ]
      : [];
  return new Mapping([
    ...remark,
    { key: 'rule_files', value: [rules] },
    { key: 'evaluation_interval', value: minutes(step) },
    {
      key: 'tests',
      value: [...tested.flatMap(({ tests }) => tests), ...slos.flatMap((slo) => sloTests(slo, step))],
    },
  ]);
}

/** Nothing but bad values uses up any budget, and nothing but good ones none. */
function sloTests({ name, bad, alerts }: SloRules, step: number): Written[] {
  const at = minutes(3 * step);
  const test = (title: string, value: number, expected: (alert: PrometheusAlert) => Written): Written =>
    mapping({
      name: `${name}: ${title}`,
      interval: minutes(Math.min(step, LOOKBACK)),
      input_series: [
        mapping({ series: selector(bad.series, bad.labels), values: `${value}x${3 * Math.ceil(step / LOOKBACK) + 1}` }),
      ],
      alert_rule_test: alerts.map(expected),
    });
  return [
    test('all values are bad', 1, (alert) => expectation(alert, at, bad.labels)),
    test('all values are good', 0, ({ alert }) => mapping({ eval_time: at, alertname: alert, exp_alerts: [] })),
  ];
}

/** How long it takes until an alert can have fired; milliseconds. */
const durationOf = ({ for: wait, query }: WatchingAlert): number =>
  (parseDuration(wait ?? '0s') ?? 0) + windowOf(query);

const minutes = (milliseconds: number): string => `${Math.round(milliseconds / MINUTE)}m`;

function testsOf(alert: WatchingAlert, step: number): Written[] {
  const end = (Math.ceil(durationOf(alert) / step) + 3) * step;
  const at = minutes(end);
  // A query that looks back itself finds values that come as seldom.
  const interval = Math.min(step, Math.max(LOOKBACK, windowOf(alert.query)));
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
  if (alert.kind === 'stale') return staleTests(alert, series, test, at, Math.ceil(end / interval), interval);
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

/** Tests count from 1970 on: a value of then is old at their end, and one of each moment never is. */
function staleTests(
  { alert, ...rest }: WatchingAlert,
  { series }: ConstantSeries,
  test: (name: string, series: readonly Written[], expected: Written) => Written,
  at: string,
  count: number,
  interval: number,
): Written[] {
  const values = (text: string): Written[] => [mapping({ series, values: text })];
  return [
    test('an old value', values(`0x${count}`), expectation({ alert, ...rest }, at, {})),
    test(
      'a new value',
      values(`0+${interval / 1000}x${count}`),
      mapping({ eval_time: at, alertname: alert, exp_alerts: [] }),
    ),
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
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, plainText(text)]));

/** The longest time that a query looks back; milliseconds. */
function windowOf(query: string): number {
  const longest = (pattern: RegExp): number =>
    Math.max(0, ...[...query.matchAll(pattern)].map(([, text = '']) => parseDuration(text) ?? 0));
  return longest(/\[\s*(\w+)/g) + longest(/\boffset (\w+)/g);
}
