import { randomUUID } from 'node:crypto';
import { commands, env, Uri, ViewColumn, window, workspace } from 'vscode';
import type { Disposable, WebviewPanel } from 'vscode';
import type { DecayView, HostMessage, RangeChoice } from '../../../server/src/core/panel/contract.ts';
import { DECAY_REQUEST, type DecayParams, type DecayResult } from '../../../server/src/protocol/decay.ts';
import type { Consent } from '../live/consent.ts';
import type { ServerControl } from '../server.ts';
import { PanelAgreement } from './agreement.ts';
import { DecayFeed } from './feed.ts';
import { pageHtml } from './html.ts';
import { openAtSource, savePicture, showInPlan, textOf } from './page-actions.ts';
import { readPageMessage } from './page-message.ts';

const MAX_TITLE = 60;

export interface DecayPanelOptions {
  readonly extension: Uri;
  readonly server: ServerControl;
  readonly consent: Consent;
  readonly plan: Uri;
  readonly viewType: string;
  /** The range that is remembered for the plan. */
  readonly range: RangeChoice | undefined;
  readonly rangeChosen: (range: RangeChoice) => void;
  /** It came into sight, left it, or shows other data. */
  readonly changed: () => void;
  readonly closed: () => void;
}

/** Opens a panel beside the active editor, or takes over `restored`, one that was open before the window reloaded. */
export function openDecayPanel(options: DecayPanelOptions, restored?: WebviewPanel): DecayPanel {
  const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
  const panel = restored ?? window.createWebviewPanel(options.viewType, 'Model Decay', column);
  return new DecayPanel(options, panel, restored === undefined);
}

/** The page of one plan: asks the server for what it shows, and does what it asks for. */
export class DecayPanel implements Disposable {
  private readonly options: DecayPanelOptions;
  private readonly panel: WebviewPanel;
  private readonly subscriptions: Disposable[] = [];
  private readonly feed: DecayFeed;
  private readonly agreement: PanelAgreement;
  /** Whoever opened the panel has agreed to what it asks for. */
  private readonly agreed: Promise<void>;
  private range: RangeChoice | undefined;
  private isDisposed = false;
  private shown: DecayView | undefined;

  constructor(options: DecayPanelOptions, panel: WebviewPanel, isOpenedByHand: boolean) {
    this.options = options;
    this.panel = panel;
    this.range = options.range;
    this.agreement = new PanelAgreement(options.server, options.consent, options.plan.toString());
    this.agreed = isOpenedByHand && workspace.isTrusted ? this.agreement.opened() : Promise.resolve();
    this.feed = new DecayFeed({
      ask: (wish, signal) => this.ask(wish, signal),
      post: (message) => this.post(message),
      explain: failure,
      range: () => this.range,
    });
    this.listen();
    this.fill();
  }

  get isVisible(): boolean {
    return this.panel.visible && !this.isDisposed;
  }

  /** What the page shows. */
  get view(): DecayView | undefined {
    return this.shown;
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  /** Shows what the server now has, if somebody is looking; a page that comes into sight asks by itself. */
  reload(options?: { readonly refresh: boolean }): void {
    if (!this.isVisible) return;
    if (options) void this.feed.load(options);
    else this.feed.changed();
  }

  /** Ends what the panel does, not the panel. */
  dispose(): void {
    this.isDisposed = true;
    this.feed.stop();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private listen(): void {
    const { panel, options } = this;
    const key = options.plan.toString();
    this.subscriptions.push(
      panel.webview.onDidReceiveMessage((data: unknown) => void this.receive(data)),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.feed.stop();
        options.changed();
      }),
      panel.onDidDispose(() => {
        this.dispose();
        options.closed();
      }),
      workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.toString() === key) this.reload();
      }),
      options.server.onDidChangeDecay(({ uri }) => {
        if (uri === key) this.reload();
      }),
      options.server.onDidProgress(({ uri, done, total }) => {
        if (uri === key) this.feed.progress(done, total);
      }),
    );
  }

  private fill(): void {
    const { extension, plan } = this.options;
    const { webview } = this.panel;
    const dist = Uri.joinPath(extension, 'dist');
    const media = Uri.joinPath(extension, 'media');
    this.panel.iconPath = { light: Uri.joinPath(media, 'plan-light.svg'), dark: Uri.joinPath(media, 'plan-dark.svg') };
    webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [dist] };
    webview.html = pageHtml({
      script: webview.asWebviewUri(Uri.joinPath(dist, 'webview.js')).toString(),
      style: webview.asWebviewUri(Uri.joinPath(dist, 'webview.css')).toString(),
      cspSource: webview.cspSource,
      nonce: randomUUID(),
      styleNonce: randomUUID(),
      plan: plan.toString(),
    });
  }

  private async receive(data: unknown): Promise<void> {
    const message = readPageMessage(data);
    const { plan, server } = this.options;
    const uri = plan.toString();
    switch (message?.type) {
      case 'ready':
        return this.feed.load();
      case 'refresh':
        await this.agreement.refreshed();
        return this.feed.load({ refresh: true });
      case 'cancel':
        this.feed.cancel();
        return;
      case 'range':
        this.range = message.range;
        this.options.rangeChosen(message.range);
        return this.feed.load();
      case 'open': {
        const { indicator, column } = message;
        const what = { ...(indicator !== undefined && { indicator }), ...(column !== undefined && { column }) };
        return openAtSource(server, { uri, plan: message.plan, ...what });
      }
      case 'connect':
        await commands.executeCommand('productionFirst.connectSource', {
          plan: uri,
          index: message.plan,
          source: message.source,
        });
        return;
      case 'picture':
        return savePicture(plan, message.name, message.png);
      case 'copy':
        await env.clipboard.writeText(message.text);
        window.setStatusBarMessage('Copied as CSV.', 3_000);
        return;
      case 'reveal':
        return showInPlan(plan, message.plan, message.indicator);
      case undefined:
    }
  }

  private async ask(wish: Omit<DecayParams, 'uri'>, signal: AbortSignal): Promise<DecayResult> {
    // A plan whose sources cannot be listed is answered with what is wrong with it, and agrees to nothing.
    await this.agreed.catch(() => undefined);
    const params: DecayParams = { uri: this.options.plan.toString(), ...wish };
    return this.options.server.request<DecayResult>(DECAY_REQUEST, params, signal);
  }

  private post(message: HostMessage): void {
    if (this.isDisposed) return;
    if (message.type === 'view') {
      this.shown = message.view;
      this.agreement.shown();
      const title = message.view.plans[0]?.title;
      if (title) this.panel.title = `Model Decay: ${title.slice(0, MAX_TITLE)}`;
      this.options.changed();
    }
    void this.panel.webview.postMessage(message);
  }
}

function failure(error: unknown): string {
  return (
    `The recorded history could not be read: ${textOf(error).replace(/\.$/, '')}. Refresh to try again. ` +
    'If that does not help, run "Production-First: Restart Language Server", and look into "Production-First: Show Log".'
  );
}
