import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { cli, folderWith } from '../support/cli.ts';
import { FULL_PLAN, FULL_PLAN_FILES } from '../support/full-plan.ts';
import { repositoryIn, type TestRepository } from '../support/repository.ts';

const PLAN = 'models/churn/production-plan.yaml';
const FILES = Object.fromEntries(Object.entries(FULL_PLAN_FILES).map(([name, text]) => [`models/churn/${name}`, text]));
const UNOWNED = FULL_PLAN.replace(/^ {2}ownership:\n(?: {4}.*\n)+/m, '');

interface Told {
  readonly plans: readonly {
    readonly score: number;
    readonly since?: {
      readonly commit: string;
      readonly score?: number;
      readonly better?: readonly string[];
      readonly worse?: readonly string[];
      readonly was?: { readonly level: string; readonly score: number };
    };
    readonly history?: readonly { readonly commit: string; readonly subject: string; readonly score: number }[];
  }[];
}

/** A plan that got an owner, then its files, and lost its runbook in a commit of its own. */
function grown(t: Parameters<typeof folderWith>[0]): TestRepository & { readonly cwd: string } {
  const cwd = folderWith(t, { [PLAN]: UNOWNED, 'README.md': '# Models\n' });
  const repository = repositoryIn(cwd);
  repository.commit('A plan without an owner', '2026-09-01T12:00:00Z');
  writeFileSync(path.join(cwd, PLAN), FULL_PLAN);
  repository.commit('An owner', '2026-10-01T12:00:00Z');
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    writeFileSync(path.join(cwd, name), text);
  }
  repository.commit('Its files', '2026-10-05T12:00:00Z');
  writeFileSync(path.join(cwd, 'README.md'), '# All models\n');
  repository.commit('Nothing of the model', '2026-10-06T12:00:00Z');
  return { ...repository, cwd };
}

async function told(cwd: string, ...args: readonly string[]): Promise<Told['plans'][number]> {
  const { code, out, err } = await cli(['readiness', '--format', 'json', ...args], { cwd });
  assert.deepEqual([code, err], [0, '']);
  return (JSON.parse(out) as Told).plans[0]!;
}

test('what is better and worse since a commit is told, with the files as they were', async (t) => {
  const { cwd, ids } = grown(t);
  const { since, score } = await told(cwd, '--since', ids[0]!);
  assert.equal(since?.commit, ids[0]);
  assert.ok(since?.was?.level === 'Prototype');
  assert.equal(score - since.was.score, since.score);
  assert.ok(since.better?.includes('A team owns the model') && since.better.includes('Rollback runbook exists'));
  assert.deepEqual((await told(cwd, '--since', 'HEAD')).since?.better, []);

  // What is not committed counts, and a file that went is worse.
  rmSync(path.join(cwd, 'models/churn/docs/runbook.md'));
  const now = await told(cwd, '--since', 'HEAD');
  assert.deepEqual(now.since?.worse, ['Urgent alerts have runbooks', 'Rollback runbook exists']);
  assert.ok((now.since.score ?? 0) < 0);
  const { out } = await cli(['readiness', '--since', 'HEAD'], { cwd });
  assert.match(
    out,
    /Since [0-9a-f]{7} \(2026-10-06\): −\d points, then \w+ with \d+\n {4}Worse: Urgent alerts have runbooks, Rollback runbook exists\n/,
  );
  const markdown = (await cli(['readiness', '--since', 'HEAD', '--format', 'markdown'], { cwd })).out;
  assert.match(markdown, /^- Worse: .*Rollback runbook exists$/m);
});

test('the score is told at each commit that changed the plan or what it names', async (t) => {
  const { cwd, ids } = grown(t);
  const { history, score } = await told(cwd, '--history', '20');
  assert.deepEqual(
    history?.map(({ commit }) => commit),
    ids.slice(0, 3),
  );
  assert.deepEqual(
    history.map(({ subject }) => subject),
    ['A plan without an owner', 'An owner', 'Its files'],
  );
  const scores = history.map((past) => past.score);
  assert.deepEqual(
    scores,
    scores.toSorted((a, b) => a - b),
  );
  assert.equal(new Set(scores).size, 3);
  assert.equal(scores.at(-1), score);
  assert.equal((await told(cwd, '--history', '1')).history?.[0]?.commit, ids[2]);
  assert.match(
    (await cli(['readiness', '--history', '20'], { cwd })).out,
    /History {2}\S{3} {2}\d+ on 2026-09-01 → \d+ on 2026-10-05, 3 commits/,
  );
});

test('a plan that the commit does not have is new since then', async (t) => {
  const cwd = folderWith(t, { 'README.md': '# Models\n' });
  const repository = repositoryIn(cwd);
  repository.commit('Nothing yet', '2026-09-01T12:00:00Z');
  mkdirSync(path.dirname(path.join(cwd, PLAN)), { recursive: true });
  writeFileSync(path.join(cwd, PLAN), FULL_PLAN);
  const { since, history } = await told(cwd, '--since', 'HEAD', '--history', '5');
  assert.equal(since?.was, undefined);
  assert.deepEqual(history, []);
  assert.match((await cli(['readiness', '--since', 'HEAD'], { cwd })).out, /: this plan is new\n/);
});

test('no repository, no such commit and no git are said, beside what can be said', async (t) => {
  const bare = folderWith(t, { [PLAN]: FULL_PLAN });
  const { cwd } = grown(t);
  for (const [folder, args, words, env] of [
    [bare, ['--since', 'HEAD'], /The plan is in no git repository\./, { GIT_CEILING_DIRECTORIES: path.dirname(bare) }],
    [cwd, ['--since', 'gone'], /The repository has no commit "gone"\./, {}],
    [cwd, ['--since=--output=pwned'], /The repository has no commit "--output=pwned"\./, {}],
    [cwd, ['--history', '5'], /Git is not installed here/, { PATH: '/nowhere' }],
  ] as const) {
    const { code, out, err } = await cli(['readiness', ...args], { cwd: folder, env: { ...env } });
    assert.equal(code, 2, err);
    assert.match(err, words);
    assert.match(out, /of 100/);
  }
  assert.ok(!existsSync(path.join(cwd, 'pwned')));
  const { code, err } = await cli(['readiness', '--history', '0'], { cwd });
  assert.deepEqual([code, err.includes('1 to 200 commits')], [2, true]);
});

test('what a repository names in its configuration is not run, and its links and odd names lead nowhere', async (t) => {
  const { cwd, ids, commit, git } = grown(t);
  const marker = path.join(cwd, 'run-by-git');
  const program = path.join(cwd, 'evil.sh');
  writeFileSync(program, `#!/bin/sh\ntouch ${marker}\n`);
  chmodSync(program, 0o755);
  symlinkSync('/etc/passwd', path.join(cwd, 'models/churn/docs/link.md'));
  commit('A link', '2026-10-07T12:00:00Z');
  for (const key of [
    'core.fsmonitor',
    'gpg.program',
    'core.pager',
    'diff.external',
    'core.sshCommand',
    'core.hooksPath',
  ])
    git('config', key, program);
  git('config', 'log.showSignature', 'true');
  const { since, history } = await told(cwd, '--since', ids[0]!, '--history', '10');
  assert.ok(since?.was && history?.length === 3);
  assert.ok(!existsSync(marker));

  // A tree that no honest git makes.
  const blob = execFileSync('git', ['hash-object', '-w', '--stdin'], { cwd, input: 'pwned' }).toString().trim();
  const tree = execFileSync('git', ['hash-object', '-t', 'tree', '--literally', '-w', '--stdin'], {
    cwd,
    input: Buffer.concat([Buffer.from('100644 ..\0'), Buffer.from(blob, 'hex')]),
  });
  assert.match(tree.toString(), /^[0-9a-f]{40}/);
  const hostile = git('commit-tree', tree.toString().trim(), '-m', 'hostile').trim();
  assert.equal((await told(cwd, '--since', hostile)).since?.was, undefined);
});
