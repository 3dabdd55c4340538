import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { readRange } from '../../core/decay/range.ts';
import {
  DECAY_CHANGED,
  DECAY_PROGRESS,
  DECAY_REQUEST,
  WATCH,
  type DecayChanged,
  type DecayParams,
  type DecayProgress,
  type DecayResult,
  type WatchParams,
} from '../../protocol/decay.ts';
import { decayView } from '../decay-view.ts';
import { pathFrom } from '../path-from.ts';
import type { Feature, FeatureHost } from '../feature.ts';
import { failed } from '../failed.ts';
import { guard } from '../guard.ts';
import { planFileAt } from '../live/plan-files.ts';
import { signalOf } from '../signal-of.ts';

/** Plans that one window can have on the screen. */
const MAX_WATCHED = 50;

/** Answers with the view, or with an error whose message is for people: what happened and what to do next. */
export const decay: Feature = (host) => {
  const { connection, live } = host;
  const fallback = failed('The history could not be read. The log of the extension says more; please report it.');
  const guarded = guard<DecayParams, DecayResult | ResponseError>(
    connection.console,
    'decay',
    fallback,
    (params, token) => answer(host, params, token),
  );
  connection.onRequest(DECAY_REQUEST, (params: DecayParams, token: CancellationToken) =>
    token.isCancellationRequested ? CANCELLED : guarded(params, token),
  );
  connection.onNotification(WATCH, (params: Partial<WatchParams> | null) => {
    const uris: unknown = params?.uris;
    live.watch(Array.isArray(uris) ? uris.filter((uri) => typeof uri === 'string').slice(0, MAX_WATCHED) : []);
  });
  live.plans.onChange((uri) => {
    void connection.sendNotification(DECAY_CHANGED, { uri } satisfies DecayChanged);
  });
  return {};
};

const CANCELLED = new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');

async function answer(
  { connection, live, workspace, ...host }: FeatureHost,
  { uri, range: given, refresh }: DecayParams,
  token: CancellationToken,
): Promise<DecayResult | ResponseError> {
  const range = readRange(given);
  if (range === undefined) return failed('This range cannot be shown. Choose 30, 90 or 365 days, or all.');
  const file = await planFileAt({ connection, workspace, ...host }, uri);
  if (typeof file === 'string') return failed(file);
  const found = await live.plans.read(file, {
    range,
    force: refresh === true,
    signal: signalOf(token),
    progress: (done, total) =>
      void connection.sendNotification(DECAY_PROGRESS, { uri, done, total } satisfies DecayProgress),
  });
  if (token.isCancellationRequested) return CANCELLED;
  return decayView(found, pathFrom(workspace.rootOf(file.path), file.path), range);
}
