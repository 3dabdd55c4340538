import { checkPaths } from './check.ts';
import { wantsColors } from './colors.ts';
import { decayOf } from './decay.ts';
import { explain } from './explain.ts';
import { formatDecayJson } from './format-decay-json.ts';
import { formatDecayOpenMetrics, formatDecayPrometheus } from './format-decay-metrics.ts';
import { formatDecayText } from './format-decay-text.ts';
import { formatJson } from './format-json.ts';
import { formatSarif } from './format-sarif.ts';
import { formatReadinessText } from './format-readiness-text.ts';
import { formatText } from './format-text.ts';
import { VERSION } from './generated/rule-documents.js';
import { formatScaffold, isLeft } from './format-scaffold.ts';
import { scaffold } from './scaffold.ts';
import { readinessOfPaths } from './readiness.ts';
import { REPORTS } from './reports.ts';
import { visible, visibleName } from './sanitize.ts';
import { totalsOf } from './totals.ts';
import { readArguments, USAGE, UsageError, type Command } from './usage.ts';

const OK = 0;
const FINDINGS = 1;
const FAILED = 2;

async function run(command: Command): Promise<number> {
  switch (command.name) {
    case 'help':
      process.stdout.write(USAGE);
      return OK;
    case 'version':
      process.stdout.write(`${VERSION}\n`);
      return OK;
    case 'explain':
      process.stdout.write(explain(command.rule));
      return OK;
    case 'lsp':
      await import('../lsp.ts');
      return OK;
    case 'check':
      return runCheck(command);
    case 'decay':
      return runDecay(command);
    case 'readiness':
      return runReadiness(command);
    case 'scaffold':
      return runScaffold(command);
  }
}

async function runCheck({ paths, format, maxWarnings, live, asOf }: Command & { name: 'check' }): Promise<number> {
  const options = { cwd: process.cwd(), now: Date.now(), live: live ? process.env : undefined, asOf };
  const report = await checkPaths(paths, options);
  const totals = totalsOf(report);
  if (format === 'json') process.stdout.write(formatJson(report, totals));
  else if (format === 'sarif') process.stdout.write(formatSarif(report));
  else {
    const colors = wantsColors(process.env, process.stdout.isTTY);
    process.stdout.write(formatText(report, totals, { colors, maxWarnings }));
  }
  for (const { file, reason } of report.failures) complain(`${visibleName(file)} was not checked: ${reason}.`);
  if (report.failures.length > 0) return FAILED;
  return totals.errors > 0 || totals.warnings > (maxWarnings ?? Infinity) ? FINDINGS : OK;
}

const DECAY = {
  json: formatDecayJson,
  prometheus: formatDecayPrometheus,
  openmetrics: formatDecayOpenMetrics,
} as const;

async function runDecay({ paths, format, since, asOf }: Command & { name: 'decay' }): Promise<number> {
  const options = { cwd: process.cwd(), now: Date.now(), since, asOf, environment: process.env };
  const report = await decayOf(paths, options);
  const colors = wantsColors(process.env, process.stdout.isTTY);
  // Where there is no terminal, lines are as long as they need to be.
  const width = process.stdout.isTTY ? process.stdout.columns : 100;
  process.stdout.write(format === 'text' ? formatDecayText(report, { colors, width }) : DECAY[format](report));
  for (const { file, reason } of report.failures) complain(`${visibleName(file)} was not read: ${reason}.`);
  if (report.failures.length > 0) return FAILED;
  // Whoever brings values to Prometheus lets its rules judge them.
  if (format === 'prometheus' || format === 'openmetrics') return OK;
  return report.files.some(({ plans }) => plans.some(({ level }) => level === 'critical')) ? FINDINGS : OK;
}

async function runReadiness(command: Command & { name: 'readiness' }): Promise<number> {
  const { paths, format, live, asOf, minScore, since, history } = command;
  const options = { cwd: process.cwd(), now: Date.now(), live: live ? process.env : undefined, asOf, since, history };
  const report = await readinessOfPaths(paths, options);
  const colors = wantsColors(process.env, process.stdout.isTTY);
  if (format === 'text') process.stdout.write(formatReadinessText(report, { colors }));
  else process.stdout.write(REPORTS[format](report, options.now));
  for (const { file, reason } of report.failures) complain(`${visibleName(file)} was not read: ${reason}.`);
  const unknown = report.files.filter(({ pastProblem }) => pastProblem !== undefined);
  for (const { file, pastProblem = '' } of unknown) complain(`${visibleName(file)}: ${pastProblem}`);
  if (report.failures.length > 0 || unknown.length > 0) return FAILED;
  const low = report.files.flatMap(({ file, plans }) =>
    plans.filter(({ view }) => view.score < (minScore ?? 0)).map(({ view }) => ({ file, view })),
  );
  for (const { file, view } of low)
    complain(`${visibleName(file)}: ${view.title} scores ${view.score}, below ${minScore ?? 0}.`);
  return low.length > 0 ? FINDINGS : OK;
}

async function runScaffold(command: Command & { name: 'scaffold' }): Promise<number> {
  const report = await scaffold({ ...command, cwd: process.cwd() });
  if (report.problem !== undefined) {
    complain(`${visibleName(command.plan)} was not rendered: ${report.problem}`);
    return FAILED;
  }
  process.stdout.write(formatScaffold(report, command.mode));
  for (const { target, message } of report.gaps) complain(`${target}: ${message}`);
  for (const { target, note } of report.notes) complain(`${target}: see to it: ${note}`);
  return report.files.some((planned) => isLeft(planned, command.mode)) ? FINDINGS : OK;
}

function complain(message: string): void {
  process.stderr.write(`production-first: ${visible(message)}\n`);
}

// Node's own remarks, such as that a part of it is experimental, are none for whoever checks a plan.
process.removeAllListeners('warning');

// Who pipes into `head` has seen enough: a closed pipe is no error. A full disk is one.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  complain(error.message);
  process.exitCode = FAILED;
});

async function main(): Promise<void> {
  try {
    process.exitCode = await run(readArguments(process.argv.slice(2)));
  } catch (error) {
    if (error instanceof UsageError) complain(`${error.message} See: production-first --help`);
    else complain(`unexpected error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = FAILED;
  }
}

void main();
