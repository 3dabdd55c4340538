import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { wantsColors } from '../../server/src/main/cli/colors.ts';
import { safeJson, visible, visibleName } from '../../server/src/main/cli/sanitize.ts';
import { CLI, cli, folderWith, plainEnvironment } from '../support/cli.ts';

const ESC = '\u001b';
/** One error, in a name that goes into the message, and one that goes into a related place. */
const HOSTILE_PLAN =
  `"\\n::error::message\\n##[error]x ##vso[task.setvariable]y ${ESC}]0;title\\u0007 \\u202egnp\\u2028": 1\n`
    .replaceAll(ESC, '\\e')
    .concat('twice: 1\ntwice: 2\n');
const HOSTILE_NAMES = [
  '::error file=a::b.production-plan.yaml',
  ' ::warning::b.production-plan.yaml',
  'a\n::error::b.production-plan.yaml',
  'a\r##[error]b.production-plan.yaml',
  '##vso[task.x]b.production-plan.yaml',
  `${ESC}[31m${ESC}]0;title\u0007.production-plan.yaml`,
  '\u009b31m\u202egnp.\u2066x.production-plan.yaml',
  'a\u2028b\u200b.production-plan.yaml',
];
/** Controls, formats (bidi, zero width), line and paragraph separators: nothing of that may reach a terminal. */
const UNSAFE = /[^\P{Cc}\n]|\p{Cf}|\p{Zl}|\p{Zp}/u;

test('names and messages cannot steer a terminal or a CI runner', async (t) => {
  const cwd = folderWith(t, Object.fromEntries(HOSTILE_NAMES.map((name) => [name, HOSTILE_PLAN])));
  for (const format of ['text', 'json', 'sarif']) {
    const { code, out, err } = await cli(
      ['check', '--format', format, '.', ...HOSTILE_NAMES.map((name) => `./no${name}`)],
      { cwd },
    );
    assert.equal(code, 2);
    if (format === 'text') assert.match(out, /schema\/unknown-key +"\\n::error::message\\n#\\x23\[error\]x/);
    for (const stream of [out, err]) {
      assert.doesNotMatch(stream, UNSAFE, format);
      assert.doesNotMatch(stream, /^\s*::|##\w*\[/m, format);
    }
    assert.equal(err.trimEnd().split('\n').length, HOSTILE_NAMES.length);
    for (const line of err.trimEnd().split('\n'))
      assert.match(line, /^production-first: .* was not checked: it does not exist\.$/);
  }
});

test('JSON gives hostile names back as they are', async (t) => {
  const cwd = folderWith(t, Object.fromEntries(HOSTILE_NAMES.map((name) => [name, 'a: [\n'])));
  const { out } = await cli(['check', '--format', 'json'], { cwd });
  const { problems } = JSON.parse(out) as { problems: { file: string }[] };
  assert.deepEqual(problems.map(({ file }) => file).sort(), [...HOSTILE_NAMES].sort());
});

test('what is escaped, and how', () => {
  assert.equal(visible(`a${ESC}[1m\r\n\t\u202e\u009b##[x]`), 'a\\x1b[1m\\r\\n\\t\\u{202e}\\x9b#\\x23[x]');
  assert.equal(visible('Kündigung 解約 😀 a: b'), 'Kündigung 解約 😀 a: b');
  assert.equal(visible('\ud800'), '\\u{d800}');
  assert.equal(visibleName('::x'), './::x');
  assert.equal(visibleName('../a b'), '../a b');
  const value = { a: `${ESC}\u202e\u{e0001}😀##[x`, b: '\ud800' };
  assert.deepEqual(JSON.parse(safeJson(value)), value);
  assert.doesNotMatch(safeJson(value), UNSAFE);
});

test('colours are for terminals, and for who asks for them', () => {
  const on = { TERM: 'xterm' };
  assert.equal(wantsColors(on, true), true);
  assert.equal(wantsColors(on, false), false);
  assert.equal(wantsColors({ ...on, NO_COLOR: '1' }, true), false);
  assert.equal(wantsColors({ ...on, NO_COLOR: '' }, true), true);
  assert.equal(wantsColors({ TERM: 'dumb' }, true), false);
  assert.equal(wantsColors({ ...on, FORCE_COLOR: '1', NO_COLOR: '1' }, false), true);
  assert.equal(wantsColors({ ...on, FORCE_COLOR: '0' }, true), false);
});

const hasScript = spawnSync('script', ['--version']).status === 0;

test(
  'on a real terminal the text is coloured, NO_COLOR keeps it plain',
  { skip: !hasScript && 'no script(1) here' },
  (t) => {
    const cwd = folderWith(t, { 'production-plan.yaml': 'a: [\n' });
    const onTerminal = (env: NodeJS.ProcessEnv): string =>
      execFileSync('script', ['-qec', `'${process.execPath}' '${CLI}' check || true`, '/dev/null'], {
        cwd,
        env: plainEnvironment({ TERM: 'xterm', ...env }),
        stdio: ['ignore', 'pipe', 'inherit'],
        encoding: 'utf8',
      });
    const colored = onTerminal({});
    assert.ok(colored.includes(`${ESC}[31merror`), JSON.stringify(colored));
    const plain = onTerminal({ NO_COLOR: '1' });
    assert.ok(!plain.includes(ESC) && plain.includes('error'), JSON.stringify(plain));
  },
);

test('in a pipe the text is plain unless colours are forced', async (t) => {
  const cwd = folderWith(t, { 'production-plan.yaml': 'a: [\n' });
  assert.ok(!(await cli(['check'], { cwd, env: { TERM: 'xterm' } })).out.includes(ESC));
  assert.ok((await cli(['check'], { cwd, env: { FORCE_COLOR: '1' } })).out.includes(`${ESC}[31m`));
});

test('a reader that goes away is no error', (t) => {
  const keys = Array.from({ length: 900 }, (_, index) => `unknown_key_number_${index}: 1\n`).join('');
  const cwd = folderWith(t, { 'production-plan.yaml': keys });
  for (const format of ['text', 'json', 'sarif']) {
    const script = `'${process.execPath}' '${CLI}' check --format ${format} | head -c 1 >/dev/null; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script], { cwd, encoding: 'utf8', env: plainEnvironment() });
    assert.deepEqual({ stdout, stderr }, { stdout: '1\n', stderr: '' }, format);
  }
});

test('a full disk is one', { skip: process.platform !== 'linux' && 'no /dev/full here' }, (t) => {
  const cwd = folderWith(t, { 'production-plan.yaml': 'a: [\n' });
  const { status, stderr } = spawnSync('bash', ['-c', `'${process.execPath}' '${CLI}' check > /dev/full`], {
    cwd,
    encoding: 'utf8',
  });
  assert.equal(status, 2);
  assert.match(stderr, /^production-first: .*ENOSPC/);
});

test('the preload of these tests does notice the network', () => {
  const preload = path.resolve('test/support/no-network.mjs');
  for (const attempt of [
    'fetch("http://127.0.0.1:1")',
    'require("net").connect(1)',
    'require("https").get("https://127.0.0.1:1")',
  ]) {
    const { status, stderr } = spawnSync(process.execPath, ['--import', preload, '-e', attempt], { encoding: 'utf8' });
    assert.equal(status, 99, attempt);
    assert.match(stderr, /NETWORK USED/);
  }
});
