import type { ResponseError } from 'vscode-languageserver';
import {
  READINESS_HISTORY_REQUEST,
  type ReadinessHistoryResult,
  type ReadinessHistoryParams,
} from '../../protocol/readiness.ts';
import { toPath } from '../documents.ts';
import { failed } from '../failed.ts';
import type { Feature, FeatureHost } from '../feature.ts';
import { changesSince, historyOf, type JudgedCommits } from '../git/history.ts';
import { GitError } from '../git/run-git.ts';
import { guard } from '../guard.ts';
import { checkedPlanAt } from '../live/plan-files.ts';
import { signalOf } from '../signal-of.ts';

/** Each commit is judged by its files: of more, nobody waits for the end. */
const MAX_COMMITS = 200;

/** Answers how models came to stand where they do. Runs git, so nothing is answered before the workspace is trusted. */
export const readinessHistory: Feature = (host) => {
  const { connection } = host;
  const judged: JudgedCommits = new Map();
  const fallback = failed('The history could not be read. The log of the extension says more; please report it.');
  connection.onRequest(
    READINESS_HISTORY_REQUEST,
    guard<ReadinessHistoryParams, ReadinessHistoryResult | ResponseError>(
      connection.console,
      'readiness history',
      fallback,
      (params, token) => answer(host, params, judged, signalOf(token)),
    ),
  );
  return {};
};

async function answer(
  host: FeatureHost,
  { uri, commits }: ReadinessHistoryParams,
  judged: JudgedCommits,
  signal: AbortSignal,
): Promise<ReadinessHistoryResult | ResponseError> {
  if (!host.hints.isTrusted) return { plans: [], problem: 'Git is asked only in a workspace that you trust.' };
  const path = toPath(uri);
  if (path === undefined) return failed('This plan is not on disk yet. Save it first.');
  const file = await checkedPlanAt(host, uri, path);
  if (typeof file === 'string') return failed(file);
  const options = { path, file, facts: await host.workspace.factsOf(path, file), now: Date.now(), signal, judged };
  try {
    const most = Math.min(Math.max(0, Math.floor(commits) || 0), MAX_COMMITS);
    const history = most > 0 ? await historyOf(options, most) : [];
    const since = await changesSince(options, 'HEAD');
    const plans = since.flatMap((change, index) =>
      change ? [{ index, history: history[index] ?? [], since: change }] : [],
    );
    return { plans };
  } catch (error) {
    if (error instanceof GitError) return { plans: [], problem: error.message };
    throw error;
  }
}
