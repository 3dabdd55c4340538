import type { Position } from '../../core/document/text.ts';
import type { Severity } from '../../core/problem.ts';
import { painter, type Paint, type Style } from './colors.ts';
import type { FileReport, Report } from './check.ts';
import { visible, visibleName } from './sanitize.ts';
import { count, type Totals } from './totals.ts';

const COLORS: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', information: 'blue' };

export interface TextOptions {
  readonly colors: boolean;
  readonly maxWarnings: number | undefined;
}

/** Findings for people: one line each, the place first so that terminals link to it; a blank line between files. */
export function formatText(report: Report, totals: Totals, options: TextOptions): string {
  const paint = painter(options.colors);
  const groups = report.files.filter(({ problems }) => problems.length > 0).map((file) => formatFile(file, paint));
  return [...groups, summary(totals, options, paint)].join('\n');
}

function formatFile(file: FileReport, paint: Paint): string {
  const rows = file.problems.map((problem) => ({ problem, at: place(file, file.lines.position(problem.span.start)) }));
  const width = Math.max(...rows.map(({ at }) => at.length));
  const severityWidth = Math.max(...rows.map(({ problem }) => problem.severity.length));
  const lines = rows.flatMap(({ problem, at }) => [
    `${at.padEnd(width)}  ${paint(COLORS[problem.severity], problem.severity.padEnd(severityWidth))}  ${paint('dim', problem.rule)}  ${visible(problem.message)}`,
    ...(problem.related ?? []).map(
      ({ span, message }) => `  ${place(file, file.lines.position(span.start))}  ${visible(message)}`,
    ),
  ]);
  return lines.map((line) => `${line}\n`).join('');
}

/** Lines and columns count from one for people, as editors show them. */
const place = (file: FileReport, { line, character }: Position): string =>
  `${visibleName(file.name)}:${line + 1}:${character + 1}`;

function summary(totals: Totals, options: TextOptions, paint: Paint): string {
  if (totals.files === 0) return 'No production plan or model card was checked.\n';
  const counted = `${count(totals.errors, 'error')}, ${count(totals.warnings, 'warning')} in ${count(totals.files, 'file')}`;
  const found = [
    paint(totals.errors > 0 ? 'red' : totals.warnings > 0 ? 'yellow' : 'green', counted),
    ...(totals.informations > 0 ? [`${count(totals.informations, 'note')} besides`] : []),
    ...(options.maxWarnings !== undefined && totals.warnings > options.maxWarnings
      ? [`--max-warnings allows ${options.maxWarnings}`]
      : []),
  ];
  return `${found.join('; ')}.\n`;
}
