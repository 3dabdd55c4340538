import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findIndicator } from '../../../client/src/panel/find-indicator.ts';
import { pageHtml } from '../../../client/src/panel/html.ts';
import { readPageMessage } from '../../../client/src/panel/page-message.ts';

const PNG = 'iVBORw0KGgoAAAANSUhEUg==';

test('messages of the page are taken, with nothing else that came along', () => {
  for (const message of [
    { type: 'ready' },
    { type: 'refresh' },
    { type: 'cancel' },
    { type: 'copy', text: 'a,b' },
    { type: 'reveal', plan: 1, indicator: 'auc' },
    { type: 'range', range: 30 },
    { type: 'range', range: 90 },
    { type: 'range', range: 365 },
    { type: 'range', range: 'all' },
    { type: 'range', range: { from: 0, to: 1 } },
    { type: 'open', plan: 0, indicator: 'auc' },
    { type: 'open', plan: 0, column: 'tenure' },
    { type: 'connect', plan: 0, source: 'prom' },
    { type: 'picture', name: 'churn-auc.png', png: PNG },
  ])
    assert.deepEqual(readPageMessage({ ...message, more: 1 }), message);
  const range = { type: 'range', range: { from: 0, to: 1, more: 1 } };
  assert.deepEqual(readPageMessage(range), { type: 'range', range: { from: 0, to: 1 } });
});

test('what is no message of the page is ignored', () => {
  const name = 'x'.repeat(10_001);
  for (const data of [
    undefined,
    null,
    'ready',
    7,
    [],
    {},
    Object.create({ type: 'refresh' }),
    { type: 'run' },
    { type: '__proto__' },
    { type: 'copy' },
    { type: 'copy', text: 1 },
    { type: 'copy', text: 'x'.repeat(2_000_001) },
    { type: 'reveal', indicator: 'auc' },
    { type: 'reveal', plan: 0.5, indicator: 'auc' },
    { type: 'reveal', plan: -1, indicator: 'auc' },
    { type: 'reveal', plan: 1e9, indicator: 'auc' },
    { type: 'reveal', plan: 0, indicator: {} },
    { type: 'reveal', plan: 0, indicator: name },
    { type: 'range' },
    { type: 'range', range: 31 },
    { type: 'range', range: '90' },
    { type: 'range', range: null },
    { type: 'range', range: [1, 2] },
    { type: 'range', range: { from: 2, to: 1 } },
    { type: 'range', range: { from: 1, to: 1 } },
    { type: 'range', range: { from: 0, to: Infinity } },
    { type: 'range', range: { from: NaN, to: 1 } },
    { type: 'range', range: { from: 0, to: 9e15 } },
    { type: 'range', range: { from: '0', to: '1' } },
    { type: 'open', plan: 0 },
    { type: 'open', plan: 0, indicator: 'auc', column: 'tenure' },
    { type: 'open', plan: 0, indicator: 'auc', column: 1 },
    { type: 'open', plan: 0, column: name },
    { type: 'open', column: 'tenure' },
    { type: 'connect', plan: 0 },
    { type: 'connect', plan: 0, source: ['prom'] },
    { type: 'picture', name: '../auc.png', png: PNG },
    { type: 'picture', name: 'C:\\auc.png', png: PNG },
    { type: 'picture', name: '.png', png: PNG },
    { type: 'picture', name: 'auc.exe', png: PNG },
    { type: 'picture', name: 'a\nb.png', png: PNG },
    { type: 'picture', name: `${'x'.repeat(120)}.png`, png: PNG },
    { type: 'picture', name: 'auc.png', png: 'PHN2Zz4=' },
    { type: 'picture', name: 'auc.png', png: `data:image/png;base64,${PNG}` },
    { type: 'picture', name: 'auc.png', png: `${PNG}\n` },
    { type: 'picture', name: 'auc.png', png: `iVBORw0KGgo${'A'.repeat(4_000_000)}` },
  ])
    assert.equal(
      readPageMessage(data),
      undefined,
      typeof data === 'object' ? JSON.stringify(data).slice(0, 200) : typeof data,
    );
});

interface Entry {
  readonly name: string;
  readonly id?: string;
  readonly children: readonly Entry[];
}
const entry = (name: string, ...children: readonly Entry[]): Entry => ({ name, children });
const plan = (id: string): Entry =>
  entry('spec', entry('rules', entry('auc')), entry('slos', entry('indicators', { name: 'auc', id, children: [] })));

test('an indicator is found in its own plan, and not what only has its name', () => {
  assert.equal(findIndicator([entry('metadata'), plan('only')], 0, 'auc')?.id, 'only');
  const two = [entry('a', plan('first')), entry('b', plan('second'))];
  assert.equal(findIndicator(two, 1, 'auc')?.id, 'second');
  assert.equal(findIndicator(two, 0, 'auc')?.id, 'first');
  assert.equal(findIndicator(two, 0, 'gone'), undefined);
  assert.equal(findIndicator<Entry>([], 0, 'auc'), undefined);
});

test('the policy of the page allows no inline code and no connection, and an address cannot end its attribute', () => {
  const parts = { script: 's', style: 'c', cspSource: 'https://cdn', nonce: 'n1', styleNonce: 'n2' };
  const html = pageHtml({ ...parts, plan: 'file:///a"><script>x</script>' });
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1];
  const directives = ["default-src 'none'", "script-src 'nonce-n1'", "style-src https://cdn 'nonce-n2'"];
  assert.equal(policy, [...directives, "base-uri 'none'", "form-action 'none'"].join('; '));
  assert.equal(html.match(/<script/g)?.length, 1);
  assert.ok(html.includes('data-plan="file:///a&quot;&gt;&lt;script'));
});
