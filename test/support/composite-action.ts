import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { plainEnvironment } from './cli.ts';
import type { Owner } from './lsp/client.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: {
    readonly steps: readonly {
      readonly id?: string;
      readonly shell: string;
      readonly run: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  };
}

export interface ActionRun {
  /** Of the first step that failed, or 0. */
  readonly code: number;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

export const readAction = (): Action => parse(readFileSync('action.yml', 'utf8')) as Action;

/** Runs the steps of the repository's action in `workspace`, as a runner does: with bash, and files for summary and outputs. */
export function runAction(
  owner: Owner,
  workspace: string,
  given: Readonly<Record<string, string>>,
  environment: NodeJS.ProcessEnv = {},
): ActionRun {
  const action = readAction();
  const temp = mkdtempSync(path.join(tmpdir(), 'production-first-runner-'));
  owner.after(() => rmSync(temp, { recursive: true, force: true }));
  const [summary, output] = [path.join(temp, 'summary'), path.join(temp, 'output')];
  writeFileSync(summary, '');
  const inputs = Object.fromEntries(
    Object.entries(action.inputs).map(([name, { default: value = '' }]) => [name, given[name] ?? value]),
  );
  const outputs = new Map<string, string>();
  const resolved = (text: string): string =>
    text.replaceAll(/\$\{\{ *([\w.-]+) *\}\}/g, (_, name: string) => {
      const [, input] = /^inputs\.(.+)$/.exec(name) ?? [];
      return input === undefined ? (outputs.get(name) ?? '') : (inputs[input] ?? '');
    });
  let log = '';
  for (const { id, run, env = {} } of action.runs.steps) {
    writeFileSync(output, '');
    const step = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
      cwd: workspace,
      encoding: 'utf8',
      env: plainEnvironment({
        ...environment,
        ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, resolved(value)])),
        GITHUB_ACTION_PATH: path.resolve('.'),
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_OUTPUT: output,
        RUNNER_TEMP: temp,
      }),
    });
    log += step.stdout + step.stderr;
    for (const line of readFileSync(output, 'utf8').split('\n')) {
      const [, name, value] = /^([\w-]+)=(.*)$/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) outputs.set(`steps.${id}.outputs.${name}`, value);
    }
    if (step.status !== 0) return { code: step.status ?? -1, log, summary: readFileSync(summary, 'utf8'), ...told() };
  }
  return { code: 0, log, summary: readFileSync(summary, 'utf8'), ...told() };

  function told(): Pick<ActionRun, 'outputs'> {
    const entries = Object.entries(action.outputs).map(([name, { value }]) => [name, resolved(value)] as const);
    return { outputs: Object.fromEntries(entries) };
  }
}
