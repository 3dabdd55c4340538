import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../support/editor/until.ts';
import { openPanel, PLAN, type Panel } from '../support/webview/page.ts';
import { THEMES, type ThemeName } from '../support/webview/themes.ts';
import { EMPTY, falling, READY, UNSUPPORTED, viewOf } from '../support/webview/views.ts';

const VIEW = viewOf(READY, EMPTY, UNSUPPORTED);
const HOSTILE = '<img src=x onerror="globalThis.hacked = true"><b>bold</b>';

async function showView(panel: Panel, view = VIEW): Promise<void> {
  await panel.send({ type: 'view', view });
  await panel.page.getByRole('heading', { level: 2 }).first().waitFor();
}

/** How many pixels of the first chart are drawn, and in what colours. */
function drawn(panel: Panel): Promise<{ pixels: number; colours: string[] }> {
  return panel.page.evaluate(() => {
    const canvas = document.querySelector('canvas')!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Map<string, number>();
    for (let i = 0; i < data.length; i += 4)
      if (data[i + 3] === 255) {
        const colour = [data[i], data[i + 1], data[i + 2]].join();
        seen.set(colour, (seen.get(colour) ?? 0) + 1);
      }
    return { pixels: [...seen.values()].reduce((a, b) => a + b, 0), colours: [...seen.keys()] };
  });
}

test('says that it is ready, and shows three indicators with what is known of each', async (t) => {
  const panel = await openPanel(t);
  assert.deepEqual(await panel.posted(), [{ type: 'ready' }]);
  assert.match(await panel.page.getByRole('status').innerText(), /^Reading/);
  await panel.page.getByText('Reading the recorded history …').waitFor();
  await showView(panel);
  const auc = panel.page.getByRole('region', { name: 'auc', exact: true });
  const text = await auc.innerText();
  for (const part of ['quality', '0.8843', 'Warning', '43% of headroom used', 'history', 'auc of metrics/*.csv'])
    assert.ok(text.includes(part), `${part} in ${text}`);
  const summary = await auc.getByRole('img').getAttribute('aria-label');
  assert.match(summary!, /^Line chart of auc: 90 values, from .*; critical 0\.85; warning 0\.88; baseline 0\.91/);
  for (const { name, series } of [EMPTY, UNSUPPORTED]) {
    const section = panel.page.getByRole('region', { name, exact: true });
    assert.ok(series.state !== 'ready' && (await section.innerText()).includes(series.message));
    assert.equal(await section.locator('canvas').count(), 0);
    assert.equal(await section.getByRole('button', { name: /CSV/ }).count(), 0);
  }
  assert.match(await panel.page.locator('.toolbar .status').innerText(), /^Read .*\n?.*as of 24 Nov 2026/);
  const { pixels } = await drawn(panel);
  assert.ok(pixels > 500, `${pixels} pixels`);
  assert.deepEqual(await panel.violations(), []);
  assert.deepEqual(panel.errors, []);
});

test('buttons post what they are for', async (t) => {
  const panel = await openPanel(t);
  await showView(panel);
  await panel.page.getByRole('button', { name: 'Refresh' }).click();
  await panel.page.getByRole('button', { name: 'Show in plan latency_p95' }).click();
  await panel.page.getByRole('button', { name: 'Copy as CSV auc' }).click();
  const [ready, refresh, reveal, copy] = await panel.posted();
  assert.deepEqual(
    [ready, refresh, reveal],
    [{ type: 'ready' }, { type: 'refresh' }, { type: 'reveal', plan: 0, indicator: 'latency_p95' }],
  );
  assert.ok(copy?.type === 'copy');
  const lines = copy.text.split('\r\n');
  assert.equal(lines.length, 92);
  assert.deepEqual(lines.slice(0, 2), [
    'time,value,count,kind,low,high',
    '2026-08-25T00:00:00.000Z,0.908,1000,counted,,',
  ]);
});

test('text from files stays text', async (t) => {
  const panel = await openPanel(t);
  const hostile = { name: HOSTILE, role: HOSTILE, source: HOSTILE, query: HOSTILE, unit: HOSTILE };
  const message = HOSTILE;
  const view = viewOf({ ...READY, ...hostile }, { ...EMPTY, ...hostile, series: { state: 'failed', message } });
  const [plan] = view.plans;
  await showView(panel, {
    ...view,
    file: HOSTILE,
    plans: [{ ...plan!, title: HOSTILE, model: HOSTILE, headline: HOSTILE }],
  });
  await panel.page.locator('summary').click();
  await panel.send({ type: 'failed', message });
  await panel.page.getByRole('alert').getByText(HOSTILE).waitFor();
  assert.equal(await panel.page.locator('img, b').count(), 0);
  assert.equal(await panel.page.evaluate(() => 'hacked' in globalThis), false);
  assert.deepEqual(await panel.violations(), []);
});

test('the policy stops what gets past', async (t) => {
  const panel = await openPanel(t);
  await panel.page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<img src="https://example.invalid/x.png">');
  });
  await panel.page.waitForFunction(() => globalThis.stub.violations.length > 0);
  assert.match((await panel.violations()).join(), /^img-src/);
});

test('a failure is said, and what was read before stays', async (t) => {
  const panel = await openPanel(t);
  await panel.send({ type: 'failed', message: 'Unhandled method productionFirst/decay' });
  await panel.page.getByRole('alert').getByText('Nothing can be shown. Unhandled method').waitFor();
  await showView(panel);
  assert.equal(await panel.page.getByRole('alert').innerText(), '');
  await panel.send({ type: 'failed', message: 'The server ended.' });
  await panel.page.getByRole('alert').getByText('Could not be refreshed').waitFor();
  assert.ok(await panel.page.getByRole('region', { name: 'auc', exact: true }).isVisible());
});

test('after a reload the page is back before the host answers', async (t) => {
  const panel = await openPanel(t);
  await showView(panel);
  await panel.page.reload();
  await panel.page.getByRole('region', { name: 'auc', exact: true }).waitFor();
  assert.deepEqual(await panel.posted(), [{ type: 'ready' }]);
  const saved = await panel.page.evaluate(() => sessionStorage.getItem('state'));
  assert.equal((JSON.parse(saved!) as { plan: string }).plan, PLAN);
});

test('the keyboard reaches the table, and the table stays open when values are read again', async (t) => {
  const panel = await openPanel(t);
  await showView(panel);
  const focused = (): Promise<string> => panel.page.evaluate(() => document.activeElement?.tagName ?? '');
  const visited: string[] = [];
  while (visited.at(-1) !== 'SUMMARY' && visited.length < 12) {
    await panel.page.keyboard.press('Tab');
    visited.push(await focused());
  }
  assert.equal(visited.at(-1), 'SUMMARY', visited.join());
  await panel.page.keyboard.press('Enter');
  const table = panel.page.getByRole('table', { name: 'Values of auc' });
  await table.waitFor();
  assert.equal(await table.getByRole('row').count(), 91);
  await panel.page.keyboard.press('Tab');
  assert.equal(await panel.page.evaluate(() => document.activeElement?.className), 'scroll');
  await panel.page.keyboard.press('Shift+Tab');
  await showView(panel, viewOf({ ...READY, series: { state: 'ready', points: falling(95) } }, EMPTY));
  await panel.page.getByText('Table: 95 values').waitFor();
  await table.waitFor();
  assert.equal(await table.getByRole('row').count(), 96);
  assert.equal(await focused(), 'SUMMARY');
});

test('fits 300 pixels', async (t) => {
  const panel = await openPanel(t, { width: 300 });
  await showView(panel);
  assert.ok((await panel.page.evaluate(() => document.documentElement.scrollWidth)) <= 300);
  await panel.screenshot('decay-narrow');
});

test('a chart takes the colours of the theme that is put on', async (t) => {
  const panel = await openPanel(t);
  await showView(panel);
  await until('the blue of the dark theme', async () => (await drawn(panel)).colours.includes('89,164,249'));
  await panel.setTheme('light');
  await until('the blue of the light theme', async () => {
    const { colours } = await drawn(panel);
    return colours.includes('26,133,255') && !colours.includes('89,164,249');
  });
});

for (const theme of Object.keys(THEMES) as ThemeName[]) {
  test(`no barrier in ${theme}`, async (t) => {
    const panel = await openPanel(t, { theme });
    await showView(panel);
    await panel.page.mouse.move(500, 480);
    await panel.screenshot(`decay-${theme}`);
    await panel.page.locator('summary').click();
    await panel.send({ type: 'failed', message: 'The server ended.' });
    await panel.page.getByRole('alert').getByText('The server ended').waitFor();
    assert.deepEqual(await panel.barriers(), []);
    assert.deepEqual(await panel.violations(), []);
    assert.deepEqual(panel.errors, []);
  });
}
