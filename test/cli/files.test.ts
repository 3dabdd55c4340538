import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { cli, folderWith } from '../support/cli.ts';
import { FULL_PLAN, FULL_PLAN_FILES } from '../support/full-plan.ts';

interface Report {
  readonly problems: readonly { readonly file: string; readonly rule: string; readonly message: string }[];
  readonly summary: { readonly files: number };
}

/** Names a file only once it is read: each plan has one problem, in its own name. */
const BROKEN = 'apiVersion: [\n';

async function checked(
  cwd: string,
  ...paths: string[]
): Promise<{ code: number | null; files: string[]; err: string }> {
  const { code, out, err } = await cli(['check', '--format', 'json', ...paths], { cwd });
  return { code, err, files: (JSON.parse(out) as Report).problems.map(({ file }) => file) };
}

test('folders are searched for plans and cards, other people’s folders are not', async (t) => {
  const cwd = folderWith(t, {
    'production-plan.yaml': BROKEN,
    'a/x.production-plan.yml': BROKEN,
    'a/.github/production-plan.yaml': BROKEN,
    'a/model-card.yaml': BROKEN,
    'a/MODEL_CARD.md': '---\na: [\n---\n',
    'a/README.md': '---\ntitle: not a card\n---\n',
    'a/plan.yaml': BROKEN,
    'node_modules/x/production-plan.yaml': BROKEN,
    '.git/production-plan.yaml': BROKEN,
    'lib/site-packages/production-plan.yaml': BROKEN,
    'env/pyvenv.cfg': '',
    'env/production-plan.yaml': BROKEN,
  });
  mkdirSync(path.join(cwd, 'b.production-plan.yaml'));
  assert.deepEqual(await checked(cwd), {
    code: 1,
    err: '',
    files: [
      'a/.github/production-plan.yaml',
      'a/MODEL_CARD.md',
      'a/model-card.yaml',
      'a/x.production-plan.yml',
      'production-plan.yaml',
    ],
  });
  // What is asked for is searched, wherever it is.
  assert.deepEqual((await checked(cwd, 'node_modules')).files, ['node_modules/x/production-plan.yaml']);
  assert.deepEqual((await checked(cwd, 'env')).files, ['env/production-plan.yaml']);
});

test('a file named twice, or named and found, is checked once, in the order given', async (t) => {
  const cwd = folderWith(t, { 'a/production-plan.yaml': BROKEN, 'b/production-plan.yaml': BROKEN });
  const { files } = await checked(cwd, 'b', './a/../a/production-plan.yaml', 'b/production-plan.yaml', '.');
  assert.deepEqual(files, ['b/production-plan.yaml', 'a/production-plan.yaml']);
});

test('links that lead in circles or elsewhere are not followed, links to files inside are', async (t) => {
  const cwd = folderWith(t, { 'plans/real.txt': BROKEN });
  const outside = folderWith(t, { 'production-plan.yaml': BROKEN });
  symlinkSync('..', path.join(cwd, 'plans/up'));
  symlinkSync('loop.production-plan.yaml', path.join(cwd, 'plans/loop.production-plan.yaml'));
  symlinkSync('gone', path.join(cwd, 'plans/gone.production-plan.yaml'));
  symlinkSync(outside, path.join(cwd, 'plans/elsewhere'));
  symlinkSync(path.join(outside, 'production-plan.yaml'), path.join(cwd, 'plans/out.production-plan.yaml'));
  symlinkSync('real.txt', path.join(cwd, 'plans/in.production-plan.yaml'));
  assert.deepEqual(await checked(cwd), { code: 1, err: '', files: ['plans/in.production-plan.yaml'] });
  const named = await checked(cwd, 'plans/loop.production-plan.yaml', 'plans/out.production-plan.yaml');
  assert.equal(named.code, 2);
  assert.match(named.err, /loop\.production-plan\.yaml was not checked: its links lead in a circle\.\n$/);
  assert.deepEqual(named.files, ['plans/out.production-plan.yaml']);
});

test('what cannot be read is told, the rest is checked all the same', async (t) => {
  const cwd = folderWith(t, { 'production-plan.yaml': BROKEN, 'notes.txt': '', 'README.md': '# Hello\n' });
  const { code, err, files } = await checked(cwd, 'gone.production-plan.yaml', 'notes.txt', 'README.md', '.');
  assert.equal(code, 2);
  assert.deepEqual(files, ['production-plan.yaml']);
  const lines = err.trimEnd().split('\n');
  // The README is no card, and none of its business.
  assert.equal(lines.length, 2);
  assert.equal(lines[0], 'production-first: gone.production-plan.yaml was not checked: it does not exist.');
  assert.match(lines[1] ?? '', /^production-first: notes\.txt was not checked: it is no plan or card by its name: /);
});

test('a plan asked for by name is one under any name', async (t) => {
  const cwd = folderWith(t, {
    'plan.yaml': 'apiVersion: production-first/v1\nspec: [\n',
    'README.md': '# Hello\n',
    'values.yaml': 'a: 1\n',
  });
  assert.deepEqual((await checked(cwd, 'plan.yaml', 'README.md')).files, ['plan.yaml']);
  assert.deepEqual(await checked(cwd, 'README.md'), { code: 0, err: '', files: [] });
  assert.equal((await checked(cwd, 'values.yaml')).code, 2);
  assert.deepEqual((await checked(cwd)).files, []);
});

test('pipes and devices are never waited for', async (t) => {
  const cwd = folderWith(t, { 'metrics/x.csv': '' });
  execFileSync('mkfifo', [path.join(cwd, 'pipe.production-plan.yaml')]);
  symlinkSync('/dev/zero', path.join(cwd, 'zero.production-plan.yaml'));
  assert.deepEqual(await checked(cwd), { code: 0, err: '', files: [] });
  const named = await checked(cwd, 'pipe.production-plan.yaml', 'zero.production-plan.yaml', '/dev/null');
  assert.equal(named.code, 2);
  assert.equal(named.err.match(/it is a pipe, socket or device, not a file/g)?.length, 2);
});

test('a pipe named by a plan is not waited for', async (t) => {
  const cwd = folderWith(t, { 'production-plan.yaml': FULL_PLAN, ...FULL_PLAN_FILES, 'src/train.py': '' });
  execFileSync('rm', [path.join(cwd, 'src/train.py')]);
  execFileSync('mkfifo', [path.join(cwd, 'src/train.py')]);
  const { out } = await cli(['check', 'production-plan.yaml'], { cwd });
  assert.match(out, /file\/missing +The file "src\/train\.py" does not exist/);
});

test('files beyond the limits have one clear problem', async (t) => {
  const cwd = folderWith(t, {
    'huge.production-plan.yaml': '',
    'large.production-plan.yaml': 'a: 1\n'.repeat(500_000),
  });
  truncateSync(path.join(cwd, 'huge.production-plan.yaml'), 5e9);
  const { out, code } = await cli(['check', '--format', 'json'], { cwd });
  assert.equal(code, 1);
  const { problems } = JSON.parse(out) as Report;
  assert.deepEqual(
    problems.map(({ file, rule }) => [file, rule]),
    [
      ['huge.production-plan.yaml', 'syntax/limit'],
      ['large.production-plan.yaml', 'syntax/limit'],
    ],
  );
  assert.match(problems[0]?.message ?? '', /5000\.0 million bytes/);
});

test('byte order marks, UTF-16 and broken UTF-8 are read as in an editor', async (t) => {
  const utf16 = Buffer.from(`\ufeff${FULL_PLAN}`, 'utf16le');
  const cwd = folderWith(t, {
    ...FULL_PLAN_FILES,
    'bom.production-plan.yaml': `\ufeff${FULL_PLAN}`,
    'utf16le.production-plan.yaml': utf16,
    'utf16be.production-plan.yaml': Buffer.from(utf16).swap16(),
    'crlf.production-plan.yaml': FULL_PLAN.replaceAll('\n', '\r\n'),
    'latin1.production-plan.yaml': Buffer.from(
      FULL_PLAN.replace('Customer churn', 'Kündigung').replace('…', '.'),
      'latin1',
    ),
  });
  const names = ['bom', 'utf16le', 'utf16be', 'crlf', 'latin1'].map((name) => `${name}.production-plan.yaml`);
  assert.deepEqual(await checked(cwd, ...names), { code: 0, err: '', files: [] });
});

test('a file outside the working directory belongs to its repository', async (t) => {
  const outside = folderWith(t, {
    ...FULL_PLAN_FILES,
    '.git/HEAD': '',
    'deploy/production-plan.yaml': FULL_PLAN,
  });
  const cwd = folderWith(t, { 'x.txt': '' });
  const plan = path.join(outside, 'deploy/production-plan.yaml');
  assert.deepEqual(await checked(cwd, plan), { code: 0, err: '', files: [] });
});

test('a folder whose name starts with dots is inside', async (t) => {
  const cwd = folderWith(t, { ...FULL_PLAN_FILES, '..odd/production-plan.yaml': FULL_PLAN });
  assert.deepEqual(await checked(cwd, '..odd'), { code: 0, err: '', files: [] });
});

test('a file outside any repository sees its own folder only', async (t) => {
  const outside = folderWith(t, { ...FULL_PLAN_FILES, 'deploy/production-plan.yaml': FULL_PLAN });
  const cwd = folderWith(t, { 'x.txt': '' });
  const { out } = await cli(['check', '--format', 'json', path.join(outside, 'deploy')], { cwd });
  const { problems } = JSON.parse(out) as Report;
  assert.deepEqual(new Set(problems.map(({ rule }) => rule)), new Set(['file/missing']));
  assert.equal(problems[0]?.file, path.relative(cwd, path.join(outside, 'deploy/production-plan.yaml')));
});
