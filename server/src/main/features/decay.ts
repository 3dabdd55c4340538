import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { kindOf } from '../../core/document/kind.ts';
import type { CheckedFile } from '../../core/document/checked-file.ts';
import { readFile } from '../../core/document/read.ts';
import { DECAY_REQUEST, type DecayParams, type DecayResult } from '../../protocol/decay.ts';
import { decayView } from '../decay-view.ts';
import { toPath } from '../documents.ts';
import type { Feature, FeatureHost } from '../feature.ts';
import { guard } from '../guard.ts';

/** Answers with the view, or with an error whose message is for people: what happened and what to do next. */
export const decay: Feature = (host) => {
  const failed = failure('The history could not be read. The log of the extension says more; please report it.');
  const guarded = guard<DecayParams, DecayResult | ResponseError>(
    host.connection.console,
    'decay',
    failed,
    (params, token) => answer(host, params, token),
  );
  host.connection.onRequest(DECAY_REQUEST, (params: DecayParams, token: CancellationToken) =>
    token.isCancellationRequested ? CANCELLED : guarded(params, token),
  );
  return {};
};

const CANCELLED = new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');

const failure = (message: string): ResponseError => new ResponseError(LSPErrorCodes.RequestFailed, message);

async function answer(
  host: FeatureHost,
  { uri }: DecayParams,
  token: CancellationToken,
): Promise<DecayResult | ResponseError> {
  const file = toPath(uri);
  if (file === undefined) return failure('This plan is not on disk yet. Save it in the folder its files are in.');
  const plan = await planAt(host, uri, file);
  if (typeof plan === 'string') return failure(plan);
  const [problem] = plan.problems;
  if (plan.documents.length === 0) {
    return failure(problem ? `The plan cannot be read: ${problem.message}` : 'The plan is empty. Write its sections.');
  }
  const view = await decayView(host.workspace, file, plan, Date.now(), token);
  return view ?? CANCELLED;
}

/** The plan as it is open, else as it is on disk; a text says why there is none. */
async function planAt(host: FeatureHost, uri: string, file: string): Promise<CheckedFile | string> {
  const document = host.documents.get(uri);
  const open = host.parsed.get(document);
  if (open?.file.kind === 'production-plan') return open.file;
  if (document || kindOf(file, '') !== 'production-plan') {
    return 'This file is no production plan. Open one: its name ends in production-plan.yaml.';
  }
  if (!host.workspace.holds(file)) return 'This plan is outside the workspace. Open its folder.';
  const text = await host.workspace.readText(file, file);
  return text === undefined
    ? 'The plan cannot be read: it is missing or larger than a megabyte.'
    : readFile('production-plan', text);
}
