import { readinessPage } from '../../core/readiness/export/html.ts';
import type { ReadinessReport } from './readiness.ts';

/** How ready models are, as one page. */
export const formatReadinessHtml = ({ files }: ReadinessReport, now: number): string =>
  readinessPage(
    files.flatMap(({ file, plans }) => plans.map((plan) => ({ file, ...plan }))),
    { now },
  );
