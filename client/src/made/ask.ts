import { ProgressLocation, window, type Uri } from 'vscode';
import {
  SCAFFOLD_REQUEST,
  SCAFFOLD_TARGETS_REQUEST,
  type ScaffoldParams,
  type ScaffoldResult,
  type ScaffoldTargetsResult,
} from '../../../server/src/protocol/scaffold.ts';
import { choosePlan } from '../live/choose-plan.ts';
import { plain } from '../plain.ts';
import type { ServerControl } from '../server.ts';
import { isTrusted } from '../trust.ts';
import { unsavedTexts } from './unsaved.ts';

/** The plan a command is about: what it was handed, else the one that is chosen; undefined: nobody chose, or nothing may be made. */
export async function planFor(server: ServerControl, target: Uri | undefined, title: string): Promise<Uri | undefined> {
  const message = 'This workspace is not trusted: plans are checked, but nothing is made from them.';
  return (await isTrusted(message)) ? (target ?? (await choosePlan(server, title))) : undefined;
}

export const targetsOf = (server: ServerControl, plan: Uri): Promise<ScaffoldTargetsResult | undefined> =>
  asked(server, 'Looking at what the workspace uses', SCAFFOLD_TARGETS_REQUEST, { uri: plan.toString() });

/** @param targets undefined: those of which files were made before */
export function previewOf(
  server: ServerControl,
  plan: Uri,
  targets: readonly string[] | undefined,
): Promise<ScaffoldResult | undefined> {
  const params: ScaffoldParams = { uri: plan.toString(), unsaved: unsavedTexts(), ...(targets && { targets }) };
  return asked(server, 'Rendering the plan', SCAFFOLD_REQUEST, params);
}

/** What the server answers, with progress that can be cancelled; undefined: it was, or there is no answer and people were told why. */
export async function asked<R>(
  server: ServerControl,
  title: string,
  method: string,
  params: unknown,
): Promise<R | undefined> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  const controller = new AbortController();
  try {
    return await window.withProgress(options, (_progress, token) => {
      token.onCancellationRequested(() => controller.abort());
      return server.request<R>(method, params, controller.signal);
    });
  } catch (error) {
    if (!controller.signal.aborted)
      void window.showErrorMessage(plain(error instanceof Error ? error.message : String(error)));
    return undefined;
  }
}
