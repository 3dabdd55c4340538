import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DecayView, DriftColumnView, PageMessage } from '../../server/src/core/panel/contract.ts';
import { readPageMessage } from '../../client/src/panel/page-message.ts';
import { until } from '../support/editor/until.ts';
import { AUC, DAY, DECAYING, DECAYING_PLAN, DRIFT, NOW } from '../support/webview/decaying.ts';
import { drawingsOf, faultsOf } from '../support/webview/drawing.ts';
import { openPanel, type Panel } from '../support/webview/page.ts';
import { THEMES, type ThemeName } from '../support/webview/themes.ts';

const CHARTS = ['auc', 'retention', 'latency_p95', 'label_rate'];

async function show(panel: Panel, view: DecayView = DECAYING): Promise<void> {
  await panel.send({ type: 'view', view });
  await panel.page.locator('.plan').first().waitFor();
  await until('every chart to be drawn', async () =>
    Object.values(await drawingsOf(panel)).every(({ strokes }) => strokes.length > 0),
  );
}

const posted = async <T extends PageMessage['type']>(
  panel: Panel,
  type: T,
): Promise<Extract<PageMessage, { type: T }>[]> =>
  (await panel.posted()).filter((message): message is Extract<PageMessage, { type: T }> => message.type === type);

test('charts have their lines, cone, crossing, unlabelled tail, steps, events and missing part', async (t) => {
  const panel = await openPanel(t, { width: 1_000 });
  await show(panel);
  const drawings = await drawingsOf(panel);
  assert.deepEqual(Object.keys(drawings), CHARTS);
  const texts = (name: string): string[] => drawings[name]!.texts.map(({ text }) => text);
  for (const text of [
    'critical 0.85',
    'warning 0.88',
    'baseline 0.91',
    'labels pending',
    'crosses 12 Dec – 3 Jan (80%)',
  ])
    assert.ok(texts('auc').includes(text), `${text} in ${texts('auc').join('; ')}`);
  assert.ok(texts('auc').some((text) => /^step 0\.902 → 0\.893$/.test(text)));
  for (const name of CHARTS)
    for (const event of ['version 6 → 7', 'tariff change']) assert.ok(texts(name).includes(event), name);
  assert.ok(texts('retention').includes('critical, guardrail 0.9') && texts('retention').includes('target 0.93'));
  assert.ok(texts('label_rate').some((text) => text.startsWith('not read since')));
  assert.ok(texts('label_rate').includes('no newer value'));
  // No label hides the one value that sticks out.
  const spike = await panel.page.evaluate(() => {
    const canvas = document.querySelectorAll<HTMLCanvasElement>('.chart canvas')[2]!;
    const { data, width, height } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const isBlue = (i: number): boolean => data[i]! < 120 && data[i + 1]! > 120 && data[i + 2]! > 200;
    return Array.from({ length: height }, (_, y) => y).filter((y) =>
      Array.from({ length: width }, (_, x) => (y * width + x) * 4).some(isBlue),
    ).length;
  });
  assert.ok(spike > 110, `the line is seen on ${spike} rows of pixels`);
  // The cone in the yellow of the theme, the tail's grey behind it; neither where there is no forecast.
  assert.ok(drawings['auc']!.fills.some((fill) => fill.startsWith('#cca700 0.2')));
  assert.ok(drawings['auc']!.fills.some((fill) => fill.startsWith('#9d9d9d 0.1')));
  assert.ok(drawings['auc']!.strokes.includes('#f14c4c 4'));
  assert.ok(!drawings['retention']!.fills.some((fill) => fill.startsWith('#cca700 0.2')));
  const pixels = await panel.page.evaluate(() =>
    [...document.querySelectorAll<HTMLCanvasElement>('canvas')].map((canvas) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return data.filter((value, i) => i % 4 === 3 && value > 0).length;
    }),
  );
  assert.equal(pixels.length, CHARTS.length + DRIFT.columns.length);
  assert.ok(
    pixels.every((count) => count > 200),
    pixels.join(),
  );
  assert.deepEqual(panel.errors, []);
});

test('all charts have one axis: a moment is at the same place in each of them', async (t) => {
  const panel = await openPanel(t);
  await show(panel);
  const drawings = Object.values(await drawingsOf(panel));
  const dates = drawings.map(({ texts }) =>
    texts
      .filter(({ text }) => /^\d+ \w+$/.test(text))
      .map(({ text, left }) => `${text} ${Math.round(left)}`)
      .join(),
  );
  assert.ok(dates[0]!.split(',').length > 4, dates[0]);
  assert.equal(new Set(dates).size, 1, dates.join('\n'));
});

for (const width of [320, 800, 1_600])
  test(`no label is cut off or stands on another at ${width} pixels`, async (t) => {
    const panel = await openPanel(t, { width });
    const long = { ...AUC, warning: 0.8505, baseline: 0.852, target: 0.851, changes: AUC.changes! };
    const markers = Array.from(
      { length: 40 },
      (_, i) => ({ time: NOW - i * 3 * DAY, kind: 'deployed', label: `version ${i}, a long label` }) as const,
    );
    const crowded = { ...DECAYING_PLAN, title: 'Crowded', indicators: [long], markers };
    await show(panel, { ...DECAYING, plans: [DECAYING_PLAN, crowded] });
    for (const [name, drawing] of Object.entries(await drawingsOf(panel)))
      assert.deepEqual(faultsOf(drawing), [], name);
    assert.ok((await panel.page.evaluate(() => document.documentElement.scrollWidth)) <= width);
    const overflowing = await panel.page.evaluate(() =>
      [...document.querySelectorAll('.plan *')]
        .filter(
          (element) =>
            element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.scroll, .read-aloud'),
        )
        .map(({ className }) => className),
    );
    assert.deepEqual(overflowing, []);
    await panel.screenshot(`decay-rich-${width}`);
  });

test('what a tile says is what the table and the reading say', async (t) => {
  const panel = await openPanel(t);
  await show(panel);
  await panel.page.getByRole('button', { name: 'Tables' }).click();
  assert.equal(await panel.page.locator('.chart').first().isVisible(), false);
  const tiles = await panel.page.locator('.tile').allInnerTexts();
  for (const name of CHARTS) {
    const tile = tiles.find((text) => text.startsWith(`${name}\n`))!.split('\n');
    const block = panel.page.getByRole('region', { name, exact: true });
    assert.equal(await block.locator('.reading .value').innerText(), tile[1]);
    const rows = await block.getByRole('row').allInnerTexts();
    const newest = rows.slice(1).find((row) => !/forecast|pending/.test(row))!;
    assert.equal(newest.split('\t')[1], tile[1]!.replace(/ s$/, ''));
  }
  const auc = await panel.page.getByRole('region', { name: 'auc', exact: true }).getByRole('row').allInnerTexts();
  assert.deepEqual(
    ['forecast', 'labels pending', 'counted'].map((kind) => auc.filter((row) => row.endsWith(kind)).length),
    [13, 7, 83],
  );
  await panel.page.getByRole('button', { name: 'Charts' }).click();
  assert.equal(await panel.page.locator('.chart').first().isVisible(), true);
  assert.equal(await panel.page.locator('details[open]').count(), 0);
});

test('model and business come first, then drift, then the rest', async (t) => {
  const panel = await openPanel(t);
  await show(panel);
  const names = await panel.page.locator('h3').allInnerTexts();
  assert.deepEqual(
    names.map((name) => name.split(' ')[0]),
    ['auc', 'retention', 'Drift', 'latency_p95', 'error_ratio', 'serving_cost', 'label_rate'],
  );
});

test('wheel and drag zoom and pan all charts, and tell the host once', async (t) => {
  const panel = await openPanel(t);
  await show(panel);
  const chart = panel.page.locator('.chart').first();
  const first = (await chart.boundingBox())!;
  await panel.page.mouse.move(first.x + 300, first.y + 40);
  await panel.page.mouse.wheel(0, 300);
  await until('the page to scroll', () => panel.page.evaluate(() => scrollY > 200));
  assert.equal((await posted(panel, 'range')).length, 0);
  const box = (await chart.boundingBox())!;
  await panel.page.mouse.move(box.x + 300, box.y + 80);
  await panel.page.mouse.down();
  await panel.page.mouse.move(box.x + 500, box.y + 80, { steps: 4 });
  await panel.page.mouse.up();
  await panel.page.keyboard.down('Control');
  await panel.page.mouse.wheel(0, -100);
  await panel.page.keyboard.up('Control');
  const [range] = await until('the range', async () => {
    const found = await posted(panel, 'range');
    return found.length > 0 && found;
  });
  assert.ok(typeof range!.range === 'object' && range!.range.to - range!.range.from < 60 * DAY);
  assert.deepEqual(readPageMessage(range), range);
  await panel.page.waitForTimeout(400);
  assert.equal((await posted(panel, 'range')).length, 1);
  await panel.page.getByRole('button', { name: 'Reset zoom' }).click();
  assert.deepEqual((await posted(panel, 'range')).at(-1), { type: 'range', range: 'all' });
  await panel.page.getByRole('button', { name: '90 d' }).click();
  assert.deepEqual((await posted(panel, 'range')).at(-1), { type: 'range', range: 90 });
});

test('the keyboard moves the cross-hair of all charts, says where it is, zooms, pans and resets', async (t) => {
  const panel = await openPanel(t);
  await show(panel);
  await panel.page.locator('.chart').first().focus();
  const said = (): Promise<string> => panel.page.getByRole('status').innerText();
  await panel.page.keyboard.press('ArrowLeft');
  assert.match(await said(), /^23 Nov 2026, 00:00: 0\.\d+, labels pending$/);
  await panel.page.keyboard.press('Home');
  assert.match(await said(), /^26 Aug 2026, 00:00: 0\.\d+$/);
  assert.equal(await panel.page.locator('.cross:not([hidden])').count(), CHARTS.length);
  assert.equal(await panel.page.locator('.strip-cross:not([hidden])').count(), DRIFT.columns.length);
  const values = await panel.page.locator('.cross-value').allInnerTexts();
  assert.ok(values[0]!.startsWith('26 Aug 2026') && /^0\.9\d+$/.test(values[1]!), values.join());
  await panel.page.keyboard.press('+');
  await panel.page.keyboard.press('Shift+ArrowRight');
  const [{ range } = { range: 'all' }] = await until('the range', async () => {
    const found = await posted(panel, 'range');
    return found.length > 0 && found;
  });
  assert.ok(typeof range === 'object');
  await panel.page.keyboard.press('0');
  assert.deepEqual((await posted(panel, 'range')).at(-1), { type: 'range', range: 'all' });
  await panel.page.locator('.heat').focus();
  await panel.page.keyboard.press('ArrowDown');
  assert.match(await said(), /^plan, .*2026.*: 0\.004, Drifts$/);
  await panel.page.keyboard.press('ArrowUp');
  await panel.page.keyboard.press('Home');
  assert.match(await said(), /^tenure, 27 Aug 2026, 00:00: 0\.05, No drift$/);
});

test('a source of drift that wants a credential can be connected from its columns', async (t) => {
  const panel = await openPanel(t);
  const columns = DRIFT.columns.map((column, index) =>
    index < 3
      ? {
          ...column,
          source: 'audit',
          cells: [],
          verdict: 'unknown',
          message: 'It wants a credential (401).',
          unauthorised: true,
        }
      : column,
  ) satisfies DriftColumnView[];
  const plan = { ...DECAYING_PLAN, drift: { ...DRIFT, columns, judged: 8 } };
  await panel.send({ type: 'view', view: { ...DECAYING, plans: [plan] } });
  const buttons = panel.page.getByRole('button', { name: 'Connect audit drift by column' });
  await buttons.click();
  assert.equal(await buttons.count(), 1);
  assert.deepEqual((await panel.posted()).at(-1), { type: 'connect', plan: 0, source: 'audit' });
});

test('buttons post what they are for, and a picture is a PNG that the host takes', async (t) => {
  const panel = await openPanel(t);
  await show(panel);
  for (const name of [
    'Connect billing serving_cost',
    'Open in Prometheus retention',
    'Open in Evidently drift, drift',
    'Save as PNG auc',
    'Copy as CSV drift by column',
  ])
    await panel.page.getByRole('button', { name }).click();
  const messages = (await panel.posted()).slice(1);
  for (const message of messages) assert.deepEqual(readPageMessage(message), message);
  const [connect, open, drift, picture, copy] = messages;
  assert.deepEqual(
    [connect, open, drift],
    [
      { type: 'connect', plan: 0, source: 'billing' },
      { type: 'open', plan: 0, indicator: 'retention' },
      { type: 'open', plan: 0, column: 'tenure' },
    ],
  );
  assert.ok(picture?.type === 'picture' && copy?.type === 'copy');
  assert.equal(picture.name, 'Churn-of-subscribers-auc.png');
  const png = Buffer.from(picture.png, 'base64');
  assert.deepEqual([...png.subarray(1, 4)], [...Buffer.from('PNG')]);
  assert.ok(png.readUInt32BE(16) > 800 && png.length > 5_000);
  assert.equal(copy.text.split('\r\n').length, 1 + 11 * 45 + 1);
  assert.deepEqual(await panel.violations(), []);
});

test('loading has progress and can be given up; the focus and what was read stay', async (t) => {
  const panel = await openPanel(t, { reducedMotion: 'reduce' });
  const { page } = panel;
  assert.ok(await page.locator('.skeleton').isVisible());
  assert.equal(
    await page
      .locator('.bone')
      .first()
      .evaluate((bone) => getComputedStyle(bone).animationName),
    'none',
  );
  await panel.send({ type: 'loading', progress: { done: 3, total: 12 } });
  await until('the progress', async () => (await page.getByRole('progressbar').getAttribute('aria-valuenow')) === '3');
  await page.getByRole('button', { name: 'Cancel' }).click();
  assert.deepEqual((await panel.posted()).at(-1), { type: 'cancel' });
  await page.getByText('Reading was given up. Refresh to read').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Refresh');
  await show(panel);
  await page.getByRole('button', { name: 'Copy as CSV auc' }).focus();
  const top = (await page.locator('h2').boundingBox())!.y;
  await panel.send({ type: 'loading' });
  await page.getByRole('button', { name: 'Cancel' }).waitFor();
  assert.equal((await page.locator('h2').boundingBox())!.y, top, 'nothing jumps when data are read again');
  assert.ok(await page.locator('.chart').first().isVisible());
  await show(panel, {
    ...DECAYING,
    fetchedAt: NOW + 60_000,
    plans: [{ ...DECAYING_PLAN, indicators: [...DECAYING_PLAN.indicators].reverse() }],
  });
  assert.match((await page.evaluate(() => document.activeElement?.textContent)) ?? '', /^Copy as CSV auc/);
  assert.deepEqual(panel.errors, []);
});

test('what is partly read, old or refused is said where it is, and above', async (t) => {
  const panel = await openPanel(t);
  await show(panel);
  const above = await panel.page.locator('.notice-partial').innerText();
  for (const part of ['serving_cost – needs a credential', 'error_ratio – could not be read', 'label_rate – stale'])
    assert.ok(above.includes(part), above);
  const labels = await panel.page.getByRole('region', { name: 'label_rate', exact: true }).innerText();
  for (const part of ['Stale', 'Outdated', 'The workspace folder is not there.', 'no newer value'])
    assert.ok(labels.includes(part), part);
  const drift = await panel.page.getByRole('region', { name: 'Drift by column', exact: true }).innerText();
  for (const part of [
    '2 of 11 columns drift',
    'PSI (reference deciles) ≥ 0.1 / 0.25',
    'chi-square p-value < 0.05',
    '0.314',
    'drift (Evidently)',
  ])
    assert.ok(drift.includes(part), part);
  await panel.send({ type: 'view', view: { ...DECAYING, asOf: NOW - 9 * DAY, plans: [] } });
  await panel.page.getByText('The file has no production plan.').waitFor();
  await panel.page.getByText('This is how the model stood on').waitFor();
});

test('range and tables are remembered over a reload, and the host is told', async (t) => {
  const panel = await openPanel(t);
  await show(panel);
  await panel.page.getByRole('button', { name: '30 d' }).click();
  await panel.page.getByRole('button', { name: 'Tables' }).click();
  await panel.page.reload();
  await panel.page.locator('.plan').waitFor();
  assert.deepEqual(await panel.posted(), [{ type: 'range', range: 30 }, { type: 'ready' }]);
  for (const name of ['30 d', 'Tables'])
    assert.equal(await panel.page.getByRole('button', { name }).getAttribute('aria-pressed'), 'true');
});

const HOSTILE = [
  '<img src=x onerror="globalThis.hacked=1">',
  '\u001b[31mred\u001b[0m',
  '\u202egnp.exe',
  'מודל'.repeat(20),
  'x'.repeat(10_000),
  '${1+1}{{a}}',
  '"\'><script>globalThis.hacked=1</script>',
];
for (const [index, text] of HOSTILE.entries())
  test(`hostile text stays text everywhere (${index})`, async (t) => {
    const panel = await openPanel(t, { width: 500 });
    const hostile = JSON.parse(JSON.stringify(DECAYING), (key, value: unknown) =>
      typeof value === 'string' &&
      !['state', 'role', 'objective', 'level', 'verdict', 'kind', 'line', 'direction'].includes(key)
        ? text
        : value,
    ) as DecayView;
    await show(panel, hostile);
    await panel.page.getByRole('button', { name: 'Tables' }).click();
    await panel.send({ type: 'failed', message: text });
    await panel.page.getByText('Could not be refreshed').waitFor();
    assert.equal(await panel.page.locator('#page img, #page script').count(), 0);
    assert.equal(await panel.page.evaluate(() => 'hacked' in globalThis), false);
    assert.doesNotMatch(await panel.page.locator('body').innerText(), /[\u001b\u202e]/);
    assert.ok((await panel.page.evaluate(() => document.documentElement.scrollWidth)) <= 500);
    await panel.page.getByRole('button', { name: 'Charts' }).click();
    for (const drawing of Object.values(await drawingsOf(panel))) assert.deepEqual(faultsOf(drawing), []);
    assert.deepEqual([await panel.violations(), panel.errors], [[], []]);
  });

for (const theme of Object.keys(THEMES) as ThemeName[])
  test(`nothing stands in anybody's way in ${theme}`, async (t) => {
    const panel = await openPanel(t, { theme });
    assert.deepEqual(await panel.barriers(), []);
    await show(panel);
    await panel.screenshot(`decay-rich-${theme}`);
    assert.deepEqual(await panel.barriers(), []);
    await panel.page.getByRole('button', { name: 'Tables' }).click();
    await panel.send({ type: 'loading', progress: { done: 1, total: 2 } });
    await panel.page.getByRole('button', { name: 'Cancel' }).waitFor();
    assert.deepEqual(await panel.barriers(), []);
    assert.deepEqual([await panel.violations(), panel.errors], [[], []]);
  });
