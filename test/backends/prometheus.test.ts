import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { SeriesRequest, SeriesResult, Source } from '../../server/src/backends/backend.ts';
import { prometheus } from '../../server/src/backends/prometheus/client.ts';
import { inReverse } from '../support/cleanup.ts';
import { networkContext, refused } from '../support/systems/context.ts';
import { startExporter } from '../support/systems/exporter.ts';
import { startPrometheus, withoutPrometheus } from '../../scripts/lib/systems/prometheus.ts';

const DAY = 86_400;
/** Midnight; history ends there. */
const TODAY = Math.floor(Date.now() / 86_400_000) * DAY;
const DAYS = 400;
const SPIKE = TODAY - 3 * DAY + 7 * 3_600 + 60;
const aucOf = (day: number): number => 0.91 - day * 0.0001 + 0.002 * Math.sin(day);

/** A day's value at seven minutes past midnight, no second one within Prometheus' five minutes: batch jobs leave such series. */
const daily = Array.from({ length: DAYS }, (_, index) => ({
  time: TODAY - (DAYS - index) * DAY + 420,
  value: aucOf(index),
}));
const minutes = Array.from({ length: 10 * 1_440 }, (_, index) => TODAY - 10 * DAY + index * 60);

function history(): string {
  const lines = ['# TYPE model_auc gauge', '# HELP model_auc Area under the curve, by day.'];
  for (const { time, value } of daily) lines.push(`model_auc{model="churn"} ${value} ${time}`);
  lines.push('# TYPE latency_seconds gauge');
  for (const time of minutes) lines.push(`latency_seconds{job="api"} ${time === SPIKE ? 9 : 0.2} ${time}`);
  lines.push('# TYPE replica_auc gauge');
  for (const instance of ['a:1', 'b:1'])
    for (const time of minutes.slice(-60)) lines.push(`replica_auc{instance="${instance}"} 0.9 ${time}`);
  lines.push('# TYPE ratio gauge');
  minutes.slice(-300).forEach((time, index) => lines.push(`ratio ${['NaN', '+Inf', '0.5'][index % 3]} ${time}`));
  lines.push('# TYPE versioned_auc gauge');
  for (const [version, from, to] of [
    ['6', -600, -200],
    ['7', -260, undefined],
  ] as const)
    for (const time of minutes.slice(from, to))
      lines.push(`versioned_auc{model_version="${version}"} 0.${version} ${time}`);
  lines.push('# TYPE drift_score gauge');
  for (const column of ['tenure', 'fee'])
    for (const time of minutes.slice(-1_440)) lines.push(`drift_score{column="${column}"} 0.${column.length} ${time}`);
  return [...lines, '# EOF', ''].join('\n');
}

const RULES = `
groups:
  - name: churn
    rules:
      - {record: "job:latency:avg", expr: "avg(latency_seconds)"}
      - alert: AucLow
        expr: live_auc < 0.95
        for: 0s
        labels: {severity: page, model: churn}
        annotations: {summary: "AUC is {{ $value }}"}
      - {alert: NeverFires, expr: "live_auc < 0", for: 1h}
      - {alert: Unhealthy, expr: "live_auc * on(side) group_left live_pair"}
`;

const skip = await withoutPrometheus();
const owner = inReverse({ after });
const exporter = skip === false ? await startExporter(owner, live(0.9)) : undefined;
const server =
  exporter && (await startPrometheus(owner, { openmetrics: history(), targets: [exporter.target], rules: RULES }));
const source: Source = { name: 'prom', type: 'prometheus', url: server?.url ?? '' };

function live(auc: number): string {
  return [
    '# HELP live_auc Area under the curve, now.\n# TYPE live_auc gauge',
    `live_auc{model="churn",side="x"} ${auc}`,
    'live_pair{side="x",pair="1"} 1',
    'live_pair{side="x",pair="2"} 1',
    '# TYPE live_seconds histogram\nlive_seconds_bucket{le="+Inf"} 3\nlive_seconds_sum 1\nlive_seconds_count 3\n',
  ].join('\n');
}

const series = (request: Partial<SeriesRequest>): Promise<SeriesResult> =>
  prometheus.series(
    source,
    { from: (TODAY - 90 * DAY) * 1000, to: TODAY * 1000, maxPoints: 2_000, ...request },
    networkContext(),
  );

/** What the API itself answers. */
async function raw(path: string, params: Record<string, string>): Promise<readonly [number, number][]> {
  const response = await fetch(`${server?.url}/api/v1/${path}?${new URLSearchParams(params)}`);
  const { data } = (await response.json()) as { data: { result: { values: [number, string][] }[] } };
  return data.result[0]?.values.map(([time, value]) => [time * 1000, Number(value)]) ?? [];
}

const pairs = ({ samples }: SeriesResult): (readonly [number, number])[] =>
  samples.map(({ time, value }) => [time, value]);

/** Until `work` gives something, half a minute at most. */
async function eventually<T>(work: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 150; tries++) {
    const result = await work();
    if (result !== undefined) return result;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return assert.fail('did not happen within 30 s');
}

test('values are those the API gives for the same grid, and those promtool prints', { skip }, async () => {
  const [from, to] = [TODAY - 2 * DAY, TODAY - 3_600];
  const found = await series({ query: 'latency_seconds', from: from * 1000, to: to * 1000, maxPoints: 1e6 });
  const range = { start: String(from), end: String(to), step: '30' };
  assert.equal(found.samples.length, (to - from) / 30 + 1);
  assert.deepEqual(pairs(found), await raw('query_range', { query: 'latency_seconds', ...range }));
  const printed = await server!.promtool(
    ...['query', 'range', `--start=${from}`, `--end=${to}`, '--step=30s', server!.url, 'latency_seconds'],
  );
  const lines = [...printed.matchAll(/^(\S+) @\[(\d+)\]$/gm)].map(([, value, time]) => [
    Number(time) * 1000,
    Number(value),
  ]);
  assert.deepEqual(pairs(found), lines);
});

test('every value of a daily job is found, in 90 days and in all there is', { skip }, async () => {
  for (const query of [
    'model_auc',
    'model_auc{model="churn"}',
    'avg(model_auc)',
    'avg by (model) (model_auc) # mean',
  ]) {
    const { samples, notes } = await series({ query });
    assert.deepEqual(
      samples.map(({ value }) => value),
      daily.slice(-90).map(({ value }) => value),
      query,
    );
    samples.forEach(({ time }, index) => {
      const late = time / 1000 - daily.slice(-90)[index]!.time;
      assert.ok(late >= 0 && late < 3_600, `${query}: shown ${late} s after it was measured`);
    });
    assert.deepEqual(notes, []);
  }
  const all = await series({ query: 'model_auc', from: -Infinity });
  assert.deepEqual(
    all.samples.map(({ value }) => value),
    daily.map(({ value }) => value),
  );
  assert.deepEqual(all.notes, []);
});

test(
  '90 days stay within the limit, whatever is asked for, and a spike of a few minutes is still seen',
  { skip },
  async () => {
    for (const maxPoints of [50, 500, 11_000, 1_000_000]) {
      const { samples } = await series({ query: 'max_over_time(latency_seconds[15m])', maxPoints });
      assert.ok(samples.length > 0 && samples.length <= maxPoints, `${samples.length} of ${maxPoints}`);
      assert.equal(Math.max(...samples.map(({ value }) => value)), 9, `${maxPoints} points`);
      assert.ok(samples.every(({ time }, index) => index === 0 || time > samples[index - 1]!.time));
    }
    const many = await series({ query: 'vector(time())', maxPoints: 1_000_000 });
    assert.ok(many.samples.length > 8_000 && many.samples.length <= 11_002, String(many.samples.length));
  },
);

test('a refresh asks for the same times again', { skip }, async () => {
  const at = (later: number): Promise<SeriesResult> =>
    series({
      query: 'latency_seconds',
      from: (TODAY - 9 * DAY) * 1000 + later,
      to: (TODAY - DAY) * 1000 + later,
    });
  const [first, second] = [await at(0), await at(7_000)];
  const times = new Set(first.samples.map(({ time }) => time));
  assert.ok(second.samples.filter(({ time }) => !times.has(time)).length <= 1);
});

test('the newest value is there between two steps, and while one looks', { skip }, async () => {
  const now = async (): Promise<number | undefined> => {
    const { samples } = await series({ query: 'live_auc', from: (TODAY - 90 * DAY) * 1000, to: Date.now() });
    return samples.at(-1)?.value;
  };
  await eventually(async () => ((await now()) === 0.9 ? true : undefined));
  exporter!.expose(live(0.8));
  await eventually(async () => ((await now()) === 0.8 ? true : undefined));
  exporter!.expose(live(0.9));
});

test('of a history of minutes all of it is found', { skip }, async () => {
  const { samples } = await series({ query: 'replica_auc{instance="a:1"}', from: -Infinity, to: TODAY * 1000 });
  assert.ok(samples.length >= 59, String(samples.length));
});

test('scalars are a series, texts and wrong queries are not', { skip }, async () => {
  const { samples } = await series({ query: 'scalar(vector(3)) + 1' });
  assert.deepEqual(new Set(samples.map(({ value }) => value)), new Set([4]));
  assert.match(
    (await refused(series({ query: 'avg(' }), 'bad-query')).message,
    /parse error: .*Correct the query in the plan/,
  );
  await refused(series({ query: '"text"' }), 'bad-query');
  await refused(series({ query: 'latency_seconds[5m]' }), 'bad-query');
  await refused(series({ query: ' ' }), 'bad-query');
  await refused(series({}), 'bad-query');
  assert.deepEqual(await series({ query: 'no_such_metric' }), { samples: [], notes: [], markers: [] });
  assert.deepEqual((await series({ query: 'no_such_metric', from: -Infinity })).notes, []);
});

test('NaN and infinite values are left out and told', { skip }, async () => {
  const { samples, notes } = await series({ query: 'ratio', from: (TODAY - 18_000) * 1000, to: (TODAY - 60) * 1000 });
  assert.ok(samples.length > 90 && samples.every(({ value }) => value === 0.5));
  assert.match(notes.join(), /are NaN.*are infinite/);
});

test('two replicas are two series until they are aggregated', { skip }, async () => {
  const range = { from: (TODAY - 3_600) * 1000 };
  const { message } = await refused(series({ query: 'replica_auc', ...range }), 'bad-query');
  assert.match(message, /gives 2 series.*differ in instance \(a:1, b:1\).*avg\(…\)/);
  assert.ok((await series({ query: 'avg(replica_auc)', ...range })).samples.length > 0);
});

test(
  'a label with the version of the model gives one series with a marker, or that of one version',
  { skip },
  async () => {
    const range = { from: (TODAY - DAY) * 1000, to: (TODAY - 60) * 1000 };
    const { samples, markers } = await series({ query: 'versioned_auc', ...range });
    const [marker, ...more] = markers;
    assert.deepEqual(more, []);
    assert.equal(marker?.label, 'version 7');
    assert.ok(Math.abs(marker.time / 1000 - (TODAY - 260 * 60)) <= 300);
    assert.ok(samples.every(({ time, value }) => value === (time < marker.time ? 0.6 : 0.7)));
    const six = await series({ query: 'versioned_auc', ...range, version: '6' });
    assert.ok(six.samples.length > 0 && six.samples.every(({ value }) => value === 0.6));
  },
);

test('drift is read for each column', { skip }, async () => {
  const columns = ['tenure', 'fee'].map((column) => ({
    column,
    method: 'psi',
    query: `drift_score{column="${column}"}`,
  }));
  const found = await prometheus.drift!(
    source,
    { columns, from: (TODAY - DAY) * 1000, to: TODAY * 1000, maxPoints: 100 },
    networkContext(),
  );
  assert.deepEqual(
    found.series.map(({ column, method, samples }) => [column, method, new Set(samples.map(({ score }) => score))]),
    [
      ['tenure', 'psi', new Set([0.6])],
      ['fee', 'psi', new Set([0.3])],
    ],
  );
});

test('the connection test names it, the list has its metrics with their help', { skip }, async () => {
  const { product, notes } = await prometheus.describe(source, networkContext());
  assert.match(product, /^Prometheus \d+\.\d+\.\d+/);
  assert.deepEqual(notes, []);
  const listed = await eventually(async () => {
    const metrics = await prometheus.list(source, networkContext());
    return metrics.some(({ name }) => name === 'live_seconds_bucket') ? metrics : undefined;
  });
  const names = listed.map(({ name }) => name);
  assert.deepEqual(names, [...names].sort());
  for (const name of ['model_auc', 'latency_seconds', 'drift_score', 'live_auc']) assert.ok(names.includes(name), name);
  assert.equal(listed.find(({ name }) => name === 'live_auc')?.description, 'Area under the curve, now.');
});

test('alerting rules are read with their state, an unhealthy one with its error', { skip }, async () => {
  const rules = await eventually(async () => {
    const loaded = await prometheus.rules!(source, networkContext());
    const isReady = loaded.some(({ state }) => state === 'firing') && loaded.some(({ health }) => health === 'err');
    return isReady ? loaded : undefined;
  });
  assert.deepEqual(
    rules.map(({ name, group, duration, health, state }) => [name, group, duration, health, state]),
    [
      ['AucLow', 'churn', 0, 'ok', 'firing'],
      ['NeverFires', 'churn', 3_600_000, 'ok', 'inactive'],
      ['Unhealthy', 'churn', 0, 'err', 'inactive'],
    ],
  );
  assert.equal(rules[0]?.query, 'live_auc < 0.95');
  assert.deepEqual(rules[0].labels, { severity: 'page', model: 'churn' });
  assert.deepEqual(rules[0].annotations, { summary: 'AUC is {{ $value }}' });
  assert.match(rules[2]?.lastError ?? '', /many-to-many|multiple matches/);
});
