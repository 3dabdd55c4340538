import type { ResponseError } from 'vscode-languageserver';
import {
  READINESS_REPORT_REQUEST,
  REPORT_FORMATS,
  type ReadinessReportParams,
  type ReadinessReportResult,
} from '../../protocol/readiness.ts';
import { reportsOf } from '../cli/readiness.ts';
import { REPORTS } from '../cli/reports.ts';
import { pathFrom } from '../path-from.ts';
import { toPath } from '../documents.ts';
import { failed } from '../failed.ts';
import type { Feature, FeatureHost } from '../feature.ts';
import { guard } from '../guard.ts';
import { checkedPlanAt } from '../live/plan-files.ts';
import { signalOf } from '../signal-of.ts';
import { judgePlans } from './readiness.ts';

/** Answers with a report about the plans of a file. Asks no network. */
export const readinessReport: Feature = (host) => {
  const { connection } = host;
  const fallback = failed('The report could not be written. The log of the extension says more; please report it.');
  connection.onRequest(
    READINESS_REPORT_REQUEST,
    guard<ReadinessReportParams, ReadinessReportResult | ResponseError>(
      connection.console,
      'readiness report',
      fallback,
      (params, token) => answer(host, params, signalOf(token)),
    ),
  );
  return {};
};

async function answer(
  host: FeatureHost,
  { uri, format }: ReadinessReportParams,
  signal: AbortSignal,
): Promise<ReadinessReportResult | ResponseError> {
  const known = REPORT_FORMATS.find(({ id }) => id === format);
  if (!known) return failed('There is no such report.');
  const judged = await judgePlans(host, uri, signal);
  if (typeof judged === 'string') return failed(judged);
  const path = toPath(uri) ?? '';
  const file = pathFrom(host.workspace.rootOf(path), path);
  const checked = await checkedPlanAt(host, uri, path);
  if (typeof checked === 'string') return failed(checked);
  const views = checked.documents.map((_, index) => judged.plans.find((plan) => plan.index === index)?.view);
  const plans = await reportsOf(host.workspace, path, checked, views);
  return { text: REPORTS[known.id]({ files: [{ file, plans }], failures: [] }, Date.now()) };
}
