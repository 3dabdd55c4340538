import path from 'node:path';
import { workspace, type ExtensionContext, type LogOutputChannel } from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  State,
  TransportKind,
  type LanguageClientOptions,
} from 'vscode-languageclient/node';
import { SETTINGS_SECTION } from '../../server/src/protocol/settings.ts';
import { CrashPolicy } from './crash-policy.ts';
import { DOCUMENTS } from './documents.ts';
import type { ServerState } from './server.ts';
import { isRelevant } from './watched-files.ts';

/** What the owner of a client wants to know of its server. */
export interface ServerEvents {
  readonly stateChanged: (state: ServerState) => void;
  /** It ended too often and is not started again. */
  readonly gaveUp: () => void;
}

/** A client for the bundled server, not started yet. */
export function createClient(context: ExtensionContext, log: LogOutputChannel, events: ServerEvents): LanguageClient {
  const module = context.asAbsolutePath(path.join('dist', 'server.js'));
  const crashes = new CrashPolicy();
  const options: LanguageClientOptions = {
    documentSelector: DOCUMENTS,
    outputChannel: log,
    initializationOptions: () => workspace.getConfiguration(SETTINGS_SECTION),
    diagnosticPullOptions: { onChange: true, onTabs: true },
    middleware: {
      workspace: {
        didChangeWatchedFile: async (event, next) => {
          if (isRelevant(event.uri)) await next(event);
        },
      },
    },
    initializationFailedHandler: () => false,
    errorHandler: {
      error: (_error, _message, count = 0) => ({
        action: count <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
        handled: true,
      }),
      closed: () => {
        if (crashes.crashed(performance.now()) === 'restart') return { action: CloseAction.Restart, handled: true };
        events.gaveUp();
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    },
  };
  const client = new LanguageClient(
    SETTINGS_SECTION,
    'Production-First ML',
    { module, transport: TransportKind.ipc },
    options,
  );
  client.onDidChangeState(({ newState }) => events.stateChanged(STATES[newState]));
  return client;
}

const STATES: Readonly<Record<State, ServerState>> = {
  [State.Starting]: 'starting',
  [State.Running]: 'running',
  [State.Stopped]: 'stopped',
  [State.StartFailed]: 'stopped',
};
