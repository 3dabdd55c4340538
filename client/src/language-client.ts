import path from 'node:path';
import { workspace, type CancellationToken, type ExtensionContext, type LogOutputChannel } from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  State,
  TransportKind,
  type LanguageClientOptions,
} from 'vscode-languageclient/node';
import type { FetchHttpOptions } from '../../server/src/backends/fetch-http.ts';
import {
  DECAY_CHANGED,
  DECAY_PROGRESS,
  HTTP_REQUEST,
  type DecayChanged,
  type DecayProgress,
  type HttpParams,
  type HttpResult,
} from '../../server/src/protocol/decay.ts';
import { ALIVE, READ, READING, type ReadingParams } from '../../server/src/protocol/reading.ts';
import { SETTINGS_SECTION } from '../../server/src/protocol/settings.ts';
import type { Answers } from './answers.ts';
import type { BeingRead } from './being-read.ts';
import { CrashPolicy } from './crash-policy.ts';
import { DOCUMENTS } from './documents.ts';
import { HttpBridge } from './live/http-bridge.ts';
import type { ServerState } from './server.ts';
import { isRelevant } from './watched-files.ts';

/** What the owner of a client wants to know of its server. */
export interface ServerEvents {
  readonly stateChanged: (state: ServerState) => void;
  /** It ended by itself. */
  readonly ended: () => void;
  /** It ended too often and is not started again. */
  readonly gaveUp: () => void;
  readonly access: FetchHttpOptions;
  /** What its servers were reading, one after the other. */
  readonly read: BeingRead;
  /** Watches a server while something is waited for; `ask` asks it for an answer. */
  readonly watch: (ask: () => Promise<unknown>) => Answers;
  readonly decayChanged: (params: DecayChanged) => void;
  readonly decayProgress: (params: DecayProgress) => void;
}

/** The protocol's client would tell each trouble of a connection in messages of its own, in words of the protocol. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** A client for the bundled server, not started yet. */
export function createClient(context: ExtensionContext, log: LogOutputChannel, events: ServerEvents): LanguageClient {
  const module = context.asAbsolutePath(path.join('dist', 'server.js'));
  const crashes = new CrashPolicy();
  const answers = events.watch(() => client.sendRequest(ALIVE));
  const options: LanguageClientOptions = {
    documentSelector: DOCUMENTS,
    outputChannel: log,
    // What was read of data sources is kept where VS Code keeps what belongs to this workspace.
    initializationOptions: () => ({
      ...workspace.getConfiguration(SETTINGS_SECTION),
      storagePath: context.storageUri?.fsPath,
      isTrusted: workspace.isTrusted,
      createsPlans: true,
      scaffolds: true,
      tellsReading: true,
      leftOut: events.read.leftOut,
    }),
    diagnosticPullOptions: { onChange: true, onTabs: true },
    middleware: {
      provideDiagnostics: (document, previousId, token, next) =>
        answers.during(Promise.resolve(next(document, previousId, token))),
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
        events.ended();
        if (crashes.crashed(performance.now()) === 'restart') return { action: CloseAction.Restart, handled: true };
        events.gaveUp();
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    },
  };
  const client: LanguageClient = new QuietClient(
    SETTINGS_SECTION,
    'Production-First ML',
    { module, transport: TransportKind.ipc },
    options,
  );
  client.onDidChangeState(({ newState }) => {
    if (newState !== State.Running) answers.stop();
  });
  answerServer(client, log, events);
  return client;
}

/** What the server asks and tells. A server that ended waits for no answer any more. */
function answerServer(client: LanguageClient, log: LogOutputChannel, events: ServerEvents): void {
  const newBridge = (): HttpBridge => new HttpBridge(events.access, (line) => log.debug(line));
  let bridge = newBridge();
  client.onDidChangeState(({ newState }) => {
    if (newState !== State.Running) {
      bridge.dispose();
      bridge = newBridge();
    }
    events.stateChanged(STATES[newState]);
  });
  client.onRequest<HttpResult, unknown>(HTTP_REQUEST, (params: HttpParams, token: CancellationToken) =>
    bridge.answer(params, token),
  );
  client.onNotification(READING, ({ uri }: ReadingParams) => events.read.begins(uri));
  client.onNotification(READ, ({ uri }: ReadingParams) => events.read.ends(uri));
  client.onNotification(DECAY_CHANGED, events.decayChanged);
  client.onNotification(DECAY_PROGRESS, events.decayProgress);
}

const STATES: Readonly<Record<State, ServerState>> = {
  [State.Starting]: 'starting',
  [State.Running]: 'running',
  [State.Stopped]: 'stopped',
  [State.StartFailed]: 'stopped',
};
