import { CancellationTokenSource, commands, EventEmitter, window } from 'vscode';
import type { Disposable, ExtensionContext, LogOutputChannel } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { FetchHttpOptions } from '../../server/src/backends/fetch-http.ts';
import type { DecayChanged, DecayProgress } from '../../server/src/protocol/decay.ts';
import { Answers } from './answers.ts';
import { BeingRead } from './being-read.ts';

export type ServerState = 'not-started' | 'starting' | 'running' | 'stopped';

const after = (milliseconds: number, action: () => void): (() => void) => {
  const timer = setTimeout(action, milliseconds);
  return () => clearTimeout(timer);
};

/** The language server's life: started when first needed, started again after a crash, at most a few times. */
export class ServerControl implements Disposable {
  private readonly context: ExtensionContext;
  private readonly log: LogOutputChannel;
  private readonly access: FetchHttpOptions;
  private readonly decayChanged = new EventEmitter<DecayChanged>();
  private readonly decayProgress = new EventEmitter<DecayProgress>();
  readonly onDidChangeDecay = this.decayChanged.event;
  readonly onDidProgress = this.decayProgress.event;
  private readonly changed = new EventEmitter<ServerState>();
  readonly onDidChangeState = this.changed.event;
  private readonly read = new BeingRead({
    after,
    hangs: (uri) => {
      this.log.error(`The language server does not come to an end with ${uri}; it is started again without it.`);
      void this.restart();
    },
  });
  private client: LanguageClient | undefined;
  private current: ServerState = 'not-started';

  /** `access` says which of the server's HTTP requests may be sent, and with what. */
  constructor(context: ExtensionContext, log: LogOutputChannel, access: FetchHttpOptions) {
    this.context = context;
    this.log = log;
    this.access = access;
  }

  get state(): ServerState {
    return this.current;
  }

  /** Starts the server unless it was started before. */
  async start(): Promise<void> {
    if (this.current === 'starting' || this.current === 'running') return;
    this.become('starting');
    // Loading the protocol's code takes most of the start; a window with nothing of ours never pays for it.
    const { createClient } = await import('./language-client.ts');
    if (this.client) return;
    const life = { hasEnded: false };
    const client = createClient(this.context, this.log, {
      access: this.access,
      read: this.read,
      watch: (ask) => new Answers({ ask, after, stuck: () => void this.restartStuck() }),
      decayChanged: (params) => this.decayChanged.fire(params),
      decayProgress: (params) => this.decayProgress.fire(params),
      stateChanged: (state) => {
        if (this.client === client) this.become(state);
      },
      ended: () => {
        life.hasEnded = true;
        this.read.crashed();
      },
      gaveUp: () => void this.offerRestart('ended five times within three minutes and is not started again'),
    });
    this.client = client;
    await commands.executeCommand('setContext', 'productionFirst.serverStarted', true);
    try {
      await client.start();
    } catch (error) {
      this.log.error(`The language server did not start: ${String(error)}`);
      // One that ended while it started is started again, or was given up.
      if (this.client !== client || life.hasEnded) return;
      this.become('stopped');
      void this.offerRestart('did not start');
    }
  }

  /**
   * Asks the server, started and waited for if need be. Rejects with what to tell people when it does not answer.
   * When `signal` aborts, the server is told to give the request up.
   */
  async request<R>(method: string, params: unknown, signal?: AbortSignal): Promise<R> {
    await this.start();
    while (this.current === 'starting') await this.nextState();
    if (!this.client || this.current !== 'running') throw new Error('the language server is not running');
    signal?.throwIfAborted();
    const source = new CancellationTokenSource();
    const cancel = (): void => source.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await this.client.sendRequest<R>(method, params, source.token);
    } finally {
      signal?.removeEventListener('abort', cancel);
      source.dispose();
    }
  }

  /** Tells a running server; one that does not run is told nothing. */
  async notify(method: string, params: unknown): Promise<void> {
    if (this.current === 'running') await this.client?.sendNotification(method, params);
  }

  /** A new client each time: one whose start failed cannot be started again. */
  async restart(): Promise<void> {
    const old = this.client;
    this.client = undefined;
    this.read.stopped();
    this.become('stopped');
    await old
      ?.dispose()
      .catch((error: unknown) => this.log.warn(`The old server did not end cleanly: ${String(error)}`));
    await this.start();
  }

  async dispose(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.read.stopped();
    this.changed.dispose();
    this.decayChanged.dispose();
    this.decayProgress.dispose();
    await client?.dispose();
  }

  private async restartStuck(): Promise<void> {
    this.log.error('The language server does not answer any more; it is started again.');
    // What it was reading for the first time is what it does not come to an end with.
    this.read.crashed();
    await this.restart();
  }

  private nextState(): Promise<void> {
    return new Promise((resolve) => {
      const listener = this.onDidChangeState(() => {
        listener.dispose();
        resolve();
      });
    });
  }

  private become(state: ServerState): void {
    this.current = state;
    this.changed.fire(state);
  }

  private async offerRestart(what: string): Promise<void> {
    const message = `The Production-First ML language server ${what}. Plans and cards are not checked until it is restarted.`;
    const answer = await window.showErrorMessage(message, 'Restart', 'Show Log');
    if (answer === 'Restart') await this.restart();
    if (answer === 'Show Log') this.log.show(true);
  }
}
