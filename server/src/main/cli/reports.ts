import type { ReportFormat } from '../../protocol/readiness.ts';
import { formatReadinessHtml } from './format-readiness-html.ts';
import { formatReadinessJson } from './format-readiness-json.ts';
import { formatReadinessMarkdown } from './format-readiness-markdown.ts';
import type { ReadinessReport } from './readiness.ts';

/** How each report is written. `now`: milliseconds since the epoch */
export const REPORTS: Readonly<Record<ReportFormat, (report: ReadinessReport, now: number) => string>> = {
  markdown: formatReadinessMarkdown,
  html: formatReadinessHtml,
  json: formatReadinessJson,
};
