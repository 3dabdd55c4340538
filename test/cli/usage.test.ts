import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { RULES } from '../../server/src/core/rules/index.ts';
import { explain } from '../../server/src/main/cli/explain.ts';
import { readArguments, UsageError } from '../../server/src/main/cli/usage.ts';
import { CLI, cli } from '../support/cli.ts';
import { startServer } from '../support/lsp/client.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

test('help and version are answers, on standard output', async () => {
  for (const args of [['--help'], ['-h'], ['help'], ['check', '--help'], ['explain', '-h'], ['lsp', '--help']])
    assert.deepEqual(readArguments(args), { name: 'help' });
  for (const args of [['--help'], ['check', '-h']]) {
    const { code, out, err } = await cli(args);
    assert.deepEqual({ code, err }, { code: 0, err: '' }, args.join(' '));
    assert.match(out, /^Usage: production-first <command>/);
    for (const word of [
      'check',
      '--live',
      'decay',
      '--since',
      'explain',
      'scaffold <target…> <plan>',
      'lsp --stdio',
      '--format',
      '--max-warnings',
      'Exit codes',
    ])
      assert.ok(out.includes(word), word);
  }
  for (const flag of ['--version', '-v'])
    assert.deepEqual(await cli([flag]), { code: 0, out: `${version}\n`, err: '' });
});

const WRONG: readonly (readonly [args: readonly string[], says: RegExp])[] = [
  [[], /Say what to do/],
  [['chek'], /There is no command "chek"/],
  [['--chek'], /There is no option "--chek"/],
  [['constructor'], /There is no command "constructor"/],
  [['check', '--formt', 'json'], /Unknown option '--formt'/],
  [['check', '--format'], /--format/],
  [['check', '--format', 'xml'], /--format must be text, json, sarif, not "xml"/],
  [['check', '--max-warnings', 'many'], /--max-warnings must be a whole number, not "many"/],
  [['check', '--max-warnings=-1'], /must be a whole number, not "-1"/],
  [['check', '--max-warnings', '1.5'], /must be a whole number/],
  [['check', ''], /A path is empty/],
  [['check', '--as-of', '2026-01-01'], /--as-of needs --live/],
  [['decay', '--since', 'soon'], /--since must be a duration/],
  [['scaffold', 'all'], /Name targets and a plan/],
  [['explain'], /Name one rule/],
  [['explain', 'schema/missing', 'schema/enum'], /Name one rule/],
  [['explain', 'schema/mising'], /There is no rule "schema\/mising"\. Did you mean "schema\/missing"\?/],
  [['explain', 'unused'], /Did you mean "reference\/unused"\?/],
  [['explain', 'refrence/unusd'], /Did you mean "reference\/unused"\?/],
  [['explain', '__proto__'], /There is no rule "__proto__"/],
  [['lsp'], /production-first lsp --stdio/],
  [['lsp', '--stdio', '--port', '1'], /Unknown option '--port'/],
];

test('what cannot be understood is told in one sentence that says what to write', () => {
  const run = (args: readonly string[]): void => {
    const command = readArguments(args);
    if (command.name === 'explain') explain(command.rule);
  };
  for (const [args, says] of WRONG) {
    assert.throws(
      () => run(args),
      (error) => error instanceof UsageError && says.test(error.message),
      args.join(' '),
    );
  }
});

test('wrong usage exits with 2 and one line on standard error that no argument can break out of', async () => {
  for (const args of [
    [],
    ['check', '--as-of', '2026-01-01'],
    ['explain', 'no/rule'],
    ['check', '--format', 'x\u001b[1m\n::error::x'],
  ]) {
    const { code, out, err } = await cli(args);
    assert.deepEqual({ code, out }, { code: 2, out: '' }, args.join(' '));
    assert.match(err, /^production-first: [\x20-\x7e]+ See: production-first --help\n$/);
  }
});

test('explain prints the page of each rule', async () => {
  for (const { id } of RULES) {
    const page = readFileSync(`docs/rules/${id}.md`, 'utf8');
    assert.equal(explain(id), page);
    if (id === 'syntax/yaml') assert.deepEqual(await cli(['explain', id]), { code: 0, out: page, err: '' });
  }
});

test('lsp --stdio serves an editor', async (t) => {
  const server = await startServer(t, { command: [CLI, 'lsp', '--stdio', `--clientProcessId=${process.pid}`] });
  const items = await server.pull(server.open('production-plan.yaml', 'apiVersion: ['));
  assert.deepEqual(
    items.map(({ code }) => code),
    ['syntax/yaml'],
  );
});
