import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readPageMessage } from '../../../client/src/panel/page-message.ts';
import type { DecayView } from '../../../server/src/core/panel/contract.ts';
import { DECAYING } from '../../support/webview/decaying.ts';
import { openPanel } from '../../support/webview/page.ts';
import { target } from '../target.ts';

/** What a message of each type may hold; nothing else has an effect. */
const DECLARED: Readonly<Record<string, readonly string[]>> = {
  ready: [],
  refresh: [],
  cancel: [],
  copy: ['text'],
  range: ['range'],
  reveal: ['plan', 'indicator'],
  connect: ['plan', 'source'],
  open: ['plan', 'indicator', 'column'],
  picture: ['name', 'png'],
};

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    0,
    -1,
    1e999,
    null,
    '',
    'x',
    '../x.png',
    'a.png',
    'iVBORw0KGgoAAAA=',
    'workbench.action.terminal.new',
    { from: 0, to: 1 },
    { from: 1, to: 0 },
    [],
    ['x'],
    'all',
    30,
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Whatever a page posts, it is one of the declared messages, with nothing else that came along, or none. */
export const pageMessages = target<unknown>({
  name: 'page-messages',
  inputs: fc.oneof(
    odd,
    fc
      .tuple(
        fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...Object.keys(DECLARED)) }, odd),
        fc.dictionary(
          fc.constantFrom(
            'text',
            'range',
            'plan',
            'indicator',
            'column',
            'source',
            'name',
            'png',
            'command',
            'uri',
            '__proto__',
            'constructor',
          ),
          odd,
        ),
      )
      .map(([type, fields]) => ({ ...fields, type })),
  ),
  runs: 10_000,
  open: () =>
    Promise.resolve({
      holds: (data) => {
        const message = readPageMessage(data);
        if (message === undefined) return;
        const allowed = DECLARED[message.type];
        assert.ok(allowed, `undeclared: ${message.type}`);
        for (const key of Object.keys(message))
          assert.ok(key === 'type' || allowed.includes(key), `${message.type}.${key}`);
        if (message.type === 'picture') assert.match(message.name, /^[\w][\w.-]*\.png$/);
        if ('plan' in message) assert.ok(Number.isSafeInteger(message.plan) && message.plan >= 0);
      },
    }),
});

/** Text that would do something where it is not shown as text. */
const HOSTILE = [
  '<script>globalThis.harm = 1</script>',
  '<img src=x onerror="globalThis.harm=1">',
  '"><svg onload=globalThis.harm=1>',
  'javascript:globalThis.harm=1',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<iframe srcdoc="<script>parent.harm=1</script>">',
  '<style>@import url(https://evil.example/x.css)</style>',
  '${globalThis.harm=1}',
  '{{constructor.constructor("globalThis.harm=1")()}}',
  '\u202Egnp.exe',
  '__proto__',
];

interface Put {
  /** Which of all texts of the view, as a share. */
  readonly at: number;
  readonly text: string;
}

function withTexts(view: DecayView, puts: readonly Put[]): DecayView {
  const copy = structuredClone(view) as unknown as Record<string, unknown>;
  const places: [Record<string, unknown>, string][] = [];
  const visit = (node: Record<string, unknown>): void => {
    for (const [key, value] of Object.entries(node)) {
      // What decides how a part is drawn is the host's own, never a text of somebody else.
      if (
        typeof value === 'string' &&
        !/^(?:state|level|kind|type|objective|status|line|severity|range|role|shape|method|unit|direction|verdict)$/.test(
          key,
        )
      )
        places.push([node, key]);
      if (typeof value === 'object' && value !== null) visit(value as Record<string, unknown>);
    }
  };
  visit(copy);
  for (const { at, text } of puts) {
    const [node, key] = places[Math.floor(at * places.length)] ?? [copy, 'file'];
    node[key] = text;
  }
  return copy as unknown as DecayView;
}

/** Hostile text in every place of a view: the page shows it as text, asks nobody, and runs nothing. */
export const panelViews = target<readonly Put[]>({
  name: 'panel-views',
  inputs: fc.array(
    fc.record<Put>({
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      text: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.nat({ max: 5_000 }).map((count) => 'W'.repeat(count)),
      ),
    }),
    { minLength: 1, maxLength: 40 },
  ),
  runs: 20,
  open: async () => {
    const releases: (() => void | Promise<void>)[] = [];
    const panel = await openPanel({ after: (release) => void releases.push(release) });
    const { page } = panel;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    return {
      holds: async (puts) => {
        await panel.send({ type: 'view', view: withTexts(DECAYING, puts) });
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
        assert.deepEqual(panel.errors, []);
        assert.deepEqual(await panel.violations(), []);
        assert.deepEqual(asked, []);
        assert.equal(await page.evaluate(() => 'harm' in globalThis || 'polluted' in {}), false);
        assert.ok((await page.locator('.plan').count()) > 0, 'the page shows the plan');
      },
      close: async () => {
        for (const release of releases.reverse()) await release();
      },
    };
  },
});
