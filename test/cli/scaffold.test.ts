import assert from 'node:assert/strict';
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { CLI, cli, folderWith, type CliResult } from '../support/cli.ts';
import { SOUND_PLANS } from '../support/rendered.ts';

const PLAN = 'plan.production-plan.yaml';
const TEXT = SOUND_PLANS['llm-service'] ?? '';
const RULES = 'prometheus/support-answers.rules.yaml';

const run = (cwd: string, ...args: readonly string[]): Promise<CliResult> =>
  cli(
    [
      'scaffold',
      ...args.filter((word) => word.startsWith('--')),
      ...args.filter((word) => !word.startsWith('--')),
      PLAN,
    ],
    { cwd },
  );

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();

const textsOf = (folder: string): Record<string, string> =>
  Object.fromEntries(filesOf(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));

/** No file may become larger than 4 kB: the first ones are written, then the system writes a part of one and refuses the rest. */
const onFullDisk = (cwd: string): SpawnSyncReturns<string> =>
  spawnSync('bash', ['-c', 'ulimit -f 4; exec "$0" "$@"', process.execPath, CLI, 'scaffold', 'all', PLAN], {
    cwd,
    encoding: 'utf8',
  });

function change(file: string, edit: (text: string) => string): void {
  const before = readFileSync(file, 'utf8');
  const after = edit(before);
  assert.notEqual(after, before);
  writeFileSync(file, after);
}

test('what is rendered is written once, and a second run changes nothing', async (t) => {
  const cwd = folderWith(t, { [PLAN]: TEXT });
  const dry = await run(cwd, 'all', '--dry-run');
  assert.equal(dry.code, 0, dry.err);
  assert.deepEqual(filesOf(cwd), [PLAN]);
  assert.equal((await run(cwd, 'all', '--check')).code, 1);
  assert.deepEqual(filesOf(cwd), [PLAN]);

  const first = await run(cwd, 'all');
  assert.equal(first.code, 0, first.err);
  assert.match(first.out, /support-answers\.rules\.yaml: written\n/);
  assert.match(first.err, /feast: The plan names no feature store of Feast/);
  assert.match(first.err, /flagger: see to it: The Canary takes over the Deployment "support-answers"/);
  const made = textsOf(cwd);
  assert.ok(made[RULES] && made['.production-first/lock.json']);
  const second = await run(cwd, 'all');
  assert.match(second.out, /support-answers\.rules\.yaml: is as the plan has it\n/);
  assert.deepEqual(textsOf(cwd), made);
  assert.equal((await run(cwd, 'all', '--check')).code, 0);
});

test('a disk that is full in the middle: nothing is changed, one line says why, and the next run makes all of it', async (t) => {
  const cwd = folderWith(t, { [PLAN]: TEXT });
  const full = await run(cwd, 'all', '--dry-run');
  assert.equal(full.code, 0, full.err);
  const limited = onFullDisk(cwd);
  assert.equal(limited.status, 2, limited.stderr);
  assert.match(limited.stderr, /could not be written: no file may be as large here\. Nothing was changed\.\n$/);
  assert.doesNotMatch(limited.stderr, /unexpected|\bat /);
  assert.deepEqual(filesOf(cwd), [PLAN]);

  assert.equal((await run(cwd, 'all')).code, 0);
  assert.equal((await run(cwd, 'all', '--check')).code, 0);
  const before = textsOf(cwd);
  change(path.join(cwd, PLAN), (text) => text.replaceAll('support-answers', 'support-replies'));
  const again = onFullDisk(cwd);
  assert.equal(again.status, 2, again.stderr);
  assert.deepEqual({ ...textsOf(cwd), [PLAN]: before[PLAN] }, before, 'what was made before is as it was');
});

test('when the plan changes, the file follows; what a hand wrote elsewhere in it is kept', async (t) => {
  const cwd = folderWith(t, { [PLAN]: TEXT });
  await run(cwd, 'prometheus-rules');
  const rules = path.join(cwd, RULES);
  change(rules, (text) => text.replace(/^groups:/m, '# looked at by Ada\ngroups:'));
  change(path.join(cwd, PLAN), (text) => text.replace('threshold: 0.48', 'threshold: 0.5'));
  const told = await run(cwd, 'prometheus-rules', '--check');
  assert.deepEqual([told.code, told.out.includes('is out of date, and was edited by hand')], [1, true]);
  assert.equal((await run(cwd, 'prometheus-rules')).code, 0);
  const after = readFileSync(rules, 'utf8');
  assert.match(after, /^# looked at by Ada\ngroups:/m);
  assert.match(after, /< 0\.5$/m);
  assert.equal((await run(cwd, 'prometheus-rules', '--check')).code, 0);
});

test('where both changed the same line nothing is written, unless that is asked for', async (t) => {
  const cwd = folderWith(t, { [PLAN]: TEXT });
  await run(cwd, 'prometheus-rules');
  const rules = path.join(cwd, RULES);
  change(rules, (text) => text.replace('< 0.48', '< 0.4'));
  const edited = readFileSync(rules, 'utf8');
  change(path.join(cwd, PLAN), (text) => text.replace('threshold: 0.48', 'threshold: 0.5'));
  const { code, out } = await run(cwd, 'prometheus-rules');
  assert.deepEqual([code, out.includes('left alone: in 1 place both a hand and the plan changed it')], [1, true]);
  assert.equal(readFileSync(rules, 'utf8'), edited);
  assert.equal((await run(cwd, 'prometheus-rules', '--force')).code, 0);
  assert.match(readFileSync(rules, 'utf8'), /< 0\.5$/m);
});

test('a file of somebody else is never written, nor is anything through a link or outside of the folder', async (t) => {
  const cwd = folderWith(t, { [PLAN]: TEXT, [RULES]: 'groups: []\n' });
  for (const mode of ['--force', '--dry-run']) {
    const { code, out } = await run(cwd, 'prometheus-rules', mode);
    assert.deepEqual([code, out.includes('left alone: there is a file that was not made from a plan')], [1, true]);
  }
  assert.equal(readFileSync(path.join(cwd, RULES), 'utf8'), 'groups: []\n');

  const outside = folderWith(t, { 'kept.txt': 'kept' });
  rmSync(path.join(cwd, 'prometheus'), { recursive: true });
  symlinkSync(outside, path.join(cwd, 'prometheus'));
  const linked = await run(cwd, 'prometheus-rules', '--force');
  assert.deepEqual([linked.code, linked.out.includes('a link leads out of the folder')], [1, true]);
  assert.deepEqual(filesOf(outside), ['kept.txt']);
  rmSync(path.join(cwd, 'prometheus'));
  mkdirSync(path.join(cwd, RULES), { recursive: true });
  assert.match((await run(cwd, 'prometheus-rules')).out, /it is no ordinary file/);
});

test('a lock that cannot be read stops everything; a name that leads elsewhere becomes one that does not', async (t) => {
  const cwd = folderWith(t, { [PLAN]: TEXT, '.production-first/lock.json': '{"version": 9}' });
  const { code, err } = await run(cwd, 'all');
  assert.deepEqual([code, err.includes('lock.json cannot be read')], [2, true]);
  assert.ok(!existsSync(path.join(cwd, 'prometheus')));
  const named = folderWith(t, { [PLAN]: TEXT.replace('name: support-answers', 'name: "../../../etc/x"') });
  await run(named, 'all', '--force');
  for (const file of filesOf(named)) assert.ok(!file.includes('..'), file);
});

test('what cannot be understood is told', async (t) => {
  const cwd = folderWith(t, { [PLAN]: 'kind: [', 'other.txt': '' });
  for (const [args, words] of [
    [['scaffold'], /Name targets and a plan/],
    [['scaffold', PLAN], /Name targets and a plan/],
    [
      ['scaffold', 'nonsense', PLAN],
      /There is no target "nonsense"\. It renders prometheus-rules, prometheus-rule-resource, /,
    ],
    [['scaffold', 'all', '--check', '--force', PLAN], /--check and --force cannot go together/],
    [['scaffold', 'all', PLAN], /was not rendered/],
    [['scaffold', 'all', 'gone.yaml'], /gone\.yaml/],
  ] as const) {
    const { code, err } = await cli(args, { cwd });
    assert.equal(code, 2, err);
    assert.match(err, words);
  }
});

test('check tells at the plan what became of the files that were made from it', async (t) => {
  const cwd = folderWith(t, { [PLAN]: TEXT });
  const found = async (): Promise<string[]> => {
    const { out } = await cli(['check', PLAN, '--format', 'json'], { cwd });
    const { problems } = JSON.parse(out) as {
      problems: { rule: string; message: string; range: { start: { line: number } } }[];
    };
    return problems
      .filter(({ rule }) => rule.startsWith('scaffold/'))
      .map(
        ({ rule, message, range }) =>
          `${range.start.line} ${rule} ${/"[^"]*"(?: and \d+ more)?/.exec(message)?.[0] ?? ''}`,
      );
  };
  assert.deepEqual(await found(), []);
  await run(cwd, 'prometheus-rules');
  assert.deepEqual(await found(), []);
  const rules = path.join(cwd, RULES);
  change(rules, (text) => `# looked at by Ada\n${text}`);
  assert.deepEqual(await found(), [`3 scaffold/edited "${RULES}"`]);
  change(path.join(cwd, PLAN), (text) => text.replace('threshold: 0.48', 'threshold: 0.5'));
  const tests = RULES.replace('.yaml', '.test.yaml');
  assert.deepEqual(await found(), [`3 scaffold/out-of-date "${RULES}"`]);
  assert.ok((await run(cwd, 'prometheus-rules')).code === 0);
  assert.deepEqual(await found(), [`3 scaffold/edited "${RULES}"`]);
  rmSync(path.join(cwd, tests));
  assert.deepEqual(await found(), [`3 scaffold/edited "${RULES}"`, `3 scaffold/missing "${tests}"`]);
});

test('what is agreed is kept for later runs, files move with it, and it can be taken back', async (t) => {
  const cwd = folderWith(t, { [PLAN]: TEXT });
  await run(cwd, 'prometheus-rules');
  const agreed = ['--folder=prometheus=ops/rules', '--label=team=support', '--in-use=prometheus=3.1'];
  const first = await run(cwd, 'prometheus-rules', ...agreed);
  assert.equal(first.code, 0, first.err);
  assert.match(first.out, /^ops\/rules\/support-answers\.rules\.yaml: written$/m);
  assert.match(first.out, /^prometheus\/support-answers\.rules\.yaml: removed: the plan does not make it any more$/m);
  assert.ok(!existsSync(path.join(cwd, RULES)));
  const moved = path.join(cwd, 'ops/rules/support-answers.rules.yaml');
  assert.match(readFileSync(moved, 'utf8'), /^ +team: support$/m);
  const lock = JSON.parse(readFileSync(path.join(cwd, '.production-first/lock.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  assert.deepEqual(lock['conventions'], {
    folders: { prometheus: 'ops/rules' },
    labels: { team: 'support' },
    versions: { prometheus: '3.1' },
  });
  // Pipelines need not know them.
  assert.equal((await run(cwd, 'prometheus-rules', '--check')).code, 0);
  change(moved, (text) => `# Ada\n${text}`);
  const back = await run(cwd, 'prometheus-rules', '--folder=prometheus=', '--label=team=');
  assert.equal(back.code, 1);
  assert.match(
    back.out,
    /^ops\/rules\/support-answers\.rules\.yaml: left alone: the plan does not make it any more, and/m,
  );
  assert.ok(existsSync(path.join(cwd, RULES)) && existsSync(moved));
  assert.equal((await run(cwd, 'prometheus-rules', '--force')).code, 0);
  assert.ok(!existsSync(moved));
});

test('a folder outside, a version too old, a note that nothing understands and a wrong option are told', async (t) => {
  const notes = '  annotations: {production-first/version.prometeus: "3"}\n';
  const cwd = folderWith(t, { [PLAN]: TEXT.replace('metadata:\n', `metadata:\n${notes}`) });
  const outside = await run(cwd, 'runbook', '--folder=docs=../x');
  assert.equal(outside.code, 1);
  assert.match(outside.out, /left alone: .*its name leads elsewhere/);
  assert.match(outside.err, /Nothing understands the annotation "production-first\/version\.prometeus"/);
  const old = await run(cwd, 'prometheus-rules', '--in-use=prometheus=2.30');
  assert.match(old.err, /can be read by prometheus 2\.42 and later, and 2\.30 is in use/);
  for (const [option, said] of [
    ['--in-use=prometeus=3', /--in-use knows prometheus, alertmanager/],
    ['--folder=prometheus', /--folder takes NAME=VALUE, not "prometheus"/],
  ] as const) {
    const wrong = await run(cwd, 'runbook', option);
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, said);
  }
});
