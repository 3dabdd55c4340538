import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readFile } from '../../../server/src/core/document/read.ts';
import type { DocumentKind } from '../../../server/src/core/rules/rule.ts';
import { hover, type HoverOptions } from '../../../server/src/language/hover/hover.ts';
import type { PathAnswer } from '../../../server/src/language/hover/place-of-file.ts';
import { cursor } from '../../support/cursor.ts';

const FULL = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');
const OPTIONS: HoverOptions = {
  now: Date.UTC(2026, 10, 24, 12),
  timeZone: 'Europe/Berlin',
  format: 'plaintext',
  lookUp: () => Promise.resolve(undefined),
};

interface Shown {
  readonly text: string;
  readonly on: string;
}

async function shown(
  marked: string,
  options: Partial<HoverOptions> = {},
  kind: DocumentKind = 'production-plan',
): Promise<Shown> {
  const { text, offset } = cursor(marked, '‖');
  const file = readFile(kind, text);
  const found = await hover(file, offset, { ...OPTIONS, ...options });
  if (!found?.range) return { text: '', on: '' };
  const { start, end } = file.lines.span(found.range);
  return { text: (found.contents as { value: string }).value, on: text.slice(start, end) };
}

/** The full plan with the mark in the middle of `needle`, `more` characters behind its start. */
function inFull(needle: string, more: number, from = 0): string {
  const at = FULL.indexOf(needle, from) + more;
  assert.ok(at >= more, needle);
  return `${FULL.slice(0, at)}‖${FULL.slice(at)}`;
}

test('a key tells what it is for, whether it is required, and what it may hold', async () => {
  const { text, on } = await shown(inFull('objective: maximize', 3, FULL.indexOf('businessMetric')));
  assert.equal(on, 'objective');
  assert.match(text, /objective \(text, required\)/);
  assert.match(text, /The direction that is better\./);
  assert.match(text, /- maximize — Higher values are better\./);
  const duration = await shown(inFull('staleAfter:', 3));
  assert.match(duration.text, /staleAfter \(duration, optional\)[^]*Unit: Prometheus duration[^]*Example: 2d/);
  assert.match((await shown(inFull('registry:', 1))).text, /optional/);
  assert.match((await shown(inFull('monitoring:', 1))).text, /Needs indicators\./);
});

test('a value of a list of values tells its meaning', async () => {
  const { text, on } = await shown(
    inFull('blueGreen', 0, 0).replace('strategy: canary', 'strategy: can‖ary').replace('‖blue', 'blue'),
  );
  assert.equal(on, 'canary');
  assert.match(text, /canary — A growing share of traffic\./);
});

test('a reference shows the object it names', async () => {
  const { text, on } = await shown(inFull('indicator: auc, severity', 12));
  assert.equal(on, 'auc');
  assert.match(text, /indicator auc/);
  for (const part of ['role: quality', 'source: history', 'objective: maximize', 'baseline: 0.91', 'critical: 0.85'])
    assert.ok(text.includes(part), `${part} in ${text}`);
  assert.match((await shown(inFull('source: prom', 9))).text, /data source prom[^]*type: prometheus[^]*url: http/);
  assert.match((await shown(inFull('notify: [oncall]', 10))).text, /notification target oncall[^]*kind: pagerduty/);
  assert.match((await shown(inFull('drift: tenure', 8))).text, /drift column tenure[^]*method: psi/);
  assert.match((await shown(inFull('triggers: [ChurnAucLow]', 12))).text, /alert rule ChurnAucLow[^]*threshold: 0.85/);
});

test('a definition says how often it is used, an unknown name that it is unknown', async () => {
  assert.match((await shown(inFull('- name: auc', 9))).text, /Used 4 times in this plan\./);
  assert.match(
    (await shown('spec: {feedbackLoop: {indicator: no‖ne}}')).text,
    /No indicator of this plan is named none\./,
  );
});

test('a schedule is said in words, with the next three runs on the clock of the reader', async () => {
  const marked = inFull('schedule: "0 3 1 * *"', 13);
  const { text } = await shown(marked);
  assert.match(text, /At 03:00, on day 1 of the month \(UTC\)/);
  assert.match(text, /your time zone \(Europe\/Berlin\)/);
  assert.deepEqual(
    text.split('\n').filter((line) => line.startsWith('- ')),
    ['- Tue 1 Dec 2026, 04:00', '- Fri 1 Jan 2027, 04:00', '- Mon 1 Feb 2027, 04:00'],
  );
  assert.match((await shown(marked, { timeZone: 'Asia/Kolkata' })).text, /Tue 1 Dec 2026, 08:30/);
  const never = await shown('spec: {retraining: {schedule: "0 0 31‖ 2 *"}}');
  assert.match(never.text, /never runs/);
  assert.doesNotMatch((await shown('spec: {retraining: {schedule: "0 0 99‖ 2 *"}}')).text, /Next runs/);
});

test('durations and dates are said in words', async () => {
  assert.match((await shown('spec: {monitoring: {interval: 1h‖30m}}')).text, /1 hour 30 minutes/);
  assert.match((await shown('spec: {monitoring: {interval: 720‖h}}')).text, /720 hours — 30 days/);
  assert.match((await shown(inFull('lastDrill: 2026-08-20', 13))).text, /Thursday 20 August 2026 — 96 days ago/);
  assert.match((await shown(inFull('reviewDate: 2027-01-15', 15))).text, /Friday 15 January 2027 — in 52 days/);
  const today = { now: Date.UTC(2026, 10, 23, 23, 30) };
  assert.match(
    (await shown('spec: {model: {trainedAt: 2026-11-‖24}}', today)).text,
    /Tuesday 24 November 2026 — today/,
  );
});

test('a threshold shows where it lies between baseline and critical value', async () => {
  const warning = await shown(inFull('warning: 0.88', 11));
  assert.match(warning.text, /0\.88 — half of the headroom between baseline 0\.91 and critical 0\.85/);
  assert.match(warning.text, /baseline 0\.91 ├─{10}●─{9}┤ 0\.85 critical/);
  assert.match(
    (await shown(inFull('baseline: 0.91', 12, FULL.indexOf('- name: auc')))).text,
    /headroom to critical 0\.85 is 0\.06/,
  );
  assert.match(
    (await shown(inFull('threshold: 0.85', 13))).text,
    /0\.85 — the critical value, 0\.06 below baseline 0\.91/,
  );
  assert.match((await shown(inFull('threshold: 0.85', 13))).text, /Fires when auc is below 0\.85 for 1 day\./);
  assert.match(
    (await shown(inFull('threshold: 0.25', 13))).text,
    /0\.25 — the critical value, 0\.15 above warning 0\.1/,
  );
  assert.match((await shown(inFull('warning: 0.905', 11))).text, /0\.905 — 0\.005 above critical 0\.9/);
  assert.match((await shown(inFull('value: 0.90', 9))).text, /17 % of the headroom/);
  assert.match(
    (await shown(inFull('threshold: 0.85', 13).replace('0.‖85', '0.‖84'))).text,
    /0\.84 — beyond critical 0\.85/,
  );
});

test('an alias shows what it stands for', async () => {
  const marked = 'spec:\n  monitoring:\n    interval: &every 1h30m\n    staleAfter: *ev‖ery\n';
  const { text, on } = await shown(marked);
  assert.equal(on, 'every');
  assert.match(text, /Stands for 1h30m\.[^]*1 hour 30 minutes/);
  const section = 'spec:\n  cost: &c\n    budget: 1\n    per: day\n  rollout: *‖c\n';
  assert.match((await shown(section)).text, /Stands for:\n\nbudget: 1\nper: day\n/);
});

test('a path tells whether it leads anywhere', async () => {
  const at = inFull('src/train.py#train', 5);
  const answers: readonly (readonly [PathAnswer, RegExp])[] = [
    [
      { state: 'file', shown: 'ml/src/train.py', hasSymbol: true, line: 9 },
      /train at line 9 of File ml\/src\/train\.py/i,
    ],
    [{ state: 'file', shown: 'ml/src/train.py', hasSymbol: false }, /does not define train/],
    [{ state: 'missing' }, /There is no file src\/train\.py/],
    [{ state: 'outside' }, /leads out of the workspace/],
  ];
  for (const [answer, expected] of answers)
    assert.match((await shown(at, { lookUp: () => Promise.resolve(answer) })).text, expected);
});

test('a model card explains its fields too', async () => {
  const { text } = await shown('---\nlic‖ense: mit\n---\n', {}, 'huggingface-card');
  assert.match(text, /license/);
  assert.match(
    (await shown('---\nlicense: apache‖-2.0\n---\n', {}, 'huggingface-card')).text,
    /apache-2\.0 — Apache License 2\.0/,
  );
  assert.match((await shown('model_details:\n  na‖me: churn\n', {}, 'model-card-toolkit')).text, /name/);
});

test('a rule named by a waiver or a comment is explained, with its page', async () => {
  const waiver = await shown('spec:\n  waivers:\n    - {rule: file/mis‖sing}\n', { format: 'markdown' });
  assert.equal(waiver.on, 'file/missing');
  assert.match(waiver.text, /Every file a plan names exists\.[^]*\]\(<https:\/\/[^>]*file\/missing\.md>\)/);
  const comment = await shown(
    '# production-first-disable-next-line file/missing, secret/inline‖-credential\nspec: {}\n',
  );
  assert.equal(comment.on, 'secret/inline-credential');
  assert.match((await shown('spec:\n  waivers:\n    - {reason: file/mis‖sing}\n')).text, /^reason/);
});

test('between entries, on unknown keys and in unreadable files there is no hover', async () => {
  for (const marked of ['spec:\n  model:\n‖\n    name: x\n', 'spec: {zzz‖: 1}', '‖', '[[[[‖', 'spec: {model: {,‖}}'])
    assert.equal((await shown(marked)).text, '', marked);
});

test('text of the file stays text', async () => {
  const evil = '[x](command:evil) ![i](http://e/x.png) <img src=x> ``` **b** https://evil.example';
  const plan = `spec:\n  monitoring: {indicators: [{name: n, metric: ${JSON.stringify(evil)}}]}\n  feedbackLoop: {indicator: ‖n}\n`;
  const { text } = await shown(plan, { format: 'markdown' });
  const line = text.split('\n').find((candidate) => candidate.startsWith('- metric'));
  assert.equal(line, '- metric: ````' + evil + '````');
  const unknown = await shown(`spec: {feedbackLoop: {indicator: ${JSON.stringify('`' + evil)}}}`.replace('`[', '`‖['), {
    format: 'markdown',
  });
  assert.ok(
    unknown.text.includes('```` `' + evil + '````') || unknown.text.includes('```` `' + evil + ' ````'),
    unknown.text,
  );
});
