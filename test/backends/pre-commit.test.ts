import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { systemsPython } from '../../scripts/lib/systems/python.ts';
import { inReverse } from '../support/cleanup.ts';
import { folderWith, plainEnvironment } from '../support/cli.ts';
import { FULL_PLAN, FULL_PLAN_FILES } from '../support/full-plan.ts';
import { repositoryIn } from '../support/repository.ts';

const python = systemsPython();
const skip = 'missing' in python && python.missing;

/** This repository as pre-commit would clone it: what is tracked, or would be. */
function published(to: string): string {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { encoding: 'utf8' });
  for (const file of files.split('\0').filter((name) => name !== '' && !name.startsWith('docs/images/'))) {
    mkdirSync(path.dirname(path.join(to, file)), { recursive: true });
    cpSync(file, path.join(to, file));
  }
  const repository = repositoryIn(to);
  repository.commit('As it is', '2026-11-01T12:00:00Z');
  return repository.ids[0] ?? '';
}

test('the hooks let a sound plan pass, and stop one with errors or a low score', { skip }, (t) => {
  assert.ok('program' in python);
  const owner = inReverse(t);
  const hooks = folderWith(owner, { 'empty.txt': '' });
  const rev = published(hooks);
  const home = folderWith(owner, { 'empty.txt': '' });
  const config = (args: readonly string[]): string =>
    stringify({
      repos: [
        {
          repo: hooks,
          rev,
          hooks: [{ id: 'production-first-check' }, { id: 'production-first-readiness', args: [...args] }],
        },
      ],
    });
  const cwd = folderWith(owner, {
    ...FULL_PLAN_FILES,
    'models/production-plan.yaml': FULL_PLAN,
    'notes.yaml': 'a: 1\n',
    '.pre-commit-config.yaml': config(['--min-score=50']),
  });
  const repository = repositoryIn(cwd);
  repository.git('add', '-A');
  const run = (): { readonly status: number | null; readonly out: string } => {
    const { status, stdout, stderr } = spawnSync(python.program, ['-m', 'pre_commit', 'run', '--all-files'], {
      cwd,
      encoding: 'utf8',
      timeout: 300_000,
      env: plainEnvironment({ PRE_COMMIT_HOME: home, GIT_CONFIG_GLOBAL: '/dev/null', NO_COLOR: '1' }),
    });
    return { status, out: stdout + stderr };
  };
  const sound = run();
  assert.equal(sound.status, 0, sound.out);
  assert.match(sound.out, /Check production plans and model cards\.+Passed/);

  writeFileSync(path.join(cwd, '.pre-commit-config.yaml'), config(['--min-score=99']));
  writeFileSync(path.join(cwd, 'models/production-plan.yaml'), FULL_PLAN.replace('kind: ProductionPlan', 'kind: Plan'));
  repository.git('add', '-A');
  const wrong = run();
  assert.equal(wrong.status, 1, wrong.out);
  assert.match(wrong.out, /Check production plans and model cards\.+Failed/);
  assert.match(wrong.out, /models\/production-plan\.yaml/);
  assert.match(wrong.out, /scores \d+, below 99/);
  assert.ok(readFileSync(path.join(cwd, 'notes.yaml'), 'utf8'));
  rmSync(path.join(cwd, 'models'), { recursive: true });
});
