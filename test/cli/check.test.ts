import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cli, folderWith } from '../support/cli.ts';
import { FULL_PLAN, FULL_PLAN_FILES } from '../support/full-plan.ts';

const PLAN = 'production-plan.yaml';
const clean = { ...FULL_PLAN_FILES, 'production-plan.yaml': FULL_PLAN };
const withError = { ...clean, 'production-plan.yaml': FULL_PLAN.replace('businessMetric:', 'businessMetrc:') };
const withWarning = { ...clean, 'docs/drills.md': undefined };

/** `files` without those that are undefined. */
const only = (files: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).filter((entry): entry is [string, string] => entry[1] !== undefined));

test('a clean plan exits with 0 and says what was checked', async (t) => {
  const { code, out, err } = await cli(['check', PLAN], { cwd: folderWith(t, clean) });
  assert.deepEqual({ code, out, err }, { code: 0, out: '0 errors, 0 warnings in 1 file.\n', err: '' });
});

test('an error exits with 1 and is shown with its place, counted from one', async (t) => {
  const { code, out, err } = await cli(['check', `./${PLAN}`], { cwd: folderWith(t, withError) });
  assert.equal(code, 1);
  assert.equal(err, '');
  assert.match(
    out,
    /^production-plan\.yaml:17:3 +error +schema\/unknown-key +"businessMetrc" is not a key .*Did you mean/m,
  );
  assert.match(out, /\n1 error, 0 warnings in 1 file\.\n$/);
});

test('warnings fail only beyond --max-warnings', async (t) => {
  const cwd = folderWith(t, only(withWarning));
  for (const [args, expected] of [
    [['check', PLAN], 0],
    [['check', PLAN, '--max-warnings', '1'], 0],
    [['check', PLAN, '--max-warnings', '0'], 1],
    [['check', PLAN, '--max-warnings=0', '--format', 'json'], 1],
  ] as const) {
    assert.equal((await cli(args, { cwd })).code, expected, args.join(' '));
  }
  assert.match((await cli(['check', PLAN, '--max-warnings', '0'], { cwd })).out, /--max-warnings allows 0\.\n$/);
});

test('json has zero-based lines and UTF-16 characters, and files relative to the working directory', async (t) => {
  const text = FULL_PLAN.replace('displayName: Customer churn', 'displayName: "😀 é"').replace(
    'labels: {tier: "1"}',
    'labels: {"😀": 1}',
  );
  const cwd = folderWith(t, { ...FULL_PLAN_FILES, 'plans/x.production-plan.yaml': text });
  const { code, out } = await cli(['check', 'plans/../plans', '--format', 'json'], { cwd });
  assert.equal(code, 1);
  assert.deepEqual(JSON.parse(out), {
    problems: [
      {
        file: 'plans/x.production-plan.yaml',
        rule: 'schema/wrong-type',
        severity: 'error',
        message: '"😀" must be text, not a number. Put it in quotes.',
        range: { start: { line: 5, character: 17 }, end: { line: 5, character: 18 } },
        docs: 'https://github.com/production-first/production-first-ml/blob/main/docs/rules/schema/wrong-type.md',
      },
    ],
    summary: { files: 1, errors: 1, warnings: 0 },
  });
});

test('a folder without plans is no failure', async (t) => {
  const cwd = folderWith(t, { 'README.md': '# Just a readme\n' });
  assert.deepEqual(await cli(['check'], { cwd }), {
    code: 0,
    out: 'No production plan or model card was checked.\n',
    err: '',
  });
  const json = await cli(['check', '--format', 'json'], { cwd });
  assert.equal(json.code, 0);
  assert.deepEqual(JSON.parse(json.out), { problems: [], summary: { files: 0, errors: 0, warnings: 0 } });
});

test('comments and waivers count as in the editor', async (t) => {
  const text = FULL_PLAN.replace(
    '  businessMetric:',
    '  # production-first-disable-next-line schema/unknown-key\n  bogus: 1\n  businessMetric:',
  ).replace('waivers: [', 'waivers: [{rule: file/missing, reason: soon, owner: ada, expires: 2999-01-01}, ');
  const cwd = folderWith(t, { 'production-plan.yaml': text });
  assert.equal((await cli(['check', PLAN, '--max-warnings', '0'], { cwd })).out, '0 errors, 0 warnings in 1 file.\n');
});
