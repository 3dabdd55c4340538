import { rulePage } from '../../language/to-lsp.ts';
import type { Report } from './check.ts';
import { safeJson } from './sanitize.ts';
import type { Totals } from './totals.ts';

/** Findings for programs: zero-based lines and UTF-16 characters, as in the Language Server Protocol. */
export function formatJson(report: Report, { files, errors, warnings }: Totals): string {
  const problems = report.files.flatMap((file) =>
    file.problems.map(({ rule, severity, message, span }) => ({
      file: file.name,
      rule,
      severity,
      message,
      range: file.lines.range(span),
      docs: rulePage(rule),
    })),
  );
  return `${safeJson({ problems, summary: { files, errors, warnings } })}\n`;
}
