import { aiActReport } from '../../core/readiness/export/ai-act.ts';
import { cycloneDx } from '../../core/readiness/export/cyclonedx.ts';
import type { ReportSource } from '../../core/readiness/export/source.ts';
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
  cyclonedx: (report, now) => `${JSON.stringify(cycloneDx(sourcesOf(report), now), undefined, 2)}\n`,
  'eu-ai-act': (report, now) => aiActReport(sourcesOf(report), now),
};

const sourcesOf = ({ files }: ReadinessReport): ReportSource[] =>
  files.flatMap(({ file, plans }) => plans.map(({ view, plan, card }) => ({ file, view, plan, card })));
