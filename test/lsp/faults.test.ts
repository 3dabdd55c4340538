import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver-protocol';
import { cli, folderWith } from '../support/cli.ts';
import { makeFaults, type Fault } from '../support/faults/faults.ts';
import { FULL_PLAN, FULL_PLAN_FILES } from '../support/full-plan.ts';
import { startServer } from '../support/lsp/client.ts';

const COUNT = 100;
/** Another seed makes other faults, which must be found as well. */
const SEED = Number(process.env['FAULT_SEED'] ?? 2026);

interface CliProblem {
  readonly file: string;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly range: Diagnostic['range'];
}

const NAMES: Readonly<Record<number, string>> = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'information',
};

const fileOf = (index: number): string => `fault-${String(index).padStart(3, '0')}.production-plan.yaml`;

const fromServer = (file: string, { code, severity, message, range }: Diagnostic): CliProblem => ({
  file,
  rule: String(code),
  severity: NAMES[severity ?? 0] ?? '',
  message: typeof message === 'string' ? message : message.value,
  range,
});

const found = (problems: readonly CliProblem[]): Fault['expected'] =>
  problems.map(({ rule, range }) => ({ rule, range }));

test('the full plan has no problem when its files are there', async (t) => {
  const root = folderWith(t, { ...FULL_PLAN_FILES, 'production-plan.yaml': FULL_PLAN });
  const server = await startServer(t, { root });
  assert.deepEqual(await server.pull(server.open('production-plan.yaml', FULL_PLAN)), []);
});

test(`${COUNT} plans with one mistake each: server and command line find it, and find the same`, async (t) => {
  const faults = makeFaults(FULL_PLAN, COUNT, SEED);
  assert.equal(faults.length, COUNT);
  assert.equal(new Set(faults.map(({ text }) => text)).size, COUNT);
  const files = Object.fromEntries(faults.map(({ text }, index) => [fileOf(index), text]));
  const root = folderWith(t, { ...FULL_PLAN_FILES, ...files });

  const server = await startServer(t, { root });
  const byServer = await Promise.all(
    faults.map(async ({ text }, index) => {
      const diagnostics = await server.pull(server.open(fileOf(index), text));
      return diagnostics.map((diagnostic) => fromServer(fileOf(index), diagnostic));
    }),
  );

  const run = await cli(['check', '--format', 'json', ...Object.keys(files)], { cwd: root });
  assert.deepEqual({ code: run.code, err: run.err }, { code: 1, err: '' });
  const report = JSON.parse(run.out) as { problems: (CliProblem & { docs: string })[]; summary: { files: number } };
  assert.equal(report.summary.files, COUNT);

  for (const [index, fault] of faults.entries()) {
    await t.test(fault.name, () => {
      const ours = byServer[index] ?? [];
      assert.deepEqual(found(ours), fault.expected);
      const theirs = report.problems.filter(({ file }) => file === fileOf(index));
      assert.deepEqual(
        theirs.map(({ file, rule, severity, message, range }) => ({ file, rule, severity, message, range })),
        ours,
      );
    });
  }
});
