import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver-types';
import type { LineIndex } from '../core/document/text.ts';
import type { Problem, ProblemData, Severity } from '../core/problem.ts';

export const SOURCE = 'production-first';
const RULE_PAGES = 'https://github.com/production-first/production-first-ml/blob/main/docs/rules/';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** What a diagnostic carries back to the server when its quick fixes are asked for. */
export interface DiagnosticPayload {
  readonly document: number;
  readonly fix?: ProblemData;
}

/** Where a rule is explained. */
export const rulePage = (rule: string): string => `${RULE_PAGES}${rule}.md`;

export function toDiagnostic(problem: Problem, lines: LineIndex, uri: string): Diagnostic {
  const payload: DiagnosticPayload = { document: problem.document ?? 0, ...(problem.data && { fix: problem.data }) };
  return {
    source: SOURCE,
    code: problem.rule,
    codeDescription: { href: rulePage(problem.rule) },
    severity: SEVERITIES[problem.severity],
    message: problem.message,
    range: lines.range(problem.span),
    data: payload,
    ...(problem.unnecessary && { tags: [DiagnosticTag.Unnecessary] }),
    ...(problem.related && {
      relatedInformation: problem.related.map(({ span, message }) => ({
        location: { uri, range: lines.range(span) },
        message,
      })),
    }),
  };
}
