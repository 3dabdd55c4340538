// What the action does: findings as annotations and SARIF, readiness as a report, the summary of the job and outputs.
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const LEVELS = ['Prototype', 'Declared', 'Instrumented', 'Operated', 'Proven'];
const SEVERITIES = { error: 'error', warning: 'warning', information: 'notice' };
/** GitHub shows ten of each kind for a step. */
const MAX_ANNOTATIONS = 10;
const [OK, FAILED] = [0, 2];

const input = (name) => (process.env[`INPUT_${name}`] ?? '').trim();
const paths = input('PATHS')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '');
const live = input('LIVE') === 'true' ? ['--live'] : [];
const option = (name, value) => (value === '' ? [] : [`${name}=${value}`]);

/** Text in a workflow command, where a line break would begin another one. */
const escaped = (text) => String(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text) => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

function run(command, ...options) {
  // Paths come last, and behind `--`: none of them is taken for an option.
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [CLI, command, ...options, '--', ...paths], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (error) throw error;
  return { status: status ?? FAILED, out: stdout, err: stderr };
}

/** The commit to compare with: as it is given, else the base of a pull request where the checkout has it. */
function since() {
  const given = input('SINCE');
  if (given !== '') return given;
  const base = process.env.GITHUB_BASE_REF ?? '';
  if (base === '') return '';
  const revision = `refs/remotes/origin/${base}`;
  const found = spawnSync('git', ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  if (found.status === OK) return revision;
  console.log(
    `::notice::The base of the pull request was not checked out, so what changed is not told. Give actions/checkout "fetch-depth: 0".`,
  );
  return '';
}

function annotate({ out }) {
  const counts = {};
  const { problems, summary } = JSON.parse(out);
  for (const { file, severity, rule, message, range } of problems) {
    const kind = SEVERITIES[severity] ?? 'notice';
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (counts[kind] > MAX_ANNOTATIONS) continue;
    const place = `file=${property(file)},line=${range.start.line + 1},col=${range.start.character + 1}`;
    console.log(`::${kind} ${place},title=${property(rule)}::${escaped(message)}`);
  }
  console.log(`${summary.errors} errors and ${summary.warnings} warnings in ${summary.files} files.`);
}

const folder = mkdtempSync(path.join(process.env.RUNNER_TEMP || tmpdir(), 'production-first-'));
const write = (name, text) => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};
const checked = run('check', '--format=json', ...option('--max-warnings', input('MAX_WARNINGS')), ...live);
if (checked.out !== '') annotate(checked);
const sarif = write('findings.sarif', run('check', '--format=sarif', ...live).out);

const compared = option('--since', since());
const judged = run('readiness', '--format=markdown', ...compared, ...live);
const report = write('readiness.md', judged.out);
const scored = run('readiness', '--format=json', ...option('--min-score', input('MIN_SCORE')), ...live);
const { plans = [], summary = {} } = scored.out === '' ? {} : JSON.parse(scored.out);
const level = LEVELS.find((name) => plans.some((plan) => plan.level === name)) ?? '';

for (const err of new Set([checked, judged, scored].map((one) => one.err)))
  if (err !== '') console.log(`::error::${escaped(err.trim())}`);
if (process.env.GITHUB_STEP_SUMMARY)
  appendFileSync(process.env.GITHUB_STEP_SUMMARY, `## Production readiness\n\n${judged.out}\n`);
if (process.env.GITHUB_OUTPUT) {
  const outputs = { score: summary.lowestScore ?? '', level, report, sarif };
  for (const [name, value] of Object.entries(outputs)) appendFileSync(process.env.GITHUB_OUTPUT, `${name}=${value}\n`);
}
process.exitCode = Math.max(checked.status, judged.status, scored.status);
