import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../../server/src/core/check.ts';
import type { AssessedIndicator } from '../../../server/src/core/decay/assess.ts';
import type { CheckedFile } from '../../../server/src/core/document/checked-file.ts';
import { readFile } from '../../../server/src/core/document/read.ts';
import type { PlanFile } from '../../../server/src/main/live/live-plans.ts';
import { planOf } from '../../bench/plans.ts';
import { heapInUse } from '../../support/heap-in-use.ts';
import { scene } from '../../support/live-scene.ts';

const URI = 'file:///w/long.production-plan.yaml';
const TEXT = planOf(4_000);
const { signal } = new AbortController();

/** A long plan in which one entry after the other is edited, with what the editor does behind each. */
class Editing {
  file: CheckedFile = readFile('production-plan', TEXT);
  readonly live = scene([]).live;

  async edit(entry: number): Promise<void> {
    const line = `metric: extra_${entry}\n`;
    // Engines copy short texts, and refer to where they took longer ones from.
    const other = `metric: another_name_of_this_metric_${entry}\n`;
    const [from, to] = this.file.text.includes(line) ? [line, other] : [other, line];
    const text = this.file.text.replace(from, to);
    this.file = readFile('production-plan', text, this.file);
    const found = this.live.plans.last(URI)?.plans.map(({ assessment }) => assessment);
    check(this.file, { now: Date.UTC(2026, 5, 1), facts: new Map(), rules: {}, live: found });
    await this.live.plans.edited(
      { uri: URI, path: '/w/long.production-plan.yaml', documents: this.file.documents },
      signal,
    );
  }
}

test('edits of one entry after the other, and of one again and again, keep nothing of the texts and trees before', async () => {
  const editing = new Editing();
  for (let entry = 0; entry < 10; entry++) await editing.edit(entry);
  const before = await heapInUse();
  for (let entry = 10; entry < 70; entry++) await editing.edit(entry);
  for (let times = 0; times < 60; times++) await editing.edit(5);
  const grown = (await heapInUse()) - before;
  assert.ok(
    grown < 3_000_000,
    `${(grown / 1e6).toFixed(1)} MB more after 120 edits of ${(TEXT.length / 1e6).toFixed(1)} MB of text`,
  );
});

test('what was found of an edited plan is what is found of one just opened', async () => {
  const editing = new Editing();
  for (const entry of [3, 4, 3, 90, 91]) await editing.edit(entry);
  const opened = scene([]).live;
  const documents = readFile('production-plan', editing.file.text).documents;
  await opened.plans.edited({ uri: URI, path: '/w/long.production-plan.yaml', documents }, signal);
  const assessed = (of: typeof opened): unknown =>
    of.plans.last(URI)?.plans.map(({ assessment: { indicators, drift } }) => ({
      columns: drift.columns.length,
      indicators: indicators.map(({ indicator, source, answer }) => ({
        indicator: JSON.stringify(indicator),
        source: source?.name,
        failure: answer?.failure?.message,
      })),
    }));
  assert.deepEqual(assessed(editing.live), assessed(opened));
});

/** A plan of many indicators that a Prometheus has, all 0.9 at any time; of the first the critical line can be edited. */
const manyIndicators = (critical: number): string => `metadata: {name: many}
spec:
  model: {name: many}
  dataSources: [{name: prom, type: prometheus, url: "http://prometheus.example.com"}]
  monitoring:
    interval: 5m
    indicators:
${Array.from({ length: 40 }, (_, at) => `      - {name: i${at}, role: quality, source: prom, query: q${at}, objective: maximize, critical: ${at === 0 ? critical : 0.8}}\n`).join('')}`;

test('an edited line is judged anew, what it leaves alone is taken as it was found, and new values count at once', async () => {
  const { live, time } = scene([]);
  const place = (name: string, { documents }: CheckedFile): PlanFile => ({
    uri: `file:///w/${name}.production-plan.yaml`,
    path: `/w/${name}.production-plan.yaml`,
    documents,
  });
  const found = (name: string): readonly AssessedIndicator[] =>
    live.plans.last(`file:///w/${name}.production-plan.yaml`)?.plans[0]?.assessment.indicators ?? [];
  const file = readFile('production-plan', manyIndicators(0.8));
  await live.plans.read(place('a', file), { signal });
  await live.plans.read(place('b', file), { signal });
  const before = found('a');
  assert.ok(before.every(({ level }) => level === 'ok'));
  await live.plans.edited(place('a', readFile('production-plan', manyIndicators(0.95), file)), signal);
  const edited = found('a');
  assert.deepEqual([edited[0]?.level, edited[39]?.level], ['critical', 'ok']);
  assert.equal(edited[39], before[39]);
  // In the same minute: what is known of the plan's lines holds, what is known of the values does not.
  await time.pass(2_000);
  await live.plans.read(place('b', file), { signal, force: true });
  assert.ok(found('a').every(({ newest }) => newest?.time === time.now()));
});
