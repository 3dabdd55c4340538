import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SeriesRequest, Source } from '../../../../server/src/backends/backend.ts';
import { productOf } from '../../../../server/src/backends/prometheus/describe.ts';
import { link } from '../../../../server/src/backends/prometheus/link.ts';

const TO = Date.UTC(2026, 10, 25, 12);
const REQUEST: SeriesRequest = { query: 'avg(auc{a="&#<"})', from: TO - 90 * 86_400_000, to: TO, maxPoints: 100 };
const linked = (url: string, more: Partial<Source> = {}, request: Partial<SeriesRequest> = {}): URL | undefined => {
  const text = link({ name: 'p', type: 'prometheus', url, ...more }, { ...REQUEST, ...request });
  return text === undefined ? undefined : new URL(text);
};

test('the graph page of Prometheus shows the query and the range', () => {
  const url = linked('http://localhost:9090/ml/prom/?token=tempting');
  assert.equal(url?.pathname, '/ml/prom/graph');
  assert.deepEqual(Object.fromEntries(url.searchParams), {
    'g0.expr': REQUEST.query,
    'g0.tab': '0',
    'g0.range_input': '129600m',
    'g0.end_input': '2026-11-25 12:00:00',
  });
  const all = linked('http://localhost:9090', {}, { from: -Infinity });
  assert.equal(all?.searchParams.get('g0.range_input'), '525600m');
});

test('behind Grafana it is its explore page', () => {
  const url = linked('https://grafana.example/mon/api/datasources/proxy/uid/Ab-1_c/');
  assert.equal(url?.origin, 'https://grafana.example');
  assert.equal(url.pathname, '/mon/explore');
  const panes = JSON.parse(url.searchParams.get('panes') ?? '') as Record<string, { queries: { expr: string }[] }>;
  assert.equal(panes['a']?.queries[0]?.expr, REQUEST.query);
});

test('where there is no page for sure, there is no link', () => {
  assert.equal(linked('https://mimir/prometheus', { tenant: 'growth' }), undefined);
  assert.equal(linked('https://vm/select/0/prometheus'), undefined);
  assert.equal(linked('https://prometheus-prod.grafana.net/api/prom'), undefined);
  assert.equal(linked('https://grafana/api/datasources/proxy/7'), undefined);
  for (const url of ['javascript:alert(1)', 'https://u:p@h', 'nonsense']) assert.equal(linked(url), undefined);
  assert.equal(link({ name: 'p', type: 'prometheus', url: 'http://h' }, { from: 0, to: 1, maxPoints: 1 }), undefined);
});

test('who answers is told from what the server says of its build', () => {
  const rest = { revision: 'x', branch: 'y', goVersion: 'go1.25' };
  assert.equal(productOf({ version: '3.14.0', ...rest }), 'Prometheus 3.14.0');
  assert.equal(productOf({ application: 'Grafana Mimir', version: '2.17.1', ...rest }), 'Grafana Mimir 2.17.1');
  assert.equal(productOf({ version: '2.24.0' }), 'VictoriaMetrics 2.24.0');
  assert.equal(productOf({ version: '0.39.2', ...rest }), 'Prometheus-compatible API 0.39.2');
  assert.equal(productOf({ application: '\u001b[31mX' }), 'X');
  for (const odd of [undefined, null, [], 'x', {}, { version: 3 }]) assert.equal(productOf(odd), undefined);
});
