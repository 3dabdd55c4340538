import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Source } from '../../../../server/src/backends/backend.ts';
import {
  apiUrl,
  gridFor,
  isSelector,
  queryForStep,
  rangeParams,
  tenantHeaders,
} from '../../../../server/src/backends/prometheus/request.ts';
import { SourceError } from '../../../../server/src/backends/source-error.ts';

const at = (url: string): Source => ({ name: 'prom', type: 'prometheus', url });
const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 25, 10, 11, 12, 345);

test('the steps of a range stay within what is asked for and what Prometheus gives, on times that do not move', () => {
  const range = fc.record({
    to: fc.integer({ min: 40 * 365 * DAY, max: 4e12 }),
    span: fc.oneof(fc.integer({ min: 0, max: 3_600_000 }), fc.integer({ min: 0, max: 40 * 365 * DAY })),
    maxPoints: fc.oneof(fc.integer({ min: -5, max: 12 }), fc.integer({ min: 1, max: 1_000_000 })),
    later: fc.integer({ min: 0, max: 120_000 }),
  });
  fc.assert(
    fc.property(range, ({ to, span, maxPoints, later }) => {
      const grid = gridFor(to - span, to, maxPoints);
      if (!grid) return assert.ok(span < 2 * DAY || maxPoints < 40 * 365, 'a long range has times');
      const { start, end, step } = grid;
      const points = (end - start) / step + 1;
      assert.ok(points <= Math.min(Math.max(2, maxPoints), 11_001), `${points} points`);
      assert.ok((end - start) / step <= 11_000);
      assert.equal(start % step, 0);
      assert.equal(end % step, 0);
      assert.ok(start * 1000 >= to - span && end * 1000 <= to, 'nothing outside the range is asked for');
      assert.ok(
        start * 1000 - (to - span) < step * 1000 && to - end * 1000 < step * 1000,
        'nothing inside is left out',
      );
      // A refresh a little later asks for the same times again.
      const next = gridFor(to - span + later, to + later, maxPoints);
      assert.equal(next?.step ?? step, step);
    }),
    { numRuns: 2_000 },
  );
});

test('90 days take the finest step that whole parts of a day offer', () => {
  assert.deepEqual(gridFor(NOW - 90 * DAY, NOW, 1_000), {
    start: Math.ceil((NOW - 90 * DAY) / 10_800_000) * 10_800,
    end: Math.floor(NOW / 10_800_000) * 10_800,
    step: 10_800,
  });
  assert.equal(gridFor(NOW - 90 * DAY, NOW, 1_000_000)?.step, 900);
  assert.equal(gridFor(NOW - 3_600_000, NOW, 1_000)?.step, 15);
  // Values that come once a day are not asked for more often.
  assert.equal(gridFor(NOW - 90 * DAY, NOW, 10_000, DAY)?.step, 86_400);
  assert.equal(gridFor(NOW - 90 * DAY, NOW, 10_000, 45_000)?.step, 900);
  assert.equal(gridFor(NOW - 1_000, NOW, 1_000), undefined);
});

test('the path of the url is kept, its query too, and what people copy is understood', () => {
  const cases: readonly (readonly [url: string, asked: string])[] = [
    ['http://localhost:9090', 'http://localhost:9090/api/v1/query'],
    ['http://localhost:9090/', 'http://localhost:9090/api/v1/query'],
    [' https://h/ml/prom// ', 'https://h/ml/prom/api/v1/query'],
    ['https://h/prometheus/api/v1', 'https://h/prometheus/api/v1/query'],
    ['https://mimir/prometheus', 'https://mimir/prometheus/api/v1/query'],
    ['https://vm/select/0:3/prometheus/', 'https://vm/select/0:3/prometheus/api/v1/query'],
    ['https://g/api/datasources/proxy/uid/Ab-1', 'https://g/api/datasources/proxy/uid/Ab-1/api/v1/query'],
    ['https://vm/?extra_label=team%3Dml', 'https://vm/api/v1/query?extra_label=team%3Dml'],
    ['https://h/a%2Fb#top', 'https://h/a%2Fb/api/v1/query'],
  ];
  for (const [url, asked] of cases) assert.equal(apiUrl(at(url), 'query'), asked);
  assert.equal(apiUrl(at('https://h/p'), 'rules', { type: 'alert' }), 'https://h/p/api/v1/rules?type=alert');
  for (const url of ['', 'localhost:9090', 'prom.example', 'file:///x', 'https://u:p@h/'])
    assert.throws(() => apiUrl(at(url), 'query'), SourceError);
  assert.throws(() => apiUrl({ name: 'prom', type: 'prometheus' }, 'query'), /prom has no url\. Add it/);
});

test('the tenant becomes a header, if it can', () => {
  const tenant = (name: string): Source => ({ ...at('http://h'), tenant: name });
  assert.deepEqual(tenantHeaders(tenant('growth')), { 'X-Scope-OrgID': 'growth' });
  assert.deepEqual(tenantHeaders(tenant('a|b_c')), { 'X-Scope-OrgID': 'a|b_c' });
  assert.deepEqual(tenantHeaders(at('http://h')), {});
  for (const bad of ['', 'a b', 'a\r\nAuthorization: x', 'ä', 'x'.repeat(500)])
    assert.throws(() => tenantHeaders(tenant(bad)), /The tenant of the data source prom may have/);
});

test('rare samples of a metric are looked for over the whole step, expressions stay as they are', () => {
  const selectors = ['auc', 'job:auc:avg', 'auc{model="churn", env=~"a|b"}', ' {__name__="auc"} ', '{"my.metric"}'];
  const others = [
    'avg(auc)',
    'auc[5m]',
    'auc > 1',
    'auc offset 1d',
    '1',
    'nan',
    'Inf',
    '"text"',
    'auc{x="}"} + b{y="1"}',
  ];
  for (const query of selectors) {
    assert.ok(isSelector(query), query);
    assert.equal(queryForStep(query, 900), `last_over_time(${query.trim()}[900s])`);
    assert.equal(queryForStep(query, 300), query);
  }
  for (const query of others) {
    assert.ok(!isSelector(query), query);
    assert.equal(queryForStep(query, 900), query);
  }
  const grid = { start: 0, end: 900, step: 900 };
  assert.equal(rangeParams('avg(auc)', grid)['lookback_delta'], '900s');
  assert.equal(rangeParams('avg(auc)', { ...grid, step: 60 })['lookback_delta'], undefined);
});
