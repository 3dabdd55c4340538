import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../../server/src/core/check.ts';
import type { Assessment } from '../../../server/src/core/decay/assess.ts';
import { readFile } from '../../../server/src/core/document/read.ts';
import type { Problem } from '../../../server/src/core/problem.ts';
import { assessed } from '../../support/assessed.ts';

const NOW = Date.UTC(2026, 10, 24);
const DAY = 86_400_000;

/** Falls by a seventh of a hundredth a week, from 0.889 to 0.867: at 0.85 some eleven weeks behind now. */
const FALLING = ['timestamp,metric,value']
  .concat(
    [
      0.889, 0.8875, 0.8862, 0.8841, 0.8833, 0.8811, 0.8805, 0.8782, 0.8774, 0.8753, 0.8746, 0.8721, 0.8717, 0.8693,
      0.8685, 0.8668,
    ].map((value, week) => `${new Date(NOW - (15 - week) * 7 * DAY - DAY).toISOString().slice(0, 10)},auc,${value}`),
  )
  .join('\n');
const STEADY = FALLING.replaceAll(/0\.8\d+$/gm, (value) => String(0.88 + ((Number(value) * 1e4) % 7) / 1e4));

const plan = (model: string, retraining: string): string => `metadata: {name: churn}
spec:
  model: {name: churn, ${model}}
  dataSources:
    - {name: history, type: file, path: metrics/*.csv}
    - {name: tracking, type: mlflow, url: "https://mlflow.example.com"}
  monitoring:
    interval: 7d
    indicators: [{name: auc, role: quality, source: history, metric: auc, objective: maximize, critical: 0.85}]
  retraining: {${retraining}}
`;

interface Scene {
  readonly csv?: string;
  readonly loaded?: object;
  /** The plan as it is written when it is judged, where that is another than was asked for. */
  readonly now?: string;
  readonly change?: (live: Assessment) => Assessment;
}

function found(
  text: string,
  { csv = FALLING, loaded = {}, now = text, change = (live) => live }: Scene = {},
): Problem[] {
  const live = readFile('production-plan', text).documents.map(({ root }) =>
    change(assessed(root, csv, NOW, JSON.stringify(loaded))),
  );
  const problems = check(readFile('production-plan', now), { now: NOW, facts: new Map(), rules: {}, live });
  return problems.filter(({ rule }) => /^live\/(?:breach|version)/.test(rule));
}
const ids = (problems: readonly Problem[]): string[] => problems.map(({ rule }) => rule.slice('live/'.length));

test('a line that may be crossed before the next run of the schedule is told with both dates', () => {
  const text = plan('lifecycle: production', 'strategy: scheduled, schedule: "0 3 1 6 *"');
  const [problem, ...others] = found(text);
  assert.deepEqual(others, []);
  assert.equal(problem?.rule, 'live/breach-before-retraining');
  assert.match(
    problem.message,
    /^auc is 0\.8668 and crosses 0\.85 as early as 2027-0[1-3]-\d\d \(80 % interval, at the latest 2027-0[1-5]-\d\d\), before the next retraining on 2027-06-01\. Retrain earlier/,
  );
  assert.equal(text.slice(problem.span.start, problem.span.end), '0.85');
  assert.deepEqual(
    problem.related?.map(({ span }) => text.slice(span.start, span.end)),
    ['"0 3 1 6 *"'],
  );
});

test('where retraining comes first, or by need, or nobody says when, the forecast alone is told', () => {
  const alone = ['breach-forecast'];
  for (const retraining of [
    'strategy: scheduled, schedule: "0 3 1 * *"',
    'strategy: triggered, triggers: [AucLow], schedule: "0 3 1 6 *"',
    'strategy: continuous, maxStaleness: 300d',
    'strategy: manual',
    'strategy: scheduled, schedule: monthly',
    'strategy: manual, maxStaleness: 45d',
  ])
    assert.deepEqual(ids(found(plan('trainedAt: 2026-11-01', retraining))), alone, retraining);
  // How old the model is nobody says, or it is too old already.
  assert.deepEqual(ids(found(plan('lifecycle: production', 'strategy: manual, maxStaleness: 300d'))), alone);
  assert.deepEqual(ids(found(plan('trainedAt: 2025-11-01', 'strategy: manual, maxStaleness: 300d'))), alone);
});

test('maxStaleness counts from the day that the registry tells, else from the plan’s', () => {
  const manual = 'strategy: manual, maxStaleness: 200d';
  const [problem] = found(plan('trainedAt: 2026-11-01', manual));
  assert.match(problem?.message ?? '', /, before maxStaleness asks for a new model, on 2027-05-20\./);
  const versions = [{ version: '7', created: '2026-06-01', aliases: ['champion'] }];
  const text = plan('alias: champion, registry: tracking, trainedAt: 2026-11-01', manual);
  assert.deepEqual(ids(found(text, { loaded: { versions } })), ['breach-forecast']);
});

test('a history that supports no date is no reason to retrain', () => {
  const text = plan('lifecycle: production', 'strategy: scheduled, schedule: "0 3 1 6 *"');
  assert.deepEqual(ids(found(text, { csv: STEADY })), []);
  const short = FALLING.split('\n').slice(0, 6).join('\n');
  assert.deepEqual(ids(found(text, { csv: short })), []);
  // The line was moved since: what was forecast is of another one.
  assert.deepEqual(ids(found(text, { now: text.replace('0.85', '0.84') })), []);
});

const versions = [
  { version: '8', created: '2026-11-20', aliases: ['champion', 'best'] },
  { version: '7', created: '2026-06-01', aliases: ['previous'] },
];
const pinned = (model: string, champion = ''): string =>
  plan(`registry: tracking, ${model}`, `strategy: manual${champion && `, promotion: {champion: ${champion}}`}`);
const versionOf = (text: string, scene: Scene = {}): Problem[] =>
  found(text, { csv: 'timestamp,metric,value\n', loaded: { versions }, ...scene });

test('the version behind the alias is compared with the plan’s', () => {
  const [problem, ...others] = versionOf(pinned('version: "7", alias: champion'));
  assert.deepEqual(others, []);
  assert.match(
    problem?.message ?? '',
    /^The plan says version 7, but "champion" in tracking is version 8: .*move the alias back\.$/,
  );
  assert.deepEqual(problem?.data, { kind: 'replace', replacements: ['8'], unsure: true });
  assert.deepEqual(ids(versionOf(pinned('version: "7"', 'best'))), ['version-differs']);
});

test('no version differs where the plan follows the alias, or nobody says which alias serves', () => {
  for (const text of [
    pinned('version: "8", alias: champion'),
    pinned('version: v8, alias: champion'),
    pinned('alias: champion'),
    pinned('version: "7"'),
    pinned('version: "7", alias: gone'),
    pinned('version: "7", alias: previous', 'champion'),
  ])
    assert.deepEqual(versionOf(text), [], text);
});

test('what was asked of another model, registry or day says nothing of this one', () => {
  const text = pinned('version: "7", alias: champion');
  for (const now of [
    text.replace('{name: churn, reg', '{name: fraud, reg'),
    text.replace('mlflow.example.com', 'other.example.com'),
    text.replace('alias: champion', 'alias: best'),
  ])
    assert.deepEqual(versionOf(text, { now }), [], now);
  const corrected = text.replace('"7"', '"8"');
  assert.deepEqual(versionOf(text, { now: corrected }), []);
  assert.deepEqual(versionOf(text, { change: (live) => ({ ...live, isLookBack: true }) }), []);
  const failure = { reason: 'unreachable', message: 'Nobody answers.' };
  const [offline] = versionOf(text, { change: (live) => ({ ...live, model: { ...live.model, failure } }) });
  assert.match(offline?.message ?? '', / So it was on 2026-11-24, when it was read last\.$/);
});
