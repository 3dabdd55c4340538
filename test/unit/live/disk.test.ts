import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { SourceError } from '../../../server/src/backends/source-error.ts';
import { DiskAnswers } from '../../../server/src/main/live/disk.ts';
import type { Question } from '../../../server/src/main/live/question.ts';
import { LiveStore, type Result } from '../../../server/src/main/live/store.ts';
import { scratch } from '../../support/scratch.ts';
import { SimulatedTime } from '../../support/simulated-time.ts';

const source = { name: 'prom', type: 'prometheus', url: 'https://user:hunter2@prometheus.example.com' };
const question = (key = 'a1'): Question => ({ key, place: 'p', source, file: '/w/p.yaml', kind: 'rules' });
const RULE = {
  name: 'AucLow',
  group: 'churn',
  query: 'auc < 1',
  duration: 0,
  labels: { a: 'b' },
  health: 'ok',
} as const;
const RESULT: Result = { rules: [{ ...RULE, evaluated: 5, interval: 60_000 }] };

interface Kept {
  readonly folder: string;
  readonly disk: DiskAnswers;
  readonly reports: string[];
}

function kept(t: TestContext): Kept {
  const folder = path.join(scratch(t, {}), 'answers');
  const reports: string[] = [];
  return { folder, reports, disk: new DiskAnswers(folder, (message) => reports.push(message)) };
}

/** A store as a new process has it: with what is on disk, and nothing else. */
function process(disk: DiskAnswers, ask: () => Promise<Result>): { store: LiveStore; asked: () => number } {
  let count = 0;
  const timers = new SimulatedTime();
  return { store: new LiveStore({ timers, disk, ask: () => (count++, ask()) }), asked: () => count };
}

const options = { maxAge: 30_000, signal: new AbortController().signal };

test('the last good answer outlives the process and a source that went away', async (t) => {
  const { disk, folder, reports } = kept(t);
  const first = process(disk, () => Promise.resolve(RESULT));
  await first.store.ask(question(), options);
  await disk.settled();
  const second = process(disk, () => Promise.reject(new SourceError('unreachable', 'Nobody answers.')));
  const recalled = await second.store.recall(question());
  assert.deepEqual(recalled?.result, RESULT);
  assert.equal(second.asked(), 0);
  // It was read in another life: whoever may ask does.
  const failed = await second.store.ask(question(), options);
  assert.equal(second.asked(), 1);
  assert.deepEqual([failed.result, failed.failure?.message], [RESULT, 'Nobody answers.']);
  assert.equal(failed.fetchedAt, recalled.fetchedAt);
  // A failure takes nothing away from what is kept.
  await disk.settled();
  assert.deepEqual((await disk.load(question()))?.result, RESULT);
  assert.deepEqual(reports, []);

  const files = readdirSync(folder);
  assert.deepEqual(files, ['a1.json']);
  const text = readFileSync(path.join(folder, 'a1.json'), 'utf8');
  assert.ok(!/hunter2|example\.com|prom"/.test(text), text);
  assert.equal(statSync(path.join(folder, 'a1.json')).mode & 0o077, 0);
});

test('a file that is damaged, of another version or of another shape counts as none', async (t) => {
  const { disk, folder } = kept(t);
  disk.save(question(), RESULT, 1_000);
  await disk.settled();
  const file = path.join(folder, 'a1.json');
  const sound = readFileSync(file, 'utf8');
  const changed = (change: (value: Record<string, unknown>) => void): string => {
    const value = JSON.parse(sound) as Record<string, unknown>;
    change(value);
    return JSON.stringify(value);
  };
  const rule = (more: object): string => changed((value) => (value['result'] = { rules: [{ ...RULE, ...more }] }));
  const damaged = [
    '',
    sound.slice(0, -3),
    'null',
    '[]',
    '\0\0\0',
    changed((value) => (value['version'] = 0)),
    changed((value) => (value['fetchedAt'] = null)),
    changed((value) => (value['fetchedAt'] = 'yesterday')),
    changed((value) => (value['result'] = { versions: [] })),
    changed((value) => (value['result'] = [])),
    rule({ labels: { a: 1 } }),
    rule({ labels: null }),
    rule({ duration: '1d' }),
    rule({ health: 'fine' }),
    rule({ evaluated: '2026' }),
  ];
  for (const text of damaged) {
    writeFileSync(file, text);
    assert.equal(await disk.load(question()), undefined, text);
  }
  writeFileSync(file, sound);
  assert.deepEqual(await disk.load(question()), { result: RESULT, fetchedAt: 1_000 });
  // What one process damaged the next one asks for, and mends.
  writeFileSync(file, '{');
  const { store, asked } = process(disk, () => Promise.resolve(RESULT));
  await store.ask(question(), options);
  await disk.settled();
  assert.equal(asked(), 1);
  assert.deepEqual((await disk.load(question()))?.result, RESULT);
});

test('an answer to one kind of question is none to another', async (t) => {
  const { disk } = kept(t);
  disk.save(question(), RESULT, 1_000);
  await disk.settled();
  assert.equal(await disk.load({ ...question(), kind: 'registry', model: 'churn' }), undefined);
});

test('an answer too large to be kept is not written, one on disk is not read, and the newest ones stay', async (t) => {
  const { disk, folder } = kept(t);
  const large: Result = { rules: [{ ...RULE, query: 'a'.repeat(4_000_001) }] };
  disk.save(question('large'), large, 1_000);
  await disk.settled();
  assert.equal(await disk.load(question('large')), undefined);
  disk.save(question('b0'), RESULT, 1_000);
  await disk.settled();
  writeFileSync(path.join(folder, 'large.json'), JSON.stringify({ version: 1, fetchedAt: 1, result: large }));
  assert.equal(await disk.load(question('large')), undefined);

  // Older ones give way: more than are kept, each a second younger than the one before.
  for (let index = 0; index < 330; index++) {
    const name = path.join(folder, `old${index}.json`);
    writeFileSync(name, '{}');
    utimesSync(name, 1_000 + index, 1_000 + index);
  }
  for (let index = 1; index <= 20; index++) disk.save(question(`b${index}`), RESULT, 1_000);
  await disk.settled();
  const left = readdirSync(folder);
  assert.ok(left.length <= 300, String(left.length));
  assert.ok(left.includes('b20.json') && left.includes('old329.json') && !left.includes('old0.json'));
});

test('a folder that cannot be written is told to the log, and nothing else happens', async (t) => {
  const folder = path.join(scratch(t, { file: 'no folder' }), 'file');
  const reports: string[] = [];
  const disk = new DiskAnswers(folder, (message) => reports.push(message));
  const { store } = process(disk, () => Promise.resolve(RESULT));
  assert.deepEqual((await store.ask(question(), options)).result, RESULT);
  await disk.settled();
  assert.match(reports.join('\n'), /^an answer was not kept on disk: /);
});
