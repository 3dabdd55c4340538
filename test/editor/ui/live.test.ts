import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { startDemonstration } from '../../../scripts/lib/demo/systems.ts';
import { withoutPrometheus } from '../../../scripts/lib/systems/prometheus.ts';
import { systemsPython } from '../../../scripts/lib/systems/python.ts';
import { inReverse } from '../../support/cleanup.ts';
import { CLI, plainEnvironment } from '../../support/cli.ts';
import { startEditor } from '../../support/editor/editor.ts';
import { Tree } from '../../support/editor/tree.ts';
import { until } from '../../support/editor/until.ts';

const python = systemsPython();
const skip = (await withoutPrometheus()) || ('missing' in python && python.missing);
const SECRET = 'canary-7f3a-credential';
const WEEK_MS = 15_000;

interface Told {
  readonly plans: readonly {
    readonly indicators: readonly { readonly name: string; readonly value?: number }[];
  }[];
}

/** What the command line says of the same plan. */
async function told(folder: string): Promise<Told> {
  const child = spawn(process.execPath, [CLI, 'decay', folder, '--format', 'json'], {
    env: plainEnvironment(),
    timeout: 60_000,
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  await new Promise((resolve) => child.once('close', resolve));
  return JSON.parse(out) as Told;
}

/** Files below `folder` that contain `text`. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const found = await Promise.all(
    files.map(async (file) => ((await readFile(file).catch(() => Buffer.of())).includes(text) ? [file] : [])),
  );
  return found.flat();
}

test('decay from a real Prometheus and a real MLflow, beside the training code', { skip }, async (t) => {
  const owner = inReverse(t);
  const { folder, prometheus } = await startDemonstration(owner, WEEK_MS);
  const editor = await startEditor({ after: (release) => owner.after(release) }, { workspace: folder });
  const page = editor.webview;
  const tile = (name: string): Promise<string> =>
    page.locator('ul.tiles > li', { hasText: name }).locator('.value').innerText();

  await t.test('nothing is asked before somebody looks', async () => {
    await editor.openFile('production-plan.yaml');
    await editor.openFile('src/train.py');
    await editor.goToText('src/train.py', 'def train');
    const lens = editor.page.locator('.codelens-decoration a:visible').first();
    await lens.waitFor();
    assert.match(await lens.innerText(), /no values yet/);
  });

  await t.test('the panel opens beside the code and has a chart with pixels for each indicator', async () => {
    await editor.page.locator('.codelens-decoration a:visible').first().click();
    await page.locator('h2').first().waitFor();
    await until('values of all indicators', async () => (await page.locator('canvas').count()) === 10);
    assert.equal(await editor.page.locator('.editor-group-container').count(), 2);
    const blank = await page.locator('canvas').evaluateAll(
      (canvases) =>
        (canvases as HTMLCanvasElement[]).filter((canvas) => {
          const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
          const first = data.slice(0, 4).join();
          for (let at = 0; at < data.length; at += 4) if (data.slice(at, at + 4).join() !== first) return false;
          return true;
        }).length,
    );
    assert.equal(blank, 0, 'a chart is blank');
    const text = await page.locator('body').innerText();
    assert.ok(text.includes('tracking') && text.includes('prom'), 'every block says its source');
    await editor.screenshot('live-dark');
  });

  await t.test('its numbers are those of the table and of the command line', async () => {
    const shown = await until('panel and command line to tell of the same week', async () => {
      await page.getByRole('button', { name: 'Refresh' }).click();
      await page.locator('[aria-busy="false"]').first().waitFor();
      const before = await tile('auc');
      const [plan] = (await told(folder)).plans;
      const auc = plan?.indicators.find(({ name }) => name === 'auc')?.value;
      await page.getByRole('button', { name: 'Refresh' }).click();
      return auc !== undefined && before.includes(String(auc)) && before;
    });
    await page.getByText('Tables', { exact: true }).click();
    const cell = page.locator('section.indicator[aria-label="auc"] tbody tr').first();
    await cell.waitFor();
    await until('the table to have the number of the tile', async () =>
      (await page.locator('section.indicator[aria-label="auc"] tbody').innerText()).includes(shown),
    );
    await page.getByText('Charts', { exact: true }).click();
  });

  // It comes by itself: meanwhile something else is looked at.
  const beforeWeek = await tile('auc');

  await t.test('themes are switched while it is open', async () => {
    const colour = (): Promise<string> =>
      page.locator('body').evaluate((body) => getComputedStyle(body).getPropertyValue('--vscode-editor-background'));
    const seen = new Set<string>();
    for (const theme of ['Light Modern', 'Dark High Contrast', 'Dark Modern'] as const) {
      await editor.chooseTheme(theme);
      seen.add(await colour());
      await editor.screenshot(`live-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
    assert.equal(seen.size, 3);
  });

  await t.test('the plan has the current values beside its lines', async () => {
    await editor.press('Control+1');
    await editor.openFile('production-plan.yaml');
    await editor.goToText('production-plan.yaml', 'baseline: 0.7285');
    await until('a hint with a value', async () =>
      (await editor.page.locator('.editor-instance .view-lines').innerText()).includes('now'),
    );
  });

  await t.test('a week that passes is shown while one looks', async () => {
    await until('another value', async () => (await tile('auc')) !== beforeWeek, 90_000);
  });

  await t.test('a backend that goes is told, what it said stays, and it recovers', async () => {
    const tree = await Tree.open(editor);
    const [loaded, drift] = ['Alerts are loaded', 'Drift is watched'];
    for (const area of ['Alerting', 'Monitoring']) await tree.toggle(area);
    const isSpoken = (title: string, state: string) => (): Promise<boolean> =>
      tree.spoken().then((labels) => labels.some((label) => label.startsWith(`${title}: ${state}.`)));
    for (const title of [loaded, drift]) await until(`${title} to be seen live`, isSpoken(title, 'seen live'));
    await prometheus.kill();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.locator('.badge', { hasText: 'Outdated' }).first().waitFor();
    assert.equal(await page.locator('canvas').count(), 10);
    await tree.press('Refresh');
    for (const title of [loaded, drift]) {
      await until(`${title} to be last seen`, isSpoken(title, 'last seen'));
      assert.match(await tree.description(title), /^last seen: .* ago$/);
    }
    await until('no fresher data to be no failure', isSpoken('Indicators are fresh', 'last seen'));
    await editor.screenshot('live-outdated');
    await prometheus.restart();
    await until('the alerts to be seen again', async () => {
      await tree.press('Refresh');
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return isSpoken(loaded, 'seen live')();
    });
    await until('the badge to go', async () => {
      await page.getByRole('button', { name: 'Refresh' }).click();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return (await page.locator('.badge', { hasText: 'Outdated' }).count()) === 0;
    });
  });

  await t.test('a credential is asked for, tested and kept where secrets are, and nowhere else', async () => {
    await editor.runCommand('Production-First: Connect Data Source…');
    const rows = editor.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'prom' }).first().click();
    await rows.filter({ hasText: /token/i }).first().click();
    const input = editor.page.locator('.quick-input-widget:visible input.input');
    await until('a field that hides what is typed', async () => (await input.getAttribute('type')) === 'password');
    await input.fill(SECRET);
    await editor.press('Enter');
    await editor.page.locator('.notifications-bell, [id="status.notifications"]').first().click();
    const answer = editor.page.locator('.notifications-center .notification-list-item').first();
    await until('the answer of the connection test', async () =>
      (await answer.innerText()).includes('prom is connected: Prometheus 2'),
    );
    await editor.press('Escape');
    await page.getByRole('button', { name: 'Refresh' }).click();
    assert.ok(!(await page.locator('html').innerHTML()).includes(SECRET));
    assert.ok(!(await editor.page.content()).includes(SECRET));
    assert.deepEqual(await filesWith(editor.data, SECRET), []);
    assert.deepEqual(await filesWith(editor.folder, SECRET), []);
  });

  await t.test('a url that changes to another place is not asked', async () => {
    const plan = await readFile(path.join(editor.folder, 'production-plan.yaml'), 'utf8');
    await editor.page.locator('.tab[data-resource-name="production-plan.yaml"]').first().click();
    await editor.goToText('production-plan.yaml', prometheus.url, prometheus.url.length);
    await editor.press('Backspace');
    // Another digit than the port has there.
    await editor.page.keyboard.type(prometheus.url.endsWith('9') ? '8' : '9');
    await editor.page.locator('.tab.active.dirty').waitFor();
    await editor.save('production-plan.yaml');
    const changed = await readFile(path.join(editor.folder, 'production-plan.yaml'), 'utf8');
    assert.notEqual(changed, plan);
    await page.getByText('nobody has agreed to it in this workspace').first().waitFor();
  });
});
