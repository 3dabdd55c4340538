import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import type { Span } from '../../core/document/text.ts';
import type { Problem, Severity } from '../../core/problem.ts';
import { RULES } from '../../core/rules/index.ts';
import { rulePage } from '../../language/to-lsp.ts';
import type { FileReport, Report } from './check.ts';
import { RULE_DOCUMENTS, VERSION } from './generated/rule-documents.js';
import { safeJson } from './sanitize.ts';

const HOME = 'https://github.com/production-first/production-first-ml';
const BASE = '%SRCROOT%';
const LEVELS = { error: 'error', warning: 'warning', information: 'note' } as const satisfies Record<Severity, string>;
const RULE_INDEX: ReadonlyMap<string, number> = new Map(RULES.map((rule, index) => [rule.id, index]));

/** Findings for code-scanning services: SARIF 2.1.0, lines and UTF-16 columns counted from one. */
export function formatSarif(report: Report): string {
  const run = {
    tool: { driver: { name: 'production-first', version: VERSION, informationUri: HOME, rules: RULES.map(describe) } },
    columnKind: 'utf16CodeUnits',
    newlineSequences: ['\r\n', '\n', '\r'],
    originalUriBaseIds: { [BASE]: { description: { text: 'The working directory of the command.' } } },
    invocations: [
      {
        executionSuccessful: report.failures.length === 0,
        toolExecutionNotifications: report.failures.map(({ file, reason }) => ({
          level: 'error',
          message: { text: plain(`${file} was not checked: ${reason}.`) },
        })),
      },
    ],
    results: report.files.flatMap(results),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${safeJson(log)}\n`;
}

function describe({ id, summary, severity }: (typeof RULES)[number]): object {
  const page = RULE_DOCUMENTS[id];
  return {
    id,
    shortDescription: { text: summary },
    helpUri: rulePage(id),
    ...(page && { help: { text: page, markdown: page } }),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function results(file: FileReport): object[] {
  const seen = new Map<string, number>();
  return file.problems.map((problem) => {
    const print = fingerprint(file, problem);
    const nth = seen.get(print) ?? 0;
    seen.set(print, nth + 1);
    return {
      ruleId: problem.rule,
      ruleIndex: RULE_INDEX.get(problem.rule),
      level: LEVELS[problem.severity],
      message: { text: plain(problem.message) },
      locations: [{ physicalLocation: location(file, problem.span) }],
      ...(problem.related && {
        relatedLocations: problem.related.map(({ span, message }, id) => ({
          id,
          physicalLocation: location(file, span),
          message: { text: plain(message) },
        })),
      }),
      partialFingerprints: { 'productionFirst/v1': `${print}:${nth}` },
    };
  });
}

function location(file: FileReport, span: Span): object {
  const { start, end } = file.lines.range(span);
  return {
    artifactLocation: artifact(file),
    region: {
      startLine: start.line + 1,
      startColumn: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    },
  };
}

/** Relative to the working directory; a file outside it by its whole address, because `..` may not stand in a relative one. */
function artifact({ name, file }: FileReport): object {
  if (name.startsWith('../')) return { uri: pathToFileURL(file).href };
  return { uri: name.toWellFormed().split('/').map(encodeURIComponent).join('/'), uriBaseId: BASE };
}

/** The same finding in the same words, wherever its line has moved. A credential leaves no trace, not even hashed. */
function fingerprint({ lines }: FileReport, { rule, message, span }: Problem): string {
  const { start, end } = lines.range(span);
  const line = lines.line(start.line);
  const rest = end.line === start.line ? line.slice(end.character) : '';
  const context = rule.startsWith('secret/') ? line.slice(0, start.character) + rest : line;
  return createHash('sha256').update([rule, message, context.trim()].join('\0')).digest('hex').slice(0, 32);
}

/** Text of a file must not turn into SARIF's own links `[text](target)` and placeholders `{0}`. */
const plain = (text: string): string => text.replace(/\[(?=[^\]]*\]\()/g, '\\[').replace(/\{(\d+)\}/g, '{{$1}}');
