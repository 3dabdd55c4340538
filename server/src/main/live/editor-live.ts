import path from 'node:path';
import type { Connection } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Assessment } from '../../core/decay/assess.ts';
import { PLAN_LANGUAGE } from '../../protocol/documents.ts';
import { KeptPlans } from '../plans/kept-plans.ts';
import { WorkspacePlans } from '../plans/workspace-plans.ts';
import { watched } from '../watched.ts';
import type { ValidationHost } from '../validation.ts';
import { clientHttp } from './client-http.ts';
import { DiskAnswers } from './disk.ts';
import type { LiveFile, LivePlans, PlanFile } from './live-plans.ts';
import { createLive, type Live } from './live.ts';
import { planFileAt } from './plan-files.ts';
import { Refresher } from './refresher.ts';
import { SYSTEM_TIMERS, type Timers } from './timers.ts';

/** After a document was opened or changed, until its sources on this machine are looked at: typing goes first. */
const IDLE = 400;

/** Why a plan is looked at again. */
type Reason = 'edited' | 'files';

/** @param options as the client gave them when it started the server: `storagePath` is a folder for what is kept */
export function createEditorLive(host: ValidationHost, options: unknown): EditorLive {
  const { connection, workspace } = host;
  const folder = storagePathOf(options);
  const report = (message: string): void => connection.console.warn(message);
  const disk = folder === undefined ? undefined : new DiskAnswers(path.join(folder, 'answers'), report);
  const index = new WorkspacePlans(host, folder === undefined ? undefined : new KeptPlans(folder, report));
  const timers = SYSTEM_TIMERS;
  return new EditorLive(createLive({ workspace, http: clientHttp(connection), timers, disk }), { host, index, timers });
}

function storagePathOf(options: unknown): string | undefined {
  if (typeof options !== 'object' || options === null || !('storagePath' in options)) return undefined;
  return typeof options.storagePath === 'string' && options.storagePath !== '' ? options.storagePath : undefined;
}

/** Keeps open and watched plans up to date in the background: by files and disk for all, by the network for those on the screen. */
export class EditorLive {
  readonly plans: LivePlans;
  readonly reader: Live['reader'];
  readonly means: Live['means'];
  readonly index: WorkspacePlans;
  private readonly host: ValidationHost & { readonly connection: Pick<Connection, 'console'> };
  private readonly timers: Timers;
  private readonly refresher: Refresher;
  private readonly waiting = new Map<string, { readonly why: Reason; readonly cancel: () => void }>();

  constructor(
    { plans, reader, means }: Live,
    { host, index, timers }: { readonly host: ValidationHost; readonly index: WorkspacePlans; readonly timers: Timers },
  ) {
    this.plans = plans;
    this.reader = reader;
    this.means = means;
    this.host = host;
    this.index = index;
    this.timers = timers;
    this.refresher = new Refresher({
      timers,
      period: (uri) => plans.period(uri),
      read: async (uri, signal) => {
        await this.read(uri, false, signal);
      },
    });
  }

  /** What was found last of the plans of an open document, in their order. Looks nothing up. */
  found(uri: string): readonly Assessment[] | undefined {
    return this.plans.last(uri)?.plans.map(({ assessment }) => assessment);
  }

  /** Plans on the screen are read again by the clock; no others are. */
  watch(uris: readonly string[]): void {
    this.refresher.watch(uris);
  }

  /** A document was opened or changed. */
  touched(document: TextDocument): void {
    if (document.languageId !== PLAN_LANGUAGE) return;
    this.index.forgetOpen();
    this.soon(document.uri, 'edited');
  }

  closed(uri: string): void {
    this.waiting.get(uri)?.cancel();
    this.waiting.delete(uri);
    this.index.forgetOpen();
  }

  /** Files at `uris` came, went or changed; none: anything may have. */
  changed(uris: readonly string[]): void {
    if (uris.length === 0 || uris.some((uri) => /\.ya?ml$/i.test(uri))) this.index.forget();
    for (const document of this.host.documents.all())
      if (document.languageId === PLAN_LANGUAGE) this.soon(document.uri, 'files');
    for (const uri of this.plans.uris()) this.soon(uri, 'files');
  }

  /** How the models of a plan stand as far as this machine knows; read now where nobody has looked. */
  async local(uri: string, signal: AbortSignal): Promise<LiveFile | undefined> {
    return this.plans.last(uri) ?? this.read(uri, true, signal);
  }

  /** Files that came or went count more than edits: what is read may have changed though the plan asks the same. */
  private soon(uri: string, reason: Reason): void {
    const before = this.waiting.get(uri);
    before?.cancel();
    const why = before?.why === 'files' ? 'files' : reason;
    const cancel = this.timers.after(IDLE, () => {
      this.waiting.delete(uri);
      const { signal } = new AbortController();
      void (why === 'files' ? this.read(uri, true, signal) : this.edited(uri, signal));
    });
    this.waiting.set(uri, { why, cancel });
  }

  private async edited(uri: string, signal: AbortSignal): Promise<void> {
    await this.attempt(uri, (file) => this.plans.edited(file, signal));
  }

  private read(uri: string, local: boolean, signal: AbortSignal): Promise<LiveFile | undefined> {
    return this.attempt(uri, (file) => this.plans.read(file, { local, signal }));
  }

  private async attempt<R>(uri: string, work: (file: PlanFile) => Promise<R>): Promise<R | undefined> {
    try {
      const file = await planFileAt(this.host, uri);
      return typeof file === 'string' ? undefined : await watched(() => work(file));
    } catch (error) {
      this.host.connection.console.error(
        `live data of ${uri}: ${error instanceof Error ? error.message : String(error)}`,
      );
      return undefined;
    }
  }
}
