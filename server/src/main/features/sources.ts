import { SourceError } from '../../backends/source-error.ts';
import { livePlanOf, type LivePlan } from '../../core/decay/plan-live.ts';
import {
  SOURCE_LINK_REQUEST,
  SOURCES_REQUEST,
  TEST_SOURCE_REQUEST,
  type SourceLinkParams,
  type SourceLinkResult,
  type SourcesParams,
  type SourcesResult,
  type TestSourceParams,
  type TestSourceResult,
} from '../../protocol/decay.ts';
import type { Feature, FeatureHost } from '../feature.ts';
import { guard } from '../guard.ts';
import { backendFor, contextOf } from '../live/ask-backend.ts';
import { planFileAt } from '../live/plan-files.ts';
import { questionsOf } from '../live/question.ts';
import { signalOf } from '../signal-of.ts';

/** Of a connection test; a person waits for it. */
const TIME_LIMIT = 20_000;

/** The data sources of plans: which there are, whether they answer, and where a person sees them. */
export const sources: Feature = (host) => {
  const { connection } = host;
  connection.onRequest(
    SOURCES_REQUEST,
    guard<SourcesParams, SourcesResult>(connection.console, 'data sources', [], async ({ uri }) => {
      const file = await planFileAt(host, uri);
      if (typeof file === 'string') return [];
      return file.documents.flatMap(({ root }, plan) =>
        livePlanOf(root).sources.map(({ position: _, ...source }) => ({ plan, source })),
      );
    }),
  );
  const failed = problem(new SourceError('bad-answer', 'The test failed. The log of the extension says more.'));
  connection.onRequest<TestSourceResult, unknown>(
    TEST_SOURCE_REQUEST,
    guard<TestSourceParams, TestSourceResult>(connection.console, 'connection test', failed, (params, token) =>
      testSource(host, params, signalOf(token)),
    ),
  );
  connection.onRequest(
    SOURCE_LINK_REQUEST,
    guard<SourceLinkParams, SourceLinkResult>(connection.console, 'source link', {}, (params) => linkOf(host, params)),
  );
  return {};
};

async function testSource(
  host: FeatureHost,
  { uri, plan: position, source: name }: TestSourceParams,
  signal: AbortSignal,
): Promise<TestSourceResult> {
  try {
    const { plan, path } = await planAt(host, uri, position);
    const source = plan.sources.findLast((candidate) => candidate.name === name);
    if (!source)
      throw new SourceError('not-found', `The plan has no data source "${name}". Add it to spec.dataSources.`);
    const { means } = host.live;
    const limited = AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT)]);
    return { description: await backendFor(means, source).describe(source, contextOf(means, path, limited)) };
  } catch (error) {
    if (error instanceof SourceError) return problem(error);
    throw error;
  }
}

const problem = ({ reason, message }: SourceError): TestSourceResult => ({ error: { reason, message } });

async function linkOf(
  host: FeatureHost,
  { uri, plan: position, indicator, column }: SourceLinkParams,
): Promise<SourceLinkResult> {
  const { plan, path, asOf } = await planAt(host, uri, position);
  const { means, reader } = host.live;
  const now = asOf ?? means.now();
  const questions = questionsOf(plan, { file: path, asOf });
  if (indicator !== undefined) {
    const question = questions.series[plan.indicators.findIndex(({ name }) => name === indicator)];
    return opened(question && means.backendOf(question.source.type)?.link?.(question.source, question.request(now)));
  }
  const watched = plan.columns.find((candidate) => candidate.column === column);
  const source = watched && questions.drift.get(watched.source)?.source;
  return opened(watched && source && reader.columnLink(source, watched, now));
}

/** Only what a browser opens as a page; a plan's url may be anything. */
const opened = (url: string | undefined): SourceLinkResult => (url && /^https?:\/\//i.test(url) ? { url } : {});

async function planAt(
  host: FeatureHost,
  uri: string,
  position: number,
): Promise<{ readonly plan: LivePlan; readonly path: string; readonly asOf: number | undefined }> {
  const file = await planFileAt(host, uri);
  if (typeof file === 'string') throw new SourceError('not-found', file);
  const document = file.documents[position];
  if (!document) throw new SourceError('not-found', 'The file has no such plan any more. Open the panel again.');
  return { plan: livePlanOf(document.root), path: file.path, asOf: file.asOf };
}
