import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DecayView } from '../../server/src/core/panel/contract.ts';
import { AUC, DECAYING, DECAYING_PLAN, NOW } from '../support/webview/decaying.ts';
import { openPanel, type Panel } from '../support/webview/page.ts';
import { THEMES, type ThemeName } from '../support/webview/themes.ts';
import { timeToPaint } from '../support/webview/paint.ts';
import { assertRatio } from '../support/ratio.ts';

/** Of a day, with one every two minutes. */
const REFRESHES = 12 * 60;
/** Until then the engine goes on learning what the page does, which takes memory too. */
const WARM = REFRESHES * (2 / 3);

/** With two of its charts: what stays behind does so with each, and each takes its time. */
const SMALL: DecayView = {
  ...DECAYING,
  plans: [{ ...DECAYING_PLAN, indicators: DECAYING_PLAN.indicators.slice(0, 2) }],
};

async function heap({ page }: Panel): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

/** Refreshes as fast as the page takes them. Runs in the page. */
async function refresh({ view, from, to }: { view: DecayView; from: number; to: number }): Promise<void> {
  for (let count = from; count < to; count++) {
    // Each is another object with other values, as messages are.
    const next = JSON.parse(JSON.stringify(view)) as {
      fetchedAt: number;
      plans: { indicators: { series: unknown }[] }[];
    };
    next.fetchedAt += count * 1_000;
    for (const { indicators } of next.plans)
      for (const { series } of indicators as { series: { points?: { time: number; value: number }[] } }[])
        for (const point of series.points ?? []) {
          point.time += count * 1_000;
          point.value *= 1 + (count % 7) / 1e4;
        }
    window.postMessage({ type: 'loading', progress: { done: 1, total: 2 } }, '*');
    window.postMessage({ type: 'view', view: next }, '*');
    await new Promise((resolve) => setTimeout(resolve));
    if (count % 20 === 0) await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
}

test('a day of refreshes leaves the heap and the page as they were', async (t) => {
  const panel = await openPanel(t);
  const { page } = panel;
  await panel.send({ type: 'view', view: SMALL });
  await page.locator('.plan').waitFor();
  await page.evaluate(() => {
    const canvas = document.querySelector('canvas')!;
    Object.assign(canvas, { isTheFirst: true });
  });
  const count = (): Promise<number> => page.evaluate(() => document.querySelectorAll('*').length);
  await page.evaluate(refresh, { view: SMALL, from: 0, to: WARM });
  const [before, elements] = [await heap(panel), await count()];
  await page.evaluate(refresh, { view: SMALL, from: WARM, to: REFRESHES });
  const [after, elementsAfter] = [await heap(panel), await count()];
  t.diagnostic(`heap after sixteen hours ${(before / 1e6).toFixed(2)} MB, after a day ${(after / 1e6).toFixed(2)} MB`);
  assert.ok(after < before * 1.01 + 100_000, `${before} to ${after} bytes`);
  assert.equal(elementsAfter, elements);
  assert.ok(
    await page.evaluate(() => 'isTheFirst' in document.querySelector('canvas')!),
    'charts are updated in place',
  );
  assert.deepEqual(panel.errors, []);
});

/** 20 charts with so many points each. */
function charts(count: number): DecayView {
  const points = Array.from({ length: count }, (_, i) => ({
    time: NOW - (count - i) * 600_000,
    value: 0.9 + 0.01 * Math.sin(i / 9) + (i === count / 2 ? 0.05 : 0),
  }));
  const indicators = Array.from({ length: 20 }, (_, i) => ({
    ...AUC,
    name: `indicator ${i}`,
    changes: [],
    series: { state: 'ready', points } as const,
  }));
  return { ...DECAYING, plans: [{ ...DECAYING_PLAN, indicators }] };
}

test('20 charts of 5,000 points are painted in little more time than of 50', async (t) => {
  const timeOf = async (view: DecayView): Promise<number> => {
    const panel = await openPanel(t);
    const time = await timeToPaint(panel, view);
    assert.deepEqual(panel.errors, []);
    return time;
  };
  await assertRatio(
    t,
    { turns: 3, most: 3 },
    () => timeOf(charts(5_000)),
    () => timeOf(charts(50)),
  );
});

test('a day of theme switching leaves the heap and the page as they were', async (t) => {
  const panel = await openPanel(t);
  const { page } = panel;
  await panel.send({ type: 'view', view: SMALL });
  await page.locator('.plan').waitFor();
  const themes = Object.keys(THEMES) as ThemeName[];
  const wear = async (times: number): Promise<void> => {
    for (let count = 0; count < times; count++) {
      await panel.setTheme(themes[count % themes.length] ?? 'dark');
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    }
  };
  const count = (): Promise<number> => page.evaluate(() => document.querySelectorAll('*').length);
  await wear(40);
  const [before, elements] = [await heap(panel), await count()];
  await wear(120);
  const after = await heap(panel);
  t.diagnostic(`heap ${(before / 1e6).toFixed(2)} MB, later ${(after / 1e6).toFixed(2)} MB`);
  assert.ok(after < before * 1.1 + 250_000, `${before} to ${after} bytes`);
  assert.equal(await count(), elements);
  assert.deepEqual(panel.errors, []);
});
